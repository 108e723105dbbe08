"""How often countries and first-level areas are named, with all that lies in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from places.dataset import Dataset, open_dataset
from places.gazetteer.area_codes import codes_of_areas, country_ids, first_level_areas
from places.language import language
from places.query import area_name, conditions_of, count, count_by_area, set_aside_unknown
from places.ranges import InPlace
from places.selection import Selection

SAMPLE = Path(__file__).parents[2] / "places" / "sample" / "dataset"
KURSK_OBLAST, KYIV_CITY, KAZAKHSTAN = "geonames:538555", "geonames:703447", "geonames:1522867"


@pytest.fixture(scope="module")
def sample() -> Dataset:
    return open_dataset(SAMPLE)


@pytest.mark.parametrize("selection", [Selection(), Selection(kinds=("city", "region"))])
def test_a_count_is_what_keeping_to_the_area_shows(sample: Dataset, selection: Selection) -> None:
    ids = country_ids() | {code: area.place_id for code, area in first_level_areas().items()}
    counted = count_by_area(sample, selection, "countries") | count_by_area(sample, selection, "regions")
    assert len(counted) > 12
    for code, mentions in counted.items():
        within = Selection(kinds=selection.kinds, within=InPlace(ids[code]))
        assert count(sample, within).mentions == mentions, code


def test_areas_without_a_mention_are_left_out_and_the_most_named_come_first(sample: Dataset) -> None:
    counted = count_by_area(sample, Selection(), "countries")
    assert "KZ" not in counted
    assert list(counted.values()) == sorted(counted.values(), reverse=True)
    assert min(counted.values()) > 0


def test_one_can_keep_to_an_area_that_no_article_names(sample: Dataset) -> None:
    asked = Selection(within=InPlace(KYIV_CITY))
    assert set_aside_unknown(sample, asked) == (asked, [])
    assert count(sample, asked).places == 1
    assert count(sample, Selection(within=InPlace(KAZAKHSTAN))).places == 0
    (condition,) = conditions_of(sample, asked, language("en"))
    assert condition.text == "in: Kyiv"


def test_an_area_has_its_name_in_the_readers_language() -> None:
    assert area_name(KAZAKHSTAN, language("de")) == "Kasachstan"
    assert area_name(KURSK_OBLAST, language("de")) == "Oblast Kursk"
    assert area_name("own:nowhere", language("de")) == "own:nowhere"


def test_every_code_has_its_own_place() -> None:
    codes = codes_of_areas()
    assert codes[KURSK_OBLAST] == "RU-KRS"
    assert codes[KAZAKHSTAN] == "KZ"
    assert len(set(codes.values())) == len(codes) == len(country_ids()) + len(first_level_areas())
