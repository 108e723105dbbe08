"""Write what is shown to a file in a format that other tools read.

One module, one format, which describes itself. What it must offer is `Format`; to add one, write
its module and list it in `FORMATS`: the menu of the page and the command line have it from there.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from places.exporting import (
    geojson,
    geopackage,
    german_table,
    gexf,
    kml,
    linked_places,
    page,
    table,
    workbook,
)
from places.exporting.comparison import WRITERS as COMPARISON_WRITERS
from places.exporting.comparison import ComparedExtract, extract_shown
from places.exporting.extract import Extract, from_dataset
from places.exporting.flat import WRITERS as TABLE_WRITERS
from places.exporting.flat import FlatTable
from places.exporting.naming import file_name

__all__ = [
    "COMPARISON_WRITERS",
    "FORMATS",
    "TABLE_WRITERS",
    "ComparedExtract",
    "Extract",
    "FlatTable",
    "Format",
    "extract_shown",
    "file_name",
    "format_of",
    "formats_for",
    "from_dataset",
    "write",
]


class Format(Protocol):
    """One way to write an extract.

    Attributes
    ----------
    name : str
        What the format is called on the command line.
    label : str
        What it is called on the page.
    suffix : str
        What the name of its files ends in, with the dot.
    media_type : str
        Its IANA media type.
    excerpts : int or None
        So many excerpts of a place at most are in a file, the first ones; all of them if None.
    """

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def label(self) -> str: ...  # noqa: D102

    @property
    def suffix(self) -> str: ...  # noqa: D102

    @property
    def media_type(self) -> str: ...  # noqa: D102

    @property
    def excerpts(self) -> int | None: ...  # noqa: D102

    def write(self, extract: Extract, stream: BinaryIO, /) -> None:
        """Write the whole extract; the stream is left open."""
        ...


FORMATS: Final[Mapping[str, Format]] = {
    each.name: each
    for each in (geojson, table, german_table, workbook, geopackage, kml, linked_places, gexf, page)
}
"""Every format by its name, in the order in which they are offered."""


def format_of(path: Path) -> Format | None:
    """Tell the format of a file by the end of its name: a whole suffix, or what follows the last dot."""
    named = path.name.lower()
    whole = [each for each in FORMATS.values() if named.endswith(each.suffix)]
    if whole:
        return max(whole, key=lambda each: len(each.suffix))
    ending = path.suffix.lower()
    return next((each for each in FORMATS.values() if Path(f"x{each.suffix}").suffix == ending), None)


def formats_for(extract: Extract | ComparedExtract | FlatTable) -> Collection[str]:
    """Name the formats in which something is written."""
    match extract:
        case ComparedExtract():
            return COMPARISON_WRITERS
        case FlatTable():
            return TABLE_WRITERS
        case _:
            return FORMATS


def write(extract: Extract | ComparedExtract | FlatTable, format_name: str, path: Path) -> None:
    """Write something to a file, which is there whole or, if anything fails, as it was before.

    Parameters
    ----------
    extract : Extract, ComparedExtract or FlatTable
    format_name : str
        One of `formats_for` it.
    path : Path
        The file; one that is there is replaced.

    Raises
    ------
    ValueError
        If it is not written in such a format.
    OSError
        If the file cannot be written.
    """
    formats = formats_for(extract)
    if format_name not in formats:
        raise ValueError(f"no export format {format_name!r}: choose one of {', '.join(formats)}")
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as stream:
            match extract:
                case ComparedExtract():
                    COMPARISON_WRITERS[format_name](extract, stream)
                case FlatTable():
                    TABLE_WRITERS[format_name](extract, stream)
                case _:
                    FORMATS[format_name].write(extract, stream)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
