"""Names in Cyrillic: which language has the letters of a name, and where its е begins with a glide."""

from __future__ import annotations

import re
from collections.abc import Callable

_ALPHABETS = {
    "ru": re.compile(r"[а-яё][а-яё -]*", re.IGNORECASE),
    "uk": re.compile(r"[а-щьюяґєії][а-щьюяґєії'’ʼ -]*", re.IGNORECASE),
    "be": re.compile(r"[а-зй-шыьэюяёіў][а-зй-шыьэюяёіў'’ʼ -]*", re.IGNORECASE),
    "bg": re.compile(r"[а-ъьюя][а-ъьюя -]*", re.IGNORECASE),
}
_BETWEEN_WORDS = re.compile(r"([ -]+)")
VOWELS = frozenset("аеёєиіїоуыэюя")

LANGUAGES = tuple(_ALPHABETS)
"""ISO 639-1 codes of the languages whose alphabets are known."""


def reads(name: str, language: str) -> bool:
    """Tell whether `name` is written in the alphabet of `language` alone."""
    return _ALPHABETS[language].fullmatch(name) is not None


def is_iotated(before: str, language: str) -> bool:
    """Tell whether an е after a letter (none at the beginning of a word) is spoken with a glide: "je"."""
    return language in ("ru", "be") and (not before or before in VOWELS or before in "ьъ'’ʼ")


def spelled(name: str, spell: Callable[[str], str]) -> str:
    """Write each word of a name as a function writes it in small letters; capitals stay capitals."""
    return "".join(
        cased(spell(part.casefold()), part) if part.strip(" -") else part
        for part in _BETWEEN_WORDS.split(name)
    )


def cased(word: str, model: str) -> str:
    """Begin a word with a capital if another one does."""
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
