"""The words of a text, each as the stem under which all of its forms are found.

Case, accents and inflection are set aside: ``Brücke``, ``Brücken`` and ``Bruecke`` are one word. Stems
are those of Snowball (https://snowballstem.org), in the language of the article; where it has none for a
language, a word stands under itself.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Final

import Stemmer

from places.dataset import fold

OTHER: Final = "other"
"""Stands for every language that has no stems."""

VERSION: Final = f"1 {Stemmer.version()}"
"""Another one whenever the same text may have other stems."""

_ONE_BY_ONE: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Characters of Chinese and Japanese, which leave no spaces: each counts as a word."""

WORD: Final = re.compile(rf"[{_ONE_BY_ONE}]|[^\W_{_ONE_BY_ONE}]+")
_NO_WORD: Final = re.compile(r"[\x00-/:-@\[-`{-\x7f]+")
"""What of ASCII is no letter or digit: a few signs of writing hold some when they are taken apart."""

_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WITHOUT_ACCENTS: Final = frozenset({"ca", "de", "en", "es", "fr", "it", "nl", "pt"})
"""Languages that are often written without their accents; in others the endings cannot do without."""

_stemmers = threading.local()  # a stemmer serves one thread at a time


def language_of(code: str | None) -> str:
    """Tell under which language the words of an article stand in the index.

    Parameters
    ----------
    code : str or None
        ISO 639-1.
    """
    base = (code or "").lower().partition("-")[0]
    return base if base and _has_stems(base) else OTHER


@lru_cache(maxsize=256)
def _has_stems(code: str) -> bool:
    try:
        Stemmer.Stemmer(code)
    except KeyError:
        return False
    return code.isalpha() and len(code) == 2


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """Return the stem of a word, in the language of `language_of`."""
    plain = _folded_case(word)
    if language == OTHER:
        return _safe(fold(plain), word)
    if language == "de":  # its stemmer takes both for the same
        plain = plain.translate(_GERMAN)
    if language in _WITHOUT_ACCENTS:
        plain = fold(plain)
    return _safe(fold(_stemmer(language).stemWord(plain)), word)


@lru_cache(maxsize=65_536)
def form(word: str) -> str:
    """Return a word with nothing but case and accents set aside."""
    return _safe(fold(_folded_case(word)), word)


def beginnings(word: str, language: str) -> tuple[str, ...]:
    """Return how a word may begin in the index that begins with some letters: ``Brueck`` is ``Brück`` too."""
    folded = form(word)
    if language != "de":
        return (folded,)
    return tuple(dict.fromkeys((folded, re.sub("([aou])e", r"\1", folded))))


def stems(text: str, language: str) -> list[str]:
    """Return the stems of all words of a text, in order."""
    return [stem(word, language) for word in WORD.findall(text)]


def _folded_case(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _safe(folded: str, word: str) -> str:
    """Keep what the index takes for one word."""
    return _NO_WORD.sub("", folded) or f"\u25a1{word.encode('utf-8', 'replace').hex()}"


def _stemmer(language: str) -> Stemmer.Stemmer:
    found: Stemmer.Stemmer | None = getattr(_stemmers, language, None)
    if found is None:
        found = Stemmer.Stemmer(language, 0)  # `stem` remembers
        setattr(_stemmers, language, found)
    return found
