"""Why a place was chosen."""

from places.model import Evidence
from places.query import explain


def test_an_explanation_keeps_what_spoke_for_each_candidate(dataset):
    (explained,) = explain(dataset, "own:weser")
    assert (explained.surface, explained.mentions) == ("Weser", 2)
    assert explained.candidates[0].evidence == (Evidence("population", 0.5),)
