"""Feeds that are looked at again."""

from __future__ import annotations

from pathlib import Path

import pytest

from places.adding import Known, accept, drafts_of, look_at_feeds
from places.fetching import Fetched, FetchError
from places.journal import ArticleRemoved, FeedFollowed, Journal

URL = "https://paper.example/feed"


def feed(*entries: str) -> Fetched:
    items = "".join(
        f"<item><title>{title}</title><link>https://paper.example/{title}</link>"
        f"<description>In Lindau: {title} und mehr davon am {title}.</description></item>"
        for title in entries
    )
    body = f'<rss version="2.0"><channel><title>Seeblatt</title>{items}</channel></rss>'
    return Fetched(URL, "application/rss+xml", None, body.encode())


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path / "journal.sqlite")
    journal.append("anna", [FeedFollowed(URL, "Seeblatt")])
    return journal


def titles(journal: Journal) -> list[str]:
    return [added.said.title for added in journal.standing().added.values()]


def test_what_is_new_in_a_feed_is_added_in_the_name_of_whoever_follows_it(journal: Journal) -> None:
    (looked,) = look_at_feeds(journal, Known(), get=lambda _: feed("Regen", "Sturm"))
    assert (looked.new, looked.known, looked.error) == (2, 0, "")
    (looked,) = look_at_feeds(journal, Known(), get=lambda _: feed("Schnee", "Regen", "Sturm"))
    assert (looked.new, looked.known) == (1, 2)
    assert titles(journal) == ["Regen", "Sturm", "Schnee"]
    assert {change.who for change in journal.changes()} == {"anna"}


def test_what_was_removed_does_not_come_back_with_its_feed(journal: Journal) -> None:
    look_at_feeds(journal, Known(), get=lambda _: feed("Regen"))
    (added,) = journal.standing().added
    journal.append("anna", [ArticleRemoved(added)])
    (looked,) = look_at_feeds(journal, Known(), get=lambda _: feed("Sturm", "Regen"))
    assert looked.new == 1
    assert added in journal.standing().removed


def test_an_entry_that_is_known_by_its_address_is_not_added_again(journal: Journal) -> None:
    known = Known(ids=["x"], titles=["Regen"], urls={"https://paper.example/Regen": 0})
    (looked,) = look_at_feeds(journal, known, get=lambda _: feed("Regen"))
    assert (looked.new, looked.known) == (0, 1)


def test_a_feed_that_cannot_be_fetched_is_no_hindrance_to_the_others(journal: Journal) -> None:
    journal.append("bert", [FeedFollowed("https://other.example/feed")])

    def get(url: str) -> Fetched:
        if "other" not in url:
            raise FetchError("the server does not answer")
        return feed("Regen")

    broken, fine = look_at_feeds(journal, Known(), get=get)
    assert broken.error == "the server does not answer"
    assert fine.new == 1


def test_a_feed_that_is_not_followed_any_more_is_not_fetched(journal: Journal) -> None:
    journal.append("anna", [FeedFollowed(URL, followed=False)])
    assert look_at_feeds(journal, Known(), get=lambda _: pytest.fail("it was fetched")) == []


def test_an_entry_accepted_by_hand_is_known_to_the_next_look(journal: Journal) -> None:
    from places.fetching import articles_at

    drafts = drafts_of(articles_at(feed("Regen")), None, Known())
    accept(journal, "anna", [draft.article for draft in drafts])
    (looked,) = look_at_feeds(journal, Known(), get=lambda _: feed("Sturm", "Regen"))
    assert looked.new == 1
