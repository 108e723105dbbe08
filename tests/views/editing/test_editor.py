"""A mention is put right: what is chosen, for which mentions, and what the page shows then."""

import re

import pytest

from places.dataset import open_dataset
from places.journal import Everywhere, InArticle, OneMention, OwnPlaceSaved, PlaceDecided
from places.views.editing.choices import NO_PLACE, OWN_PLACE
from places.views.words import Words

from ...cases import slow
from .conftest import mentions, run, shown


def open_editor(spot, picked=None, page="articles"):
    app = run(page)
    app.session_state["_words_open"] = Words(*spot)
    app.run()
    if picked is not None:
        app.session_state["_editor_picked"] = picked
        app.run()
    assert not app.exception
    return app


@pytest.mark.slow
def test_no_place_for_a_name_in_all_articles_leaves_the_map_and_comes_back_by_undo_and_redo(spot, journal):
    app = open_editor(spot("Tumen"), NO_PLACE)
    before = mentions(app)
    app.radio(key="editor_scope").set_value("all").run()
    app.button(key="editor_save").click().run()
    assert not app.exception
    (change,) = journal.changes()
    assert change.said == PlaceDecided(Everywhere("Tumen"), None)
    after = mentions(app)
    assert after < before
    app.button(key="undo").click().run()
    assert mentions(app) == before
    app.button(key="redo").click().run()
    assert mentions(app) == after
    assert app.button(key="redo").disabled


@pytest.mark.parametrize(
    ("scope", "kind"),
    [
        ("all", Everywhere),
        *slow(("mention", OneMention), ("article", InArticle)),
    ],
)
def test_the_scope_that_was_asked_for_is_what_is_kept(spot, journal, scope, kind):
    app = open_editor(spot("Tumen"), NO_PLACE)
    app.radio(key="editor_scope").set_value(scope).run()
    app.button(key="editor_save").click().run()
    (change,) = journal.changes()
    assert isinstance(change.said.scope, kind)


def test_until_one_says_so_a_correction_holds_for_these_words_or_their_article_and_each_choice_is_counted(
    spot,
):
    article, *span = spot("Russland")
    app = open_editor((article, *span), NO_PLACE)
    scope = app.radio(key="editor_scope")
    assert scope.value == "mention"
    here, within, *_, everywhere = scope.proto.captions
    assert here == "1 mention"
    found = re.fullmatch(r"(\d+) mentions", within)
    assert found
    beyond = re.fullmatch(r"(\d+) mentions in (\d+) articles", everywhere)
    assert beyond
    assert int(beyond[1]) > int(found[1]) > 1
    assert app.button(key="editor_save").label == "Save (1 mention)"
    app.session_state["_editor_picked"] = "geonames:2013348"
    app.run()
    assert app.radio(key="editor_scope").value == "article"
    app.radio(key="editor_scope").set_value("all").run()
    assert app.button(key="editor_save").label == f"Save ({everywhere})"
    app.session_state["_editor_picked"] = NO_PLACE
    app.run()
    assert app.radio(key="editor_scope").value == "all"  # what one has said stays


@pytest.mark.slow
def test_what_will_change_is_counted_before_it_is_saved(spot, folder):
    app = open_editor(spot("Tumen"), NO_PLACE)
    before = mentions(app)
    app.button(key="editor_save").click().run()
    assert mentions(app) == before - 1
    with open_dataset(folder) as dataset:
        assert dataset.rows("SELECT count(*) FROM mentions") == [(before - 1,)]


@pytest.mark.slow
def test_a_place_of_ones_own_is_made_with_its_point_and_named_by_the_mention(spot, journal):
    article, *span = spot("Tumen")
    app = open_editor((article, *span), OWN_PLACE)
    assert not [each for each in app.button if each.key == "editor_save"]  # it has no point yet
    app.text_input(key="editor_coordinates").set_value("42.4, 130.6").run()
    app.text_input(key="editor_name").set_value("Tumen bridge").run()
    app.text_input(key="editor_note").set_value("the text means the bridge").run()
    assert app.multiselect(key="editor_countries").value == ["KP"]
    app.multiselect(key="editor_countries").set_value(["RU", "KP"]).run()
    app.button(key="editor_save").click().run()
    made, decided = (change.said for change in journal.changes())
    assert isinstance(made, OwnPlaceSaved)
    assert (made.name, made.latitude, made.longitude) == ("Tumen bridge", 42.4, 130.6)
    assert made.country_codes == ("RU", "KP")
    assert decided == PlaceDecided(InArticle("Tumen", article), made.place_id, "the text means the bridge")


def test_why_coordinates_are_refused_is_told_until_there_is_a_point(spot):
    app = open_editor(spot("Tumen"), OWN_PLACE)
    lacking = "Click on the map where it is"
    assert lacking in shown(app)
    app.text_input(key="editor_coordinates").set_value("95, 10").run()
    assert "“95, 10” is no point: latitude goes from -90 to 90, longitude from -180 to 180" in shown(app)
    assert lacking not in shown(app)
    assert app.text_input(key="editor_coordinates").value == "95, 10"  # to be put right
    app.text_input(key="editor_coordinates").set_value("42.4, 130.6").run()
    assert "is no point" not in shown(app)
    assert [each for each in app.button if each.key == "editor_save"]
    app.text_input(key="editor_coordinates").set_value("").run()
    assert lacking in shown(app)


@pytest.mark.slow
def test_words_that_were_missed_become_a_mention(folder, journal):
    with open_dataset(folder) as dataset:
        article_id, text = dataset.rows("SELECT id, text FROM articles WHERE contains(text, 'Bahnbrücke')")[0]
    start = text.index("Bahnbrücke")
    app = open_editor((article_id, start, start + len("Bahnbrücke")), "geonames:2013348")
    before = mentions(app)
    app.button(key="editor_save").click().run()
    assert not app.exception
    assert journal.changes()[0].said == PlaceDecided(InArticle("Bahnbrücke", article_id), "geonames:2013348")
    assert mentions(app) == before + 1


def test_a_missed_name_is_found_without_selecting_it_and_one_that_is_not_there_is_told(folder):
    with open_dataset(folder) as dataset:
        ((article_id,),) = dataset.rows("SELECT id FROM articles WHERE contains(text, 'Bahnbrücke') LIMIT 1")
    app = run("articles", article=article_id)
    field = f"missed_{article_id}"
    app.text_input(key=field).set_value("Atlantis").run()
    assert "Atlantis" in app.toast[0].value
    app.text_input(key=field).set_value("Bahnbrücke").run()
    assert not app.exception
    assert app.text_input(key="editor_search")


@pytest.mark.slow
def test_a_place_that_was_made_is_told_of_by_its_name(spot):
    app = open_editor(spot("Tumen"), OWN_PLACE)
    app.text_input(key="editor_coordinates").set_value("42.4, 130.6").run()
    app.text_input(key="editor_name").set_value("Neue Brücke").run()
    app.button(key="editor_save").click().run()
    assert "Neue Brücke" in app.toast[0].value


@pytest.mark.slow
def test_a_checked_mention_says_so_and_the_check_can_be_taken_back(spot, journal):
    at = spot("Tumen")
    app = open_editor(at)
    app.button(key="editor_check").click().run()
    assert journal.standing().checked_mentions
    app = open_editor(at)
    assert app.button(key="editor_check").label == "Take “checked” back"
    app.button(key="editor_check").click().run()
    assert not journal.standing().checked_mentions


@pytest.mark.slow
def test_of_two_who_change_the_same_name_at_once_the_second_is_told_and_may_decide_again(spot, journal):
    app = open_editor(spot("Tumen"), NO_PLACE)
    app.radio(key="editor_scope").set_value("all").run()
    journal.append("anna", [PlaceDecided(Everywhere("Tumen"), "geonames:2013348")])
    app.button(key="editor_save").click().run()
    assert not app.exception
    assert re.search(r"anna changed this \d+ seconds? ago", app.toast[0].value)
    assert journal.last() == 1
    app.button(key="editor_save").click().run()
    assert journal.standing().of_all["Tumen"].place_id is None


@pytest.mark.usefixtures("elsewhere")
def test_who_only_looks_sees_no_editor_whatever_is_asked_for(spot, journal):
    app = open_editor(spot("Tumen"), NO_PLACE)
    assert not [each for each in app.button if each.key == "editor_save"]
    assert journal.last() == 0


@pytest.mark.parametrize("span", [(7, 3), *slow([0, 10**6], [5, 5])])
def test_words_that_are_not_there_open_nothing(spot, span):
    app = open_editor((spot("Tumen")[0], *span))
    assert not app.exception
    assert not [each for each in app.text_input if each.key == "editor_search"]
