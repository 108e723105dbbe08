"""What matplotlib draws with: areas, lines, signs and texts on one page, in points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.transforms import IdentityTransform

from places.model import KINDS, Kind
from places.pictures.labels import Box, Label
from places.pictures.land import Line
from places.pictures.markers import SHAPES, Marker

# From the back to the front.
SEA, LAND, LINES, TIES, RINGS, DOTS, SIGNS, CHOSEN, NAMES, EDGE = range(10)

_ONE_BY_ONE: Final = 400
"""Up to so many signs are layered by their size, whatever their kind; more of them kind by kind."""


class Ink:
    """A page that is drawn on.

    Parameters
    ----------
    page : Axes
        Its data coordinates are points from the lower left corner.
    colours : dict of str to str
        Those of the map: `sea`, `land`, `ink`, the kinds and so on.
    """

    def __init__(self, page: Axes, colours: dict[str, str]) -> None:
        self.page = page
        self.colours = colours

    def area(
        self, rings: Sequence[Line], colour: str, order: float, within: Box, *, alpha: float = 1.0
    ) -> None:
        """Fill rings as one area."""
        if rings:
            path = Path.make_compound_path(*(Path(ring, closed=True) for ring in rings))
            patch = PathPatch(
                path, facecolor=colour, edgecolor="none", linewidth=0, zorder=order, alpha=alpha
            )
            self._clipped(self.page.add_artist(patch), within)  # `add_patch` would measure every edge

    def lines(self, lines: Sequence[Line], colour: str, width: float, within: Box) -> None:
        """Draw lines."""
        drawn = LineCollection(lines, colors=colour, linewidths=width, zorder=LINES, capstyle="round")
        self._clipped(self.page.add_collection(drawn, autolim=False), within)

    def ties(self, ties: Sequence[Line], widths: Sequence[float], within: Box, *, dotted: bool) -> None:
        """Draw lines between places, quietly: drawn through or dotted."""
        drawn = LineCollection(
            ties,
            colors=self.colours["ink"],
            linewidths=widths,
            linestyles=[(0, (0.1, 2.4))] if dotted else "solid",
            alpha=0.4 if dotted else 0.55,
            zorder=TIES,
            capstyle="round",
        )
        self._clipped(self.page.add_collection(drawn, autolim=False), within)

    def box(self, box: Box, order: float, **look: Any) -> None:
        """Draw a rectangle."""
        left, bottom, right, top = box
        self.page.add_patch(Rectangle((left, bottom), right - left, top - bottom, zorder=order, **look))

    def text(self, label: Label, colour: str, *, halo: bool = False) -> None:
        """Write a text, with a bright edge around it where it stands on the map."""
        common: dict[str, Any] = {
            "fontproperties": label.letters.properties,
            "parse_math": False,  # a name may hold dollar signs
        }
        if halo:
            edge = Stroke(linewidth=2.2, foreground=self.colours["halo"], alpha=0.85, joinstyle="round")
            self.page.text(label.x, label.y, label.text, path_effects=[edge], zorder=NAMES - 0.5, **common)
        self.page.text(label.x, label.y, label.text, color=colour, zorder=NAMES, **common)

    def dots(self, markers: Sequence[Marker]) -> None:
        """Draw small dots in the colours of their kinds."""
        for name, of_colour in _by_colour(markers).items():
            colour = self.colours[name]
            self._signs("city", of_colour, DOTS, facecolors=colour, edgecolors="none", alpha=0.65)

    def rings(self, markers: Sequence[Marker], order: float = RINGS) -> None:
        """Draw the dashed rings of countries."""
        for name, of_colour in _by_colour(markers).items():
            for unsure, dashes in ((False, (0, (2.6, 2.2))), (True, (0, (0.1, 2.4)))):
                self._signs(
                    "country",
                    [marker for marker in of_colour if marker.is_unsure is unsure],
                    order,
                    facecolors="none",
                    edgecolors=self.colours[name],
                    linewidths=1.1,
                    linestyles=[dashes],
                    capstyle="round" if unsure else "butt",
                )

    def outline(self, markers: Sequence[Marker], colour: str, width: float, order: float) -> None:
        """Draw plain circles."""
        self._signs("city", markers, order, facecolors="none", edgecolors=colour, linewidths=width)

    def signs(self, markers: Sequence[Marker]) -> None:
        """Draw filled signs, small ones above large ones, or a capital would hide its suburbs."""
        order = sorted(markers, key=lambda marker: -marker.radius)
        together = 1 if len(order) <= _ONE_BY_ONE else len(order)
        for start in range(0, len(order), together):
            for kind in KINDS:
                of_kind = [each for each in order[start : start + together] if each.kind == kind]
                for name, of_colour in _by_colour(of_kind).items():
                    self._of_kind(kind, of_colour, self.colours[name])

    def _of_kind(self, kind: Kind, markers: Sequence[Marker], colour: str) -> None:
        sure = [marker for marker in markers if not marker.is_unsure]
        if kind == "terrain":
            self._signs(kind, sure, SIGNS, facecolors="none", edgecolors=colour, linewidths=2.6)
        self._signs(kind, sure, SIGNS, facecolors=colour, edgecolors=self.colours["edge"], linewidths=0.9)
        self._signs(
            kind,
            [marker for marker in markers if marker.is_unsure],
            SIGNS,
            facecolors=_mixed(colour, self.colours["land"], 0.22),
            edgecolors=colour,
            linewidths=1.2,
            linestyles=[(0, (0.1, 1.9))],
            capstyle="round",
        )

    def _signs(self, shape: Kind, markers: Sequence[Marker], order: float, **look: Any) -> None:
        if markers:
            drawn = PathCollection(
                [SHAPES[shape]],
                sizes=[marker.radius**2 for marker in markers],
                offsets=[(marker.x, marker.y) for marker in markers],
                offset_transform=self.page.transData,
                transform=IdentityTransform(),
                zorder=order,
                **look,
            )
            self.page.add_collection(drawn, autolim=False)

    def _clipped(self, artist: Artist, within: Box) -> None:
        left, bottom, right, top = within
        frame = Rectangle((left, bottom), right - left, top - bottom, transform=self.page.transData)
        artist.set_clip_path(frame)


def _by_colour(markers: Sequence[Marker]) -> dict[str, list[Marker]]:
    """Part markers by the names of their colours."""
    found: dict[str, list[Marker]] = {}
    for marker in markers:
        found.setdefault(marker.colour or marker.kind, []).append(marker)
    return found


def _mixed(colour: str, ground: str, share: float) -> str:
    """Mix so much of a colour into another one."""
    parts = (
        round(int(colour[at : at + 2], 16) * share + int(ground[at : at + 2], 16) * (1 - share))
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)
