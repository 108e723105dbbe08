"""What a map shows: places, lines, the ground and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from places.language import Language
from places.model import KINDS, Kind

Theme = Literal["light", "dark"]

CELL_STEPS: Final = 64
"""Steps of a side of a cell: so exactly the browser is told where the middle of its places is."""

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
    articles : int, optional
        With it, `tooltip` is a pattern that many have in common: the browser writes `mentions` for
        ``{mentions}`` and this for ``{articles}``.
    """

    mentions: int
    tooltip: str
    unsure: bool = False
    side: str = ""
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Cells:
    """Places put together by the cells of a grid in Web Mercator: columns of one value a cell.

    Attributes
    ----------
    across : int
        How many cells of the grid lie side by side around the world, and as many above each other. It
        begins in the upper left corner (180° W, 85.05° N).
    x, y : sequence of int
        The middle of the places of a cell: steps from that corner to the right, and down. A side of a cell
        has `CELL_STEPS` of them.
    numbers : sequence of int
        How many places it stands for; at least two.
    mentions : sequence of int
        Of all of them.
    most : sequence of int
        Where the most named of them stands in the file that the browser fetched.
    """

    across: int
    x: Sequence[int] = ()
    y: Sequence[int] = ()
    numbers: Sequence[int] = ()
    mentions: Sequence[int] = ()
    most: Sequence[int] = ()


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
    cells : sequence of Cells
        Places that would make the message large, put together; other ones are for another view.
    """

    url: str
    looks: Sequence[Look]
    look: Sequence[int]
    cells: Sequence[Cells] = ()


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
