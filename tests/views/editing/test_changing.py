"""What a page sends is not believed: who may, and whether what is named is there, is asked anew."""

import pytest

from places.dataset import open_dataset
from places.journal import (
    Everywhere,
    InArticle,
    InSource,
    MentionChecked,
    OneMention,
    OwnPlaceMerged,
    PlaceChecked,
    PlaceDecided,
)
from places.language import language
from places.views import changing
from places.views.settings import read_settings

from .conftest import run

KNOWN = "geonames:2013348"


@pytest.fixture
def save(folder):
    told = read_settings({"dataset": str(folder)})

    def save(*said):
        with open_dataset(folder) as dataset:
            return changing.save(told, dataset, said, language("en"), done="done")

    return save


def test_a_change_that_makes_sense_is_kept(save, journal):
    assert save(PlaceDecided(Everywhere("Tumen"), KNOWN))
    assert journal.last() == 1


@pytest.mark.parametrize(
    "said",
    [
        PlaceDecided(Everywhere("Tumen"), "geonames:0"),
        PlaceDecided(InArticle("Tumen", "no-such-article"), KNOWN),
        PlaceDecided(InSource("Tumen", "no such paper"), KNOWN),
        PlaceDecided(OneMention("no-such-article", 0, 5, "Tumen"), KNOWN),
        MentionChecked(OneMention("no-such-article", 0, 5, "Tumen"), KNOWN),
        PlaceChecked("geonames:0"),
        OwnPlaceMerged("made:000000000000", "geonames:0"),
    ],
)
def test_what_names_something_that_is_not_there_changes_nothing(save, journal, said):
    assert not save(said)
    assert journal.last() == 0


def test_words_that_do_not_stand_where_they_are_said_to_change_nothing(save, journal, spot):
    article_id, start, end = spot("Tumen")
    assert not save(PlaceDecided(OneMention(article_id, start + 1, end + 1, "Tumen"), KNOWN))
    assert journal.last() == 0


@pytest.mark.usefixtures("elsewhere")
def test_who_may_not_edit_changes_nothing(save, journal):
    assert not save(PlaceDecided(Everywhere("Tumen"), KNOWN))
    assert journal.last() == 0


def test_of_a_step_all_is_kept_or_nothing(save, journal):
    assert not save(PlaceDecided(Everywhere("Tumen"), KNOWN), PlaceDecided(Everywhere("Kursk"), "geonames:0"))
    assert journal.last() == 0


@pytest.mark.slow
def test_the_buttons_undo_and_redo_what_somebody_else_did_and_name_it(journal):
    assert not [each for each in run().button if each.key == "undo"]
    journal.append("anna", [PlaceDecided(Everywhere("Tumen"), None)])
    app = run()
    assert "anna" in app.button(key="undo").help
    app.button(key="undo").click().run()
    assert not journal.standing().of_all
    app.button(key="redo").click().run()
    assert journal.standing().of_all


def test_an_undoing_that_comes_too_late_is_refused_with_a_line(journal):
    journal.append("anna", [PlaceDecided(Everywhere("Tumen"), None)])
    app = run()
    from places.journal import Undone

    journal.append("anna", [Undone(1)])
    app.button(key="undo").click().run()
    assert not app.exception
    assert journal.last() == 2
    assert any("Not saved" in toast.value for toast in app.toast)
