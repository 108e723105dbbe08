"""Works, bands, games and the like that are told by the words beside their names: "the rock band Boston"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from places.geoparsing.recognise.after import CLOSING
from places.geoparsing.recognise.toponym import Reading, Toponym
from places.languages import Language
from places.languages.people import surnames

_BEFORE: Final = 60  # characters before a name in which the word for the work may stand
_AFTER: Final = 40  # and behind it
_AROUND: Final = 120  # characters of a sentence on either side
_DETERMINED: Final = 4  # words before a name among which is the article of the word for the work
_SENTENCE_END: Final = re.compile(r"[.!?;]\s|\n")
_WORD: Final = re.compile(r"\w+(?:-\w+)*")
_YEAR: Final = re.compile(r" \((?:1[89]|20)\d\d\)")
_QUOTES: Final = '„“"»«”'
_NUMBER: Final = re.compile(r"[0-9]+|[IVX]+")


def is_work(reading: Reading, hit: Toponym, *, placed: bool) -> bool:
    """Tell whether a work, a band or a game is called so, and note it.

    Parameters
    ----------
    reading : Reading
        The text; the form of the name is noted there.
    hit : Toponym
    placed : bool
        Whether a preposition of place stands before the name.
    """
    if not reading.language.works or not _is_work(reading, hit, placed):
        return False
    reading.works.add(hit.form)
    return True


def without_namesakes(reading: Reading, found: Sequence[Toponym]) -> list[Toponym]:
    """Return those of some toponyms that are not called like a work that the text names.

    But for names that a preposition or the like makes a place somewhere in the text.
    """
    placed = {hit.form for hit in found if hit.form in reading.works and hit.support > 0}
    return [hit for hit in found if hit.form not in reading.works or hit.form in placed]


def _is_work(reading: Reading, hit: Toponym, placed: bool) -> bool:
    text, language = reading.text, reading.language
    before = text[max(hit.start - _BEFORE, 0) : hit.start]
    following = text[hit.end : hit.end + _AFTER]
    if _is_part(following, language) or _owns_work(reading, hit, following):
        return True
    if not placed and following.startswith(", ") and _is_explained(following, language):
        return True
    words = before.split()
    if placed and _is_quoted(reading, hit):
        return True
    if not words or before[-1:] != " ":
        return False
    if _is_of_work(words, language) or (
        not placed and (_is_by_author(reading, hit, words) or _is_in_list(reading, hit))
    ):
        reading.listed = hit.end
        return True
    if not placed and not reading.is_genitive(hit) and _is_named(words, following, language):
        reading.listed = hit.end
        return True
    return not placed and (
        _is_shown(reading, hit, words, following)
        or (
            _YEAR.match(following) is not None
            and _has_word(reading, hit, language.works | language.watching | language.shown)
        )
    )


def _is_quoted(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a town stands in quotation marks behind a preposition: "In „Philadelphia“ spielt er"."""
    text = reading.text
    return (
        text[max(hit.start - 1, 0)] in _QUOTES
        and text[hit.end : hit.end + 1] in (*_QUOTES,)
        and reading.kind(hit) == "city"
    )


def _is_by_author(reading: Reading, hit: Toponym, words: Sequence[str]) -> bool:
    """Tell whether the owner of a name is an author, in a sentence about works that are shown or sold."""
    owner = words[-1]
    return (
        owner.endswith(reading.language.possessives or ("\n",))
        and owner[0].isupper()
        and (owner[:-2] in surnames() or reading.form(owner[:-2]) < 0)
        and _has_word(reading, hit, reading.language.shown)
    )


def _is_in_list(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a name goes on with a list of works: "hits of Boston, Kansas and Nazareth"."""
    gap = reading.text[reading.listed : hit.start] if 0 < reading.listed <= hit.start else ""
    if not gap or _SENTENCE_END.search(gap):
        return False
    return gap in reading.language.conjunctions or gap.endswith(reading.language.beside_bands or ("\n",))


def _is_named(words: Sequence[str], following: str, language: Language) -> bool:
    """Tell whether the word for a work stands before its name: "the rock band Boston", "her novel, Troy,"."""
    apposed = words[-1].endswith(",")
    if apposed and following[:1] not in (",", ".", ";", ")"):
        return False
    word = words[-1].removesuffix(",").lower()
    pair = f"{words[-2].lower()} {word}" if len(words) > 1 else word
    sure = (
        word in language.works_alone
        or pair in language.works_alone
        or (word.endswith(language.work_endings or ("\n",)) and word not in language.work_endings)
    )
    if sure:
        return not apposed or _is_determined(words, language)
    return (word in language.works or word in language.work_endings) and _is_determined(words, language)


def _is_determined(words: Sequence[str], language: Language) -> bool:
    """Tell whether an article or an owner stands before a word, with no more than adjectives between."""
    for word in reversed(words[-_DETERMINED:-1]):
        lower = word.lower()
        if lower in language.definite or lower in language.before_type or lower in language.owners:
            return True
        if word.endswith(language.possessives or ("\n",)):
            return True
        if not word.replace("-", "").isalnum() or lower in language.prepositions or lower in language.of:
            return False
    return False


def _is_shown(reading: Reading, hit: Toponym, words: Sequence[str], following: str) -> bool:
    """Tell whether something is done that is done with works: "directed Chicago", "Im Kino: Fargo,"."""
    language, last = reading.language, words[-1]
    ends = following[:1] in (*CLOSING, "") or following.startswith((" (", "\n"))
    if last[-1] == ":":
        return last[:-1].lower() in language.work_labels and ends
    lower = last.lower()
    if lower in language.watching:
        return True
    word = following[1:].split(" ", 1)[0].rstrip(CLOSING)
    if lower in language.watching_ends and (ends or word in language.watched_so):
        reading.listed = hit.end
        return True
    return False


def _is_of_work(words: Sequence[str], language: Language) -> bool:
    """Tell whether a part or a member of it is told: "the second season of Fargo", "the drummer of Asia"."""
    while len(words) > 1 and words[-1].endswith(",") and words[-1][0].isupper():  # "of Dynasty, Dallas and"
        words = words[:-1]
    if len(words) < 2 or words[-1].lower() not in language.of_works:
        return False
    part = words[-2].lower()
    if len(words) > 2 and words[-3].lower() in language.numbered_parts and _is_number(part, language):
        return True
    pairs = (f"{words[-3].lower()} {part}" if len(words) > 2 else part, f"{part} {words[-1].lower()}")
    return part in language.parts_of_works or not language.parts_of_works.isdisjoint(pairs)


def _is_part(following: str, language: Language) -> bool:
    """Tell whether a numbered part of it follows: "Fargo season two", "Dallas, Staffel 3"."""
    words = following.removeprefix(",").split(None, 2)[:2] if following[:1] in (" ", ",") else []
    if len(words) < 2 or words[0].lower() not in language.numbered_parts:
        return False
    return _is_number(words[1].rstrip(CLOSING + "s"), language)


def _is_number(word: str, language: Language) -> bool:
    return word.lower() in language.numerals or _NUMBER.fullmatch(word) is not None


def _is_explained(following: str, language: Language) -> bool:
    """Tell whether a clause between commas says that it is a work: "Berlin, the band, not the city"."""
    article, *words = following[2:].split()[:_DETERMINED] or [""]
    if article.lower() not in language.definite and article.lower() not in language.before_type:
        return False
    for word, then in pairwise((*words, "")):
        bare = word.rstrip(CLOSING)
        if bare.lower() in language.works or bare.lower() in language.works_alone:
            return bare != word or then.lower() in (language.prepositions | language.of)
        if bare != word:
            return False
    return False


def _owns_work(reading: Reading, hit: Toponym, following: str) -> bool:
    """Tell whether something follows that only bands have: "Chicago's second album"."""
    language = reading.language
    owner = ""
    if following.startswith(language.possessives or ("\n",)):
        owner = next((each for each in language.possessives if following.startswith(each + " ")), "")
    if not owner and not reading.is_genitive(hit):
        return False
    words = following[len(owner) :].split(None, 3)[:3]
    for word in words:
        if word.rstrip(CLOSING).lower() in language.owned_by_bands:
            return True
        if not word.isalnum():
            return False
    return False


def _has_word(reading: Reading, hit: Toponym, words: AbstractSet[str]) -> bool:
    """Tell whether the sentence around a name has one of some words, and none for what happens in a place."""
    text = reading.text
    low = max(hit.start - _AROUND, 0)
    around = _WORD.findall(_SENTENCE_END.split(text[low : hit.start])[-1])
    around += _WORD.findall(_SENTENCE_END.split(text[hit.end : hit.end + _AROUND])[0])
    lower = [word.lower() for word in around]
    return not words.isdisjoint(lower) and not any(
        word.startswith(reading.language.events or ("\n",)) for word in lower
    )
