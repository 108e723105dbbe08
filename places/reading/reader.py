"""Files -> articles, whatever is in them: each in its format, and those inside them as well.

What a format raises becomes one line for its file here, and nowhere else, and the rest goes on.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from places.model import Article
from places.reading import press
from places.reading.articles import Articles, Draft, drafts_of
from places.reading.documents import Document, document_of, is_document
from places.reading.folder import UNKNOWN, SourceFile, form_of, unread
from places.reading.formats import InnerFile, format_of
from places.reading.kinds import UNREAD, kind_of
from places.reading.problem import PassedOver, Problem, Repeated, printable
from places.reading.record import Field, Record
from places.reading.refusing import refusal, why
from places.reading.repeats import Repeats

_DEPTH: Final = 8
"""Files inside files inside files: an attachment in a mail in an archive in an archive is three."""

_FILES: Final = 100_000
"""Files that one file of the folder may hold, counted at every depth."""

_GROWTH: Final = 200
"""How many times the size of a file on disk what it holds may have, unpacked, all in all. News is packed
to a fifth, tables to a twentieth, zeros to a thousandth."""

_ALWAYS: Final = 100_000_000
"""Bytes that may be unpacked whatever the size on disk."""

_PIECE: Final = 1_000_000

Item: TypeAlias = "Draft | Problem | PassedOver"
"""What comes of a file: articles, and a line for each thing that could not, or is not, read."""


class Reader:
    """Reads files one after another, in bounded memory; no two articles get the same id.

    Parameters
    ----------
    passed_over : callable, optional
        Called for every file inside another one that is not read because of its kind, and for every
        article that has been met before.
    repeats : Repeats, optional
        What tells these; if it is not given, they are articles as all others.
    """

    def __init__(
        self,
        passed_over: Callable[[PassedOver | Repeated], None] | None = None,
        repeats: Repeats | None = None,
    ) -> None:
        self._passed_over = passed_over
        self._repeats = repeats
        self._articles = Articles()

    def read(self, source: SourceFile) -> Iterator[Article | Problem]:
        """Read a file: its articles, and one line for each thing that could not be read."""
        return self.take(items_in(source))

    def take(self, items: Iterable[Item | Document]) -> Iterator[Article | Problem]:
        """Take what was read of a file, here or elsewhere."""
        for item in items:
            if isinstance(item, Draft):
                article = self._articles.take(item)
                repeated = self._repeats.of(item, article) if self._repeats else None
                if repeated is None:
                    yield article
                elif self._passed_over:
                    self._passed_over(repeated)
            elif isinstance(item, Problem):
                yield item
            elif isinstance(item, PassedOver) and self._passed_over:
                self._passed_over(item)


def items_in(
    source: SourceFile, *, given: Mapping[Field, object] | None = None, depth: int = 0, apart: bool = False
) -> Iterator[Item | Document]:
    """Read a file, whatever other files there are.

    Parameters
    ----------
    source : SourceFile
    given : mapping of Field to object, optional
        What is known of it from the file that it was in.
    depth : int
        In how many files it was.
    apart : bool
        Whether the documents in it are given as they are, for somebody else to read.
    """
    try:
        for item in _in(source, _Limits(source.size, apart), given or {}, depth):
            # A problem may repeat what stands in the file.
            yield replace(item, reason=printable(item.reason)) if isinstance(item, Problem) else item
    except _SpentError as error:
        yield Problem(source.name, None, str(error))


def _in(
    source: SourceFile, limits: _Limits, given: Mapping[Field, object], depth: int
) -> Iterator[Item | Document]:
    kind = _kind(source)
    if not kind and source.format is not UNKNOWN:
        yield from _named(source, limits, given, depth)
    elif not kind:
        yield unread(source.name, source.name)
    elif kind in UNREAD:
        yield Problem(source.name, None, UNREAD[kind])
    elif (form := format_of(f"file{kind}")) is not None:
        with tempfile.TemporaryDirectory(prefix="places-") as folder:
            file = _under_its_name(source.file, Path(folder) / f"file{kind}")
            told = False
            for item in _named(replace(source, file=file, format=form), limits, given, depth):
                if isinstance(item, Draft) and not told:
                    told = True
                    yield Problem(
                        source.name, None, f"its name does not say what it is: {form.label}", kept=True
                    )
                yield item


def _kind(source: SourceFile) -> str:
    try:
        return kind_of(source.file, source.format)
    except OSError:  # whoever reads it says why it cannot be opened
        return ""


def _under_its_name(file: Path, wanted: Path) -> Path:
    """Have a file under a name with the ending that it should have."""
    try:
        wanted.symlink_to(file.resolve())
    except OSError:  # not everybody may make links on Windows
        shutil.copyfile(file, wanted)
    return wanted


def _named(
    source: SourceFile, limits: _Limits, given: Mapping[Field, object], depth: int
) -> Iterator[Item | Document]:
    """Read a file that is what its format says."""
    form = source.format
    if (reason := refusal(source)) is not None:
        yield Problem(source.name, None, reason)
        return
    held = False
    try:
        for item in form.read(source.file, source.name):
            held = True
            if isinstance(item, InnerFile):
                yield from _inner(item, source.name, limits, {**given, **item.given}, depth)
            elif isinstance(item, Record):
                if isinstance(text := item.fields.get("text"), str | bytes):
                    limits.take(len(text))
                for record in press.split(item, source.name) if form.whole else (item,):
                    yield from _record(record, source, given)
            else:
                yield item
        if not held:
            yield Problem(source.name, None, "nothing to read in it")
    except _SpentError:
        raise
    except Exception as error:  # whatever a reader raises costs its own file alone
        yield Problem(source.name, None, why(error, form.label))


def _record(
    record: Record | Problem, source: SourceFile, given: Mapping[Field, object]
) -> Iterator[Draft | Problem]:
    if isinstance(record, Problem):
        yield record
        return
    try:
        named = source.format.whole and record.row is None
        yield from drafts_of(record.supplemented(given), source.name, named=named)
    except Exception as error:  # an odd article costs itself alone
        yield Problem(source.name, record.row, why(error, source.format.label))


def _inner(
    inner: InnerFile, outer: str, limits: _Limits, given: Mapping[Field, object], depth: int
) -> Iterator[Item | Document]:
    name = f"{outer}/{printable(inner.name)}"
    form = form_of(inner.name)
    if form is None:
        limits.take(inner.size)  # whoever gives it has to go past it
        yield unread(inner.name, name)
        return
    if depth == _DEPTH:
        yield Problem(name, None, f"more than {_DEPTH} files deep in one another; unpack it")
        return
    with tempfile.TemporaryDirectory(prefix="places-") as folder:
        # The name that it has in there is anybody's: only its ending goes to the disk.
        file = Path(folder) / f"file{form.ending_of(inner.name)}"
        try:
            size = _unpack(inner, file, limits)
        except _SpentError:
            raise
        except Exception as error:  # a damaged file in an archive costs itself alone
            yield Problem(name, None, why(error, "part of its archive"))
            return
        source = SourceFile(file, name, size, form)
        if limits.apart and is_document(source):
            yield replace(document_of(source), given=given, depth=depth + 1)
        else:
            yield from _in(source, limits, given, depth + 1)


def _unpack(inner: InnerFile, file: Path, limits: _Limits) -> int:
    """Write an inner file to the disk; return its size in bytes."""
    limits.take_file()
    size = 0
    with inner.open() as packed, file.open("wb") as unpacked:
        while piece := packed.read(_PIECE):
            limits.take(len(piece))
            size += unpacked.write(piece)
    return size


class _SpentError(Exception):
    """What one file may hold has been used up."""


class _Limits:
    """What one file of the folder may still unpack to, at every depth, and whether its documents are read."""

    def __init__(self, size: int, apart: bool) -> None:
        self._size = size
        self.apart = apart
        self._bytes = _ALWAYS + _GROWTH * size
        self._files = _FILES

    def take(self, count: int) -> None:
        """Use up some bytes."""
        self._bytes -= count
        if self._bytes < 0:
            raise _SpentError(
                f"{self._size / 1e6:,.1f} MB that unpack to more than"
                f" {(_ALWAYS + _GROWTH * self._size) / 1e6:,.0f} MB; the rest is not read: unpack it"
            )

    def take_file(self) -> None:
        """Use up one file."""
        self._files -= 1
        if self._files < 0:
            raise _SpentError(f"more than {_FILES:,} files in one; the rest is not read: unpack it")
