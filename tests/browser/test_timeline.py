"""The timeline: one early date beside many of one year, and the chosen place beside all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from places.dataset import DatasetWriter, mention_table
from places.model import Article, Candidate, Evidence, Mention, PartialDate, Place

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 1000
DAYS = ["1912-04-15", *((date(2024, 3, 4) + timedelta(days=11 * n)).isoformat() for n in range(24))]
PLACES = (
    Place("own:hafen", "Althafen", "city", 53.5, 9.9, ("DE",), 0, "made up"),
    Place("own:berg", "Neuberg", "city", 48.1, 11.5, ("DE",), 0, "made up"),
)


def mention(place: Place) -> Mention:
    candidate = Candidate(
        *(place.id, 0.9, place.name, place.kind, place.latitude, place.longitude),
        place.country_codes,
        (Evidence("population", 0.5),),
    )
    return Mention(0, len(place.name), place.name, place, 0.9, (candidate,), 0, len(place.name))


@pytest.fixture(scope="module")
def dashboard(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("early") / "dataset"
    rows = []
    for number, day in enumerate(DAYS):
        place = PLACES[number % 2]
        article = Article(
            id=f"a{number}",
            title=f"Bericht {number}",
            text=place.name,
            language="de",
            published=PartialDate.parse(day),
            date_origin="stated",
            path=f"{number}.txt",
        )
        rows.append((article, [mention(place)]))
    with DatasetWriter(folder) as writer:
        writer.add(
            [article for article, _ in rows],
            mention_table((article.id, mentions) for article, mentions in rows),
            list(PLACES),
            text_hashes=[bytes(16)] * len(rows),
        )
        writer.commit({})
    return serve(DASHBOARD, folder)


def test_one_early_date_stands_before_a_break_and_is_chosen_with_a_click(page, dashboard):
    page.goto(dashboard)
    timeline = page.locator(".timeline")
    expect(timeline.locator(".title")).to_have_text("Mentions by week", timeout=30 * SECONDS)
    expect(timeline.locator(".tick").first).to_have_text("earlier")
    expect(timeline.locator(".tick").nth(1)).to_have_text(re.compile(r"^\d+ \w{3,4} \d\d$"))  # 4 Mar 25
    box = timeline.locator("svg").bounding_box()
    assert box
    widths = [bar.bounding_box()["width"] for bar in timeline.locator(".bar").all()]
    assert min(widths) > 6
    page.mouse.click(box["x"] + 20, box["y"] + 40)
    expect(page).to_have_url(re.compile("from=1912-04-15&to=2024-03-03"), timeout=20 * SECONDS)
    expect(page.locator(".st-key-counts")).to_contain_text("1 of 25 articles")


def test_the_chosen_place_has_a_row_of_its_own_above_that_of_all_places(page, dashboard):
    page.goto(f"{dashboard}?place=own:berg")
    names = page.locator(".timeline .row-name")
    expect(names).to_have_count(2, timeout=30 * SECONDS)
    expect(names.first).to_contain_text("Neuberg")
    expect(names.last).to_contain_text("All places")
    expect(page.locator(".timeline .bar:not(.all)")).to_have_count(12)
    expect(page.locator(".timeline .bar.all")).to_have_count(25)


def test_a_timeline_without_mentions_has_nothing_to_step_through_and_breaks_no_page(page, dashboard):
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(f"{dashboard}?q=Nirgendwo")
    expect(page.locator(".st-key-counts")).to_contain_text("0 of 25 articles", timeout=30 * SECONDS)
    for name in ("back", "play", "on"):
        expect(page.locator(f".timeline .{name}")).to_be_disabled()
    page.locator(".timeline svg").focus()
    for key in ("ArrowRight", "ArrowLeft", "Shift+ArrowRight", "Escape"):
        page.keyboard.press(key)
    assert not broken
