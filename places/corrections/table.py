"""A table of corrections: each row says what a name stands for, and for which mentions.

A place is a place of the gazetteer, one of which the row tells the coordinates, or none at all.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final, Protocol

from places.corrections.correction import Correction, Corrections
from places.model import KINDS, ByHand, Place, Scope
from places.reading.encoding import NotTextError, lines
from places.reading.problem import Problem, printable, quoted

NO_PLACE: Final = "none"
"""What stands in the column `place` where a name is no place."""

_DESCRIBED: Final = ("made:", "corrected:")
"""What the ids of places begin with that somebody made: no gazetteer has them, the row says what they are."""

_LINE_LIMIT: Final = 100_000
_DELIMITERS: Final = (",", ";", "\t")
COLUMNS: Final = (
    "name",
    "article",
    "source",
    "start",
    "place",
    "latitude",
    "longitude",
    "label",
    "kind",
    "countries",
    "note",
)
"""The columns of a table. `docs/editing.md` describes each."""
_OTHER_NAMES: Final = {
    "artikel": "article",
    "quelle": "source",
    "anfang": "start",
    "ort": "place",
    "breite": "latitude",
    "lat": "latitude",
    "länge": "longitude",
    "lon": "longitude",
    "bezeichnung": "label",
    "art": "kind",
    "country": "countries",
    "land": "countries",
    "länder": "countries",
    "notiz": "note",
}


class Places(Protocol):
    """Knows places by their ids, as a gazetteer does."""

    def place(self, place_id: str) -> Place:
        """Return a place; a KeyError where there is none."""
        ...


def correction_row(name: str, place: str) -> str:
    """Write a row for a name in all articles, of the columns name, article and place.

    Parameters
    ----------
    name : str
    place : str
        The id of a place of the gazetteer, or `NO_PLACE`.
    """
    row = io.StringIO()
    csv.writer(row, lineterminator="").writerow((name, "", place))
    return row.getvalue()


def read_corrections(
    file: Path, places: Places, *, name: str | None = None
) -> tuple[Corrections, list[Problem]]:
    """Read a table of corrections.

    Parameters
    ----------
    file : Path
        A CSV file; see `COLUMNS`. Its column `name` says which name is meant, `article` in which
        article (its id or path) and `source` in the articles of which source; in all where both are
        empty. With `start`, the one mention that begins there is meant. What it stands for is in
        `place`, the id of a place or "none", or in `latitude` and `longitude` (WGS 84 degrees), with
        `label`, `kind` and `countries` (ISO 3166-1 alpha-2) where these are known.
    places : Places
        Where the places are that are named by their ids.
    name : str, optional
        How to call the table, if it is not by the name of its file.

    Returns
    -------
    Corrections
    list of Problem
        One line for each row that is passed over.

    Raises
    ------
    OSError
        If it cannot be opened.
    """
    source = printable(name or file.name)
    try:
        header, cells = _table([line or "" for line in lines(file, _LINE_LIMIT)])
    except (NotTextError, csv.Error) as error:
        return Corrections(), [Problem(source, None, str(error))]
    if "name" not in header or not {"place", "latitude"} & set(header):
        reason = "no table of corrections: it has the columns name and place, or name, latitude and longitude"
        return Corrections(), [Problem(source, None, reason)]
    rows: dict[object, Correction] = {}
    problems = []
    for number, row in cells:
        fields = {column: cell.strip() for column, cell in zip(header, row, strict=False)}
        try:
            correction = _correction(fields, source, places, number)
        except ValueError as error:
            problems.append(Problem(source, number, f"{error}; passed over", kept=True))
            continue
        if rows.setdefault(correction.key, correction) is not correction:
            reason = f"{quoted(correction.name)} stands in an earlier row, and that one counts"
            problems.append(Problem(source, number, reason, kept=True))
    return Corrections.of_rows(iter(rows.values())), problems


def _table(rows: Sequence[str]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the columns, and the rows that are not blank with their numbers."""
    begin = next((at for at, row in enumerate(rows) if row.strip("\ufeff \r\n,;\t")), len(rows))
    if begin == len(rows):
        return [], []
    mark = max(_DELIMITERS, key=lambda mark: len(_known(_split(rows[begin], mark))))
    reader = csv.reader(rows[begin:], delimiter=mark)
    header = [_column(cell) for cell in next(reader)]
    return header, [(begin + reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]


def _split(row: str, mark: str) -> list[str]:
    return next(csv.reader([row], delimiter=mark), [])


def _known(cells: Iterable[str]) -> list[str]:
    return [cell for cell in cells if _column(cell) in COLUMNS]


def _column(cell: str) -> str:
    name = cell.strip("\ufeff \r\n").casefold()
    return _OTHER_NAMES.get(name, name)


def _correction(fields: Mapping[str, str], table: str, places: Places, row: int) -> Correction:
    """Make sense of one row; a ValueError says what is wrong with it."""
    name, article, source = (fields.get(column, "") for column in ("name", "article", "source"))
    if not name:
        raise ValueError("no name")
    start = _start(fields.get("start", ""), article)
    scope: Scope = "mention" if start is not None else "article" if article else "source" if source else "all"
    by = ByHand(table, None, fields.get("note", ""), scope, None)
    return Correction(
        name, _place(name, fields, table, places), by, article, "" if article else source, start, row
    )


def _start(text: str, article: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise ValueError(f"no start of a mention: {quoted(text)} (write how many characters stand before it)")
    if not article:
        raise ValueError("the start of a mention, but not in which article")
    return int(text)


def _place(name: str, fields: Mapping[str, str], table: str, places: Places) -> Place | None:
    stated = fields.get("place", "")
    if stated.casefold() == NO_PLACE:
        return None
    if stated and not (stated.startswith(_DESCRIBED) and fields.get("latitude")):
        try:
            return places.place(stated)
        except KeyError:
            reason = (
                f"the gazetteer has no place {quoted(stated)}; write its id, “{NO_PLACE}”, or coordinates"
            )
            raise ValueError(reason) from None
    if fields.get("latitude") and fields.get("longitude"):
        return _own_place(name, fields, table, stated)
    raise ValueError(f"neither a place nor coordinates for {quoted(name)}")


def _own_place(name: str, fields: Mapping[str, str], source: str, stated: str) -> Place:
    latitude = _degrees(fields["latitude"], "latitude", 90)
    longitude = _degrees(fields["longitude"], "longitude", 180)
    kind = fields.get("kind", "").casefold() or "city"
    if kind not in KINDS:
        raise ValueError(f"no kind of place: {quoted(kind)} (write {', '.join(KINDS)})")
    countries = tuple(fields.get("countries", "").upper().replace(",", " ").split())
    for code in countries:
        if not re.fullmatch("[A-Z]{2}", code):
            raise ValueError(f"no country code: {quoted(code)} (write two letters, as in ISO 3166-1)")
    label = fields.get("label", "") or name
    told = repr((label, kind, latitude, longitude, countries)).encode()
    return Place(
        stated or f"corrected:{blake2b(told, digest_size=6).hexdigest()}",
        label,
        kind,
        latitude,
        longitude,
        countries,
        source=f"Set by hand in {source}",
    )


def _degrees(text: str, what: str, most: float) -> float:
    try:
        degrees = float(text.replace(",", "."))
    except ValueError:
        degrees = float("nan")
    if not abs(degrees) <= most:
        raise ValueError(f"no {what}: {quoted(text)} (write degrees from -{most} to {most})")
    return degrees
