from __future__ import annotations

import json

from places.maps import (
    UNSURE_BELOW,
    FetchedPlaces,
    Line,
    Look,
    MapPlace,
    MapTexts,
    Tiles,
    land_data,
    places_data,
    script_json,
)
from places.model import KINDS, MapView

PARIS = MapPlace("geonames:2988507", "Paris", "city", 48.853412, 2.348799, 12, 3, 0.9, "12 mentions")
RHINE = MapPlace("own:rhine", "Rhein", "water", 51.8333333, 6.05, 2, 1, 0.2, "2 mentions")
SEINE = MapPlace("own:seine", "Seine", "water", 49.4333, 0.2333, 2, 1, 0.8, "2 mentions")


def test_a_column_has_one_value_for_every_place() -> None:
    data = places_data([PARIS, RHINE, SEINE])
    for column in ("ids", "names", "kinds", "latitudes", "longitudes"):
        assert len(data["places"][column]) == 3, column
    assert len(data["look"]) == 3


def test_a_kind_travels_as_its_place_in_the_list_of_kinds() -> None:
    data = places_data([PARIS, RHINE])
    digits = data["places"]["kinds"]
    assert [data["kindNames"][int(digit)] for digit in digits] == ["city", "water"]
    assert len(KINDS) < 10  # one digit is enough


def test_coordinates_are_sent_to_a_metre() -> None:
    data = places_data([PARIS])["places"]
    assert (data["latitudes"], data["longitudes"]) == ([48.85341], [2.3488])


def test_what_many_places_have_in_common_is_sent_once() -> None:
    elbe = RHINE._replace(place_id="own:elbe", confidence=0.9)
    data = places_data([PARIS, SEINE, RHINE, elbe])
    assert data["looks"] == [[12, "12 mentions", 0], [2, "2 mentions", 0], [2, "2 mentions", 1]]
    assert data["look"] == [1, 2, 3, 2]


def test_places_that_the_browser_fetches_do_not_travel_with_every_change() -> None:
    data = places_data(FetchedPlaces("places.json", [Look(12, "12 mentions")], [0, 1, 0, 0, 1]))
    assert data["places"] == "places.json"
    assert data["looks"] == [[12, "12 mentions", 0]]
    assert data["look"] == [-1, 1, -2, 1]  # as many as are not drawn between those that are


def test_tooltips_that_differ_in_their_numbers_alone_travel_as_numbers() -> None:
    many, once = "{mentions} mentions in {articles} articles", "{mentions} mention in {articles} article"
    looks = [
        Look(12, many, articles=7),
        Look(1, once, articles=1),
        Look(3_000, many, unsure=True, articles=9),
    ]
    data = places_data(FetchedPlaces("places.json", looks, [1, 2, 3]))
    assert data["tips"] == [once, many]
    assert data["looks"] == [[12, 1, 0, 7], [1, 0, 0, 1], [3000, 1, 1, 9]]


def test_a_place_is_unsure_below_the_threshold_and_not_at_it() -> None:
    at = MapPlace("a", "A", "city", 0, 0, 1, confidence=UNSURE_BELOW)
    below = MapPlace("b", "B", "city", 0, 0, 1, confidence=UNSURE_BELOW - 0.01)
    data = places_data([at, below])
    assert [data["looks"][number - 1][2] for number in data["look"]] == [0, 1]


def test_ten_thousand_places_take_less_than_a_megabyte() -> None:
    places = [
        MapPlace(
            f"geonames:{2_000_000 + n}", f"Ort {n}", "city", n / 200, n / 100, 1 + n % 50, 2, 1, f"{n % 50}"
        )
        for n in range(10_000)
    ]
    assert len(script_json(places_data(places))) < 1_000_000


def test_a_name_cannot_end_the_script_or_begin_a_tag_or_a_template() -> None:
    name = "</script><img src=x onerror=alert(1)>&amp;\u2028\u2029{{'x'}}{% raw %}{{{{{x{#<!--"
    written = script_json(places_data([MapPlace(name, name, "city", 0, 0, 1, tooltip=name)], chosen=name))
    for dangerous in ("<", ">", "&", "\u2028", "\u2029", "{{", "{%", "{#"):
        assert dangerous not in written
    data = json.loads(written)
    assert data["places"]["ids"] == data["places"]["names"] == [name]
    assert data["looks"] == [[1, name, 0]]
    assert data["chosen"] == name


def test_the_words_tiles_and_view_of_the_page_reach_the_map() -> None:
    data = places_data(
        [],
        texts=MapTexts(language="de", title="Karte", fit="Alles zeigen"),
        view=MapView(48.123456, 11.987654, 5.251),
    )
    land = land_data({"FR", "DE"}, tiles=Tiles("https://tiles.example/{z}/{x}/{y}.png", "somebody", 5, 12))
    assert data["texts"]["title"] == "Karte"
    assert data["texts"]["fit"] == "Alles zeigen"
    assert land["tiles"]["maxZoom"] == 12
    assert data["view"] == [48.1235, 11.9877, 5.25]
    assert land["shaded"] == ["DE", "FR"]


def test_lines_travel_as_id_weight_and_whether_they_are_drawn_through() -> None:
    data = places_data([PARIS, RHINE], chosen=PARIS.place_id, lines=[Line("own:rhine", 2, False)])
    assert data["lines"] == [["own:rhine", 2, 0]]
    assert places_data([PARIS])["lines"] == []
