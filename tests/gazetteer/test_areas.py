"""In which first-level area a place lies."""

from places.gazetteer import table
from places.gazetteer.areas import with_areas
from places.gazetteer.source import Entry, Name
from places.gazetteer.tables import tabulate
from places.model import Kind, Place


def entry(
    place_id: str, kind: Kind, latitude: float, longitude: float, country: str, area: str = ""
) -> Entry:
    place = Place(place_id, place_id, kind, latitude, longitude, (country,), area=area)
    return Entry(place, (Name(place_id),))


def test_a_spot_lies_in_the_area_of_the_nearest_town_of_its_country_and_not_of_one_far_off():
    places = tabulate(
        [
            entry("town", "city", 51.0, 128.0, "RU", "RU-AMU"),
            entry("across", "city", 51.3, 128.0, "CN", "CN-HL"),
            entry("site", "site", 51.29, 128.0, "RU"),
            entry("lone", "site", 60.0, 150.0, "RU"),
            entry("land", "region", 51.0, 128.0, "RU"),
        ]
    ).places
    found = with_areas(places.unify_dictionaries().combine_chunks())
    assert found.column("area").to_pylist() == ["RU-AMU", "CN-HL", "RU-AMU", "", ""]


def test_what_a_region_consists_of_is_known_to_the_other_tables():
    regions = {row["admin1"] for row in table.rows("regions.tsv")}
    countries = {row["iso"] for row in table.rows("countries.tsv")} | {"AN", "CS"}
    known = {row["id"] for one in ("areas.tsv", "terrain.tsv") for row in table.rows(one)}
    for row in table.rows("consists_of.tsv"):
        assert row["id"] in known
        assert row["source"]
        assert set(row["areas"].split(",")) <= regions | countries, row["id"]
