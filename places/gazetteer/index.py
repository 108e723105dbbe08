"""The index on disk: what the sources yield, once, in a form that opens at once.

The folder of an index holds two Arrow files, which are mapped into memory and not read:
``places.arrow``, a row for each place, and ``names.arrow``, a row for each name, in the
order of its search key. The folder's own name is a hash of everything that the content
depends on, so that a new version of a source never meets an old index.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from places.gazetteer.areas import with_areas
from places.gazetteer.cache import build_once, cache_folder, fingerprint
from places.gazetteer.columns import Reader, reader
from places.gazetteer.folding import fold, fold_all
from places.gazetteer.parts import parts
from places.gazetteer.source import ROLE_WEIGHT, Name, Source
from places.gazetteer.tables import READ_AS, Tables, TableSource, tabulate
from places.geo import distance_km
from places.languages import LANGUAGES, Languages
from places.model import KINDS, Place

_PLACES = "places.arrow"
_NAMES = "names.arrow"
_MOST_KEPT = 100_000  # places
_FIRST_LEVEL = "ADM1"  # GeoNames, feature codes


@dataclass(frozen=True, slots=True)
class Bearer:
    """A place together with the name by which a lookup found it.

    Attributes
    ----------
    place : Place
        What bears the name.
    name : Name
        The name, as the gazetteer spells it.
    feature_code, admin1 : str
        As in `Entry`.
    types : tuple of str
        As in `Entry`.
    """

    place: Place
    name: Name
    feature_code: str
    admin1: str
    types: tuple[str, ...]


class Gazetteer:
    """Places and their names, opened from an index on disk.

    Parameters
    ----------
    folder : Path
        Folder of a finished index, as `open_gazetteer` makes it.
    versions, credits : mapping of str to str
        Version and licence line of each source, by its name.

    Notes
    -----
    A *row* is the number of a place within this index. It is what the geoparser counts
    in; to everybody else a place is known by its id.
    """

    def __init__(self, folder: Path, versions: Mapping[str, str], credit_lines: Mapping[str, str]) -> None:
        self.folder = folder
        self.versions = dict(versions)
        self.credits = dict(credit_lines)
        self._places = _map(folder / _PLACES)
        self._names = _map(folder / _NAMES)
        self._keys = self._names.column("key").chunk(0) if len(self._names) else pa.array([], pa.string())
        self._rows_by_id: dict[str, int] | None = None
        self.at = lru_cache(maxsize=_MOST_KEPT)(self._read)
        """Return the place in a row of the index."""

    def __len__(self) -> int:
        """Count the places."""
        return len(self._places)

    def place(self, place_id: str) -> Place:
        """Return the place with an id.

        Raises
        ------
        KeyError
            If no place has that id.
        """
        return self.at(self._row(place_id))

    def _row(self, place_id: str) -> int:
        if self._rows_by_id is None:
            self._rows_by_id = {key: row for row, key in enumerate(self.column("id").to_pylist())}
        return self._rows_by_id[place_id]

    def _read(self, row: int) -> Place:
        return Place(*[read(row) for read in self._place_readers])

    @cached_property
    def _place_readers(self) -> list[Reader]:
        return [self.reader(field.name) for field in fields(Place)]

    def column(self, name: str) -> pa.Array:
        """Return a column of the table of places, one value a row."""
        return self._places.column(name).chunk(0)

    def reader(self, name: str) -> Reader:
        """Return what reads single values of a column of the table of places, by their row.

        The values are as `Place` and `Entry` have them.
        """
        return reader(self.column(name), READ_AS.get(name))

    def numbers(self, name: str) -> npt.NDArray[Any]:
        """Return a column of numbers without a copy.

        pyarrow's own `to_numpy` imports pandas first, which takes as long as all the rest of a start.
        """
        return np.from_dlpack(self.column(name))

    def name_column(self, name: str) -> pa.Array:
        """Return a column of the table of names; its column ``place`` holds rows of places."""
        return self._names.column(name).chunk(0)

    def numbers_of_names(self, name: str) -> npt.NDArray[Any]:
        """Return a column of numbers of the table of names without a copy."""
        return np.from_dlpack(self.name_column(name))

    def lookup(self, name: str, language: str | None = None) -> Sequence[Bearer]:
        """Find what bears a name; case, diacritics and punctuation do not count.

        Parameters
        ----------
        name : str
            A name in its basic form, in any of the languages.
        language : str or None
            ISO 639-1; names of that language come before others.

        Returns
        -------
        sequence of Bearer
            Each place once: first those whose name is written exactly like `name`, then by
            language, by the role of the name, and by population.
        """
        key = fold(name)
        found: dict[str, tuple[tuple[Any, ...], Bearer]] = {}
        first = bisect_left(self._keys, key, key=lambda scalar: scalar.as_py())
        for position in range(first, len(self._keys)):
            if not key or self._keys[position].as_py() != key:
                break
            bearer = self._bearer(position)
            order = _order(bearer, name, language)
            known = found.get(bearer.place.id)
            if known is None or order < known[0]:
                found[bearer.place.id] = order, bearer
        return [bearer for _, bearer in sorted(found.values(), key=lambda pair: pair[0])]

    def near(self, latitude: float, longitude: float, limit: int = 1) -> Sequence[tuple[Place, float]]:
        """Return the places nearest to a point with their distance in kilometres, nearest first.

        Countries and regions are left out: their point says little about where they are.
        """
        latitudes, longitudes = (self.numbers(name) for name in ("latitude", "longitude"))
        areas = [number for number, kind in enumerate(KINDS) if kind in ("country", "region")]
        distances = distance_km(latitude, longitude, latitudes, longitudes)
        distances[np.isin(self.numbers("kind"), areas)] = math.inf
        nearest = np.argsort(distances)[:limit]
        return [(self.at(int(row)), float(distances[row])) for row in nearest if distances[row] < math.inf]

    def region_of(self, place_id: str) -> Place | None:
        """Return the first-level region in which a place lies, if that is known and another place.

        Raises
        ------
        KeyError
            If no place has that id.
        """
        row = self._row(place_id)
        region = self._regions.get(self.column("admin1")[row].as_py())
        return None if region is None or region == row else self.at(region)

    @cached_property
    def _regions(self) -> dict[str, int]:
        # By their ISO 3166-2 codes.
        codes, features = self.column("admin1"), self.column("feature_code")
        rows = np.flatnonzero(pc.equal(features, _FIRST_LEVEL).to_numpy(zero_copy_only=False))
        return {code: int(row) for row in rows if (code := codes[int(row)].as_py())}

    def _bearer(self, position: int) -> Bearer:
        values = self._names.slice(position, 1).to_pylist()[0]
        row = values["place"]
        name = Name(
            values["text"], values["language"], values["preferred"], values["role"], values["type_word"]
        )
        return Bearer(
            self.at(row),
            name,
            self.column("feature_code")[row].as_py(),
            self.column("admin1")[row].as_py(),
            self.reader("types")(row),
        )


def open_gazetteer(
    sources: Sequence[Source], cache: Path | None = None, languages: Languages = LANGUAGES
) -> Gazetteer:
    """Open the gazetteer of some sources; build its index first if there is none.

    Parameters
    ----------
    sources : sequence of Source
        Where entries come from; of two entries with one id the first counts.
    cache : Path or None
        Folder for indexes. If None: the environment variable ``PLACES_CACHE``, else the
        cache folder of the user.
    languages : Languages, optional
        Those that are asked what parts of areas are called in them.

    Notes
    -----
    An index is built in a folder of its own and renamed when it is complete: of two
    processes that build it at once one wins and the other uses what won, and a process
    that dies leaves nothing that another would take for an index.
    """
    versions = {source.name: source.version for source in sources}
    key = fingerprint(
        [*versions.items(), pa.__version__, *languages],
        [*sorted(Path(__file__).parent.rglob("*.py")), *languages.files],
    )
    folder = cache_folder(cache) / f"gazetteer-{key}"
    what = "making the index of the gazetteer; this first time takes some seconds"
    build_once(folder, lambda unfinished: _write(sources, languages, unfinished), what)
    return Gazetteer(folder, versions, {source.name: source.credit for source in sources})


def _order(bearer: Bearer, name: str, language: str | None) -> tuple[Any, ...]:
    found = bearer.name
    return (
        found.text != name,
        found.text.casefold() != name.casefold(),
        -ROLE_WEIGHT[found.role],
        -bearer.place.population,
        found.language != language,
        bearer.place.id,
    )


def _map(file: Path) -> pa.Table:
    with pa.memory_map(str(file)) as mapped:
        return pa.ipc.open_file(mapped).read_all()


def _write(sources: Sequence[Source], languages: Languages, folder: Path) -> None:
    tables = _joined(_tables_of(sources))
    tables = _joined([tables, tabulate(parts(tables, languages))])
    tables = Tables(with_areas(tables.places.unify_dictionaries().combine_chunks()), tables.names)
    names = tables.names.unify_dictionaries().combine_chunks()
    names = names.add_column(0, "key", fold_all(names.column("text").chunk(0)))
    _save(names.sort_by([(column, "ascending") for column in ("key", "text", "place")]), folder / _NAMES)
    _save(tables.places, folder / _PLACES)
    del tables, names
    pa.default_memory_pool().release_unused()  # what comes next needs the memory


def _tables_of(sources: Sequence[Source]) -> list[Tables]:
    """Return the tables of sources, in their order.

    Large ones wait for libraries that need no Python, so that the small ones behind them are read meanwhile.
    Those before them come later: what is needed for a while with a large one is the most that is ever needed.
    """
    large = [number for number, source in enumerate(sources) if isinstance(source, TableSource)]
    behind = range(min(large, default=0), len(sources))
    tables = {}
    with ThreadPoolExecutor(1) as beside:
        meanwhile = {
            number: beside.submit(_tabulated, sources[number]) for number in behind if number not in large
        }
        for number in [*large, *range(behind.start)]:
            source = sources[number]
            tables[number] = source.tables() if isinstance(source, TableSource) else _tabulated(source)
        tables |= {number: read.result() for number, read in meanwhile.items()}
    return [tables[number] for number in range(len(sources))]


def _tabulated(source: Source) -> Tables:
    return tabulate(source.entries())


def _joined(several: Sequence[Tables]) -> Tables:
    """Put tables one below the other; of two places with one id the first counts."""
    places, names = [], []
    known = pa.array([], pa.string())
    count = 0
    for tables in several:
        new = pc.invert(pc.is_in(tables.places.column("id"), known)).combine_chunks()
        rows = np.cumsum(np.array(new.to_pylist(), np.bool_), dtype=np.int32) + np.int32(count - 1)
        owners = tables.names.column("place").combine_chunks()
        kept = tables.names.filter(new.take(owners))
        moved = pa.array(rows).take(kept.column("place").combine_chunks())
        names.append(kept.set_column(kept.column_names.index("place"), "place", moved))
        places.append(tables.places.filter(new))
        known = pa.chunked_array([*_chunks(known), *_chunks(places[-1].column("id"))])
        count += len(places[-1])
    return Tables(pa.concat_tables(places), pa.concat_tables(names))


def _chunks(column: pa.Array | pa.ChunkedArray) -> list[pa.Array]:
    return column.chunks if isinstance(column, pa.ChunkedArray) else [column]


def _save(table: pa.Table, file: Path) -> None:
    # One batch, so that every column is one chunk and a row is a position in it.
    table = table.unify_dictionaries().combine_chunks()
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=max(1, len(table)))
