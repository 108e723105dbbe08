"""The index on disk: what the sources yield, once, in a form that opens at once.

The folder of an index holds two Arrow files, which are mapped into memory and not read:
``places.arrow``, a row for each place, and ``names.arrow``, a row for each name, in the
order of its search key. The folder's own name is a hash of everything that the content
depends on, so that a new version of a source never meets an old index.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import os
import shutil
import tempfile
import time
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import numpy.typing as npt
import platformdirs
import pyarrow as pa

from places import collector
from places.gazetteer.columns import Reader, reader
from places.gazetteer.parts import with_parts
from places.gazetteer.source import Entry, Name, NameRole, Source
from places.geo import distance_km
from places.model import KINDS, Place

CACHE_VARIABLE = "PLACES_CACHE"
"""Environment variable that names the folder for indexes; the user's cache folder if unset."""

_ABANDONED = 24 * 3600.0  # seconds after which a half-written folder is nobody's any more
_UNUSED = 60 * 24 * 3600.0  # seconds after which an index that nothing opened is an old version's

_PLACE_COLUMNS = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.int8()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("country_codes", pa.dictionary(pa.int32(), pa.string())),  # joined, as `types` are
        ("population", pa.int64()),
        ("source", pa.dictionary(pa.int32(), pa.string())),
        ("names", pa.string()),  # JSON: they are only read all at once, and a country has a hundred
        ("feature_code", pa.dictionary(pa.int32(), pa.string())),
        ("admin1", pa.dictionary(pa.int32(), pa.string())),
        ("types", pa.dictionary(pa.int32(), pa.string())),
        ("prominence", pa.int64()),
    ]
)
_JOINT = "|"
_READ_AS: Mapping[str, Callable[[Any], object]] = {
    "kind": KINDS.__getitem__,
    "country_codes": lambda joined: tuple(filter(None, joined.split(_JOINT))),
    "types": lambda joined: tuple(filter(None, joined.split(_JOINT))),
    "names": json.loads,
}
"""What makes the values of `Place` and `Entry` of those that are kept."""

_NAME_COLUMNS = pa.schema(
    [
        ("key", pa.string()),
        ("text", pa.string()),
        ("place", pa.int32()),
        ("language", pa.dictionary(pa.int16(), pa.string())),
        ("role", pa.dictionary(pa.int8(), pa.string())),
        ("preferred", pa.bool_()),
        ("type_word", pa.dictionary(pa.int16(), pa.string())),
    ]
)

_LOG = logging.getLogger(__name__)


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
    """

    place: Place
    name: Name
    feature_code: str
    admin1: str


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
        self._places = _map(folder / "places.arrow")
        self._names = _map(folder / "names.arrow")
        self._keys = self._names.column("key").chunk(0) if len(self._names) else pa.array([], pa.string())
        self._rows_by_id: dict[str, int] | None = None
        self._cache: dict[int, Place] = {}

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
        if self._rows_by_id is None:
            self._rows_by_id = {key: row for row, key in enumerate(self.column("id").to_pylist())}
        return self.at(self._rows_by_id[place_id])

    def at(self, row: int) -> Place:
        """Return the place in a row of the index."""
        place = self._cache.get(row)
        if place is None:
            place = self._cache[row] = Place(*[read(row) for read in self._place_readers])
        return place

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
        return reader(self.column(name), _READ_AS.get(name))

    def numbers(self, name: str) -> npt.NDArray[Any]:
        """Return a column of numbers without a copy.

        pyarrow's own `to_numpy` imports pandas first, which takes as long as all the rest of a start.
        """
        return np.from_dlpack(self.column(name))

    def name_column(self, name: str) -> pa.Array:
        """Return a column of the table of names; its column ``place`` holds rows of places."""
        return self._names.column(name).chunk(0)

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

    def _bearer(self, position: int) -> Bearer:
        values = self._names.slice(position, 1).to_pylist()[0]
        row = values["place"]
        name = Name(
            values["text"], values["language"], values["preferred"], values["role"], values["type_word"]
        )
        return Bearer(
            self.at(row), name, self.column("feature_code")[row].as_py(), self.column("admin1")[row].as_py()
        )


def open_gazetteer(sources: Sequence[Source], cache: Path | None = None) -> Gazetteer:
    """Open the gazetteer of some sources; build its index first if there is none.

    Parameters
    ----------
    sources : sequence of Source
        Where entries come from; of two entries with one id the first counts.
    cache : Path or None
        Folder for indexes. If None: the environment variable ``PLACES_CACHE``, else the
        cache folder of the user.

    Notes
    -----
    An index is built in a folder of its own and renamed when it is complete: of two
    processes that build it at once one wins and the other uses what won, and a process
    that dies leaves nothing that another would take for an index.
    """
    versions = {source.name: source.version for source in sources}
    key = fingerprint(
        [*versions.items(), pa.__version__],
        sorted(Path(__file__).parent.glob("*.py")),
    )
    folder = _cache_folder(cache) / f"gazetteer-{key}"
    if not folder.is_dir():
        _LOG.warning("making the index of the gazetteer; this first time takes about a minute")
    build_once(folder, lambda unfinished: _write(sources, unfinished))
    return Gazetteer(folder, versions, {source.name: source.credit for source in sources})


def build_once(folder: Path, write: Callable[[Path], None]) -> None:
    """Make a folder that is complete as soon as it is there, whoever else makes it too.

    Parameters
    ----------
    folder : Path
        What is wanted; nothing happens if it is there.
    write : callable
        Fills the empty folder that it is given.
    """
    if folder.is_dir():
        with suppress(OSError):  # the cache may be another user's
            os.utime(folder)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder.parent)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder.parent))
    try:
        with collector.held():  # millions of names are made that stay
            write(unfinished)
        unfinished.chmod(0o755)
        unfinished.rename(folder)
    except OSError:
        if not folder.is_dir():  # else somebody was faster, and theirs is as good
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def fingerprint(values: Iterable[object], files: Iterable[Path]) -> str:
    """Return a short hash of values and of the content of files."""
    digest = hashlib.sha256(repr(list(values)).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:20]


def fold(name: str) -> str:
    """Return a name as search key: no case, no diacritics, no punctuation, single spaces."""
    plain = name.casefold()
    if plain.isascii() and plain.isalpha():
        return plain
    return " ".join(unicodedata.normalize("NFKD", plain).translate(_PLAIN).split())


class _PlainCharacters(dict[int, str]):
    """What becomes of each character of a search key, decided when it is met first."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = "" if unicodedata.combining(character) else character if character.isalnum() else " "
        self[code] = kept
        return kept


_PLAIN = _PlainCharacters()


def _cache_folder(cache: Path | None) -> Path:
    return cache or Path(os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_path("places"))


def _sweep(folder: Path) -> None:
    """Remove what processes that died long ago left half-written, and indexes that nobody uses any more."""
    for pattern, seconds in ((".unfinished-*", _ABANDONED), ("gazetteer-*", _UNUSED), ("lexicon-*", _UNUSED)):
        for old in folder.glob(pattern):
            with suppress(OSError):
                if time.time() - old.stat().st_mtime > seconds:
                    doomed = old.rename(old.with_name(f".unfinished-{uuid4().hex}"))  # never half an index
                    shutil.rmtree(doomed, ignore_errors=True)


def _order(bearer: Bearer, name: str, language: str | None) -> tuple[Any, ...]:
    roles: dict[NameRole, int] = {"main": 0, "official": 0, "short": 1, "former": 1, "alternate": 2}
    found = bearer.name
    return (
        found.text != name,
        found.text.casefold() != name.casefold(),
        roles[found.role],
        -bearer.place.population,
        found.language != language,
        bearer.place.id,
    )


def _map(file: Path) -> pa.Table:
    with pa.memory_map(str(file)) as mapped:
        return pa.ipc.open_file(mapped).read_all()


def _write(sources: Sequence[Source], folder: Path) -> None:
    places: dict[str, list[Any]] = {column: [] for column in _PLACE_COLUMNS.names}
    names: list[tuple[str, str, int, Name]] = []
    for row, entry in enumerate(with_parts(_unique(sources))):
        for column, value in _place_row(entry).items():
            places[column].append(value)
        names += ((fold(name.text), name.text, row, name) for name in entry.names)
    names.sort(key=lambda name: name[:3])
    columns: dict[str, list[Any]] = {
        "key": [key for key, *_ in names],
        "text": [text for _, text, *_ in names],
        "place": [row for *_, row, _ in names],
        "language": [name.language for *_, name in names],
        "role": [name.role for *_, name in names],
        "preferred": [name.preferred for *_, name in names],
        "type_word": [name.type_word for *_, name in names],
    }
    _save(places, _PLACE_COLUMNS, folder / "places.arrow")
    _save(columns, _NAME_COLUMNS, folder / "names.arrow")


def _unique(sources: Sequence[Source]) -> Iterator[Entry]:
    seen: set[str] = set()
    for source in sources:
        for entry in source.entries():
            if entry.place.id not in seen:
                seen.add(entry.place.id)
                yield entry


def _place_row(entry: Entry) -> dict[str, Any]:
    place = entry.place
    return {
        "id": place.id,
        "name": place.name,
        "kind": KINDS.index(place.kind),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country_codes": _JOINT.join(place.country_codes),
        "population": place.population,
        "source": place.source,
        "names": json.dumps(dict(place.names), ensure_ascii=False),
        "feature_code": entry.feature_code,
        "admin1": entry.admin1,
        "types": _JOINT.join(entry.types),
        "prominence": entry.prominence or place.population,
    }


def _save(columns: Mapping[str, Sequence[Any]], schema: pa.Schema, file: Path) -> None:
    arrays = [pa.array(columns[field.name], field.type) for field in schema]
    # One batch, so that every column is one chunk and a row is a position in it.
    batch = pa.RecordBatch.from_arrays(arrays, schema=schema)
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
        writer.write_batch(batch)
