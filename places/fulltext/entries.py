"""What of an article goes into the index: its stems, and which forms of words they come from.

It hangs on that article alone, so that any process can make it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from places.fulltext.stems import WORD, form, language_of, stem
from places.legible import legible

Indexed: TypeAlias = "tuple[str, str | None, str | None, str | None]"
"""Id, title, text and language (ISO 639-1) of an article, as its table has them."""


class Row(NamedTuple):
    """An article as it is indexed; `made_of` is another one for another title, text or language."""

    id: str
    made_of: bytes
    text: str
    language: str


class Entry(NamedTuple):
    """What the index keeps of an article.

    Attributes
    ----------
    id : str
    made_of : bytes
    language : str
        The column of the index.
    stems : str
        In the order of the words, with spaces between them.
    forms : frozenset of (str, str)
        Forms that do not begin their stem, with it.
    """

    id: str
    made_of: bytes
    language: str
    stems: str
    forms: frozenset[tuple[str, str]]


def row_of(article: Indexed) -> Row:
    """Lay an article out as it is indexed."""
    article_id, title, text, language = article
    column = language_of(language)
    whole = f"{title or ''}\n{legible(text or '').text}"
    digest = hashlib.blake2b(f"{column}\n{whole}".encode("utf-8", "replace"), digest_size=16)
    return Row(article_id, digest.digest(), whole, column)


def entry_of(row: Row) -> Entry:
    """Find the stems of an article."""
    words = WORD.findall(row.text)
    stems = [stem(word, row.language) for word in words]
    forms = frozenset(
        (written, base)
        for word, base in set(zip(words, stems, strict=True))
        if not base.startswith(written := form(word))
    )
    return Entry(row.id, row.made_of, row.language, " ".join(stems), forms)


def entries_of(articles: Iterable[Indexed]) -> list[Entry]:
    """Find what the index keeps of some articles, in their order."""
    return [entry_of(row_of(article)) for article in articles]
