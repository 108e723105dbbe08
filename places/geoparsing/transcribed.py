"""Names with the marks of a transcription, which texts have and the lexicon does not: "Ḥalab", "Oʻahu"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from places.geoparsing.automata import Match
from places.languages.spelling import without_marks

_APOSTROPHES: Final = "ʹʻʼʽʾʿˈ"
_MARKS: Final = f"ĀāĒēĪīŌōŪūĠġĦħĐđ\u0300-\u036fḀ-ẝẠ-ỿ{_APOSTROPHES}"
"""Letters that hardly any word has of a language that the lexicon knows the names of by heart."""

_MARK: Final = re.compile(f"[{_MARKS}]")
_MARKED: Final = re.compile(rf"[\w\u0300-\u036f]*[{_MARKS}][\w\u0300-\u036f]*")
_SHORTEST: Final = 4
"""Letters of a name, fewer of which are a common word in some language."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A marked word: where it stands in the text, and where without its marks."""

    begin: int
    end: int
    start: int
    stop: int


def is_marked(text: str) -> bool:
    """Tell whether a text has words with such marks."""
    return _MARK.search(text) is not None


def with_transcribed(
    text: str,
    matches: Sequence[Match],
    find: Callable[[str], Sequence[Match]],
    is_known: Callable[[int], bool],
) -> list[Match]:
    """Add what marked words name without their marks, where they are nothing with them.

    Parameters
    ----------
    text : str
        One for which `is_marked` is true.
    matches : sequence of tuple
        The forms that it has as it stands.
    find : callable
        Text -> the forms in it.
    is_known : callable
        Whether a form is the name of a place well enough known for that.

    Examples
    --------
    >>> with_transcribed("In Ḥalab.", [], lambda text: [(3, 8, 7)] if text == "In Halab." else [], bool)
    [(3, 8, 7)]
    """
    known = list(matches)
    for apostrophes in (True, False):
        plain, words = _without_marks(text, apostrophes)
        if not words:
            break
        added = [
            match
            for match in _of_words(plain, words, find(plain))
            if is_known(match[2]) and match[1] - match[0] >= _SHORTEST
        ]
        known = _merged(text, known, added)
    return known


def _merged(text: str, known: Sequence[Match], added: Iterable[Match]) -> list[Match]:
    """Put further matches between those of a text, but where one of these is a word; both are in order."""
    merged: list[Match] = []
    at = 0
    for match in added:
        while at < len(known) and known[at][1] <= match[0]:
            merged.append(known[at])
            at += 1
        end = at
        while end < len(known) and known[end][0] < match[1]:
            end += 1
        if not any(_stands_alone(text, start, stop) for start, stop, _ in known[at:end]):
            merged.append(match)
            at = end
    return [*merged, *known[at:]]


def _without_marks(text: str, apostrophes: bool) -> tuple[str, list[_Word]]:
    """Return a text without the marks of its marked words, and where these stand."""
    pieces: list[str] = []
    words: list[_Word] = []
    done = length = 0
    for found in _MARKED.finditer(text):
        spelled = sorted(without_marks(found[0]), key=lambda one: ("'" in one) != apostrophes)
        if spelled:
            begin, end = found.span()
            pieces += (text[done:begin], spelled[0])
            start = length + begin - done
            length = start + len(spelled[0])
            words.append(_Word(begin, end, start, length))
            done = end
    return "".join((*pieces, text[done:])), words


def _of_words(plain: str, words: Sequence[_Word], matches: Sequence[Match]) -> Iterator[Match]:
    """Yield the matches that have a marked word in them, at their places in the text with the marks."""
    at = 0
    for start, stop, form in matches:
        while at < len(words) and words[at].stop <= start:
            at += 1
        last = at
        while last < len(words) and words[last].start < stop:
            last += 1
        within = words[at:last]
        if (
            within
            and start <= within[0].start
            and within[-1].stop <= stop
            and _stands_alone(plain, start, stop)
        ):
            yield within[0].begin - within[0].start + start, within[-1].end - within[-1].stop + stop, form


def _stands_alone(text: str, start: int, stop: int) -> bool:
    """Tell whether a stretch of a text is no part of a longer word."""
    return not text[start - 1 : start].isalnum() and not text[stop : stop + 1].isalnum()
