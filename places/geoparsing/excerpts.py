"""The sentence around a mention."""

from __future__ import annotations

import re

LONGEST = 400
"""Most characters that an excerpt has."""

_SHORTEST = 40  # a shorter sentence (a dateline, a heading) takes its neighbour along

# The end of a sentence: a full stop with a space after it, a line break, or a full stop
# after which a paragraph break was lost ("besucht.Nordkorea").
_BREAK = re.compile(
    r"(?<=[.!?…])[\"”“»«’')\]]*\s+(?=[\"„“»«‚'(\[]*[A-ZÄÖÜÉÈÀ0-9])|\n+|(?<=[a-zäöüß])[.!?](?=[A-ZÄÖÜ][a-zäöüß])"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-zÄÖÜ]|Dr|Prof|Mr|Mrs|Ms|St|Sankt|Nr|No|ca|bzw|usw|vgl|etc|geb|gest|Jan|Feb|Aug|Sept?|Okt|Oct|Nov|Dez|Dec"
    r"|Sen|Gov|Gen|Lt|Col|Capt|Sgt|Rep|Jr|Inc|Corp|Co|Mio|Mrd|Mt|Ft|Hl|Str|Abs|Art|Bd|inkl|sog|evtl|ggf|U\.S|v\. Chr|n\. Chr)"
    r"|\b\d{1,3})\.$"
)


def excerpt(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence around a stretch of text.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        Offsets of the stretch; it lies within what is returned.

    Returns
    -------
    tuple of int
        Offsets of one sentence, or two where one is very short; at most `LONGEST`
        characters, unless the stretch itself is longer.
    """
    low = max(0, start - LONGEST)
    high = min(len(text), end + LONGEST)
    first, last = low, high
    for boundary in _BREAK.finditer(text, low, high):
        if _ABBREVIATED.search(text, max(low, boundary.start() - 12), boundary.start()):
            continue
        if boundary.end() <= start:
            first = boundary.end()
        elif boundary.start() >= end:
            last = boundary.start() + (text[boundary.start()] in ".!?")
            break
    return _trim(text, *_fit(text, first, last, start, end))


def _fit(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """Cut a long sentence down at spaces, so that the stretch stays in it."""
    if last - first <= LONGEST:
        return first, last
    room = max(0, LONGEST - (end - start)) // 2
    low, high = max(first, start - room), min(last, end + room)
    if low > first:
        space = text.find(" ", low, start)
        low = space + 1 if space >= 0 else low
    if high < last:
        space = text.rfind(" ", end, high)
        high = space if space >= 0 else high
    return low, high


def _trim(text: str, first: int, last: int) -> tuple[int, int]:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return first, last
