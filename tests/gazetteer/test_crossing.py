from __future__ import annotations

import pytest

from places.gazetteer import table
from places.gazetteer.crossing import CROSSES, areas_crossed
from places.gazetteer.sources.features import Features
from places.gazetteer.sources.regions import Regions


@pytest.mark.parametrize(
    ("place_id", "lies_in", "does_not"),
    [
        ("own:inn", {"CH", "AT", "DE", "AT-7", "DE-BY"}, {"DE-BW"}),
        ("own:danube", {"DE-BW", "DE-BY", "AT", "SK", "HU", "HR", "RS", "RO", "BG", "UA"}, {"CZ", "DE-SN"}),
        ("own:rhine", {"FR", "FR-GES", "DE-NW", "CH", "NL"}, {"BE"}),
        ("own:elbe", {"CZ", "DE-SN", "DE-HH"}, {"PL"}),
        ("own:lake-constance", {"DE-BY", "DE-BW", "AT-8", "CH-TG"}, {"LI"}),
        ("geonames:2863622", {"DE", "DE-BY"}, {"AT"}),  # Lower Bavaria
        ("own:schwabing", set(), {"DE-BY"}),
    ],
)
def test_what_is_large_lies_in_every_area_that_it_crosses(place_id, lies_in, does_not):
    assert lies_in <= areas_crossed(place_id)
    assert does_not.isdisjoint(areas_crossed(place_id))


def test_every_row_is_of_a_place_and_of_areas_that_the_other_tables_have():
    known = {entry.place.id for source in (Features(), Regions()) for entry in source.entries()}
    areas = {row["iso"] for row in table.rows("countries.tsv")}
    areas |= {row["admin1"] for row in table.rows("regions.tsv")}
    seen = set()
    for row in table.rows(CROSSES.name):
        assert row["id"] in known
        assert set(row["areas"].split(",")) <= areas, row["id"]
        assert row["source"]
        seen.add(row["id"])
    assert len(seen) == sum(1 for _ in table.rows(CROSSES.name))
