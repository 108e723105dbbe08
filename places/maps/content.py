"""What a map shows, and how its script wants it: few columns, short, and safe to stand in a page."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from places.language import Language
from places.maps.outlines import marker_point
from places.maps.shades import Shades, shades_data
from places.model import KINDS, Kind, MapView

Theme = Literal["light", "dark"]

UNSURE_BELOW = 0.5
"""A place of a confidence below this is drawn with a dotted edge."""


class MapPlace(NamedTuple):
    """One marker.

    Attributes
    ----------
    place_id, name : str
        As in the dataset; the name in the language of the page. Untrusted: the map
        shows it as text only.
    kind : Kind
        Decides shape and colour.
    latitude, longitude : float
        WGS 84, degrees.
    mentions, articles : int
        The number of mentions decides the area of the marker.
    confidence : float
        How sure the location is, 0 to 1; below `UNSURE_BELOW` the marker looks unsure.
    tooltip : str
        What the tooltip and screen readers say after name and kind, in the language of the
        page: "16 mentions in 4 articles".
    side : str
        Where two selections are compared, on which side the place is (a key of `MapTexts.sides`): it
        decides the colour instead of the kind.
    at : tuple of float or None
        Where the marker stands, latitude and longitude, if not at the point of the place: where on its
        course a river is meant. Without it a river stands at the point of its course nearest to its own.
    """

    place_id: str
    name: str
    kind: Kind
    latitude: float
    longitude: float
    mentions: int
    articles: int = 1
    confidence: float = 1.0
    tooltip: str = ""
    side: str = ""
    at: tuple[float, float] | None = None


class Line(NamedTuple):
    """A line from the chosen place to another one that is on the map.

    Attributes
    ----------
    place_id : str
    weight : float
        Decides how broad it is, compared with the others.
    close : bool
        Whether it is drawn through, not dotted.
    """

    place_id: str
    weight: float
    close: bool = True


class Around(NamedTuple):
    """A circle on the earth.

    Attributes
    ----------
    latitude, longitude : float
        Of its middle; WGS 84, degrees.
    kilometres : float
        Its radius.
    """

    latitude: float
    longitude: float
    kilometres: float


class Look(NamedTuple):
    """What many markers have in common: how often their places are named, and how sure they are.

    Attributes
    ----------
    mentions : int
    tooltip : str
        As in `MapPlace`.
    unsure : bool
        Whether the marker looks unsure.
    side : str
        As in `MapPlace`.
    """

    mentions: int
    tooltip: str
    unsure: bool = False
    side: str = ""


@dataclass(frozen=True, slots=True)
class FetchedPlaces:
    """Places that the browser fetches once and keeps; what is said of them now comes with each change.

    Attributes
    ----------
    url : str
        Where the browser finds what `place_columns` gives, as JSON; absolute or relative to the
        page that holds the map. Other places have another URL.
    looks : sequence of Look
    look : sequence of int
        For each place of the file its position in `looks`, counted from 1; 0 where it is not drawn.
    in_part : bool
        Whether places are left out that would make the message large; others are sent for another view.
    undrawn : int
        So many of these lie in sight.
    """

    url: str
    looks: Sequence[Look]
    look: Sequence[int]
    in_part: bool = False
    undrawn: int = 0


@dataclass(frozen=True, slots=True)
class Tiles:
    """A provider of map tiles, drawn over our own land.

    Attributes
    ----------
    url : str
        Leaflet's URL template: ``https://tile.example.org/{z}/{x}/{y}.png``.
    attribution : str
        The credit that the provider asks for, as HTML. It comes from whoever runs the app.
    min_zoom, max_zoom : int
        Tiles appear between these zooms; far out, the land of our own is the calmer map, and
        the provider is spared.
    photographs : bool
        Whether they are pictures of the earth, whose colours stay as they are.
    """

    url: str
    attribution: str
    min_zoom: int = 7
    max_zoom: int = 18
    photographs: bool = False


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a visitor can have under the places.

    Attributes
    ----------
    title : str
        What the switch is for, for screen readers.
    choices : mapping of str to str
        Key, which the event ``ground`` of the layer tells, to what the switch says.
    chosen : str
        Key of what lies there now.
    """

    title: str
    choices: Mapping[str, str]
    chosen: str


OPENSTREETMAP = Tiles(
    url="https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    attribution='© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>',
)
"""Tiles of OpenStreetMap; see its policy, https://operations.osmfoundation.org/policies/tiles/."""


@dataclass(frozen=True, slots=True)
class MapTexts:
    """The words on the map, in the language of the page.

    Attributes
    ----------
    language : str
        ISO 639-1 code.
    title : str
        What screen readers call the map.
    kinds : mapping of Kind to str
        What the legend and the tooltips call a kind.
    unsure : str
        What a dotted edge means.
    sides : mapping of str to str
        What the legend calls the sides of a comparison: ``a-only``, ``a-more``, ``both``, ``b-more``,
        ``b-only``.
    more : str
        How many places are only dots at this zoom; ``{n}`` stands for the number.
    undrawn : str
        How many places in sight were not sent; ``{n}`` stands for the number.
    grouped : str
        How many places stand in circles of several; ``{n}`` stands for the number.
    group_of : str
        What a circle stands for; ``{n}`` stands for the number of places.
    outside : str
        How many places the start view leaves out; ``{n}`` stands for the number.
    keys : str
        What the keys do on a marker, for screen readers.
    zoom_in, zoom_out, fit, within, group : str
        The buttons; `fit` shows all places, `within` keeps to those in sight, `group` lets those that are
        near each other come together.
    """

    language: str = "en"
    title: str = "Map of the places"
    kinds: Mapping[Kind, str] = field(
        default_factory=lambda: {
            "country": "Country",
            "region": "Region",
            "city": "City",
            "water": "Water",
            "terrain": "Terrain",
            "site": "Site",
        }
    )
    unsure: str = "location unsure"
    sides: Mapping[str, str] = field(default_factory=dict)
    more: str = "{n} more places as dots: zoom in to see them"
    undrawn: str = "{n} more places: zoom in to see them"
    grouped: str = "{n} places in groups: a click on one zooms in"
    group_of: str = "{n} places together"
    outside: str = "Outside this view: {n}"
    keys: str = "Arrow keys lead to the next place or group. Enter chooses a place, and zooms in on a group."
    zoom_in: str = "Zoom in"
    zoom_out: str = "Zoom out"
    fit: str = "Show all places"
    within: str = "Only what the map shows"
    group: str = "Group places that are near each other"


GLYPHS: Final[Mapping[Kind, str]] = {
    "city": "●",
    "region": "■",
    "site": "◆",
    "water": "▼",
    "terrain": "▲",
    "country": "◌",
}
"""Characters that look like the markers, for lists and buttons."""


def texts_in(say: Language) -> MapTexts:
    """Give the words on the map in the language of a reader."""
    return MapTexts(
        language=say.code,
        title=say("Map of the places"),
        kinds={kind: say.kind(kind) for kind in KINDS},
        unsure=say("location unsure"),
        more=say("{n} more places as dots: zoom in to see them"),
        undrawn=say("{n} more places: zoom in to see them"),
        grouped=say("{n} places in groups: a click on one zooms in"),
        group_of=say("{n} places together"),
        outside=say("Outside this view: {n}"),
        keys=say(
            "Arrow keys lead to the next place or group. Enter chooses a place, and zooms in on a group."
        ),
        zoom_in=say("Zoom in"),
        zoom_out=say("Zoom out"),
        fit=say("Show all places"),
        within=say("Only what the map shows"),
        group=say("Group places that are near each other"),
    )


def place_columns(places: Sequence[MapPlace]) -> dict[str, Any]:
    """Put together what stays the same of places, whatever is selected.

    Returns
    -------
    dict
        Columns of one value a place: `ids`, `names`, `latitudes` and `longitudes` (degrees, 5
        decimals, a metre) are lists, `kinds` is a string of digits, each a position in `KINDS`. A river
        stands on its course where that is known, at the point nearest to its own.
    """
    points = [
        marker_point(place.place_id, place.kind, place.latitude, place.longitude, place.at)
        for place in places
    ]
    return {
        "ids": [place.place_id for place in places],
        "names": [place.name for place in places],
        "kinds": "".join([_KIND_DIGITS[place.kind] for place in places]),
        "latitudes": np.round([point[0] for point in points], 5).tolist(),
        "longitudes": np.round([point[1] for point in points], 5).tolist(),
    }


def _looks(places: Sequence[MapPlace]) -> tuple[list[Look], list[int]]:
    numbers: dict[Look, int] = {}
    look = [
        numbers.setdefault(
            Look(place.mentions, place.tooltip, place.confidence < UNSURE_BELOW, place.side), len(numbers) + 1
        )
        for place in places
    ]
    return list(numbers), look


def land_data(
    shaded_countries: Collection[str] = (),
    *,
    theme: Theme = "light",
    tiles: Tiles | None = None,
    ground: str | None = None,
    grounds: Grounds | None = None,
    language: str = "en",
    shades: Shades | None = None,
) -> dict[str, Any]:
    """Put together what ``placesMap.landLayer`` takes beside the land; see `places.maps.layers.LandLayer`."""
    return {
        "shaded": sorted(shaded_countries),
        "theme": theme,
        "tiles": tiles
        and {
            "url": tiles.url,
            "attribution": tiles.attribution,
            "minZoom": tiles.min_zoom,
            "maxZoom": tiles.max_zoom,
            "photographs": tiles.photographs,
        },
        "grounds": grounds
        and {
            "title": grounds.title,
            "choices": list(grounds.choices.items()),
            "chosen": grounds.chosen,
        },
        "ground": ground,
        "language": language,
        "shades": shades and shades_data(shades),
    }


def places_data(
    places: Sequence[MapPlace] | FetchedPlaces,
    *,
    chosen: str | None = None,
    theme: Theme = "light",
    texts: MapTexts | None = None,
    legend: bool = True,
    buttons: bool = False,
    within: bool = False,
    fit: bool = True,
    view: MapView | None = None,
    view_parameter: str | None = None,
    fit_for: str = "",
    fill_frame: bool = False,
    outlines: str | Mapping[str, Any] | None = None,
    lines: Sequence[Line] = (),
    clusters: bool | None = None,
    around: Around | None = None,
) -> dict[str, Any]:
    """Put together what ``placesMap.placesLayer`` takes; see `places.maps.layers.PlacesLayer`.

    Returns
    -------
    dict
        `places` are the columns of `place_columns` or the URL where the browser finds them; `look`
        has one value a place, a position in `looks` counted from 1; a negative one stands for as many
        places that are not drawn.
    """
    words = texts or MapTexts()
    if isinstance(places, FetchedPlaces):
        known: dict[str, Any] | str = places.url
        looks, look = places.looks, places.look
    else:
        known = place_columns(places)
        looks, look = _looks(places)
    return {
        "kindNames": KINDS,
        "places": known,
        "looks": [
            [each.mentions, each.tooltip, int(each.unsure), *([each.side] if each.side else [])]
            for each in looks
        ],
        "look": _without_gaps(look),
        "inPart": isinstance(places, FetchedPlaces) and places.in_part,
        "undrawn": places.undrawn if isinstance(places, FetchedPlaces) else 0,
        "chosen": chosen,
        "theme": theme,
        "texts": {
            "language": words.language,
            "title": words.title,
            "kinds": dict(words.kinds),
            "unsure": words.unsure,
            "sides": dict(words.sides),
            "more": words.more,
            "undrawn": words.undrawn,
            "grouped": words.grouped,
            "groupOf": words.group_of,
            "outside": words.outside,
            "keys": words.keys,
            "zoomIn": words.zoom_in,
            "zoomOut": words.zoom_out,
            "fit": words.fit,
            "within": words.within,
            "group": words.group,
        },
        "legend": legend,
        "buttons": buttons,
        "within": within,
        "fit": fit,
        "view": view and [round(view.latitude, 4), round(view.longitude, 4), round(view.zoom, 2)],
        "viewParameter": view_parameter,
        "fitFor": fit_for,
        "fill": fill_frame,
        "outlines": outlines,
        "clusters": clusters,
        "around": around and [around.latitude, around.longitude, around.kilometres],
        "lines": [[line.place_id, round(line.weight, 3), int(line.close)] for line in lines],
    }


def _without_gaps(look: Sequence[int]) -> list[int]:
    """Write one negative number for each run of zeros."""
    written: list[int] = []
    for drawn, group in groupby(look, bool):
        run = list(group)
        written += run if drawn else [-len(run)]
    return written


_JINJA_OPENING = re.compile(r"\{(?=[{%#])")
_KIND_DIGITS = {kind: str(index) for index, kind in enumerate(KINDS)}


def script_json(value: object) -> str:
    r"""Write JSON that may stand in a script of a page: no tag, comment or template can begin in it.

    ``<``, ``>``, ``&``, the line ends of JavaScript and the braces that open something in Jinja are
    written as ``\u....``, which JSON and JavaScript read as the same characters.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # No brace of JSON itself has one of these behind it. In a string they would open a template.
    return _JINJA_OPENING.sub(r"\\u007b", text)
