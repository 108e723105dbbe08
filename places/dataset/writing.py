"""Write a dataset piece by piece and put it into its place in one step."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyarrow as pa
import pyarrow.parquet as pq

import places
from places.dataset.manifest import (
    ACCOUNT,
    FORMAT,
    MANIFEST,
    DatasetError,
    build_name,
    check_target,
    content_name,
)
from places.dataset.schema import SCHEMAS, TABLES
from places.dataset.tables import article_row, place_table, repeated
from places.dataset.workshop import Workshop
from places.model import Article, Place

_ROW_GROUP: Final = {"articles": 1_000, "mentions": 20_000}
_TEXT_IN_GROUP: Final = 8_000_000
"""Characters of text after which a row group ends early, so that one article can be read alone."""


class DatasetWriter:
    """Writes a dataset piece by piece, in bounded memory, and puts it into its place at the end.

    Parameters
    ----------
    folder : Path
        Where the dataset is to be. What stands there stays as it is until `commit`.

    Raises
    ------
    DatasetError
        If something else than a dataset stands there.

    Examples
    --------
    >>> with DatasetWriter(Path("dataset")) as writer:
    ...     writer.add([article], mention_table([(article.id, mentions)]), places)
    ...     writer.commit({"source": "articles"})
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(os.path.realpath(folder))
        check_target(self.folder, folder)
        try:
            self.workshop = Workshop(self.folder)
        except OSError as error:
            raise DatasetError(f"{folder}: cannot be written ({error.strerror})") from error
        self.places: dict[str, Place] = {}
        self.counts = {"articles": 0, "places": 0, "mentions": 0, "undated": 0}
        self._articles: list[tuple[object, ...]] = []
        self._text = 0
        self._mentions: list[pa.Table] = []
        self._mention_rows = 0
        self._writers = {
            table: pq.ParquetWriter(
                self._file(table),
                SCHEMAS[table],
                compression="zstd",
                use_dictionary=repeated(table),
            )
            for table in ("articles", "mentions")
        }
        self._keep = False

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear up; without `commit` nothing has changed."""
        for writer in self._writers.values():
            with suppress(pa.ArrowException, OSError):
                writer.close()
        self.workshop.close(keep=self._keep)

    def keep_for_next(self) -> None:
        """Leave the workshop to the next build if this one ends before `commit`."""
        self._keep = True

    def add(
        self,
        articles: Sequence[Article],
        mentions: pa.Table,
        of_mentions: Iterable[Place],
        *,
        text_hashes: Sequence[bytes | None] | None = None,
        mention_counts: Sequence[int] | None = None,
    ) -> None:
        """Add articles with their mentions and the places of these.

        Parameters
        ----------
        articles : sequence of Article
        mentions : pyarrow.Table
            Of `mention_table`, in the order of the articles.
        of_mentions : iterable of Place
            Every place that the mentions name.
        text_hashes : sequence of bytes, optional
            What the next build recognises an unchanged article by.
        mention_counts : sequence of int, optional
            Mentions an article, if the caller has them.
        """
        if mention_counts is None:
            by_article: dict[str, int] = {}
            for article_id in mentions.column("article_id").to_pylist():
                by_article[article_id] = by_article.get(article_id, 0) + 1
            mention_counts = [by_article.get(article.id, 0) for article in articles]
        for article, text_hash, count in zip(
            articles, text_hashes or [None] * len(articles), mention_counts, strict=True
        ):
            self._articles.append(article_row(article, text_hash, count))
            self._text += len(article.text)
            self.counts["undated"] += article.published is None
            if len(self._articles) >= _ROW_GROUP["articles"] or self._text >= _TEXT_IN_GROUP:
                self._write_articles()
        self.counts["articles"] += len(articles)
        self.counts["mentions"] += mentions.num_rows
        self._mentions.append(mentions)
        self._mention_rows += mentions.num_rows
        if self._mention_rows >= _ROW_GROUP["mentions"]:
            self._write_mentions(_ROW_GROUP["mentions"])
        for place in of_mentions:
            self.places.setdefault(place.id, place)
        self.counts["places"] = len(self.places)

    def commit(
        self,
        about: Mapping[str, object],
        about_build: Mapping[str, object] | None = None,
        *,
        account: Path | None = None,
    ) -> Path | None:
        """Write what is left and put the dataset into its place.

        Parameters
        ----------
        about : mapping
            What the manifest says beside format, files and counts; JSON values only.
        about_build : mapping, optional
            What is told of this build beside the time; the manifest does not change with it.
        account : Path, optional
            A file in the workshop that lists what became of the files of the source; JSON lines.

        Returns
        -------
        Path or None
            Where that list lies now.
        """
        self._write_articles()
        self._write_mentions()
        for writer in self._writers.values():
            writer.close()
        pq.write_table(place_table(self.places.values()), self._file("places"), compression="zstd")
        names = {table: content_name(table, self._file(table)) for table in TABLES}
        files = {names[table]: self._file(table) for table in TABLES}
        files[build_name(names)] = self._write_json(
            "build.json",
            {
                "software": f"places {places.__version__}",
                "built": datetime.now(UTC).isoformat(timespec="seconds"),
                **(about_build or {}),
            },
        )
        if account is not None:
            names[ACCOUNT] = content_name(ACCOUNT, account, "jsonl")
            files[names[ACCOUNT]] = account
        manifest = self._write_json(
            MANIFEST, {"format": FORMAT, "files": names, **about, "counts": self.counts}
        )
        check_target(self.folder, self.folder)
        self.workshop.commit(files, manifest)
        self._keep = False
        return None if account is None else self.folder / names[ACCOUNT]

    def _file(self, table: str) -> Path:
        return self.workshop.folder / f"{table}.parquet"

    def _write_json(self, name: str, content: Mapping[str, object]) -> Path:
        file = self.workshop.folder / name
        file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return file

    def _write_articles(self) -> None:
        if self._articles:
            schema = SCHEMAS["articles"]
            columns = zip(schema, zip(*self._articles, strict=True), strict=True)
            table = pa.Table.from_arrays([pa.array(of, field.type) for field, of in columns], schema=schema)
            self._writers["articles"].write_table(table)
            self._articles, self._text = [], 0

    def _write_mentions(self, least: int = 1) -> None:
        """Write row groups of full size, so that their borders hang on nothing but the mentions."""
        if not self._mention_rows:
            return
        whole = pa.concat_tables(self._mentions)
        size, begin = _ROW_GROUP["mentions"], 0
        while whole.num_rows - begin >= least:
            self._writers["mentions"].write_table(whole.slice(begin, size).combine_chunks())
            begin += size
        self._mentions = [whole.slice(begin)]
        self._mention_rows = self._mentions[0].num_rows
