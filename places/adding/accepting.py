"""What was looked at -> the journal."""

from __future__ import annotations

from collections.abc import Sequence

from places.journal import ArticleAdded, ArticleRestored, Change, Journal, Said
from places.model import Article


def accept(
    journal: Journal, who: str, articles: Sequence[Article], *, also: Sequence[Said] = ()
) -> tuple[Change, ...]:
    """Add articles, all or none, in one step, so that they can be undone together.

    One that was added once and removed is brought back; one that is there is left as it is.

    Parameters
    ----------
    journal : Journal
    who : str
        Whoever adds them.
    articles : sequence of Article
        With ids that are those of their texts; see `places.adding.Draft`.
    also : sequence of Said
        What is said in the same step.

    Raises
    ------
    JournalError
        If the journal cannot be written; nothing was added.
    """
    standing = journal.standing()
    said: list[Said] = [*also]
    for article in articles:
        if article.id not in standing.added:
            said.append(ArticleAdded.of(article))
        elif article.id in standing.removed:
            said.append(ArticleRestored(article.id))
    return journal.append(who, said, texts=[article.text for article in articles])
