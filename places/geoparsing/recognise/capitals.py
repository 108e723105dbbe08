"""Texts without capitals, as people chat and search ("a week in new orleans"), and headlines in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from places.geoparsing.recognise.toponym import ASKED, CERTAIN, DOUBTFUL, PLAUSIBLE, WINDOW, Reading
from places.languages import Language
from places.languages.language import CERTAIN_FROM
from places.languages.people import first_names, surnames

_LONGEST: Final = 5000  # characters of such a text
_LONGEST_NAME: Final = 40  # characters of a text that is nothing but a name
_LONGEST_SEARCH: Final = 200  # characters of a text with capitals in which a name has lost its own
_LONG_HEADLINE: Final = 3  # spaces of a first line in capitals that no dateline is
_BEGINNING: Final = 100  # characters that show of nearly every text that it has capitals
_METROPOLIS: Final = 6.5  # salience of a city whose name is hardly that of a person
_I: Final = re.compile(r"\bI\b")
_WORD: Final = re.compile(r"[^\W\d_]+")
_NO_WORD: Final = re.compile(r"\S*[@/\\_]\S*|#\S+|\S+\.\S+")  # addresses and handles
_BEFORE_NAME: Final = re.compile(r"(?<![\w@#.-])([^\W\d_]{4,}),? (?=[^\W\d_a-z])")
_LINKS: Final = frozenset({"da", "de", "del", "di", "do", "du", "la", "le", "ob", "sur", "unter", "upon"})
"""Words that stay small within names of places, beside the prepositions and articles of the language."""


def capitalised(text: str, reading: Reading) -> str:
    """Return a text without capitals with those of the names of places in it; any other as it is.

    A word of the language stays one, and so does a name of people, unless a preposition leads to it or there
    is nothing else. A first line in capitals has its places as others write them. In a short text with
    capitals, a well known name right before that of the country or the region in which it lies gets its own.

    Parameters
    ----------
    text : str
    reading : Reading
        What is known of the text: its language, and the forms of the lexicon.

    Returns
    -------
    str
        Of the same length.
    """
    headline = text[:_LONGEST].partition("\n")[0]
    if headline.isupper() and (len(headline) == len(text) or headline.count(" ") >= _LONG_HEADLINE):
        return _with_names(headline.lower(), reading, headline) + text[len(headline) :]
    if len(text) > _LONGEST:
        return text
    if _I.sub("i", text[:_BEGINNING]).islower() and _I.sub("i", text).islower():
        return _with_names(text, reading)
    return _with_searched(text, reading) if len(text) <= _LONGEST_SEARCH else text


def _with_names(text: str, reading: Reading, written: str = "") -> str:
    """Return a text in small letters, or as it is `written`, with the capitals of its places."""
    whole = _NO_WORD.sub(lambda found: "_" * len(found[0]), text)
    large = _large(whole, reading)
    if not len(large[0]) == len(large[1]) == len(text) == len(written or text):
        return written or text  # a letter that is two in capitals, or in small letters
    letters, taken = list(_with_small_words(written, reading.language) if written else text), 0
    for start, end, name, form in sorted(_names(large, reading), key=lambda found: (found[0], -found[1])):
        behind = whole[taken:start] == ", " and taken > 0
        if start >= taken and (
            _is_place(whole, start, name, form, reading) or (behind and _is_area(form, reading))
        ):
            letters[start:end] = name
            taken = end
    return "".join(letters)


def _with_small_words(text: str, language: Language) -> str:
    """Return a text in capitals with the words that are small within names in small letters."""
    small = _small(language)
    return _WORD.sub(lambda word: word[0].lower() if word[0].lower() in small else word[0], text)


def _large(text: str, reading: Reading) -> tuple[str, str]:
    """Return a text with a capital for each word, and for each but those that stay small within names."""
    small = _small(reading.language)
    return (
        _WORD.sub(lambda word: word[0][0].upper() + word[0][1:], text),
        _WORD.sub(lambda word: word[0] if word[0] in small else word[0][0].upper() + word[0][1:], text),
    )


def _small(language: Language) -> frozenset[str]:
    """Return the words that are no names, and stay small within them."""
    links = frozenset(conjunction.strip() for conjunction in language.conjunctions)
    return (
        _LINKS | language.definite | language.of | language.prepositions | language.weak_prepositions | links
    )


def _names(texts: tuple[str, str], reading: Reading) -> Iterator[tuple[int, int, str, int]]:
    """Yield the forms of whole words in a text that is written in two ways: start, end, name, number."""
    for text, matches in zip(texts, reading.lexicon.find(texts), strict=True):
        for start, end, form in matches:
            if not (text[end : end + 1].isalnum() or (start and text[start - 1].isalnum())):
                yield start, end, text[start:end], form


def _is_place(text: str, start: int, name: str, form: int, reading: Reading) -> bool:
    """Tell whether a name that a text has in small letters is one of a place there."""
    language, standing = reading.language, reading.standing[form]
    if name.lower() in _small(language):
        return False
    if len(name) == len(text):
        return len(text) <= _LONGEST_NAME and standing >= ASKED and name not in language.common
    before = text[max(start - WINDOW, 0) : start].split()[-1:]
    led_to = bool(before) and before[0] in language.prepositions
    words = name.split()
    if all(word in language.common for word in words):
        known = reading.senses(form)[0].kind == "country" and led_to
        return standing == CERTAIN if len(words) > 1 else known and standing >= PLAUSIBLE
    if led_to:
        return standing >= ASKED
    metropolis = reading.senses(form)[0].salience >= _METROPOLIS
    people = (name in first_names() and not metropolis) or (name in surnames() and standing < CERTAIN)
    least = DOUBTFUL if reading.text[: len(text)].isupper() else PLAUSIBLE
    return standing >= least and not people and (len(words) > 1 or name not in language.ordinary)


def _is_area(form: int, reading: Reading) -> bool:
    """Tell whether a name is that of a country or a region: "paris, texas"."""
    return reading.standing[form] >= PLAUSIBLE and reading.senses(form)[0].kind in ("country", "region")


def _with_searched(text: str, reading: Reading) -> str:
    """Return a text with the capital of a name before its country: "cheap flights paris France"."""
    for found in _BEFORE_NAME.finditer(text):
        name = found[1].capitalize()
        form = reading.form(name)
        if form < 0 or reading.standing[form] < PLAUSIBLE or name in reading.language.common:
            continue
        if len(name) != len(found[1]):
            continue  # a letter that is two in capitals
        place = reading.senses(form)[0]
        area = _WORD.match(text, found.end())
        within = reading.form(area[0]) if area else -1
        if within < 0 or reading.standing[within] < PLAUSIBLE:
            continue
        holder = reading.senses(within)[0]
        if (
            place.kind == "city"
            and place.salience >= CERTAIN_FROM
            and (
                (holder.kind == "country" and not set(holder.countries).isdisjoint(place.countries))
                or (holder.kind == "region" and holder.admin1 and holder.admin1 == place.admin1)
            )
        ):
            return text[: found.start()] + name + text[found.start() + len(name) :]
    return text
