"""The names of towns in their own script, out of lists that do not say which language a name is in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from places.gazetteer.romanisation import romanised
from places.languages import cyrillic
from places.languages.town import Original

CYRILLIC = {"RU": "ru", "UA": "uk", "BY": "be", "BG": "bg", "KZ": "ru"}
"""ISO 3166-1 codes of countries, and the language that the Cyrillic names of their towns are in."""

# Countries whose towns have Russian names beside those in the language of the state.
_RUSSIAN_TOO = frozenset({"UA", "BY", "KZ"})


def originals(name: str, country: str, alternates: Iterable[str]) -> list[Original]:
    """Return the Cyrillic names of a town, the likeliest in the language of the state first.

    Parameters
    ----------
    name : str
        The name under which it is listed, in Latin script.
    country : str
        ISO 3166-1 alpha-2.
    alternates : iterable of str
        Its other names, in any language and script.

    Notes
    -----
    Among the many languages of the alternates, the name in the language of the state is the one
    that sounds like the listed name, best letter for letter.
    """
    language = CYRILLIC.get(country)
    if not language:
        return []
    sound, spelling = _sound(name), plain(name)
    main: list[tuple[bool, int, str]] = []
    others: list[Original] = []
    for alternate in alternates:
        if alternate.isascii():
            continue
        if cyrillic.reads(alternate, language):
            latin = romanised(alternate, language)
            if _sound(latin) == sound:
                main.append((plain(latin) != spelling, len(alternate), alternate))
                continue
        if country in _RUSSIAN_TOO and alternate[0].isupper():
            other = "ru" if cyrillic.reads(alternate, "ru") else language
            if cyrillic.reads(alternate, other):
                others.append(Original(alternate, other, main=False))
    return [Original(alternate, language, main=True) for *_, alternate in sorted(main)] + others


def plain(name: str) -> str:
    """Return a name as small letters and digits alone, without marks."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
    return "".join(filter(str.isalnum, name.casefold()))


def _sound(name: str) -> str:
    return re.sub(r"[^a-z]|y(?=[aeou])|(?<=[aeioy])y|(?<=i)i|(?<=y)i", "", plain(name).replace("iy", "y"))
