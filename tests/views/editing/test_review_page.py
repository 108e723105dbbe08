"""Names that are worth a look, one after another."""

import getpass
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from places.dataset import DatasetWriter, mention_table, open_dataset
from places.journal import (
    Change,
    Everywhere,
    InArticle,
    Journal,
    MentionChecked,
    OneMention,
    PlaceDecided,
    fold,
)
from places.journal.location import journal_file
from places.journal.looked import keep_looked, new_to
from places.model import Article, Mention, Place
from places.query.doubts import Doubt, select_doubts, select_new
from places.query.evaluate import index_of
from places.query.missing import select_missing
from places.views.editing.lookup import in_gazetteer
from places.views.review_page import decision, undecided

from .conftest import ROOT, run, shown

DOUBT = Doubt(
    "Springfield", "geonames:1", 2, ("a", "b"), (("a", 0, 11), ("b", 5, 16)), ("close",), shared=False
)
OTHER = "geonames:2"


def standing(*said):
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return fold([Change(number, number, when, "anna", each) for number, each in enumerate(said, 1)])


def test_what_is_right_as_it_is_is_checked_mention_by_mention():
    assert decision(DOUBT, "geonames:1") == [
        MentionChecked(OneMention("a", 0, 11, "Springfield"), "geonames:1"),
        MentionChecked(OneMention("b", 5, 16, "Springfield"), "geonames:1"),
    ]


@pytest.mark.parametrize("place_id", [OTHER, None])
def test_what_is_wrong_is_decided_for_the_name_in_all_articles(place_id):
    assert decision(DOUBT, place_id) == [PlaceDecided(Everywhere("Springfield"), place_id)]


def test_where_a_name_stands_for_several_places_only_the_articles_of_this_one_change():
    assert decision(replace(DOUBT, shared=True), OTHER) == [
        PlaceDecided(InArticle("Springfield", "a"), OTHER),
        PlaceDecided(InArticle("Springfield", "b"), OTHER),
    ]


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("place_id", ["geonames:1", OTHER, None])
def test_what_was_decided_does_not_come_again_and_comes_back_when_that_is_undone(shared, place_id):
    doubt = replace(DOUBT, shared=shared)
    assert undecided([doubt], standing()) == [doubt]
    assert undecided([doubt], standing(*decision(doubt, place_id))) == []


def test_articles_that_came_since_somebody_last_reviewed_are_new_to_them_alone(journal):
    assert new_to(journal, "anna", ["x", "y"]) == frozenset(), "to whom all is new, nothing is"
    keep_looked(journal, "anna", ["x"])
    keep_looked(journal, "ben", ["x", "y"])
    assert new_to(journal, "anna", ["x", "y"]) == {"y"}
    assert new_to(journal, "ben", ["x", "y"]) == frozenset()
    keep_looked(journal, "anna", ["x", "y"])
    assert new_to(journal, "anna", ["x", "y"]) == frozenset()


@pytest.mark.slow
def test_what_is_in_an_article_that_is_new_comes_first(folder, journal):
    with open_dataset(folder) as dataset:
        ids = index_of(dataset).article_ids
        doubts = select_doubts(dataset)
        late = next(each for doubt in doubts for each in doubt.articles if each not in doubts[0].articles)
        first_of_late = next(doubt for doubt in doubts if late in doubt.articles)
    keep_looked(journal, getpass.getuser(), [article for article in ids if article != late])
    text = shown(run("review"))
    assert f"“{first_of_late.name}”" in text
    assert "in an article that is new" in text


def test_the_page_shows_the_first_name_with_how_many_there_are(folder):
    with open_dataset(folder) as dataset:
        doubts = select_doubts(dataset)
    assert len(doubts) > 2
    text = shown(run("review"))
    assert f"“{doubts[0].name}”" in text
    assert f"{len(doubts)} to look at" in text


@pytest.mark.slow
def test_what_was_decided_meanwhile_is_not_asked_again(folder, journal):
    with open_dataset(folder) as dataset:
        first, second, *_ = select_doubts(dataset)
    app = run("review")
    journal.append("anna", decision(first, None))
    app.run()
    text = shown(app)
    assert f"“{second.name}”" in text
    assert f"“{first.name}”" not in text


@pytest.fixture
def valley(tmp_path, monkeypatch):
    """A dataset with one place that is sure and one that no gazetteer has."""
    text = "Im Dorf Xylquarz ist Kirmes. Von Bremen fährt ein Bus nach Xylquarz."
    place = Place("geonames:2944388", "Bremen", "city", 53.08, 8.81, ("DE",))
    start = text.index("Bremen")
    mention = Mention(start, start + 6, "Bremen", place, 0.99)
    folder = tmp_path / "valley"
    with DatasetWriter(folder) as writer:
        for article_id in ("old", "late"):
            writer.add(
                [Article(article_id, "A", text, "de")], mention_table([(article_id, [mention])]), [place]
            )
        writer.commit({})
    monkeypatch.setattr("sys.argv", ["streamlit", str(folder)])
    return folder


@pytest.mark.slow
def test_a_name_that_the_gazetteer_lacks_is_shown_with_its_sentences_and_decided_like_the_others(valley):
    journal = Journal(journal_file(valley))
    text = shown(run("review"))
    assert "“Xylquarz”" in text
    assert "the text calls it a place, and the gazetteer lacks it" in text
    assert "Im Dorf " in text
    with open_dataset(valley) as dataset:
        (missing,) = select_missing(dataset, in_gazetteer)
    said = decision(missing, None)
    assert said == [PlaceDecided(Everywhere("Xylquarz"), None)]
    journal.append("anna", said)
    assert "Nothing left that is worth a look." in shown(run("review"))
    journal.undo("anna", [1])
    assert "“Xylquarz”" in shown(run("review"))


@pytest.mark.slow
def test_names_that_stand_in_new_articles_alone_are_new_and_others_are_not(valley):
    with open_dataset(valley) as dataset:
        assert select_new(dataset, frozenset()) == ()
        assert select_new(dataset, frozenset({"late"})) == ()
        (new,) = select_new(dataset, frozenset({"late", "old"}))
    assert (new.name, new.mentions, new.why) == ("Bremen", 2, ("new",))
    keep_looked(Journal(journal_file(valley)), getpass.getuser(), ["another"])
    app = run("review")
    assert app.button_group(key="review_heap").options == ["All 2", "Not in the gazetteer 1", "New names 1"]
    app.button_group(key="review_heap").set_value("new").run()
    assert "“Bremen”" in shown(app)


@pytest.mark.usefixtures("elsewhere")
def test_who_only_looks_is_not_led_to_the_review_and_finds_it_shut(folder):  # noqa: ARG001 - what is shown
    assert '["page", "review"]' not in shown(run())
    app = AppTest.from_file(str(ROOT / "pages" / "review.py"), default_timeout=60).run()
    assert not app.exception
    assert "not open to you" in app.info[0].value
    assert "to look at" not in shown(app)
