"""What was not read, said in one line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the source that is not as it should be.

    Attributes
    ----------
    path : str
        The file, relative to the folder that is read, safe to print.
    row : int or None
        The row of a table (the header is row 1), the line of a file of JSON lines, or the number of
        the article in a file of many.
    reason : str
        What is wrong and, where it helps, what to do.
    kept : bool
        True where the article was read all the same, without what the line names.
    """

    path: str
    row: int | None
    reason: str
    kept: bool = False

    def __str__(self) -> str:
        """Write the one clear line: file, row, reason."""
        where = self.path if self.row is None else f"{self.path}, row {self.row}"
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that was not meant to be read, so that nothing is left out unsaid.

    Attributes
    ----------
    path : str
        As in `Problem`; a folder ends with a slash.
    reason : str
        Why it is not read.
    expected : bool
        True where nobody would think that it is read: a hidden file, a dataset, a table of corrections.
    """

    path: str
    reason: str
    expected: bool = False

    def __str__(self) -> str:
        """Write one line: file, reason."""
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Repeated:
    """An article that stands in the source once more, and does not count again.

    Attributes
    ----------
    path, row
        As in `Problem`.
    kept, kept_row
        Where the article stands that counts.
    """

    path: str
    row: int | None
    kept: str
    kept_row: int | None

    @property
    def reason(self) -> str:
        """Name what counts instead."""
        if self.kept_row is None:
            return f"the same article as {self.kept}"
        return f"the same article as {self.kept}, row {self.kept_row:d}"

    def __str__(self) -> str:
        """Write one line: file, row, reason."""
        where = self.path if self.row is None else f"{self.path}, row {self.row}"
        return f"{where}: {self.reason}"


class UnreadableError(ValueError):
    """A file cannot be read; its message says in one line why and what to do."""


def printable(text: str) -> str:
    """Escape what a terminal would obey rather than show: control characters, lone surrogates."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in text
    )


def quoted(value: object) -> str:
    """Quote a value from the source for a line, shortened and on one line."""
    text = printable(" ".join(str(value)[:200].split()))
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def reason_of(error: OSError) -> str:
    """Say why a file could not be opened, without its name: the line has it already."""
    return (error.strerror or str(error)).lower()
