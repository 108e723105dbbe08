"""A dataset as it stands, opened to be revised: its tables, and what was read and found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from places.building.reuse import as_found, by_article
from places.building.said import Said, said_of
from places.corrections import Corrections, Places, read_corrections
from places.dataset import SCHEMAS, SCHEMAS_OF_ORIGINALS, DatasetError, article_of, place_of
from places.dataset.manifest import CORRECTIONS, FORMAT, files_beside
from places.dataset.opening import hold_tables
from places.geoparsing.parser import Home
from places.journal import Standing
from places.model import Article, Place

_FEW: Final = 8
"""Up to so many names are looked for one after another."""


@dataclass(frozen=True)
class Current:
    """A dataset as it stands.

    Attributes
    ----------
    folder : Path
    manifest : mapping
    files : mapping of str to Path
        Its tables, and what is beside them.
    articles, places : pyarrow.Table
    original_articles, original_places, original_mentions : pyarrow.Table
        Of no rows where nobody changed anything.
    """

    folder: Path
    manifest: Mapping[str, Any]
    files: Mapping[str, Path]
    articles: pa.Table
    places: pa.Table
    original_articles: pa.Table
    original_places: pa.Table
    original_mentions: pa.Table

    @cached_property
    def mentions(self) -> pa.Table:
        """All mentions, as they are now."""
        return pq.read_table(self.files["mentions"], schema=SCHEMAS["mentions"])

    @cached_property
    def spans(self) -> pa.Table:
        """Where mentions stand, for which place, and whether a person says so."""
        if "mentions" in self.__dict__:
            return self.mentions.select(["start", "end", "place_id", "by_hand"])
        return pq.read_table(self.files["mentions"], columns=["start", "end", "place_id", "by_hand"])

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
    def _set_aside(self) -> dict[str, pa.Table]:
        return by_article(self.original_mentions)

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

    def as_read(self, article_id: str) -> Article:
        """Return an article as it was read."""
        row = self._original_rows.get(article_id)
        table, row = (self.articles, self.rows[article_id]) if row is None else (self.original_articles, row)
        return article_of(table.slice(row, 1).to_pylist()[0])

    def now(self, article_id: str) -> Article:
        """Return an article as it is now."""
        row = self.rows.get(article_id)
        table, row = (
            (self.original_articles, self.removed[article_id]) if row is None else (self.articles, row)
        )
        return article_of(table.slice(row, 1).to_pylist()[0])

    def text_hash(self, article_id: str) -> bytes | None:
        """Return by what an article was recognised when it was parsed."""
        row = self.rows.get(article_id)
        table, row = (
            (self.original_articles, self.removed[article_id]) if row is None else (self.articles, row)
        )
        text_hash: bytes | None = table.column("text_hash")[row].as_py()
        return text_hash

    def found(self, article_id: str) -> pa.Table:
        """Return the mentions of an article as they were found."""
        now = SCHEMAS["mentions"].empty_table()
        if article_id in self.rows:
            row = self.rows[article_id]
            first, after = self.first_mentions[row], self.first_mentions[row + 1]
            now = self.mentions.slice(first, after - first)
        return as_found(now, self._set_aside.get(article_id))

    def found_spans(self, article_id: str) -> list[tuple[int, int, str]]:
        """Return where mentions were found in an article, and for which place, without the rest of them."""
        aside = self._set_aside.get(article_id)
        rows = [(row["start"], row["end"], row["place_id"]) for row in aside.to_pylist()] if aside else []
        return sorted(rows + [each for each, by_hand in self._spans_now(article_id) if not by_hand])

    def spans_now(self, article_id: str) -> list[tuple[int, int, str]]:
        """Return where mentions stand in an article now, and for which place."""
        return [each for each, _ in self._spans_now(article_id)]

    def _spans_now(self, article_id: str) -> Iterator[tuple[tuple[int, int, str], bool]]:
        row = self.rows.get(article_id)
        if row is not None:
            first, after = self.first_mentions[row], self.first_mentions[row + 1]
            for each in self.spans.slice(first, after - first).to_pylist():
                yield (each["start"], each["end"], each["place_id"]), each["by_hand"] is not None

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
            if manifest["format"] != FORMAT:
                advice = "was built by an older version of places; build it again to change something"
                raise DatasetError(f"{folder}: {advice}")
            names = manifest["files"]
            files = {name: folder / names[name] for name in SCHEMAS} | files_beside(folder, manifest)
            originals = {
                name: pq.read_table(files[name], schema=schema) if name in files else schema.empty_table()
                for name, schema in SCHEMAS_OF_ORIGINALS.items()
            }
            tables = {
                name: pq.read_table(files[name], schema=SCHEMAS[name]) for name in ("articles", "places")
            }
        except (OSError, pa.ArrowException) as error:
            raise DatasetError(f"{folder}: cannot be read ({error})") from error
        yield Current(folder, manifest, files, **tables, **originals)
