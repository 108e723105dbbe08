"""Which articles somebody has been through: what came since is new to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import blake2b
from typing import Final

from sqlalchemy import delete, insert, select

from places.journal.storage import Journal
from places.journal.tables import LOOKED, prepare

_BYTES: Final = 8
"""Of the digest of an id: of a million articles one in a hundred thousand corpora has two alike."""


def new_to(journal: Journal, who: str, ids: Collection[str]) -> frozenset[str]:
    """Return which articles came since somebody last reviewed; none to whom all are new.

    Parameters
    ----------
    journal : Journal
    who : str
    ids : collection of str
        Of the articles that are there.

    Raises
    ------
    JournalError
        If the journal cannot be read.
    """
    with journal.database.asking() as connection:
        query = select(LOOKED.c.articles).where(LOOKED.c.who == who)
        known = None if connection is None else connection.execute(query).scalar_one_or_none()
    if known is None:
        return frozenset()
    seen = {known[at : at + _BYTES] for at in range(0, len(known), _BYTES)}
    return frozenset(article_id for article_id in ids if _digest(article_id) not in seen)


def keep_looked(journal: Journal, who: str, ids: Iterable[str]) -> None:
    """Keep which articles were there when somebody reviewed.

    Raises
    ------
    JournalError
        If the journal cannot be written.
    """
    with journal.database.writing() as connection:
        prepare(connection)
        connection.execute(delete(LOOKED).where(LOOKED.c.who == who))
        connection.execute(insert(LOOKED).values(who=who, articles=b"".join(map(_digest, ids))))


def _digest(article_id: str) -> bytes:
    return blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
