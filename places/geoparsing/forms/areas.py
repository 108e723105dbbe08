"""The names of what is no city: countries, regions, waters, mountains, sites."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from places.gazetteer.index import Gazetteer
from places.geoparsing.forms.table import ROLES, SHORT, SHORTEST, Found, Mask, mask, of_rows, tongue
from places.languages import Languages
from places.languages.spelling import has_article, spellings
from places.model import KINDS

_SHORTEST_RIVER: Final = 2  # letters: "Po"


def of_areas(gazetteer: Gazetteer, chosen: Mask, languages: Languages) -> Found:
    """Return the forms of what is no city: there are few, and more must be looked at."""
    rows = gazetteer.numbers_of_names("place")[chosen].tolist()
    columns = [
        gazetteer.name_column(name).filter(pa.array(chosen))
        for name in ("text", "language", "role", "type_word")
    ]
    texts, codes, roles, type_words = (column.cast(pa.string()).to_pylist() for column in columns)
    countries = gazetteer.numbers("kind") == KINDS.index("country")
    waters = gazetteer.numbers("kind") == KINDS.index("water")
    rivers = languages.words_for("STM")
    types = frozenset[str]().union(*(rules.types_before for rules in languages.values()))
    before = {
        word for rules in languages.values() for word in rules.types_before if word not in rules.types_in_name
    }
    bits = {code: tongue(languages, code) for code in {*codes, None}}
    found: list[tuple[str, int, int, int]] = []
    for text, row, code, role, type_word in zip(texts, rows, codes, roles, type_words, strict=True):
        if not _is_worth_looking_for(text, _SHORTEST_RIVER if waters[row] else SHORTEST):
            continue
        bare = _without_type(text, type_word, before)
        number = ROLES.index(role if bare == text else "short" if type_word else "typed")
        if countries[row] or bare.lower() not in types:
            found += ((form, row, number, bits[code]) for form in _forms_of_area(bare, code, languages))
        if waters[row] and bare == text and text.partition(" ")[0].lower() in rivers:
            rest = text.partition(" ")[2]  # "the Cam"
            if len(rest) >= SHORTEST and rest[0].isupper():
                found.append((rest, row, SHORT, bits[code]))
    return of_rows(found)


def _is_worth_looking_for(text: str, least: int) -> bool:
    """Tell whether the name of an area can stand in a text."""
    if not text or (text[0].islower() and not has_article(text)) or any(map(str.isdigit, text)):
        return False
    if " " in text and not text.rpartition(" ")[2].strip("IVX"):
        return False
    return len(text) >= least or text.isupper()


def _without_type(text: str, type_word: str, before: frozenset[str] | set[str]) -> str:
    """Take a word off the front that says what a place is; in a text it is read by itself."""
    first, _, rest = text.partition(" ")
    typed = first.lower() in before or (type_word and first.lower() == type_word.lower())
    return rest if typed and len(rest) > SHORTEST and rest[0].isupper() and not rest.isupper() else text


def _forms_of_area(text: str, code: str | None, languages: Languages) -> Iterator[str]:
    yield text
    if code and code in languages:
        yield from languages[code].forms(text, False)
    if " " in text:
        yield text.replace(" ", "-")
    yield from spellings(text)


def abbreviations(gazetteer: Gazetteer, languages: Languages) -> Found:
    """Return what languages shorten the names of regions to ("Calif.")."""
    first_level = mask(pc.equal(gazetteer.column("feature_code").cast(pa.string()), "ADM1").fill_null(False))
    rows = np.flatnonzero(first_level & (gazetteer.numbers("kind") == KINDS.index("region")))
    codes = gazetteer.column("admin1").take(pa.array(rows)).cast(pa.string()).to_pylist()
    regions = dict(zip(codes, rows.tolist(), strict=True))
    return of_rows(
        [
            (form, regions[code], SHORT, tongue(languages, language.code))
            for language in languages.values()
            for form, code in language.tails.items()
            if code in regions
        ]
    )
