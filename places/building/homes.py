"""Where papers are at home, learned from where the articles of a dataset move.

Only what is surely found counts. A home that was learned stays as long as no other one is clear, so
that the articles of a folder to which a few are added are not all parsed again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from places.dataset import DatasetError, open_dataset
from places.dataset.opening import hold_tables
from places.geo import geodesic_km
from places.geoparsing.parser import Document, Home, Parser, parse_each

Homes = Mapping[str, Home]
"""The home of each paper that has a clear one, by its name."""

_SPOT: Final = re.compile(r"(-?\d+(?:\.\d+)?)[,; ]+(-?\d+(?:\.\d+)?)")
_SURE: Final = 0.8  # confidence of what counts
_SETTLED: Final = 0.9  # confidence that a home need not add to
_ARTICLES: Final = 5  # that name the home or a place around it
_PLACES: Final = 3  # that they name there
_CLEAR: Final = 0.5  # share of the articles with a sure place
_AROUND_KM: Final = 50.0
_SAME_KM: Final = 30.0  # within which a home is the one that was known
_MOST_PLACES: Final = 300  # of a paper among which its home is looked for


class _Named(NamedTuple):
    """A place that articles of a paper surely name."""

    latitude: float
    longitude: float
    articles: frozenset[int]


def known_homes(target: Path, versions: Mapping[str, str] | None) -> Homes:
    """Return the homes with which the dataset was built that is to be replaced."""
    try:
        with ExitStack() as held:
            manifest, _ = hold_tables(target, held)
    except (DatasetError, OSError):
        return {}
    if not versions or manifest.get("versions") != dict(versions):
        return {}
    return {source: Home(*spot) for source, spot in (manifest.get("homes") or {}).items()}


def learn_homes(target: Path, known: Homes, added: Collection[str] = ()) -> Homes:
    """Return the homes that the articles of a dataset tell, or else those that were known.

    They are learned from what was read and found, whatever people said of it since: a decision about
    one name moves no paper, and the articles that were `added` by hand do not either.
    """
    named: defaultdict[str, list[_Named]] = defaultdict(list)
    with open_dataset(target) as dataset:
        for source, latitude, longitude, articles in dataset.rows(_QUERY, [list(added), _SURE]):
            named[source].append(_Named(latitude, longitude, frozenset(articles)))
    homes = dict(known)
    for source, of_it in named.items():
        home = _home(of_it)
        if home and (source not in known or _apart(home, known[source]) > _SAME_KM):
            homes[source] = home
    return homes


_QUERY: Final = """
    WITH read AS (
        SELECT id, source FROM original_articles
        UNION ALL SELECT id, source FROM articles WHERE id NOT IN (SELECT id FROM original_articles)
    ),
    numbered AS (
        SELECT id, source, row_number() OVER () AS number FROM read
        WHERE source <> '' AND NOT list_contains(?, id)
    ),
    found AS (
        SELECT article_id, place_id, confidence FROM mentions WHERE by_hand IS NULL
        UNION ALL SELECT article_id, place_id, confidence FROM original_mentions
    ),
    located AS (
        SELECT id, kind, latitude, longitude FROM places
        UNION SELECT id, kind, latitude, longitude FROM original_places
    )
    SELECT numbered.source, any_value(located.latitude), any_value(located.longitude),
           list(DISTINCT numbered.number)
    FROM found
    JOIN numbered ON numbered.id = found.article_id
    JOIN located ON located.id = found.place_id
    WHERE found.confidence >= ? AND located.kind = 'city'
    GROUP BY numbered.source, located.id
    ORDER BY numbered.source, count(DISTINCT numbered.number) DESC, located.id
"""


def stated_home(parser: Parser, stated: str, language: str | None) -> Home | None:
    """Read where an article says that its paper is at home."""
    spot = _SPOT.fullmatch(stated.strip())
    if spot:
        latitude, longitude = map(float, spot.groups())
        within = abs(latitude) <= 90 and abs(longitude) <= 180
        return Home(latitude, longitude) if within else None
    (mentions,) = parse_each(parser, [Document(stated, language)])
    if isinstance(mentions, Exception) or not mentions:
        return None
    return Home(mentions[0].place.latitude, mentions[0].place.longitude)


def _home(named: list[_Named]) -> Home | None:
    """Return the place around which most articles move, if that is clear."""
    every = frozenset[int]().union(*(one.articles for one in named))
    best: tuple[int, _Named] | None = None
    for one in named[:_MOST_PLACES]:
        around = [other for other in named[:_MOST_PLACES] if _apart(one, other) < _AROUND_KM]
        articles = len(frozenset[int]().union(*(other.articles for other in around)))
        clear = len(around) >= _PLACES and articles >= max(_ARTICLES, _CLEAR * len(every))
        if clear and (best is None or articles > best[0]):
            best = articles, one
    return Home(round(best[1].latitude, 3), round(best[1].longitude, 3)) if best else None


def _apart(one: _Named | Home, other: _Named | Home) -> float:
    return geodesic_km(one.latitude, one.longitude, other.latitude, other.longitude)


def is_settled(mentions: pa.Table) -> bool:
    """Tell whether an article leaves nothing open that the home of its paper could tell."""
    least = pc.min(mentions.column("confidence")).as_py()
    return least is not None and least >= _SETTLED
