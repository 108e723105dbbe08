"""The dataset: a folder of Parquet files, written in one atomic step, opened read-only.

``articles.parquet``, ``places.parquet``, ``mentions.parquet`` and the manifest ``dataset.json``.
A reader holds the files that it opened, so that it goes on seeing one dataset, whole, while another
one takes its place.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
import unicodedata
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

import pyarrow as pa
import pyarrow.parquet as pq

import places
from places.model import Article, Candidate, Mention, Place
from places.swap import Workshop, abandoned, repair

if TYPE_CHECKING:
    import duckdb

FORMAT: Final = 1
"""The version of the form; a dataset of another one is not read."""

TABLES: Final = ("articles", "places", "mentions")
MANIFEST: Final = "dataset.json"
_FILES: Final = frozenset((MANIFEST, *(f"{table}.parquet" for table in TABLES)))

_EVIDENCE: Final = pa.struct([("reason", pa.string()), ("weight", pa.float64())])
_CANDIDATE: Final = pa.struct(
    [
        ("place_id", pa.string()),
        ("score", pa.float64()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("country_codes", pa.list_(pa.string())),
        ("evidence", pa.list_(_EVIDENCE)),
    ]
)
SCHEMAS: Final[Mapping[str, pa.Schema]] = {
    "articles": pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("title", pa.string(), nullable=False),
            pa.field("text", pa.string(), nullable=False),
            ("language", pa.string()),
            ("published_first", pa.date32()),
            ("published_last", pa.date32()),
            ("date_origin", pa.string()),
            ("source", pa.string()),
            ("author", pa.string()),
            ("url", pa.string()),
            pa.field("path", pa.string(), nullable=False),
            # Title and text as `fold` makes them, so that words are found without making it anew.
            pa.field("folded", pa.string(), nullable=False),
            # What the next build compares: what was parsed, and how many mentions it gave.
            ("text_hash", pa.binary(16)),
            pa.field("mention_count", pa.int32(), nullable=False),
        ]
    ),
    "places": pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("name", pa.string(), nullable=False),
            pa.field("names", pa.map_(pa.string(), pa.string()), nullable=False),
            pa.field("kind", pa.string(), nullable=False),
            pa.field("latitude", pa.float64(), nullable=False),
            pa.field("longitude", pa.float64(), nullable=False),
            pa.field("country_codes", pa.list_(pa.string()), nullable=False),
            pa.field("population", pa.int64(), nullable=False),
            pa.field("source", pa.string(), nullable=False),
        ]
    ),
    "mentions": pa.schema(
        [
            pa.field("article_id", pa.string(), nullable=False),
            pa.field("start", pa.int32(), nullable=False),
            pa.field("end", pa.int32(), nullable=False),
            pa.field("surface", pa.string(), nullable=False),
            pa.field("place_id", pa.string(), nullable=False),
            pa.field("confidence", pa.float64(), nullable=False),
            pa.field("candidates", pa.list_(_CANDIDATE), nullable=False),
            pa.field("excerpt_start", pa.int32(), nullable=False),
            pa.field("excerpt_end", pa.int32(), nullable=False),
        ]
    ),
}
"""The columns of each table. Offsets count characters of `text`; coordinates are WGS 84 degrees."""

_ROW_GROUP: Final = {"articles": 1_000, "mentions": 20_000}
_ATTEMPTS: Final = 5
_TEXT_IN_GROUP: Final = 8_000_000
"""Characters of text after which a row group ends early, so that one article can be read alone."""


_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
"""The combining diacritical marks, which NFKD sets apart from their letters."""
_ASCII: Final = bytes(range(128))
_FEW: Final = 100


class DatasetError(Exception):
    """There is no dataset to be read, or none to be written; the message is one clear line."""


def fold(text: str) -> str:
    """Set case and accents aside, so that words are found however they are written."""
    outside = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    unusual = set(outside.decode("utf-8", "surrogatepass"))
    if len(unusual) > _FEW:
        return _fold_characters(text)
    # An article has a handful of different letters outside of ASCII: this way takes a fifth of the time.
    for letter in unusual:
        text = text.replace(letter, _fold_character(letter))
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


@lru_cache(maxsize=4096)
def _fold_character(letter: str) -> str:
    return _fold_characters(letter)


def _fold_characters(text: str) -> str:
    # Taken apart, a sign such as ℂ shows a capital that had none before.
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold())).casefold()


def mention_table(parsed: Iterable[tuple[str, Sequence[Mention]]]) -> pa.Table:
    """Lay mentions out as rows of ``mentions.parquet``.

    Parameters
    ----------
    parsed : iterable of (str, sequence of Mention)
        The id of each article and its mentions.

    Returns
    -------
    pyarrow.Table
        With the schema ``SCHEMAS["mentions"]``.
    """
    ids: list[str] = []
    mentions: list[Mention] = []
    for article_id, of_article in parsed:
        ids.extend([article_id] * len(of_article))
        mentions.extend(of_article)
    if not mentions:
        return SCHEMAS["mentions"].empty_table()
    starts, ends, surfaces, of_mentions, confidences, candidates, firsts, lasts = zip(*mentions, strict=True)
    columns = [
        pa.array(ids, pa.string()),
        pa.array(starts, pa.int32()),
        pa.array(ends, pa.int32()),
        pa.array(surfaces, pa.string()),
        pa.array([place.id for place in of_mentions], pa.string()),
        pa.array(confidences, pa.float64()),
        _candidate_lists(candidates),
        pa.array(firsts, pa.int32()),
        pa.array(lasts, pa.int32()),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMAS["mentions"])


def _candidate_lists(of_mentions: Sequence[tuple[Candidate, ...]]) -> pa.ListArray:
    """Lay the candidates of mentions out; those that mentions have in common are converted once."""
    distinct = {id(candidates): candidates for candidates in of_mentions}
    row_of = {key: row for row, key in enumerate(distinct)}
    take = pa.array([row_of[id(candidates)] for candidates in of_mentions], pa.int32())
    return _lists(distinct.values(), _candidate_array(list(chain.from_iterable(distinct.values())))).take(
        take
    )


def _candidate_array(candidates: Sequence[Candidate]) -> pa.StructArray:
    """Lay candidates out column by column; what belongs to a place is converted once a place."""
    distinct = {candidate.place_id: candidate for candidate in candidates}
    row_of = {place_id: row for row, place_id in enumerate(distinct)}
    take = pa.array([row_of[candidate.place_id] for candidate in candidates], pa.int32())
    evidence = [candidate.evidence for candidate in candidates]
    parts = list(chain.from_iterable(evidence))
    evidence_array = pa.StructArray.from_arrays(
        [
            pa.array([part.reason for part in parts], pa.string()),
            pa.array([part.weight for part in parts], pa.float64()),
        ],
        fields=list(_EVIDENCE),
    )
    columns = [
        pa.array(list(distinct), pa.string()).take(take),
        pa.array([candidate.score for candidate in candidates], pa.float64()),
        pa.array([candidate.name for candidate in distinct.values()], pa.string()).take(take),
        pa.array([candidate.kind for candidate in distinct.values()], pa.string()).take(take),
        pa.array([candidate.latitude for candidate in distinct.values()], pa.float64()).take(take),
        pa.array([candidate.longitude for candidate in distinct.values()], pa.float64()).take(take),
        pa.array(
            [list(candidate.country_codes) for candidate in distinct.values()], pa.list_(pa.string())
        ).take(take),
        _lists(evidence, evidence_array),
    ]
    return pa.StructArray.from_arrays(columns, fields=list(_CANDIDATE))


def _lists(of_rows: Iterable[Sequence[object]], items: pa.Array) -> pa.ListArray:
    """Cut an array into the lists of which it was put together."""
    return pa.ListArray.from_arrays(
        pa.array(list(accumulate(map(len, of_rows), initial=0)), pa.int32()), items
    )


def place_table(of_dataset: Iterable[Place]) -> pa.Table:
    """Lay places out as rows of ``places.parquet``, in the order of their ids."""
    rows = [
        {
            "id": place.id,
            "name": place.name,
            "names": sorted(place.names.items()),
            "kind": place.kind,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "country_codes": list(place.country_codes),
            "population": place.population,
            "source": place.source,
        }
        for place in sorted(of_dataset, key=lambda place: place.id)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMAS["places"])


def place_of(row: Mapping[str, Any]) -> Place:
    """Make a place of a row of ``places.parquet``."""
    return Place(
        **{
            **row,
            "names": dict(row["names"]),
            "country_codes": tuple(row["country_codes"]),
        }
    )


class DatasetWriter:
    """Writes a dataset piece by piece, in bounded memory, and swaps it in at the end.

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
        repair(self.folder)
        _check_target(self.folder, folder)
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
                self.workshop.new / f"{table}.parquet",
                SCHEMAS[table],
                compression="zstd",
                use_dictionary=_repeated(table),
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
            self._articles.append(_article_row(article, text_hash, count))
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

    def commit(self, about: Mapping[str, object]) -> None:
        """Write what is left and put the dataset into its place.

        Parameters
        ----------
        about : mapping
            What the manifest says beside format, time and counts; JSON values only.
        """
        self._write_articles()
        self._write_mentions()
        for writer in self._writers.values():
            writer.close()
        pq.write_table(
            place_table(self.places.values()), self.workshop.new / "places.parquet", compression="zstd"
        )
        manifest = {
            "format": FORMAT,
            "software": f"places {places.__version__}",
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            **about,
            "counts": self.counts,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        (self.workshop.new / MANIFEST).write_text(text, encoding="utf-8")
        _check_target(self.folder, self.folder)
        self._carry_over()
        self.workshop.swap()
        self._keep = False
        for folder in abandoned(self.folder):
            shutil.rmtree(folder, ignore_errors=True)

    def _carry_over(self) -> None:
        """Take along what somebody put beside the tables, such as a README."""
        for entry in self.folder.iterdir() if self.folder.exists() else ():
            if entry.name in _FILES:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, self.workshop.new / entry.name, symlinks=True)
            else:
                shutil.copy2(entry, self.workshop.new / entry.name, follow_symlinks=False)

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


def _article_row(article: Article, text_hash: bytes | None, mention_count: int) -> tuple[object, ...]:
    """Lay an article out in the order of the columns."""
    published = article.published
    return (
        article.id,
        article.title,
        article.text,
        article.language,
        published and published.first,
        published and published.last,
        article.date_origin,
        article.source,
        article.author,
        article.url,
        article.path,
        fold(f"{article.title}\n{article.text}"),
        text_hash,
        mention_count,
    )


def _repeated(table: str) -> list[str]:
    """Name the columns whose values come again and again; the others get no dictionary."""
    if table == "articles":
        return ["language", "date_origin", "source", "author"]
    # Leaves of the candidates are named by their path in Parquet.
    leaf = "candidates.list.element."
    return [
        *("article_id", "surface", "place_id"),
        *(leaf + name for name in ("place_id", "name", "kind", "latitude", "longitude")),
        leaf + "country_codes.list.element",
        leaf + "evidence.list.element.reason",
        leaf + "evidence.list.element.weight",
    ]


def _check_target(folder: Path, name: Path) -> None:
    """Refuse to replace what is no dataset."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise DatasetError(f"{name}: is a file; a dataset is a folder, name another one")
    if os.path.ismount(folder):
        raise DatasetError(f"{name}: is a mount point and cannot be swapped; name a folder in it")
    if any(folder.iterdir()) and not _is_manifest(folder / MANIFEST):
        raise DatasetError(f"{name}: holds something else than a dataset; name a new or empty folder")


def _is_manifest(file: Path) -> bool:
    try:
        return "format" in json.loads(file.read_bytes())
    except (OSError, ValueError, TypeError):
        return False


@dataclass(frozen=True, eq=False)
class Dataset:
    """A dataset, opened read-only; what is built over it meanwhile does not change it.

    Attributes
    ----------
    folder : Path
    manifest : mapping
        What ``dataset.json`` says.
    fingerprint : str
        Another one after every build; see `fingerprint`.
    connection : duckdb.DuckDBPyConnection
        With the views ``articles``, ``places`` and ``mentions``. One thread at a time may use it;
        `cursor` gives each its own.
    """

    folder: Path
    manifest: Mapping[str, Any]
    fingerprint: str
    connection: duckdb.DuckDBPyConnection
    _close: Callable[[], object] = field(repr=False, compare=False)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a connection of one's own to the same views; cheap, one a thread or a request.

        It works as long as the dataset is open: keep the dataset while a cursor is in use.
        """
        return self.connection.cursor()

    @property
    def is_current(self) -> bool:
        """False once another dataset stands in the folder."""
        return fingerprint(self.folder) == self.fingerprint

    def close(self) -> None:
        """Let go of the files; it also happens when the dataset is no longer used."""
        self._close()

    def __enter__(self) -> Self:
        """Return the dataset itself."""
        return self

    def __exit__(self, *of_error: object) -> None:
        """Close it."""
        self.close()


def fingerprint(folder: Path) -> str:
    """Tell one build of a dataset from another by looking at the manifest's entry alone.

    Returns
    -------
    str
        Empty where there is no dataset.
    """
    try:
        return _fingerprint((folder / MANIFEST).stat())
    except OSError:
        return ""


def _fingerprint(about: os.stat_result) -> str:
    return f"{about.st_ino:x}-{about.st_mtime_ns:x}-{about.st_size:x}"


def open_dataset(folder: Path, *, memory_limit: str = "256MB", threads: int = 2) -> Dataset:
    """Open a dataset for reading.

    Parameters
    ----------
    folder : Path
    memory_limit : str
        What DuckDB may use, such as ``"128MB"``; it spills to a temporary folder beyond that.
    threads : int
        How many DuckDB may use for one query.

    Raises
    ------
    DatasetError
        If there is no dataset, or it is damaged or of another format; one clear line.
    """
    repair(Path(os.path.realpath(folder)))
    for _ in range(_ATTEMPTS):
        try:
            return _open(folder, memory_limit, threads)
        except FileNotFoundError:
            # Between two of its files another dataset took the place of this one: look again.
            if not folder.is_dir():
                time.sleep(0.02)
    if not folder.exists():
        raise DatasetError(f"{folder}: is not there; make a dataset with: places build ARTICLES -o {folder}")
    lacking = ", ".join(sorted(name for name in _FILES if not (folder / name).is_file()))
    advice = "make one with: places build ARTICLES -o DATASET"
    raise DatasetError(f"{folder}: is no dataset ({lacking or 'files'} missing); {advice}")


def _open(folder: Path, memory_limit: str, threads: int) -> Dataset:
    import duckdb  # a build does without it

    with ExitStack() as held:
        try:
            paths, about = _hold(folder, held)
            manifest = json.loads(Path(paths[MANIFEST]).read_bytes())
        except NotADirectoryError:
            raise DatasetError(f"{folder}: is a file; a dataset is a folder") from None
        except ValueError as error:
            raise DatasetError(f"{folder}: {MANIFEST} is damaged ({error}); build again") from None
        except PermissionError as error:
            raise DatasetError(f"{folder}: cannot be read ({error.strerror})") from None
        version = manifest.get("format") if isinstance(manifest, dict) else None
        if version != FORMAT:
            advice = "update places" if isinstance(version, int) and version > FORMAT else "build again"
            raise DatasetError(f"{folder}: format {version}, and this places reads format {FORMAT}; {advice}")
        try:
            connection = _connect(paths, memory_limit, threads)
        except duckdb.Error as error:
            line = str(error).splitlines()[0]
            raise DatasetError(f"{folder}: cannot be read ({line}); build again") from error
        held.callback(connection.close)
        stack = held.pop_all()
    dataset = Dataset(folder, manifest, _fingerprint(about), connection, stack.close)
    weakref.finalize(dataset, stack.close)
    return dataset


def _hold(folder: Path, held: ExitStack) -> tuple[dict[str, str], os.stat_result]:
    """Open the files of one dataset; return paths that lead to these, whatever replaces them."""
    if not Path("/proc/self/fd").is_dir():
        return {name: str(folder / name) for name in _FILES}, (folder / MANIFEST).stat()
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    held.callback(os.close, directory)
    paths = {}
    for name in sorted(_FILES):
        handle = os.open(name, os.O_RDONLY, dir_fd=directory)
        held.callback(os.close, handle)
        paths[name] = f"/proc/self/fd/{handle}"
    return paths, Path(paths[MANIFEST]).stat()


def _connect(paths: Mapping[str, str], memory_limit: str, threads: int) -> duckdb.DuckDBPyConnection:
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory_limit,
            "threads": threads,
            "temp_directory": str(Path(tempfile.gettempdir()) / f"places-{os.getpid()}"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    try:
        for table in TABLES:
            path = _literal(paths[f"{table}.parquet"])
            # The names come from the constants above, the path is quoted.
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet({path})")  # noqa: S608
            names = ", ".join(f'"{name}"' for name in SCHEMAS[table].names)
            connection.execute(f"SELECT {names} FROM {table} LIMIT 0")  # noqa: S608
        connection.execute("SET lock_configuration = true")
    except duckdb.Error:
        connection.close()
        raise
    return connection


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
