"""What a build has parsed, kept where the next one finds it if this one does not finish."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from places.building.reuse import VERSIONS
from places.dataset import SCHEMAS, place_table
from places.dataset.manifest import content_name
from places.model import Place

SECONDS: Final = 5.0
"""Work that may be lost when a build is killed."""


class Checkpoints:
    """Keeps what a build has parsed where the next one finds it if this one does not finish.

    Parameters
    ----------
    workshop : Path
        The folder in which the build works.
    versions : mapping of str to str
        With what it is parsed.
    """

    def __init__(self, workshop: Path, versions: Mapping[str, str]) -> None:
        self._folder = workshop
        self.kept = 0
        self._hashes: list[bytes | None] = []
        self._counts: list[int] = []
        self._mentions: list[pa.Table] = []
        self._places: dict[str, Place] = {}
        self._written = time.monotonic()
        (workshop / VERSIONS).write_text(json.dumps(dict(versions)), encoding="utf-8")

    def add(
        self,
        hashes: Sequence[bytes | None],
        counts: Sequence[int],
        mentions: pa.Table,
        of_mentions: Iterable[Place],
    ) -> None:
        """Note what was parsed; it is written every few seconds."""
        self._hashes.extend(hashes)
        self._counts.extend(counts)
        self._mentions.append(mentions)
        self._places.update((place.id, place) for place in of_mentions)
        if time.monotonic() - self._written > SECONDS:
            self.write()

    def write(self) -> None:
        """Write what is not written yet."""
        self._written = time.monotonic()
        if not self._hashes:
            return
        part = self._folder / "part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        schema = pa.schema([SCHEMAS["articles"].field(name) for name in ("text_hash", "mention_count")])
        articles = pa.Table.from_arrays(
            [pa.array(self._hashes, pa.binary(16)), pa.array(self._counts, pa.int32())], schema=schema
        )
        tables = {
            "articles": articles,
            "mentions": pa.concat_tables(self._mentions),
            "places": place_table(self._places.values()),
        }
        for name, table in tables.items():
            file = part / name
            pq.write_table(table, file, compression="lz4")
            file.rename(part / content_name(name, file))
        part.rename(self._folder / f"parsed-{self.kept:05}")
        self.kept += 1
        self._hashes, self._counts, self._mentions, self._places = [], [], [], {}
