"""The names of countries as tables shorten them, word by word: "Solomon Is.", "Dem. Rep. Kongo"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

import numpy as np

from places.gazetteer.index import Gazetteer
from places.geoparsing.forms.table import SHORT, Found, of_rows, tongue
from places.languages import Languages
from places.model import KINDS

_GAP: Final = re.compile(r"([ -])")
_MOST_WORDS: Final = 7
"""Words of a name, more of which make it an official one that nobody shortens so."""


def shortened_countries(gazetteer: Gazetteer, languages: Languages) -> Found:
    """Return what the names of countries are with some of their words shortened."""
    countries = gazetteer.numbers("kind") == KINDS.index("country")
    places = gazetteer.numbers_of_names("place")
    chosen = np.flatnonzero(countries[places])
    texts, codes = (gazetteer.name_column(name) for name in ("text", "language"))
    found = []
    for position in chosen.tolist():
        language = languages.get(codes[position].as_py() or "")
        if language is not None and language.shortened:
            bit = tongue(languages, language.code)
            row = int(places[position])
            name = texts[position].as_py()
            for short in shortened(name, language.shortened):
                found += [(form, row, SHORT, bit) for form in (short, *language.forms(short, False))]
    return of_rows(found)


def shortened(name: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield what a name of several words is with one or more of them shortened.

    Parameters
    ----------
    name : str
    words : mapping of str to tuple of str
        Words as names have them, and what each is shortened to.

    Examples
    --------
    >>> list(shortened("Salomonen-Inseln", {"Inseln": ("In.",)}))
    ['Salomonen-In.', 'Salomonen In.']
    """
    parts = _GAP.split(name)
    if not 3 <= len(parts) < 2 * _MOST_WORDS or words.keys().isdisjoint(parts):
        return
    for chosen in product(*((part, *words.get(part, ())) for part in parts)):
        form = "".join(chosen)
        if form != name:
            yield form
            if "-" in chosen:
                yield form.replace("-", " ")
