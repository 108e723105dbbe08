"""What earlier builds have parsed: the dataset that is replaced, and what broken-off builds left.

Both hold the three tables of a dataset, of which the columns `text_hash` and `mention_count` of the
articles tell whose the mentions are. Their files are named by what they hold, so that one that is
damaged is told by its name, and passed over: what cannot be read is parsed anew.
"""

from __future__ import annotations

import json
import logging
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from places.dataset import ORIGINALS, SCHEMAS, SCHEMAS_OF_ORIGINALS, TABLES, place_of
from places.dataset.manifest import content_name, files_beside, files_of_tables
from places.dataset.opening import hold_tables
from places.dataset.workshop import abandoned
from places.geoparsing.parser import Home
from places.model import Article, Place

VERSIONS: Final = "versions.json"
"""In a workshop: with which rules its checkpoints were parsed."""

_GROUPS_HELD: Final = 4
_LOG: Final = logging.getLogger(__name__)

Tables = Mapping[str, Sequence[Path]]
"""Where each table of a dataset lies, part after part."""


def text_hash_of(article: Article, home: Home | None) -> bytes:
    """Identify what the geoparser sees of an article."""
    seen = f"{article.language}\0{article.title}\0{article.source or ''}\0{article.text}"
    if home or article.home:
        seen += f"\0{home or article.home}"
    return blake2b(seen.encode("utf-8"), digest_size=16).digest()


def earlier_tables(target: Path, versions: Mapping[str, str], held: ExitStack) -> Iterator[Tables]:
    """Yield what was parsed with the same geoparser and gazetteer.

    Parameters
    ----------
    target : Path
        Where the dataset stands that is to be replaced.
    versions : mapping of str to str
        As they are now.
    held : contextlib.ExitStack
        As long as it is open, the files of the dataset are there.
    """
    try:
        manifest, _ = hold_tables(target, held)
        if manifest.get("versions") == dict(versions):
            beside = files_beside(target, manifest)
            tables = files_of_tables(target, manifest)
            tables.update((table, [beside[table]]) for table in ORIGINALS if table in beside)
            yield tables
    except Exception as error:  # whatever is wrong with it, it is about to be replaced
        _LOG.info("nothing of the dataset in %s is used again: %s", target, error)
    for workshop in abandoned(target):
        if _json(workshop / VERSIONS) == dict(versions):
            for checkpoint in sorted(workshop.glob("parsed-?????")):
                found = {table: next(checkpoint.glob(f"{table}-*.parquet"), None) for table in TABLES}
                yield {table: [file] for table, file in found.items() if file}


class _Rows(NamedTuple):
    """Where the mentions of an article stand: in which tables, from which row on, how many."""

    number: int
    first: int
    mentions: int
    article_id: str


def rows_by_article(mentions: pa.Table) -> dict[str, range]:
    """Tell by the ids of articles in which rows their mentions are; those of one stand together."""
    ids = mentions.column("article_id").to_pylist()
    begins = [at for at in range(len(ids)) if not at or ids[at] != ids[at - 1]]
    ends = [*begins[1:], len(ids)][: len(begins)]
    return {ids[begin]: range(begin, end) for begin, end in zip(begins, ends, strict=True)}


def by_article(mentions: pa.Table) -> dict[str, pa.Table]:
    """Take mentions apart by the ids of their articles; those of one stand together."""
    rows = rows_by_article(mentions)
    return {article_id: mentions.slice(each.start, len(each)) for article_id, each in rows.items()}


def as_found(mentions: pa.Table, set_aside: pa.Table | None) -> pa.Table:
    """Return the mentions of an article as the geoparser found them.

    Parameters
    ----------
    mentions : pyarrow.Table
        As they are now.
    set_aside : pyarrow.Table or None
        Those that hold no more.
    """
    by_hand, checked = mentions.column("by_hand"), mentions.column("checked")
    if set_aside is None and by_hand.null_count == checked.null_count == mentions.num_rows:
        return mentions
    found = mentions.filter(pc.is_null(by_hand))
    if set_aside is not None:
        found = pa.concat_tables([found, set_aside]).sort_by("start")
    for name in ("by_hand", "checked"):
        field = SCHEMAS["mentions"].field(name)
        at = found.schema.get_field_index(name)
        found = found.set_column(at, field, pa.nulls(found.num_rows, field.type))
    return found


class Earlier:
    """Looks up the mentions of articles that were parsed before, as they were found.

    The tables stay on disk; a few row groups are held at a time, since a build meets the articles
    in nearly the order in which the last one met them.

    Parameters
    ----------
    parsed : iterable of Tables
        Of `earlier_tables`. What cannot be read is passed over.
    """

    def __init__(self, parsed: Iterable[Tables]) -> None:
        self._tables: list[pq.ParquetFile] = []
        self._starts: list[list[int]] = []
        self._rows: dict[bytes, _Rows] = {}
        self._set_aside: list[Mapping[str, pa.Table]] = []
        self._place_tables: list[pa.Table] = []
        self._place_rows: dict[str, tuple[int, int]] = {}
        self._held: OrderedDict[tuple[int, int], pa.Table] = OrderedDict()
        self._loads_left = 0
        for tables in parsed:
            try:
                self._open(tables)
            except Exception as error:  # whatever is wrong with them, they are optional
                _LOG.info("what was parsed before is not used again: %s", error)

    def _open(self, tables: Tables) -> None:
        for table, files in tables.items():
            for file in files:
                if file.name != content_name(table, file):
                    raise ValueError(f"{file} is damaged")
        of_mentions = pq.read_table(tables["places"][0], schema=SCHEMAS["places"])
        set_aside: dict[str, pa.Table] = {}
        with_originals = ORIGINALS[0] in tables
        for articles, mentions in zip(tables["articles"], tables["mentions"], strict=True):
            self._open_part(articles, mentions, set_aside, with_ids=with_originals)
        if with_originals:
            places, found = self._open_originals(tables)
            of_mentions = pa.concat_tables([of_mentions, places])
            set_aside.update(found)
        for row, place_id in enumerate(of_mentions.column("id").to_pylist()):
            self._place_rows.setdefault(place_id, (len(self._place_tables), row))
        self._place_tables.append(of_mentions)

    def _open_part(
        self, articles: Path, mentions: Path, set_aside: Mapping[str, pa.Table], *, with_ids: bool
    ) -> None:
        """Take up some articles and their mentions; what of these was set aside is told later."""
        columns = ["text_hash", "mention_count", *(["id"] if with_ids else [])]
        read = pq.read_table(articles, columns=columns)
        table = pq.ParquetFile(mentions)
        sizes = [table.metadata.row_group(group).num_rows for group in range(table.num_row_groups)]
        hashes, counts = (read.column(name).to_pylist() for name in columns[:2])
        ids = read.column("id").to_pylist() if with_ids else [""] * len(hashes)
        if table.schema_arrow.names != SCHEMAS["mentions"].names or sum(counts) != sum(sizes):
            table.close()
            raise ValueError(f"{mentions} is of another form")
        first = 0
        for text_hash, count, article_id in zip(hashes, counts, ids, strict=True):
            if text_hash is not None:
                self._rows.setdefault(text_hash, _Rows(len(self._tables), first, count, article_id))
            first += count
        self._tables.append(table)
        self._starts.append(list(accumulate(sizes, initial=0)))
        self._set_aside.append(set_aside)
        # Articles in quite another order would have row groups read over and over again: parsing is quicker.
        self._loads_left += 2 * len(sizes) + 10

    def _open_originals(self, tables: Tables) -> tuple[pa.Table, dict[str, pa.Table]]:
        """Take up what was found where somebody changed it; return the places and mentions of that."""
        schemas = SCHEMAS_OF_ORIGINALS
        articles, places, mentions = (
            pq.read_table(tables[name][0], schema=schemas[name]) for name in ORIGINALS
        )
        removed = articles.filter(pc.is_valid(articles.column("text_hash")))
        for text_hash, article_id in zip(
            removed.column("text_hash").to_pylist(), removed.column("id").to_pylist(), strict=True
        ):
            self._rows.setdefault(text_hash, _Rows(len(self._tables) - 1, 0, 0, article_id))
        return places, by_article(mentions)

    def __len__(self) -> int:
        return len(self._rows)

    def close(self) -> None:
        """Let go of the files."""
        for table in self._tables:
            table.close()

    def mentions(self, text_hash: bytes) -> pa.Table | None:
        """Return the mentions of an article, None where it is not known."""
        found = self._rows.get(text_hash)
        if found is None:
            return None
        pieces = self._pieces(found)
        if pieces is None:
            return None
        table = pa.concat_tables([SCHEMAS["mentions"].empty_table(), *pieces])
        return as_found(table, self._set_aside[found.number].get(found.article_id))

    def _pieces(self, found: _Rows) -> list[pa.Table] | None:
        number, first, count, _ = found
        starts = self._starts[number]
        pieces = []
        for group in range(len(starts) - 1):
            if starts[group] < first + count and first < starts[group + 1]:
                table = self._group(number, group)
                if table is None:
                    return None
                begin = max(first - starts[group], 0)
                pieces.append(table.slice(begin, first + count - starts[group] - begin))
        return pieces

    def place(self, place_id: str) -> Place:
        """Return the place that such a mention names."""
        number, row = self._place_rows[place_id]
        return place_of(self._place_tables[number].slice(row, 1).to_pylist()[0])

    def _group(self, number: int, group: int) -> pa.Table | None:
        table = self._held.get((number, group))
        if table is None:
            if not self._loads_left:
                return None
            self._loads_left -= 1
            try:
                table = self._tables[number].read_row_group(group).cast(SCHEMAS["mentions"])
            except (OSError, pa.ArrowException):
                return None
            self._held[number, group] = table
            if len(self._held) > _GROUPS_HELD:
                self._held.popitem(last=False)
        return table


def _json(file: Path) -> object:
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
