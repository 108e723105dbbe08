"""What stands around a map: title, legend, scale bar, date and credits, each with the room that it takes."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from places.geo import EARTH_RADIUS_KM
from places.language import Language
from places.model import Kind
from places.pictures.fonts import Type, width, wrapped, writable
from places.pictures.frame import Frame
from places.pictures.labels import Label
from places.pictures.markers import Marker, radius
from places.pictures.paper import Paper
from places.pictures.projection import EqualEarth
from places.pictures.scene import LONGEST, Scene
from places.query import SIDES, side_names

TITLE: Final = Type(20, bold=True, serif=True)
SUBTITLE: Final = Type(10)
LEGEND: Final = Type(8.5)
SMALL: Final = Type(6.8)

SCALE: Final = Type(7.5)
TITLE_ROW: Final = 24.0
SUBTITLE_ROW: Final = 14.0
SMALL_ROW: Final = 8.6
"""Points from one row to the next."""

SCALE_ROOM: Final = 170.0
"""Points that the scale bar may be long."""

NATURAL_EARTH: Final = "Natural Earth (public domain)"
_TOLD_APART: Final = 1.2  # times that one radius is another, to be seen as more
_WIDE: Final = 12.0
"""Degrees from the middle to the corner of a map from which on a scale holds in its middle only."""


@dataclass(frozen=True, slots=True)
class Legend:
    """Signs and what they mean, in points from the left upper corner of the legend.

    Attributes
    ----------
    signs : tuple of Marker
        The kinds, and what looks unsure.
    sizes : tuple of Marker
        Rings: how large a sign is by the number of mentions.
    labels : tuple of Label
    height : float
    """

    signs: tuple[Marker, ...]
    sizes: tuple[Marker, ...]
    labels: tuple[Label, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale bar: what it says, and how long it is in points."""

    text: str
    length: float


def head(scene: Scene, paper: Paper) -> tuple[list[str], list[str]]:
    """Break title and subtitle into rows."""
    room = paper.width - 2 * paper.margin
    title = wrapped(writable(scene.title[:LONGEST]), TITLE, room, 2)
    rows = 2 if len(scene.about) == 1 else 1
    about = [row for text in scene.about for row in wrapped(writable(text), SUBTITLE, room, rows)]
    return title, about


def foot(scene: Scene, outside: int, paper: Paper) -> list[str]:
    """Break date and credits into rows."""
    say, room = scene.language, paper.width - 2 * paper.margin
    made = say("Made on {date} from articles that a program has read: a place may be mistaken.").format(
        date=say.day(scene.created.date())
    )
    # What a picture has room for of the credits; the whole list comes with the dataset.
    credits_ = f"{say('Places')}: GeoNames (CC BY 4.0) · {say('Land and borders')}: {NATURAL_EARTH}"
    left_out = [say("Outside this view: {n}").format(n=say.number(outside))] if outside else []
    ties = say("Drawn through: in the same sentence; dotted: in the same article")
    told = (made, *left_out, *([ties] if scene.company else []), credits_)
    return wrapped(writable(" · ".join(told)), SMALL, room, 3)


def scale(frame: Frame, points_per_kilometre: float, say: Language) -> Scale:
    """Choose a round length for the scale bar, at most `SCALE_ROOM` points long."""
    stretched = _stretch(frame)
    longest = SCALE_ROOM / (points_per_kilometre * stretched)
    power = 10.0 ** math.floor(math.log10(longest))
    kilometres = max(step for step in (power, 2 * power, 5 * power) if step <= longest)
    number = say.number(int(kilometres)) if kilometres >= 1 else say.decimal(kilometres, 1)
    wide = frame.is_world or frame.projection.reach(frame.corner) > _WIDE  # type: ignore[union-attr]
    text = say("{n} km, in the middle of the map") if wide else say("{n} km")
    return Scale(text.format(n=number), kilometres * points_per_kilometre * stretched)


def _stretch(frame: Frame) -> float:
    """Tell how long a kilometre from west to east in the middle of a frame is on the map, in kilometres."""
    if not isinstance(frame.projection, EqualEarth):
        return 1.0
    latitudes = np.linspace(-89, 89, 179)
    across, upright = EqualEarth.forward_beside(latitudes, np.ones_like(latitudes))
    at = int(np.abs(upright - (frame.bottom + frame.top) / 2).argmin())
    on_earth = np.radians(1) * EARTH_RADIUS_KM * np.cos(np.radians(latitudes[at]))
    return float(across[at] / on_earth)


def legend(
    kinds: Sequence[Kind],
    *,
    unsure: bool,
    most: int,
    room: float,
    say: Language,
    sides: Collection[str] = (),
) -> Legend:
    """Lay out the signs of the kinds that a picture shows, of an unsure one and of sizes.

    Where two selections are compared, the sides come first in their colours, and kinds have none.

    Parameters
    ----------
    kinds : sequence of Kind
        In the order of `KINDS`.
    unsure : bool
        Whether anything is drawn as unsure.
    most : int
        How often the most named place that is no country is named; 0 where there is none.
    room : float
        How wide a row may be, in points.
    say : Language
    sides : collection of str
        On which sides of a comparison the places are; empty where nothing is compared.
    """
    named, colour = side_names(say), "quiet-ink" if sides else ""
    entries = [
        (Marker("city", 0, 0, 4.4, colour=f"side-{side}"), named[side]) for side in SIDES if side in sides
    ]
    entries += [(Marker(kind, 0, 0, 4.4, colour=colour), say.kind(kind)) for kind in kinds]
    if unsure:
        solid: Kind = next((kind for kind in kinds if kind != "country"), "country")
        sign = Marker(solid, 0, 0, 4.4, is_unsure=True, colour=colour)
        entries.append((sign, say("location unsure")))
    signs = len(entries)
    for fewest, number in _sizes(most):
        text = say.plural("{n} mention", "{n} mentions", number)
        of_several = f"{say.number(fewest)}–{text}" if fewest < number else text
        entries.append((Marker("city", 0, 0, radius(number, most, "city")), of_several))
    labels: list[Label] = []
    longs = [2 * max(sign.radius, 5.0) + 19 + width(text, LEGEND) for sign, text in entries]
    in_one_row = sum(longs) <= room
    x, y = 0.0, -10.0
    for number, (sign, text) in enumerate(entries):
        reach, long = max(sign.radius, 5.0), longs[number]
        if x and (x + long > room or (number == signs and not in_one_row)):
            x, y = 0.0, y - 19
        sign.x, sign.y = x + reach, y
        labels.append(Label(text, x + 2 * reach + 5, y - 0.32 * LEGEND.size, LEGEND))
        x += long
    drawn = [sign for sign, _ in entries]
    return Legend(tuple(drawn[:signs]), tuple(drawn[signs:]), tuple(labels), 10 - y)


def _sizes(most: int) -> list[tuple[int, int]]:
    """Choose what the legend shows of sizes, as the fewest and the most mentions that have it.

    The smallest size, a large round number, and one in between where its size is between theirs.
    """
    if most < 2:
        return []

    def size(number: int) -> float:
        return radius(number, most, "city")

    alike = bisect_right(range(1, most + 1), size(1), key=size)
    rounds = [step * 10**power for power in range(len(str(most))) for step in (1, 2, 5)]
    larger = [number for number in rounds if alike < number <= most and size(number) > _TOLD_APART * size(1)]
    if not larger:
        return [(1, most)]
    large = larger.pop()
    middle = (size(1) + size(large)) / 2
    between = min(larger, key=lambda number: abs(size(number) - middle), default=large)
    several = [between, large] if _TOLD_APART * size(between) < size(large) else [large]
    return [(1, alike), *((number, number) for number in several)]
