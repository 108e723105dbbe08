"""What a build tells: how far it is, what it did, and why it did nothing."""

from __future__ import annotations

from dataclasses import dataclass

from places.reading import Problem


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
        Articles in the dataset; files and rows that could not be read.
    articles_reused : int
        Of those read, how many had been parsed before.
    undated : int
        Of those read, how many have no date.
    passed_over : int
        Files in the source that are no articles by their names.
    problems : tuple of Problem
        The first thousand.
    places, mentions : int
    seconds : float
    """

    articles_read: int
    articles_failed: int
    articles_reused: int
    undated: int
    passed_over: int
    problems: tuple[Problem, ...]
    places: int
    mentions: int
    seconds: float


class BuildError(Exception):
    """Nothing was written, and what stood there before stands there still; one clear line."""
