"""What a file is called that somebody takes away: after the dataset, what is shown of it, and the day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from places.selection import Selection

LONGEST: Final = 120
"""Characters of a name without its ending: it fits where names are short, with a number behind it."""

_LONGEST_PART: Final = 40
_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_NOT_PLAIN: Final = re.compile(r"[^a-z0-9]+")


def file_name(dataset: str, selection: Selection, day: date, suffix: str, *, what: str = "") -> str:
    """Name a file in ASCII letters, digits and hyphens.

    Parameters
    ----------
    dataset : str
        What the dataset is called.
    selection : Selection
        Its dates, kinds, words and other filters are named, its list of articles only counted.
    day : date
        When the file is made.
    suffix : str
        What the name ends in, with the dot.
    what : str
        What is in it, where the ending does not tell: ``map``, ``network``.

    Examples
    --------
    >>> file_name("Fernost", Selection(words="Brücke", kinds=("city",)), date(2026, 11, 28), ".csv")
    'places-fernost-city-bruecke-2026-11-28.csv'
    """
    query = selection.of_rows().to_query()
    first, last = query.pop("from", ""), query.pop("to", "")
    dates = (
        f"{first}_{last}" if first and last else f"from-{first}" if first else f"to-{last}" if last else ""
    )
    if selection.articles:
        query["articles"] = f"{len(selection.articles)} articles"
    if not selection.undated:
        query["undated"] = "dated"
    if selection.checked is not None:
        query["checked"] = "checked" if selection.checked else "unchecked"
    parts = [
        "places",
        plain(dataset).removeprefix("places-"),
        plain(what),
        dates,
        *map(plain, query.values()),
    ]
    named = "-".join(part for part in parts if part)
    return f"{named[: LONGEST - 11].rstrip('-_')}-{day.isoformat()}{suffix}"


def plain(text: str) -> str:
    """Write a text in small ASCII letters, digits and hyphens; what has no such letters is left out."""
    letters = unicodedata.normalize("NFKD", text.translate(_GERMAN)).encode("ascii", "ignore").decode()
    return _NOT_PLAIN.sub("-", letters.lower())[:_LONGEST_PART].strip("-")
