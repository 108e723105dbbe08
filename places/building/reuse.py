"""What earlier builds have parsed: the dataset that is replaced, and what broken-off builds left.

Both are folders with the three tables of a dataset, of which the columns `text_hash` and
`mention_count` of the articles tell whose the mentions are. A build that is on its way writes such
a folder every few seconds, so that nothing is lost but these seconds when it is killed.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from places.building.checkpoints import VERSIONS
from places.dataset import MANIFEST, SCHEMAS, place_of
from places.dataset.swap import abandoned
from places.model import Place

_GROUPS_HELD: Final = 4


def folders(target: Path, versions: Mapping[str, str]) -> Iterator[Path]:
    """Yield the folders whose mentions were parsed with the same geoparser and gazetteer.

    Parameters
    ----------
    target : Path
        Where the dataset stands that is to be replaced.
    versions : mapping of str to str
        As they are now.
    """
    if _json(target / MANIFEST).get("versions") == dict(versions):
        yield target
    for workshop in abandoned(target):
        if _json(workshop / VERSIONS) == dict(versions):
            yield from sorted(workshop.glob("parsed-?????"))


class Earlier:
    """Looks up the mentions of articles that were parsed before.

    The tables stay on disk; a few row groups are held at a time, since a build meets the articles
    in nearly the order in which the last one met them.

    Parameters
    ----------
    parsed : iterable of Path
        Of `folders`. One that cannot be read is passed over.
    """

    def __init__(self, parsed: Iterable[Path]) -> None:
        self._tables: list[pq.ParquetFile] = []
        self._starts: list[list[int]] = []
        self._rows: dict[bytes, tuple[int, int, int]] = {}
        self._place_tables: list[pa.Table] = []
        self._place_rows: dict[str, tuple[int, int]] = {}
        self._held: OrderedDict[tuple[int, int], pa.Table] = OrderedDict()
        self._loads_left = 0
        for folder in parsed:
            try:
                self._open(folder)
            except (OSError, pa.ArrowException, KeyError):
                continue

    def _open(self, folder: Path) -> None:
        articles = pq.read_table(folder / "articles.parquet", columns=["text_hash", "mention_count"])
        mentions = pq.ParquetFile(folder / "mentions.parquet", memory_map=True)
        of_mentions = pq.read_table(folder / "places.parquet", schema=SCHEMAS["places"])
        sizes = [mentions.metadata.row_group(group).num_rows for group in range(mentions.num_row_groups)]
        if mentions.schema_arrow.names != SCHEMAS["mentions"].names:
            return
        number = len(self._tables)
        first = 0
        hashes, counts = (articles.column(name).to_pylist() for name in articles.column_names)
        for text_hash, count in zip(hashes, counts, strict=True):
            if text_hash is not None:
                self._rows.setdefault(text_hash, (number, first, count))
            first += count
        for row, place_id in enumerate(of_mentions.column("id").to_pylist()):
            self._place_rows.setdefault(place_id, (number, row))
        self._tables.append(mentions)
        self._starts.append(list(accumulate(sizes, initial=0)))
        self._place_tables.append(of_mentions)
        # Articles in quite another order would have row groups read over and over again: parsing is quicker.
        self._loads_left += 2 * len(sizes) + 10

    def __len__(self) -> int:
        return len(self._rows)

    def mentions(self, text_hash: bytes) -> pa.Table | None:
        """Return the mentions of an article, None where it is not known."""
        found = self._rows.get(text_hash)
        if found is None:
            return None
        number, first, count = found
        if not count:
            return SCHEMAS["mentions"].empty_table()
        starts = self._starts[number]
        pieces = []
        for group in range(len(starts) - 1):
            if starts[group] < first + count and first < starts[group + 1]:
                table = self._group(number, group)
                if table is None:
                    return None
                begin = max(first - starts[group], 0)
                pieces.append(table.slice(begin, first + count - starts[group] - begin))
        return pa.concat_tables(pieces)

    def place(self, place_id: str) -> Place:
        """Return the place that such a mention names."""
        number, row = self._place_rows[place_id]
        return place_of(self._place_tables[number].slice(row, 1).to_pylist()[0])

    def _group(self, number: int, group: int) -> pa.Table | None:
        table = self._held.get((number, group))
        if table is None:
            if not self._loads_left:
                return None
            self._loads_left -= 1
            table = self._tables[number].read_row_group(group).cast(SCHEMAS["mentions"])
            self._held[number, group] = table
            if len(self._held) > _GROUPS_HELD:
                self._held.popitem(last=False)
        return table


def _json(file: Path) -> dict[str, object]:
    try:
        value = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
