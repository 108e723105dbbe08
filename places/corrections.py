"""What a person says of a name goes before what the geoparser found: a table of corrections.

Each row of it says what a name stands for, in every article or in one: a place of the gazetteer, a
place of which the row tells the coordinates, or none at all.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from places.model import KINDS, Article, Candidate, Evidence, Mention, Place
from places.reading.encoding import NotTextError, lines
from places.reading.problem import Problem, printable, quoted

if TYPE_CHECKING:
    from places.gazetteer import Gazetteer

NO_PLACE: Final = "none"
"""What stands in the column `place` where a name is no place."""

REASON: Final = "corrected"
"""The evidence on what was set by hand."""

_LINE_LIMIT: Final = 100_000
_DELIMITERS: Final = (",", ";", "\t")
_COLUMNS: Final = ("name", "article", "place", "latitude", "longitude", "label", "kind", "countries")
_OTHER_NAMES: Final = {
    "artikel": "article",
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
}


@dataclass(frozen=True, slots=True)
class Correction:
    """What one row says.

    Attributes
    ----------
    name : str
        As it stands in the texts; it is found with the endings of their language too.
    article : str
        Id or path of the article; empty for all of them.
    place : Place or None
        None where the name is no place.
    """

    name: str
    article: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Corrections:
    """The rows of a table, of which those for one article go before those for all.

    Attributes
    ----------
    of_all : mapping of str to Correction
        By name.
    of_article : mapping of str to (mapping of str to Correction)
        By the id or the path of the article, and by name.
    """

    of_all: Mapping[str, Correction]
    of_article: Mapping[str, Mapping[str, Correction]]

    def of(self, article: Article) -> tuple[Correction, ...]:
        """Return those whose name an article has."""
        rows = self.of_all
        if self.of_article:
            rows = {**rows, **self.of_article.get(article.path, {}), **self.of_article.get(article.id, {})}
        return tuple(row for name, row in rows.items() if name in article.text)


def corrected(
    article: Article, mentions: Sequence[Mention], corrections: Sequence[Correction]
) -> Sequence[Mention]:
    """Set the mentions of an article right.

    Parameters
    ----------
    article : Article
    mentions : sequence of Mention
        What the geoparser found, in order.
    corrections : sequence of Correction
        Those of `Corrections.of`.

    Returns
    -------
    sequence of Mention
        In order, without overlap. Where a longer mention has the name in it ("Frankfurt" in
        "Frankfurt (Oder)"), it stays.
    """
    if not corrections:
        return mentions
    # Not above: the dashboard uses this module, and has no need of a geoparser.
    from places.geoparsing.excerpts import excerpts
    from places.languages import rules_for

    language = rules_for(article.language)
    spans = [(mention.start, mention.end) for mention in mentions]
    found = [
        (*match.span(), correction)
        for correction in corrections
        for match in _as_word(correction.name, language.endings).finditer(article.text)
        if not _is_within(match.span(), spans)
    ]
    found.sort(key=lambda each: (each[0], -each[1]))
    kept: list[tuple[int, int, Correction]] = []
    for start, end, correction in found:
        if not kept or start >= kept[-1][1]:  # of two names the longer one ("Bad Klein", "Klein")
            kept.append((start, end, correction))
    taken = [(start, end) for start, end, _ in kept]
    others = [mention for mention in mentions if not _overlaps((mention.start, mention.end), taken)]
    around = excerpts(article.text, taken, language)
    added = [
        _mention(article.text, start, end, correction.place, excerpt)
        for (start, end, correction), excerpt in zip(kept, around, strict=True)
        if correction.place
    ]
    return sorted([*others, *added], key=lambda mention: mention.start)


_Span = tuple[int, int]


def _is_within(span: _Span, others: Sequence[_Span]) -> bool:
    """Tell whether a stretch lies within a longer one of some that are in order and do not overlap."""
    at = bisect_right(others, span[0], key=itemgetter(0)) - 1
    return at >= 0 and span[1] <= others[at][1] and span != others[at]


def _overlaps(span: _Span, others: Sequence[_Span]) -> bool:
    """Tell whether a stretch shares anything with one of some that are in order and do not overlap."""
    at = bisect_left(others, span[1], key=itemgetter(0)) - 1
    return at >= 0 and span[0] < others[at][1]


@lru_cache(maxsize=4096)
def _as_word(name: str, endings: tuple[str, ...]) -> re.Pattern[str]:
    ending = "|".join(map(re.escape, endings))
    return re.compile(rf"(?<!\w){re.escape(name)}(?:{ending})?(?!\w)")


def _mention(text: str, start: int, end: int, place: Place, excerpt: tuple[int, int]) -> Mention:
    candidate = Candidate(
        place.id,
        1.0,
        place.name,
        place.kind,
        place.latitude,
        place.longitude,
        place.country_codes,
        (Evidence(REASON, 1.0),),
    )
    return Mention(start, end, text[start:end], place, 1.0, (candidate,), *excerpt)


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


def read_corrections(file: Path, gazetteer: Gazetteer) -> tuple[Corrections, list[Problem]]:
    """Read a table of corrections.

    Parameters
    ----------
    file : Path
        A CSV file. Its column `name` says which name is meant, `article` in which article (its id or
        path; in all where it is empty). What it stands for is in `place`, the id of a place of the
        gazetteer or "none", or in `latitude` and `longitude` (WGS 84 degrees), with `label`, `kind`
        and `countries` (ISO 3166-1 alpha-2) where these are known.
    gazetteer : Gazetteer
        Where the places are that are named by their ids.

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
    source = printable(file.name)
    try:
        header, cells = _table([line or "" for line in lines(file, _LINE_LIMIT)])
    except (NotTextError, csv.Error) as error:
        return Corrections({}, {}), [Problem(source, None, str(error))]
    if "name" not in header or not {"place", "latitude"} & set(header):
        reason = "no table of corrections: it has the columns name and place, or name, latitude and longitude"
        return Corrections({}, {}), [Problem(source, None, reason)]
    of_all: dict[str, Correction] = {}
    of_article: dict[str, dict[str, Correction]] = {}
    problems = []
    for number, row in cells:
        fields = {column: cell.strip() for column, cell in zip(header, row, strict=False)}
        try:
            correction = _correction(fields, source, gazetteer)
        except ValueError as error:
            problems.append(Problem(source, number, f"{error}; passed over", kept=True))
            continue
        rows_of = of_article.setdefault(correction.article, {}) if correction.article else of_all
        if rows_of.setdefault(correction.name, correction) is not correction:
            reason = f"{quoted(correction.name)} stands in an earlier row, and that one counts"
            problems.append(Problem(source, number, reason, kept=True))
    return Corrections(of_all, of_article), problems


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
    return [cell for cell in cells if _column(cell) in _COLUMNS]


def _column(cell: str) -> str:
    name = cell.strip("\ufeff \r\n").casefold()
    return _OTHER_NAMES.get(name, name)


def _correction(fields: Mapping[str, str], source: str, gazetteer: Gazetteer) -> Correction:
    """Make sense of one row; a ValueError says what is wrong with it."""
    name, stated = fields.get("name", ""), fields.get("place", "")
    if not name:
        raise ValueError("no name")
    if stated.casefold() == NO_PLACE:
        return Correction(name, fields.get("article", ""), None)
    if stated:
        try:
            place = gazetteer.place(stated)
        except KeyError:
            reason = (
                f"the gazetteer has no place {quoted(stated)}; write its id, “{NO_PLACE}”, or coordinates"
            )
            raise ValueError(reason) from None
    elif fields.get("latitude") and fields.get("longitude"):
        place = _own_place(name, fields, source)
    else:
        raise ValueError(f"neither a place nor coordinates for {quoted(name)}")
    return Correction(name, fields.get("article", ""), place)


def _own_place(name: str, fields: Mapping[str, str], source: str) -> Place:
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
        f"corrected:{blake2b(told, digest_size=6).hexdigest()}",
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
