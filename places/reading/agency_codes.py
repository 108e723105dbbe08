"""What agencies send before a report, for programs and editors: ``bdt0123 4 vm 210 dpa 0567``.

It is no title.
"""

from __future__ import annotations

import re
from typing import Final

from places.reading.record import field_named

AGENCY: Final = (
    r"(?:(?-i:[A-Z]{2,6})|apa?|dpa|sda|keystone|ats|ots|epd|kna|afp|reuters|ansa|efe|belga|xinhua|tass)"
)
"""What an agency is called by, in a pattern that takes capitals for small letters."""

_LINES: Final = 6
_LONGEST: Final = 120  # characters of such a line

_CODES: Final = re.compile(
    # dpa and APA: service and number, priority, section, words, agency and number of the day
    r"[a-z]{2,4}\s?\d{3,4}\s+\d\s+[a-z]{2,3}\s+\d{2,4}\b.*"
    rf"|\(?(?-i:[A-Z]{{2,6}}|[a-z]{{2,6}})(?:/[a-z]{{2,6}}){{1,3}}\)?"  # dpa/lni
    rf"|{AGENCY}[\s/-]?\d{{3,6}}"  # AFP-0123
    r"|(?:dpa|apa|sda|afp|epd|kna|reuters|ansa|efe)"
    # keywords of the report: Verkehr/Bahn/Bayern/
    r"|[^\W\d_][\w.&-]*(?:\s[\w.&-]+)?(?:/[\w.&-]+(?:\s[\w.&-]+)?){1,6}/"
    r"|[^\W\d_][\w.&-]*(?:/[\w.&-]+){2,6}"
    r"|\W*(?:sperrfrist|embargo|achtung,? sperrfrist)\b.*"
    r"|\([^()]*\)"  # (Zusammenfassung 1630)
    r"|(?:az|aktenzeichen|gz|geschäftszahl|geschäftszeichen|tgb\.?-?nr)\b\.?:?\s.*\d.*",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"([^\W\d_]{2,20}):\s+\S")


def after_codes(text: str, start: int = 0) -> int:
    """Tell where a text begins behind the codes, keywords and labels at its head.

    Parameters
    ----------
    text : str
    start : int
        Where to begin: after a dateline.

    Returns
    -------
    int
        `start` where there are none, or nothing behind them.
    """
    at = begin = start
    for _ in range(_LINES):
        line, end, _ = text[at : at + 2 * _LONGEST].partition("\n")
        bare = " ".join(line.split())
        if not end or len(bare) > _LONGEST or (bare and not _is_code(bare)):
            break
        at += len(line) + len(end)
        begin = at if bare else begin
    return begin if any(map(str.isalpha, text[begin : begin + _LONGEST])) else start


def _is_code(line: str) -> bool:
    if _CODES.fullmatch(line):
        return True
    label = _LABEL.match(line)
    field = field_named(label[1]) if label else None
    return field is not None and field not in ("title", "text")
