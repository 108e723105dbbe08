"""A selection and its URL."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.language import PAGE_LANGUAGES
from places.model import KINDS, MapView
from places.ranges import MOST_KM, Around, Box, InPlace, box_of
from places.selection import OF_PAGES, PARAMETERS, Selection, from_query, unknown_parameters
from places.views.pages import PAGES

days = st.none() | st.dates(min_value=date(1, 1, 1))
names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)
values = st.text(st.characters(exclude_categories=["C"]), min_size=1).map(str.strip).filter(bool)
listed = st.lists(values, unique=True, max_size=4).map(tuple)


kilometres = st.integers(1, MOST_KM)
place_ids = names.map(lambda name: f"own:{name}")
boxes = st.builds(
    lambda *millionths: Box(*(each / 1_000_000 for each in millionths)),
    st.integers(-90_000_000, 0),
    st.integers(-180_000_000, 10_000_000),
    st.integers(1, 90_000_000),
    st.integers(10_000_001, 180_000_000),
)
ranges = st.none() | place_ids.map(InPlace) | st.builds(Around, place_ids, kilometres) | boxes


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    first, last = draw(days), draw(days)
    if first and last and last < first:
        first, last = last, first
    kinds = draw(st.sets(st.sampled_from(KINDS)))
    return Selection(
        first=first,
        last=last,
        undated=draw(st.booleans()),
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        articles=tuple(draw(st.lists(names, unique=True, max_size=4))),
        sources=draw(listed),
        authors=draw(listed),
        languages=draw(listed),
        tags=draw(listed),
        within=draw(ranges),
        checked=draw(st.none() | st.booleans()),
        words=" ".join(draw(st.lists(names, max_size=4))),
        place=draw(st.none() | names.map(lambda name: f"own:{name}")),
        lines=draw(st.booleans()),
        tiles=draw(st.sampled_from(["", "0", "satellite"])),
        clusters=draw(st.sampled_from([None, True, False])),
        shades=draw(st.sampled_from(["", "countries", "regions"])),
        language=draw(st.none() | st.sampled_from(list(PAGE_LANGUAGES))),
    )


@pytest.mark.slow
@given(selections(), st.none() | selections())
def test_a_selection_with_the_one_it_is_compared_with_comes_back_from_its_url(selection, kept):
    both = replace(selection, beside=kept and kept.of_rows())
    assert from_query(both.to_query()) == (both, [])
    assert from_query(dict(parse_qsl(both.to_query_string()))) == (both, [])


@given(selections())
def test_a_selection_comes_back_from_its_url_as_it_was(selection):
    assert from_query(selection.to_query()) == (selection, [])


def test_a_value_with_a_comma_is_one_value():
    selection = Selection(sources=("Frankfurter Allgemeine, Sonntag", "taz", "a\\b"))
    assert selection.to_query() == {"sources": "Frankfurter Allgemeine\\, Sonntag,taz,a\\\\b"}
    assert from_query({"sources": "taz, NZZ,,taz"})[0].sources == ("taz", "NZZ")


def test_what_a_map_shows_is_a_box_though_it_lies_across_the_180th_meridian():
    assert str(box_of(40.123, 170, 60, 200)) == "40.12,170,60,-160"
    assert str(box_of(-90, -540, 90, 300)) == "-90,-180,90,180"
    with pytest.raises(ValueError, match="no box"):
        box_of(10, 10, 5, 20)


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=40)))
def test_no_url_whatever_stands_in_it_is_an_error(query):
    selection, spoiled = from_query(query)
    assert isinstance(selection, Selection)
    assert set(spoiled) <= set(PARAMETERS)


def test_a_selection_of_everything_has_an_empty_url():
    assert Selection().to_query() == {}
    assert Selection().to_query_string() == ""


def test_a_month_in_the_url_is_the_whole_of_it():
    selection, _ = from_query({"from": "2024-06", "to": "2024-06"})
    assert (selection.first, selection.last) == (date(2024, 6, 1), date(2024, 6, 30))


def test_a_map_view_in_the_url_is_short():
    selection = Selection(view=MapView(43.105623, 131.873531, 5))
    assert selection.to_query_string() == "view=43.11,131.87,5"
    assert from_query(selection.to_query())[0].view == MapView(43.11, 131.87, 5)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "2024-13"),
        ("to", "gestern"),
        ("undated", "maybe"),
        ("kinds", "city,castle"),
        ("view", "95,10,3"),
        ("view", "1,2"),
        ("tiles", "no"),
        ("shades", "rivers"),
        ("clusters", "2"),
        ("checked", "maybe"),
        ("with", "kinds=castle"),
        ("with", "nothing"),
        ("with", "with=all"),
        ("within", "91,10,92,20"),
        ("within", "geonames:1,30000km"),
        ("lang", "xx"),
        ("q", "x" * 500),
    ],
)
def test_a_spoiled_parameter_is_set_aside_and_named(name, value):
    selection, spoiled = from_query({name: value, "place": "geonames:1"})
    assert spoiled == [name]
    assert selection == Selection(place="geonames:1")


def test_the_address_of_a_page_may_hold_what_other_programs_add():
    query = {"from": "2024", "utm_source": "x", "embed": "true"}
    assert from_query(query) == (Selection(first=date(2024, 1, 1)), [])
    assert unknown_parameters(query) == ["utm_source", "embed"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_parameter_of_a_page_is_known(page):
    assert set(page.own) <= set(OF_PAGES)
    assert unknown_parameters(dict.fromkeys((*PARAMETERS, *page.own), "1")) == []


def test_dates_that_end_before_they_begin_are_set_aside():
    selection, spoiled = from_query({"from": "2024", "to": "2023"})
    assert (selection.first, selection.last) == (None, None)
    assert spoiled == ["from", "to"]


@pytest.mark.parametrize(
    "change",
    [
        {"kinds": ("city",)},
        {"words": "x"},
        {"undated": False},
        {"tags": ("a",)},
        {"checked": False},
        {"first": date(2024, 1, 1)},
    ],
)
def test_a_selection_narrows_when_it_leaves_something_out(change):
    assert Selection(**change).narrows()


def test_what_it_is_compared_with_does_not_narrow():
    assert not Selection(beside=Selection(words="x")).narrows()
    assert Selection(words="a", beside=Selection(words="x")).of_rows() == Selection(words="a")


def test_choosing_a_place_does_not_narrow():
    assert not Selection(place="geonames:1", language="de").narrows()
