"""Cyrillic names in the spelling in which GeoNames lists towns.

References
----------
BGN/PCGN romanisation of Russian, Ukrainian, Belarusian and Bulgarian, without marks for soft signs.
"""

from __future__ import annotations

from functools import lru_cache

from places.languages import cyrillic

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "w", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "yu", "я": "ya", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_LETTERS_OF = {
    "ru": _LETTERS,
    "uk": _LETTERS | {"г": "h", "и": "y"},
    "be": _LETTERS | {"г": "h"},
    "bg": _LETTERS | {"щ": "sht", "ъ": "a"},
}


def romanised(name: str, language: str) -> str:
    """Write a Cyrillic name in Latin letters.

    Parameters
    ----------
    name : str
        A name for which `places.languages.cyrillic.reads` is true.
    language : {"ru", "uk", "be", "bg"}
        The language that the name is in.

    Examples
    --------
    >>> romanised("Харків", "uk")
    'Kharkiv'
    """
    return cyrillic.spelled(name, lambda word: _word(word, language))


@lru_cache(maxsize=4096)
def _word(word: str, language: str) -> str:
    letters = _LETTERS_OF[language]
    return "".join(
        "y" + letters[sign]
        if sign == "е" and cyrillic.is_iotated(word[at - 1 : at], language)
        else letters[sign]
        for at, sign in enumerate(word)
    )
