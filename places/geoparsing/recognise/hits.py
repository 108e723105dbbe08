"""Where a text has forms of the lexicon as words of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from places.geoparsing.automata import Match
from places.geoparsing.lexicon import Lexicon
from places.geoparsing.recognise.after import CLOSING
from places.geoparsing.recognise.toponym import DOUBTFUL, PLAUSIBLE, WINDOW, Reading, Toponym
from places.languages import Language


def find_hits(lexicon: Lexicon, readings: Sequence[Reading]) -> list[list[Toponym]]:
    """Return the forms that are words of their own in each of some texts; a line may break within one."""
    found = lexicon.find([reading.text.replace("\n", " ") for reading in readings])
    return [_hits(reading, matches) for reading, matches in zip(readings, found, strict=True)]


def _hits(reading: Reading, matches: Sequence[Match]) -> list[Toponym]:
    """Return which matches stand in a text as words of their own."""
    text, language, standing = reading.text, reading.language, reading.standing
    endings = {ending[0] for ending in language.endings}
    hits: list[Toponym] = []
    taken = 0
    for start, stop, number in matches:
        if start < taken:
            continue
        longer = _behind_article(reading, start, stop)
        if longer:
            start, stop, number = longer  # noqa: PLW2901
            taken = stop
        following = text[stop : stop + 1]
        if following.islower() and following not in endings and text[start:stop].isalpha():
            continue  # the beginning of a longer word, as most are
        level = standing[number]
        if start and text[start - 1].isalnum() and not _glued_before(text, start, level):
            if text[start].islower() and text.find(" ", start, stop) > 0:
                hits.extend(_hidden(reading, start, stop))  # "Trauminsel Porto Santo"; not "el Port"
            continue
        if following.isalnum():
            # A small place seldom stands in the genitive: "Basis" is a word, not Basi's.
            inflected = following in endings and level != DOUBTFUL
            end = inflected and _end_of_inflected(text, start, stop, language)
            if end:
                stop = end  # noqa: PLW2901
            elif not (following.isupper() and _glued_after(text, start, stop, level, language)):
                shorter = _shorter(reading, start, stop)
                if not shorter:
                    if text.find(" ", start, stop) > 0:
                        hits.extend(_hidden(reading, start, stop))
                    continue
                stop, number = shorter  # noqa: PLW2901
                level = standing[number]
        if level:
            hits.append(Toponym(start, stop, number, level))
    return hits


def _behind_article(reading: Reading, start: int, stop: int) -> Match | None:
    """Return the longer form behind the article of one: "La Nouvelle-Zélande", not "La Nouvelle"."""
    text = reading.text
    first = text.find(" ", start, stop)
    if first < 0 or text[start:first].lower() not in reading.language.definite:
        return None
    low = first + 1
    word = f"{text[low : stop + 1]} ".split(" ")[0]
    kind = word.lower() in reading.language.types_before
    if kind and not text.startswith(" ", stop):
        return None  # "Le Cap-Vert"
    (matches,) = reading.lexicon.find([text[low : stop + WINDOW]])
    for begin, last, number in matches[:1]:
        end = low + last
        if begin == 0 and end > stop and not text[end : end + 1].isalnum():
            bare = reading.form(text[low + len(word) + 1 : end]) if kind else -1
            if bare >= 0 and reading.standing[bare] >= PLAUSIBLE:
                return None  # "The River Thames"; "The Trent" alone tells too little
            return low, end, number
    return None


def _hidden(reading: Reading, start: int, stop: int) -> Iterator[Toponym]:
    """Yield what begins in a form of several words that ends within a word: "The Danube", not "The D"."""
    text, language = reading.text, reading.language
    low = text.find(" ", start, stop) + 1
    (matches,) = reading.lexicon.find([text[low : stop + WINDOW]])
    for first, last, number in matches:
        begin, end = low + first, low + last
        if begin >= stop:
            break
        if text[begin - 1].isalnum() or not reading.standing[number]:
            continue
        if text[end : end + 1].isalnum():
            end = _end_of_inflected(text, begin, end, language)
        if end:
            yield Toponym(begin, end, number, reading.standing[number])


def join(text: str, hits: Sequence[Toponym]) -> None:
    """Mark pairs of places that a hyphen joins, as the two ends of a line are."""
    for hit, following in pairwise(hits):
        if (
            following.start == hit.end + 1
            and text[hit.end] in "-–"
            and min(hit.standing, following.standing) >= PLAUSIBLE
        ):
            hit.joined = following.joined = True


def _shorter(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """Find a form that begins at the same spot and ends where an earlier word ends."""
    text = reading.text
    if text.find(" ", start, end) < 0 and text.find("-", start, end) < 0:
        return None
    for cut in range(end - 1, start, -1):
        if not text[cut].isalnum() and text[cut - 1].isalnum():
            form = reading.form(text[start:cut])
            if form >= 0:
                return cut, form
    return None


def _glued_before(text: str, start: int, level: int) -> bool:
    """Tell whether a paragraph break was lost before a form: "PufferzoneRussland"."""
    return (
        level >= PLAUSIBLE
        and start > 3
        and text[start].isupper()
        and text[start - 3 : start].isalpha()
        and text[start - 3 : start].islower()
    )


def _glued_after(text: str, start: int, end: int, level: int, language: Language) -> bool:
    """Tell whether a paragraph break was lost after a form: "Masik-RyongDiskussionen"; not in "EgyptAir"."""
    word = text[end : end + WINDOW].split(None, 1)[0].rstrip(CLOSING).lower()
    return (
        level >= PLAUSIBLE
        and end - start > 3
        and text[end - 1].islower()
        and text[end + 1 : end + 2].islower()
        and word not in language.bodies_after
    )


def _end_of_inflected(text: str, start: int, end: int, language: Language) -> int:
    """Return where a form with an ending of the language ends; 0 if it has none."""
    for ending in language.endings:
        stop = end + len(ending)
        if text.startswith(ending, end) and not text[stop : stop + 1].isalnum():
            return stop if text[end - 1] not in language.no_ending_after and end - start > 2 else 0
    return 0
