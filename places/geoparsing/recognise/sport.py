"""A town that stands for its club: "Augsburg trennt sich von Mainz 1:1"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from places.geoparsing.recognise.after import CLOSING, SCORE
from places.geoparsing.recognise.areas import close
from places.geoparsing.recognise.toponym import WINDOW, Reading, Toponym
from places.geoparsing.weights import evidence
from places.languages.sport import SURE

_LONGEST: Final = 240  # characters that a sentence is read from a name in either direction
# What it begins with comes first: a search looks for that alone.
_SENTENCE_END: Final = re.compile(r"[.!?…\n](?:(?<=\n)|(?<=[\w)\"“”]{2}[.!?…])[.!?…]*[\"“”»)]*\s)")
_RESULT: Final = re.compile(r" \d{1,3}, [^\W\d_][^\d\n,;]{2,30} \d{1,3}(?![\d:.,]?\d|, )")
_RESULT_BEFORE: Final = re.compile(r"(?<!\d, )(?<!\w)[^\W\d_a-z][^\d\n,;]{2,30} \d{1,3}, $")
_POINTS: Final = re.compile(r" \d{1,3}(?![\d:.,]?\d|, | ?[%°]| [a-z])")
_OF_CAPITAL: Final = 7  # points that it takes for the capital of a country
_ROLES: Final = {"result": SURE, "plural": SURE, "owner": 3, "club": 2, "many": 0, "bare": 0}
"""Points of what stands beside a name, see `Reading.playing`."""

_ACT: Final = 6  # words at most that say what a club does to another
_CLUB: Final = evidence("club")
_DATELINE: Final = evidence("dateline")
_AREA_ADJECTIVE: Final = evidence("area_adjective")
_SENSES: Final = 4  # of a country of which one may be the town that it is
_CITY_STATE: Final = 0.2  # degrees
_VERB_AND_OBJECT: Final = 2  # words
_DASHES: Final = (" - ", " – ", " — ", " -- ")
_WITH_NATIONAL_TEAM: Final = frozenset({"GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS"})
"""First-level regions that play as countries do (members of FIFA): their teams stand for them."""

Said = tuple[Toponym, str]
"""A toponym beside which stands what is said of clubs, and how sure that is."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence in which something is said of clubs: where it stands, what is said, all its names."""

    first: int
    last: int
    playing: Sequence[Said]
    found: Sequence[Toponym]


def discount_clubs(reading: Reading, found: Sequence[Toponym]) -> None:
    """Count against towns that stand for their clubs.

    What speaks for sport in a sentence has points, and what speaks of the life of towns has some less. With
    enough of them its towns are clubs but those that a preposition of place comes before: all, if something
    is said of one that is said of clubs; else those alone that stand there without more. So is a town that
    the text has named as a club elsewhere.

    Parameters
    ----------
    reading : Reading
    found : sequence of Toponym
        In order; those that are clubs are given the evidence.
    """
    clubs = set[int]()
    weighed = [
        (sentence, *_weigh(reading, sentence))
        for sentence in _sentences(reading, found)
        if any(_may_be_club(reading, hit) for hit in sentence.found)
    ]
    of_sport = any(words + role >= SURE for _, words, role in weighed)
    for sentence, words, role in weighed:
        said = any(sure != "bare" for _, sure in sentence.playing)
        points = words + role
        if 0 <= points < SURE and (of_sport or points):
            points += _points_nearby(reading, sentence)
        if points < SURE:
            continue
        told = (
            (said and (role or words >= SURE))
            or words > SURE
            or (words == SURE and _tells_of_transfer(reading, sentence))
        )
        asked = sentence.found if told else _listed(reading, sentence)
        for hit in _unplaced(reading, sentence):
            if hit in asked and _stands_for_a_club(reading, hit, points):
                hit.add(_CLUB)
                clubs.add(hit.form)
    for hit in found if clubs else ():
        if hit.form in clubs and not (
            _CLUB in hit.evidence or not _may_be_club(reading, hit) or _is_placed(reading, hit)
        ):
            hit.add(_CLUB)


def is_club(hit: Toponym) -> bool:
    """Tell whether a town is none here but its club, and would be one without that."""
    return _CLUB in hit.evidence and hit.points < 0 <= hit.points - _CLUB.weight


def _sentences(reading: Reading, found: Sequence[Toponym]) -> list[_Sentence]:
    """Return the sentences in which something is said of clubs."""
    text, starts = reading.text, [hit.start for hit in found]
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
    return [
        _Sentence(first, last, playing, found[bisect_left(starts, first) : bisect_left(starts, last)])
        for first, last, playing in spans
    ]


def _listed(reading: Reading, sentence: _Sentence) -> list[Toponym]:
    """Return the names of a sentence that are noted, and those in a list with them."""
    noted = [hit for hit, _ in sentence.playing]
    for one, other in reversed(list(pairwise(sentence.found))):
        gap = reading.text[one.end : other.start]
        if other in noted and one not in noted and gap in reading.language.conjunctions:
            noted.append(one)
        elif one in noted and other not in noted and _is_opposed(reading, gap):
            noted.append(other)
    return noted


def _is_opposed(reading: Reading, gap: str) -> bool:
    """Tell whether nothing but a word for an opponent stands between two names: "Fulham past Brentford"."""
    return gap.startswith(" ") and gap.endswith(" ") and gap.strip() in reading.language.sport.opposing


def _weigh(reading: Reading, sentence: _Sentence) -> tuple[int, int]:
    """Return the points of the words of a sentence and a score in it, and of what is said of its names."""
    text = reading.text[sentence.first : sentence.last]
    # Names are no words: "Bowling Green"; "Derby" is one unless something speaks for the town.
    without, end = list[str](), sentence.first
    for hit in (hit for hit in sentence.found if hit.points >= 0):
        without.append(reading.text[end : hit.start])
        end = hit.end
    words = reading.language.sport.points(" ~ ".join((*without, reading.text[end : sentence.last])))
    if any(sure != "bare" for _, sure in sentence.playing) and SCORE.search(text):
        words += SURE
    return words, _points_of_roles(sentence, reading)


def _points_nearby(reading: Reading, sentence: _Sentence) -> int:
    """Return what it speaks for sport that the sentences before and behind are about it."""
    before = reading.text[max(sentence.first - _LONGEST, 0) : sentence.first]
    behind = reading.text[sentence.last : sentence.last + _LONGEST]
    points = reading.language.sport.points(f"{before} {behind}")
    return min(max(points // 2, 0), SURE)


def _points_of_roles(sentence: _Sentence, reading: Reading) -> int:
    """Return the points of what stands beside the names of a sentence."""
    language, found = reading.language, sentence.found
    text = reading.text[sentence.first : sentence.last]
    phrases = [phrase for phrase in language.sport.phrases if phrase in text]
    if (
        any(_beats(reading, one, other) for one, other in pairwise(found))
        or any(is_beaten(reading, hit) or _is_downed(reading, hit) for hit in found)
        or any(text.partition(f"{phrase} ")[2][:1].isupper() for phrase in phrases)
    ):
        return SURE
    said = [
        "club" if sure == "plural" and (hit.points < 0 or reading.is_capital(hit)) else sure
        for hit, sure in sentence.playing
    ]
    several = sum(sure != "bare" for sure in said) > 1
    doing = {hit.form for hit, sure in sentence.playing if sure == "club" and _opens(reading, sentence, hit)}
    if len(doing) > 1:
        return SURE
    acts = [_acts_on(reading, sentence, one, other) for one, other in pairwise(found)]
    return max(_ROLES["club"] if several else 0, *acts, *(_ROLES[sure] for sure in said))


def _opens(reading: Reading, sentence: _Sentence, hit: Toponym) -> bool:
    """Tell whether a sentence or a clause begins with a name."""
    return hit.start - sentence.first <= 1 or reading.text.endswith((": ", ", ", "; ", "– "), 0, hit.start)


def _acts_on(reading: Reading, sentence: _Sentence, one: Toponym, other: Toponym) -> int:
    """Return the points of what a town does to another that no preposition of place leads to.

    "Basel demontiert Luzern", "Denver too deep for Memphis": nothing but small letters stands between, and
    the first begins the sentence or a clause. What leads to an opponent says more than a verb.
    """
    text, language, sport = reading.text, reading.language, reading.language.sport
    gap = text[one.end : other.start]
    words = gap.split()
    while words and words[-1] in language.definite:
        words.pop()
    if (
        not 0 < len(words) <= _ACT
        or not (gap.startswith(" ") and gap.endswith(" ") and _opens(reading, sentence, one))
        or not all(word.isalpha() and word.islower() for word in words)
        or f" {words[0]} " in language.conjunctions
        or words[-1] in sport.leading
        or any(not _may_be_club(reading, hit) or reading.is_capital(hit) for hit in (one, other))
    ):
        return 0
    if words[-1] in sport.opposing:
        return SURE
    does = words[0] not in language.being and words[-1] not in language.prepositions
    return _ROLES["owner"] if does else 0


def _beats(reading: Reading, one: Toponym, other: Toponym) -> bool:
    """Tell whether nothing but a verb for what clubs do to each other, and a time, stands between towns."""
    language = reading.language
    gap = reading.text[one.end : other.start].strip().lower()
    verb, _, rest = gap.partition(" ")
    told = gap in language.sport.beats or (
        verb in language.sport.beats and all(word.lower() in language.sport.times for word in rest.split())
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


def owns_players(reading: Reading, end: int) -> bool:
    """Tell whether a name owns what only a club has: "Calgary's goalie"."""
    text, sport = reading.text, reading.language.sport
    genitive = "" if text.endswith(reading.language.endings, 0, end) else None  # "Detroits Niederlage"
    for possessive in (*reading.language.possessives, genitive):
        if possessive is not None and text.startswith(f"{possessive} ", end):
            words = text[end + len(possessive) : end + WINDOW].split(None, 1) or [""]
            word = words[0].rstrip(CLOSING).lower()
            return word in sport.owned or sport.knows(word)
    return False


def does_as_many(reading: Reading, end: int) -> bool:
    """Tell whether a verb in the plural follows a name: "Woking waste a chance"; a town does as one."""
    language = reading.language
    words = reading.text[end + 1 : end + WINDOW].split(None, 2)
    if not language.sport.behind_plural or len(words) < _VERB_AND_OBJECT or reading.text[end] != " ":
        return False
    verb = words[0]
    return (
        words[1].rstrip(CLOSING) in language.sport.behind_plural
        and verb.isalpha()
        and verb.islower()
        and not verb.endswith(("s", "ed", "ing", "ly"))
        and verb not in language.sport.pasts
    )


def begins_clause(reading: Reading, start: int) -> bool:
    """Tell whether a comma ends another clause right before a name: "Hull are through, Wigan are out"."""
    text = reading.text
    if not text.endswith((", ", "; "), 0, start):
        return False
    before = re.split(r"[.,;:!?\n]", text[max(start - _LONGEST, 0) : start - 2])[-1]
    return any(word.islower() for word in before.split())


def is_headline_of_sport(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a colon parts a town from a kind of sport or a player: "Handball: Kiel", "Ulm: Keeper"."""
    text, language = reading.text, reading.language
    before = text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    if before and before[0].endswith(":") and language.sport.is_discipline(before[0][:-1]):
        return True
    following = text[hit.end + 2 : hit.end + WINDOW].split(None, 1)[:1]
    return (
        text.startswith(": ", hit.end) and bool(following) and following[0].lower() in language.sport.players
    )


def _is_downed(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a verb stands right before a town that has no town for its object: "strike sinks Hull"."""
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    return (
        bool(before)
        and before[0] in reading.language.sport.downs
        and reading.kind(hit) == "city"
        and not reading.is_capital(hit)
    )


def is_beaten(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a verb for what clubs do to each other stands before a town, and a time between."""
    language = reading.language
    words = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()
    times = 0
    while words and words[-1].lower() in language.sport.times:
        words.pop()
        times += 1
    return (
        times > 0
        and len(words) > 1
        and words[-1] in language.sport.beats
        and words[-2][:1].isupper()
        and not reading.is_capital(hit)
    )


def _may_be_club(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a name is that of a town or a region that may have a club."""
    if hit.kind or _is_dateline(reading, hit):
        return False
    best, *others = reading.senses(hit.form)[:_SENSES]
    if best.kind in ("water", "terrain", "region") and _is_beside_a_beating(reading, hit):
        return True  # "Tampa Bay beat Minnesota"
    if best.kind == "country":  # "Monaco patzt"
        return any(sense.kind == "city" and close(best, sense, _CITY_STATE) for sense in others)
    if best.kind == "region" and best.admin1 in _WITH_NATIONAL_TEAM:
        code = reading.lexicon.gazetteer.column("feature_code")[best.row].as_py()
        return bool(code != "ADM1")  # "Surrey" lies in England
    return best.kind in ("city", "region")


def _is_beside_a_beating(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a verb for what clubs do to each other stands right before a name or right behind it."""
    text, beats = reading.text, reading.language.sport.beats
    before = text[max(hit.start - WINDOW, 0) : hit.start].split()[-1:]
    after = text[hit.end : hit.end + WINDOW].split()[:1]
    return not beats.isdisjoint((*before, *after))


def _stands_for_a_club(reading: Reading, hit: Toponym, points: int) -> bool:
    """Tell whether a town of a sentence about sport stands for its club.

    The capital of a country may stand for its government there ("Moskau verliert Punkte"): it takes more.
    """
    return _may_be_club(reading, hit) and (points >= _OF_CAPITAL or not reading.is_capital(hit))


def _is_dateline(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a report begins with a name: "DRESDEN (dpa)"; one before a colon may be a club's."""
    text = reading.text
    if hit.start and text[hit.start - 1] != "\n":
        return False
    if text.startswith(_DASHES, hit.end):
        return SCORE.search(text, hit.end, hit.end + WINDOW) is None  # "Erfurt – Zwickau 1:1"
    return _DATELINE in hit.evidence and not text.startswith(":", hit.end)


def _unplaced(reading: Reading, sentence: _Sentence) -> list[Toponym]:
    """Return the names of a sentence that no preposition of place comes before."""
    unplaced: list[Toponym] = []
    placed, end = False, sentence.first
    acted_on = [
        other for one, other in pairwise(sentence.found) if _acts_on(reading, sentence, one, other) > 0
    ]
    text, conjunctions = reading.text, reading.language.conjunctions
    links = [text[one.end : other.start] in conjunctions for one, other in pairwise(sentence.found)]
    moving = _tells_of_transfer(reading, sentence)
    for hit, goes_on in zip(sentence.found, (*links, False)[: len(sentence.found)], strict=True):
        # "in Kiel, Ulm und Lübeck": a preposition holds for all names of a list; "in Kiel, Ulm siegt" is none
        gap = text[end : hit.start]
        listed = placed and gap in conjunctions and (gap != ", " or goes_on)
        opposed = not placed and bool(unplaced) and _is_opposed(reading, gap)
        placed = hit not in acted_on and not opposed and (listed or _is_placed(reading, hit, moving))
        end = hit.end
        if not placed:
            unplaced.append(hit)
    return unplaced


def _tells_of_transfer(reading: Reading, sentence: _Sentence) -> bool:
    """Tell whether a sentence has a word for a player who goes from one club to another."""
    words = reading.text[sentence.first : sentence.last].split()
    return not reading.language.sport.transfers.isdisjoint(word.strip(CLOSING).lower() for word in words)


def _is_placed(reading: Reading, hit: Toponym, moving: bool = False) -> bool:
    """Tell whether a preposition of place stands before a town, and no player or match before that.

    "In Warrington's squad" is nowhere. Where a sentence tells of a player who is `moving`, prepositions that
    lead from club to club say nothing of places.
    """
    if owns_players(reading, hit.end):
        return False
    if _AREA_ADJECTIVE in hit.evidence:
        return True  # "im serbischen Zaječar"
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()
    language, sport = reading.language, reading.language.sport
    last = before[-1].lower() if before else ""
    earlier = before[-2].lower() if len(before) > 1 else ""
    if last in language.prepositions and earlier in sport.travels:
        return True
    if f"{earlier} {last}" in sport.meets:
        return False  # "Zweiter hinter Kiel"
    if (
        moving and (last in sport.between or earlier in sport.players)
    ) or last in sport.objects | sport.prepositions:
        return False
    if last not in language.prepositions | language.of:
        return False
    if earlier in sport.attached and last not in sport.native:
        return False
    if last in language.of and sport.venues.has(earlier):
        return True
    # "wechselt von Rostock zu", "Sieg von Ulm", "Derby zwischen"
    of_match = last in language.of or f"{last} " in language.between_two
    match = sport.likely.has(earlier) or sport.sure.has(earlier)
    return not (of_match and (match or earlier in sport.verbs or earlier in sport.says))
