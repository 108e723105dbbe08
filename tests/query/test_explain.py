"""Why a place was chosen."""

import pytest

from places.model import Evidence
from places.query import explain, find_place, select_places
from places.selection import Selection


def test_an_explanation_keeps_what_spoke_for_each_candidate(dataset):
    (explained,) = explain(dataset, "own:weser")
    assert (explained.surface, explained.mentions) == ("Weser", 2)
    assert explained.candidates[0].evidence == (Evidence("population", 0.5),)


def test_what_the_forms_of_a_place_tell_makes_up_how_sure_the_place_is(dataset):
    for row in select_places(dataset, Selection()):
        forms = explain(dataset, row.place.id)
        told = sum(form.confidence * form.mentions for form in forms) / sum(form.mentions for form in forms)
        assert told == pytest.approx(row.confidence)
        assert told == pytest.approx(find_place(dataset, Selection(), row.place.id).confidence)


def test_of_a_place_that_very_many_articles_name_the_forms_in_some_are_told(dataset, monkeypatch):
    (whole,) = explain(dataset, "own:weser")
    monkeypatch.setattr("places.query.offsets.READ_OF", 1)
    (part,) = explain(dataset, "own:weser", limit=5)
    assert 0 < part.mentions < whole.mentions
    assert part.candidates == whole.candidates
