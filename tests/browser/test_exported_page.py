"""The exported page in Chromium, from disk and without a network."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from places import sample
from places.dataset import open_dataset
from places.exporting import Extract, from_dataset, write
from places.language import language
from places.model import PartialDate, Place
from places.query import ArticleRow, MentionRow, PlaceRow
from places.selection import Selection

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTILE = "<img src=x onerror=alert(1)>"


def _place(key: str, name: str, latitude: float, longitude: float, mentions: int) -> PlaceRow:
    place = Place(f"own:{key}", name, "city", latitude, longitude, ("KP",), source="own table")
    return PlaceRow(place, mentions, articles=1, confidence=0.9)


def _article(key: str, title: str, date: str | None) -> ArticleRow:
    published = PartialDate.parse(date) if date else None
    return ArticleRow(key, title, published, "stated" if date else None, None, None, None, "de", key, 1)


def _mention(article: str, place: str, parts: tuple[str, str, str], confidence: float) -> MentionRow:
    before, toponym, after = parts
    start = 10 + len(before)
    return MentionRow(
        article,
        start,
        start + len(toponym),
        toponym,
        f"own:{place}",
        confidence,
        before + toponym + after,
        10,
    )


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "places.html"
    extract = Extract(
        title=f"Orte {HOSTILE}",
        articles=[_article("a", "Am Strand", "2024-06"), _article("b", HOSTILE, None)],
        places=[
            _place("wonsan", "Wŏnsan", 39.15, 127.44, 2),
            _place("hamhung", f"Hamhung {HOSTILE}", 39.92, 127.54, 1),
        ],
        mentions=[
            _mention("a", "wonsan", ("🚀 Sie fuhren nach ", "Wonsan", " ans Meer."), 0.95),
            _mention("b", "wonsan", ("Vielleicht war es ", "Wonsan", f" {HOSTILE}."), 0.3),
            _mention("a", "hamhung", ("Dann nach ", "Hamhung", "."), 0.9),
        ],
        language=language("de"),
    )
    write(extract, "html", path)
    return path


@pytest.fixture
def requests() -> list[str]:
    return []


@pytest.fixture
def opened(file: Path, new_page: Callable[..., Page], requests: list[str]) -> Iterator[Callable[..., Page]]:
    """Open the file; any error or dialogue on the page fails the test."""
    faults: list[str] = []

    def opened(width: int = 1440, fragment: str = "", **options: object) -> Page:
        page = new_page(width, offline=True, **options)
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.goto(file.as_uri() + fragment)
        # not wait_for_function: it needs eval, which the page forbids
        page.locator("#map [data-place-id]").first.wait_for()
        return page

    yield opened
    assert faults == []


def test_the_page_shows_every_place_on_the_map_and_in_the_list(opened: Callable[..., Page]) -> None:
    page = opened()
    assert page.locator("#map [data-place-id]").count() == 2
    assert page.locator("#places .name").all_inner_texts() == ["Wŏnsan", f"Hamhung {HOSTILE}"]
    assert page.locator("#counts").inner_text() == "2 Artikel · 2 Orte · 3 Erwähnungen"
    assert page.evaluate("placesMap.markers().map((marker) => marker.id)") == ["own:wonsan", "own:hamhung"]


def test_land_lies_under_the_places(opened: Callable[..., Page]) -> None:
    page = opened()
    deadline = time.monotonic() + 10
    while not page.evaluate("placesMap.painted"):
        assert time.monotonic() < deadline, "no land was painted"
        page.wait_for_timeout(20)


def test_nothing_is_asked_of_any_host(opened: Callable[..., Page], file: Path, requests: list[str]) -> None:
    page = opened()
    page.locator("#map [data-place-id='own:wonsan'] .shape").click()
    page.locator("#excerpts mark").first.wait_for()
    assert requests == [file.as_uri()]


def test_a_click_on_the_map_shows_the_excerpts_with_the_toponym_marked(opened: Callable[..., Page]) -> None:
    page = opened()
    page.locator("#map [data-place-id='own:wonsan'] .shape").click()
    page.locator("#panel h2", has_text="Wŏnsan").wait_for()
    assert page.locator("#excerpts .quote").all_inner_texts() == [
        "🚀 Sie fuhren nach Wonsan ans Meer.",
        f"Vielleicht war es Wonsan {HOSTILE}.",
    ]
    assert page.locator("#excerpts mark").all_inner_texts() == ["Wonsan", "Wonsan"]
    assert page.locator("#excerpts .when").all_inner_texts() == ["Juni 2024", "ohne Datum"]
    assert page.locator("#excerpts mark.unsure").count() == 1


def test_a_click_in_the_list_chooses_the_place_on_the_map(opened: Callable[..., Page]) -> None:
    page = opened()
    page.locator("#places button").nth(1).click()
    chosen = page.locator("#map [data-place-id='own:hamhung']")
    assert chosen.get_attribute("aria-pressed") == "true"
    page.locator("#clear").click()
    assert chosen.get_attribute("aria-pressed") == "false"
    assert page.locator("#places li").count() == 2


def test_the_address_holds_the_choice_and_going_back_takes_it_back(opened: Callable[..., Page]) -> None:
    page = opened(fragment="#place=own%3Ahamhung")
    assert page.locator("#panel h2").inner_text() == f"Hamhung {HOSTILE}"
    page.locator("#map [data-place-id='own:wonsan'] .shape").click()
    page.locator("#panel h2", has_text="Wŏnsan").wait_for()
    page.go_back()
    page.locator("#panel h2", has_text="Hamhung").wait_for()


def test_a_spoiled_address_shows_the_list(opened: Callable[..., Page]) -> None:
    assert opened(fragment="#place=%E0%A4%A").locator("#places li").count() == 2


def test_the_list_can_be_searched_without_regard_to_accents(opened: Callable[..., Page]) -> None:
    page = opened()
    page.get_by_role("searchbox").fill("WONSAN")
    assert page.locator("#places .name").all_inner_texts() == ["Wŏnsan"]
    page.get_by_role("searchbox").fill("Nirgendwo")
    assert page.locator("#places button").count() == 0
    assert page.locator("#places").inner_text() != ""


def test_everything_can_be_done_by_keyboard(opened: Callable[..., Page]) -> None:
    page = opened()
    page.locator("#places button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#excerpts li").count() == 2
    page.keyboard.press("Escape")
    assert page.locator("#places li").count() == 2


def test_the_articles_are_listed_with_their_dates(opened: Callable[..., Page]) -> None:
    page = opened()
    page.locator("#articles summary").click()
    assert page.locator("#articles .when").all_inner_texts() == ["Juni 2024", "ohne Datum"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_all_without_scrolling_sideways(opened: Callable[..., Page], scheme: str) -> None:
    page = opened(390, color_scheme=scheme, fragment="#place=own:wonsan")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("document.querySelector('#map').classList.contains('dark')") == (scheme == "dark")
    below = page.locator("#map").bounding_box()
    panel = page.locator("#panel").bounding_box()
    assert below is not None
    assert panel is not None
    assert panel["y"] >= below["y"] + below["height"]


@pytest.fixture(scope="module")
def shaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shaded") / "places.html"
    with open_dataset(sample.DATASET) as dataset:
        write(from_dataset(dataset, Selection(shades="countries"), language("en")), "html", path)
    return path


def test_countries_and_nearer_by_their_regions_are_shaded_without_a_server(
    shaded: Path, new_page: Callable[..., Page]
) -> None:
    page = new_page(offline=True)
    page.goto(shaded.as_uri())
    legend = page.locator(".places-shades")
    legend.wait_for()
    assert "Mentions by country" in legend.inner_text()
    colour = """([lat, lng]) => {
      const map = placesMap.leaflet, canvas = map.getPane("land").querySelector("canvas");
      const { x, y } = map.latLngToContainerPoint([lat, lng]), box = canvas.getBoundingClientRect();
      const ratio = canvas.width / box.width, frame = map.getContainer().getBoundingClientRect();
      const at = [(x + frame.x - box.x) * ratio, (y + frame.y - box.y) * ratio];
      return [...canvas.getContext("2d").getImageData(...at, 1, 1).data].slice(0, 3);
    }"""
    russia, kazakhstan = (64.0, 100.0), (48.0, 67.0)
    assert page.evaluate(colour, russia) != page.evaluate(colour, kazakhstan)
    page.evaluate("placesMap.leaflet.setView([43.5, 133], 6, { animate: false })")
    page.locator(".places-shades", has_text="Mentions by region").wait_for()
    primorye, hokkaido = (44.5, 134.0), (43.3, 142.5)
    assert page.evaluate(colour, primorye) != page.evaluate(colour, hokkaido)
