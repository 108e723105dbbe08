"""The sizes of a picture, and what stands where on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from places.pictures.labels import Box

_A4: Final = (841.92, 595.3)
"""297 by 210 mm in points, so that whole pixels come of it: 3508 by 2480 at 300 dpi."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of the page.

    Attributes
    ----------
    width, height : float
        Points (1/72 inch).
    margin : float
        Points.
    dpi : int
        Dots per inch of a PNG, if nothing else is asked for.
    """

    width: float
    height: float
    margin: float
    dpi: int


PAPERS: Final[Mapping[str, Paper]] = {
    "A4": Paper(*_A4, margin=28, dpi=300),
    "A4-portrait": Paper(*_A4[::-1], margin=28, dpi=300),
    "screen": Paper(800, 450, margin=18, dpi=144),
}
"""Every size by its name; `screen` is 1600 by 900 pixels."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a page are, in points from its lower left corner.

    Attributes
    ----------
    paper : Paper
    head : float
        Height of title and subtitle above the map.
    foot : float
        Height of legend, date and credits below it.
    """

    paper: Paper
    head: float
    foot: float

    @property
    def left(self) -> float:
        """The left side of everything."""
        return self.paper.margin

    @property
    def right(self) -> float:
        """The right side of everything."""
        return self.paper.width - self.paper.margin

    @property
    def map(self) -> Box:
        """The frame of the map."""
        margin = self.paper.margin
        return self.left, margin + self.foot, self.right, self.paper.height - margin - self.head

    @property
    def aspect(self) -> float:
        """The width of the map by its height."""
        left, bottom, right, top = self.map
        return (right - left) / (top - bottom)

    @property
    def area(self) -> float:
        """Square points of the map."""
        left, bottom, right, top = self.map
        return (right - left) * (top - bottom)
