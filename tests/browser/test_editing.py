"""Places are put right in the page: by mouse, by keys, seen by others, and by nobody who may not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from places import sample
from places.building import build
from places.journal import (
    Everywhere,
    InArticle,
    Journal,
    MentionChecked,
    OwnPlaceSaved,
    PlaceDecided,
    Undone,
    undoable,
)
from places.journal.location import journal_file

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Frame, Locator, Page, expect = playwright.Frame, playwright.Locator, playwright.Page, playwright.expect

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 1000
FROM_ELSEWHERE = {"extra_http_headers": {"X-Forwarded-For": "203.0.113.9"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return Path(shutil.copytree(sample.DATASET, tmp_path_factory.mktemp("edited") / "dataset"))


@pytest.fixture(scope="module")
def journal(folder) -> Journal:
    return Journal(journal_file(folder))


@pytest.fixture(scope="module")
def dashboard(serve, folder) -> str:
    return serve(DASHBOARD, folder)


@pytest.fixture(autouse=True)
def _as_it_was(journal):
    """Undo after a test what it changed."""
    yield
    while numbers := undoable(journal.changes()):
        journal.append("test", [Undone(number) for number in numbers])


def reader(page: Page, dashboard: str) -> None:
    """Open the article in which the Tumen is named most."""
    page.goto(f"{dashboard}articles?lang=en")
    page.locator(".entry h3 a").first.click()
    expect(page.locator(".body mark").first).to_be_visible(timeout=30 * SECONDS)


def mentions(page: Page) -> int:
    found = re.search(r"(\d+) mentions", page.locator(".st-key-counts").inner_text())
    assert found
    return int(found[1])


def open_mention(page: Page, name: str) -> None:
    page.locator(".body mark", has_text=re.compile(f"^{name}$")).first.click()
    expect(page.locator(".st-key-editor_choices .choice").first).to_be_visible()


def choose(page: Page, text: str | re.Pattern[str]) -> None:
    choice = page.locator(".st-key-editor_choices .choice", has_text=text)
    choice.click()
    expect(choice).to_have_attribute("aria-pressed", "true")


def for_all_articles(page: Page) -> None:
    expect(page.locator(".st-key-editor .impact")).to_contain_text("mention")  # the choice is taken in
    page.locator(".st-key-editor_scope").get_by_text("in all articles").click()
    expect(page.locator(".st-key-editor_save")).to_contain_text(
        re.compile(r"Save \(\d+ mentions in \d+ articles\)")
    )
    expect(page.locator(".st-key-editor .impact")).to_contain_text("articles")


def save(page: Page) -> None:
    page.locator(".st-key-editor_save button").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


FIND = """(element, name) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(name);
    if (at < 0) continue;
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + name.length);
    return USE;
  }
}"""


def select(words: Locator, name: str) -> None:
    words.evaluate(
        FIND.replace(
            "USE",
            "document.getSelection().setBaseAndExtent(\n"
            "range.startContainer, range.startOffset, range.endContainer, range.endOffset)",
        ),
        name,
    )


def box(words: Locator, name: str) -> dict[str, float]:
    """Tell where a word stands on the page, in pixels."""
    found: dict[str, float] = words.evaluate(
        FIND.replace("USE", "range.getBoundingClientRect().toJSON()"), name
    )
    return found


def test_one_place_is_put_right_for_all_articles_undone_and_redone_and_another_visitor_sees_it(
    new_page, dashboard, journal
):
    page, other = new_page(), new_page(**FROM_ELSEWHERE)
    reader(page, dashboard)
    before = mentions(page)
    other.goto(f"{dashboard}?lang=en")
    expect(other.locator(".st-key-counts")).to_contain_text(f"{before} mentions")
    open_mention(page, "Tumen")
    choose(page, "No place")
    expect(page.locator(".st-key-editor .impact")).to_have_text("Changes 1 mention in 1 article")
    for_all_articles(page)
    told = page.locator(".st-key-editor .impact").inner_text()
    changed = int(re.search(r"(\d+) mention", told)[1])
    assert changed > 1
    save(page)
    expect(page.locator(".st-key-counts")).to_contain_text(f"{before - changed} mentions")
    expect(page.locator(".body mark", has_text=re.compile("^Tumen$"))).to_have_count(0)
    assert journal.changes()[-1].said == PlaceDecided(Everywhere("Tumen"), None)
    other.locator(".st-key-language").get_by_text("DE").click()
    expect(other.locator(".st-key-counts")).to_contain_text(f"{before - changed} Erwähnungen")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".st-key-counts")).to_contain_text(f"{before} mentions")
    page.get_by_role("button", name="Redo").click()
    expect(page.locator(".st-key-counts")).to_contain_text(f"{before - changed} mentions")


def test_what_the_percentages_of_the_candidates_mean_stands_above_them(page, dashboard):
    reader(page, dashboard)
    open_mention(page, "Tumen")
    expect(page.locator(".st-key-editor_choices .facts")).to_contain_text("if the words name a place at all")
    page.locator(".st-key-editor_search input").fill("Lissabon")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-editor_choices .choice", has_text="Portugal")).not_to_have_count(0)
    expect(page.locator(".st-key-editor_choices .facts")).to_have_count(0)


def test_another_place_is_searched_for_and_shown_on_the_map_of_the_article(page, dashboard):
    reader(page, dashboard)
    open_mention(page, "Tumen")
    page.locator(".st-key-editor_search input").fill("Lissabon")
    page.keyboard.press("Enter")
    choose(page, "City · Portugal")
    save(page)
    marker = page.frame_locator(".st-key-reader_map iframe").locator(".place-marker[aria-label*=Lisbon]")
    expect(marker).to_have_count(1)
    expect(marker).to_be_in_viewport()


def far_away(page: Page, dashboard: str) -> tuple[Frame, float]:
    """Put the Tumen to the end of the world; give the map of the article, and its zoom before."""
    reader(page, dashboard)
    open_mention(page, "Tumen")
    atlas = page.locator(".st-key-reader_map iframe").element_handle().content_frame()
    atlas.wait_for_function("placesMap.painted")
    zoom = atlas.evaluate("placesMap.view().zoom")
    page.locator(".st-key-editor_search input").fill("Ushuaia")
    page.keyboard.press("Enter")
    choose(page, re.compile("Ushuaia.*City.*Argentina", re.DOTALL))
    save(page)
    atlas.wait_for_function(
        "placesMap.markers().some(({ name, x, y }) => name === 'Ushuaia' && x > 0 && y > 0"
        " && x < innerWidth && y < innerHeight)"
    )
    atlas.wait_for_function(f"placesMap.view().zoom < {zoom} - 1")
    return atlas, zoom


def test_the_map_of_an_article_is_as_near_as_it_was_when_a_far_place_is_undone(page, dashboard):
    atlas, zoom = far_away(page, dashboard)
    page.get_by_role("button", name="Undo").click()
    atlas.wait_for_function(f"placesMap.view().zoom === {zoom}")


def test_the_map_of_an_article_comes_near_again_when_a_far_place_is_no_place(page, dashboard):
    atlas, zoom = far_away(page, dashboard)
    open_mention(page, "Tumen")
    choose(page, "No place")
    expect(page.locator(".st-key-editor .impact")).to_contain_text("1 mention in")  # the choice is taken in
    page.locator(".st-key-editor_scope").get_by_text("in this article").click()
    expect(page.locator(".st-key-editor .impact")).not_to_contain_text("1 mention in")
    save(page)
    atlas.wait_for_function(f"placesMap.view().zoom > {zoom} - 1")


def test_a_click_on_the_small_map_makes_a_place_of_ones_own(page, dashboard, journal):
    reader(page, dashboard)
    open_mention(page, "Tumen")
    atlas = page.frame_locator(".st-key-editor_map iframe")
    expect(atlas.locator(".place-marker").first).to_be_visible()
    atlas.locator(".leaflet-container").click(position={"x": 300, "y": 60})
    coordinates = page.locator(".st-key-editor_coordinates input")
    expect(coordinates).to_have_value(re.compile(r"^-?\d+\.\d+, -?\d+\.\d+$"))
    coordinates.fill("-33.9, 18.4")  # far from what the map shows
    page.keyboard.press("Enter")
    small = page.locator(".st-key-editor_map iframe").element_handle().content_frame()
    small.wait_for_function(
        "placesMap.leaflet.getBounds().contains([-33.9, 18.4]) && placesMap.view().zoom === 8"
    )
    page.locator(".st-key-editor_name input").fill("The new bridge")
    page.keyboard.press("Enter")
    save(page)
    made, decided = (change.said for change in journal.changes()[-2:])
    assert isinstance(made, OwnPlaceSaved)
    assert made.name == "The new bridge"
    assert isinstance(decided.scope, InArticle)
    assert decided.place_id == made.place_id
    page.goto(f"{dashboard}places?lang=en&place={made.place_id}")
    expect(page.locator(".page-title")).to_have_text("The new bridge", timeout=30 * SECONDS)
    page.locator(".st-key-history button").first.click()
    expect(page).not_to_have_url(re.compile("place="))
    expect(page.get_by_text("The place of this link is not in this dataset.")).to_have_count(0)
    page.locator(".st-key-redo").get_by_role("button").click()
    page.locator(".st-key-own_places .choice", has_text="The new bridge").click()
    page.locator(".st-key-own_delete button").click()
    expect(page.locator(".st-key-own_places .choice")).to_have_count(0)
    assert made.place_id not in journal.standing().own_places


def test_no_town_of_the_ground_is_named_under_the_scale_of_the_small_map(page, dashboard):
    reader(page, dashboard)
    open_mention(page, "Tumen")
    small = page.locator(".st-key-editor_map iframe").element_handle().content_frame()
    small.evaluate(
        """() => placesMap.leaflet.on("placesarranged", ({ taken }) => { window.taken = taken; })"""
    )
    page.locator(".st-key-editor_search input").fill("Oberlausitz")
    page.keyboard.press("Enter")
    small.wait_for_function("placesMap.markers().some(({ name }) => /lausitz|Lusatia/.test(name))")
    page.wait_for_timeout(SECONDS)  # the credits come after the places, and the scale makes room for them
    assert small.evaluate("""() => {
      const box = document.querySelector(".leaflet-control-scale").getBoundingClientRect();
      const near = (a, b) => Math.abs(a - b) < 1;
      return box.width > 20 && window.taken?.some(([left, top, right, bottom]) =>
        near(left, box.left) && near(top, box.top) && near(right, box.right) && near(bottom, box.bottom));
    }""")


def test_the_fields_of_a_place_of_ones_own_come_into_view_where_the_window_is_low(new_page, dashboard):
    page = new_page(height=600)
    reader(page, dashboard)
    open_mention(page, "Tumen")
    choose(page, "A place of your own")
    expect(page.locator(".st-key-editor_coordinates input")).to_be_in_viewport()
    expect(page.locator(".st-key-editor_name input")).to_be_in_viewport()


def test_what_saves_a_choice_and_how_much_it_changes_is_in_sight_however_low_the_window(new_page, dashboard):
    page = new_page(height=560)
    reader(page, dashboard)
    open_mention(page, "Tumen")
    choose(page, "No place")
    saving = page.locator(".st-key-editor_save button")
    expect(saving).to_be_in_viewport()
    expect(saving).to_have_text("Save (1 mention)")
    top = saving.bounding_box()
    under = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('.st-key-editor_save') !== null",
        [top["x"] + top["width"] / 2, top["y"] + top["height"] / 2],
    )
    assert under


def test_a_scope_that_is_not_chosen_is_seen_in_the_dark(new_page, dashboard):
    page = new_page(color_scheme="dark")
    reader(page, dashboard)
    open_mention(page, "Tumen")
    choose(page, "No place")
    other = page.locator("[data-testid=stRadioOption]", has_text="in this article")
    ring = other.evaluate("label => getComputedStyle(label.querySelector(':scope > div > div')).boxShadow")
    red, green, blue = map(int, re.findall(r"\d+", ring)[:3])
    assert min(red, green, blue) > 120  # on #1B1A17 that is more than 3 to 1
    caption = other.locator("xpath=../*").get_by_text("mentions").first
    shade = caption.evaluate("text => getComputedStyle(text).color")
    assert min(map(int, re.findall(r"\d+", shade)[:3])) > 140


def test_words_that_were_missed_are_selected_and_become_a_mention(page, dashboard, journal):
    reader(page, dashboard)
    before = mentions(page)
    select(page.locator(".body"), "Bahnbrücke")
    page.get_by_role("button", name="What is this?").click()
    expect(page.locator(".st-key-editor .panel-title")).to_have_text("“Bahnbrücke”")
    page.locator(".st-key-editor_search input").fill("Wladiwostok")
    page.keyboard.press("Enter")
    choose(page, "Vladivostok")
    expect(page.locator(".st-key-editor .impact")).to_contain_text("1 mention")
    save(page)
    expect(page.locator(".body mark", has_text="Bahnbrücke")).to_have_count(1)
    expect(page.locator(".st-key-counts")).to_contain_text(f"{before + 1} mentions")
    said = journal.changes()[-1].said
    assert isinstance(said.scope, InArticle)


@pytest.fixture
def headed(serve, tmp_path, small_geoparser) -> tuple[str, Journal]:
    """Serve an article that begins with its title; a name in that, and one below, are in no gazetteer."""
    source = tmp_path / "news"
    source.mkdir()
    text = "\nGrundsteinfest in Quellwiesen bei Lindau\n\nIn Lindau fuhr ein Bus nach Talhausen ab.\n"
    (source / "fest.txt").write_text(text, encoding="utf-8")
    build(source, tmp_path / "dataset", geoparser=small_geoparser)
    return serve(DASHBOARD, tmp_path / "dataset"), Journal(journal_file(tmp_path / "dataset"))


def heading(page: Page, dashboard: str) -> Locator:
    page.goto(f"{dashboard}articles?lang=en")
    page.locator(".entry h3 a").first.click()
    expect(page.locator(".page-title mark", has_text="Lindau")).to_be_visible(timeout=30 * SECONDS)
    return page.locator(".page-title", has_text="Grundsteinfest")


def drag_over(page: Page, words: Locator, name: str) -> None:
    where = box(words, name)
    middle = (where["top"] + where["bottom"]) / 2
    page.mouse.move(where["left"] + 1, middle)
    page.mouse.down()
    page.mouse.move(where["right"] - 1, middle, steps=5)
    page.mouse.up()


def say_lisbon(page: Page, name: str) -> None:
    expect(page.locator(".st-key-editor .panel-title")).to_have_text(f"“{name}”")
    page.locator(".st-key-editor_search input").fill("Lissabon")
    page.keyboard.press("Enter")
    choose(page, "City · Portugal")
    save(page)


def test_names_that_were_missed_in_a_heading_and_below_it_are_selected_by_mouse(page, headed):
    dashboard, journal = headed
    title = heading(page, dashboard)
    ask = page.get_by_role("button", name="What is this?")
    for words, name in ((title, "Quellwiesen"), (page.locator(".body"), "Talhausen")):
        drag_over(page, words, name)
        ask.click()
        say_lisbon(page, name)
        expect(words.locator("mark", has_text=name)).to_have_count(1)
        scope = journal.changes()[-1].said.scope
        assert isinstance(scope, InArticle)
        assert scope.name == name
    expect(title).to_have_text("Grundsteinfest in Quellwiesen bei Lindau")
    page.evaluate("document.getSelection().selectAllChildren(document.querySelector('.elements'))")
    expect(ask).to_be_hidden()  # from the heading into the text is no name


def test_of_a_missed_name_the_map_shows_where_the_article_moves_until_one_searches(page, headed):
    dashboard, _ = headed
    heading(page, dashboard)
    page.get_by_role("textbox", name="A name that was missed").fill("Bus")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-editor .panel-title")).to_have_text("“Bus”")
    small = page.locator(".st-key-editor_map iframe").element_handle().content_frame()
    near = "placesMap.leaflet.getBounds().contains([47.55, 9.69])"
    small.wait_for_function(f"placesMap.painted && {near} && placesMap.view().zoom === 8")
    page.locator(".st-key-editor_search input").fill("Lissabon")
    page.keyboard.press("Enter")
    small.wait_for_function("placesMap.leaflet.getBounds().contains([38.72, -9.13])")


def test_a_name_that_was_missed_in_a_heading_is_written_in_the_field_for_it(page, headed):
    dashboard, _ = headed
    title = heading(page, dashboard)
    page.get_by_role("textbox", name="A name that was missed").focus()
    page.keyboard.type("Quellwiesen")
    page.keyboard.press("Enter")
    say_lisbon(page, "Quellwiesen")
    expect(title.locator("mark", has_text="Quellwiesen")).to_have_count(1)


def test_a_name_that_was_missed_in_a_heading_is_put_right_by_touch(new_page, headed):
    dashboard, _ = headed
    page = new_page(width=390, height=844, has_touch=True, is_mobile=True)
    title = heading(page, dashboard)
    select(title, "Quellwiesen")
    page.get_by_role("button", name="What is this?").tap()
    say_lisbon(page, "Quellwiesen")
    expect(title.locator("mark", has_text="Quellwiesen")).to_have_count(1)


def test_a_mention_is_opened_and_put_right_by_keys_alone(page, dashboard):
    reader(page, dashboard)
    page.locator(".body mark", has_text=re.compile("^Tumen$")).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    none = page.locator(".st-key-editor_choices .choice", has_text="No place")
    none.focus()
    page.keyboard.press("Enter")
    expect(none).to_have_attribute("aria-pressed", "true")
    named = page.locator(".body mark", has_text=re.compile("^Tumen$"))
    before = named.count()
    page.locator(".st-key-editor_save button").focus()
    page.keyboard.press("Enter")
    expect(named).to_have_count(before - 1)
    expect(page.locator(".body mark:focus")).to_have_count(1)  # and on goes the reader from there


def test_names_are_reviewed_by_keys(page, dashboard, journal):
    page.goto(f"{dashboard}review?lang=en")
    title = page.locator(".st-key-review_card .panel-title")
    expect(title).to_be_visible(timeout=30 * SECONDS)
    for key, kind in (("1", MentionChecked), ("0", PlaceDecided)):
        name = title.inner_text()
        last = journal.last()
        page.keyboard.press(key)
        expect(title).not_to_have_text(name)
        assert isinstance(journal.changes()[last].said, kind)
    expect(page.locator(".st-key-review_head")).to_contain_text("2 decided")
    name, last = title.inner_text(), journal.last()
    page.keyboard.press("l")
    expect(title).not_to_have_text(name)
    assert journal.last() == last
    page.keyboard.press("o")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_who_only_looks_sees_no_editing_and_a_forged_attempt_changes_nothing(new_page, dashboard, journal):
    page = new_page(**FROM_ELSEWHERE)
    last = journal.last()
    reader(page, dashboard)
    expect(page.get_by_role("link", name="Review")).to_have_count(0)
    expect(page.locator("[data-at], [data-select], .st-key-undo")).to_have_count(0)
    for action, of in (("mention", "0-5 geonames:1 x"), ("select", "0-5"), ("pick", "none")):
        page.locator(".body mark").first.evaluate(
            "(mark, [action, of]) => { mark.dataset.action = action; mark.dataset.of = of; mark.click(); }",
            [action, of],
        )
        page.wait_for_timeout(SECONDS)
        expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".body mark").first).to_be_visible()
    assert journal.last() == last


def test_a_mention_is_put_right_by_touch_on_a_phone(new_page, dashboard, journal):
    page = new_page(width=390, height=844, has_touch=True, is_mobile=True)
    reader(page, dashboard)
    page.locator(".body mark", has_text=re.compile("^Tumen$")).first.tap()
    none = page.locator(".st-key-editor_choices .choice", has_text="No place")
    none.tap()
    expect(none).to_have_attribute("aria-pressed", "true")
    page.locator(".st-key-editor_scope").get_by_text("in this article").tap()
    expect(page.locator(".st-key-editor .impact")).not_to_contain_text("1 mention in")
    page.locator(".st-key-editor_save button").tap()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".body mark", has_text=re.compile("^Tumen$"))).to_have_count(0)
    assert journal.standing().of_article
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("where", ["", "places"])
def test_a_mention_is_opened_in_an_excerpt_beside_the_map_and_on_the_page_of_its_place(
    page, dashboard, where
):
    page.goto(f"{dashboard}{where}?place=own:tumen-river&lang=en")
    page.locator(".excerpt mark.chosen").first.click(timeout=30 * SECONDS)
    expect(page.locator(".st-key-editor .panel-title")).to_have_text("“Tumen”")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(".excerpt mark.chosen").last.click()  # and so is another one after it
    expect(page.locator(".st-key-editor .panel-title")).to_be_visible()
