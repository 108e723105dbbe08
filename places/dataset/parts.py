"""The parts in which the tables of articles and mentions are written when there are many.

Each part of the articles has one of the mentions beside it. Where a part ends hangs on the ids of its own
articles alone, so that an article that comes, goes or changes leaves most parts as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from places.dataset.filling import Filling
from places.dataset.schema import IN_PARTS, SCHEMAS

LEAST: Final = 10_000
"""Articles that a part has before it ends."""

MOST: Final = 2 * LEAST
"""With so many it ends, whatever the ids are."""

_ONE_IN: Final = 2_000  # articles that may end a part


class Divider:
    """Tells where parts end, article after article."""

    def __init__(self) -> None:
        self._articles = 0

    def ends_after(self, article_id: str) -> bool:
        """Tell whether the part that the next article stands in ends with it."""
        self._articles += 1
        if self._articles < LEAST or (self._articles < MOST and not _may_end(article_id)):
            return False
        self._articles = 0
        return True


def _may_end(article_id: str) -> bool:
    digest = blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest) % _ONE_IN == 0


class PartsWriter:
    """Writes articles and their mentions, part after part, in bounded memory.

    Parameters
    ----------
    folder : Path
        Where the files are to be.

    Attributes
    ----------
    files : dict of str to list of Path
        Those that were begun, by table; whole after `close`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._divider = Divider()
        self._fillings: dict[str, Filling] = {}
        self.files: dict[str, list[Path]] = {table: [] for table in IN_PARTS}

    def add(self, articles: pa.Table, mentions: pa.Table) -> None:
        """Take articles with all their mentions, in the same order."""
        ids = articles.column("id").to_pylist()
        counts = articles.column("mention_count").to_pylist()
        begin = first = last = 0
        for end, (article_id, count) in enumerate(zip(ids, counts, strict=True), 1):
            last += count
            if self._divider.ends_after(article_id):
                self._fill(articles.slice(begin, end - begin), mentions.slice(first, last - first))
                self._end()
                begin, first = end, last
        if begin < len(ids):
            self._fill(articles.slice(begin), mentions.slice(first))

    def take(
        self,
        ids: Sequence[str],
        articles: pa.Table | Path,
        mentions: pa.Table | Path,
        *,
        is_last: bool,
    ) -> None:
        """Take what was a part. A file that holds just what is a part stays as it is.

        Parameters
        ----------
        ids : sequence of str
            Of the articles.
        articles, mentions : pyarrow.Table or Path
            The rows, or the file that has them.
        is_last : bool
            Whether nothing comes behind.
        """
        if not self._are_a_part(ids, is_last=is_last):
            self.add(
                *(pq.read_table(rows) if isinstance(rows, Path) else rows for rows in (articles, mentions))
            )
            return
        for table, rows in (("articles", articles), ("mentions", mentions)):
            self.files[table].append(rows if isinstance(rows, Path) else self._written(table, rows))

    def _written(self, table: str, rows: pa.Table) -> Path:
        file = self._file(table)
        filling = Filling(file, SCHEMAS[table], table)
        filling.add(rows)
        filling.close()
        return file

    def _file(self, table: str) -> Path:
        return self._folder / f"{table}-{len(self.files[table])}.parquet"

    def _are_a_part(self, ids: Sequence[str], *, is_last: bool) -> bool:
        if self._fillings or not ids:
            return False
        divider = Divider()
        ends = [divider.ends_after(article_id) for article_id in ids]
        return not any(ends[:-1]) and (ends[-1] or is_last)

    def close(self) -> None:
        """Write what is left."""
        if not self.files["articles"]:
            self._begin()
        self._end()

    def give_up(self) -> None:
        """Let go of the files, whatever is in them."""
        for filling in self._fillings.values():
            filling.give_up()

    def _fill(self, articles: pa.Table, mentions: pa.Table) -> None:
        if not self._fillings:
            self._begin()
        self._fillings["articles"].add(articles)
        self._fillings["mentions"].add(mentions)

    def _begin(self) -> None:
        for table, files in self.files.items():
            files.append(self._file(table))
            self._fillings[table] = Filling(files[-1], SCHEMAS[table], table)

    def _end(self) -> None:
        for filling in self._fillings.values():
            filling.close()
        self._fillings = {}
