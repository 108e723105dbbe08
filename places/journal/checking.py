"""What every value of a change has to be, whoever sent it: else a ValueError says in one line why not."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

from places.model import PartialDate
from places.reading.problem import quoted

OWN: Final = "made:"
"""What the id of a place of one's own begins with."""

LONGEST_NAME: Final = 200
LONGEST_LINE: Final = 1_000
LONGEST_NOTE: Final = 4_000
MOST_TAGS: Final = 100
_NO_ID: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def require(met: bool, otherwise: str) -> None:
    """Refuse what is not met: a ValueError says why."""
    if not met:
        raise ValueError(otherwise)


def check_line(what: str, text: str, longest: int) -> None:
    """Refuse what is empty or too long."""
    require(bool(text.strip()), f"{what} is empty")
    require(len(text) <= longest, f"{what} is longer than {longest} characters")


def check_id(what: str, text: object) -> None:
    """Refuse what is no text of a line, without signs that steer a terminal and without halves of signs."""
    if not isinstance(text, str):
        raise ValueError(f"the {what} is no text")
    check_line(f"the {what}", text, LONGEST_LINE)
    require(not _NO_ID.search(text), f"no {what}: {quoted(text)}")


def check_note(note: str) -> None:
    """Refuse a note that is too long."""
    require(len(note) <= LONGEST_NOTE, f"the note is longer than {LONGEST_NOTE} characters")


def check_own(place_id: str) -> None:
    """Refuse what is no id of a place of one's own."""
    check_id("id of the place", place_id)
    require(place_id.startswith(OWN), f"{quoted(place_id)} is no place of one's own")


def check_degrees(what: str, degrees: float, most: float) -> None:
    """Refuse what is no latitude or longitude."""
    if not (isfinite(degrees) and abs(degrees) <= most):
        raise ValueError(f"no {what}: {degrees} (write degrees from -{most} to {most})")


def check_language(code: str) -> None:
    """Refuse what is no ISO 639-1 code."""
    require(bool(re.fullmatch("[a-z]{2}", code)), f"no language: {quoted(code)} (write its ISO 639-1 code)")


def check_date(text: str) -> None:
    """Refuse what is no date; an empty one is none."""
    if text:
        PartialDate.parse(text)


def check_tags(tags: tuple[str, ...]) -> None:
    """Refuse tags that are too many, too long or empty."""
    require(len(tags) <= MOST_TAGS, f"more than {MOST_TAGS} tags")
    for tag in tags:
        check_line("the tag", tag, LONGEST_NAME)
        require(not _NO_ID.search(tag), f"no tag: {quoted(tag)}")
