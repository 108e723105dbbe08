"""The header line that some articles begin with, and a title for those that state none."""

from __future__ import annotations

import re
from typing import Final

LENGTH: Final = 80
"""Characters that a title made from the text may have."""

_STATED_LENGTH: Final = 300
_LOOKED_AT: Final = 3 * LENGTH
"""Characters of a line that a title is made from; there may be wide gaps between its words."""

_LEAST: Final = 20
"""A sentence shorter than this is no title yet; it may as well be an abbreviation."""

# " date 2024-06 Es war ...": with the space before it a date is meant whatever stands there,
# without it only where a year follows, for "date" is also a word.
_HEADER: Final = re.compile(r"\A(?:[ \t]+date:?[ \t]+(\S+)|date:?[ \t]+(\d{4}\S*))(?=\s|\Z)")

_INVISIBLE: Final = re.compile("\u00ad(?!\n)|[\u200b\u2060\ufeff]")
_DIVIDED: Final = re.compile(
    r"(?<=[^\W\d_])[-¬\u00ad]\r?\n(?=[a-zäöüß])(?!(?:und|oder|bis|and|or|to|et|ou|y|o|e)\b)"
)
"""A word that is divided at the end of a line; not “Nord-” before “und Südtirol”."""

# Both ask for the rare character first and look back from there: that takes a third of the time or less.
_SENTENCE_END: Final = re.compile(
    r"[.!?…](?<=[^\W\d_]{3}.)[\"“”’«»)]*(?=\s|[A-ZÄÖÜ„»«\"])"  # the space may be lost with a paragraph
)
_LOST_BREAK: Final = re.compile(r"[A-ZÄÖÜ](?<=[a-zäöüß]{5}.)(?!(?<=I)nnen)(?=[a-zäöüß]{3})")


def header(text: str) -> tuple[str | None, int]:
    """Find the date in a first line like `` date 2024-06 Es war ...``.

    Returns
    -------
    date : str or None
        As it stands there, None where there is no such line.
    end : int
        Where the text after it begins.
    """
    found = _HEADER.match(text)
    return (found[1] or found[2], found.end()) if found else (None, 0)


def stated_title(title: str) -> str:
    """Put a stated title on one line."""
    return _cut(" ".join(title.split()), _STATED_LENGTH)


def title_of(text: str, start: int = 0) -> str:
    """Make a title from the beginning of a text: its first line or sentence, cut at a word.

    A text that begins in the middle of a sentence gives its first whole one.

    Parameters
    ----------
    text : str
    start : int
        Where to begin: after a header.

    Returns
    -------
    str
        Empty where the text has no letter or digit.
    """
    head = _DIVIDED.sub("", _INVISIBLE.sub("", text[start : start + 2000])).strip()
    if head[:1].islower() and (end := _SENTENCE_END.search(head)) and head[end.end() :].strip():
        head = head[end.end() :].strip()
    line = head[:_LOOKED_AT].splitlines()[0] if head else ""
    if not any(map(str.isalpha, line)):  # it may be the number of a page
        lines = [line, *head.splitlines()]
        line = next((line for of in (str.isalpha, str.isalnum) for line in lines if any(map(of, line))), "")
    line = " ".join(line.lstrip("#")[:_LOOKED_AT].split())
    for end in _SENTENCE_END.finditer(line[: LENGTH + 10]):
        if end.end() >= _LEAST:
            line = line[: end.end()]
            break
    if (end := _LOST_BREAK.search(line[: LENGTH + 10], _LEAST)) is not None:
        line = line[: end.start()]
    return _cut(line, LENGTH)


def _cut(line: str, length: int) -> str:
    if len(line) <= length:
        return line
    short = line[: length + 1].rpartition(" ")[0] or line[:length]
    return short.rstrip(' ,;:–—-(„»"') + "…"
