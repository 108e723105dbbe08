"""Filters in Chromium: chosen in the column, seen and taken back on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from places.dataset import DatasetWriter, mention_table
from places.model import Article, Mention, PartialDate, Place

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Page, expect = playwright.Page, playwright.expect

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 1000
BREMEN = Place("own:bremen", "Bremen", "city", 53.08, 8.8, ("DE",))
WESER = Place("own:weser", "Weser", "water", 53.5, 8.5, ("DE",))
ITALY = Place("own:italy", "Italy", "country", 42.8, 12.8, ("IT",))
SOURCES = ("Weser-Bote", "Café, Blatt", "<i>Bote</i>")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighteen articles of three papers, more than have a box each."""
    folder = tmp_path_factory.mktemp("papers") / "dataset"
    articles, said = [], []
    for number in range(18):
        text = "Bremen an der Weser. Italien liegt weit weg."
        articles.append(
            Article(
                f"a{number}",
                f"Artikel {number} mit einer Überschrift, die länger ist, als eine schmale Spalte sie zeigt",
                text,
                "de",
                PartialDate.parse(f"2024-{number % 12 + 1:02}"),
                "stated",
                SOURCES[number % 3],
                path=f"{number}.txt",
                tags=("Hafen",) if number < 5 else (),
            )
        )
        said.append(
            [
                Mention(0, 6, "Bremen", BREMEN, 1.0, (), 0, 20),
                Mention(14, 19, "Weser", WESER, 1.0, (), 0, 20),
                Mention(21, 28, "Italien", ITALY, 1.0, (), 21, len(text)),
            ]
        )
    with DatasetWriter(folder) as writer:
        mentions = mention_table((each.id, found) for each, found in zip(articles, said, strict=True))
        writer.add(articles, mentions, [BREMEN, WESER, ITALY])
        writer.commit({"source": "made up"})
    return folder


@pytest.fixture(scope="module")
def dashboard(serve: Callable[..., str], papers: Path) -> str:
    return serve(DASHBOARD, papers)


def opened(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(".st-key-counts p").wait_for(timeout=30 * SECONDS)


def tick(page: Page, field: str, name: str):
    return page.locator(f".st-key-{field} .tick", has_text=name)


def test_one_click_shows_one_source_and_a_chip_takes_it_back_on_another_page(page, dashboard):
    opened(page, f"{dashboard}?lang=en")
    expect(page.locator(".st-key-conditions")).to_have_text("Everything is shownCompare")
    tick(page, "ticks_sources", "Café, Blatt").click()
    expect(page.locator(".st-key-counts")).to_contain_text("6 of 18 articles")
    expect(page).to_have_url(re.compile("sources=Caf"))
    page.get_by_role("link", name="Articles").click()
    expect(page.locator(".entry")).to_have_count(6)
    page.get_by_role("button", name="Remove the filter: Source: Café, Blatt").click()
    expect(page.locator(".entry")).to_have_count(18)
    expect(page.locator(".st-key-conditions")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("sources"))


def test_a_kind_is_taken_out_with_one_click_and_shown_alone_with_another(page, dashboard):
    opened(page, f"{dashboard}?lang=en")
    tick(page, "kinds", "Country").click()
    expect(page).to_have_url(re.compile("kinds=city%2Cwater|kinds=city,water"))
    page.get_by_role("button", name="only Water").click()
    expect(page).to_have_url(re.compile(r"kinds=water(&|$)"))
    expect(page.locator(".st-key-counts")).to_contain_text("1 place ")
    page.locator(".conditions [data-action=reset]").click()
    expect(page.locator(".st-key-counts")).to_contain_text("18 articles · 3 places")


def test_markup_in_the_name_of_a_source_is_text(page, dashboard):
    opened(page, f"{dashboard}?lang=en&sources=%3Ci%3EBote%3C%2Fi%3E")
    expect(page.locator(".condition", has_text="<i>Bote</i>")).to_be_visible()
    expect(page.locator(".condition i")).to_have_count(0)


def test_an_article_is_found_by_typing_in_a_list_that_shows_whole_titles(page, dashboard):
    opened(page, f"{dashboard}?lang=en")
    page.locator(".st-key-more_articles button").click()
    field = page.locator(".st-key-pick_articles input")
    field.fill("Artikel 17")
    option = page.get_by_role("option", name=re.compile("^Artikel 17 "))
    expect(option).to_be_visible()
    assert option.evaluate("each => each.getBoundingClientRect().width") > 500
    option.click()
    expect(page.locator(".st-key-counts")).to_contain_text("1 of 18 articles")


@pytest.mark.parametrize("query", ["", "?sources=Weser-Bote&q=Bremen&from=2024&tags=Hafen,zzz&view=no"])
def test_map_panel_and_timeline_stay_in_the_window_whatever_stands_above_them(page, dashboard, query):
    opened(page, dashboard + query)
    page.locator(".timeline svg").wait_for()
    page.frame_locator(".st-key-map iframe").locator(".place-marker").first.wait_for(timeout=30 * SECONDS)
    assert page.evaluate("document.querySelector('.timeline svg').getBoundingClientRect().bottom") <= 900
    assert page.evaluate("document.querySelector('.st-key-tools').getBoundingClientRect().bottom") <= 70


def test_a_phone_shows_chips_in_one_row_and_nothing_upon_another(new_page, dashboard):
    page = new_page(width=390, height=844)
    opened(page, f"{dashboard}?sources=Weser-Bote&q=Bremen&from=2024&tags=Hafen&kinds=city")
    page.locator(".timeline svg").wait_for()
    page.wait_for_function(  # as soon as everything has come
        """() => {
          const boxes = ["conditions", "map", "excerpts", "timeline"].map((part) =>
            document.querySelector(`.st-key-${part}`)?.getBoundingClientRect());
          return boxes.every(Boolean) && boxes[0].height < 60
            && document.documentElement.scrollWidth <= 390
            && boxes.slice(1).every((below, at) => boxes[at].bottom <= below.top + 1);
        }""",
        timeout=20 * SECONDS,
    )


def test_nothing_moves_on_a_phone_with_the_first_filter(new_page, dashboard):
    page = new_page(width=390, height=844, has_touch=True)
    opened(page, f"{dashboard}?lang=en")
    row = page.locator(".st-key-conditions")
    expect(row).to_contain_text("Everything is shown")
    expect(row.get_by_role("button", name="Compare")).to_be_visible()
    page.frame_locator(".st-key-map iframe").locator(".place-marker").first.wait_for(timeout=30 * SECONDS)
    page.get_by_role("button", name="Filters").click()
    wanted = tick(page, "ticks_sources", "Weser-Bote")
    wanted.click(trial=True)  # it is scrolled to, and waited for where the page draws it anew
    below_the_title = """() => {
      const top = (css) => document.querySelector(css).getBoundingClientRect().top;
      return Math.round(top(".st-key-filter_switches") - top(".masthead"));
    }"""
    before = page.evaluate(below_the_title)
    wanted.click()
    expect(row.get_by_role("button", name="Remove the filter: Source: Weser-Bote")).to_be_attached()
    expect(page.locator(".st-key-counts")).to_contain_text("6 of 18 articles")
    assert page.evaluate(below_the_title) == before


def test_the_map_keeps_to_what_it_shows_and_a_place_to_what_lies_around_it(page, dashboard):
    opened(page, f"{dashboard}?lang=en&view=53.2,8.6,8")
    page.frame_locator(".st-key-map iframe").locator(".place-marker").first.wait_for(timeout=30 * SECONDS)
    expect(page.locator(".st-key-conditions")).to_have_text("Everything is shownCompare")
    page.locator(".timeline svg").wait_for()
    box = page.locator(".st-key-map iframe").bounding_box()
    page.frame_locator(".st-key-map iframe").get_by_role("button", name="Only what the map shows").click()
    expect(page.locator(".st-key-counts")).to_contain_text("2 places")
    expect(page.locator(".condition")).to_have_count(1)
    assert page.locator(".st-key-map iframe").bounding_box() == box  # the map stays where it is
    expect(page).to_have_url(re.compile(r"within=5\d"))
    page.get_by_role("button", name="Remove the filter: in a part of the map").click()
    expect(page.locator(".st-key-counts")).to_contain_text("3 places")
    page.locator(".st-key-excerpts .row", has_text="Bremen").click()
    page.locator(".within .chip", has_text="100 km").click()
    expect(page.locator(".condition", has_text="100 km around Bremen")).to_be_visible()
    expect(page.locator(".st-key-excerpts .ranking .row")).to_have_count(2)  # what lies there, not its own
    expect(page.locator(".st-key-excerpts .quote")).to_have_count(0)
    expect(page.locator(".st-key-counts")).to_contain_text("2 places")


def test_two_sources_are_compared_swapped_and_the_link_shows_the_same(page, new_page, dashboard):
    opened(page, f"{dashboard}?lang=en&sources=Weser-Bote&kinds=city")
    page.get_by_role("button", name="Compare").first.click()
    expect(page.locator(".conditions")).to_contain_text("the same so far")
    tick(page, "kinds", "Water").click()
    frame = page.frame_locator(".st-key-map iframe")
    expect(frame.locator(".place-marker.side-b-only")).to_have_count(1)
    expect(frame.locator(".place-marker.side-a-more")).to_have_count(1)
    expect(frame.locator(".places-legend")).to_contain_text("only B")
    expect(page.locator(".compared-row")).to_have_count(2)
    expect(page.locator(".timeline")).to_have_count(2)
    lowest = page.locator(".timeline svg").last.bounding_box()
    assert lowest["y"] + lowest["height"] <= 900
    page.get_by_role("button", name="Swap").click()
    expect(frame.locator(".place-marker.side-a-only")).to_have_count(1)
    expect(page).to_have_url(re.compile("with=.*water"))
    other = new_page()
    opened(other, page.url)
    expect(other.locator(".compared-row")).to_have_count(2)
    expect(other.frame_locator(".st-key-map iframe").locator(".place-marker.side-a-only")).to_have_count(1)
    page.get_by_role("button", name="End comparison").click()
    expect(page.locator(".compared-row")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("with="))


def test_the_brush_of_the_kept_selection_changes_its_dates_and_not_the_others(page, dashboard):
    opened(page, f"{dashboard}?lang=en&with=all&sources=Weser-Bote")
    kept = page.locator(".timeline").first
    expect(kept.locator(".bar").first).to_be_visible()  # the script has come
    kept.locator("svg").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("with=from%253D|with=from%3D"))
    expect(page.locator(".st-key-counts")).to_contain_text("6 of 18 articles")
