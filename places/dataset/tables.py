"""Articles, places and mentions <-> rows of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from itertools import accumulate, chain
from types import MappingProxyType
from typing import Any, Final

import pyarrow as pa

from places.dataset.folding import fold
from places.dataset.schema import BY_HAND, CANDIDATE, CHECKED, EVIDENCE, SCHEMAS
from places.model import Article, ByHand, Candidate, Checked, Evidence, Marks, Mention, PartialDate, Place

NO_MARKS: Final[Mapping[str, Marks]] = MappingProxyType({})
_UNMARKED: Final = Marks()
_OF_CANDIDATE: Final = frozenset(field.name for field in CANDIDATE)
_OF_EVIDENCE: Final = frozenset(field.name for field in EVIDENCE)


def mention_table(parsed: Iterable[tuple[str, Sequence[Mention]]]) -> pa.Table:
    """Lay mentions out as rows of ``mentions.parquet``.

    Parameters
    ----------
    parsed : iterable of (str, sequence of Mention)
        The id of each article and its mentions.

    Returns
    -------
    pyarrow.Table
        With the schema ``SCHEMAS["mentions"]``.
    """
    ids: list[str] = []
    mentions: list[Mention] = []
    for article_id, of_article in parsed:
        ids.extend([article_id] * len(of_article))
        mentions.extend(of_article)
    if not mentions:
        return SCHEMAS["mentions"].empty_table()
    starts, ends, surfaces, of_mentions, confidences, candidates, firsts, lasts, evidence, hands, checks = (
        zip(*mentions, strict=True)
    )
    columns = [
        pa.array(ids, pa.string()),
        pa.array(starts, pa.int32()),
        pa.array(ends, pa.int32()),
        pa.array(surfaces, pa.string()),
        pa.array([place.id for place in of_mentions], pa.string()),
        pa.array(confidences, pa.float64()),
        _candidate_lists(candidates),
        pa.array(firsts, pa.int32()),
        pa.array(lasts, pa.int32()),
        _evidence_lists(evidence),
        pa.array(list(map(said_row, hands)), BY_HAND),
        pa.array(list(map(said_row, checks)), CHECKED),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMAS["mentions"])


def with_others(own: pa.Table, found: pa.ChunkedArray, instead_of: Sequence[int | None]) -> pa.Table:
    """Give mentions that a person set what was found to be possible there, after what the person said.

    Parameters
    ----------
    own : pyarrow.Table
        With the schema ``SCHEMAS["mentions"]``; each has one candidate.
    found : pyarrow.ChunkedArray
        A column of candidates.
    instead_of : sequence of int or None
        The row in `found` of each of the mentions; None where nothing was found.

    Returns
    -------
    pyarrow.Table
        A candidate that is the place of the mention itself is not said again, and the others have a score
        of 0: nothing is left for them.
    """
    import numpy as np  # who only reads does without
    import pyarrow.compute as pc

    rows = pa.array(instead_of, pa.int64())
    if rows.null_count == len(rows):
        return own
    said, others = own.column("candidates").combine_chunks(), found.take(rows).combine_chunks()
    of_said, of_others = pc.list_parent_indices(said), pc.list_parent_indices(others)
    items = others.flatten()
    columns = [items.field(at) for at in range(items.type.num_fields)]
    score = items.type.get_field_index("score")
    columns[score] = pa.array(np.zeros(len(items)), pa.float64())
    items = pa.StructArray.from_arrays(columns, fields=list(CANDIDATE))
    another = pc.not_equal(items.field("place_id"), own.column("place_id").combine_chunks().take(of_others))
    items, of_others = items.filter(another), of_others.filter(another)
    parents = np.concatenate([np.asarray(of_said), np.asarray(of_others)])
    order = np.argsort(parents, kind="stable")
    whole = pa.concat_arrays([said.flatten(), items]).take(pa.array(order))
    ends = np.concatenate([[0], np.bincount(parents, minlength=len(own)).cumsum()])
    lists = pa.ListArray.from_arrays(pa.array(ends, pa.int32()), whole)
    at = own.schema.get_field_index("candidates")
    return own.set_column(at, own.schema.field(at), lists)


def said_row(said: ByHand | Checked | None) -> dict[str, Any] | None:
    """Lay out who said so; times are in UTC, and the tables do not say so once more."""
    return None if said is None else _said_row(said)


@lru_cache(maxsize=1024)
def _said_row(said: ByHand | Checked) -> dict[str, Any]:
    return {**asdict(said), "at": said.at and said.at.astimezone(UTC).replace(tzinfo=None)}


def by_hand_of(row: Mapping[str, Any] | None) -> ByHand | None:
    """Read who said so."""
    return ByHand(**{**row, "at": _utc(row["at"])}) if row else None


def checked_of(row: Mapping[str, Any] | None) -> Checked | None:
    """Read who found it right."""
    return Checked(**{**row, "at": _utc(row["at"])}) if row else None


def _utc(at: datetime | None) -> datetime | None:
    return at and at.replace(tzinfo=UTC)


def _candidate_lists(of_mentions: Sequence[tuple[Candidate, ...]]) -> pa.ListArray:
    """Lay the candidates of mentions out; those that mentions have in common are converted once."""
    distinct = {id(candidates): candidates for candidates in of_mentions}
    row_of = {key: row for row, key in enumerate(distinct)}
    take = pa.array([row_of[id(candidates)] for candidates in of_mentions], pa.int32())
    return _lists(distinct.values(), _candidate_array(list(chain.from_iterable(distinct.values())))).take(
        take
    )


def _candidate_array(candidates: Sequence[Candidate]) -> pa.StructArray:
    """Lay candidates out column by column; what belongs to a place is converted once a place."""
    distinct = {candidate.place_id: candidate for candidate in candidates}
    row_of = {place_id: row for row, place_id in enumerate(distinct)}
    take = pa.array([row_of[candidate.place_id] for candidate in candidates], pa.int32())
    columns = [
        pa.array(list(distinct), pa.string()).take(take),
        pa.array([candidate.score for candidate in candidates], pa.float64()),
        pa.array([candidate.name for candidate in distinct.values()], pa.string()).take(take),
        pa.array([candidate.kind for candidate in distinct.values()], pa.string()).take(take),
        pa.array([candidate.latitude for candidate in distinct.values()], pa.float64()).take(take),
        pa.array([candidate.longitude for candidate in distinct.values()], pa.float64()).take(take),
        pa.array(
            [list(candidate.country_codes) for candidate in distinct.values()], pa.list_(pa.string())
        ).take(take),
        _evidence_lists([candidate.evidence for candidate in candidates]),
    ]
    return pa.StructArray.from_arrays(columns, fields=list(CANDIDATE))


def _evidence_lists(of_rows: Sequence[tuple[Evidence, ...]]) -> pa.ListArray:
    parts = list(chain.from_iterable(of_rows))
    columns = [
        pa.array([part.reason for part in parts], pa.string()),
        pa.array([part.weight for part in parts], pa.float64()),
    ]
    return _lists(of_rows, pa.StructArray.from_arrays(columns, fields=list(EVIDENCE)))


def _lists(of_rows: Iterable[Sequence[object]], items: pa.Array) -> pa.ListArray:
    """Cut an array into the lists of which it was put together."""
    return pa.ListArray.from_arrays(
        pa.array(list(accumulate(map(len, of_rows), initial=0)), pa.int32()), items
    )


def place_table(of_dataset: Iterable[Place], marks: Mapping[str, Marks] = NO_MARKS) -> pa.Table:
    """Lay places out as rows of ``places.parquet``, in the order of their ids.

    Parameters
    ----------
    of_dataset : iterable of Place
    marks : mapping of str to Marks
        What people said of some of them, by their ids.
    """
    rows = [
        {
            "id": place.id,
            "name": place.name,
            "names": sorted(place.names.items()),
            "kind": place.kind,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "country_codes": list(place.country_codes),
            "population": place.population,
            "source": place.source,
            "area": place.area or None,
            "consists_of": list(place.consists_of),
            "by_hand": said_row(marks.get(place.id, _UNMARKED).by_hand),
            "checked": said_row(marks.get(place.id, _UNMARKED).checked),
        }
        for place in sorted(of_dataset, key=lambda place: place.id)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMAS["places"])


def place_of(row: Mapping[str, Any]) -> Place:
    """Make a place of a row of ``places.parquet``."""
    return Place(
        row["id"],
        row["name"],
        row["kind"],
        row["latitude"],
        row["longitude"],
        tuple(row["country_codes"]),
        row["population"],
        row["source"],
        dict(row["names"]),
        row.get("area") or "",
        tuple(row.get("consists_of") or ()),
    )


def article_table(
    articles: Sequence[Article], text_hashes: Sequence[bytes | None], mention_counts: Sequence[int]
) -> pa.Table:
    """Lay articles out as rows of ``articles.parquet``.

    Parameters
    ----------
    articles : sequence of Article
    text_hashes : sequence of bytes or None
        What the next build recognises each by.
    mention_counts : sequence of int
    """
    schema = SCHEMAS["articles"]
    if not articles:
        return schema.empty_table()
    rows = map(_article_row, articles, text_hashes, mention_counts)
    columns = zip(schema, zip(*rows, strict=True), strict=True)
    return pa.Table.from_arrays([pa.array(of, field.type) for field, of in columns], schema=schema)


def _article_row(article: Article, text_hash: bytes | None, mention_count: int) -> tuple[object, ...]:
    """Lay an article out in the order of the columns."""
    published = article.published
    return (
        article.id,
        article.title,
        article.text,
        article.language,
        published and published.first,
        published and published.last,
        article.date_origin,
        article.source,
        article.section,
        article.author,
        article.url,
        article.path,
        article.home,
        list(article.tags),
        fold(f"{article.title}\n{article.text}"),
        text_hash,
        mention_count,
    )


def article_of(row: Mapping[str, Any]) -> Article:
    """Make an article of a row of ``articles.parquet``."""
    first, last = row["published_first"], row["published_last"]
    return Article(
        row["id"],
        row["title"],
        row["text"],
        row["language"],
        PartialDate(first, last) if first else None,
        row["date_origin"],
        row["source"],
        row["author"],
        row["url"],
        row["path"],
        row["section"],
        row["home"],
        tuple(row["tags"]),
    )


def candidates_of(rows: Iterable[Mapping[str, Any]] | None) -> tuple[Candidate, ...]:
    """Make the candidates of a mention of its column; one that lacks something is left out."""
    return tuple(
        Candidate(
            row["place_id"],
            row["score"],
            row["name"],
            row["kind"],
            row["latitude"],
            row["longitude"],
            tuple(row["country_codes"] or ()),
            evidence_of(row["evidence"]),
        )
        for row in rows or ()
        if row.keys() >= _OF_CANDIDATE
    )


def evidence_of(rows: Iterable[Mapping[str, Any]] | None) -> tuple[Evidence, ...]:
    """Make of its column what spoke for and against something."""
    return tuple(Evidence(row["reason"], row["weight"]) for row in rows or () if row.keys() >= _OF_EVIDENCE)


def repeated(table: str) -> list[str]:
    """Name the columns whose values come again and again; the others get no dictionary."""
    if table == "articles":
        return ["language", "date_origin", "source", "section", "author", "tags.list.element"]
    # Leaves of the candidates are named by their path in Parquet.
    leaf = "candidates.list.element."
    return [
        *("article_id", "surface", "place_id"),
        *(leaf + name for name in ("place_id", "name", "kind", "latitude", "longitude")),
        leaf + "country_codes.list.element",
        leaf + "evidence.list.element.reason",
        leaf + "evidence.list.element.weight",
        "evidence.list.element.reason",
        "evidence.list.element.weight",
        *("by_hand.who", "by_hand.note", "by_hand.scope", "checked.who"),
    ]
