"""Write what is shown to a file in a format that other tools read.

One module, one format. What a format must offer is `Format`; to add one, write its
module and list it in `FORMATS`.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from places.exporting import geojson, kml, linked_places, page, table
from places.exporting.extract import Extract, from_dataset

__all__ = ["FORMATS", "Extract", "Format", "from_dataset", "write"]


class Format(Protocol):
    """One way to write an extract.

    Attributes
    ----------
    name : str
        What the format is called on the command line.
    suffix : str
        What the name of its files ends in, with the dot.
    media_type : str
        Its IANA media type.
    """

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def suffix(self) -> str: ...  # noqa: D102

    @property
    def media_type(self) -> str: ...  # noqa: D102

    def write(self, extract: Extract, stream: BinaryIO, /) -> None:
        """Write the whole extract; the stream is left open."""
        ...


FORMATS: Final[Mapping[str, Format]] = {
    each.name: each for each in (geojson, table, kml, linked_places, page)
}
"""Every format by its name."""


def write(extract: Extract, format_name: str, path: Path) -> None:
    """Write an extract to a file, which is there whole or, if anything fails, as it was before.

    Parameters
    ----------
    extract : Extract
    format_name : str
        A key of `FORMATS`.
    path : Path
        The file; one that is there is replaced.

    Raises
    ------
    ValueError
        If there is no such format.
    OSError
        If the file cannot be written.
    """
    if format_name not in FORMATS:
        raise ValueError(f"no export format {format_name!r}: choose one of {', '.join(FORMATS)}")
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as stream:
            FORMATS[format_name].write(extract, stream)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
