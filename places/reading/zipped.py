"""Files of a zip archive that is one document: bounded, whatever the archive claims."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from places.reading.problem import UnreadableError

LIMIT: Final = 200_000_000
"""Bytes that a document may have, unpacked."""

_ENCRYPTED: Final = 0x1


def open_document(file: Path) -> ZipFile:
    """Open a document that is a zip archive, once what it holds is known to be bounded.

    Raises
    ------
    UnreadableError
        If it is no zip archive, has a password, or unpacks to more than `LIMIT`.
    """
    try:
        archive = ZipFile(file)
    except BadZipFile:
        with file.open("rb") as stream:
            # A document with a password is no zip archive but an old kind of container.
            if stream.read(4) == b"\xd0\xcf\x11\xe0":
                raise UnreadableError("it has a password, or is of an old kind; save it anew") from None
        raise BadZipFile("damaged, or something else under this name") from None
    size = sum(entry.file_size for entry in archive.infolist())
    if size > LIMIT:
        archive.close()
        raise UnreadableError(f"unpacks to {size / 1e6:,.0f} MB, and a document may have {LIMIT / 1e6:.0f}")
    if any(entry.flag_bits & _ENCRYPTED for entry in archive.infolist()):
        archive.close()
        raise UnreadableError("it has a password; save it without one")
    return archive


def check_document(file: Path) -> None:
    """Check a document that other people's code will unpack: every file in it is as long as it says.

    Raises
    ------
    UnreadableError
        As `open_document`, or if a file in it is damaged.
    """
    with open_document(file) as archive:
        if (name := archive.testzip()) is not None:
            raise UnreadableError(f"damaged ({name})")
