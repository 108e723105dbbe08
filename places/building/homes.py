"""Where papers are at home, learned from where the articles of a dataset move.

Only what is surely found counts. A home that was learned stays as long as no other one is clear, so
that the articles of a folder to which a few are added are not all parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from places.dataset import Dataset, DatasetError, open_dataset
from places.dataset.opening import hold_tables
from places.geo import distance_km, geodesic_km
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
    """The places that articles of a paper surely name, the most named first.

    Attributes
    ----------
    latitudes, longitudes : array of float, shape (n,)
    articles : list of array of int
        The numbers of the articles that name each.
    every : int
        How many articles of the paper surely name any place.
    """

    latitudes: npt.NDArray[np.float64]
    longitudes: npt.NDArray[np.float64]
    articles: Sequence[npt.NDArray[np.int64]]
    every: int


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
    homes = dict(known)
    with open_dataset(target) as dataset:
        for source, named in _named(dataset, added):
            home = _home(named)
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
    ),
    named AS (
        SELECT DISTINCT numbered.source, numbered.number, located.id, located.latitude, located.longitude
        FROM found
        JOIN numbered ON numbered.id = found.article_id
        JOIN located ON located.id = found.place_id
        WHERE found.confidence >= ? AND located.kind = 'city'
    ),
    most AS (
        SELECT source, id, any_value(latitude) AS latitude, any_value(longitude) AS longitude,
               list(number) AS articles
        FROM named
        GROUP BY source, id
        QUALIFY row_number() OVER (PARTITION BY source ORDER BY count(*) DESC, id) <= ?
    )
    SELECT most.*, every FROM most
    JOIN (SELECT source, count(DISTINCT number) AS every FROM named GROUP BY source) USING (source)
    ORDER BY source, len(articles) DESC, id
"""


def _named(dataset: Dataset, added: Collection[str]) -> Iterator[tuple[str, _Named]]:
    """Yield each paper with the places that it surely names."""
    rows = dataset.table(_QUERY, [list(added), _SURE, _MOST_PLACES]).combine_chunks()
    sources = rows.column("source").to_pylist()
    latitudes, longitudes, every = (
        np.array(rows.column(name).to_pylist()) for name in ("latitude", "longitude", "every")
    )
    lists = rows.column("articles").combine_chunks()
    numbers, borders = np.asarray(lists.values), np.asarray(lists.offsets)
    first = 0
    for source, of_it in groupby(sources):
        last = first + sum(1 for _ in of_it)
        articles = [numbers[borders[row] : borders[row + 1]] for row in range(first, last)]
        yield source, _Named(latitudes[first:last], longitudes[first:last], articles, int(every[first]))
        first = last


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


def _home(named: _Named) -> Home | None:
    """Return the place around which most articles move, if that is clear."""
    best: tuple[int, int] | None = None
    for row, spot in enumerate(zip(named.latitudes, named.longitudes, strict=True)):
        around = np.flatnonzero(distance_km(*spot, named.latitudes, named.longitudes) < _AROUND_KM)
        if len(around) < _PLACES:
            continue
        articles = len(np.unique(np.concatenate([named.articles[int(other)] for other in around])))
        clear = articles >= max(_ARTICLES, _CLEAR * named.every)
        if clear and (best is None or articles > best[0]):
            best = articles, row
    if best is None:
        return None
    latitude, longitude = (float(of_all[best[1]]) for of_all in (named.latitudes, named.longitudes))
    return Home(round(latitude, 3), round(longitude, 3))


def _apart(one: Home, other: Home) -> float:
    return geodesic_km(one.latitude, one.longitude, other.latitude, other.longitude)


def is_settled(mentions: pa.Table) -> bool:
    """Tell whether an article leaves nothing open that the home of its paper could tell."""
    least = pc.min(mentions.column("confidence")).as_py()
    return least is not None and least >= _SETTLED
