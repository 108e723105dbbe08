"""What is worth a look: unsure, close to another place, far from the others; not what somebody said."""

from datetime import UTC, datetime

import pytest

from places.dataset import DatasetWriter, mention_table, open_dataset
from places.model import Article, ByHand, Candidate, Checked, Mention, Place
from places.query.doubts import select_doubts

PLACES = {
    "Bremen": Place("t:bremen", "Bremen", "city", 53.1, 8.8, ("DE",)),
    "Oldenburg": Place("t:oldenburg", "Oldenburg", "city", 53.1, 8.2, ("DE",)),
    "Weser": Place("t:weser", "Weser", "water", 53.5, 8.5, ("DE",)),
    "Perth": Place("t:perth", "Perth", "city", -31.9, 115.9, ("AU",)),
}


TEXT = "Bremen, Oldenburg, Weser, Perth."
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def mention(name, sure=1.0, second=0.0, **said):
    start = TEXT.index(name)
    candidates = tuple(
        Candidate(each.id, score, each.name, each.kind, each.latitude, each.longitude, each.country_codes)
        for each, score in ((PLACES[name], 1 - second), (PLACES["Oldenburg"], second))
    )
    found = Mention(start, start + len(name), name, PLACES[name], sure, candidates, 0, len(TEXT))
    return found._replace(**said)


@pytest.fixture
def doubts(tmp_path):
    def doubts(*found):
        with DatasetWriter(tmp_path / "dataset") as writer:
            article = Article("a", "A", TEXT, "de")
            writer.add([article], mention_table([("a", found)]), [each.place for each in found])
            writer.commit({})
        with open_dataset(tmp_path / "dataset") as dataset:
            return [(each.name, each.why) for each in select_doubts(dataset)]

    return doubts


def test_what_is_sure_and_near_is_worth_no_look(doubts):
    assert doubts(mention("Bremen"), mention("Weser")) == []


def test_what_is_unsure_and_what_has_a_close_second_is_worth_one_the_unsurest_first(doubts):
    assert doubts(mention("Bremen", sure=0.8, second=0.4), mention("Weser", sure=0.3)) == [
        ("Weser", ("unsure",)),
        ("Bremen", ("close",)),
    ]


def test_a_place_far_from_all_others_of_its_articles_is_worth_a_look(doubts):
    assert doubts(*map(mention, ("Bremen", "Oldenburg", "Weser", "Perth"))) == [("Perth", ("far",))]


def test_of_two_places_far_from_each_other_neither_is_the_far_one(doubts):
    assert doubts(mention("Bremen"), mention("Perth")) == []


@pytest.mark.parametrize(
    "said",
    [{"by_hand": ByHand("anna", NOW, "", "all", 1)}, {"checked": Checked("anna", NOW, 1)}],
)
def test_what_somebody_set_or_checked_is_worth_no_look(doubts, said):
    assert doubts(mention("Weser", sure=0.3, **said)) == []
