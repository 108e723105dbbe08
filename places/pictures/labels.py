"""The names on a picture: of the most named places first, as far as none covers another or a marker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from places.language import Language
from places.model import Place
from places.pictures.fonts import Type, first_writable, width
from places.pictures.markers import Marker

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""

CHOSEN: Final = Type(10.5, bold=True)
PLACE: Final = Type(8.5, bold=True)
COUNTRY: Final = Type(7, bold=True)
GROUND: Final = Type(6.5)

RING: Final = 3.5
"""Points between a marker and the ring around it if it is chosen."""

_ROOM: Final = 3200.0
"""Square points of the map for each name."""

_TRIES: Final = 1500
"""So many places are tried at most: where none of the most named has room, the others have none either."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the page.

    Attributes
    ----------
    text : str
    x, y : float
        The left end of its base line, in points.
    letters : Type
    """

    text: str
    x: float
    y: float
    letters: Type


class Space:
    """What of the page is taken; `frame` is what there is of it."""

    def __init__(self, frame: Box, taken: Iterable[Box] = ()) -> None:
        self.frame = frame
        self._boxes: NDArray[np.float64] = np.array(list(taken) or np.empty((0, 4)), dtype=float)

    def is_free(self, box: Box) -> bool:
        """Tell whether a box lies in the frame and covers nothing."""
        left, bottom, right, top = self.frame
        if box[0] < left + 2 or box[1] < bottom + 2 or box[2] > right - 2 or box[3] > top - 2:
            return False
        return not self.covered(box)

    def covered(self, box: Box) -> float:
        """Give how much of what is taken a box covers, in square points."""
        boxes = self._boxes
        across = np.minimum(boxes[:, 2], box[2]) - np.maximum(boxes[:, 0], box[0])
        upright = np.minimum(boxes[:, 3], box[3]) - np.maximum(boxes[:, 1], box[1])
        return float((np.maximum(across, 0) * np.maximum(upright, 0)).sum())

    def moved_in(self, box: Box) -> Box:
        """Move a box into the frame, by the shortest way."""
        left, bottom, right, top = self.frame
        x = max(left + 2, min(box[0], right - 2 - (box[2] - box[0]))) - box[0]
        y = max(bottom + 2, min(box[1], top - 2 - (box[3] - box[1]))) - box[1]
        return box[0] + x, box[1] + y, box[2] + x, box[3] + y

    def take(self, box: Box) -> None:
        """Let nothing else lie there."""
        self._boxes = np.vstack((self._boxes, box))


def name_of(place: Place, say: Language) -> str:
    """Name a place in a language, or in letters that there are glyphs for; empty where there are none."""
    return first_writable(
        (place.name_in(say.code), place.name, *(place.names.get(code, "") for code in ("en", "de")))
    )


def place_labels(markers: Sequence[Marker], space: Space, say: Language) -> list[Label]:
    """Choose which markers have a name, and where it stands; it is taken from `space`.

    Parameters
    ----------
    markers : sequence of Marker
        The most named first.
    space : Space
        With the boxes of the markers taken.
    say : Language
    """
    left, bottom, right, top = space.frame
    budget = max(8, round((right - left) * (top - bottom) / _ROOM))
    found: list[Label] = []
    for marker in sorted(markers, key=_rank)[:_TRIES]:
        if len(found) >= budget:
            break
        label = _label(marker, space, say)
        if label:
            found.append(label)
    return found


def marker_box(marker: Marker) -> Box:
    """Give the box that a marker takes up."""
    reach = marker.radius * (0.9 if marker.kind == "city" else 1.1)
    if marker.is_chosen:
        reach = max(reach, marker.radius + RING)
    return marker.x - reach, marker.y - reach, marker.x + reach, marker.y + reach


def ground_label(text: str, x: float, y: float, space: Space) -> Label | None:
    """Write a quiet name around a point of the ground if there is room."""
    wide = width(text, GROUND)
    box = (x - wide / 2 - 3, y - 4, x + wide / 2 + 3, y + 6)
    if not space.is_free(box):
        return None
    space.take(box)
    return Label(text, x - wide / 2, y - 1.5, GROUND)


def _rank(marker: Marker) -> int:
    if marker.is_chosen:
        return 0
    return 3 if marker.is_dot else 2 if marker.kind == "country" else 1


def _label(marker: Marker, space: Space, say: Language) -> Label | None:
    name = name_of(marker.place, say) if marker.place else ""
    if not name:
        return None
    is_country = marker.kind == "country"
    letters = CHOSEN if marker.is_chosen else COUNTRY if is_country else PLACE
    text = name.upper() if is_country else name
    wide, high = width(text, letters), letters.size
    boxes = [
        (x - 1.5, y - 0.25 * high, x + wide + 1.5, y + 0.85 * high) for x, y in _sides(marker, wide, high)
    ]
    box = next(filter(space.is_free, boxes), None)
    if box is None and marker.is_chosen:  # whoever chose it looks for it
        box = min(map(space.moved_in, boxes), key=space.covered)
    if box is None:
        return None
    space.take(box)
    return Label(text, box[0] + 1.5, box[1] + 0.25 * high, letters)


def _sides(marker: Marker, wide: float, high: float) -> list[tuple[float, float]]:
    """List where a name may stand, the best first: the left end of its base line."""
    gap = marker.radius * (1 if marker.kind in {"city", "country"} else 1.2) + (
        6 if marker.is_chosen else 2.5
    )
    x, y, middle = marker.x, marker.y, -0.32 * high
    below, above = (x - wide / 2, y - gap - 0.72 * high), (x - wide / 2, y + gap + 0.1 * high)
    sides = [
        (x + gap, y + middle),
        (x - gap - wide, y + middle),
        above,
        below,
        (x + 0.7 * gap, y + 0.7 * gap),
        (x + 0.7 * gap, y - 0.7 * gap - 0.7 * high),
        (x - 0.7 * gap - wide, y + 0.7 * gap),
        (x - 0.7 * gap - wide, y - 0.7 * gap - 0.7 * high),
    ]
    # The ring of a country holds its name, if nothing stands there: it is about all that lies around it.
    return [(x - wide / 2, y + middle), below, above, *sides] if marker.kind == "country" else sides
