"""Open the dataset that the dashboard shows; build it first where it is a folder of articles."""

from __future__ import annotations

import logging
import os
import threading
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from places.dataset import (
    MANIFEST,
    TABLES,
    DamagedDatasetError,
    Dataset,
    DatasetError,
    OtherFormError,
    open_dataset,
)
from places.dataset.cached import cached_dataset, is_dataset
from places.dataset.manifest import check_index
from places.journal import Journal, JournalError
from places.journal.location import journal_file
from places.language import Language
from places.model import Place
from places.query import Counts, count, date_range
from places.selection import Selection
from places.views import bucket
from places.views.memory import TooLargeError, make_sure_it_fits
from places.views.refused import refused, title_of
from places.views.settings import Settings, settings

if TYPE_CHECKING:
    from places.gazetteer import Gazetteer

_LOG: Final = logging.getLogger(__name__)
_BUILDING = threading.Lock()
_SUSPECTED: Final[set[Path]] = set()


@dataclass(frozen=True, slots=True)
class Opened:
    """A dataset with what does not change from visit to visit.

    Attributes
    ----------
    dataset : Dataset
    total : Counts
        All that it holds.
    span : tuple of date or None
        The first and the last day of its dated articles.
    """

    dataset: Dataset
    total: Counts
    span: tuple[date, date] | None


def open_source(source: Path, say: Language, *, address: str = "", revised: bool = True) -> Opened:
    """Open what the dashboard was pointed at; stop the page with one clear line where that fails.

    Parameters
    ----------
    source : Path
        A dataset, or a file or folder of articles: these are built into a dataset in the
        cache of the user, again whenever the server starts, which costs only what has changed.
    say : Language
    address : str
        Of the bucket where the dataset is; `source` is the copy of it here then. It is fetched when the first
        visitor comes, and looked at again and again from then on.
    revised : bool
        Whether it tells all that people changed, rather than what they had when it was last brought up
        to that: whoever changes one thing after another does not wait for each.
    """
    if address:
        bucket.follow(address, say)
    try:
        if not address and not _is_there(source):
            with _refused(say):
                _wait_for_anything(source, say)
            st.stop()
        if is_dataset(source):
            if source in _SUSPECTED:
                read_through(source)
                _SUSPECTED.discard(source)
            folder = source
        else:
            folder = _built(source.resolve(), say)
        folder = _revised(folder, source, anew=revised)
        return _open(str(folder), _stamp(folder))
    except DamagedDatasetError as error:
        if address and bucket.fetch_what_is_damaged(address):
            st.rerun()
        with _refused(say):
            show_damaged(error, say)
        st.stop()
    except TooLargeError as error:
        with _refused(say):
            st.error(error.told(say), icon=":material/memory:")
            _log(str(error))
            _look_for_another(folder, _stamp(folder))
        st.stop()
    except _NoJournalError:
        with _refused(say):
            _wait_for_journal(source, say)
        st.stop()
    except DatasetError as error:
        _log(str(error))
        with _refused(say):
            st.error(_told(error, source, say), icon=":material/error:")
            _look_for_another(source, _stamp(source))
        st.stop()
    except PermissionError as error:
        _log(f"{source}: {error}")
        with _refused(say):
            st.error(
                say("{address} cannot be read at the moment. This page comes back by itself.").format(
                    address=f"`{source.name}`"
                ),
                icon=":material/error:",
            )
            _look_for_something(source)
        st.stop()


def _is_there(source: Path) -> bool:
    """Tell whether there is anything; a PermissionError where nobody here may know."""
    try:
        source.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _told(error: DatasetError, source: Path, say: Language) -> str:
    """Tell a visitor why a dataset is not shown; where it lies on the server is nothing for them."""
    if isinstance(error, OtherFormError):
        return say(
            "The dataset {name} has a form that this version of places does not read. Whoever looks after it "
            "can update places, or build it again with “places build”."
        ).format(name=f"`{source.name}`")
    line = str(error)
    for path in (source, source.resolve(), cached_dataset(source)):
        line = line.replace(f"{path.parent}{os.sep}", "")
    return line


def _refused(say: Language) -> AbstractContextManager[None]:
    return refused(title_of(settings(), say))


def _wait_for_anything(source: Path, say: Language) -> None:
    """Tell a visitor that there is nothing, and go on by itself once there is something."""
    st.error(
        say("There is nothing at {path}. Start with: {command}").format(
            path=f"`{source.name}`", command=f"`streamlit run dashboard.py -- {say('FOLDER')}`"
        ),
        icon=":material/folder_off:",
    )
    _log(f"{source}: there is nothing")
    _look_for_something(source)


@st.fragment(run_every=5)
def _look_for_something(source: Path) -> None:
    with suppress(PermissionError):
        if os.access(source, os.R_OK | os.X_OK if source.is_dir() else os.R_OK):
            st.rerun()


class _NoJournalError(DatasetError):
    """What people changed cannot be read: what they put right or took away is not shown as it was before."""


def _wait_for_journal(source: Path, say: Language) -> None:
    """Tell a visitor that changes cannot be read, and go on by itself once they can be."""
    st.error(
        say(
            "What was changed in this map cannot be read at the moment. The log of the server says why. "
            "This page comes back by itself."
        ),
        icon=":material/error:",
    )
    _look_for_journal(source)


@st.fragment(run_every=5)
def _look_for_journal(source: Path) -> None:
    with suppress(JournalError):
        journal_of(source).last()
        st.rerun()


@lru_cache(maxsize=8)
def journal_of(source: Path) -> Journal:
    """Give the journal of what the dashboard was pointed at; the server asks the settings for it once.

    Raises
    ------
    JournalError
        If what the settings say of it makes no sense.
    """
    return Journal(settings().journal or journal_file(source))


@cache
def gazetteer() -> Gazetteer:
    """Open the gazetteer; only who edits needs it."""
    from places.gazetteer import open_gazetteer

    return open_gazetteer()


class _Known:
    """Knows the places of the gazetteer, which is opened when one is asked for."""

    def place(self, place_id: str) -> Place:
        """Return a place; a KeyError where there is none."""
        return gazetteer().place(place_id)


GAZETTEER: Final = _Known()
"""For whoever may need a place that the dataset does not have."""


def _revised(folder: Path, source: Path, *, anew: bool) -> Path:
    """Bring a dataset up to what people changed since; one visitor does it, the others wait."""
    known = _revisions()
    if not anew and source in known:
        return known[source]
    try:
        journal = journal_of(source)
        if not journal.last():
            return folder
        from places.building import revise  # loaded only where it is needed

        bucket.fetch_all_of(folder)

        known[source] = revise(folder, journal, places=GAZETTEER).folder
        return known[source]
    except JournalError as error:
        _log(str(error))
        raise _NoJournalError(str(error)) from error


@st.cache_resource(show_spinner=False)
def _revisions() -> dict[Path, Path]:
    """Give where each dataset was brought up to date the last time."""
    return {}


def suspect(source: Path) -> None:
    """Read all of a dataset before it is shown the next time: some of it could not be read."""
    _SUSPECTED.add(source)


def show_damaged(error: DamagedDatasetError, say: Language) -> None:
    """Tell a visitor that the dataset is damaged, and go on by itself once it is whole again."""
    st.error(
        say(
            "The dataset {name} is damaged and cannot be shown. Whoever looks after it can build it again "
            "with “places build”, or put its files back. This page comes back by itself."
        ).format(name=f"`{error.folder.name}`"),
        icon=":material/error:",
    )
    _log(str(error))
    _look_again(error.folder)


@lru_cache(maxsize=64)
def _log(line: str) -> None:
    """Write a line into the log; once, not for every visitor."""
    _LOG.error("%s", line)


@st.fragment(run_every=5)
def _look_again(folder: Path) -> None:
    with suppress(DatasetError, OSError):
        read_through(folder)
        st.rerun()


@st.fragment(run_every=20)
def _look_for_another(folder: Path, stamp: int) -> None:
    if _stamp(folder) != stamp:
        st.rerun()


@st.cache_data(ttl=4, max_entries=8, show_spinner=False)
def read_through(folder: Path) -> None:
    """Read all of a dataset, once for all who wait for it.

    Raises
    ------
    DatasetError
        If it cannot be read.
    """
    with open_dataset(folder) as dataset:
        for table in TABLES:
            dataset.rows(f"SELECT bit_xor(hash({table})) FROM {table}")  # noqa: S608 - our own names
        check_index(folder, dataset.manifest["files"])


def _stamp(folder: Path) -> int:
    try:
        return (folder / MANIFEST).stat().st_mtime_ns
    except OSError:
        return 0  # whoever opens it finds out why


@st.cache_resource(max_entries=4, show_spinner=False, on_release=lambda opened: opened.dataset.close())
def _open(folder: str, stamp: int) -> Opened:  # noqa: ARG001 - the stamp is part of the key
    dataset = open_dataset(Path(folder))
    try:
        make_sure_it_fits(dataset, settings())
    except DatasetError:
        dataset.close()
        raise
    return Opened(dataset, count(dataset, Selection()), date_range(dataset))


@st.cache_resource(show_spinner=False)
def _builds() -> dict[Path, Path]:
    return {}


def _built(source: Path, say: Language) -> Path:
    builds = _builds()
    if source in builds:
        return builds[source]
    bar = st.progress(0.0, text=say("Reading {path}").format(path=source.name))
    with _BUILDING:  # a second visitor waits for the first one's build instead of starting another
        if source not in builds:
            builds[source] = _build(source, bar, say)
    bar.empty()
    return builds[source]


def _build(source: Path, bar: st.delta_generator.DeltaGenerator, say: Language) -> Path:
    from places.building import BuildError, Progress, build  # loaded only where it is needed
    from places.building.watching import snapshot
    from places.gazetteer import CacheError
    from places.views import watched

    def show(progress: Progress) -> None:
        share = progress.done / progress.total if progress.total else 0.0
        bar.progress(
            min(share, 1.0),
            text=say.plural("{n} article read", "{n} articles read", progress.articles),
        )

    folder = cached_dataset(source)
    folder.parent.mkdir(parents=True, exist_ok=True)
    bar.progress(0.0, text=say("Preparing the gazetteer; the first time takes about a minute"))
    try:
        gazetteer()
        seen = snapshot(source)
        if _is_empty(source) and not journal_of(source).last():
            _write_empty(folder)
        else:
            build(source, folder, journal=journal_of(source), progress=show)
    except (BuildError, CacheError) as error:
        raise DatasetError(str(error)) from error
    watched.begin(source, lambda: build(source, folder, journal=journal_of(source)), seen)
    return folder


def _is_empty(source: Path) -> bool:
    return source.is_dir() and next(source.iterdir(), None) is None


def _write_empty(folder: Path) -> None:
    """Write a dataset without articles: who starts with an empty folder adds the first ones in the page."""
    from places.building.indexing import index_for
    from places.dataset import DatasetWriter

    with DatasetWriter(folder) as writer:
        writer.commit({}, index=index_for(folder))


def open_if_built(told: Settings) -> Dataset | None:
    """Open a dataset before anybody asks for it; what is wrong with it the first visitor is told."""
    with suppress(DatasetError):
        if told.address:
            bucket.begin(told.address)
        if is_dataset(told.source):
            return _open(str(told.source), _stamp(told.source)).dataset
    return None
