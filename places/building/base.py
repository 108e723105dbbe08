"""A dataset that is to be revised: what is known of all of it, and its parts, which are read one by one."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from places.building.current import Current, read_parts
from places.building.reuse import rows_by_article
from places.building.said import Said, said_of
from places.corrections import Corrections, Places, read_corrections
from places.dataset import (
    MANIFEST,
    SCHEMAS,
    SCHEMAS_OF_ORIGINALS,
    DamagedDatasetError,
    DatasetError,
    place_of,
)
from places.dataset.manifest import CORRECTIONS, DIVIDED, FORMAT, files_beside, files_of_tables
from places.dataset.opening import hold_tables
from places.geoparsing.parser import Home
from places.journal import Standing
from places.model import Place

_REMEMBERED: Final = 16_000_000
"""Bytes of the tables on the disk up to which the last one that was read stays in memory."""

_OF_ALL: Final = ("id", "path", "mention_count", "published_first")
"""What is read of all articles."""


@dataclass(frozen=True, eq=False)
class Base:
    """A dataset as it stands.

    Attributes
    ----------
    folder : Path
    manifest : mapping
    files : mapping of str to Path
        What is beside its tables.
    parts : mapping of str to sequence of Path
        Its tables.
    articles : sequence of pyarrow.Table
        Of each part: who its articles are.
    places : pyarrow.Table
    original_articles, original_places, original_mentions : pyarrow.Table
        Of no rows where nobody changed anything.
    is_small : bool
        Whether all of it may be in memory at once.
    """

    folder: Path
    manifest: Mapping[str, Any]
    files: Mapping[str, Path]
    parts: Mapping[str, Sequence[Path]]
    articles: Sequence[pa.Table]
    places: pa.Table
    original_articles: pa.Table
    original_places: pa.Table
    original_mentions: pa.Table
    is_small: bool

    @cached_property
    def ids(self) -> list[list[str]]:
        """The ids of the articles of each part."""
        return [part.column("id").to_pylist() for part in self.articles]

    @cached_property
    def homes(self) -> dict[str, Home]:
        """Where papers are at home."""
        return {source: Home(*spot) for source, spot in (self.manifest.get("homes") or {}).items()}

    def stretches(self, added: Collection[str]) -> Iterator[Current]:
        """Yield the dataset stretch after stretch, each a part.

        Articles that were added stand, or will, behind all others: they come in the last stretch, together.

        Parameters
        ----------
        added : collection of str
            Their ids.
        """
        last = len(self.parts["articles"]) - 1
        for number in range(last if added else 0):
            if not set(added).isdisjoint(self.ids[number]):
                last = number
                break
        for number in range(last):
            yield self._stretch(range(number, number + 1))
        yield self._stretch(range(last, len(self.parts["articles"])))

    def _stretch(self, numbers: range) -> Current:
        if self.is_small and len(numbers) == len(self.parts["articles"]):
            return self._whole
        return self._read(numbers)

    @cached_property
    def _whole(self) -> Current:
        return self._read(range(len(self.parts["articles"])))

    def _read(self, numbers: range) -> Current:
        begin = self._first_positions[numbers.start]
        end = self._first_positions[numbers.stop]
        return Current(
            base=self,
            numbers=numbers,
            position=begin,
            own_originals=[
                row
                for row, (article_id, position) in enumerate(self._positions)
                if self._part_of.get(article_id, -1) in numbers
                or (article_id not in self._part_of and position is not None and begin <= position < end)
            ],
        )

    @cached_property
    def _positions(self) -> list[tuple[str, int | None]]:
        columns = (self.original_articles.column(name).to_pylist() for name in ("id", "position"))
        return list(zip(*columns, strict=True))

    @cached_property
    def _part_of(self) -> dict[str, int]:
        """The part in which an article stands that was edited."""
        edited = {article_id for article_id, _ in self._positions}
        return {
            article_id: number
            for number, ids in enumerate(self.ids if edited else ())
            for article_id in edited.intersection(ids)
        }

    @cached_property
    def _first_positions(self) -> list[int]:
        """Where each part begins among all articles that were read; one more than there are parts."""
        removed = sorted(
            position
            for article_id, position in self._positions
            if position is not None and article_id not in self._part_of
        )
        begins = [0]
        at = 0  # of the removed ones
        for number, ids in enumerate(self.ids):
            end = begins[-1] + len(ids)
            while at < len(removed) and (removed[at] < end or number == len(self.ids) - 1):
                end += 1
                at += 1
            begins.append(end)
        return begins

    @cached_property
    def set_aside(self) -> dict[str, range]:
        """The rows of the original mentions of each article that has some."""
        return rows_by_article(self.original_mentions)

    @cached_property
    def _place_rows(self) -> dict[str, tuple[pa.Table, int]]:
        rows = {}
        for table in (self.original_places, self.places):
            rows.update({key: (table, row) for row, key in enumerate(table.column("id").to_pylist())})
        return rows

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
        for table in (*self.articles, self.original_articles):
            rows = zip(table.column("path").to_pylist(), table.column("id").to_pylist(), strict=True)
            for path, article_id in rows:
                for name in {path, article_id} - {""}:
                    ids.setdefault(name, []).append(article_id)
        return {name: list(dict.fromkeys(of_name)) for name, of_name in ids.items()}


@contextmanager
def open_standing(folder: Path) -> Iterator[Base]:
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
            base = _read(folder, json.dumps(manifest)) if is_small else _of(folder, manifest, is_small=False)
        except FileNotFoundError as error:
            lacking = Path(str(error.filename or MANIFEST)).name
            if lacking != MANIFEST:
                raise DamagedDatasetError(folder, f"{lacking} is missing") from None
            raise DatasetError(f"{folder}: is no dataset ({MANIFEST} missing)") from None
        except (OSError, pa.ArrowException) as error:
            why = getattr(error, "strerror", None) or error
            raise DatasetError(f"{folder}: cannot be read ({why})") from error
        yield base


@lru_cache(maxsize=1)
def _read(folder: Path, manifest: str) -> Base:
    """Read a dataset by its manifest, which names files by what they hold.

    A change is made just after it was told what it would change: of the same dataset.
    """
    return _of(folder, json.loads(manifest), is_small=True)


def _of(folder: Path, manifest: Mapping[str, Any], *, is_small: bool) -> Base:
    files = files_beside(folder, manifest)
    parts = files_of_tables(folder, manifest)
    originals = {
        name: pq.read_table(files[name], schema=schema) if name in files else schema.empty_table()
        for name, schema in SCHEMAS_OF_ORIGINALS.items()
    }
    return Base(
        folder,
        manifest,
        files,
        parts,
        [pq.read_table(part, columns=list(_OF_ALL)) for part in parts["articles"]],
        read_parts(parts["places"], schema=SCHEMAS["places"]),
        **originals,
        is_small=is_small,
    )
