"""An archive (ZIP, tar) or a compressed file holds other files."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from places.reading.file_names import is_hidden
from places.reading.formats.format import Format, InnerFile
from places.reading.problem import PassedOver, Problem, UnreadableError, printable

_ENCRYPTED: Final = 0x1
_OPENERS: Final[dict[str, Callable[[Path], object]]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


def records(file: Path, name: str) -> Iterator[Problem | PassedOver | InnerFile]:
    """Give the files of an archive one after another; nothing of it is kept on the disk."""
    suffix = file.suffix
    if suffix == ".zip":
        yield from _zipped(file, name)
    elif _is_tar(file.name):
        yield from _tarred(file, name)
    else:
        inner = PurePosixPath(name).name.removesuffix(suffix)
        yield InnerFile(inner, lambda: cast(BinaryIO, _OPENERS[suffix](file)))


def _is_tar(name: str) -> bool:
    return ".tar" in name or name.endswith((".tgz", ".tbz2", ".txz"))


def _zipped(file: Path, name: str) -> Iterator[Problem | PassedOver | InnerFile]:
    with _opened(file) as archive:
        entries = archive.infolist()
        for entry in entries:
            if entry.is_dir():
                continue
            if hidden := _hidden(entry.filename, name):
                yield hidden
            elif entry.flag_bits & _ENCRYPTED:
                reason = "it has a password; unpack it"
                yield Problem(f"{name}/{printable(entry.filename)}", None, reason)
            else:
                yield InnerFile(_named(entry.filename), partial(_open, archive, entry), entry.file_size)
        if not entries:
            raise UnreadableError("an empty archive")


def _opened(file: Path) -> ZipFile:
    try:
        return ZipFile(file)
    except BadZipFile:
        raise UnreadableError("damaged, or something else under this name") from None


def _open(archive: ZipFile, entry: ZipInfo) -> BinaryIO:
    return cast(BinaryIO, archive.open(entry))


def _tarred(file: Path, name: str) -> Iterator[Problem | PassedOver | InnerFile]:
    held = 0
    with _unpacked(file) as archive:
        for member in archive:
            held += 1
            if member.isdir():
                continue
            if hidden := _hidden(member.name, name):
                yield hidden
            elif not member.isreg():
                yield PassedOver(f"{name}/{printable(member.name)}", "no regular file")
            else:
                yield InnerFile(member.name, partial(_extract, archive, member), member.size)
    if not held:
        raise UnreadableError("an empty archive")


def _unpacked(file: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(file, "r:*")
    except tarfile.ReadError:
        raise UnreadableError("damaged, or something else under this name") from None


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    return cast(BinaryIO, archive.extractfile(member) or io.BytesIO())


def _named(inner: str) -> str:
    """Return a name with slashes: some programs for Windows write others."""
    return inner if "/" in inner else inner.replace("\\", "/")


def _hidden(inner: str, name: str) -> PassedOver | None:
    """Pass over what is hidden."""
    parts = PurePosixPath(inner).parts
    if any(is_hidden(part) and part not in {".", ".."} for part in parts):
        return PassedOver(f"{name}/{printable(inner)}", "hidden", expected=True)
    return None


FORMAT: Final = Format(
    "archive",
    (
        *(".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"),
        *(".gz", ".bz2", ".xz"),
    ),
    95,
    records,
    full=True,
)
