"""Authors in citations who are called like places: "Oldenburg und Hagen (2014) finden", "(Warwick, 2020)"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from places.geoparsing.recognise.toponym import CERTAIN, Reading, Toponym
from places.languages import Language
from places.languages.people import first_names

_MAY_CITE: Final = re.compile(r"(?:1[89]|20)\d\d")
_BRACKET: Final = re.compile(r"\(([^()\n]{4,200})\)")
_NAME: Final = r"[^\W\d_a-zß-ÿ][\w'’]+(?:-\w+)*"
_YEAR: Final = r"(?:1[89]|20)\d\d[a-z]?(?!\w)"
_PAGES: Final = r"(?:(?:, ?|: ?| )(?:(?:S|p|pp|Kap|ch|Anm|Fn)\.? ?)?\d+(?: ?(?:ff?\.|[–-] ?\d+))?)"
_PAGED: Final = re.compile(rf"{_YEAR}(?:, ?(?:(?:S|p|pp|Kap|ch|Anm|Fn)\.? ?)\d|: ?\d)")
_ET_AL: Final = re.compile(r",? et al\b")
_BEFORE: Final = 100  # characters of a sentence before a citation that are looked at
_AUTHORS: Final = 80  # characters that the names of the authors may take
_CITED: Final = 120  # characters before a year in which a "see" stands, and behind it what is cited with it
_SENTENCE_END: Final = re.compile(r"[.!?]\s|\n")
_WORD: Final = re.compile(r"[^\W\d_]+")
_VERB: Final = re.compile(r",? ([^\W\d_A-ZÄÖÜ]+)")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How authors are cited in a language."""

    authors: re.Pattern[str]  # at the end of what stands before a year
    part: re.Pattern[str]  # one of the citations in a bracket
    cited: re.Pattern[str]  # what follows "see"
    listed: re.Pattern[str]  # the beginning of a line of a bibliography


def without_authors(reading: Reading, hits: Sequence[Toponym]) -> Sequence[Toponym]:
    """Return those of some toponyms, in order, that are no authors of what a text cites, and note who is."""
    text = reading.text
    if not hits or (_MAY_CITE.search(text) is None and " et al" not in text):
        return hits
    patterns = _patterns(reading.language.conjunctions, reading.language.citing)
    cited = [*_sure(text, patterns, reading.language)]
    told = [*_told(reading, hits, patterns)]
    cites = bool(cited) or any(sure for _, sure in told)
    spans = [*cited, *(span for span, _ in told if cites)]
    if not spans:
        return hits
    spans.sort()
    firsts = [first for first, _ in spans]
    furthest = [*accumulate((last for _, last in spans), max)]  # where the spans up to each one end at most
    authors = {
        id(hit) for hit in hits if (at := bisect_right(firsts, hit.start)) and hit.start < furthest[at - 1]
    }
    reading.people.update(hit.form for hit in hits if id(hit) in authors)
    return [hit for hit in hits if id(hit) not in authors]


def _sure(text: str, patterns: _Patterns, language: Language) -> Iterator[tuple[int, int]]:
    """Yield where authors stand of whom "et al.", a page or a "see" tells."""
    if " et al" in text:
        for found in _ET_AL.finditer(text):
            yield from _authors_before(text, found.start(), patterns)
    for found in _BRACKET.finditer(text):
        if not _are_citations(found[1], patterns):
            if re.match(_YEAR, found[1]) and _PAGED.match(found[1]):
                yield from _authors_before(text, found.start() - 1, patterns)
            continue
        if _PAGED.search(found[1]) or "et al" in found[1]:
            yield found.span(1)
    if language.citing:
        for year in _MAY_CITE.finditer(text):
            low = max(year.start() - _CITED, 0)
            yield from (found.span(1) for found in patterns.cited.finditer(text, low, year.end() + _CITED))
    for found in patterns.listed.finditer(text):
        if found[2] is None or found[2] in first_names():
            yield found.span(1)


def _told(
    reading: Reading, hits: Sequence[Toponym], patterns: _Patterns
) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield where a year in brackets may make authors of names, and whether it does so by itself.

    It does beside what authors do, and with a comma before the year; but an exhibition and the like are told
    so, too: "the exhibitions Kassel (1955) and", "the festival (Cannes, 1968)".
    """
    text, language = reading.text, reading.language
    for found in _BRACKET.finditer(text):
        before = text[max(found.start() - _BEFORE, 0) : found.start()]
        sentence = _SENTENCE_END.split(before)[-1]
        if any(word.lower().startswith(language.events or ("\n",)) for word in _WORD.findall(sentence)):
            continue
        if _are_citations(found[1], patterns):
            several = ";" in found[1] or " & " in found[1]
            known = any(hit.standing == CERTAIN and found.start() < hit.start < found.end() for hit in hits)
            led = language.nouns_capitalised or sentence.rstrip().rpartition(" ")[2][:1].islower()
            yield found.span(1), several or (", " in found[1] and not known and led)
        elif re.fullmatch(_YEAR, found[1]):
            for first, last in _authors_before(text, found.start() - 1, patterns):
                earlier = _WORD.findall(text[max(first - _BEFORE, 0) : first])[-1:]
                word = earlier[0].lower() if earlier else ""
                verb = _VERB.match(text, found.end())
                does = (verb is not None and verb[1] in language.findings) or word in language.findings
                if " & " in text[first:last] or text[first:last].endswith(language.possessives or ("\n",)):
                    yield (first, last), True
                elif word not in language.prepositions or word in language.before_people:
                    yield (first, last), does


def _authors_before(text: str, end: int, patterns: _Patterns) -> Iterator[tuple[int, int]]:
    """Yield where the names stand that end at a position, if names do."""
    found = patterns.authors.search(text[max(end - _AUTHORS, 0) : end])
    if found is not None:
        low = max(end - _AUTHORS, 0)
        yield low + found.start(1), end


def _are_citations(bracket: str, patterns: _Patterns) -> bool:
    """Tell whether a bracket has nothing but names and years: "Hagen, 2014; Warwick et al., 2020"."""
    return all(patterns.part.fullmatch(part) for part in bracket.split("; "))


@lru_cache(maxsize=16)
def _patterns(conjunctions: frozenset[str], citing: frozenset[str]) -> _Patterns:
    ands = "|".join(sorted(re.escape(gap) for gap in conjunctions if gap.strip().isalpha()))
    link = rf"(?:{ands}| & |/)" if ands else "(?: & |/)"
    many = rf"{_NAME}(?:(?:, |,?{link}){_NAME})*(?:,? et al\.?)?"
    cue = "|".join(map(re.escape, sorted(citing, key=len, reverse=True))) or r"(?!)"
    one = rf"{many},? \(?{_YEAR}{_PAGES}?\)?"
    initials = r"(?:[^\W\d_a-zß-ÿ]\.[ -]?)+"
    further = rf"(?:,|;|,? ?&|{ands}|/)? ?{_NAME}, {initials}"
    return _Patterns(
        authors=re.compile(rf"(?<![\w-])((?:{_NAME}, )*{_NAME}(?:,?{link}{_NAME})?)$"),
        part=re.compile(rf"(?:(?i:{cue}) )?{many},? {_YEAR}(?:, ?{_YEAR})*{_PAGES}?"),
        cited=re.compile(rf"(?<!\w)(?i:{cue}) ({one}(?:[;,] {one})*)"),
        listed=re.compile(
            rf"^[-*•]? ?({_NAME}, (?:{initials}|({_NAME}) ?)(?:{further})*)(?=\(?{_YEAR}|:)",
            re.MULTILINE,
        ),
    )
