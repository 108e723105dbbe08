"""What the tables of a dataset look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyarrow as pa

TABLES: Final = ("articles", "places", "mentions")

IN_PARTS: Final = ("articles", "mentions")
"""The tables that are written in parts where there is much in them."""

ORIGINALS: Final = ("original_articles", "original_places", "original_mentions")
"""The tables of what was read and found where somebody changed it; a dataset that nobody changed has none."""

EVIDENCE: Final = pa.struct([("reason", pa.string()), ("weight", pa.float64())])
CANDIDATE: Final = pa.struct(
    [
        ("place_id", pa.string()),
        ("score", pa.float64()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("country_codes", pa.list_(pa.string())),
        ("evidence", pa.list_(EVIDENCE)),
    ]
)
_STAMP: Final = pa.timestamp("us")
"""A moment in UTC."""
BY_HAND: Final = pa.struct(
    [
        ("who", pa.string()),
        ("at", _STAMP),
        ("note", pa.string()),
        ("scope", pa.string()),
        ("number", pa.int32()),
    ]
)
CHECKED: Final = pa.struct([("who", pa.string()), ("at", _STAMP), ("number", pa.int32())])
SCHEMAS: Final[Mapping[str, pa.Schema]] = {
    "articles": pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("title", pa.string(), nullable=False),
            pa.field("text", pa.string(), nullable=False),
            ("language", pa.string()),
            ("published_first", pa.date32()),
            ("published_last", pa.date32()),
            ("date_origin", pa.string()),
            ("source", pa.string()),
            ("section", pa.string()),
            ("author", pa.string()),
            ("url", pa.string()),
            pa.field("path", pa.string(), nullable=False),
            ("home", pa.string()),
            pa.field("tags", pa.list_(pa.string()), nullable=False),
            # Title and text as `fold` makes them, so that words are found without making it anew.
            pa.field("folded", pa.string(), nullable=False),
            # What the next build compares: what was parsed, and how many mentions it gave.
            ("text_hash", pa.binary(16)),
            pa.field("mention_count", pa.int32(), nullable=False),
        ]
    ),
    "places": pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("name", pa.string(), nullable=False),
            pa.field("names", pa.map_(pa.string(), pa.string()), nullable=False),
            pa.field("kind", pa.string(), nullable=False),
            pa.field("latitude", pa.float64(), nullable=False),
            pa.field("longitude", pa.float64(), nullable=False),
            pa.field("country_codes", pa.list_(pa.string()), nullable=False),
            pa.field("population", pa.int64(), nullable=False),
            pa.field("source", pa.string(), nullable=False),
            # Null in tables that were written before these columns were.
            ("area", pa.string()),
            ("consists_of", pa.list_(pa.string())),
            # Who made it or found it right; null where nobody did, as below.
            ("by_hand", BY_HAND),
            ("checked", CHECKED),
        ]
    ),
    "mentions": pa.schema(
        [
            pa.field("article_id", pa.string(), nullable=False),
            pa.field("start", pa.int32(), nullable=False),
            pa.field("end", pa.int32(), nullable=False),
            pa.field("surface", pa.string(), nullable=False),
            pa.field("place_id", pa.string(), nullable=False),
            pa.field("confidence", pa.float64(), nullable=False),
            pa.field("candidates", pa.list_(CANDIDATE), nullable=False),
            pa.field("excerpt_start", pa.int32(), nullable=False),
            pa.field("excerpt_end", pa.int32(), nullable=False),
            # What spoke for and against the stretch being a place at all.
            pa.field("evidence", pa.list_(EVIDENCE), nullable=False),
            ("by_hand", BY_HAND),
            ("checked", CHECKED),
        ]
    ),
}

SCHEMAS_OF_ORIGINALS: Final[Mapping[str, pa.Schema]] = {
    # As read: those that were edited or removed. An article that was removed has its place among all that
    # were read, its hash and the number of its mentions, an article that was edited none of them.
    "original_articles": SCHEMAS["articles"].append(pa.field("position", pa.int32())),
    "original_places": SCHEMAS["places"],
    # As found: those that were set aside, and those of articles that were removed.
    "original_mentions": SCHEMAS["mentions"],
}
"""What the tables of `ORIGINALS` look like."""
