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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import platformdirs
import pyarrow as pa

from places.building.base import Base, open_standing
from places.building.parsing import parse_articles
from places.building.rewriting import Rewritten, rewrite
from places.corrections import Places
from places.dataset import ORIGINALS, DatasetError, account_file, fingerprint
from places.dataset.manifest import ACCOUNT, OFFSETS, PAIRS, read_manifest
from places.dataset.mirror import address_of
from places.dataset.workshop import Workshop
from places.dataset.writing import commit_tables
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
            with open_base(source) as base:
                seen = fingerprint(folder)
                rewrite_into = _rewriting(base, state, changes, journal, geoparser=geoparser, places=places)
                rewritten = _commit(base, rewrite_into, state, folder=folder, source=source, seen=seen)
                if rewritten is not None:
                    articles, parsed = rewritten.touched, rewritten.parsed
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

    def __init__(self, base: Base, places: Places | None) -> None:
        self._base = base
        self._places = places

    def place(self, place_id: str) -> Place:
        """Return a place; a KeyError where there is none."""
        try:
            return self._base.place(place_id)
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
def open_base(source: Path) -> Iterator[Base]:
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
    with open_standing(source) as base:
        yield base


def _rewriting(
    base: Base,
    state: Mapping[str, Any],
    changes: Sequence[Change],
    journal: Journal,
    *,
    geoparser: Parser | None,
    places: Places | None,
) -> Callable[[Path], Rewritten]:
    """Return what writes the tables as they are to be into a folder."""
    known = Known(base, places)
    before = standing_before(base.manifest, state["identity"], changes)
    return partial(
        rewrite,
        base=base,
        old=None if before is None else base.said(before, known),
        new=base.said(fold(changes), known),
        texts=journal.texts,
        parse=partial(parse_articles, geoparser),
    )


def _commit(
    base: Base,
    rewrite_into: Callable[[Path], Rewritten],
    state: Mapping[str, Any],
    *,
    folder: Path,
    source: Path,
    seen: str,
) -> Rewritten | None:
    """Put new tables into their place; None if another dataset has come to stand there meanwhile."""
    try:
        workshop = Workshop(folder)
        try:
            rewritten = rewrite_into(workshop.folder)
            tables = dict(rewritten.tables)
            for name, files in _beside(base):
                tables.setdefault(name, files)
            if base.folder != folder:
                tables = {
                    name: [_copied(file, workshop.folder) for file in files] for name, files in tables.items()
                }
            if fingerprint(folder) != seen:
                return None
            about, about_build = _about(base, rewritten, state, source if folder != source else None)
            commit_tables(workshop, tables, about, about_build)
        finally:
            workshop.close()
    except (OSError, pa.ArrowException) as error:
        why = printable(str(getattr(error, "strerror", None) or error))
        raise DatasetError(f"{folder}: cannot be revised ({why})") from error
    return rewritten


def _beside(base: Base) -> Iterator[tuple[str, Sequence[Path]]]:
    """Yield what stays beside the tables."""
    for name, file in base.files.items():
        if name not in {*ORIGINALS, PAIRS, OFFSETS}:
            yield name, [file]
    account = account_file(base.folder, base.manifest)
    if account is not None and account.exists():
        yield ACCOUNT, [account]


def _copied(file: Path, workshop: Path) -> Path:
    """Copy a file of another dataset: a commit gives its own away."""
    return file if file.parent == workshop else Path(shutil.copyfile(file, workshop / file.name))


def _about(
    base: Base, rewritten: Rewritten, state: Mapping[str, Any], copy_of: Path | None
) -> tuple[dict[str, object], dict[str, object]]:
    """Say for the manifest what is known of the dataset, and what is told of its build."""
    told = {*_OF_BUILD, "format", "files", "counts", "journal", "revised", _OF}
    about = {name: value for name, value in base.manifest.items() if name not in told}
    about |= {"journal": dict(state), "counts": dict(rewritten.counts)}
    if copy_of is not None:
        about[_OF] = read_manifest(copy_of)[0]["files"]
    about_build = {name: base.manifest[name] for name in _OF_BUILD if name in base.manifest}
    return about, about_build | {"revised": datetime.now(UTC).isoformat(timespec="seconds")}
