"""What the word after a form says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from places.languages import Language
from places.languages.people import surnames
from places.languages.states import STATES

CLOSING: Final = ".,;:!?)]\"”“»«’‘'"
_TIME = r"(?!(?:[01]?\d|2[0-4]):[0-5][05](?!\d))"  # of day, which is mostly told in steps of five minutes
SCORE: Final = re.compile(rf"(?<![\d:.,–-])(?!0\d){_TIME}\d{{1,3}}[:–-]\d{{1,3}}(?![\d:–-]|[.,]\d| Uhr)")
"""The score of a match: "2:1", "4-0"; no hour, no date."""

_DASHES: Final = (" —", " –", " --")
_DATELINE: Final = (" (", " —", " –", " -", ".", ",", " /")


# Not frozen, which would make it four times as slow to make.
@dataclass(slots=True)
class After:
    """What the word after a form says; the same word says it of any form.

    Attributes
    ----------
    capital : bool
        Whether it begins with a capital, and nothing but a space stands before it.
    surname : bool
        Whether it is a surname then.
    body : bool or None
        Whether it makes the form a part of the name of an organisation or a paper; None if the
        words after it may.
    asked, kind : str
        If it says what the place is: the word, and the kind that it means.
    taken : int
        How many characters belong to the toponym then ("Adair County").
    line : bool
        Whether a line ends with the form.
    dateline, agency : bool
        Whether it goes on as a dateline may, or does; "(dpa)" does.
    bracket : bool
        Whether an opening bracket comes, and small letters in it.
    comma : bool
        Whether a comma and a space come.
    being : bool
        Whether it may begin to say what the place is ("is a town in").
    number : bool
        Whether it is a number.
    code : bool
        Whether it is the code of a state ("Austin TX").
    plays : bool
        Whether it is what is said of a club: a verb of sport, or a score.
    may_play : bool
        Whether it is what is said of many things, of a club too, or what a club has: "goalie".
    plural : bool
        Whether it is a verb in the plural that is said of a club.
    owned : bool
        Whether it is what hardly anything but a club has: "fans".
    """

    capital: bool
    surname: bool = False
    body: bool | None = False
    asked: str = ""
    kind: str = ""
    taken: int = 0
    line: bool = False
    dateline: bool = False
    agency: bool = False
    bracket: bool = False
    comma: bool = False
    being: bool = False
    number: bool = False
    code: bool = False
    plays: bool = False
    may_play: bool = False
    plural: bool = False
    owned: bool = False


def read_after(text: str, language: Language) -> After:
    """Read what follows a form, up to the end of the next word."""
    line = text[:1] == "\n"
    dateline = text.startswith(_DATELINE)
    agency = text.startswith((*_DASHES, *(f" ({name}" for name in language.agencies)))
    bracket = text[:2] == " (" and text[2:4].islower()
    if text[:1] != " " or not text[1:2].isalnum():
        comma = text[:2] == ", "
        return After(capital=False, line=line, dateline=dateline, agency=agency, bracket=bracket, comma=comma)
    word = text.split(None, 1)[0]
    bare = _without_possessive(word.rstrip(CLOSING), language)
    lower = bare.lower()
    kind = language.types_after.get(lower, "")
    taken = kind and lower != bare and lower in language.types_taken
    code = bare in STATES
    capital = (
        word[0].isupper() and not code and lower not in language.dates
    )  # "Whitby Friday, Ripon Saturday"
    body: bool | None = (capital or word[0].isdigit()) and lower in language.bodies_after
    if capital and not body and bare == word:
        body = None
    return After(
        capital=capital,
        surname=capital and bare in surnames(),
        body=lower in language.diseases or body,
        asked=lower if kind else "",
        kind=kind,
        taken=1 + len(bare) if taken else 0,
        being=lower in language.being,
        number=word[0].isdigit(),
        code=code,
        plays=bare in language.sport.verbs or (bare[:1].isdigit() and SCORE.fullmatch(bare) is not None),
        may_play=bare in language.sport.says or language.sport.knows(lower),
        plural=bare in language.sport.alone,
        owned=lower in language.sport.owned or lower in language.sport.players,
    )


def _without_possessive(word: str, language: Language) -> str:
    """Return what owns something: "Globe" of "the Boston Globe's office"."""
    for possessive in language.possessives:
        word = word.removesuffix(possessive)
    return word


def goes_on_as_body(text: str, language: Language) -> bool:
    """Tell whether a form is the first part of the name of an organisation or a paper."""
    for word in text.split(None, 3)[:3]:
        bare = _without_possessive(word.rstrip(CLOSING), language)
        if bare.lower() in language.bodies_after and not bare.islower():
            return True
        if bare != word or not bare[:1].isupper():
            return False
    return False


def said_being(text: str, language: Language) -> tuple[str, str]:
    """Return what the sentence says that a place is ("Bled is a town in").

    Returns
    -------
    tuple of (str, str)
        The word, in lower case, and the kind that it means; both empty where nothing is said.
    """
    words = text.split()[1:7]
    if not words or words[0].lower() not in language.before_type:
        return "", ""
    for word, following in pairwise((*words[1:], "")):
        bare = word.rstrip(CLOSING)
        kind = language.type_of(bare)
        # "a city official" is none.
        if kind and (
            language.compounds_in_one_word or word[-1] in CLOSING or is_function_word(following, language)
        ):
            return bare.lower(), kind
        if word[-1] in CLOSING:
            break
    return "", ""


def is_function_word(word: str, language: Language) -> bool:
    """Tell whether a word is a preposition or another word that says nothing by itself."""
    return word.lower() in language.prepositions or word.capitalize() in language.never
