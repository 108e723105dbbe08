"""Some parts of a dataset that is to be revised: their articles and mentions, and what was found in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from places.building.reuse import rows_by_article
from places.corrections import Corrections
from places.dataset import SCHEMAS, article_of
from places.model import Article

if TYPE_CHECKING:
    from places.building.base import Base

_FEW: Final = 8
"""Up to so many names are looked for one after another."""


class _Columns(NamedTuple):
    """Where mentions stand, for which place, and whether a person says so."""

    starts: list[int]
    ends: list[int]
    places: list[str]
    by_hand: list[bool]

    @classmethod
    def of(cls, mentions: pa.Table) -> _Columns:
        return cls(
            mentions.column("start").to_pylist(),
            mentions.column("end").to_pylist(),
            mentions.column("place_id").to_pylist(),
            pc.is_valid(mentions.column("by_hand")).to_pylist(),
        )


class Current:
    """Some parts of a dataset as they stand. What is large is read when it is asked for.

    Parameters
    ----------
    base : Base
        The dataset.
    numbers : range
        Of the parts.
    position : int
        Of the first article among all that were read, those left out too.
    own_originals : sequence of int
        The rows of the base's original articles that belong here.

    Attributes
    ----------
    is_last : bool
        Whether nothing comes behind.
    """

    def __init__(self, base: Base, numbers: range, position: int, own_originals: Sequence[int]) -> None:
        self.base = base
        self.numbers = numbers
        self.position = position
        self.is_last = numbers.stop == len(base.parts["articles"])
        self._own_originals = own_originals

    def files(self, table: str) -> Sequence[Path]:
        """Return the files of the articles or the mentions."""
        return self.base.parts[table][self.numbers.start : self.numbers.stop]

    @cached_property
    def articles(self) -> pa.Table:
        """The articles, as they are now."""
        return read_parts(self.files("articles"), schema=SCHEMAS["articles"])

    def columns(self, *names: str) -> pa.Table:
        """Return some columns of the articles."""
        if "articles" in self.__dict__ or self.base.is_small:
            return self.articles.select(names)
        return read_parts(self.files("articles"), columns=list(names))

    @cached_property
    def original_articles(self) -> pa.Table:
        """What was read where somebody changed it; positions are counted from the first article here."""
        table = self.base.original_articles
        if len(self._own_originals) < table.num_rows:
            table = table.take(pa.array(self._own_originals, pa.int64()))
        at = table.schema.get_field_index("position")
        here = pc.subtract(table.column("position"), pa.scalar(self.position, pa.int32()))
        return table.set_column(at, table.schema.field(at), here)

    def original_articles_of_all(self) -> pa.Table:
        """Return the same with positions counted from the first article of the dataset."""
        table = self.base.original_articles
        return table.take(pa.array(self._own_originals, pa.int64()))

    @cached_property
    def original_mentions(self) -> pa.Table:
        """What was found where somebody changed it."""
        everything = self.base.set_aside
        ids = {*self.rows, *self._original_rows}
        if ids.issuperset(everything):
            return self.base.original_mentions
        rows = list(chain(*(everything[article_id] for article_id in everything if article_id in ids)))
        return self.base.original_mentions.take(pa.array(rows, pa.int64()))

    @cached_property
    def mentions(self) -> pa.Table:
        """All mentions, as they are now."""
        return read_parts(self.files("mentions"), schema=SCHEMAS["mentions"])

    def named_places(self) -> set[str]:
        """Return the ids of the places that the mentions name."""
        names: set[str] = set()
        for file in self.files("mentions"):
            column = pq.read_table(file, columns=["place_id"], read_dictionary=["place_id"]).column(0)
            names.update(column.unique().to_pylist())
        return names

    @cached_property
    def spans(self) -> pa.Table:
        """Where mentions stand, for which place, and whether a person says so."""
        if "mentions" in self.__dict__:
            return self.mentions.select(["start", "end", "place_id", "by_hand"])
        return read_parts(self.files("mentions"), columns=["start", "end", "place_id", "by_hand"])

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each article, by its id."""
        ids = chain(*self.base.ids[self.numbers.start : self.numbers.stop])
        return {article_id: row for row, article_id in enumerate(ids)}

    @cached_property
    def removed(self) -> dict[str, int]:
        """The row among the originals of each article that is left out, by its id."""
        return {
            article_id: row for article_id, row in self._original_rows.items() if article_id not in self.rows
        }

    @cached_property
    def first_mentions(self) -> list[int]:
        """The row of the first mention of each article; one more than there are articles."""
        return list(accumulate(self.mention_counts, initial=0))

    @property
    def undated(self) -> int:
        """How many articles have no date."""
        parts = self.base.articles[self.numbers.start : self.numbers.stop]
        return sum(part.column("published_first").null_count for part in parts)

    @cached_property
    def mention_counts(self) -> list[int]:
        """How many mentions each article has."""
        parts = self.base.articles[self.numbers.start : self.numbers.stop]
        return list(chain(*(part.column("mention_count").to_pylist() for part in parts)))

    @cached_property
    def _original_rows(self) -> dict[str, int]:
        ids = self.original_articles.column("id").to_pylist()
        return {article_id: row for row, article_id in enumerate(ids)}

    def __contains__(self, article_id: str) -> bool:
        return article_id in self.rows or article_id in self.removed

    def order(self) -> list[str]:
        """Return the ids of all articles in the order in which they were read, those left out too."""
        positions = self.original_articles.column("position").to_pylist()
        at = {positions[row]: article_id for article_id, row in self.removed.items()}
        others = iter(self.rows)
        return [at[slot] if slot in at else next(others) for slot in range(len(self.rows) + len(at))]

    def as_read(self, ids: Collection[str]) -> dict[str, Article]:
        """Return articles as they were read, by their ids."""
        originals = [article_id for article_id in ids if article_id in self._original_rows]
        found = _articles(self.original_articles, [self._original_rows[each] for each in originals])
        rows = [self.rows[each] for each in ids if each not in self._original_rows]
        return found | _articles(self.articles, rows)

    def now(self, article_id: str) -> Article:
        """Return an article as it is now."""
        row = self.rows.get(article_id)
        table, row = (
            (self.original_articles, self.removed[article_id]) if row is None else (self.articles, row)
        )
        return _articles(table, [row])[article_id]

    def text_hash(self, article_id: str) -> bytes | None:
        """Return by what an article was recognised when it was parsed."""
        row = self.rows.get(article_id)
        table, row = (
            (self.original_articles, self.removed[article_id]) if row is None else (self.articles, row)
        )
        text_hash: bytes | None = table.column("text_hash")[row].as_py()
        return text_hash

    def found(self, ids: Sequence[str]) -> tuple[pa.Table, list[int]]:
        """Return the mentions of articles as they were found, in order, and how many each has."""
        columns = self._columns
        first_original = len(columns.starts)
        order: list[int] = []
        counts = []
        for article_id in ids:
            rows = [row for row in self._rows_now(article_id) if not columns.by_hand[row]]
            aside = self.set_aside.get(article_id)
            if aside is not None:
                rows += [first_original + row for row in aside]
                rows.sort(key=self._start)
            order.extend(rows)
            counts.append(len(rows))
        found = self._taken(order, first_original)
        for name in ("by_hand", "checked"):
            field = SCHEMAS["mentions"].field(name)
            at = found.schema.get_field_index(name)
            found = found.set_column(at, field, pa.nulls(found.num_rows, field.type))
        return found, counts

    def _taken(self, rows: Sequence[int], first_original: int) -> pa.Table:
        """Take rows of the mentions, those set aside counted after those that hold."""
        now = sorted(row for row in rows if row < first_original)
        wanted = np.zeros(first_original, dtype=bool)
        wanted[now] = True
        moved = dict(zip(now, range(len(now)), strict=True))
        few = pa.concat_tables([self.mentions.filter(pa.array(wanted)), self.original_mentions])
        behind = len(now) - first_original
        order = [moved[row] if row < first_original else row + behind for row in rows]
        return few.combine_chunks().take(pa.array(order, pa.int64()))

    def found_spans(self, article_id: str) -> list[tuple[int, int, str]]:
        """Return where mentions were found in an article, and for which place, without the rest of them."""
        columns, originals = self._columns, self._original_columns
        rows = [row for row in self._rows_now(article_id) if not columns.by_hand[row]]
        found = [(columns.starts[row], columns.ends[row], columns.places[row]) for row in rows]
        for row in self.set_aside.get(article_id, ()):
            found.append((originals.starts[row], originals.ends[row], originals.places[row]))
        return sorted(found)

    @cached_property
    def _columns(self) -> _Columns:
        return _Columns.of(self.spans)

    @cached_property
    def _original_columns(self) -> _Columns:
        return _Columns.of(self.original_mentions)

    @cached_property
    def set_aside(self) -> dict[str, range]:
        """The rows of the original mentions of each article that has some."""
        return rows_by_article(self.original_mentions)

    def _rows_now(self, article_id: str) -> range:
        row = self.rows.get(article_id)
        return range(0) if row is None else range(self.first_mentions[row], self.first_mentions[row + 1])

    def _start(self, row: int) -> int:
        """Return where a mention begins, those set aside counted after those that hold."""
        starts = self._columns.starts
        return starts[row] if row < len(starts) else self._original_columns.starts[row - len(starts)]

    def naming(self, names: Sequence[str]) -> set[str]:
        """Return the ids of the articles whose text has one of some names in it."""
        if not names:
            return set()
        table = self.columns("id", "text")
        texts, ids = table.column("text"), table.column("id")
        if len(names) <= _FEW:
            found: set[str] = set()
            for name in names:
                found.update(ids.filter(pc.match_substring(texts, name)).to_pylist())
            return found
        looked_for = Corrections(dict.fromkeys(names))  # type: ignore[arg-type] # only the names are of use
        return {
            article_id
            for article_id, text in zip(ids.to_pylist(), texts.to_pylist(), strict=True)
            if looked_for.names_in(text)
        }


def read_parts(files: Sequence[Path], **how: Any) -> pa.Table:
    """Read the parts of a table as one."""
    return pa.concat_tables([pq.read_table(file, **how) for file in files])


_OF_ARTICLE: Final = [
    name for name in SCHEMAS["articles"].names if name not in {"folded", "text_hash", "mention_count"}
]


def _articles(table: pa.Table, rows: Sequence[int]) -> dict[str, Article]:
    taken = table.select(_OF_ARTICLE).take(pa.array(rows, pa.int64())).to_pylist()
    return {row["id"]: article_of(row) for row in taken}
