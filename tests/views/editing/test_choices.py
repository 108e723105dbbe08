"""What a place that may be chosen is said to be."""

from places.gazetteer import open_gazetteer
from places.language import language
from places.views.editing.choices import what


def test_namesakes_in_one_country_are_told_apart_by_their_regions():
    gazetteer = open_gazetteer()
    said = {
        what(bearer.place, language("de")).split(" · ")[1]
        for bearer in gazetteer.lookup("Springfield")
        if bearer.place.country_codes == ("US",) and bearer.place.population > 50_000
    }
    assert {"Missouri", "Massachusetts", "Illinois"} <= said


def test_a_town_that_gave_its_region_the_name_does_not_have_it_twice():
    assert what(open_gazetteer().place("geonames:2911298"), language("de")).startswith("Stadt · Deutschland")
