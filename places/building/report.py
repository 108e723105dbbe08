"""What a build tells: how far it is, what it did, and why it did nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from places.building.holding import Held
from places.reading import PassedOver, Problem, Repeated


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is.

    Attributes
    ----------
    done, total : int
        Bytes of the source; within a file `done` is an estimate.
    current : str
        The file that is being read.
    articles : int
        Articles written so far.
    """

    done: int
    total: int
    current: str
    articles: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Attributes
    ----------
    articles_read, articles_failed : int
        Articles in the dataset; files, and rows or articles of a file, that could not be read.
    articles_reused : int
        Of those read, how many had been parsed before.
    undated : int
        Of those read, how many have no date.
    files_read : int
        Files of the source that gave articles.
    read_in_part : int
        Lines that say what of a file or an article was left out.
    passed_over, not_meant : int
        Files that are no articles by their names; those that nobody would take for some.
    repeated : int
        Articles that stand in the source once more, and do not count again.
    problems : tuple of Problem
        The first thousand.
    others : tuple of PassedOver
        The first thousand that were passed over.
    repeats : tuple of Repeated
        The first thousand of those that stand there once more.
    whole_list : Path or None
        Where all of them stand, a JSON object a line; None where there are none.
    places, mentions : int
    seconds : float
    held : tuple of Held
        Where what people said holds: of a table of corrections, of the journal.
    removed : int
        Articles that were read, and that somebody left out.
    """

    articles_read: int
    articles_failed: int
    articles_reused: int
    undated: int
    files_read: int
    read_in_part: int
    passed_over: int
    not_meant: int
    repeated: int
    problems: tuple[Problem, ...]
    others: tuple[PassedOver, ...]
    repeats: tuple[Repeated, ...]
    whole_list: Path | None
    places: int
    mentions: int
    seconds: float
    held: tuple[Held, ...] = ()
    removed: int = 0


class BuildError(Exception):
    """Nothing was written, and what stood there before stands there still; one clear line."""
