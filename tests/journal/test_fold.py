from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.journal import (
    ArticleAdded,
    ArticleEdited,
    ArticleRemoved,
    ArticleRestored,
    Change,
    Everywhere,
    FeedFollowed,
    InArticle,
    InSource,
    MentionChecked,
    OneMention,
    OwnPlaceDeleted,
    OwnPlaceMerged,
    OwnPlaceSaved,
    PlaceChecked,
    PlaceDecided,
    Said,
    Scope,
    Standing,
    Undone,
    fold,
    redoable,
    refusal,
    undoable,
)
from places.journal.fold import first_refusal
from places.model import Article

BEGIN = datetime(2024, 6, 1, tzinfo=UTC)
MENTION = OneMention("a", 3, 9, "Lindau")


def steps(*said: Said | list[Said], who: str = "anna") -> list[Change]:
    """Number what was said; a list is one step."""
    numbers = count(1)
    changes = []
    for step in said:
        first = len(changes) + 1
        for each in step if isinstance(step, list) else [step]:
            number = next(numbers)
            changes.append(Change(number, first, BEGIN + timedelta(minutes=number), who, each))
    return changes


def own(place_id: str, name: str = "Steg", latitude: float = 47.5) -> OwnPlaceSaved:
    return OwnPlaceSaved(place_id, name, "site", latitude, 9.7)


def lindau(standing: Standing) -> str | None:
    return standing.of_all["Lindau"].place_id


def test_nothing_said_is_nothing_held() -> None:
    assert fold([]) == Standing()


def test_of_two_decisions_of_one_scope_the_later_one_counts_and_tells_whose_it_is() -> None:
    standing = fold(
        steps(PlaceDecided(Everywhere("Lindau"), "g:1"), PlaceDecided(Everywhere("Lindau"), "g:2", "am See"))
    )
    decision = standing.of_all["Lindau"]
    assert (decision.place_id, decision.number, decision.who, decision.note) == ("g:2", 2, "anna", "am See")
    assert decision.when == BEGIN + timedelta(minutes=2)


@pytest.mark.parametrize(
    "scope", [MENTION, InArticle("Lindau", "a"), InSource("Lindau", "Bote"), Everywhere("Lindau")]
)
def test_each_scope_holds_beside_the_others(scope: Scope) -> None:
    scopes = [MENTION, InArticle("Lindau", "a"), InSource("Lindau", "Bote"), Everywhere("Lindau")]
    changes = steps(
        *(PlaceDecided(each, f"g:{at}") for at, each in enumerate(scopes)), PlaceDecided(scope, None)
    )
    standing = fold(changes)
    held = [
        standing.of_mention["a"][3, 9].place_id,
        standing.of_article["a"]["Lindau"].place_id,
        standing.of_source["Bote"]["Lindau"].place_id,
        lindau(standing),
    ]
    assert held == [None if each == scope else f"g:{at}" for at, each in enumerate(scopes)]


def test_undoing_brings_back_what_was_said_before_and_can_be_undone() -> None:
    said: list[Said] = [PlaceDecided(Everywhere("Lindau"), "g:1"), PlaceDecided(Everywhere("Lindau"), "g:2")]
    assert lindau(fold(steps(*said, Undone(2)))) == "g:1"
    assert lindau(fold(steps(*said, Undone(2), Undone(3)))) == "g:2"
    assert lindau(fold(steps(*said, Undone(2), Undone(3), Undone(4)))) == "g:1"
    assert lindau(fold(steps(*said, Undone(1)))) == "g:2"
    assert "Lindau" not in fold(steps(*said, Undone(2), Undone(1))).of_all


def test_a_step_is_undone_and_redone_as_one() -> None:
    changes = steps([own("made:1"), PlaceDecided(Everywhere("Steg"), "made:1")], PlaceChecked("g:1"))
    assert undoable(changes) == (3,)
    changes = steps(
        [own("made:1"), PlaceDecided(Everywhere("Steg"), "made:1")], PlaceChecked("g:1"), Undone(3)
    )
    assert undoable(changes) == (2, 1)
    assert redoable(changes) == (4,)


def test_undo_and_redo_go_any_number_of_steps_in_either_direction() -> None:
    said: list[Said | list[Said]] = [PlaceDecided(Everywhere("Lindau"), f"g:{at}") for at in range(5)]
    for left in (3, 2, 1, 0):
        said.append([Undone(number) for number in undoable(steps(*said))])
        assert lindau(fold(steps(*said))) == f"g:{left}"
    for back in (1, 2, 3, 4):
        said.append([Undone(number) for number in redoable(steps(*said))])
        assert lindau(fold(steps(*said))) == f"g:{back}"
    assert redoable(steps(*said)) == ()


def test_after_something_else_was_said_nothing_is_redone() -> None:
    first = PlaceDecided(Everywhere("Lindau"), "g:1")
    assert redoable(steps(first, Undone(1))) == (2,)
    assert redoable(steps(first, Undone(1), PlaceChecked("g:1"))) == ()


def test_one_person_undoes_her_own_steps_and_can_undo_the_others_too() -> None:
    changes = [
        *steps(PlaceChecked("g:1"), who="anna"),
        Change(2, 2, BEGIN, "bert", PlaceChecked("g:2")),
    ]
    assert undoable(changes, "anna") == (1,)
    assert undoable(changes) == (2,)
    undone = [*changes, Change(3, 3, BEGIN, "anna", Undone(2))]
    assert fold(undone).checked_places.keys() == {"g:1"}
    assert redoable(undone, "anna") == (3,)


@given(st.data())
def test_however_much_is_undone_what_counts_is_what_an_undo_of_undos_says(data: st.DataObject) -> None:
    said: list[Said] = [PlaceChecked("g:1")]
    for _ in range(data.draw(st.integers(0, 12))):
        said.append(
            Undone(data.draw(st.integers(1, len(said))))
            if data.draw(st.booleans())
            else PlaceChecked(f"g:{len(said) + 1}")
        )
    counts = {}
    for number in range(len(said), 0, -1):
        counts[number] = not any(counts[later] for later in counts if said[later - 1] == Undone(number))
    standing = fold(steps(*said))
    assert {number for number, does in counts.items() if not does} == standing.undone
    assert standing.checked_places.keys() == {
        each.place_id
        for number, each in enumerate(said, 1)
        if isinstance(each, PlaceChecked) and counts[number]
    }


def test_a_place_of_ones_own_is_what_was_said_of_it_last() -> None:
    standing = fold(steps(own("made:1"), own("made:1", "Seebrücke", 47.6)))
    place = standing.own_places["made:1"].said.place()
    assert (place.name, place.latitude, place.kind) == ("Seebrücke", 47.6, "site")


def test_what_stood_for_a_place_that_was_merged_stands_for_the_other_one() -> None:
    said: list[Said] = [
        own("made:1"),
        own("made:2"),
        PlaceDecided(Everywhere("Lindau"), "made:1"),
        MentionChecked(MENTION, "made:1"),
        OwnPlaceMerged("made:1", "made:2"),
        OwnPlaceMerged("made:2", "g:7"),
    ]
    standing = fold(steps(*said))
    assert lindau(standing) == "g:7"
    assert standing.checked_mentions["a"][3, 9].place_id == "g:7"
    assert not standing.own_places
    assert lindau(fold(steps(*said, Undone(6)))) == "made:2"


def test_a_decision_for_a_place_that_was_deleted_holds_no_more() -> None:
    said: list[Said] = [
        PlaceDecided(Everywhere("Lindau"), "g:1"),
        own("made:1"),
        PlaceDecided(Everywhere("Lindau"), "made:1"),
        OwnPlaceDeleted("made:1"),
    ]
    assert lindau(fold(steps(*said))) == "g:1"
    assert lindau(fold(steps(*said, Undone(4)))) == "made:1"


def test_places_that_undoing_merged_in_a_circle_do_no_harm() -> None:
    said: list[Said] = [
        own("made:1"),
        own("made:2"),
        PlaceDecided(Everywhere("Lindau"), "made:1"),
        OwnPlaceMerged("made:1", "made:2"),
        own("made:1"),
        OwnPlaceMerged("made:2", "made:1"),
        Undone(5),
    ]
    assert "Lindau" not in fold(steps(*said)).of_all


def test_what_was_checked_can_be_unchecked() -> None:
    assert fold(steps(PlaceChecked("g:1"), PlaceChecked("g:1", checked=False))).checked_places == {}
    said = [MentionChecked(MENTION, "g:1"), MentionChecked(MENTION, "g:1", checked=False)]
    assert fold(steps(*said)).checked_mentions == {}


def test_articles_are_added_edited_removed_and_brought_back() -> None:
    added = ArticleAdded.of(Article("new", "Neu", "Ein Text."))
    said: list[Said] = [
        added,
        ArticleEdited("new", title="Neuer"),
        ArticleEdited("new", tags=("x",)),
        ArticleRemoved("new"),
    ]
    standing = fold(steps(*said))
    assert standing.added["new"].said == added
    assert standing.edited["new"] == ArticleEdited("new", title="Neuer", tags=("x",))
    assert standing.removed.keys() == {"new"}
    assert not fold(steps(*said, ArticleRestored("new"))).removed
    assert not fold(steps(*said, Undone(4))).removed
    assert not fold(steps(*said, Undone(1))).added


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (PlaceDecided(Everywhere("x"), "made:2"), "there is no place “made:2” any more"),
        (PlaceChecked("made:2"), "there is no place “made:2” any more"),
        (OwnPlaceDeleted("made:2"), "there is no place “made:2” any more"),
        (OwnPlaceMerged("made:1", "made:2"), "there is no place “made:2” any more"),
        (ArticleAdded.of(Article("new", "Neu", "x")), "the article “new” was added already"),
        (ArticleRemoved("gone"), "the article “gone” was removed already"),
        (ArticleRestored("new"), "the article “new” is not removed"),
        (Undone(0), "there is no change 0"),
        (Undone(9), "there is no change 9"),
        (Undone(3), "change 3 is undone already"),
        (PlaceDecided(Everywhere("x"), "made:1"), None),
        (PlaceDecided(Everywhere("x"), "geonames:1"), None),
        (OwnPlaceSaved("made:3", "x", "city", 0, 0), None),
        (ArticleRestored("gone"), None),
        (Undone(2), None),
        (Undone(5), None),
    ],
)
def test_what_makes_no_sense_as_things_stand_is_refused(said: Said, told: str | None) -> None:
    changes = steps(
        own("made:1"),
        ArticleAdded.of(Article("new", "Neu", "Ein Text.")),
        PlaceChecked("g:1"),
        ArticleRemoved("gone"),
        Undone(3),
    )
    assert refusal(fold(changes), said) == told


def test_each_of_a_step_is_seen_after_those_before_it() -> None:
    changes = steps(own("made:1"), PlaceDecided(Everywhere("x"), "made:1"), OwnPlaceDeleted("made:1"))
    assert first_refusal([], changes) is None
    assert first_refusal([], steps(PlaceDecided(Everywhere("x"), "made:1"), own("made:1"))) is not None
    assert first_refusal([], steps(own("made:1"), Undone(1), PlaceChecked("made:1"))) is not None


def test_a_feed_is_followed_until_it_is_not() -> None:
    feed = FeedFollowed("https://paper.example/feed", "Der Bote")
    assert list(fold(steps(feed)).feeds) == [feed.url]
    assert not fold(steps(feed, FeedFollowed(feed.url, followed=False))).feeds
    assert list(fold(steps(feed, FeedFollowed(feed.url, followed=False), Undone(2))).feeds) == [feed.url]


ARTICLE_CHANGES = st.lists(
    st.sampled_from(["a", "b"]).flatmap(
        lambda name: st.one_of(
            st.just(ArticleAdded(name, "Titel", "0" * 32)),
            st.just(ArticleRemoved(name)),
            st.just(ArticleRestored(name)),
            st.builds(Undone, st.integers(1, 8)),
        )
    ),
    max_size=8,
)


@given(ARTICLE_CHANGES)
def test_what_is_said_in_one_step_is_refused_where_it_would_be_in_many(said: list[Said]) -> None:
    changes = steps(*said)
    each = (refusal(fold(changes[:at]), change.said) for at, change in enumerate(changes))
    assert first_refusal((), changes) == next((reason for reason in each if reason is not None), None)
