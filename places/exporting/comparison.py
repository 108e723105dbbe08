"""Two selections side by side, as a file: a row or a point for each place that one of them names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, Final

from places.exporting import flat, geojson
from places.exporting.extract import (
    GEONAMES_CREDIT,
    Extract,
    clean,
    credits_with_geonames,
    from_dataset,
)
from places.exporting.flat import FlatTable
from places.language import Language, language
from places.query import (
    ComparedPlace,
    Counts,
    compared_places,
    count,
    described,
    points_on_courses,
    shades_of,
)
from places.query.courses import Point
from places.selection import Selection

if TYPE_CHECKING:
    from places.dataset import Dataset
    from places.maps import Shades

COLUMNS: Final = (
    *("place_id", "place", "kind", "latitude", "longitude", "countries", "side"),
    *("mentions_a", "mentions_b", "articles_a", "articles_b", "share_a", "share_b"),
)
"""``side`` is one of `places.query.SIDES`; ``share_a`` and ``share_b`` are shares of all mentions of a
selection, 0 to 1."""

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Part:
    """One of two selections that are compared: what it asks for in words, and how much it shows."""

    description: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class ComparedExtract:
    """Two selections side by side, ready to be written or drawn.

    Attributes
    ----------
    title : str
        What the map is called.
    a, b : Part
        What was kept, and what it is compared with.
    places : sequence of ComparedPlace
        Those that one of the two names, whose shares differ most first.
    language : Language
        The language of names and labels.
    created : datetime
        When the extract was made, with its time zone.
    credits : tuple of str
        Whose data is in it, under which licence.
    shades, points
        As those of `Extract`; the shades are those of B.
    """

    title: str
    a: Part
    b: Part
    places: Sequence[ComparedPlace]
    language: Language = field(default_factory=lambda: language("en"))
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    credits: tuple[str, ...] = (GEONAMES_CREDIT,)
    shades: Shades | None = None
    points: Mapping[str, Point] = field(default_factory=dict)


def extract_shown(
    dataset: Dataset, selection: Selection, say: Language, *, title: str = ""
) -> Extract | ComparedExtract:
    """Take from a dataset what a selection shows, or both sides if it is compared with another one."""
    if selection.beside is None:
        return from_dataset(dataset, selection, say, title=title)
    return comparison_from_dataset(dataset, selection.beside, selection, say, title=title)


def comparison_from_dataset(
    dataset: Dataset, kept: Selection, selection: Selection, say: Language, *, title: str = ""
) -> ComparedExtract:
    """Take from a dataset what two selections show, `kept` as A and `selection` as B."""
    return ComparedExtract(
        title=title or say("Places in the news"),
        a=_part(dataset, kept, say),
        b=_part(dataset, selection, say),
        places=compared_places(dataset, kept, selection),
        language=say,
        credits=credits_with_geonames(dataset),
        shades=shades_of(dataset, selection, say),
        points=points_on_courses(dataset),
    )


def _part(dataset: Dataset, selection: Selection, say: Language) -> Part:
    return Part(described(dataset, selection.of_rows(), say) or say("everything"), count(dataset, selection))


def parts_in_words(extract: ComparedExtract) -> list[str]:
    """Tell what A and B are, a line each, with their counts."""
    say = extract.language
    told = []
    for letter, part in (("A", extract.a), ("B", extract.b)):
        articles = say.plural("{n} article", "{n} articles", part.counts.articles)
        mentions = say.plural("{n} mention", "{n} mentions", part.counts.mentions)
        told.append(f"{letter}: {part.description} ({articles}, {mentions})")
    return told


def _rows(extract: ComparedExtract) -> Iterator[tuple[Value, ...]]:
    for row in extract.places:
        place = row.place
        yield (
            clean(place.id),
            clean(place.name_in(extract.language.code)),
            place.kind,
            round(place.latitude, 6) + 0.0,
            round(place.longitude, 6) + 0.0,
            clean(" ".join(place.country_codes)),
            row.side,
            row.mentions_a,
            row.mentions_b,
            row.articles_a,
            row.articles_b,
            round(row.share_a, 6),
            round(row.share_b, 6),
        )


def flat_table(extract: ComparedExtract) -> FlatTable:
    """Make a table of a comparison: a row a place."""
    say = extract.language
    return FlatTable(
        title=extract.title,
        name=say("Comparison"),
        columns=COLUMNS,
        rows=_rows(extract),
        about=parts_in_words(extract),
        credits=extract.credits,
        language=say,
        created=extract.created,
    )


def write_geojson(extract: ComparedExtract, stream: BinaryIO) -> None:
    """Write one point a place."""
    head = {
        "type": "FeatureCollection",
        "name": "places",
        "title": clean(extract.title),
        "a": clean(extract.a.description),
        "b": clean(extract.b.description),
        "created": extract.created.isoformat(timespec="seconds"),
        "credits": [clean(line) for line in extract.credits],
    }
    geojson.write_features(head, (_feature(row) for row in _rows(extract)), stream)


def _feature(row: Sequence[Value]) -> dict[str, object]:
    values = dict(zip(COLUMNS, row, strict=True))
    point = [values.pop("longitude"), values.pop("latitude")]
    return {
        "type": "Feature",
        "id": values["place_id"],
        "geometry": {"type": "Point", "coordinates": point},
        "properties": values,
    }


def _flat(write: Callable[[FlatTable, BinaryIO], None]) -> Callable[[ComparedExtract, BinaryIO], None]:
    return lambda extract, stream: write(flat_table(extract), stream)


WRITERS: Final[Mapping[str, Callable[[ComparedExtract, BinaryIO], None]]] = {
    **{name: _flat(write) for name, write in flat.WRITERS.items()},
    geojson.name: write_geojson,
}
"""How a comparison is written, by the name of the format."""
