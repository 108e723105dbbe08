import pytest
from geopy.distance import geodesic
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.point import Point
from hypothesis import given
from hypothesis import strategies as st

from places.gazetteer import open_gazetteer
from places.geocoding import GazetteerGeocoder, as_place, locate


def ids(found: object) -> list[str]:
    assert isinstance(found, list)
    return [location.raw["place_id"] for location in found]


def test_a_name_gives_a_location_with_what_the_gazetteer_knows(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Pjöngjang", language="de")
    assert found is not None
    assert found.address == "Pjöngjang, Nordkorea"
    assert (found.latitude, found.longitude) == (39.03, 125.75)
    assert found.raw["place_id"] == "test:Pyongyang"
    assert found.raw["kind"] == "city"
    assert found.raw["country_codes"] == ["KP"]
    assert found.raw["score"] == 1.0


def test_the_address_is_in_the_language_asked_for(geocoder: GazetteerGeocoder) -> None:
    english = geocoder.geocode("Pjöngjang", language="en")
    assert english is not None
    assert english.address == "Pyongyang, North Korea"
    as_a_browser_asks = geocoder.geocode("Deutschland", language="de-AT,de;q=0.9")
    assert as_a_browser_asks is not None
    assert as_a_browser_asks.address == "Deutschland"


def test_two_towns_of_one_name_in_one_country_are_told_apart_by_their_regions() -> None:
    found = GazetteerGeocoder(open_gazetteer()).geocode("Springfield", exactly_one=False, language="de")
    assert found is not None
    addresses = [location.address for location in found[:3]]
    assert addresses[0] == "Springfield, Missouri, Vereinigte Staaten"
    assert len(set(addresses)) == 3


def test_a_town_that_gave_its_region_the_name_does_not_have_it_twice() -> None:
    found = GazetteerGeocoder(open_gazetteer()).geocode("Hamburg", language="en")
    assert found is not None
    assert found.address == "Hamburg, Germany"


def test_a_town_comes_before_the_municipality_that_is_called_after_it() -> None:
    geocoder = GazetteerGeocoder(open_gazetteer())
    found = geocoder.geocode("Postojna", exactly_one=False)
    assert [location.raw["kind"] for location in found or []][:2] == ["city", "region"]
    asked = geocoder.geocode("Gemeinde Postojna", language="de")
    assert asked is not None
    assert asked.raw["kind"] == "region"


def test_the_best_known_bearer_of_a_name_comes_first_and_the_scores_are_shares(
    geocoder: GazetteerGeocoder,
) -> None:
    found = geocoder.geocode("Kursk", exactly_one=False)
    assert ids(found) == ["test:Kursk", "test:Kursk Oblast"]
    assert sum(location.raw["score"] for location in found or []) == pytest.approx(1, abs=0.001)


def test_countries_and_a_limit_narrow_what_is_found(geocoder: GazetteerGeocoder) -> None:
    assert ids(geocoder.geocode("Paris", exactly_one=False, country_codes="us")) == ["test:Paris TX"]
    assert ids(geocoder.geocode("Paris", exactly_one=False, country_codes=["US", "FR"])) == [
        "test:Paris",
        "test:Paris TX",
    ]
    assert ids(geocoder.geocode("Paris", exactly_one=False, limit=1)) == ["test:Paris"]
    assert geocoder.geocode("Paris", country_codes="DE") is None


@pytest.mark.parametrize(
    ("query", "place_id"),
    [("Pjöngjangs", "test:Pyongyang"), ("Grenzfluss Tumen", "test:Tumen"), ("Paris, Texas", "test:Paris TX")],
)
def test_words_that_a_text_might_use_are_read_as_a_text(
    geocoder: GazetteerGeocoder, query: str, place_id: str
) -> None:
    found = geocoder.geocode(query, language="de")
    assert found is not None
    assert found.raw["place_id"] == place_id


@pytest.mark.parametrize("query", ["", "  ", "Xyzzy", "Wir waren nie in Paris"])
def test_what_is_no_place_is_not_found(geocoder: GazetteerGeocoder, query: str) -> None:
    assert geocoder.geocode(query, language="de") is None
    assert geocoder.geocode(query, language="de", exactly_one=False) is None


def test_a_limit_below_one_is_refused_as_geopy_refuses_it(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(ValueError, match="less than 1"):
        geocoder.geocode("Paris", exactly_one=False, limit=0)
    with pytest.raises(ValueError, match="less than 1"):
        geocoder.reverse((0, 0), exactly_one=False, limit=0)


@pytest.mark.parametrize("point", [(51.7, 36.2), "51.7, 36.2", Point(51.7, 36.2)])
def test_a_point_gives_the_nearest_place_in_whatever_way_geopy_writes_points(
    geocoder: GazetteerGeocoder, point: object
) -> None:
    found = geocoder.reverse(point, language="de")
    assert found is not None
    assert found.address == "Kursk, Russland"
    assert found.raw["distance_km"] == pytest.approx(geodesic((51.7, 36.2), (51.73, 36.19)).km, abs=0.001)


def test_countries_and_regions_are_near_a_point_only_if_asked_for(geocoder: GazetteerGeocoder) -> None:
    inside_the_oblast = (51.66, 36.0)
    assert ids(geocoder.reverse(inside_the_oblast, exactly_one=False, limit=1)) == ["test:Kursk"]
    assert ids(geocoder.reverse(inside_the_oblast, exactly_one=False, kinds=["region"], limit=1)) == [
        "test:Kursk Oblast"
    ]
    assert geocoder.reverse(inside_the_oblast, kinds=[]) is None


def test_a_place_beyond_the_date_line_is_near(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.reverse((-16.8, 179.9))
    assert found is not None
    assert found.raw["place_id"] == "test:Taveuni"
    assert found.raw["distance_km"] < 20


@given(latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
def test_no_place_is_nearer_than_the_nearest(
    geocoder: GazetteerGeocoder, latitude: float, longitude: float
) -> None:
    every = geocoder.reverse((latitude, longitude), exactly_one=False, limit=100)
    nearest = geocoder.reverse((latitude, longitude))
    assert every is not None
    assert nearest is not None
    distances = [geodesic(location.point, (latitude, longitude)).km for location in every]
    assert distances == sorted(distances)
    assert nearest.raw["distance_km"] == pytest.approx(distances[0], abs=0.001)


def test_it_fits_where_a_geocoder_of_geopy_fits(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    with geocoder as opened:
        limited = RateLimiter(opened.geocode, min_delay_seconds=0.001)
        assert [str(limited(name, timeout=3, language="de")) for name in ("Kursk", "Paris")] == [
            "Kursk, Russland",
            "Paris, Frankreich",
        ]


def test_a_location_turns_back_into_the_place(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Tumen")
    assert found is not None
    place = as_place(found)
    assert place.id == "test:Tumen"
    assert place.country_codes == ("CN", "KP", "RU")
    assert place.names == {"de": "Tumen"}


def test_the_next_geocoder_is_asked_only_for_what_the_first_does_not_know(
    geocoder: GazetteerGeocoder,
) -> None:
    class Elsewhere:
        asked: list[str] = []  # noqa: RUF012 (one test, one list)

        def geocode(self, query: str, **_: object) -> None:
            self.asked.append(query)

    second = Elsewhere()
    assert [found.raw["place_id"] for found in locate("Kursk", geocoder, second, limit=1)] == ["test:Kursk"]
    assert locate("Xyzzy", geocoder, second) == []
    assert second.asked == ["Xyzzy"]
