"""Countries and regions shaded by how often they are named, and what their colours mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from places.language import Language
from places.maps import ShadedArea, Shades, lower_bounds, outline_of, shade_number
from places.pictures import land
from places.pictures.fonts import width
from places.pictures.frame import Frame
from places.pictures.furniture import LEGEND
from places.pictures.labels import Box, Label

ROW: Final = 19.0
"""Points that the row of the legend is high."""

_SWATCH: Final = (16.0, 9.0)
_APART: Final = 12.0


@dataclass(frozen=True, slots=True)
class Level:
    """What is shaded at one zoom.

    Attributes
    ----------
    areas : sequence of ShadedArea
    bounds : sequence of int
        From how many mentions on each shade is used, the lightest first.
    title : str
    of_regions : bool
    """

    areas: Sequence[ShadedArea]
    bounds: Sequence[int]
    title: str
    of_regions: bool

    def colour_names(self) -> dict[str, str]:
        """Name for each area, by its code, its colour among those of the map."""
        steps = {area.code: sum(area.mentions >= bound for bound in self.bounds) - 1 for area in self.areas}
        return {code: _colour_name(step, len(self.bounds)) for code, step in steps.items()}


def level_of(shades: Shades, zoom: float) -> Level:
    """Choose what is shaded at a zoom of the page's map: countries, or regions."""
    of_regions = zoom >= shades.regions_from
    areas = shades.regions if of_regions else shades.countries
    title = shades.regions_title if of_regions else shades.countries_title
    return Level(areas, lower_bounds(area.mentions for area in areas), title, of_regions)


def regions(level: Level, frame: Frame) -> Iterator[tuple[str, list[land.Line]]]:
    """Lay out the regions that are shaded: the name of a colour, and flat rings in kilometres."""
    colours = level.colour_names()
    for area in level.areas:
        shape = outline_of(area.place_id)
        if shape is None or shape["type"] != "MultiPolygon":
            continue
        rings = [np.array(ring, dtype=np.float64) for polygon in shape["coordinates"] for ring in polygon]
        flat = land.outlines(rings, frame)
        if flat:
            yield colours[area.code], flat


def legend(level: Level, say: Language, room: float) -> tuple[list[tuple[str, Box]], list[Label]]:
    """Lay out a row that says what the colours mean, from its left upper corner.

    Returns
    -------
    list of (str, Box)
        The names of colours, and where each stands, in points.
    list of Label
    """
    wide, high = _SWATCH
    steps = [_in_words(level.bounds, step, say) for step in range(len(level.bounds))]
    longs = [wide + 4 + width(text, LEGEND) + _APART for text in steps]
    labels, swatches = [], []
    x, y = 0.0, -10.0
    heading = width(level.title, LEGEND) + _APART
    if heading + sum(longs) <= room:  # else the swatches speak for themselves
        labels.append(Label(level.title, x, y - 0.32 * LEGEND.size, LEGEND))
        x = heading
    for step, (text, long) in enumerate(zip(steps, longs, strict=True)):
        colour = _colour_name(step, len(steps))
        swatches.append((colour, (x, y - high / 2, x + wide, y + high / 2)))
        labels.append(Label(text, x + wide + 4, y - 0.32 * LEGEND.size, LEGEND))
        x += long
    return swatches, labels


def _colour_name(step: int, of: int) -> str:
    return f"shade-{shade_number(step, of)}"


def _in_words(bounds: Sequence[int], step: int, say: Language) -> str:
    first = say.number(bounds[step])
    if step + 1 == len(bounds):
        return f"{first}+"
    last = bounds[step + 1] - 1
    return f"{first}–{say.number(last)}" if last > bounds[step] else first
