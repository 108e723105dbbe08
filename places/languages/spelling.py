"""How texts in Latin script, whichever their language, write the names of other languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_ARTICLE = re.compile(r"([AEae](?:[lrsnzdt]|sh|sch|dh|th))[- ](?=\w{3})")
"""The Arabic article at the beginning of a name, which papers write small."""
APOSTROPHES = "’‘ʻʼ"
"""What is read as an apostrophe ("'") in names and in texts alike: "L’Aquila", "Hawaiʻi"."""
_PLAIN_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | {"ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ß": "ss"}
    | dict.fromkeys(f"{APOSTROPHES}ʹʽʾʿˈ", "'")
)
"""Letters that no accent is taken off of, as texts write them that do without."""
_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe", "Æ": "Ae"}
)
"""What is written for letters that a keyboard does not have."""
_COMMA_BELOW = str.maketrans("şţŞŢ", "șțȘȚ")
_CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")


class _Marks(dict[int, int | None]):
    """What becomes of each character where marks are left out, decided when it is met first."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.combining(chr(code)) else code
        self[code] = kept
        return kept


_MARKS = _Marks()

_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")
"""An abbreviation whose last full stop is often left out: "the U.K and"."""
VARYING = r"^(?:[A-Z]\.){2,}$|^[AEae](?:[lrsnzdt]|sh|sch|dh|th)[- ]|[şţŞŢșțȘȚ]"
"""What a name must have, as an RE2 pattern, so that `spellings` knows another one."""


def has_article(name: str) -> bool:
    """Tell whether a name begins with the Arabic article."""
    return _ARTICLE.match(name) is not None


def spellings(name: str) -> Iterator[str]:
    """Yield other spellings: "al-Faschir", "Al-Faschir", "U.K" and "U. K." for "U.K.", "Braşov"."""
    if not name.isascii():
        for change in (_COMMA_BELOW, _CEDILLA):
            if (other := name.translate(change)) != name:
                yield other
                break
    if _DOTTED.fullmatch(name):
        yield name[:-1]
        yield name.replace(".", ". ").rstrip()
    if article := _ARTICLE.match(name):
        for written in (article[1].lower(), article[1].capitalize()):
            if (other := f"{written}-{name[article.end() :]}") != name:
                yield other


def respelled(name: str) -> set[str]:
    """Return how a name is written where letters are lacking or lost: "Koeln" and "Koln"."""
    if name.isascii():
        return set()
    spelled = name.translate(_SPELLED_OUT)
    if spelled == name:
        return without_marks(name)
    return without_marks(name) | without_marks(spelled) | ({spelled} if spelled.isascii() else set())


def without_marks(name: str) -> set[str]:
    """Return how papers write a name: Karāchi without its marks, Tai’an with or without its own."""
    if name.isascii():
        return set()
    letters = unicodedata.normalize("NFKD", name.translate(_PLAIN_LETTERS))
    plain = letters.translate(_MARKS)
    if not plain.isascii():
        return set()
    return {plain, plain.replace("'", "")} if "'" in plain else {plain}
