"""Texts that somebody tries the dashboard with: a dataset for one visitor, gone with whoever brought it.

It lies in a folder of the machine's temporary ones that nobody else can read and whose name nobody can
guess. The texts touch neither the journal nor the dataset of the host, and stand in no log.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from places.adding.drafts import Draft, drafts_of
from places.adding.known import Known
from places.building.indexing import index_for
from places.dataset import DatasetWriter, mention_table
from places.dataset.holding import claim, hold
from places.geoparsing.parser import Parser
from places.model import Article
from places.reading import Problem

_PREFIX: Final = "places-trial-"
_LOCK: Final = "lock"
_LONGEST: Final = 500_000
"""Characters of one article: a longer one is a book, whose places take a while to find."""
_SECONDS: Final = 60.0
"""So long at most one visitor's texts are read, articles that have been begun aside."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one visitor may bring.

    Attributes
    ----------
    articles : int
    megabytes : int
        Of all files together, and of the texts that are in them.
    """

    articles: int = 50
    megabytes: int = 10

    @property
    def bytes(self) -> int:
        """All files together, in bytes."""
        return self.megabytes * 1_000_000


@dataclass
class Trial:
    """A dataset of somebody's own texts.

    Attributes
    ----------
    folder : Path
        The dataset.
    """

    folder: Path
    _held: BinaryIO = field(repr=False)

    def end(self) -> None:
        """Delete it."""
        shutil.rmtree(self.folder.parent, ignore_errors=True)
        self._held.close()


def within(items: Iterable[Article | Problem], bounds: Bounds, parser: Parser) -> Iterator[Draft | Problem]:
    """Look at what somebody brings until it is more than is allowed; the last line says so then.

    Parameters
    ----------
    items : iterable of Article or Problem
    bounds : Bounds
    parser : Parser
    """
    until = time.monotonic() + _SECONDS

    def allowed() -> Iterator[Article | Problem]:
        articles = letters = 0
        for item in items:
            if isinstance(item, Article):
                if len(item.text) > _LONGEST:
                    yield Problem(item.path, None, "longer than may be tried here")
                    continue
                articles += 1
                letters += len(item.text)
            if articles > bounds.articles or letters > bounds.bytes or time.monotonic() > until:
                yield Problem("", None, "more than may be tried here; the rest was left out")
                return
            yield item

    yield from drafts_of(allowed(), parser, Known())


def begin_trial(drafts: Sequence[Draft]) -> Trial:
    """Make a dataset of what somebody brought.

    Parameters
    ----------
    drafts : sequence of Draft
        Those that are the same as another one are left out.

    Raises
    ------
    DatasetError, OSError
        If it cannot be written.
    """
    home = Path(tempfile.mkdtemp(prefix=_PREFIX))  # for this user alone
    try:
        (home / _LOCK).touch()
        held = hold(home / _LOCK)
        folder = home / "dataset"
        with DatasetWriter(folder) as writer:
            for draft in drafts:
                if draft.twin is None or not draft.twin.is_same:
                    mentions = mention_table([(draft.article.id, draft.mentions)])
                    writer.add([draft.article], mentions, [mention.place for mention in draft.mentions])
            writer.commit({}, index=index_for(folder))
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise
    return Trial(folder, held)


def clear_trials() -> None:
    """Delete what servers have left that did not end by themselves."""
    for home in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError), claim(home / _LOCK) as free:
            if free and not home.is_symlink():
                shutil.rmtree(home, ignore_errors=True)
