"""Feeds that are looked at again: what is new in them goes into the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from places.adding.accepting import accept
from places.adding.drafts import Draft, drafts_of
from places.adding.known import Known
from places.fetching import Fetched, FetchError, articles_at, fetch
from places.journal import Journal
from places.journal.change import digest_of
from places.journal.fold import Feed


@dataclass(frozen=True, slots=True)
class FeedLooked:
    """What became of one feed.

    Attributes
    ----------
    feed : Feed
    new, known : int
        Articles that were added, and those that were there already, or nearly.
    error : str
        Why it could not be fetched; empty where it could.
    """

    feed: Feed
    new: int = 0
    known: int = 0
    error: str = ""


def look_at_feeds(
    journal: Journal, known: Known, *, get: Callable[[str], Fetched] = fetch
) -> list[FeedLooked]:
    """Fetch every feed that is followed, and add what is new in it, in the name of whoever follows it.

    Nobody looks at it before it is added, so what is nearly the same as something that is there, as one
    agency's report is in several papers, is left out.

    Parameters
    ----------
    journal : Journal
    known : Known
        What the dataset has.
    get : callable
        Fetches an address.

    Raises
    ------
    JournalError
        If the journal cannot be read or written.
    """
    return [_look(journal, feed, known, get) for feed in journal.standing().feeds.values()]


def _look(journal: Journal, feed: Feed, known: Known, get: Callable[[str], Fetched]) -> FeedLooked:
    try:
        items = list(articles_at(get(feed.said.url)))
    except FetchError as error:
        return FeedLooked(feed, error=str(error))
    drafts = [draft for draft in drafts_of(items, None, known) if isinstance(draft, Draft)]
    # The dataset need not tell yet what the journal says, and what was removed is not in it at all.
    added = [article.said for article in journal.standing().added.values()]
    urls, texts = {said.url for said in added if said.url}, {said.text_digest for said in added}
    new = [
        draft.article
        for draft in drafts
        if draft.is_new and draft.article.url not in urls and digest_of(draft.article.text) not in texts
    ]
    changes = accept(journal, feed.who, new)
    return FeedLooked(feed, len(changes), len(drafts) - len(changes))
