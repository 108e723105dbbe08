"""What a selection shows, evaluated a second time in plain Python over the articles themselves."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

from hypothesis import given, settings
from hypothesis import strategies as st

from places.dataset import fold
from places.exporting import FORMATS, from_dataset
from places.language import language
from places.model import KINDS, Article, Mention
from places.query import (
    Counts,
    count,
    count_kinds,
    find_place,
    go_through_mentions,
    select_articles,
    select_mentions,
    select_places,
    select_timeline,
)
from places.selection import Selection

ARTICLE_IDS = ("day", "month", "year", "none", "empty", "unknown")
PLACE_IDS = ("own:bremen", "own:weser", "own:italy")
WORDS = ("bremen", "CAFÉ", "cafe", "artikel", "weser", "xyz", "'", "  ")

days = st.none() | st.dates(date(2022, 12, 30), date(2024, 7, 3))
selections = st.builds(
    Selection,
    first=days,
    last=days,
    undated=st.booleans(),
    kinds=st.sets(st.sampled_from(KINDS)).map(tuple),
    articles=st.lists(st.sampled_from(ARTICLE_IDS), unique=True, max_size=4).map(tuple),
    sources=st.sets(st.sampled_from(["Weser-Bote", "Café, Blatt", "?"]), max_size=2).map(tuple),
    authors=st.sampled_from([(), ("A. Muster",)]),
    tags=st.sets(st.sampled_from(["Hafen", "Fluss"]), max_size=2).map(tuple),
    languages=st.sampled_from([(), ("de",), ("de", "en"), ("en",)]),
    checked=st.none() | st.booleans(),
    words=st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    place=st.none() | st.sampled_from(PLACE_IDS),
)


def is_shown(article: Article, selection: Selection) -> bool:
    """Say in plain words what the dashboard promises."""
    if article.published is None:
        if not selection.undated:
            return False
    elif not article.published.overlaps(selection.first, selection.last):
        return False
    if selection.articles and article.id not in selection.articles:
        return False
    for asked, has in (
        (selection.sources, [(article.source or "").strip()]),
        (selection.authors, [article.author]),
        (selection.languages, [article.language]),
        (selection.tags, article.tags),
    ):
        if asked and not set(asked) & set(has):
            return False
    words = re.findall(r"\w+", fold(f"{article.title}\n{article.text}"))
    asked = [word for word in selection.words.split() if re.search(r"\w", word)]
    return bool(asked or not selection.words.strip()) and all(fold(word) in words for word in asked)


def is_asked(mention: Mention, selection: Selection) -> bool:
    return selection.checked is None or selection.checked == (mention.checked is not None)


def newest_first(said: tuple[Article, list[Mention]]) -> tuple[bool, int, int, str]:
    article, _ = said
    if article.published is None:
        return True, 0, 0, article.id
    return False, -article.published.first.toordinal(), -article.published.last.toordinal(), article.id


@settings(max_examples=40)
@given(selection=selections)
def test_counts_rows_mentions_and_exports_agree_with_a_plain_evaluation(dataset, world, selection):
    shown = sorted([said for said in world if is_shown(said[0], selection)], key=newest_first)
    mentions = [
        (article.id, mention.start, mention.place.id)
        for article, said in shown
        for mention in said
        if is_asked(mention, selection) and (not selection.kinds or mention.place.kind in selection.kinds)
    ]
    named = {place_id for *_, place_id in mentions}

    assert count(dataset, selection) == Counts(len(shown), len(named), len(mentions))
    articles = select_articles(dataset, selection)
    assert [article.id for article in articles] == [article.id for article, _ in shown]
    assert [(row.published, row.title) for row in articles] == [
        (each.published, each.title) for each, _ in shown
    ]
    assert {row.id: row.mentions for row in articles if row.mentions} == {
        article_id: [each for each, *_ in mentions].count(article_id) for article_id, *_ in mentions
    }
    places = select_places(dataset, selection)
    of_places = [place_id for *_, place_id in mentions]
    assert [(row.place.id, row.mentions) for row in places] == sorted(
        ((place_id, of_places.count(place_id)) for place_id in named), key=lambda row: (-row[1], row[0])
    )
    for row in places:
        assert row.articles == len({article for article, _, place_id in mentions if place_id == row.place.id})

    def keys(rows):
        return [(row.article_id, row.start, row.place_id) for row in rows]

    assert keys(select_mentions(dataset, selection)) == mentions
    assert keys(select_mentions(dataset, selection, limit=3)) == mentions[:3]
    assert keys(select_mentions(dataset, selection, excerpts=False)) == mentions
    by_place = [each for row in places for each in mentions if each[2] == row.place.id]
    assert keys(go_through_mentions(dataset, selection)) == by_place

    of_any_kind = [
        (article, mention) for article, said in shown for mention in said if is_asked(mention, selection)
    ]
    kinds = {mention.place.id: mention.place.kind for _, mention in of_any_kind}
    assert count_kinds(dataset, selection) == {
        kind: list(kinds.values()).count(kind) for kind in KINDS if kind in kinds.values()
    }
    for place_id in PLACE_IDS:
        of_place = [
            (article.id, each.start, place_id) for article, each in of_any_kind if each.place.id == place_id
        ]
        assert find_place(dataset, selection, place_id).mentions == len(of_place)
        assert keys(select_mentions(dataset, selection, place_id=place_id)) == of_place
        assert keys(select_mentions(dataset, selection, place_id=place_id, limit=1)) == of_place[:1]

    extract = from_dataset(dataset, selection, language("en"))
    table = BytesIO()
    FORMATS["csv"].write(extract, table)
    rows = csv.DictReader(StringIO(table.getvalue().decode("utf-8-sig"), newline=""))
    assert [(row["article_id"], int(row["start"]), row["place_id"]) for row in rows] == by_place
    geojson = BytesIO()
    FORMATS["geojson"].write(extract, geojson)
    collection = json.loads(geojson.getvalue())
    assert collection["counts"] == {"articles": len(shown), "places": len(named), "mentions": len(mentions)}
    assert [feature["id"] for feature in collection["features"]] == [row.place.id for row in places]


@settings(max_examples=40)
@given(selection=selections, place_id=st.none() | st.sampled_from(PLACE_IDS))
def test_a_timeline_counts_what_lies_outside_the_dates_too(dataset, world, selection, place_id):
    wider = replace(selection, first=None, last=None, undated=True)
    mentions = [
        article.published
        for article, said in world
        if is_shown(article, wider)
        for mention in said
        if is_asked(mention, selection)
        and (
            mention.place.id == place_id
            if place_id
            else not selection.kinds or mention.place.kind in selection.kinds
        )
    ]
    timeline = select_timeline(dataset, selection, place_id)
    if timeline is None:
        return
    undated = timeline.undated_of_place if place_id else timeline.undated
    counted = {(bar.first, bar.last): bar.of_place if place_id else bar.mentions for bar in timeline.bars}
    slots = timeline.axis.slots

    def slot_of(day):
        return max((number for number, (first, _) in enumerate(slots) if first <= day), default=0)

    expected = Counter((slot_of(each.first), slot_of(each.last)) for each in mentions if each)
    assert undated == mentions.count(None)
    assert {slot: number for slot, number in counted.items() if number} == dict(expected)
