"""Articles that stand in the source twice: a copy of a file, a report in two exports."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from hashlib import blake2b
from typing import Final

from places.model import Article
from places.reading.articles import Draft
from places.reading.file_names import stem_of, without_copy_mark
from places.reading.problem import Repeated

_DIGEST: Final = 16  # bytes
_SHORT: Final = 200
"""Characters of a text that need not be the same article for being the same words: “Nothing new.”"""


class Repeats:
    """Tells of each article whether it has been met before; what was met first counts.

    Two are the same article if their texts (however lines and spaces are broken), titles, dates and
    sources are, none being a source of its own: what two papers print is two articles. What is short
    two people may say on one day, so that there authors count too, and without a date the names of
    the files. A row of a table is one of its own where it has no date, and beside another row of its
    table where both state an id.

    Parameters
    ----------
    stays : callable
        Tells of an article whether it counts in any case, because somebody has said something of it.
    """

    def __init__(self, stays: Callable[[Article], bool]) -> None:
        self._stays = stays
        self._met: dict[bytes, tuple[str, int | None]] = {}

    def of(self, draft: Draft, article: Article) -> Repeated | None:
        """Return what to say of an article that has been met before; None where it has not.

        Parameters
        ----------
        draft : Draft
        article : Article
            What was made of it.
        """
        if draft.row is not None and article.published is None:
            return None
        first = self._met.setdefault(_key(article), (article.path, draft.row))
        path, row = first
        if first == (article.path, draft.row) or (draft.states_id and path == article.path):
            return None
        return None if self._stays(article) else Repeated(article.path, draft.row, path, row)


def _key(article: Article) -> bytes:
    """Identify an article by what it is, whatever its file is called."""
    name = without_copy_mark(stem_of(article.path))
    title = name if article.title == stem_of(article.path) else article.title
    told = [article.source or "", title, str(article.published or ""), article.text]
    if len(article.text) < _SHORT:
        told += [article.author or "", "" if article.published else name]
    plain = "\0".join(" ".join(unicodedata.normalize("NFC", part).split()) for part in told)
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
