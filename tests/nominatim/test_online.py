"""The geocoder against a real Nominatim with the places of `extract.osm`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from places.geocoding import OnlineGeocoder, as_place, locate, locate_unknown

if TYPE_CHECKING:
    from .conftest import Door

pytestmark = pytest.mark.nominatim

Opener = Callable[..., OnlineGeocoder]


@pytest.mark.parametrize(
    ("name", "place_id", "kind_and_country", "spot"),
    [
        ("Pjöngjang", "osm:node/101", ("city", "KP"), (39.017, 125.7475)),
        ("Oblast Kursk", "osm:relation/601", ("region", "RU"), (51.665, 36.3)),
        ("Kosmodrom Wostotschny", "osm:node/201", ("site", "RU"), (51.884, 128.334)),
        ("Masik-Ryong", "osm:node/203", ("site", "KP"), (38.992, 127.245)),
        ("Wonsan Kalma", "osm:node/202", ("site", "KP"), (39.184, 127.485)),
        ("Tumen-Freundschaftsbrücke", "osm:node/204", ("site", "KP"), (42.415, 130.64)),
        ("Hallig Gröde", "osm:node/109", ("terrain", "DE"), (54.634, 8.727)),
        ("Paektusan", "osm:node/301", ("terrain", "KP"), (41.993, 128.077)),
        ("Chassansee", "osm:way/503", ("water", "CN"), (42.435, 130.6)),
        ("Amur", "osm:way/502", ("water", "RU"), (49.2854, 131.6375)),
        ("Kloster Maulbronn", "osm:node/206", ("site", "DE"), (49.001, 8.813)),
        ("Flughafen Wladiwostok", "osm:node/207", ("site", "RU"), (43.398, 132.151)),
    ],
)
def test_a_name_becomes_a_place_with_its_kind_and_country(
    online: OnlineGeocoder,
    name: str,
    place_id: str,
    kind_and_country: tuple[str, str],
    spot: tuple[float, float],
) -> None:
    found = online.geocode(name, language="de")
    assert found is not None
    place = as_place(found)
    assert place.id == place_id
    assert (place.kind, *place.country_codes) == kind_and_country
    assert (place.latitude, place.longitude) == pytest.approx(spot, abs=0.001)
    assert "OpenStreetMap" in place.source


def test_a_place_has_its_names_in_every_language_and_its_inhabitants(online: OnlineGeocoder) -> None:
    found = online.geocode("Pjöngjang", language="de")
    assert found is not None
    place = as_place(found)
    assert found.address == "Pjöngjang, Nordkorea"
    assert place.name == "Pyongyang"
    assert place.names["de"] == "Pjöngjang"
    assert place.names["ru"] == "Пхеньян"
    assert place.population == 2_870_000


@pytest.mark.parametrize(
    "name", ["Fluss Tumen", "Region Kursk", "Weltraumbahnhof Wostotschny", "x' OR 1=1 --", "<script>", "%00"]
)
def test_what_the_server_does_not_know_is_a_miss_and_no_failure(
    online: OnlineGeocoder, lines: list[str], name: str
) -> None:
    assert online.geocode(name, language="de") is None
    assert lines == []


def test_two_places_of_one_name_are_told_apart_by_country(online: OnlineGeocoder) -> None:
    both = online.geocode("Neukirchen", exactly_one=False)
    assert both is not None
    assert {location.raw["place_id"] for location in both} == {"osm:node/107", "osm:node/108"}
    assert sum(location.raw["score"] for location in both) == pytest.approx(1, abs=0.001)
    austrian = online.geocode("Neukirchen", country_codes="AT", exactly_one=False)
    assert [location.raw["place_id"] for location in austrian or []] == ["osm:node/107"]


def test_a_point_gives_the_place_that_is_there(online: OnlineGeocoder) -> None:
    found = online.reverse((49.0011, 8.8131), language="de")
    assert found is not None
    assert found.raw["place_id"] == "osm:node/206"
    assert online.reverse((-60.0, -120.0)) is None


def test_an_answer_is_asked_for_once_and_stays_when_the_server_is_gone(
    opened: Opener, door: Door, lines: list[str]
) -> None:
    first = opened().geocode("Hallig Gröde", language="de")
    assert opened().geocode("Fluss Tumen", language="de") is None
    assert opened().geocode("Hallig Gröde", language="de", exactly_one=False, limit=3) == [first]
    assert door.asked == ["Hallig Gröde", "Fluss Tumen"]
    door.shut()
    later = opened()
    assert later.geocode("Hallig Gröde", language="de") == first
    assert later.geocode("Fluss Tumen", language="de") is None
    assert lines == []


def test_a_miss_is_believed_until_it_expires_and_an_answer_for_good(opened: Opener, door: Door) -> None:
    forgetful = opened(keep_misses=timedelta(0))
    for _ in range(2):
        forgetful.geocode("Fluss Tumen")
        forgetful.geocode("Brocken")
    assert door.asked == ["Fluss Tumen", "Brocken", "Fluss Tumen"]


def test_the_server_is_told_who_asks(online: OnlineGeocoder, door: Door) -> None:
    online.geocode("Brocken")
    (agent,) = door.agents
    assert agent.startswith("places/")
    assert "tests@example.org" in agent


def test_two_processes_together_send_at_most_one_request_a_second(door: Door, cache: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from places.geocoding import OnlineGeocoder\n"
        "online = OnlineGeocoder(contact='tests@example.org', domain=sys.argv[1], scheme='http',\n"
        "                        cache=Path(sys.argv[2]))\n"
        "assert all(online.geocode(name, language='de') for name in sys.argv[3:])"
    )
    names = [["Brocken", "Amur", "Jakutsk"], ["Kursk", "Jakutsk", "Paektusan"]]
    asking = [
        subprocess.Popen([sys.executable, "-c", program, door.address, str(cache), *mine]) for mine in names
    ]
    assert [process.wait(timeout=60) for process in asking] == [0, 0]
    assert sorted(door.asked) == ["Amur", "Brocken", "Jakutsk", "Kursk", "Paektusan"], "Jakutsk only once"
    pauses = [later - sooner for sooner, later in zip(door.began, door.began[1:], strict=False)]
    assert min(pauses) >= 1.0


def found_among(names: list[str], online: OnlineGeocoder) -> set[str]:
    return {name for name in names if online.geocode(name)}


def test_names_go_on_to_be_looked_up_when_one_is_missed_and_known_ones_when_all_fail(
    opened: Opener, door: Door, lines: list[str]
) -> None:
    online = opened()
    assert found_among(["Brocken", "Fluss Tumen", "Kursk"], online) == {"Brocken", "Kursk"}
    door.shut()
    names = ["Amur", "Brocken", "Paektusan", "Chassan", "Jakutsk", "Kursk"]
    assert found_among(names, online) == {"Brocken", "Kursk"}
    assert all("\n" not in line for line in lines)
    assert [line.split(": ")[1] for line in lines] == ["Amur", "Paektusan", "Chassan"]


def test_one_run_asks_no_more_than_its_share_and_says_so(
    opened: Opener, door: Door, lines: list[str]
) -> None:
    online = opened(most=2)
    assert found_among(["Amur", "Brocken", "Kursk", "Amur"], online) == {"Amur", "Brocken"}
    assert door.asked == ["Amur", "Brocken"]
    assert lines == [f"{door.address} was asked 2 times, which is enough for one run"]
    assert found_among(["Amur", "Kursk"], opened(most=2)) == {"Amur", "Kursk"}
    assert door.asked == ["Amur", "Brocken", "Kursk"]


def test_what_a_text_calls_a_place_and_the_gazetteer_lacks_becomes_a_mention(online: OnlineGeocoder) -> None:
    text = "Von der Insel Gröde aus sieht man den Berg Brocken nicht, sagte Herr Brocken."
    island, mountain = locate_unknown(text, [], online, language="de")
    assert (island.surface, island.place.id) == ("Gröde", "osm:node/109")
    assert (mountain.surface, mountain.place.id) == ("Brocken", "osm:node/302")
    assert mountain.start == text.index("Brocken"), "the mountain, not the man"
    assert text[mountain.start : mountain.end] == mountain.surface
    assert mountain.confidence < 0.9
    assert text[mountain.excerpt_start : mountain.excerpt_end] == text
    assert [candidate.place_id for candidate in mountain.candidates] == ["osm:node/302"]


def test_a_hit_of_another_kind_than_the_text_asks_for_is_no_mention(online: OnlineGeocoder) -> None:
    assert locate_unknown("Das Wasser im Fluss Brocken stieg.", [], online, language="de") == []


def test_the_server_is_asked_after_the_gazetteer_and_only_if_it_is_given(
    online: OnlineGeocoder, door: Door
) -> None:
    class Empty:
        def geocode(self, _query: str, **_: object) -> None:
            return None

    assert locate("Hallig Gröde", Empty()) == []
    assert door.asked == []
    (found,) = locate("Hallig Gröde", Empty(), online, language="de", country_codes="DE")
    assert found.address == "Hallig Gröde, Deutschland"
