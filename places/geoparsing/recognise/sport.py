"""A town that stands for its club: "Augsburg trennt sich von Mainz 1:1"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from itertools import pairwise
from typing import Final

from places.geoparsing.recognise.after import SCORE
from places.geoparsing.recognise.toponym import WINDOW, Reading, Toponym
from places.geoparsing.weights import evidence
from places.languages import Language

_LONGEST: Final = 240  # characters that a sentence is read from a name in either direction
# What it begins with comes first: a search looks for that alone.
_SENTENCE_END: Final = re.compile(r"[.!?…\n](?:(?<=\n)|(?<=[\w)\"“”]{2}[.!?…])[.!?…]*[\"“”»)]*\s)")
_RESULT: Final = re.compile(r" \d{1,3}, [^\W\d_][^\d\n,;]{2,30} \d{1,3}(?![\d:.,]?\d|, )")
_RESULT_BEFORE: Final = re.compile(r"(?<!\d, )(?<!\w)[^\W\d_a-z][^\d\n,;]{2,30} \d{1,3}, $")
_POINTS: Final = re.compile(r" \d{1,3}(?![\d:.,]?\d|, | ?[%°]| [a-z])")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SEVERAL: Final = 2  # words of sport, of which one may mean something else
_CLUB: Final = evidence("club")
_KINDS: Final = ("city", "region")
_WITH_NATIONAL_TEAM: Final = frozenset({"GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS"})
"""First-level regions that play as countries do (members of FIFA): their teams stand for them."""

Said = tuple[Toponym, str]
"""A toponym beside which stands what is said of clubs, and how sure that is."""


def discount_clubs(reading: Reading, found: Sequence[Toponym]) -> None:
    """Count against towns that stand for their clubs.

    A sentence is one about sport if it has a score or a word of sport. Then all its towns are clubs but those
    that a preposition of place comes before, if something is said of one that is said of clubs; else those
    alone that stand there without more.

    Parameters
    ----------
    reading : Reading
    found : sequence of Toponym
        In order; those that are clubs are given the evidence.
    """
    language, starts = reading.language, [hit.start for hit in found]
    for first, last, playing in _sentences(reading):
        sentence = reading.text[first:last]
        words = _words(sentence)
        bare = all(sure == "bare" for _, sure in playing)
        told = words & language.sport | words & language.players
        several = len({word.removesuffix("s") for word in told}) >= _SEVERAL
        of_sport = _is_of_sport(sentence, words, language)
        if bare and not (several or of_sport):
            continue
        here = found[bisect_left(starts, first) : bisect_left(starts, last)]
        score = any(sure == "result" for _, sure in playing) or SCORE.search(sentence) is not None
        sure = score or of_sport or _is_about_sport(sentence, words, playing, here, reading)
        if not (sure or several):
            continue
        asked = here if sure and not bare else [hit for hit, _ in playing]
        placed, end = False, first
        for hit in here:
            # "in Kiel und Lübeck": a preposition holds for all names of a list
            listed = placed and reading.text[end : hit.start] in language.conjunctions
            placed, end = listed or _is_placed(reading, hit), hit.end
            if hit in asked and not placed and _stands_for_a_club(reading, hit, score):
                hit.add(_CLUB)


def is_club(hit: Toponym) -> bool:
    """Tell whether a town is none here but its club, and would be one without that."""
    return _CLUB in hit.evidence and hit.points < 0 <= hit.points - _CLUB.weight


def _sentences(reading: Reading) -> list[tuple[int, int, list[Said]]]:
    """Return where the sentences begin and end in which something is said of clubs, and what is."""
    text = reading.text
    spans: list[tuple[int, int, list[Said]]] = []
    for said in reading.playing:
        hit, _ = said
        if spans and hit.start < spans[-1][1]:
            spans[-1][2].append(said)
            continue
        low, high = max(hit.start - _LONGEST, 0), hit.end + _LONGEST
        first = max((end.end() for end in _SENTENCE_END.finditer(text, low, hit.start)), default=low)
        end = _SENTENCE_END.search(text, hit.end, high)
        spans.append((first, end.start() if end else min(high, len(text)), [said]))
    return spans


def _words(sentence: str) -> set[str]:
    """Return words in lower case, the parts of those with hyphens, and without an "s" what ends in one."""
    words = {word.lower() for word in _WORD.findall(sentence)}
    words |= {part for word in words if "-" in word for part in word.split("-")}
    return words | {word[:-1] for word in words if word.endswith("s")}


def _is_of_sport(sentence: str, words: Set[str], language: Language) -> bool:
    """Tell whether a sentence has a word that only sport has."""
    return (
        not (language.sport_alone.isdisjoint(words) and language.disciplines.isdisjoint(words))
        or bool(language.sport_endings and any(word.endswith(language.sport_endings) for word in words))
        or any(
            word.startswith(beginning) and len(word) > len(beginning) + 1
            for beginning in language.sport_beginnings
            for word in words
        )
        or _has_term(sentence, language)
    )


def _has_term(sentence: str, language: Language) -> bool:
    """Tell whether several words of a sentence are a term of sport: "clean sheet"."""
    lower = sentence.lower()
    return any(term in lower for term in language.sport_terms)


def _is_about_sport(
    sentence: str, words: Set[str], playing: Sequence[Said], found: Sequence[Toponym], reading: Reading
) -> bool:
    """Tell whether a sentence has what only clubs have a name beside."""
    language = reading.language
    said = [sure for _, sure in playing if sure != "bare"]
    told = len(said) > 1 or any(sure != "many" for sure in said)
    if told and not (language.sport.isdisjoint(words) and language.players.isdisjoint(words)):
        return True
    if any(f"{phrase}{end}" in f"{sentence}." for phrase in language.sport_phrases for end in ".,;!?:"):
        return True
    if any(sure == "plural" and hit.points >= 0 and not reading.is_capital(hit) for hit, sure in playing):
        return True
    if any(_beats(reading, one, other) for one, other in pairwise(found)):
        return True
    if any(is_beaten(reading, hit) for hit in found):
        return True
    if any(_is_downed(reading, hit) for hit in found):
        return True
    phrases = (phrase for phrase in language.club_phrases if phrase in sentence)
    return any(sentence.partition(f"{phrase} ")[2][:1].isupper() for phrase in phrases)


def _beats(reading: Reading, one: Toponym, other: Toponym) -> bool:
    """Tell whether nothing but a verb for what clubs do to each other, and a time, stands between towns."""
    language = reading.language
    gap = reading.text[one.end : other.start].strip()
    verb, _, rest = gap.partition(" ")
    told = gap in language.club_beats or (
        verb in language.club_beats and all(word.lower() in language.club_times for word in rest.split())
    )
    return told and not any(reading.is_capital(hit) for hit in (one, other))


def is_in_result(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a name stands in the result of a match: "Hull 2, Derby 0"; three are a table."""
    text = reading.text
    low = max(hit.start - WINDOW, 0)
    before = text[low : hit.start]
    if before.endswith(", "):
        return bool(_RESULT_BEFORE.search(before)) and bool(_POINTS.match(text, hit.end))
    return bool(_RESULT.match(text, hit.end))


def is_scored_for(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a score stands before a name, and one word between: "Das 1:0 für Ulm"."""
    words = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()[-2:]
    return len(words) > 1 and SCORE.fullmatch(words[0]) is not None


def is_headline_of_sport(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a colon parts a town from a kind of sport or a player: "Handball: Kiel", "Ulm: Keeper"."""
    text, language = reading.text, reading.language
    before = text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    if before and before[0].endswith(":") and before[0][:-1].lower() in language.disciplines:
        return True
    following = text[hit.end + 2 : hit.end + WINDOW].split(None, 1)[:1]
    return text.startswith(": ", hit.end) and bool(following) and following[0].lower() in language.players


def _is_downed(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a verb stands right before a town that has no town for its object: "strike sinks Hull"."""
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    return (
        bool(before)
        and before[0] in reading.language.club_downs
        and reading.kind(hit) == "city"
        and not reading.is_capital(hit)
    )


def is_beaten(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a verb for what clubs do to each other stands before a town, and a time between."""
    language = reading.language
    words = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()
    times = 0
    while words and words[-1].lower() in language.club_times:
        words.pop()
        times += 1
    return (
        times > 0
        and len(words) > 1
        and words[-1] in language.club_beats
        and words[-2][:1].isupper()
        and not reading.is_capital(hit)
    )


def _stands_for_a_club(reading: Reading, hit: Toponym, score: bool) -> bool:
    """Tell whether a town of a sentence about sport stands for its club.

    The capital of a country may stand for its government there ("Moskau verliert Punkte"): it takes a score.
    """
    best = reading.senses(hit.form)[0]
    if hit.kind or best.kind not in _KINDS or (best.kind == "region" and best.admin1 in _WITH_NATIONAL_TEAM):
        return False
    return score or not reading.is_capital(hit)


def _is_placed(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a preposition of place stands before a town, and no player before that."""
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()
    language = reading.language
    return (
        bool(before)
        and before[-1].lower() in language.prepositions - language.club_objects
        and not (len(before) > 1 and before[-2].lower() in language.players | language.before_clubs)
    )
