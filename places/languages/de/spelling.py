"""Place names of other alphabets in the spelling of German texts.

German newspapers transcribe by sound (Wladiwostok, Tscheljabinsk, Saporischschja), and no
package has these forms for more than a few hundred cities, but the Cyrillic names are there, and
for towns from the Caucasus to Mongolia and in Arabic countries the English spelling.

References
----------
Duden, "Transkriptions- und Transliterationssysteme": the German transcription of Russian,
Ukrainian, Belarusian and Bulgarian.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from places.languages.cyrillic import VOWELS, cased, is_iotated, spelled

_LETTERS = {
    "а": "a", "б": "b", "в": "w", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "jo", "є": "je",
    "ж": "sch", "з": "s", "и": "i", "і": "i", "ї": "ji", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f",
    "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "ju", "я": "ja", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_LETTERS_OF = {
    "ru": _LETTERS,
    "uk": _LETTERS | {"г": "h", "и": "y", "й": "j"},
    "be": _LETTERS | {"г": "h", "й": "j"},
    "bg": _LETTERS | {"щ": "scht", "ъ": "a"},
}
# How German texts write the sounds that the English spelling of a name has, the longest first.
_ARABIC_SOUNDS = {"sh": "sch", "kh": "ch", "ou": "u", "oo": "u", "ee": "i", "j": "dsch"}
_OTHER_SOUNDS = {
    "tskh": "zch", "shch": "schtsch", "sh": "sch", "zh": "sch", "ch": "tsch", "kh": "ch", "ts": "z",
    "dz": "ds", "j": "dsch", "v": "w", "z": "s",
}  # fmt: skip
_SOUNDS_OF = dict.fromkeys(
    ["AE", "EG", "IQ", "JO", "LB", "LY", "OM", "SA", "SD", "SY", "YE"], _ARABIC_SOUNDS
) | dict.fromkeys(["AF", "AM", "GE", "IR", "KG", "MN", "TJ", "TM", "UZ"], _OTHER_SOUNDS)


def transcribed(name: str, language: str) -> str:
    """Transcribe a name from Cyrillic as German texts do.

    Parameters
    ----------
    name : str
        A name for which `places.languages.cyrillic.reads` is true.
    language : {"ru", "uk", "be", "bg"}
        The language that the name is in.

    Examples
    --------
    >>> transcribed("Нижний Новгород", "ru")
    'Nischni Nowgorod'
    >>> transcribed("Запоріжжя", "uk")
    'Saporischschja'
    """
    return spelled(name, lambda word: _word(word, language))


def respelled(name: str, country: str) -> str:
    """Write a name that is spelt as English texts do in the way of German texts.

    Parameters
    ----------
    name : str
        The name of a place in Latin letters.
    country : str
        ISO 3166-1 code of the country in which it lies.

    Returns
    -------
    str
        The name itself where nothing is written otherwise, or no rules are known for the country.

    Examples
    --------
    >>> [respelled(*each) for each in (("Chabahar", "IR"), ("Tskhinvali", "GE"), ("Dayton", "US"))]
    ['Tschabahar', 'Zchinwali', 'Dayton']
    """
    sounds = _SOUNDS_OF.get(country)
    if not sounds:
        return name
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    respelled = re.sub(
        "|".join((*sounds, "y(?=[aeiou])")),
        lambda found: cased(sounds.get(found[0].lower(), "j"), found[0]),
        plain,
        flags=re.IGNORECASE,
    )
    return name if respelled == plain else respelled


@lru_cache(maxsize=4096)
def _word(word: str, language: str) -> str:
    letters = _LETTERS_OF[language]
    sounds = []
    for at, sign in enumerate(word):
        before = word[at - 1] if at else ""
        after = word[at + 1] if at + 1 < len(word) else ""
        sound = letters[sign]
        if sign == "е" and is_iotated(before, language):
            sound = "je"
        elif sign == "ё" and before and before in "жчшщ":
            sound = "o"
        elif sign == "и" and before == "ь":
            sound = "ji"
        elif sign == "о" and before == "ь":
            sound = "jo"
        elif sign == "с" and before in VOWELS and after in VOWELS and before and after:
            sound = "ss"
        elif sign == "й" and language in ("ru", "bg"):
            sound = _short_i(before, after)
        sounds.append(sound)
    return "".join(sounds).replace("ks", "x") if language == "ru" else "".join(sounds)


def _short_i(before: str, after: str) -> str:
    if not after:
        return "" if before and before in "иы" else "i"
    return "j" if after in VOWELS or (before and before in "иы") else "i"
