"""Names that no gazetteer has: found where a text speaks of them as places, with other words left alone."""

import pytest

from places.dataset import DatasetWriter, mention_table, open_dataset
from places.model import Article, Mention, Place
from places.query.missing import select_missing


@pytest.fixture
def missing(tmp_path):
    def missing(*texts, language="de", known=(), mentions=()):
        with DatasetWriter(tmp_path / "dataset") as writer:
            articles = [Article(f"a{at}", "A", text, language) for at, text in enumerate(texts)]
            writer.add(articles, mention_table([("a0", mentions)]), [each.place for each in mentions])
            writer.commit({})
        with open_dataset(tmp_path / "dataset") as dataset:
            return [
                (each.name, each.mentions, each.why[0])
                for each in select_missing(dataset, lambda name: name in known)
            ]

    return missing


def test_a_name_after_a_preposition_of_place_and_elsewhere_is_listed(missing):
    texts = "Ein Wagen kam bei Quarzow ins Rutschen.", "Quarzow liegt im Tal."
    assert missing(*texts) == [("Quarzow", 2, "located")]


def test_one_that_the_text_calls_a_place_comes_first_and_need_not_stand_twice(missing):
    text = "Ein Wagen kam bei Quarzow ins Rutschen; Quarzow liegt nahe dem Dorf Xylheim."
    assert missing(text) == [("Xylheim", 1, "called"), ("Quarzow", 2, "located")]


@pytest.mark.parametrize(
    "text",
    [
        "Kein Ende in Sicht. Noch nicht in Sicht. Die Sicht war gut.",  # an article
        "Sie gerieten in Bedrängnis, in Bedrängnis, in große Bedrängnis.",  # an adjective
        "Er arbeitet in Schichtarbeit, nur in Schichtarbeit. Die Arbeit ist hart.",  # the end of a compound
        "Sie sah ihn bei Ihrer Post, bei Ihrer Bank, und er sah ihrer Ankunft entgegen.",  # written small
        "Arbeit bei Zorbax. Zorbax wächst, sagt Zorbax, und Zorbax stellt ein.",  # hardly ever after one
        "Einmal stand er in Quarzow.",  # once only
    ],
)
def test_other_words_after_a_preposition_are_not(missing, text):
    assert missing(text) == []


def test_in_english_a_name_that_goes_on_is_that_of_a_person_or_a_firm(missing):
    text = "A letter came from Hosnim Mubrak in Quarzow. The road to Quarzow is shut. She met Kate Hosnim."
    assert missing(text, language="en") == [("Quarzow", 2, "located")]


def test_what_the_gazetteer_has_and_what_is_a_mention_is_not_listed(missing):
    text = "Nach Quarzow, bei Quarzow. Im Dorf Xylheim."
    place = Place("t:x", "Xylheim", "city", 50.0, 10.0)
    start = text.index("Xylheim")
    mention = Mention(start, start + 7, "Xylheim", place, 0.9)
    assert missing(text, known={"Quarzow"}, mentions=[mention]) == []
