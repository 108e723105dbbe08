"""What every press archive's module says and gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from places.reading.calendar_names import weekdays
from places.reading.dates import read_date


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of an export, as it stands there.

    Attributes
    ----------
    text, title, date, paper, section, author, url : str
        Empty where the export does not say it.
    """

    text: str
    title: str = ""
    date: str = ""
    paper: str = ""
    section: str = ""
    author: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """A press archive.

    Attributes
    ----------
    label : str
        What people call it.
    suspect : re.Pattern
        What its exports have and hardly any other text.
    split : callable
        The text of an export -> its articles; none where the text is in no form that is known.
    """

    label: str
    suspect: re.Pattern[str]
    split: Callable[[str], list[Piece]]


def date_in(line: str) -> str:
    """Return the date that a line is, without weekday and time; empty where it is none.

    ``June 19, 2024 Wednesday 8:30 AM GMT``, ``19. Juni 2024 Mittwoch``, ``mercredi 19 juin 2024``.
    """
    bare = re.sub(r",?\s+\d\d?[:.]\d\d.*\Z", "", line.strip())
    words = [word for word in bare.split() if word.strip(",.").casefold() not in weekdays()]
    text = " ".join(words).strip(" ,")
    if not any(map(str.isdigit, text)) or len(text) > 40:
        return ""
    try:
        read = read_date(text)
    except ValueError:
        return ""
    return str(read) if read.precision in {"day", "month"} else ""


def labelled(lines: Iterable[str], labels: Mapping[str, str]) -> dict[str, str]:
    """Return what stands behind labels at the beginning of lines.

    Parameters
    ----------
    lines : iterable of str
    labels : mapping of str to str
        A label in small letters -> what it means; the first line with one counts.
    """
    found: dict[str, str] = {}
    for line in lines:
        label, colon, value = line.partition(":")
        meaning = labels.get(label.strip().casefold())
        if colon and meaning and value.strip():
            found.setdefault(meaning, " ".join(value.split()))
    return found


def filled(lines: Sequence[str]) -> list[int]:
    """Return the numbers of the lines that are not blank."""
    return [number for number, line in enumerate(lines) if line.strip()]


def without_prefix(author: str) -> str:
    """Return an author without the word before it: ``By Anna Beispiel``, ``Von Anna Beispiel``."""
    return re.sub(r"\A(?:by|von|par|de)\s+", "", author.strip(), flags=re.IGNORECASE)
