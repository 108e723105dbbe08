"""The dashboard in Chromium, on the sample."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Page, FrameLocator, expect = playwright.Page, playwright.FrameLocator, playwright.expect

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 1000
EIGHT = {
    "Pyongyang": "geonames:1871859",
    "Vladivostok": "geonames:2013348",
    "Yakutsk": "geonames:2013159",
    "Vostochny": "own:vostochny-cosmodrome",
    "Tumen": "own:tumen-river",
    "Wonsan Kalma": "own:wonsan-kalma",
    "Masik-Ryong": "own:masikryong-ski-resort",
}
KURSK = re.compile("geonames:(538560|538555)")


@pytest.fixture(scope="module")
def dashboard(serve: Callable[..., str]) -> str:
    return serve(DASHBOARD)


def shown(page: Page, url: str) -> FrameLocator:
    """Open the map page and wait for its markers."""
    page.goto(url)
    atlas = page.frame_locator(".st-key-map iframe")
    atlas.locator(".place-marker").first.wait_for(timeout=30 * SECONDS)
    return atlas


def counts(page: Page) -> str:
    return page.locator(".st-key-counts").inner_text()


def marker(atlas: FrameLocator, place_id: str):
    return atlas.locator(f".place-marker[data-place-id='{place_id}']")


def test_the_eight_places_of_the_sample_are_on_the_map(page, dashboard):
    atlas = shown(page, dashboard)
    for place_id in EIGHT.values():
        expect(marker(atlas, place_id)).to_have_count(1)
    ids = [each.get_attribute("data-place-id") for each in atlas.locator(".place-marker").all()]
    assert any(KURSK.fullmatch(place_id) for place_id in ids)


def test_no_request_leaves_for_another_host(new_page, dashboard):
    page = new_page()
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or ""))
    shown(page, dashboard)
    for name in ("Articles", "Places", "Method"):
        page.locator("[class*=st-key-nav_]").get_by_role("link", name=name).click()
        expect(page.locator(".page-title")).to_be_visible()
    assert hosts - {"", "127.0.0.1"} == set()


def test_a_click_on_a_page_counts_also_while_another_one_comes(new_page, dashboard):
    page = new_page()
    shown(page, dashboard)
    links = page.locator("[class*=st-key-nav_]")
    for name in ("Articles", "Places", "Method") * 4:
        links.get_by_role("link", name=name).click()
        expect(page.locator(".page-title")).to_be_visible()
    expect(links.locator("[aria-current=page]")).to_have_text("Method")
    expect(page.locator(".page-title")).to_have_text("How this map knows")


def test_a_page_that_nobody_touches_asks_the_server_once(new_page, dashboard):
    page = new_page()
    asked: list[int] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: asked.append(len(frame))))
    shown(page, dashboard)
    page.wait_for_timeout(2 * SECONDS)
    assert len(asked) == 1


def test_the_files_of_the_map_are_fetched_once_and_kept(new_page, dashboard):
    page = new_page()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    asked: dict[str, str] = {}
    kept: set[str] = set()
    network.on(
        "Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]})
    )
    network.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    network.on(
        "Network.responseReceived",
        lambda event: kept.add(event["requestId"]) if event["response"].get("fromDiskCache") else None,
    )
    shown(page, dashboard)
    kept.clear()
    asked.clear()
    shown(page, f"{dashboard}?language=en")
    files = {
        url: request in kept for request, url in asked.items() if "/component/" in url and ".html" not in url
    }
    assert {Path(urlsplit(url).path).name for url in files} >= {"world.json", "leaflet.js", "places-map.js"}
    assert all(files.values()), files


def test_a_click_on_a_place_shows_its_excerpts_beside_the_map(page, dashboard):
    atlas = shown(page, dashboard)
    marker(atlas, EIGHT["Yakutsk"]).click()
    panel = page.locator(".st-key-excerpts")
    expect(panel.locator(".panel-title")).to_have_text("Yakutsk")
    expect(panel.locator(".excerpt mark.chosen").first).to_have_text(re.compile("Jakutsk"))
    expect(page).to_have_url(re.compile("place=geonames"))


def test_the_same_place_can_be_chosen_again_after_the_choice_was_cleared(page, dashboard):
    atlas = shown(page, dashboard)
    panel = page.locator(".st-key-excerpts")
    for _ in range(2):
        marker(atlas, EIGHT["Yakutsk"]).click()
        expect(panel.locator(".panel-title")).to_have_text("Yakutsk")
        panel.get_by_role("button", name="Clear choice").click()
        expect(panel.locator(".panel-title")).to_have_text("Most named places")


def test_back_in_the_browser_undoes_a_choice(page, dashboard):
    atlas = shown(page, dashboard)
    panel = page.locator(".st-key-excerpts")
    marker(atlas, EIGHT["Yakutsk"]).click()
    expect(panel.locator(".panel-title")).to_have_text("Yakutsk")
    expect(page).to_have_url(re.compile("place="))
    page.go_back()
    expect(panel.locator(".panel-title")).to_have_text("Most named places")


def test_a_place_can_be_chosen_by_keyboard_from_the_list(page, dashboard):
    shown(page, dashboard)
    row = page.locator(".st-key-excerpts .row", has_text="Pyongyang")
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-excerpts .panel-title")).to_have_text("Pyongyang")


def test_the_date_filter_changes_markers_and_counts_and_keeps_the_map(page, dashboard):
    atlas = shown(page, dashboard)
    before = counts(page)
    many = atlas.locator(".place-marker").count()
    atlas.locator("body").evaluate("body => { body.dataset.drawn = 'once' }")
    svg = page.locator(".timeline svg")
    box = svg.bounding_box()
    assert box
    page.mouse.click(box["x"] + 3, box["y"] + 40)
    expect(page.locator(".st-key-counts")).to_contain_text("1 of 5 articles ·")
    assert counts(page) != before
    expect(marker(atlas, EIGHT["Yakutsk"])).to_have_count(0)
    assert atlas.locator(".place-marker").count() < many
    assert atlas.locator("body").get_attribute("data-drawn") == "once"
    page.locator(".timeline").get_by_role("button", name="All dates").click()
    expect(page.locator(".st-key-counts")).to_have_text(before)


def test_the_arrow_keys_step_through_the_months(page, dashboard):
    shown(page, dashboard)
    expect(page.locator(".timeline .bar").first).to_be_visible()  # the script has come
    page.locator(".timeline svg").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("from=2022-08-01&to=2022-08-31"))
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("from=2024-06-01&to=2024-06-30"))
    expect(page.locator(".st-key-counts")).to_contain_text("3 of 5 articles ·")


def test_an_excerpt_opens_its_article_with_the_places_marked(page, dashboard):
    atlas = shown(page, dashboard)
    marker(atlas, EIGHT["Masik-Ryong"]).click()
    page.locator(".st-key-excerpts .excerpt h3 a").first.click()
    expect(page).to_have_url(re.compile("/articles?.*article=.*at="))
    text = page.locator(".st-key-reader_text .body")
    expect(text.locator("mark.chosen").first).to_have_text(re.compile("Masik-Ryong"))
    assert text.locator("mark").count() > 20
    text.locator("mark", has_text="Pjöngjang").first.click()
    expect(page.locator(".st-key-reader_side .panel-title")).to_have_text("Pyongyang")
    expect(text.locator("mark.chosen").first).to_have_text(re.compile("Pjöngjang"))


@pytest.mark.parametrize(
    ("path", "visible"),
    [
        (f"?place={EIGHT['Vladivostok']}&to=2022-12-31&lang=de", "Wladiwostok"),
        (f"places?place={EIGHT['Tumen']}&lang=de", "Tumen"),
        ("articles?q=Jakutsk&lang=de", "Jakutsk"),
        ("method?lang=de", "Woher diese Karte es weiß"),
    ],
)
def test_a_deep_link_works_on_a_fresh_server(serve, new_page, path, visible):
    page = new_page()
    page.goto(serve(DASHBOARD) + path)
    expect(page.locator(".st-key-counts")).to_contain_text(re.compile("Artikeln? ·"), timeout=30 * SECONDS)
    expect(page.locator("body")).to_contain_text(visible)
    expect(page.locator(".masthead")).to_have_count(1)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def test_a_copied_address_gives_the_same_view_on_a_fresh_server(serve, new_page, dashboard):
    page = new_page()
    atlas = shown(page, dashboard)
    page.locator(".st-key-kinds .tick", has_text="Country").click()
    marker(atlas, EIGHT["Pyongyang"]).click()
    expect(page).to_have_url(re.compile("kinds=.*place="))
    there = urlsplit(page.url)
    other = new_page()
    shown(other, f"{serve(DASHBOARD)}{there.path.lstrip('/')}?{there.query}")
    expect(other.locator(".st-key-excerpts .panel-title")).to_have_text("Pyongyang")
    assert counts(other) == counts(page)


def test_a_narrow_page_keeps_the_filters_behind_buttons(new_page, dashboard):
    page = new_page(width=390, height=844)
    shown(page, dashboard)
    words = page.locator(".st-key-filters").get_by_role("searchbox")
    expect(words).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    expect(words).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_an_embedded_page_is_map_and_excerpts_without_tools(new_page, dashboard):
    page = new_page(width=800, height=500)
    shown(page, f"{dashboard}?embed=true")
    expect(page.locator(".st-key-tools")).to_have_count(0)
    box = page.locator(".st-key-map").bounding_box()
    assert box
    assert box["width"] > 450
    assert box["y"] + box["height"] <= 501


def test_the_page_follows_the_language_of_the_browser(new_page, dashboard):
    page = new_page(locale="de-DE")
    shown(page, dashboard)
    expect(page.locator(".masthead")).to_have_text("Orte in den Nachrichten")
    page.locator(".st-key-language").get_by_text("EN", exact=True).click()
    expect(page.locator(".masthead")).to_have_text("Places in the news")
    expect(page).to_have_url(re.compile("lang=en"))


def test_dates_are_set_by_dragging_and_moved_along_by_play(page, dashboard):
    shown(page, dashboard)
    svg = page.locator(".timeline svg")
    box = svg.bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.02 * box["width"], box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 40, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("from=2022-08-01&to=2023-"))
    expect(page.locator(".st-key-counts")).to_contain_text("1 of 5 articles ·")
    page.locator(".timeline").get_by_role("button", name="Play").click()
    expect(page).to_have_url(re.compile("to=2024-06-30"), timeout=10 * SECONDS)
    expect(page.locator(".timeline .play")).to_contain_text("Play", timeout=15 * SECONDS)  # it ends by itself


def test_words_narrow_the_map_the_counts_and_the_list_whatever_their_accents(page, dashboard):
    atlas = shown(page, dashboard)
    words = page.locator(".st-key-filters").get_by_role("searchbox")
    words.fill("JAKUTSK")
    words.press("Enter")
    expect(page.locator(".st-key-counts")).to_contain_text("1 of 5 articles ·")
    expect(marker(atlas, EIGHT["Yakutsk"])).to_have_count(1)
    expect(marker(atlas, EIGHT["Masik-Ryong"])).to_have_count(0)
    words.fill("pjongjang")
    words.press("Enter")
    expect(page.locator(".st-key-counts")).to_contain_text("5 articles ·")


def test_an_empty_result_says_what_to_change_and_keeps_the_page(page, dashboard):
    atlas = shown(page, dashboard)
    words = page.locator(".st-key-filters").get_by_role("searchbox")
    words.fill("Xylophon")
    words.press("Enter")
    expect(page.locator(".st-key-excerpts")).to_contain_text("empty the search")
    expect(atlas.locator(".place-marker")).to_have_count(0)
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(".st-key-counts")).to_contain_text("5 articles ·")


def test_the_copied_link_is_the_address_of_the_page(new_page, dashboard):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    atlas = shown(page, dashboard)
    marker(atlas, EIGHT["Yakutsk"]).click()
    expect(page).to_have_url(re.compile("place="))
    page.locator(".st-key-copy button").click()
    expect(page.locator(".st-key-copy")).to_contain_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_lines_lead_from_the_chosen_place_to_those_named_with_it_as_long_as_they_are_wanted(page, dashboard):
    atlas = shown(page, f"{dashboard}?place={EIGHT['Pyongyang']}")
    drawn = "document.querySelector('.st-key-map iframe').contentWindow.placesMap.lines().length"
    switch = page.get_by_role("button", name="Lines on the map")
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(drawn) == 0
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("lines=1"))
    page.wait_for_function(f"{drawn} > 5")
    marker(atlas, EIGHT["Yakutsk"]).click()
    expect(page.locator(".st-key-excerpts .panel-title")).to_have_text("Yakutsk")
    expect(page).to_have_url(re.compile("lines=1"))
    switch.click()
    page.wait_for_function(f"{drawn} === 0")
    expect(page).not_to_have_url(re.compile("lines="))


def test_a_file_from_the_menu_holds_as_many_places_as_the_page_counts(page, dashboard):
    shown(page, f"{dashboard}?to=2022-12-31")
    places, mentions = map(int, re.findall(r"(\d+) (?:places|mentions)", counts(page)))
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as geojson:
        page.get_by_role("button", name="GeoJSON").click()
    assert len(json.loads(geojson.value.path().read_text(encoding="utf-8"))["features"]) == places
    with page.expect_download() as table:
        page.get_by_role("button", name="CSV", exact=True).click()
    with table.value.path().open(encoding="utf-8-sig", newline="") as rows:
        assert len(list(csv.DictReader(rows))) == mentions


def test_a_page_of_a_place_tells_its_names_its_point_its_company_and_its_neighbours(page, dashboard):
    page.goto(f"{dashboard}places?place={EIGHT['Vladivostok']}")
    expect(page.locator(".page-title")).to_have_text("Vladivostok", timeout=30 * SECONDS)
    body = page.locator("[data-testid=stMain]")
    for told in ("Wladiwostok", "43.1", "131.8", "geonames:2013348", "572 km"):
        expect(body).to_contain_text(told)
    atlas = page.frame_locator(".st-key-map_of_place iframe, [class*=map] iframe")
    expect(atlas.locator(".place-marker")).to_have_count(1)
    expect(page.locator(".timeline svg .bar").first).to_be_visible()


def test_a_page_of_a_place_names_it_in_the_reader_s_language_where_it_says_why(page, dashboard):
    page.goto(f"{dashboard}places?place={EIGHT['Vladivostok']}&lang=de")
    expect(page.locator(".candidates strong").first).to_have_text("Wladiwostok", timeout=30 * SECONDS)
    assert set(page.locator(".candidates strong").all_inner_texts()) == {"Wladiwostok"}


def test_a_page_of_a_place_offers_the_rows_that_set_it_right(page, dashboard):
    page.goto(f"{dashboard}places?place={EIGHT['Vladivostok']}")
    offer = page.locator("details.set-right")
    expect(offer.locator("button").first).not_to_be_visible(timeout=30 * SECONDS)
    offer.locator("summary").click()
    row = offer.get_by_role("button", name="Wladiwostok,,none", exact=True)
    row.click()
    expect(offer.get_by_role("button", name="Row copied")).to_be_visible()
    expect(row).to_be_visible()


def test_the_map_beside_an_article_follows_the_text(page, dashboard):
    atlas = shown(page, dashboard)
    marker(atlas, EIGHT["Masik-Ryong"]).click()
    page.locator(".st-key-excerpts .excerpt h3 a").first.click()
    beside = page.frame_locator(".st-key-reader_map iframe")
    expect(beside.locator(".place-marker.chosen")).to_have_attribute("data-place-id", EIGHT["Masik-Ryong"])
    page.locator(".st-key-reader_text .body mark", has_text="Pjöngjang").first.click()
    expect(beside.locator(".place-marker.chosen")).to_have_attribute("data-place-id", EIGHT["Pyongyang"])


def test_parameters_that_make_no_sense_are_set_aside_with_a_note(page, dashboard):
    shown(page, f"{dashboard}?from=yesterday&kinds=castle&view=1,2&unknown=1")
    note = page.locator("[data-testid=stAlert]")
    for name in ("from", "kinds", "view"):
        expect(note).to_contain_text(name)
    expect(page.locator(".st-key-counts")).to_contain_text("5 articles ·")


def test_the_map_starts_where_nearly_all_mentions_are_and_shows_all_places_on_request(page, dashboard):
    atlas = shown(page, dashboard)
    washington = marker(atlas, "geonames:4140963")
    expect(atlas.locator(".places-note")).to_contain_text("Outside this view")
    expect(washington).to_have_count(0)
    atlas.get_by_role("button", name="Show all places").click()
    expect(washington).to_be_visible()
    expect(atlas.locator(".places-note")).to_be_hidden()


def test_a_window_of_another_size_is_no_move_of_the_visitor(new_page, dashboard):
    page = new_page()
    atlas = shown(page, dashboard)
    note = atlas.locator(".places-note")
    expect(note).to_contain_text("Outside this view")
    for width, height in ((1300, 700), (900, 800), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(1.5 * SECONDS)  # longer than a view takes to come to rest and be told
        expect(note).to_contain_text("Outside this view")
        assert "view=" not in page.url


def test_a_map_without_a_place_in_sight_says_how_many_are_outside(page, dashboard):
    page.goto(f"{dashboard}?view=26.02,-35.74,6")
    expect(page.frame_locator(".st-key-map iframe").locator(".places-note")).to_contain_text(
        "Outside this view"
    )


def test_a_map_never_starts_without_the_chosen_place(page, dashboard):
    atlas = shown(page, f"{dashboard}?place=geonames:4140963")
    expect(marker(atlas, "geonames:4140963")).to_be_visible()


def test_a_place_that_the_selection_does_not_name_is_on_its_own_map(page, dashboard):
    page.goto(f"{dashboard}places?place={EIGHT['Vladivostok']}&from=2025-01-01")
    own_map = page.frame_locator(".st-key-place_map iframe")
    expect(own_map.locator(".place-marker")).to_have_count(1, timeout=30 * SECONDS)
    expect(own_map.locator(".place-marker .place-label")).to_have_text("Vladivostok")


def test_on_a_phone_the_map_of_a_place_stands_between_its_name_and_its_excerpts(new_page, dashboard):
    page = new_page(width=390, height=844)
    page.goto(f"{dashboard}places?lang=en&place=geonames:1871859")
    parts = (".page-title", ".st-key-place_map iframe", ".excerpt", ".facts-table")
    tops = []
    for part in parts:
        shown = page.locator(part).first
        shown.wait_for()
        tops.append(shown.bounding_box()["y"])
    assert tops == sorted(tops)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
