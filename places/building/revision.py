"""What becomes of a part of a dataset when something else is said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pyarrow as pa

from places.building.current import Current
from places.building.parsing import Parsed
from places.building.reuse import rows_by_article, text_hash_of
from places.building.said import Said
from places.building.settling import Read, Settled, settle
from places.building.touched import touched
from places.dataset import SCHEMAS, SCHEMAS_OF_ORIGINALS, article_table
from places.geoparsing.parser import Home
from places.model import Article, Place

Parse = Callable[[Sequence[tuple[Article, Home | None]]], Parsed]
"""Finds the mentions of articles, each with where its paper is at home."""


@dataclass(frozen=True)
class Revision:
    """A part as it is to be.

    Attributes
    ----------
    articles, mentions : pyarrow.Table or None
        None where they stay as they are.
    ids : sequence of str
        Of the articles, in order.
    mention_counts : sequence of int
        How many mentions each has.
    undated : int
        Articles without a date.
    named : set of str
        The ids of the places that the mentions name.
    found, by_hand : mapping of str to Place
        Those that the geoparser found just now, and those that a person chose, by their ids.
    original_articles, original_mentions : pyarrow.Table
        As in `places.dataset.SCHEMAS_OF_ORIGINALS`.
    touched, parsed : int
        Articles that were settled again, and of them those that were parsed again.
    """

    articles: pa.Table | None
    mentions: pa.Table | None
    ids: Sequence[str]
    mention_counts: Sequence[int]
    undated: int
    named: set[str]
    found: Mapping[str, Place]
    by_hand: Mapping[str, Place]
    original_articles: pa.Table
    original_mentions: pa.Table
    touched: int = 0
    parsed: int = 0


def revision_of(
    current: Current,
    old: Said | None,
    new: Said,
    texts: Callable[[Collection[str]], Mapping[str, str]],
    parse: Parse,
) -> Revision:
    """Make a part of a dataset tell what holds now.

    Parameters
    ----------
    current : Current
    old : Said or None
        What the dataset tells; None where that is not known.
    new : Said
    texts : callable
        Returns texts of articles that were added, by their digests.
    parse : callable
        For articles that were added, or that the geoparser sees otherwise now.
    """
    ids = touched(current, old, new)
    order = _order(current, old, new)
    shown = [article_id for article_id in order if article_id not in new.standing.removed]
    if not ids and shown == list(current.rows):
        return _as_it_was(current, shown)
    coming = _coming(current, new, [each for each in order if each in ids], texts)
    same = _same_edits(old, new)
    reads, found, places, parsed = _found(current, new, order, ids, coming, parse, same)
    settled = settle(reads, found, new)
    if not coming and not parsed and shown == list(current.rows) and all(map(same, ids)):
        articles = _counted(current, settled)
    else:
        articles = _articles(current, settled, shown, ids)
    mentions = _mentions(current, settled, shown, ids)
    table = current.columns("mention_count", "published_first") if articles is None else articles
    original_articles, original_mentions = _originals(current, settled, order=order, ids=ids)
    return Revision(
        articles,
        mentions,
        shown,
        table.column("mention_count").to_pylist(),
        table.column("published_first").null_count,
        set(mentions.column("place_id").unique().to_pylist()),
        places,
        settled.set_by_hand,
        original_articles,
        original_mentions,
        len(reads),
        parsed,
    )


def _as_it_was(current: Current, shown: Sequence[str]) -> Revision:
    return Revision(
        None,
        None,
        shown,
        current.mention_counts,
        current.undated,
        current.named_places(),
        {},
        {},
        current.original_articles_of_all(),
        current.original_mentions,
    )


def _order(current: Current, old: Said | None, new: Said) -> list[str]:
    """Return the ids of all articles, as a build would meet them: those of the files, then those added."""
    if not current.is_last:
        return current.order()
    were_added = set(old.standing.added) if old is not None else set()
    of_files = [article_id for article_id in current.order() if article_id not in were_added]
    known = set(of_files)
    return of_files + [article_id for article_id in new.standing.added if article_id not in known]


def _coming(
    current: Current,
    new: Said,
    ids: Sequence[str],
    texts: Callable[[Collection[str]], Mapping[str, str]],
) -> dict[str, Article]:
    """Return the articles that were added and are not in the dataset yet."""
    said = {each: new.standing.added[each].said for each in ids if each not in current}
    of_said = texts([each.text_digest for each in said.values()]) if said else {}
    return {article_id: each.article(of_said[each.text_digest]) for article_id, each in said.items()}


def _found(  # noqa: PLR0917 - each is a step's result
    current: Current,
    new: Said,
    order: Sequence[str],
    ids: Collection[str],
    coming: Mapping[str, Article],
    parse: Parse,
    same: Callable[[str], bool],
) -> tuple[list[Read], pa.Table, dict[str, Place], int]:
    """Return the articles that are touched, what was found in them, and what of that is new."""
    read = current.as_read([each for each in order if each in ids and each not in coming])
    articles: dict[str, tuple[int, Article, Article, bytes]] = {}
    to_parse: list[tuple[Article, Home | None]] = []
    for position, article_id in enumerate(order):
        if article_id not in ids:
            continue
        article = coming.get(article_id) or read[article_id]
        edited = new.edited(article)
        home = None if edited.home else current.base.homes.get(edited.source or "")
        seen = current.text_hash(article_id) if article_id in current and same(article_id) else None
        text_hash = seen or text_hash_of(edited, home)
        articles[article_id] = position, article, edited, text_hash
        if seen:  # the geoparser has seen it just so
            continue
        if article_id in coming or text_hash != (
            current.text_hash(article_id) or text_hash_of(current.now(article_id), home)
        ):
            to_parse.append((edited, home))
    parsed = parse(to_parse) if to_parse else Parsed((), SCHEMAS["mentions"].empty_table(), ())
    failed = {to_parse[at][0].id for at in parsed.lacking}
    counts = dict(zip([article.id for article, _ in to_parse], parsed.counts, strict=True))
    known = [article_id for article_id in articles if article_id not in counts]
    found, of_known = current.found(known)
    spans = _spans(known, of_known)
    if to_parse:
        found = _put_together(found, spans, parsed.mentions, counts, shown=list(articles), ids=counts.keys())
    reads = [
        Read(
            article,
            edited,
            new.is_removed(edited),
            position,
            None if article_id in failed else text_hash,
            counts[article_id] if article_id in counts else spans[article_id][1],
        )
        for article_id, (position, article, edited, text_hash) in articles.items()
    ]
    return reads, found, {place.id: place for place in parsed.places}, len(to_parse)


def _same_edits(old: Said | None, new: Said) -> Callable[[str], bool]:
    """Return what tells whether an article itself is said to be the same before and after."""
    if old is None:
        return lambda _: False
    before, after = old.standing, new.standing
    return lambda article_id: (
        before.edited.get(article_id) == after.edited.get(article_id)
        and before.added.get(article_id) == after.added.get(article_id)
    )


def _spans(ids: Sequence[str], counts: Sequence[int]) -> dict[str, tuple[int, int]]:
    """Return the first row of each article, and how many it has."""
    return dict(zip(ids, zip(accumulate(counts, initial=0), counts, strict=False), strict=True))


def _articles(
    current: Current, settled: Settled, shown: Sequence[str], ids: Collection[str]
) -> pa.Table | None:
    """Return the table of the articles; None where it is as it was."""
    table = article_table(settled.articles, settled.text_hashes, settled.mention_counts)
    if list(shown) == list(current.rows):
        rows = pa.array([current.rows[article.id] for article in settled.articles], pa.int64())
        if table.equals(current.articles.take(rows)):
            return None
    lengths = dict.fromkeys(shown, 1)
    return _put_together(
        current.articles,
        {key: (row, 1) for key, row in current.rows.items()},
        table,
        lengths,
        shown=shown,
        ids=ids,
    )


def _counted(current: Current, settled: Settled) -> pa.Table | None:
    """Return the table of articles that are the same but for their mentions; None where it is as it was."""
    counts = list(current.mention_counts)
    for article, count in zip(settled.articles, settled.mention_counts, strict=True):
        counts[current.rows[article.id]] = count
    if counts == current.mention_counts:
        return None
    field = SCHEMAS["articles"].field("mention_count")
    at = current.articles.schema.get_field_index(field.name)
    return current.articles.set_column(at, field, pa.array(counts, field.type))


def _mentions(current: Current, settled: Settled, shown: Sequence[str], ids: Collection[str]) -> pa.Table:
    spans = _spans(list(current.rows), current.mention_counts)
    counts = {
        article.id: count for article, count in zip(settled.articles, settled.mention_counts, strict=True)
    }
    return _put_together(current.mentions, spans, settled.mentions, counts, shown=shown, ids=ids)


def _put_together(
    old: pa.Table,
    spans: Mapping[str, tuple[int, int]],
    new: pa.Table,
    lengths: Mapping[str, int],
    *,
    shown: Sequence[str],
    ids: Collection[str],
) -> pa.Table:
    """Put rows of articles together that stay and that are new: few pieces where few are new.

    Parameters
    ----------
    old, new : pyarrow.Table
    spans : mapping of str to (int, int)
        The first row of each article in `old`, and how many it has.
    lengths : mapping of str to int
        How many rows each has in `new`, where they stand in the order of `shown`.
    shown : sequence of str
        The ids of the articles in order.
    ids : collection of str
        Of those whose rows are in `new`.
    """
    runs: list[tuple[pa.Table, int, int]] = [(old, 0, 0)]  # rows that follow one another, and their table
    at = 0  # how far `new` is used up
    for article_id in shown:
        if article_id in ids:
            table, first, length = new, at, lengths[article_id]
            at += length
        else:
            table, (first, length) = old, spans[article_id]
        last, begin, end = runs[-1]
        if last is table and end == first:
            runs[-1] = table, begin, first + length
        else:
            runs.append((table, first, first + length))
    pieces = [table.slice(begin, end - begin) for table, begin, end in runs if begin < end]
    return pa.concat_tables(pieces or [old.slice(0, 0)]).combine_chunks()


def _originals(
    current: Current, settled: Settled, *, order: Sequence[str], ids: Collection[str]
) -> tuple[pa.Table, pa.Table]:
    """Return what was read and found where somebody changed it, in the order in which it was read."""
    schema = SCHEMAS_OF_ORIGINALS["original_articles"]
    read = {row["id"]: row for row in current.original_articles.to_pylist() if row["id"] not in ids}
    read.update({row["id"]: row for row in settled.original_articles.to_pylist()})
    articles = [
        {**read[article_id], "position": None if read[article_id]["position"] is None else position}
        for position, article_id in enumerate(order, current.position)
        if article_id in read
    ]
    aside = {article_id: rows for article_id, rows in current.set_aside.items() if article_id not in ids}
    mentions = settled.original_mentions  # in the order in which they were read, as all of them are to be
    if aside:
        first = current.original_mentions.num_rows
        whole = pa.concat_tables([current.original_mentions, mentions]).combine_chunks()
        for article_id, own in rows_by_article(mentions).items():
            aside[article_id] = range(first + own.start, first + own.stop)
        ordered = [row for article_id in order if article_id in aside for row in aside[article_id]]
        mentions = whole.take(pa.array(ordered, pa.int64()))
    return pa.Table.from_pylist(articles, schema=schema), mentions.combine_chunks()
