"""What a picture is of: an extract, or two selections side by side, in the same few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from places.exporting import Extract
from places.exporting.comparison import ComparedExtract, parts_in_words
from places.language import Language
from places.maps import Shades, marker_point
from places.model import Place
from places.query import Companion, PlaceRow, Side

LONGEST: Final = 400
"""Characters of a title or a description: no more has room on any page."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a picture shows and says.

    Attributes
    ----------
    title : str
    about : sequence of str
        What stands under the title, in paragraphs.
    places : sequence of PlaceRow
        Each where its marker stands.
    language : Language
    created : datetime
    sides : mapping of str to Side
        Of a comparison the side of every place by its id; it decides the colour instead of the kind.
    company : sequence of Companion
        Those to which lines lead from the chosen place.
    shades : Shades or None
        The countries and regions that are shaded.
    """

    title: str
    about: Sequence[str]
    places: Sequence[PlaceRow]
    language: Language
    created: datetime
    sides: Mapping[str, Side] = field(default_factory=dict)
    company: Sequence[Companion] = ()
    shades: Shades | None = None


def scene_of(extract: Extract | ComparedExtract) -> Scene:
    """Tell what a picture of an extract is of."""
    say = extract.language
    if isinstance(extract, ComparedExtract):
        rows = sorted(extract.places, key=lambda row: -(row.mentions_a + row.mentions_b))
        return Scene(
            extract.title,
            parts_in_words(extract),
            [
                PlaceRow(
                    _placed(row.place, extract.points),
                    row.mentions_a + row.mentions_b,
                    row.articles_a + row.articles_b,
                    1.0,
                )
                for row in rows
            ],
            say,
            extract.created,
            {row.place.id: row.side for row in rows},
            shades=extract.shades,
        )
    counts = (
        say.plural("{n} article", "{n} articles", len(extract.articles)),
        say.plural("{n} place", "{n} places", len(extract.places)),
        say.plural("{n} mention", "{n} mentions", len(extract.mentions)),
    )
    about = " · ".join(filter(None, (extract.description[:LONGEST], *counts)))
    return Scene(
        extract.title,
        (about,),
        [row._replace(place=_placed(row.place, extract.points)) for row in extract.places],
        say,
        extract.created,
        company=extract.company,
        shades=extract.shades,
    )


def _placed(place: Place, points: Mapping[str, tuple[float, float]]) -> Place:
    """Move a river to its course, near the towns that its articles name where that is told."""
    if place.kind != "water":
        return place
    point = marker_point(place.id, place.kind, place.latitude, place.longitude, points.get(place.id))
    return replace(place, latitude=point[0], longitude=point[1])
