"""A town that stands for its club: "Augsburg trennt sich von Mainz 1:1"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from places.geoparsing.recognise.after import SCORE
from places.geoparsing.recognise.toponym import WINDOW, Reading, Toponym
from places.geoparsing.weights import evidence
from places.languages import Language

_LONGEST: Final = 240  # characters that a sentence is read from a name in either direction
_SENTENCE_END: Final = re.compile(r"(?<=[\w)\"“”][\w)\"“”])[.!?…]+[\"“”»)]*\s|\n")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CLUB: Final = evidence("club")
_KINDS: Final = ("city", "region")

_Span = tuple[int, int]


def discount_clubs(reading: Reading, found: Sequence[Toponym]) -> None:
    """Count against towns that stand for their clubs.

    Only a sentence in which something is said of a name that is said of clubs is read further: it is one
    about sport if it has a score or a word of sport. Then all its towns are clubs but those that a
    preposition of place comes before.

    Parameters
    ----------
    reading : Reading
    found : sequence of Toponym
        In order; those that are clubs are given the evidence.
    """
    for first, last in _sentences(reading.text, reading.playing):
        sentence = reading.text[first:last]
        score = SCORE.search(sentence) is not None
        if not score and not _is_about_sport(sentence, reading.language):
            continue
        for hit in found:
            if first <= hit.start < last and _stands_for_a_club(reading, hit, score):
                hit.add(_CLUB)


def _sentences(text: str, hits: Iterable[Toponym]) -> list[_Span]:
    """Return where the sentences of some toponyms begin and end, each once."""
    spans: list[_Span] = []
    for hit in hits:
        if spans and hit.start < spans[-1][1]:
            continue
        low, high = max(hit.start - _LONGEST, 0), hit.end + _LONGEST
        first = max((end.end() for end in _SENTENCE_END.finditer(text, low, hit.start)), default=low)
        end = _SENTENCE_END.search(text, hit.end, high)
        spans.append((first, end.start() if end else min(high, len(text))))
    return spans


def _is_about_sport(sentence: str, language: Language) -> bool:
    """Tell whether a sentence has a word of sport, or words that only clubs have a name after."""
    if not language.sport.isdisjoint(word.lower() for word in _WORD.findall(sentence)):
        return True
    phrases = (phrase for phrase in language.club_phrases if phrase in sentence)
    return any(sentence.partition(f"{phrase} ")[2][:1].isupper() for phrase in phrases)


def _stands_for_a_club(reading: Reading, hit: Toponym, score: bool) -> bool:
    """Tell whether a town of a sentence about sport stands for its club.

    The capital of a country may stand for its government there ("Moskau verliert Punkte"): it takes a score.
    """
    if hit.kind or reading.kind(hit) not in _KINDS:
        return False
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()
    placed = (
        bool(before) and before[-1].lower() in reading.language.prepositions - reading.language.club_objects
    )
    return not placed and (score or not _is_capital(reading, hit))


def _is_capital(reading: Reading, hit: Toponym) -> bool:
    lexicon = reading.lexicon
    row = lexicon.senses(hit.form)[0].row
    return bool(lexicon.gazetteer.column("feature_code")[row].as_py() == "PPLC")
