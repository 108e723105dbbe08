"""Places of one's own: renamed, moved, merged, deleted and checked."""

import pytest

from places.dataset import open_dataset
from places.journal import Everywhere, OwnPlaceSaved, PlaceDecided

from .conftest import mentions, run, shown

BRIDGE = OwnPlaceSaved("made:bridge", "Bridge", "site", 42.4, 130.6, ("RU",), {"fr": "Pont"}, "a note")
VLADIVOSTOK = "geonames:2013348"


@pytest.fixture
def form(journal):
    journal.append("anna", [BRIDGE, PlaceDecided(Everywhere("Tumen"), BRIDGE.place_id)])
    app = run("places")
    assert "Bridge" in shown(app)
    app.session_state["_own_place_open"] = BRIDGE.place_id
    return app.run()


@pytest.mark.slow
def test_a_place_is_renamed_and_moved_and_what_the_form_does_not_show_stays(form, journal, folder):
    form.text_input(key="own_made:bridge_name").set_value("Old bridge").run()
    form.text_input(key="own_made:bridge_de").set_value("Alte Brücke").run()
    form.text_input(key="own_made:bridge_point").set_value("43 N, 131 E").run()
    form.button(key="own_save").click().run()
    assert not form.exception
    said = journal.standing().own_places[BRIDGE.place_id].said
    assert (said.name, said.latitude, said.longitude, said.note) == ("Old bridge", 43.0, 131.0, "a note")
    assert said.names == {"fr": "Pont", "de": "Alte Brücke"}
    with open_dataset(folder) as dataset:
        assert dataset.rows("SELECT name, latitude FROM places WHERE id = ?", [BRIDGE.place_id]) == [
            ("Old bridge", 43.0)
        ]


@pytest.mark.slow
def test_coordinates_that_are_none_are_told_and_stay_to_be_put_right_before_anything_is_saved(form):
    form.text_input(key="own_made:bridge_point").set_value("42.4, 230").run()
    assert "“42.4, 230” is no point" in shown(form)
    assert form.text_input(key="own_made:bridge_point").value == "42.4, 230"
    assert not [each for each in form.button if each.key == "own_save"]
    form.text_input(key="own_made:bridge_point").set_value("43, 131").run()
    assert "is no point" not in shown(form)
    assert form.button(key="own_save")


@pytest.mark.slow
def test_a_place_that_is_moved_abroad_lies_there_and_its_countries_can_be_put_right(form, journal):
    countries = "own_made:bridge_countries"
    assert form.multiselect(key=countries).value == ["RU"]
    form.text_input(key="own_made:bridge_point").set_value("42.5, 130.62").run()
    assert form.multiselect(key=countries).value == ["RU"]  # near the border, and Russian still
    form.text_input(key="own_made:bridge_point").set_value("43.3, 129.5").run()
    assert form.multiselect(key=countries).value == ["CN"]
    assert "China" in form.multiselect(key=countries).options
    form.multiselect(key=countries).set_value(["CN", "KP"]).run()
    form.button(key="own_save").click().run()
    assert not form.exception
    assert journal.standing().own_places[BRIDGE.place_id].said.country_codes == ("CN", "KP")


@pytest.mark.slow
def test_a_place_is_merged_into_another_one_with_its_mentions(form, journal, folder):
    before = mentions(form)
    form.text_input(key="own_made:bridge_merge").set_value("Wladiwostok").run()
    form.radio(key="own_made:bridge_into").set_value(form.radio(key="own_made:bridge_into").options[0]).run()
    form.button(key="own_merge").click().run()
    assert not form.exception
    assert BRIDGE.place_id not in journal.standing().own_places
    assert mentions(form) == before
    with open_dataset(folder) as dataset:
        (place,) = dataset.rows("SELECT DISTINCT place_id FROM mentions WHERE surface = 'Tumen'")
    assert place == (VLADIVOSTOK,)


@pytest.mark.slow
def test_a_place_that_is_deleted_leaves_its_name_as_the_geoparser_read_it(form, folder):
    form.button(key="own_delete").click().run()
    assert not form.exception
    with open_dataset(folder) as dataset:
        places = dataset.rows("SELECT DISTINCT place_id FROM mentions WHERE surface = 'Tumen'")
    assert places == [("own:tumen-river",)]


@pytest.mark.slow
def test_a_place_of_the_gazetteer_can_be_checked_and_says_so_but_not_edited(journal):
    app = run("places", place=VLADIVOSTOK)
    assert not [each for each in app.button if each.key == "place_edit"]
    app.button(key="place_check").click().run()
    assert VLADIVOSTOK in journal.standing().checked_places
    assert "Checked by" in shown(app)
    app.button(key="place_check").click().run()
    assert not journal.standing().checked_places


@pytest.mark.usefixtures("elsewhere")
def test_who_only_looks_sees_no_list_of_them_and_no_form(journal):
    journal.append("anna", [BRIDGE])
    app = run("places")
    app.session_state["_own_place_open"] = BRIDGE.place_id
    app.run()
    assert "Bridge" not in shown(app)
    assert not [field for field in app.text_input if field.key.startswith("own_")]


def test_a_place_of_ones_own_that_nothing_stands_for_is_listed_too(journal):
    journal.append("anna", [BRIDGE])
    text = shown(run("places"))
    assert "Bridge" in text
    assert "0 mentions" in text
