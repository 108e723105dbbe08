"""Which language a text is in: as stated, or told from the text."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_READ: Final = 1000
"""Characters that are looked at: more make it slower, not better."""

_FIRST_LOOK: Final = 400
_CLEAR_SCORE: Final = 2.5
_CLEAR_RATIO: Final = 1.5
_LEAST_PROBABILITY: Final = 0.3
_PUNCTUATION: Final = str.maketrans(dict.fromkeys(".,;:!?\"'„“”‚‘’»«›‹()[]–—…/", " "))


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
        _by_function_words(text[:_FIRST_LOOK]) or _by_function_words(text[:_READ]) or _by_model(text[:_READ])
    )


def _by_function_words(text: str) -> str | None:
    words = _function_words()
    scores: defaultdict[str, float] = defaultdict(float)
    for word in words.keys() & set(text.lower().translate(_PUNCTUATION).split()):
        languages = words[word]
        for language in languages:
            # A word that five languages share says a fifth of what a word of one says.
            scores[language] += 1 / len(languages)
    if not scores:
        return None
    best = max(scores, key=lambda language: (scores[language], language))
    score = scores.pop(best)
    clear = score >= _CLEAR_SCORE and score >= _CLEAR_RATIO * max(scores.values(), default=0)
    return best if clear else None


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """Load the function words: word -> the languages that have it."""
    table = files("places.reading").joinpath("function_words.tsv").read_text(encoding="utf-8")
    words: defaultdict[str, set[str]] = defaultdict(set)
    for line in table.splitlines()[1:]:
        language, _, of_language = line.partition("\t")
        for word in of_language.split():
            words[word].add(language)
    return {word: tuple(sorted(languages)) for word, languages in words.items()}


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
