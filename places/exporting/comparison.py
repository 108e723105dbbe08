"""Two selections side by side, as a table: a row for each place that one of them names."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO, Final

from places.exporting.extract import clean
from places.exporting.table import guard
from places.language import Language
from places.query import ComparedPlace

COLUMNS: Final = (
    *("place_id", "place", "kind", "latitude", "longitude", "countries", "side"),
    *("mentions_a", "mentions_b", "articles_a", "articles_b", "share_a", "share_b"),
)
"""``side`` is one of `places.query.SIDES`; ``share_a`` and ``share_b`` are shares of all mentions of a
selection, 0 to 1."""


def write_csv(rows: Iterable[ComparedPlace], say: Language, stream: BinaryIO) -> None:
    """Write a head and one row a place, in the order in which they come; UTF-8 with a byte order mark."""
    stream.write(codecs.BOM_UTF8)
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        table = csv.writer(text)
        table.writerow(COLUMNS)
        for row in rows:
            place = row.place
            table.writerow(
                (
                    guard(clean(place.id)),
                    guard(clean(place.name_in(say.code))),
                    place.kind,
                    round(place.latitude, 6),
                    round(place.longitude, 6),
                    guard(clean(" ".join(place.country_codes))),
                    row.side,
                    row.mentions_a,
                    row.mentions_b,
                    row.articles_a,
                    row.articles_b,
                    round(row.share_a, 6),
                    round(row.share_b, 6),
                )
            )
    finally:
        text.detach()
