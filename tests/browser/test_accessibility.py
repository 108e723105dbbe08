"""Every page in both themes, as axe-core sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from places.dataset import DatasetWriter, mention_table
from places.model import Article, Mention, Place
from tests.browser.conftest import PATIENCE

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
)

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
FILES = Path(__file__).parents[1] / "reading" / "files"
SECONDS = 1000
GRAVE = ("serious", "critical")
PAGES = {
    "shaded map": "?shades=countries",
    "map": "",
    "map with a chosen place": "?place=geonames:1871859",
    "map with filters": "?kinds=city,country&articles=zzz&place=geonames:2017370&within=geonames:2017370",
    "map of a comparison": "?with=from%3D2025&kinds=city",
    "articles": "articles",
    "reader": "articles?q=Jakutsk&place=geonames:2013159",
    "places": "places",
    "place": "places?place=geonames:1871859",
    "method": "method",
    "review": "review",
    "editor": "articles?q=Jakutsk",
    "add": "add",
    "article's particulars": "articles?q=Jakutsk",
}


@pytest.fixture(scope="module")
def dashboard(serve: Callable[..., str]) -> str:
    return serve(DASHBOARD)


@pytest.fixture(scope="module", params=["light", "dark"])
def context(chromium, request):
    """Give a browser in one of the themes, which keeps Streamlit's scripts from page to page."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme=request.param)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context):
    page = context.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("page_name", PAGES)
def test_axe_finds_no_grave_fault(page, dashboard, page_name):
    page.goto(dashboard + PAGES[page_name])
    page.locator(".st-key-counts").wait_for(timeout=30 * SECONDS)
    if page_name in {"reader", "editor", "article's particulars"}:
        page.locator(":is(.entry, .hit) h3 a").first.click()
        page.locator(".body mark").first.wait_for()
    if page_name == "editor":
        page.locator(".body mark").first.click()
        page.locator(".st-key-editor_choices .choice").last.click()
        page.locator(".st-key-editor_save").wait_for()
    if page_name == "article's particulars":
        page.get_by_text("Edit the article").click()
        page.get_by_role("button", name="Save").wait_for()
    if page_name == "add":
        page.locator("input[type=file]").set_input_files([FILES / "dampfer.docx", FILES / "scan.pdf"])
        page.locator(".st-key-add_accept").wait_for(timeout=120 * SECONDS)
        page.frame_locator(".st-key-add_map iframe").locator("canvas").first.wait_for()
    if page_name == "review":
        page.locator(".st-key-review_card .choice").first.wait_for()
    if "map" in page_name:
        page.frame_locator(".st-key-map iframe").locator(".place-marker").first.wait_for()
    assert grave_faults(page) == []


@pytest.fixture(scope="module")
def many(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Serve two thousand places, which come together in groups."""
    folder = tmp_path_factory.mktemp("many") / "dataset"
    places = [
        Place(f"own:{at:04}", f"Ort {at}", "city", at * 37 % 120 - 55.0, at * 101 % 340 - 170.0)
        for at in range(2_000)
    ]
    article = Article("a", "Viele", "Ort", "de", path="a.txt")
    mentions = [Mention(0, 3, "Ort", place, 0.9, (), 0, 3) for place in places]
    with DatasetWriter(folder) as writer:
        writer.add([article], mention_table([(article.id, mentions)]), places)
        writer.commit({})
    return serve(DASHBOARD, folder)


@pytest.mark.parametrize("query", ["", "?shades=countries&place=own:0007"])
def test_axe_finds_no_grave_fault_in_a_map_of_groups(page, many, query):
    page.goto(many + query)
    frame = page.locator(".st-key-map iframe").element_handle().content_frame()
    frame.wait_for_function("window.placesMap?.painted && placesMap.clusters().length > 10")
    assert grave_faults(page) == []
    # As it is for whoever goes through it by keys: one group with a name and the focus.
    frame.locator(".place-group").first.focus()
    assert grave_faults(page) == []


def grave_faults(page: Any) -> list[str]:
    page.wait_for_timeout(1500)  # fading elements have no contrast yet
    options = {
        "resultTypes": ["violations"],
        "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    }
    found = axe.Axe().run(page, options=options).response["violations"]
    return [told(fault) for fault in found if fault["impact"] in GRAVE]


def told(fault: dict[str, Any]) -> str:
    where = [node["html"][:160] for node in fault["nodes"][:3]]
    return f"{fault['id']} ({fault['impact']}): {fault['help']} at {where}"
