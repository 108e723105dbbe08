"""Which source writes about where, as a table: a row for each source and place that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from places.exporting.extract import clean, credits_with_geonames
from places.exporting.flat import FlatTable
from places.exporting.table import Cell
from places.language import Language
from places.query import SourcePlaces, described, list_by_source
from places.selection import Selection

if TYPE_CHECKING:
    from places.dataset import Dataset

COLUMNS: Final = (
    *("source", "place_id", "place", "kind", "country_codes", "latitude", "longitude"),
    *("mentions", "articles", "share", "confidence"),
)
"""``share`` is that of the place in all mentions of the source that are shown, 0 to 1; a ``source`` that is
not stated is empty."""


def table_by_source(dataset: Dataset, selection: Selection, say: Language, *, title: str = "") -> FlatTable:
    """Take from a dataset which source names which place how often, as a selection shows it."""
    found = list_by_source(dataset, selection, code=say.code)
    return FlatTable(
        title=title or say("Places in the news"),
        name=say("Places by source"),
        columns=COLUMNS,
        rows=_rows(found, say),
        about=[described(dataset, selection.of_rows(), say) or say("everything")],
        credits=credits_with_geonames(dataset),
        language=say,
        created=datetime.now(UTC),
    )


def _rows(found: Sequence[SourcePlaces], say: Language) -> Iterator[Sequence[Cell]]:
    for group in found:
        for row in group.rows:
            place = row.place
            yield (
                clean(group.source),
                clean(place.id),
                clean(place.name_in(say.code)),
                place.kind,
                clean(" ".join(place.country_codes)),
                round(place.latitude, 6) + 0.0,
                round(place.longitude, 6) + 0.0,
                row.mentions,
                row.articles,
                round(row.mentions / max(group.mentions, 1), 6),
                round(row.confidence, 3),
            )
