"""What the gazetteer tells a language of towns and areas, and what it is told of their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple


class Original(NamedTuple):
    """A name of a town in the script of its own country.

    Attributes
    ----------
    text : str
        "Харків".
    language : str
        ISO 639-1 code of the language that it is in.
    main : bool
        Whether it is the name in the language of the state.
    """

    text: str
    language: str
    main: bool


class Town(NamedTuple):
    """A town as the gazetteer lists it.

    Attributes
    ----------
    name : str
        The name under which it is listed, in Latin script.
    country : str
        ISO 3166-1 alpha-2.
    population : int
        0 where unknown.
    originals : sequence of Original
        Its names in other scripts, the likeliest first.
    """

    name: str
    country: str
    population: int
    originals: Sequence[Original] = ()


class TownName(NamedTuple):
    """A name that a language gives a town.

    Attributes
    ----------
    text : str
    role : str
        As `places.gazetteer.NameRole` says.
    preferred : bool
        Whether it is the one to display, if no table has a better one.
    """

    text: str
    role: Literal["main", "short", "alternate"]
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A country or a first-level region of which texts may name a part.

    Attributes
    ----------
    kind : {"country", "region"}
    country : str
        ISO 3166-1 alpha-2 of the country that it is or lies in.
    names : sequence of str
        Its names in the language that is asked, each once, in order.
    shown : str
        The one that is displayed; empty if there is none.
    """

    kind: Literal["country", "region"]
    country: str
    names: Sequence[str]
    shown: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an area that has a name in a language ("Ostukraine").

    Attributes
    ----------
    key : str
        What tells it from other parts of that area, for its id; kept once it is given.
    label : str
        English word that stands before the name of the area where no better name is known.
    north, east : int
        Which way it lies from the middle: 1 and 0 for the north, -1 and -1 for the south-west.
    names : sequence of str
        What it is called.
    shown : str
        The one to display.
    """

    key: str
    label: str
    north: int
    east: int
    names: Sequence[str]
    shown: str
