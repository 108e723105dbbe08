"""The map as a picture for print and for the screen: PNG, SVG and PDF, without a browser.

What is drawn is an `Extract` or a `ComparedExtract`, as the exports have them. matplotlib draws; it comes
with the extra `pictures` and is imported when a picture is asked for.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, Final

from places.exporting import Extract
from places.exporting.comparison import ComparedExtract
from places.model import MapView
from places.pictures.paper import PAPERS, Paper

__all__ = [
    "DPI",
    "FORMATS",
    "PAPERS",
    "Paper",
    "PictureError",
    "can_draw",
    "install_command",
    "save",
    "write",
]

FORMATS: Final[Mapping[str, str]] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}
"""Every format by the end of its files' names, with its IANA media type."""

DPI: Final = range(36, 601)
"""Dots per inch that a PNG may have: a page of A4 takes 140 MB of memory at the most."""


class PictureError(ValueError):
    """No picture can be drawn; the message says in one line why and what to do."""


def can_draw() -> bool:
    """Tell whether the library that draws is there."""
    return find_spec("matplotlib") is not None


def install_command() -> str:
    """Give the command that brings what draws."""
    commands = entry_points(group="console_scripts", name="places")
    own = next((command.dist.name for command in commands if command.dist), "places")
    return f"pip install '{own}[pictures]'"


def write(
    extract: Extract | ComparedExtract,
    stream: BinaryIO,
    *,
    file_format: str = "png",
    paper: str = "A4",
    dpi: int | None = None,
    chosen: str | None = None,
    view: MapView | None = None,
) -> None:
    """Draw a picture and write it; the stream is left open.

    Parameters
    ----------
    extract : Extract or ComparedExtract
        What is shown, with title, language, date and credits; or two selections side by side.
    stream : file object
        Binary, open for writing.
    file_format : str
        A key of `FORMATS`.
    paper : str
        A key of `PAPERS`.
    dpi : int, optional
        Dots per inch of a PNG, one of `DPI`; what the size is made for if not given.
    chosen : str, optional
        The id of the place that stands out.
    view : MapView, optional
        What the map of the page shows; None fits the places.

    Raises
    ------
    PictureError
        If nothing is shown, the library is missing or something asked for is not on offer.
    """
    if file_format not in FORMATS:
        raise PictureError(f"no picture format {file_format!r}: choose one of {', '.join(FORMATS)}")
    if paper not in PAPERS:
        raise PictureError(f"no size {paper!r}: choose one of {', '.join(PAPERS)}")
    if dpi is not None and dpi not in DPI:
        raise PictureError(f"{dpi} dots per inch: from {DPI.start} to {DPI.stop - 1} can be drawn")
    if not extract.places:
        raise PictureError("there is nothing to draw: the selection shows no place")
    if not can_draw():
        raise PictureError(f"pictures are drawn once this is done: {install_command()}")
    from places.pictures.drawing import draw
    from places.pictures.scene import scene_of

    size = PAPERS[paper]
    draw(
        scene_of(extract),
        stream,
        file_format=file_format,
        paper=size,
        dpi=dpi or size.dpi,
        chosen=chosen,
        view=view,
    )


def save(
    extract: Extract | ComparedExtract,
    path: Path,
    *,
    paper: str = "A4",
    dpi: int | None = None,
    chosen: str | None = None,
    view: MapView | None = None,
) -> None:
    """Write a picture to a file, which is there whole or, if anything fails, as it was before.

    Its format is told by the end of its name. For the other parameters and what is raised see `write`.
    """
    file_format = path.suffix.lower().removeprefix(".")
    if file_format not in FORMATS:
        raise PictureError(f"{path.name}: which format? end the name with .{', .'.join(FORMATS)}")
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as stream:
            write(extract, stream, file_format=file_format, paper=paper, dpi=dpi, chosen=chosen, view=view)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
