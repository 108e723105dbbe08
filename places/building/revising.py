"""Let a dataset tell what people changed since, without building it anew.

Only articles that a change touches are settled again, from what was found in them; one is parsed
again only where somebody changed what the geoparser sees of it. The new manifest takes the place of
the old one in one step, so that whoever reads the dataset goes on with the old one until the next look.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Final

import platformdirs
import pyarrow as pa
import pyarrow.parquet as pq

from places.building.current import Current, open_current
from places.building.indexing import renewed
from places.building.parsing import parse_articles
from places.building.revision import Revision, revision_of
from places.corrections import Places
from places.dataset import ORIGINALS, SCHEMAS, DatasetError, account_file, fingerprint
from places.dataset.filling import Filling
from places.dataset.manifest import ACCOUNT, PAIRS, SEARCH, read_manifest
from places.dataset.mirror import address_of
from places.dataset.parts import divided
from places.dataset.workshop import Workshop
from places.dataset.writing import commit_tables, write_originals
from places.geoparsing.parser import Parser
from places.journal import Change, Journal, Standing, fold
from places.journal.location import is_ours
from places.model import Place
from places.reading import printable

_TURN: Final = threading.Lock()
"""One thread at a time revises: whoever waits finds that it is done."""

_ATTEMPTS: Final = 5
_OF: Final = "revision_of"
"""In the manifest of a copy: the files of the dataset of which it is one."""

_OF_BUILD: Final = ("software", "built", "versions")
"""What a manifest does not say itself: it stands in the file that tells of the build."""


@dataclass(frozen=True, slots=True)
class Revised:
    """What became of a dataset.

    Attributes
    ----------
    folder : Path
        Where it stands now: where it was, or a copy of one that can only be read.
    last : int
        The number of the last change that is in it.
    articles, parsed : int
        That were settled again, and of them those that were parsed again.
    seconds : float
    """

    folder: Path
    last: int
    articles: int
    parsed: int
    seconds: float


def revise(
    source: Path,
    journal: Journal,
    *,
    geoparser: Parser | None = None,
    places: Places | None = None,
    wait: bool = True,
) -> Revised:
    """Let a dataset tell what people changed since.

    It is quick where nothing is new, and may be called at every step of a visitor. Several threads
    and processes may call it at once.

    Parameters
    ----------
    source : Path
        The dataset. If it comes along with the program or cannot be written, a copy in the user's
        cache is revised instead.
    journal : Journal
    geoparser : Parser, optional
        For articles that were added, or of which the title, the language or the source was edited; the
        project's own if not given.
    places : Places, optional
        The gazetteer, for places that the dataset does not have yet; the whole one if not given.
    wait : bool
        False for who would rather see what was there before than wait for somebody else's turn.

    Raises
    ------
    DatasetError
        If the dataset cannot be read or written.
    JournalError
        If the journal cannot be read.
    """
    started = time.monotonic()
    source = Path(os.path.realpath(source))
    folder = revised_folder(source)
    if not _TURN.acquire(blocking=wait):
        return Revised(folder if folder.exists() else source, 0, 0, 0, time.monotonic() - started)
    try:
        articles = parsed = 0
        for _ in range(_ATTEMPTS):
            changes = journal.changes()
            if not changes:
                return Revised(source, 0, 0, 0, time.monotonic() - started)
            state = {"identity": journal.identity(), "last": len(changes)}
            if not _is_behind(folder, source, state):
                return Revised(folder, len(changes), articles, parsed, time.monotonic() - started)
            with open_base(source) as current:
                seen = fingerprint(folder)
                revision = _revision(current, state, changes, journal, geoparser=geoparser, places=places)
                if _commit(current, revision, state, folder=folder, source=source, seen=seen):
                    articles, parsed = revision.touched, revision.parsed
    finally:
        _TURN.release()
    raise DatasetError(f"{folder}: is built anew time and again; try later")


def revised_folder(source: Path) -> Path:
    """Tell where a dataset is revised: where it stands, or in the user's cache if it can only be read."""
    source = Path(os.path.realpath(source))
    cache = platformdirs.user_cache_path("places")
    part_of_program = is_ours(source) and not source.is_relative_to(os.path.realpath(cache))
    kept_elsewhere = part_of_program or bool(address_of(source))
    if not kept_elsewhere and all(os.access(each, os.W_OK | os.X_OK) for each in (source, source.parent)):
        return source
    digest = hashlib.sha256(os.fsencode(source)).hexdigest()[:16]
    return cache / "revised" / f"{source.name}-{digest}"


def standing_before(manifest: Mapping[str, Any], identity: str, changes: Sequence[Change]) -> Standing | None:
    """Return what held when a dataset was made; None where another journal says that."""
    state = manifest.get("journal")
    if not state:
        return Standing()
    if state.get("identity") != identity or not 0 <= state.get("last", -1) <= len(changes):
        return None
    return fold(changes[: state["last"]])


class Known:
    """Knows places by their ids: those of the dataset first, so that the gazetteer need not be opened."""

    def __init__(self, current: Current, places: Places | None) -> None:
        self._current = current
        self._places = places

    def place(self, place_id: str) -> Place:
        """Return a place; a KeyError where there is none."""
        try:
            return self._current.place(place_id)
        except KeyError:
            if self._places is None:
                from places.gazetteer import open_gazetteer

                self._places = open_gazetteer()
            return self._places.place(place_id)


def _is_behind(folder: Path, source: Path, state: Mapping[str, object]) -> bool:
    """Tell whether a dataset lacks changes, or is the copy of one that was built anew."""
    try:
        manifest, _ = read_manifest(folder)
        return manifest.get("journal") != state or (
            folder != source and manifest.get(_OF) != read_manifest(source)[0]["files"]
        )
    except (OSError, DatasetError):
        return True  # whoever opens it finds out why


@contextmanager
def open_base(source: Path) -> Iterator[Current]:
    """Open what is revised next: the dataset, or the copy of it that was revised before.

    Raises
    ------
    DatasetError
        If there is none.
    """
    source = Path(os.path.realpath(source))
    folder = revised_folder(source)
    if folder != source:
        with suppress(OSError, DatasetError):
            if read_manifest(folder)[0].get(_OF) == read_manifest(source)[0]["files"]:
                source = folder
    with open_current(source) as current:
        yield current


def _revision(
    current: Current,
    state: Mapping[str, Any],
    changes: Sequence[Change],
    journal: Journal,
    *,
    geoparser: Parser | None,
    places: Places | None,
) -> Revision:
    known = Known(current, places)
    before = standing_before(current.manifest, state["identity"], changes)
    return revision_of(
        current,
        None if before is None else current.said(before, known),
        current.said(fold(changes), known),
        journal.texts,
        lambda articles: parse_articles(geoparser, articles),
    )


def _commit(
    current: Current,
    revision: Revision,
    state: Mapping[str, Any],
    *,
    folder: Path,
    source: Path,
    seen: str,
) -> bool:
    """Put the new tables into their place; False if another dataset has come to stand there meanwhile."""
    try:
        workshop = Workshop(folder)
        try:
            tables = _written(workshop.folder, current, revision)
            for name, files in (*current.parts.items(), *_beside(current)):
                tables.setdefault(name, files)
            if current.folder != folder:
                tables = {
                    name: [_copied(file, workshop.folder) for file in files] for name, files in tables.items()
                }
            if fingerprint(folder) != seen:
                return False
            about, about_build = _about(current, revision, state, source if folder != source else None)
            commit_tables(workshop, tables, about, about_build)
        finally:
            workshop.close()
    except (OSError, pa.ArrowException) as error:
        why = printable(str(getattr(error, "strerror", None) or error))
        raise DatasetError(f"{folder}: cannot be revised ({why})") from error
    return True


def _beside(current: Current) -> Iterator[tuple[str, Sequence[Path]]]:
    """Yield what stays beside the tables."""
    for name, file in current.files.items():
        if name not in {*ORIGINALS, PAIRS}:
            yield name, [file]
    account = account_file(current.folder, current.manifest)
    if account is not None and account.exists():
        yield ACCOUNT, [account]


def _written(workshop: Path, current: Current, revision: Revision) -> dict[str, Sequence[Path]]:
    """Write the files that are not as they were; the large ones at the same time."""
    file = workshop / f"{SEARCH}.sqlite"
    with ThreadPoolExecutor(thread_name_prefix="places-write") as pool:
        index = pool.submit(renewed, current.files.get(SEARCH), current.articles, revision.articles, file)
        shown = current.articles if revision.articles is None else revision.articles
        of_articles = divided(shown.column("id").to_pylist())
        of_mentions = _sums(of_articles, shown.column("mention_count").to_pylist())
        large = {"mentions": pool.submit(_filled, workshop, "mentions", revision.mentions, of_mentions)}
        if revision.articles is not None:
            large["articles"] = pool.submit(_filled, workshop, "articles", revision.articles, of_articles)
        file_of_places = workshop / "places.parquet"
        pq.write_table(revision.places, file_of_places, compression="zstd")
        tables: dict[str, Sequence[Path]] = {"places": [file_of_places]}
        articles, places, mentions = revision.originals
        if articles.num_rows or mentions.num_rows:
            originals = write_originals(workshop, articles, mentions, places)
            tables |= {name: [written] for name, written in originals.items()}
        tables |= {name: written.result() for name, written in large.items()}
        search = index.result()
    return tables if search is None else tables | {SEARCH: [search]}


def _sums(lengths: Sequence[int], counts: Sequence[int]) -> list[int]:
    """Add up the counts of some articles after the other."""
    ends = [0, *accumulate(lengths)]
    return [sum(counts[begin:end]) for begin, end in pairwise(ends)]


def _filled(folder: Path, name: str, table: pa.Table, lengths: Sequence[int]) -> list[Path]:
    """Write a table in parts of some rows each."""
    files: list[Path] = []
    begin = 0
    for length in lengths:
        files.append(folder / f"{name}-{len(files)}.parquet")
        filling = Filling(files[-1], SCHEMAS[name], name)
        filling.add(table.slice(begin, length))
        filling.close()
        begin += length
    return files


def _copied(file: Path, workshop: Path) -> Path:
    """Copy a file of another dataset: a commit gives its own away."""
    return file if file.parent == workshop else Path(shutil.copyfile(file, workshop / file.name))


def _about(
    current: Current, revision: Revision, state: Mapping[str, Any], copy_of: Path | None
) -> tuple[dict[str, object], dict[str, object]]:
    """Say for the manifest what is known of the dataset, and what is told of its build."""
    told = {*_OF_BUILD, "format", "files", "counts", "journal", "revised", _OF}
    about = {name: value for name, value in current.manifest.items() if name not in told}
    about |= {"journal": dict(state), "counts": dict(revision.counts)}
    if copy_of is not None:
        about[_OF] = read_manifest(copy_of)[0]["files"]
    about_build = {name: current.manifest[name] for name in _OF_BUILD if name in current.manifest}
    return about, about_build | {"revised": datetime.now(UTC).isoformat(timespec="seconds")}
