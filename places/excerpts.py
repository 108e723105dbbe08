"""The sentences around mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from places.languages import LANGUAGES, UNDETERMINED, Language

LONGEST: Final = 400
"""Most characters that an excerpt has."""

_SHORT: Final = 40  # a sentence shorter than this takes the next one of its line along

_MARKS: Final = ".!?…\n"
_LONGER: Final = 6  # letters of a word that is longer than any abbreviation
_CLOSING: Final = "\"”“»«’')]"
_OPENING: Final = "\"„“»«‚'‘([–-"


def excerpts(
    text: str, spans: Iterable[tuple[int, int]], language: Language = LANGUAGES[UNDETERMINED]
) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentence around each of some stretches of a text.

    Parameters
    ----------
    text : str
        The article.
    spans : iterable of tuple of int
        Offsets of the stretches, in order.
    language : Language
        Whose abbreviations end no sentence; those of all languages unless told.

    Yields
    ------
    tuple of int
        Offsets of one sentence, or two where the first is very short; at most `LONGEST`
        characters, unless the stretch itself is longer. The stretch lies within them.
    """
    sentences = _sentences(text, language.abbreviations)
    first, last = next(sentences)
    whole: tuple[int, int] | None = None  # the sentence, if it is short enough, once it was asked for
    for start, end in spans:
        while last < end:
            begin, last = next(sentences)
            whole = None
            if begin <= start:
                first = begin
        if last - first > LONGEST:
            yield _trim(text, *_cut(text, first, last, start, end))
            continue
        if whole is None:
            whole = _trim(text, first, last)
        yield whole


def _sentences(text: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of sentences that together make up a text."""
    first, length = 0, len(text)
    for stop in _stops(text):
        character = text[stop]
        if character == "\n":  # a heading is no part of the sentence after it, however short
            yield first, stop + 1
            first = stop + 1
            continue
        if stop - first < _SHORT or stop + 2 >= length:
            continue
        after, ahead = text[stop + 1], text[stop + 2]
        if after == " " or (after == "\n" and ahead.isalpha()):  # by far the most frequent
            if ahead.islower():
                continue
            if (
                character == "."
                and not text[stop - _LONGER : stop].isalpha()
                and _abbreviated(text, stop, abbreviations)
            ):
                continue
            last = stop + 1
        else:
            last = _end(text, stop, abbreviations)
        if last:
            yield first, last
            first = last
    yield first, length


def _stops(text: str) -> list[int]:
    """Return where the marks stand that may end a sentence, in order.

    Most marks are full stops; to look for one character after the other takes half the time of
    looking for any of them.
    """
    stops = []
    for mark in _MARKS:
        stop = text.find(mark)
        while stop >= 0:
            stops.append(stop)
            stop = text.find(mark, stop + 1)
    stops.sort()
    return stops


def _end(text: str, stop: int, abbreviations: frozenset[str]) -> int:
    """Return where a sentence ends whose stop has no space after it; 0 if none ends there.

    A quotation mark or a bracket may follow, or at once the next sentence, where a paragraph
    break was lost ("besucht.Nordkorea").
    """
    if text[stop + 1].isupper():
        return stop + 1 if text[stop - 1].islower() and text[stop + 2].islower() else 0
    last = stop + 1
    while last < len(text) and text[last] in _CLOSING:
        last += 1
    if last == len(text) or not text[last].isspace():
        return 0
    ahead = text[last : last + 8].lstrip().lstrip(_OPENING)
    if ahead[:1].islower() or (text[stop] == "." and _abbreviated(text, stop, abbreviations)):
        return 0
    return last


def _abbreviated(text: str, stop: int, abbreviations: frozenset[str]) -> bool:
    """Tell whether a full stop belongs to an abbreviation, an initial or an ordinal number."""
    before = text[stop - _LONGER if stop > _LONGER else 0 : stop]
    return not before.isalpha() and _ends_in_abbreviation(before, abbreviations)


@lru_cache(maxsize=16384)
def _ends_in_abbreviation(before: str, abbreviations: frozenset[str]) -> bool:
    """Judge the characters before a full stop; the same ones come again and again."""
    words = before.split()
    if not words:
        return False
    last = words[-1].lstrip('(„“"»«')
    return len(last) == 1 or last in abbreviations or (len(last) < 3 and last.isdigit())


def _cut(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """Cut a long sentence down at spaces, so that the stretch stays in it."""
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
    """Leave white space at both ends out; there is hardly ever more than one at each."""
    while first < last and text[first].isspace():
        first += 1
    while first < last and text[last - 1].isspace():
        last -= 1
    return first, last
