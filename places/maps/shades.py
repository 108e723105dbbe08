"""Countries and first-level areas shaded by how often they are named: a choropleth map."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

CLASSES: Final = 5
"""So many shades at most; readers do not tell more of one hue apart."""

REGIONS_FROM: Final = 5.0
"""Zoom from which a map of countries shows their regions: a single country would fill it."""

_ROUND: Final = (1, 2, 5)


class ShadedArea(NamedTuple):
    """A country or a first-level area.

    Attributes
    ----------
    code : str
        ISO 3166-1 alpha-2 or ISO 3166-2.
    place_id : str
        Of the place that it is; that of its outline, too.
    name : str
    mentions : int
        Decides the shade.
    tooltip : str
        What is said of it under its name.
    """

    code: str
    place_id: str
    name: str
    mentions: int
    tooltip: str


@dataclass(frozen=True, slots=True)
class Shades:
    """What is shaded.

    Attributes
    ----------
    countries : sequence of ShadedArea
        By ISO 3166-1; their land is that of the base map.
    regions : sequence of ShadedArea
        By ISO 3166-2. One that has no outline (`places.maps.outline_of`) has no shade.
    outlines : str
        Where the browser finds the files of the folder `places.maps.OUTLINES`, ``{name}`` for the name of
        one without its suffix. It fetches them when regions are to be seen.
    shapes : mapping of str to dict, optional
        The outlines of the regions themselves (`places.maps.outlines_of`), for a page without a server.
    countries_title, regions_title : str
        Of the legend.
    regions_from : float
        Leaflet's zoom from which the regions are shown instead of the countries; 0 for always.
    language : str
        In which numbers are written, ISO 639-1.
    """

    countries: Sequence[ShadedArea] = ()
    regions: Sequence[ShadedArea] = ()
    outlines: str = ""
    shapes: Mapping[str, Any] | None = None
    countries_title: str = "Mentions by country"
    regions_title: str = "Mentions by region"
    regions_from: float = REGIONS_FROM
    language: str = "en"


def lower_bounds(mentions: Iterable[int]) -> list[int]:
    """Give from how many mentions on each shade is used, the lightest first.

    Counts of names are spread over orders of magnitude, so each class reaches about as many times farther as
    the one before it; bounds are round numbers.

    Parameters
    ----------
    mentions : iterable of int
        One number an area, each 1 or more.

    Returns
    -------
    list of int
        At most `CLASSES`, rising; the first is 1. Empty where there is no area.
    """
    most = max(mentions, default=0)
    if not most:
        return []
    bounds = {_round(most ** (number / CLASSES)) for number in range(CLASSES)}
    return sorted(bound for bound in bounds if bound <= most)


def shade_number(step: int, of: int) -> int:
    """Give the number of the colour of a step, from 1: few steps are spread over all `CLASSES`."""
    return 1 + round(step * (CLASSES - 1) / (of - 1)) if of > 1 else 3


def _round(number: float) -> int:
    """Give the nearest of 1, 2, 5, 10, 20, 50, 100 ... by ratio."""
    power = int(10 ** math.floor(math.log10(number)))
    steps = (*(step * power for step in _ROUND), 10 * power)
    return min(steps, key=lambda step: abs(math.log(step / number)))


def shades_data(shades: Shades) -> dict[str, Any]:
    """Put together what the map's script takes."""
    return {
        "levels": [
            {
                "areas": [list(area) for area in areas],
                "bounds": lower_bounds(area.mentions for area in areas),
                "title": title,
            }
            for areas, title in (
                (shades.countries, shades.countries_title),
                (shades.regions, shades.regions_title),
            )
        ],
        "outlines": shades.outlines,
        "shapes": shades.shapes,
        "regionsFrom": shades.regions_from,
        "language": shades.language,
    }
