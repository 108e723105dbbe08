"""Texts in, mentions out, as batches of Arrow: the geoparser for whoever has Spark, Ray, Daft or Dask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from places.geoparsing.parser import Document, Parser, parse_each
from places.model import Mention
from places.reading import printable
from places.reading.languages import detect

DOCUMENTS: Final = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("language", pa.string()),
        pa.field("title", pa.string()),
        pa.field("source", pa.string()),
    ]
)
"""What is read: `id` and `text` have to be there, other columns than these are passed over."""

MENTIONS: Final = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("start", pa.int32()),
        pa.field("end", pa.int32()),
        pa.field("surface", pa.string()),
        pa.field("confidence", pa.float64()),
        pa.field("place_id", pa.string()),
        pa.field("name", pa.string()),
        pa.field("kind", pa.string()),
        pa.field("latitude", pa.float64()),
        pa.field("longitude", pa.float64()),
        pa.field("country_codes", pa.list_(pa.string())),
        pa.field("error", pa.string()),
    ]
)
"""What is given back: a row a mention, and one with `error` alone for a document that could not be parsed."""

_TOGETHER: Final = 256  # documents that are parsed at once
_LONGEST_REASON: Final = 200  # characters


def geoparse(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Find the places that texts name.

    Everything it needs is in the package: it keeps nothing of the caller's, can be pickled, and opens
    the gazetteer once a process, with the first document.

    Parameters
    ----------
    batches : iterator of pyarrow.RecordBatch
        Documents; see `DOCUMENTS`. `language` is an ISO 639-1 code, and detected where it is missing or
        null; `title` and `source` (the name of the paper) help to tell places apart.

    Yields
    ------
    pyarrow.RecordBatch
        With the schema `MENTIONS`, in the order of the documents: `start` and `end` count the characters
        of `text`, `confidence` goes from 0 to 1, `latitude` and `longitude` are degrees (WGS 84),
        `country_codes` are those of ISO 3166-1. A document without a place gives no row.

    Raises
    ------
    ValueError
        If `id` or `text` is missing, or null somewhere.
    """
    for batch in batches:
        for part in _parts(batch):
            yield _found(part)


def _parts(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Cut a batch into parts that are parsed at once, with the columns of `DOCUMENTS`."""
    columns = []
    for field in DOCUMENTS:
        at = batch.schema.get_field_index(field.name)
        if at < 0 and field.nullable:
            columns.append(pa.nulls(batch.num_rows, field.type))
            continue
        if at < 0:
            raise ValueError(f"a batch without the column {field.name!r}: it needs 'id' and 'text'")
        column = pc.cast(batch.column(at), field.type)
        if column.null_count and not field.nullable:
            raise ValueError(f"the column {field.name!r} has {column.null_count:,} nulls; it may have none")
        columns.append(column)
    whole = pa.RecordBatch.from_arrays(columns, schema=DOCUMENTS)
    for begin in range(0, whole.num_rows, _TOGETHER):
        yield whole.slice(begin, _TOGETHER)


def _found(part: pa.RecordBatch) -> pa.RecordBatch:
    ids, texts, *others = (column.to_pylist() for column in part.columns)
    documents = [
        Document(text, language or detect(text), title or "", source or "")
        for text, language, title, source in zip(texts, *others, strict=True)
    ]
    outcomes = parse_each(_geoparser(), documents, explain=False)
    rows = chain.from_iterable(_rows(name, outcome) for name, outcome in zip(ids, outcomes, strict=True))
    return pa.RecordBatch.from_pylist(list(rows), schema=MENTIONS)


def _rows(name: str, outcome: Sequence[Mention] | Exception) -> Iterator[dict[str, object]]:
    if isinstance(outcome, Exception):
        yield {"id": name, "error": printable(f"{type(outcome).__name__}: {outcome}"[:_LONGEST_REASON])}
        return
    for mention in outcome:
        place = mention.place
        yield {
            "id": name,
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "confidence": mention.confidence,
            "place_id": place.id,
            "name": place.name,
            "kind": place.kind,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "country_codes": list(place.country_codes),
        }


@cache
def _geoparser() -> Parser:
    from places.gazetteer import open_gazetteer
    from places.geoparsing import Geoparser

    return Geoparser(open_gazetteer())
