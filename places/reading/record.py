"""What every format yields: the fields of one article as they stand in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal, get_args

from places.reading.problem import quoted

Field = Literal[
    "id",
    "text",
    "title",
    "date",
    "date_origin",
    "language",
    "author",
    "source",
    "url",
    "section",
    "home",
    "tags",
    "published_first",
    "published_last",
]
FIELDS: Final[tuple[Field, ...]] = get_args(Field)

TEXT_LIMIT: Final = 20_000_000
"""The longest text of one article, in bytes of its file or in characters of a cell."""

_OTHER_NAMES: Final[dict[Field, str]] = {
    "id": "_id article_id artikel_id guid uuid id_str signatur archivsignatur",
    "text": "body content bodytext body_text articlebody fulltext full_text article_text inhalt volltext"
    " artikeltext artikel beitrag enthält enthaelt",
    "title": "headline webtitle web_title titel überschrift ueberschrift schlagzeile",
    "date": "published published_at publishedat datepublished publication_date pub_date pubdate day datum"
    " veröffentlicht veroeffentlicht veröffentlichungsdatum erscheinungsdatum erschienen tag"
    " created created_at created_utc timestamp webpublicationdate"
    " datierung laufzeit entstehungszeit entstehungszeitraum entstehungsdatum",
    "date_origin": "datumsherkunft",
    "language": "lang sprache",
    "author": "authors byline autor autorin autoren verfasser verfasserin",
    "source": "publisher medium outlet newspaper quelle zeitung",
    "url": "link uri weburl web_url permalink webseite",
    "section": "ressort rubrik",
    "home": "heimat heimatort",
    "tags": "keywords schlagwörter schlagwoerter schlagworte stichwörter stichwoerter stichworte",
}
_YEARS: Final = ("jahr", "year")
_FIELD_OF: Final[dict[str, Field]] = {name: name for name in FIELDS} | {
    name: field for field, names in _OTHER_NAMES.items() for name in names.split()
}


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one article as they stand in a file, nothing interpreted yet.

    Attributes
    ----------
    fields : mapping of Field to object
        What is stated; a field that is not there is not stated.
    row : int or None
        Where in the file it stands, if the file holds many.
    fallback : mapping of Field to object
        What is known from elsewhere (the properties of the file, the mail that it is attached to)
        and counts only where neither the fields nor the text say it.
    """

    fields: Mapping[Field, object]
    row: int | None = None
    fallback: Mapping[Field, object] = field(default_factory=dict)

    def supplemented(self, given: Mapping[Field, object]) -> Record:
        """Return the record with what is known from further away, where it is not known from nearer."""
        if not given:
            return self
        further = dict(given)
        if "date" in self.fallback:
            further.pop("date_origin", None)
        return replace(self, fallback={**further, **self.fallback})


@lru_cache(maxsize=1024)  # every article of a file names the same ones
def field_named(column: str) -> Field | None:
    """Tell which field a column or key means: ``Titel`` and ``headline`` are the title."""
    return _FIELD_OF.get("_".join(column.strip().casefold().replace("-", " ").split()))


def columns(names: Iterable[object]) -> dict[Field, int]:
    """Map each field to the position of its column; its own name goes before another one.

    Parameters
    ----------
    names : iterable of object
        The names in the order of the columns.
    """
    found: dict[Field, int] = {}
    named = [str(name).strip().casefold() for name in names]
    for position, name in enumerate(named):
        field = field_named(name)
        if field is not None and (field not in found or (name == field and named[found[field]] != field)):
            found[field] = position
    dated = named[found["date"]] if "date" in found else None
    if dated in (None, "tag", "day") and (year := next((name for name in _YEARS if name in named), None)):
        found["date"] = named.index(year)  # of a day, a month and a year the last one is a date
    return found


HEADER_WITHIN: Final = 10
"""Rows among which the header of a table is looked for: lists have a title above it, or a note."""


def header_in(cells: Iterable[object], *, first: bool) -> dict[Field, int] | None:
    """Tell whether a row is the header of a table of articles; see `columns`.

    Parameters
    ----------
    cells : iterable of object
    first : bool
        Whether it is the first row; a later one has to name another field beside the text.
    """
    found = columns(cells)
    return found if "text" in found and (first or len(found) > 1) else None


def no_text_column(names: Iterable[object]) -> str:
    """Say that a table has no column with the text, and which ones it has."""
    found = ", ".join(quoted(name) for name in list(names)[:8])
    return f"no column with the text: found {found}; name one “text”"
