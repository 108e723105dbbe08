"""Somebody of one name that is a place too: "her sons Austin and Dallas", "Kingston, who is six"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from places.geoparsing.recognise.after import After
from places.geoparsing.recognise.before import Before
from places.geoparsing.recognise.toponym import Reading, Toponym
from places.geoparsing.weights import WEIGHTS

_BEFORE: Final = 120  # characters of a sentence that may say that names follow
_AFTER: Final = 60  # and behind a name
_TWO_WORDS: Final = 20  # characters of a pronoun and an "and"
_SENTENCE_END: Final = re.compile(r"[.!?;]\s|\n")
_WORD: Final = re.compile(r"\w+(?:-\w+)*")
_QUOTED: Final = re.compile(r"[,!?][\"”“»«’'] (?:\w+ )?$")
_AGE: Final = re.compile(r", \d\d?, | \(\d\d?\)")
_NAME: Final = r"[^\W\d_a-zà-ÿ][^\W\d_]+"


def is_named(reading: Reading, hit: Toponym, before: Before) -> bool:
    """Tell whether a first name stands where names of children, relatives or animals are told."""
    language, text = reading.language, reading.text
    if before.says and before.says.weight >= WEIGHTS.preposition:
        return False
    following = text[hit.end : hit.end + _AFTER]
    if any(words in _SENTENCE_END.split(following)[0] for words in language.names_of if words in following):
        return True
    if _is_with_somebody(reading, hit, before):
        return True
    earlier = text[max(hit.start - _BEFORE, 0) : hit.start]
    told = set(earlier.lower().replace(",", "").split())
    if not language.friends.isdisjoint(told) and _is_friend(reading, hit, earlier):
        return True
    if language.kin.isdisjoint(told):  # as nearly always
        return False
    earlier = _SENTENCE_END.split(earlier)[-1]
    owners = language.owners | language.before_type
    kin, called = _patterns(language.kin, language.called, owners | language.numerals, language.conjunctions)
    beside = kin.search(earlier)
    if beside:  # "Mother India" is nobody's
        owned, comma, earlier_names = beside.groups()
        if comma and (following.split(None, 1) or [""])[0].rstrip(",") in language.sayings:
            return False  # "his wife, London says,"
        return reading.kind(hit) != "country" or owned is not None or earlier_names != ""
    words = [word.lower() for word in _WORD.findall(earlier)]
    if language.kin.isdisjoint(words) or language.called.isdisjoint(words):
        return False
    return called.search(earlier) is not None


def _is_friend(reading: Reading, hit: Toponym, earlier: str) -> bool:
    """Tell whether somebody's friend or neighbour is told by that name; states have these, too."""
    language = reading.language
    found = _friends(language.friends, language.owners).search(earlier)
    if found is None or (found[2] and not found[1]):
        return False
    return reading.kind(hit) != "country" or (found[1] or "").lower() in language.owners_of_one


@lru_cache(maxsize=16)
def _friends(friends: frozenset[str], owners: frozenset[str]) -> re.Pattern[str]:
    """Return what stands before the name of a friend: whose he is, and a comma."""
    return re.compile(rf"\b(?:((?i:{_any_of(owners)})) (?:\w+ )?)?(?i:{_any_of(friends)})(,)? $")


def _is_with_somebody(reading: Reading, hit: Toponym, before: Before) -> bool:
    """Tell whether it does what only people do, or does something with somebody: "he and Austin"."""
    language, text = reading.language, reading.text
    acts, with_somebody, and_somebody = _company(
        language.acts, language.subjects, _ands(language.conjunctions)
    )
    return (
        (not before.of and before.says is None and acts.match(text, hit.end) is not None)
        or (before.opens and and_somebody.match(text, hit.end) is not None)
        or (
            not text.startswith(language.possessives or ("\n",), hit.end)
            and with_somebody.search(text, max(hit.start - _TWO_WORDS, 0), hit.start) is not None
        )
    )


@lru_cache(maxsize=16)
def _company(
    acts: tuple[str, ...], subjects: frozenset[str], ands: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what people do behind their names, and somebody before and behind an "and"."""
    link, somebody = f"(?:{_any_of(ands)})", f"(?i:{_any_of(subjects)})"
    nothing = re.compile(r"(?!)")
    return (
        re.compile(rf"(?:{link}{_NAME})? (?:{_any_of(acts)})\b") if acts else nothing,
        re.compile(rf"\b{somebody}{link}$") if subjects else nothing,
        re.compile(rf"{link}{somebody}\b") if subjects else nothing,
    )


def _ands(conjunctions: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(gap for gap in conjunctions if gap.strip().isalpha()))


@lru_cache(maxsize=16)
def _patterns(
    kin: frozenset[str], called: frozenset[str], owners: frozenset[str], conjunctions: frozenset[str]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before the names of relatives, and before names that are given."""
    names = f"((?:{_NAME}(?:{_any_of({*conjunctions, ' & '})}))*)$"
    return (
        re.compile(rf"\b(?:((?i:{_any_of(owners)})) (?:\w+ )?)?(?i:{_any_of(kin)})(?(1)(,)?) {names}"),
        re.compile(rf"\b(?i:{_any_of(called)})(?: [^\W\d_]+){{0,3}} {names}"),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def is_speaking(reading: Reading, hit: Toponym, before: Before, after: After) -> bool:
    """Tell whether a name is that of somebody who speaks or of whom a clause with "who" tells.

    Capitals and countries speak, too: "Beijing said".
    """
    language, text = reading.language, reading.text
    if _is_told_of(reading, hit, before, after):
        return True
    if not language.sayings:
        return False
    words = text[hit.end : hit.end + _AFTER].split()
    said = bool(words) and words[0].rstrip(",.;:") in language.sayings
    quoted = _QUOTED.search(text, max(hit.start - _AFTER, 0), hit.start) is not None
    if quoted:
        said = said or text[max(hit.start - _AFTER, 0) : hit.start].rsplit(None, 1)[-1] in language.sayings
    elif said:
        words = _SENTENCE_END.split(text[hit.end : hit.end + _AFTER])[0].split()
        said = before.opens and not language.pronouns.isdisjoint(words[1:])
    return said and reading.kind(hit) == "city" and not reading.is_capital(hit)


def _is_told_of(reading: Reading, hit: Toponym, before: Before, after: After) -> bool:
    """Tell whether an age follows a name, or a clause with "who": "It was Paris who", "Jordan, 23, and"."""
    text = reading.text
    if before.says is not None or before.of:
        return False
    if text.startswith((", ", " ("), hit.end) and _AGE.match(text, hit.end) is not None:
        return True
    word = text[hit.end : hit.end + _AFTER].removeprefix(",").split(None, 1)[:1]
    return (
        bool(word)
        and word[0] in reading.language.who
        and (before.opens or not after.comma)
        and reading.kind(hit) == "city"
    )
