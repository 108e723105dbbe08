"""Which places lie in another one, around it or in a box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from places.dataset import Dataset, DatasetWriter, mention_table, open_dataset
from places.language import language
from places.model import Article, Mention, Place
from places.query import (
    Held,
    conditions_of,
    count,
    count_held,
    select_articles,
    select_places,
    set_aside_unknown,
)
from places.ranges import Around, Box, InPlace, Within
from places.selection import Selection

RUSSIA = Place("ru", "Russia", "country", 60, 100, ("RU",))
PRIMORYE = Place("primorye", "Primorye", "region", 45, 134, ("RU",), area="RU-PRI", consists_of=("RU-PRI",))
FAR_EAST = Place("far-east", "Far East", "region", 60, 140, ("RU",), consists_of=("RU-PRI", "RU-CHU"))
VLADIVOSTOK = Place("vladivostok", "Vladivostok", "city", 43.11, 131.87, ("RU",), area="RU-PRI")
ANADYR = Place("anadyr", "Anadyr", "city", 64.73, 177.51, ("RU",), area="RU-CHU")
MOSCOW = Place("moscow", "Moscow", "city", 55.75, 37.62, ("RU",), area="RU-MOW")
AMUR = Place("amur", "Amur", "water", 52.9, 141.0, ("RU", "CN"))
CHINA = Place("cn", "China", "country", 35, 105, ("CN",))
EURASIA = Place("eurasia", "Eurasia", "region", 50, 80, ("RU", "CN"))
NOME = Place("nome", "Nome", "city", 64.5, -165.4, ("US",), area="US-AK")
ALL = (RUSSIA, PRIMORYE, FAR_EAST, VLADIVOSTOK, ANADYR, MOSCOW, AMUR, CHINA, EURASIA, NOME)
ARTICLES = {
    "east": (VLADIVOSTOK, ANADYR, AMUR, NOME),
    "west": (MOSCOW, RUSSIA),
    "wide": ALL,
    "china": (CHINA,),
}


GERMANY = Place("geonames:2921044", "Germany", "country", 51, 9, ("DE",))
AUSTRIA = Place("geonames:2782113", "Austria", "country", 47.3, 13.3, ("AT",))
BAVARIA = Place(
    "geonames:2951839", "Bavaria", "region", 48.8, 11.5, ("DE",), area="DE-BY", consists_of=("DE-BY",)
)
LOWER_BAVARIA = Place("geonames:2863622", "Lower Bavaria", "region", 48.6, 12.7, ("DE",))
EUROPE = Place("geonames:6255148", "Europe", "region", 48.69, 9.14, (), consists_of=("DE", "AT"))
DANUBE = Place("own:danube", "Danube", "water", 48.2, 16.4, ("DE", "AT"), area="AT-9")
ALPS = Place("own:alps", "Alps", "terrain", 46.5, 9.5, ("CH", "AT", "DE"))
PASSAU = Place("geonames:2855328", "Passau", "city", 48.567, 13.432, ("DE",), area="DE-BY")
WEIDEN = Place("geonames:2813464", "Weiden", "city", 49.677, 12.156, ("DE",), area="DE-BY")
SOUTH = (GERMANY, AUSTRIA, BAVARIA, LOWER_BAVARIA, EUROPE, DANUBE, ALPS, PASSAU, WEIDEN)


@pytest.fixture(scope="module")
def russia(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return written(tmp_path_factory.mktemp("within") / "dataset", ARTICLES, ALL)


@pytest.fixture(scope="module")
def bavaria(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return written(tmp_path_factory.mktemp("bavaria") / "dataset", {"south": SOUTH}, SOUTH)


def written(folder: Path, named_in: Mapping[str, Sequence[Place]], places: Sequence[Place]) -> Dataset:
    articles, said = [], []
    for key, named in named_in.items():
        text = " ".join(place.name for place in named)
        articles.append(Article(key, key, text, "en", path=key))
        at = [text.index(place.name) for place in named]
        said.append(
            (
                key,
                [
                    Mention(start, start + len(place.name), place.name, place, 1.0, (), 0, len(text))
                    for start, place in sorted(zip(at, named, strict=True), key=lambda each: each[0])
                ],
            )
        )
    with DatasetWriter(folder) as writer:
        writer.add(articles, mention_table(said), places)
        writer.commit({})
    return open_dataset(folder)


def inside(dataset: Dataset, within: Within) -> set[str]:
    return {row.place.id for row in select_places(dataset, Selection(within=within))}


def test_in_a_country_lies_what_has_its_code_and_no_region_that_reaches_beyond_it(russia):
    assert inside(russia, InPlace("ru")) == {
        *("ru", "primorye", "far-east", "vladivostok", "anadyr", "moscow", "amur")
    }
    assert inside(russia, InPlace("cn")) == {"cn", "amur"}


def test_in_a_region_lies_what_lies_in_the_areas_of_which_it_consists(russia):
    assert inside(russia, InPlace("far-east")) == {"far-east", "primorye", "vladivostok", "anadyr"}
    assert inside(russia, InPlace("primorye")) == {"primorye", "vladivostok"}


def test_nothing_but_itself_lies_in_a_town_or_in_a_region_of_which_nothing_is_known(russia):
    assert inside(russia, InPlace("moscow")) == {"moscow"}
    assert inside(russia, InPlace("eurasia")) == {"eurasia"}


def test_a_region_holds_the_smaller_regions_in_it_and_the_rivers_and_ranges_that_cross_it(bavaria):
    assert inside(bavaria, InPlace(BAVARIA.id)) == {
        place.id for place in (BAVARIA, LOWER_BAVARIA, DANUBE, ALPS, PASSAU, WEIDEN)
    }


def test_a_river_counts_in_every_country_through_which_it_flows(bavaria):
    assert count_held(bavaria, Selection(), AUSTRIA.id) == Held(itself=1, inside=2, places=2)
    assert count_held(bavaria, Selection(), BAVARIA.id) == Held(itself=1, inside=5, places=5)


def test_a_river_is_as_near_as_its_nearest_part_and_a_region_is_around_what_lies_in_it(bavaria):
    assert inside(bavaria, Around(PASSAU.id, 5)) == {place.id for place in (PASSAU, DANUBE, BAVARIA)}
    assert inside(bavaria, Around(WEIDEN.id, 60)) == {WEIDEN.id, BAVARIA.id}
    assert inside(bavaria, Around(WEIDEN.id, 90)) == {WEIDEN.id, BAVARIA.id, DANUBE.id}


def test_a_box_holds_what_crosses_it_or_is_around_it(bavaria):
    assert inside(bavaria, Box(48.9, 11.9, 49.1, 12.2)) == {DANUBE.id, BAVARIA.id}  # Regensburg
    assert inside(bavaria, Box(47.2, 11.3, 47.3, 11.5)) == {ALPS.id}  # Innsbruck
    assert inside(bavaria, Box(47.2, 170, 47.3, -170)) == set()


def test_around_a_place_lies_what_is_near_enough_across_the_180th_meridian_too(russia):
    assert inside(russia, Around("anadyr", 900)) == {"anadyr", "nome"}
    assert inside(russia, Around("vladivostok", 300)) == {"vladivostok", "primorye"}


def test_a_box_may_lie_across_the_180th_meridian(russia):
    assert inside(russia, Box(60, 170, 70, -160)) == {"anadyr", "nome"}
    assert inside(russia, Box(40, 30, 60, 40)) == {"moscow"}


def test_articles_that_name_nothing_within_are_not_shown(russia):
    shown = select_articles(russia, Selection(within=InPlace("primorye")))
    assert sorted(article.id for article in shown) == ["east", "wide"]
    assert count(russia, Selection(within=InPlace("nothing"))).articles == 0


def test_a_country_tells_how_often_it_and_the_places_in_it_are_named(russia):
    assert count_held(russia, Selection(), "ru") == Held(itself=2, inside=10, places=6)
    assert count_held(russia, Selection(articles=("west",), kinds=("country",)), "ru") == Held(1, 1, 1)
    assert count_held(russia, Selection(), "moscow") is None


def test_a_range_about_a_place_that_is_not_there_is_set_aside(russia):
    asked = Selection(within=Around("zzz", 5))
    assert set_aside_unknown(russia, asked) == (Selection(), [("within", "zzz,5km")])
    known = Selection(within=Box(0, 0, 1, 1))
    assert set_aside_unknown(russia, known) == (known, [])


@pytest.mark.parametrize(
    ("within", "told"),
    [
        (InPlace("ru"), "in: Russia"),
        (Around("moscow", 1000), "1.000 km um Moscow"),
        (Box(0, 0, 1, 1), "in einem Ausschnitt der Karte"),
    ],
)
def test_a_range_is_told_in_words(russia, within, told):
    assert [each.text for each in conditions_of(russia, Selection(within=within), language("de"))] == [told]
