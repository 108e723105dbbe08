"""Write a dataset piece by piece and put it into its place in one step."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

import places
from places.dataset.manifest import (
    ACCOUNT,
    CORRECTIONS,
    DIVIDED,
    FORMAT,
    MANIFEST,
    SEARCH,
    DatasetError,
    build_name,
    check_target,
    content_name,
    is_own,
)
from places.dataset.pairs import with_pairs
from places.dataset.parts import PartsWriter
from places.dataset.schema import ORIGINALS, SCHEMAS, SCHEMAS_OF_ORIGINALS
from places.dataset.tables import article_table, place_table
from places.dataset.workshop import Workshop
from places.model import Article, Marks, Place


class DatasetWriter:
    """Writes a dataset piece by piece, in bounded memory, and puts it into its place at the end.

    Parameters
    ----------
    folder : Path
        Where the dataset is to be. What stands there stays as it is until `commit`.

    Attributes
    ----------
    marks : dict of str to Marks
        What people said of places, by their ids.

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
        self.marks: dict[str, Marks] = {}
        self.counts = {"articles": 0, "places": 0, "mentions": 0, "undated": 0}
        self._parts = PartsWriter(self.workshop.folder)
        self._original_articles: list[pa.Table] = []
        self._original_mentions: list[pa.Table] = []
        self._original_places: dict[str, Place] = {}
        self._keep = False

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear up; without `commit` nothing has changed."""
        self._parts.give_up()
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
        self._parts.add(
            article_table(articles, text_hashes or [None] * len(articles), mention_counts), mentions
        )
        self.counts["articles"] += len(articles)
        self.counts["mentions"] += mentions.num_rows
        self.counts["undated"] += sum(article.published is None for article in articles)
        for place in of_mentions:
            self.places.setdefault(place.id, place)
        self.counts["places"] = len(self.places)

    def add_originals(self, articles: pa.Table, mentions: pa.Table, of_mentions: Iterable[Place]) -> None:
        """Add what was read and found where somebody changed it; see `SCHEMAS_OF_ORIGINALS`.

        Parameters
        ----------
        articles, mentions : pyarrow.Table
        of_mentions : iterable of Place
            Every place that these mentions name.
        """
        if articles.num_rows:
            self._original_articles.append(articles)
        if mentions.num_rows:
            self._original_mentions.append(mentions)
        self._original_places.update((place.id, place) for place in of_mentions)

    def commit(
        self,
        about: Mapping[str, object],
        about_build: Mapping[str, object] | None = None,
        *,
        account: Path | None = None,
        corrections: Path | None = None,
        index: Callable[[Sequence[Path], Path], None] | None = None,
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
        corrections : Path, optional
            A file in the workshop: the table of corrections that came with the articles.
        index : callable, optional
            Writes the index of the words: called with the parts of the articles and the file to write.

        Returns
        -------
        Path or None
            Where that list lies now.
        """
        self._parts.close()
        of_places = self.workshop.folder / "places.parquet"
        pq.write_table(place_table(self.places.values(), self.marks), of_places, compression="zstd")
        parts = self._parts.files
        tables: dict[str, Sequence[Path]] = {
            "articles": parts["articles"],
            "places": [of_places],
            "mentions": parts["mentions"],
        }
        tables |= {name: [file] for name, file in self._write_originals().items()}
        beside = {ACCOUNT: account, CORRECTIONS: corrections}
        if index is not None:
            beside[SEARCH] = file = self.workshop.folder / f"{SEARCH}.sqlite"
            index(self._parts.files["articles"], file)
        names = commit_tables(
            self.workshop,
            tables | {name: [file] for name, file in beside.items() if file is not None},
            {**about, "counts": self.counts},
            about_build or {},
        )
        self._keep = False
        return None if account is None else self.folder / str(names[ACCOUNT])

    def _write_originals(self) -> dict[str, Path]:
        if not self._original_articles and not self._original_mentions:
            return {}
        return write_originals(
            self.workshop.folder,
            pa.concat_tables(
                [SCHEMAS_OF_ORIGINALS["original_articles"].empty_table(), *self._original_articles]
            ),
            pa.concat_tables([SCHEMAS["mentions"].empty_table(), *self._original_mentions]),
            place_table(self._original_places.values()),
        )


def write_originals(
    folder: Path, articles: pa.Table, mentions: pa.Table, of_mentions: pa.Table
) -> dict[str, Path]:
    """Write what was read and found where somebody changed it.

    Parameters
    ----------
    folder : Path
        Of a workshop.
    articles, mentions, of_mentions : pyarrow.Table
        The three tables of `SCHEMAS_OF_ORIGINALS`.

    Returns
    -------
    dict of str to Path
        By table.
    """
    written = {}
    for name, table in zip(ORIGINALS, (articles, of_mentions, mentions), strict=True):
        written[name] = folder / f"{name}.parquet"
        pq.write_table(table.combine_chunks(), written[name], compression="zstd")
    return written


def commit_tables(
    workshop: Workshop,
    tables: Mapping[str, Sequence[Path]],
    about: Mapping[str, object],
    about_build: Mapping[str, object],
) -> dict[str, str | list[str]]:
    """Name finished tables by what they hold, and let them take the place of what stands there.

    Parameters
    ----------
    workshop : Workshop
    tables : mapping of str to sequence of Path
        Parquet files by table, part after part, and what else the manifest is to name.
    about : mapping
        What the manifest says beside format and files.
    about_build : mapping
        What is told of this build beside the time.

    Returns
    -------
    dict of str to str, or to several
        The names that the files have now.
    """
    names: dict[str, str | list[str]] = {}
    files: dict[str, Path] = {}
    for table, parts in tables.items():
        named = [_name(workshop, table, part) for part in parts]
        files.update(zip(named, parts, strict=True))
        names[table] = named[0] if len(named) == 1 else named
    form = FORMAT if all(isinstance(named, str) for named in names.values()) else DIVIDED
    for table, file in with_pairs(tables, names, workshop.folder).items():
        names[table] = name = _name(workshop, table, file)
        files[name] = file
    files[build_name(names)] = _write_json(
        workshop.folder / "build.json",
        {
            "software": f"places {places.__version__}",
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            **about_build,
        },
    )
    manifest = _write_json(workshop.folder / MANIFEST, {"format": form, "files": names, **about})
    check_target(workshop.target, workshop.target)
    workshop.commit(files, manifest)
    return names


def _name(workshop: Workshop, table: str, file: Path) -> str:
    if file.parent == workshop.target and is_own(file.name):  # it stays as it is
        return file.name
    return content_name(table, file, file.suffix.removeprefix("."))


def _write_json(file: Path, content: Mapping[str, object]) -> Path:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return file
