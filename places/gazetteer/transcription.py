"""Place names of other alphabets in the spelling of German and of English texts.

German newspapers transcribe by sound (Wladiwostok, Tscheljabinsk, Saporischschja), and no
package has these forms for more than a few hundred cities, but the Cyrillic names are there, and
for towns from the Caucasus to Mongolia and in Arabic countries the English spelling.

References
----------
Duden, "Transkriptions- und Transliterationssysteme": the German transcription of Russian,
Ukrainian, Belarusian and Bulgarian. BGN/PCGN romanisation for the English one.
"""

from __future__ import annotations

import re
import unicodedata

_GERMAN = {
    "а": "a", "б": "b", "в": "w", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "jo", "є": "je",
    "ж": "sch", "з": "s", "и": "i", "і": "i", "ї": "ji", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f",
    "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "ju", "я": "ja", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_GERMAN_BY_LANGUAGE = {
    "uk": {"г": "h", "и": "y", "й": "j"},
    "be": {"г": "h", "й": "j"},
    "bg": {"щ": "scht", "ъ": "a"},
}
_ENGLISH = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "w", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "yu", "я": "ya", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_ENGLISH_BY_LANGUAGE = {
    "uk": {"г": "h", "и": "y"},
    "be": {"г": "h"},
    "bg": {"щ": "sht", "ъ": "a"},
}
_ALPHABETS = {
    "ru": re.compile(r"[а-яё][а-яё -]*", re.IGNORECASE),
    "uk": re.compile(r"[а-щьюяґєії][а-щьюяґєії'’ʼ -]*", re.IGNORECASE),
    "be": re.compile(r"[а-зй-шыьэюяёіў][а-зй-шыьэюяёіў'’ʼ -]*", re.IGNORECASE),
    "bg": re.compile(r"[а-ъьюя][а-ъьюя -]*", re.IGNORECASE),
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
_VOWELS = frozenset("аеёєиіїоуыэюя")

LANGUAGES = tuple(_ALPHABETS)
"""ISO 639-1 codes of the languages that `german` and `english` read."""


def reads(name: str, language: str) -> bool:
    """Tell whether `name` is written in the alphabet of `language` alone."""
    return _ALPHABETS[language].fullmatch(name) is not None


def german(name: str, language: str) -> str:
    """Transcribe a name from Cyrillic as German texts do.

    Parameters
    ----------
    name : str
        A name for which `reads` is true.
    language : {"ru", "uk", "be", "bg"}
        The language that the name is in.

    Examples
    --------
    >>> german("Нижний Новгород", "ru")
    'Nischni Nowgorod'
    >>> german("Запоріжжя", "uk")
    'Saporischschja'
    """
    signs = _GERMAN | _GERMAN_BY_LANGUAGE.get(language, {})
    return "".join(
        _cased(_german_word(part.casefold(), language, signs), part) if part.strip(" -") else part
        for part in re.split(r"([ -]+)", name)
    )


def english(name: str, language: str) -> str:
    """Transcribe a name from Cyrillic as English texts do, without marks for soft signs."""
    signs = _ENGLISH | _ENGLISH_BY_LANGUAGE.get(language, {})
    return "".join(
        _cased(_english_word(part.casefold(), language, signs), part) if part.strip(" -") else part
        for part in re.split(r"([ -]+)", name)
    )


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
    spelled = re.sub(
        "|".join((*sounds, "y(?=[aeiou])")),
        lambda found: _cased(sounds.get(found[0].lower(), "j"), found[0]),
        plain,
        flags=re.IGNORECASE,
    )
    return name if spelled == plain else spelled


def _english_word(word: str, language: str, signs: dict[str, str]) -> str:
    return "".join(
        "y" + signs[sign] if sign == "е" and _is_iotated(word[at - 1 : at], language) else signs[sign]
        for at, sign in enumerate(word)
    )


def _is_iotated(before: str, language: str) -> bool:
    return language in ("ru", "be") and (not before or before in _VOWELS or before in "ьъ'’ʼ")


def _german_word(word: str, language: str, signs: dict[str, str]) -> str:
    spelled = []
    for at, sign in enumerate(word):
        before = word[at - 1] if at else ""
        after = word[at + 1] if at + 1 < len(word) else ""
        sound = signs[sign]
        if sign == "е" and _is_iotated(before, language):
            sound = "je"
        elif sign == "ё" and before and before in "жчшщ":
            sound = "o"
        elif sign == "и" and before == "ь":
            sound = "ji"
        elif sign == "о" and before == "ь":
            sound = "jo"
        elif sign == "с" and before in _VOWELS and after in _VOWELS and before and after:
            sound = "ss"
        elif sign == "й" and language in ("ru", "bg"):
            sound = _german_short_i(before, after)
        spelled.append(sound)
    return "".join(spelled).replace("ks", "x") if language == "ru" else "".join(spelled)


def _german_short_i(before: str, after: str) -> str:
    if not after:
        return "" if before and before in "иы" else "i"
    return "j" if after in _VOWELS or (before and before in "иы") else "i"


def _cased(spelled: str, model: str) -> str:
    return spelled[:1].upper() + spelled[1:] if model[:1].isupper() else spelled
