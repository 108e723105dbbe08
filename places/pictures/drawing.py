"""Draw a picture: everything on one page, by matplotlib, which writes PNG, SVG and PDF."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, BinaryIO, Final

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from places.language import Language
from places.maps import UNSURE_BELOW, outline_of, pieces
from places.model import KINDS, MapView
from places.pictures import furniture, ink, land, shading
from places.pictures.detail import Town, detail_of, zoom_of
from places.pictures.fonts import can_write, width, writable
from places.pictures.frame import Frame, frame_of
from places.pictures.ink import Ink
from places.pictures.labels import (
    COUNTRY,
    GROUND,
    RING,
    Label,
    Space,
    ground_label,
    marker_box,
    place_labels,
)
from places.pictures.markers import Marker, arranged, marker_of, most_named
from places.pictures.paper import Layout, Paper
from places.pictures.scene import Scene
from places.query import PlaceRow

_DRAWING: Final = threading.Lock()
"""matplotlib keeps fonts and settings for the whole process: one picture at a time."""

_FRAME_COLOUR: Final = "#b9b2a3"
_BORDER_COLOUR: Final = "#bdb4a2"
_COAST_COLOUR: Final = "#a9b4b6"
_GROUND_NAME_COLOUR: Final = "#87857c"
"""On paper, lines are thinner than on a screen, and darker."""

_BEND: Final = 0.12
"""How far a line between places swings out, as a share of its length, so that lines do not coincide."""

_ROOM_FOR_TOWN: Final = 7000.0
"""Square points of the map for each town of the ground."""


def draw(
    scene: Scene,
    stream: BinaryIO,
    *,
    file_format: str,
    paper: Paper,
    dpi: int,
    chosen: str | None = None,
    view: MapView | None = None,
) -> None:
    """Draw what `places.pictures.write` asks for; there is at least one place."""
    settings = mpl.rc_context(
        {
            "svg.fonttype": "path",  # whoever opens the file need not have the fonts
            "svg.hashsalt": "places",
            "pdf.fonttype": 42,  # TrueType: the text can be found and copied
        }
    )
    with _DRAWING, settings:
        colours = _colours()
        figure = Figure(figsize=(paper.width / 72, paper.height / 72), facecolor=colours["halo"])
        page = figure.add_axes((0, 0, 1, 1))
        page.set_axis_off()
        page.set_xlim(0, paper.width)
        page.set_ylim(0, paper.height)
        _compose(Ink(page, colours), scene, paper, chosen, view)
        figure.savefig(stream, format=file_format, dpi=dpi, metadata=_metadata(scene, file_format))


def _metadata(scene: Scene, file_format: str) -> dict[str, Any]:
    title = writable(scene.title)
    match file_format:
        case "png":
            return {"Title": title, "Software": "places"}
        case "svg":
            return {"Title": title, "Creator": "places", "Date": scene.created.date().isoformat()}
        case _:
            return {"Title": title, "Creator": "places", "CreationDate": scene.created}


@cache
def _colours() -> dict[str, str]:
    """Read the light colours of the map of the page, which stand in the first rule of its style."""
    light = pieces().style.partition("}")[0]
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-fA-F]{6})", light))


def _compose(on: Ink, scene: Scene, paper: Paper, chosen: str | None, view: MapView | None) -> None:
    say, rows = scene.language, scene.places
    title, subtitle = furniture.head(scene, paper)
    most = most_named(rows)
    longest = _legend_of(rows, most, paper, scene)
    longest_foot = furniture.foot(scene, len(rows), paper)
    layout = Layout(
        paper,
        head=furniture.TITLE_ROW * len(title) + furniture.SUBTITLE_ROW * len(subtitle) + 6,
        foot=12
        + longest.height
        + (shading.ROW if scene.shades else 0)
        + furniture.SMALL_ROW * len(longest_foot),
    )
    frame = frame_of(rows, layout.aspect, chosen=chosen, view=view)
    sheet = _Sheet(frame, layout)
    shaded = shading.level_of(scene.shades, zoom_of(frame, sheet.points)) if scene.shades else None
    x, y = frame.projection.forward(
        np.array([row.place.latitude for row in rows]), np.array([row.place.longitude for row in rows])
    )
    placed = sheet.to_page(np.column_stack((x, y))).tolist()
    shown = frame.holds(x, y).tolist()
    markers = arranged(
        [
            marker_of(row, (spot[0], spot[1]), most, chosen, scene.sides.get(row.place.id, ""))
            for row, spot, is_shown in zip(rows, placed, shown, strict=True)
            if is_shown
        ],
        layout.area,
    )
    rings, towns = _ground(on, scene, sheet, shaded)
    _shape(on, chosen, sheet)
    _company(on, scene, markers, layout)
    _signs(on, markers)
    space = Space(layout.map, [marker_box(m) for m in markers if m.kind != "country" and not m.is_dot])
    labels = [
        *place_labels(markers, space, say),
        *_ground_names(rings, markers, space, sheet, say),
        *_towns(on, towns, markers, space, sheet),
    ]
    for label in labels:
        on.text(label, _colour(on, label), halo=True)
    _heading(on, title, subtitle, layout)
    _legend(
        on,
        _legend_of([row for row, is_shown in zip(rows, shown, strict=True) if is_shown], most, paper, scene),
        layout,
    )
    if shaded:
        _shades(on, shaded, layout, longest.height, say)
    _scale(on, furniture.scale(frame, sheet.points, say), layout)
    foot = furniture.foot(scene, len(rows) - len(markers), paper)
    for number, row in enumerate(reversed(foot)):
        at = paper.margin + furniture.SMALL_ROW * number
        on.text(Label(row, layout.left, at, furniture.SMALL), on.colours["quiet-ink"])


def _legend_of(
    rows: Sequence[PlaceRow], most: Mapping[bool, int], paper: Paper, scene: Scene
) -> furniture.Legend:
    kinds = [kind for kind in KINDS if any(row.place.kind == kind for row in rows)]
    return furniture.legend(
        kinds,
        unsure=any(row.confidence < UNSURE_BELOW for row in rows),
        most=most[False] if any(kind != "country" for kind in kinds) else 0,
        room=paper.width - 2 * paper.margin - furniture.SCALE_ROOM - 20,
        say=scene.language,
        sides={scene.sides[row.place.id] for row in rows if row.place.id in scene.sides},
    )


class _Sheet:
    """A frame of the earth on a page."""

    def __init__(self, frame: Frame, layout: Layout) -> None:
        self.frame = frame
        self.layout = layout
        left, _, right, _ = layout.map
        self.points = (right - left) / frame.width
        """Points on the page for each kilometre."""

    def to_page(self, flat: land.Line) -> land.Line:
        """Turn kilometres of the map into points of the page."""
        left, bottom, _, _ = self.layout.map
        return (flat - (self.frame.left, self.frame.bottom)) * self.points + (left, bottom)


def _ground(
    on: Ink, scene: Scene, sheet: _Sheet, shaded: shading.Level | None
) -> tuple[dict[str, list[land.Line]], Sequence[Town]]:
    """Draw land, borders and waters; return the flat rings of each country in kilometres, and the towns."""
    frame, within, colours = sheet.frame, sheet.layout.map, on.colours
    named = {code for row in scene.places if row.place.kind == "country" for code in row.place.country_codes}
    colour_names = dict.fromkeys(named, "land-shaded")
    if shaded:
        colour_names = {} if shaded.of_regions else shaded.colour_names()
    if frame.is_world:
        edge = sheet.to_page(land.edge(frame))
        on.area([edge], colours["sea"], ink.SEA, within)
        on.lines([edge], _COAST_COLOUR, 0.6, within)
    else:
        on.box(within, ink.SEA, facecolor=colours["sea"], edgecolor="none")
    if not frame.is_world or frame.width < 0.95 * float(np.ptp(land.edge(frame)[:, 0])):
        on.box(within, ink.EDGE, facecolor="none", edgecolor=_FRAME_COLOUR, linewidth=0.7)
    near = detail_of(frame, zoom_of(frame, sheet.points), scene.language.code)
    coarse = land.ground()
    countries = near.countries or coarse.countries
    flat = [(country.code, land.outlines(country.rings, frame)) for country in countries]
    of_colour: dict[str, list[land.Line]] = {}
    for code, rings in flat:
        of_colour.setdefault(colour_names.get(code, "land"), []).extend(map(sheet.to_page, rings))
    for name, rings in sorted(of_colour.items()):
        on.area(rings, colours[name], ink.LAND, within)
    if shaded and shaded.of_regions:
        for name, rings in shading.regions(shaded, frame):
            on.area([sheet.to_page(ring) for ring in rings], colours[name], ink.LAND + 0.1, within)

    def lines(found: Sequence[land.Line], colour: str, width: float) -> None:
        on.lines([sheet.to_page(line) for line in land.lines(found, frame)], colour, width, within)

    lines(near.areas, colours["area-border"], 0.5)
    lines(near.rivers, colours["river"], 0.8)
    on.area(
        [sheet.to_page(ring) for ring in land.outlines(near.lakes, frame)], colours["sea"], ink.LINES, within
    )
    lines(near.lakes, _COAST_COLOUR, 0.4)
    lines(near.coasts or coarse.coasts, _COAST_COLOUR, 0.45)
    lines(near.borders or coarse.borders, _BORDER_COLOUR, 0.7 if near.borders else 0.5)
    return {code: rings for code, rings in flat if code and rings}, near.towns


def _shape(on: Ink, chosen: str | None, sheet: _Sheet) -> None:
    """Draw the course or the outline of the chosen place, where it has one."""
    shape = outline_of(chosen) if chosen else None
    if shape is None:
        return
    within, colour = sheet.layout.map, on.colours["city"]
    is_course = shape["type"] == "MultiLineString"
    parts = shape["coordinates"] if is_course else [ring for part in shape["coordinates"] for ring in part]
    flat = [np.array(part, dtype=np.float64) for part in parts]
    if not is_course:
        rings = [sheet.to_page(ring) for ring in land.outlines(flat, sheet.frame)]
        on.area(rings, colour, ink.LINES + 0.2, within, alpha=0.12)
    lines = [sheet.to_page(line) for line in land.lines(flat, sheet.frame)]
    on.lines(lines, colour, 1.6 if is_course else 0.9, within)


def _company(on: Ink, scene: Scene, markers: Sequence[Marker], layout: Layout) -> None:
    """Draw lines from the chosen place to those named with it: dotted where no sentence names both."""
    spots = {marker.place.id: (marker.x, marker.y) for marker in markers if marker.place}
    start = next((spots[marker.place.id] for marker in markers if marker.is_chosen and marker.place), None)
    reached = [each for each in scene.company if each.row.place.id in spots]
    if start is None or not reached:
        return
    most = max(each.row.articles for each in reached)
    share = np.linspace(0, 1, 25)[:, None]
    begin = np.array(start)
    for dotted in (True, False):
        ties, widths = [], []
        for row, sentences in reached:
            if bool(sentences) is not dotted:
                end = np.array(spots[row.place.id])
                bent = (begin + end) / 2 + _BEND * (end - begin)[::-1] * (-1, 1)
                ties.append((1 - share) ** 2 * begin + 2 * share * (1 - share) * bent + share**2 * end)
                widths.append(max(0.8, 2.4 * math.sqrt(row.articles / most)))
        on.ties(ties, widths, layout.map, dotted=dotted)


def _towns(
    on: Ink, towns: Sequence[Town], markers: Sequence[Marker], space: Space, sheet: _Sheet
) -> Iterator[Label]:
    """Name towns of the ground, quietly, where nothing else stands; each with a small dot."""
    left, bottom, right, top = sheet.layout.map
    room = round((right - left) * (top - bottom) / _ROOM_FOR_TOWN)
    taken = {marker.place.name_in(code) for marker in markers if marker.place for code in ("de", "en")}
    for town in towns:
        if not room:
            return
        x, y = sheet.frame.projection.forward(np.array([town.latitude]), np.array([town.longitude]))
        ((across, upright),) = sheet.to_page(np.column_stack((x, y))).tolist()
        dot = (across - 2, upright - 2, across + 2, upright + 2)
        if town.name in taken or not can_write(town.name) or not space.is_free(dot):
            continue
        wide = width(town.name, GROUND)
        for x_left in (across + 3, across - 3 - wide):
            box = (x_left - 1, upright - 3.5, x_left + wide + 1, upright + 4.5)
            if space.is_free(box):
                space.take(dot)
                space.take(box)
                on.outline([Marker("city", across, upright, 1.0)], _GROUND_NAME_COLOUR, 0.7, ink.DOTS)
                room -= 1
                yield Label(town.name, x_left, upright - 2.1, GROUND)
                break


def _signs(on: Ink, markers: Sequence[Marker]) -> None:
    on.dots([marker for marker in markers if marker.is_dot])
    on.rings([marker for marker in markers if marker.kind == "country" and not marker.is_dot])
    on.signs([marker for marker in markers if marker.kind != "country" and not marker.is_dot])
    around = [
        Marker(marker.kind, marker.x, marker.y, marker.radius + RING)
        for marker in markers
        if marker.is_chosen
    ]
    on.outline(around, on.colours["ink"], 1.5, ink.CHOSEN)


def _ground_names(
    rings: dict[str, list[land.Line]],
    markers: Sequence[Marker],
    space: Space,
    sheet: _Sheet,
    say: Language,
) -> Iterator[Label]:
    """Name the countries in the frame that no marker stands for, where one has the most room first."""
    marked = {
        code
        for marker in markers
        if marker.kind == "country" and marker.place
        for code in marker.place.country_codes
    }
    spots = [
        (room * sheet.points, code, x, y)
        for code, flat in rings.items()
        if code not in marked and (found := land.widest(flat, sheet.frame))
        for x, y, room in (found,)
    ]
    for room, code, x, y in sorted(spots, reverse=True):
        name = say.country(code).upper()
        if not can_write(name) or width(name, GROUND) > 0.92 * room:
            continue
        across, upright = sheet.to_page(np.array([(x, y)]))[0].tolist()
        label = ground_label(name, across, upright, space)
        if label:
            yield label


def _colour(on: Ink, label: Label) -> str:
    if label.letters == GROUND:
        return _GROUND_NAME_COLOUR
    return on.colours["quiet-ink" if label.letters == COUNTRY else "ink"]


def _heading(on: Ink, title: Sequence[str], subtitle: Sequence[str], layout: Layout) -> None:
    y = layout.paper.height - layout.paper.margin
    for row in title:
        y -= furniture.TITLE_ROW
        on.text(Label(row, layout.left, y + 7, furniture.TITLE), on.colours["ink"])
    for row in subtitle:
        y -= furniture.SUBTITLE_ROW
        on.text(Label(row, layout.left, y + 5, furniture.SUBTITLE), on.colours["quiet-ink"])


def _legend(on: Ink, legend: furniture.Legend, layout: Layout) -> None:
    left, top = layout.left, layout.map[1] - 6
    for marker in (*legend.signs, *legend.sizes):
        marker.x, marker.y = marker.x + left, marker.y + top
    on.rings([sign for sign in legend.signs if sign.kind == "country"])
    on.signs([sign for sign in legend.signs if sign.kind != "country"])
    on.outline(legend.sizes, on.colours["quiet-ink"], 0.8, ink.SIGNS)
    for label in legend.labels:
        on.text(Label(label.text, label.x + left, label.y + top, label.letters), on.colours["ink"])


def _shades(on: Ink, shaded: shading.Level, layout: Layout, above: float, say: Language) -> None:
    """Say what the shades mean, in a row below the signs."""
    swatches, labels = shading.legend(shaded, say, layout.right - layout.left)
    left, top = layout.left, layout.map[1] - 6 - above
    for name, (x, y, x_end, y_end) in swatches:
        box = (left + x, top + y, left + x_end, top + y_end)
        on.box(box, ink.SIGNS, facecolor=on.colours[name], edgecolor=on.colours["quiet-ink"], linewidth=0.4)
    for label in labels:
        on.text(Label(label.text, label.x + left, label.y + top, label.letters), on.colours["ink"])


def _scale(on: Ink, scale: furniture.Scale, layout: Layout) -> None:
    begin, y, part = layout.right - scale.length, layout.map[1] - 14, scale.length / 4
    for number in range(4):
        colour = on.colours["ink" if number % 2 == 0 else "halo"]
        box = (begin + number * part, y, begin + (number + 1) * part, y + 3)
        on.box(box, ink.SIGNS, facecolor=colour, edgecolor=on.colours["ink"], linewidth=0.5)
    wide = width(scale.text, furniture.SCALE)
    on.text(Label(scale.text, layout.right - wide, y - 9.5, furniture.SCALE), on.colours["quiet-ink"])
