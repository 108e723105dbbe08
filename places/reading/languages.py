"""Which language a text is in: as stated, or told from the text."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_READ: Final = 1000
"""Characters that are looked at: more make it slower, not better."""

_FIRST_LOOK: Final = 400
_READ_BY_MODEL: Final = 300
_CLEAR_SCORE: Final = 2.5
_CLEAR_RATIO: Final = 1.5
_LEAST_PROBABILITY: Final = 0.3
_NOTE: Final = 40
"""Characters of a text so short that one word which a single language has tells it."""

_WORD: Final = re.compile(r"[^\W\d_]+")


def language_code(stated: str) -> str | None:
    """Read a stated language: a code with or without region, or a name in German or English.

    Parameters
    ----------
    stated : str
        ``de``, ``de-AT``, ``deu``, ``German``, ``Deutsch``.

    Returns
    -------
    str or None
        ISO 639-1, None where there is no such language.
    """
    return _language_code(stated.strip().casefold()[:40])


@cache
def _language_code(stated: str) -> str | None:
    from babel import Locale
    from babel.core import get_global

    code = stated.replace("_", "-").partition("-")[0]
    english = Locale("en").languages
    code = str(get_global("language_aliases").get(code, code))
    if len(code) == 2 and code in english:
        return "no" if code == "nb" else code
    for names in (english, Locale("de").languages):
        for key, name in names.items():
            if len(key) == 2 and name.casefold() == stated:
                return str(key)
    return None


def detect(text: str) -> str | None:
    """Tell the language of a text from its first thousand characters.

    Function words settle nearly every article in a few microseconds; what they leave open is
    left to py3langid, which needs a millisecond and knows more languages.

    Returns
    -------
    str or None
        ISO 639-1, None where the text is too short or too odd to tell.
    """
    return (
        _by_function_words(text[:_FIRST_LOOK])
        or _by_function_words(text[:_READ])
        or _by_model(text[:_READ_BY_MODEL])
    )


def _by_function_words(text: str) -> str | None:
    languages, shares = _function_words()
    scores = [0.0] * len(languages)
    for word in set(_WORD.findall(text.lower())):
        if word in shares:
            numbers, share = shares[word]
            for number in numbers:
                scores[number] += share
    score = max(scores)
    best = scores.index(score)
    scores[best] = 0.0
    clear = score >= _CLEAR_SCORE and score >= _CLEAR_RATIO * max(scores)
    # "Aus Ulm." has no second word that could tell.
    alone = score >= 1.0 and not any(scores) and len(text) <= _NOTE
    return languages[best] if clear or alone else None


@cache
def _function_words() -> tuple[list[str], dict[str, tuple[tuple[int, ...], float]]]:
    """Load the function words.

    Returns
    -------
    list of str
        The languages.
    dict of str to (tuple of int, float)
        A word -> the numbers of the languages that have it, and what it says for each of them: a
        word that five languages share says a fifth of what a word of one says.
    """
    table = files("places.reading").joinpath("function_words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for number, (_, words) in enumerate(rows):
        for word in words.split():
            numbers[word].add(number)
    shares = {word: (tuple(sorted(of_word)), 1 / len(of_word)) for word, of_word in numbers.items()}
    return [language for language, _ in rows], shares


def _by_model(text: str) -> str | None:
    if not any(letter.isalpha() for letter in text):
        return None
    language, probability = _model().classify(text)
    # Codes of three letters are languages without one of two, or no language at all.
    return str(language) if probability >= _LEAST_PROBABILITY and len(language) == 2 else None


@cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
