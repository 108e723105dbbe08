"""A dataset as it stands, opened to be revised: its tables, and what was read and found."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from places.building.reuse import rows_by_article
from places.building.said import Said, said_of
from places.corrections import Corrections, Places, read_corrections
from places.dataset import (
    MANIFEST,
    SCHEMAS,
    SCHEMAS_OF_ORIGINALS,
    DamagedDatasetError,
    DatasetError,
    article_of,
    place_of,
)
from places.dataset.manifest import CORRECTIONS, DIVIDED, FORMAT, files_beside, files_of_tables
from places.dataset.opening import hold_tables
from places.geoparsing.parser import Home
from places.journal import Standing
from places.model import Article, Place

_FEW: Final = 8
"""Up to so many names are looked for one after another."""

_REMEMBERED: Final = 16_000_000
"""Bytes of the tables on the disk up to which the last one that was read stays in memory."""


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


@dataclass(frozen=True)
class Current:
    """A dataset as it stands.

    Attributes
    ----------
    folder : Path
    manifest : mapping
    files : mapping of str to Path
        What is beside its tables.
    parts : mapping of str to sequence of Path
        Its tables.
    articles, places : pyarrow.Table
    original_articles, original_places, original_mentions : pyarrow.Table
        Of no rows where nobody changed anything.
    """

    folder: Path
    manifest: Mapping[str, Any]
    files: Mapping[str, Path]
    parts: Mapping[str, Sequence[Path]]
    articles: pa.Table
    places: pa.Table
    original_articles: pa.Table
    original_places: pa.Table
    original_mentions: pa.Table

    @cached_property
    def mentions(self) -> pa.Table:
        """All mentions, as they are now."""
        return _read_parts(self.parts["mentions"], schema=SCHEMAS["mentions"])

    @cached_property
    def spans(self) -> pa.Table:
        """Where mentions stand, for which place, and whether a person says so."""
        if "mentions" in self.__dict__:
            return self.mentions.select(["start", "end", "place_id", "by_hand"])
        return _read_parts(self.parts["mentions"], columns=["start", "end", "place_id", "by_hand"])

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each article, by its id."""
        return {article_id: row for row, article_id in enumerate(self.articles.column("id").to_pylist())}

    @cached_property
    def removed(self) -> dict[str, int]:
        """The row among the originals of each article that is left out, by its id."""
        return {
            article_id: row for article_id, row in self._original_rows.items() if article_id not in self.rows
        }

    @cached_property
    def first_mentions(self) -> list[int]:
        """The row of the first mention of each article; one more than there are articles."""
        return list(accumulate(self.articles.column("mention_count").to_pylist(), initial=0))

    @cached_property
    def homes(self) -> dict[str, Home]:
        """Where papers are at home."""
        return {source: Home(*spot) for source, spot in (self.manifest.get("homes") or {}).items()}

    @cached_property
    def _original_rows(self) -> dict[str, int]:
        ids = self.original_articles.column("id").to_pylist()
        return {article_id: row for row, article_id in enumerate(ids)}

    @cached_property
    def _place_rows(self) -> dict[str, tuple[pa.Table, int]]:
        rows = {}
        for table in (self.original_places, self.places):
            rows.update({key: (table, row) for row, key in enumerate(table.column("id").to_pylist())})
        return rows

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

    def place(self, place_id: str) -> Place:
        """Return a place that is named, or was; a KeyError where there is none."""
        table, row = self._place_rows[place_id]
        return place_of(table.slice(row, 1).to_pylist()[0])

    def said(self, standing: Standing, places: Places) -> Said:
        """Return what people said, the table that came with the articles among it."""
        table = Corrections()
        if CORRECTIONS in self.files:
            name = str(self.manifest.get(CORRECTIONS) or "corrections.csv")
            table, _ = read_corrections(self.files[CORRECTIONS], places, name=name)
        said, _ = said_of(table, standing, places)
        return said

    def named(self) -> dict[str, list[str]]:
        """Return the ids of the articles that an id or a path names."""
        ids: dict[str, list[str]] = {}
        for table in (self.articles, self.original_articles):
            rows = zip(table.column("path").to_pylist(), table.column("id").to_pylist(), strict=True)
            for path, article_id in rows:
                for name in {path, article_id} - {""}:
                    ids.setdefault(name, []).append(article_id)
        return {name: list(dict.fromkeys(of_name)) for name, of_name in ids.items()}

    def naming(self, names: Sequence[str]) -> set[str]:
        """Return the ids of the articles whose text has one of some names in it."""
        if not names:
            return set()
        texts, ids = self.articles.column("text"), self.articles.column("id")
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


@contextmanager
def open_current(folder: Path) -> Iterator[Current]:
    """Open a dataset to be revised; until the end of the block its files are there.

    Raises
    ------
    DatasetError
        If there is none, or one of an older form.
    """
    with ExitStack() as held:
        try:
            manifest, _ = hold_tables(folder, held)
            if manifest["format"] not in {FORMAT, DIVIDED}:
                advice = "was built by an older version of places; build it again to change something"
                raise DatasetError(f"{folder}: {advice}")
            files = chain(*files_of_tables(folder, manifest).values())
            is_small = sum(file.stat().st_size for file in files) <= _REMEMBERED
            read = _read if is_small else _read.__wrapped__
            current = read(folder, json.dumps(manifest))
        except FileNotFoundError as error:
            lacking = Path(str(error.filename or MANIFEST)).name
            if lacking != MANIFEST:
                raise DamagedDatasetError(folder, f"{lacking} is missing") from None
            raise DatasetError(f"{folder}: is no dataset ({MANIFEST} missing)") from None
        except (OSError, pa.ArrowException) as error:
            why = getattr(error, "strerror", None) or error
            raise DatasetError(f"{folder}: cannot be read ({why})") from error
        yield current


@lru_cache(maxsize=1)
def _read(folder: Path, manifest: str) -> Current:
    """Read a dataset by its manifest, which names files by what they hold.

    A change is made just after it was told what it would change: of the same dataset.
    """
    told = json.loads(manifest)
    files = files_beside(folder, told)
    parts = files_of_tables(folder, told)
    originals = {
        name: pq.read_table(files[name], schema=schema) if name in files else schema.empty_table()
        for name, schema in SCHEMAS_OF_ORIGINALS.items()
    }
    tables = {name: _read_parts(parts[name], schema=SCHEMAS[name]) for name in ("articles", "places")}
    return Current(folder, told, files, parts, **tables, **originals)


def _read_parts(files: Sequence[Path], **how: Any) -> pa.Table:
    return pa.concat_tables([pq.read_table(file, **how) for file in files])


_OF_ARTICLE: Final = [
    name for name in SCHEMAS["articles"].names if name not in {"folded", "text_hash", "mention_count"}
]


def _articles(table: pa.Table, rows: Sequence[int]) -> dict[str, Article]:
    taken = table.select(_OF_ARTICLE).take(pa.array(rows, pa.int64())).to_pylist()
    return {row["id"]: article_of(row) for row in taken}
