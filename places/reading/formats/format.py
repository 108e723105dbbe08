"""What a format is: the one protocol between a kind of file and the rest of the reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from places.reading.problem import PassedOver, Problem
from places.reading.record import Field, Record


@dataclass(frozen=True, slots=True)
class InnerFile:
    """A file inside another: in an archive, or attached to a mail.

    Attributes
    ----------
    name : str
        What it is called in there; its ending tells its format.
    open : callable
        Opens its bytes for reading. It is called at most once, before the next file is asked for.
    size : int
        In bytes, as far as it is stated; 0 where it is not.
    given : mapping of Field to object
        What is known of it from outside, for what it does not say itself: the date of a mail.
    """

    name: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    size: int = 0
    given: Mapping[Field, object] = field(default_factory=dict)


Read = Callable[[Path, str], Iterator[Record | Problem | PassedOver | InnerFile]]
"""A file and the name to call it by -> what is in it.

It may raise whatever it likes: that becomes one line for its file, and the rest goes on. What it says
well it raises as `UnreadableError`.
"""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that articles come in.

    Attributes
    ----------
    label : str
        What people call it, in English, for the help and the documents.
    suffixes : tuple of str
        The ends of the names of such files, in small letters.
    order : int
        Where it stands among the others, most used first.
    read : Read
    packages : tuple of str
        Modules of other people that `read` imports and that need not be installed.
    size_limit : int or None
        The largest file, in bytes, that is read at all; None where memory does not grow with it.
    whole : bool
        True where a file is one text: its name may tell its date, and it may be the export of a
        press archive with many articles.
    mail : bool
        True where a file is one mail.
    full : bool
        True where a file is full of others.
    """

    label: str
    suffixes: tuple[str, ...]
    order: int
    read: Read
    packages: tuple[str, ...] = ()
    size_limit: int | None = None
    whole: bool = False
    mail: bool = False
    full: bool = False

    def ending_of(self, name: str) -> str:
        """Return the longest of the suffixes that a name ends with; empty if there is none."""
        endings = (suffix for suffix in self.suffixes if name.lower().endswith(suffix))
        return max(endings, key=len, default="")
