"""Where an article moves."""

from places.model import Place
from places.query import PlaceRow
from places.views.editing.choices import view_of
from places.views.editing.whereabouts import whereabouts


def row(name, kind, latitude, longitude, mentions=1):
    return PlaceRow(Place(f"made:{name}", name, kind, latitude, longitude), mentions, 1, 1.0)


BAUTZEN = row("Bautzen", "city", 51.18, 14.43, 2)
LOEBAU = row("Löbau", "city", 51.10, 14.67)
GOERLITZ = row("Görlitz", "city", 51.15, 14.99, 3)
HOUSTON = row("Houston", "city", 29.76, -95.37, 2)
GERMANY = row("Germany", "country", 51.0, 9.0, 9)
SAXONY = row("Saxony", "region", 51.0, 13.5, 3)


def names(*rows):
    return {place.name for place in whereabouts(rows)}


def test_an_article_moves_where_most_of_its_towns_are_and_not_where_it_names_one_far_away():
    assert names(GERMANY, GOERLITZ, SAXONY, HOUSTON, BAUTZEN, LOEBAU) == {"Bautzen", "Löbau", "Görlitz"}


def test_without_a_town_it_moves_in_its_regions_and_without_those_in_its_countries():
    assert names(GERMANY, SAXONY) == {"Saxony"}
    assert names(GERMANY) == {"Germany"}
    assert names() == set()


def test_a_map_of_where_it_moves_shows_the_towns_around():
    view = view_of(whereabouts([GOERLITZ, BAUTZEN, LOEBAU, HOUSTON]), 430, 240, closest=8.0)
    assert view.zoom == 8.0
    assert abs(view.latitude - 51.15) < 0.2
    assert 14.4 < view.longitude < 15.0
