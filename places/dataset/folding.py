"""Texts with case and accents set aside, so that words are found however they are written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
"""The combining diacritical marks, which NFKD sets apart from their letters."""
_ASCII: Final = bytes(range(128))
_FEW: Final = 100


def fold(text: str) -> str:
    """Set case and accents aside, so that words are found however they are written."""
    outside = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    unusual = set(outside.decode("utf-8", "surrogatepass"))
    if len(unusual) > _FEW:
        return _fold_characters(text)
    # An article has a handful of different letters outside of ASCII: this way takes a fifth of the time.
    for letter in unusual:
        text = text.replace(letter, _fold_character(letter))
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


@lru_cache(maxsize=4096)
def _fold_character(letter: str) -> str:
    return _fold_characters(letter)


def _fold_characters(text: str) -> str:
    # Taken apart, a sign such as ℂ shows a capital that had none before.
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold())).casefold()
