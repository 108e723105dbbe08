"""The names of what is no city: countries, regions, waters, mountains, sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from places.gazetteer.index import Gazetteer
from places.geoparsing.forms.table import (
    ROLES,
    SHORT,
    SHORTEST,
    TYPED,
    Found,
    Mask,
    mask,
    of_rows,
    tongue,
    varied,
)
from places.geoparsing.forms.worth import can_stand
from places.languages import UNDETERMINED, Language, Languages
from places.languages.language import no_forms
from places.languages.spelling import VARYING, spellings
from places.model import KINDS

_SHORTEST_RIVER: Final = 2  # letters: "Po"
_SHORTENED: Final = ("STM", "ISL", "ISLS")  # feature codes of what is called by its first words as well


def of_areas(gazetteer: Gazetteer, chosen: Mask, languages: Languages) -> Iterator[Found]:
    """Yield the names of what is no city, and what rules and spellings make of them."""
    listed, codes, rivers = _listed(gazetteer, chosen, languages)
    yield from (listed, rivers)
    for rules in languages.values():
        if rules.forms is not no_forms:
            yield varied(listed, mask(pc.equal(codes, rules.code)), partial(_forms_of_area, rules))
    yield varied(listed, mask(pc.match_substring(listed.texts, " ")), _with_hyphens)
    yield varied(listed, mask(pc.match_substring_regex(listed.texts, VARYING)), spellings)


def _listed(gazetteer: Gazetteer, chosen: Mask, languages: Languages) -> tuple[Found, pa.Array, Found]:
    """Return the names without the words that a text has for them, and the codes of their languages.

    The last are names of rivers without their first word ("the Cam"), and names of rivers and islands
    without their last one, which take it or what else tells of a river ("the Ohio burst its banks").
    """
    places = gazetteer.numbers_of_names("place")
    names = gazetteer.name_column("text").filter(pa.array(chosen))
    waters = (gazetteer.numbers("kind") == KINDS.index("water"))[places[chosen]]
    long = np.from_dlpack(pc.utf8_length(names)) >= np.where(waters, _SHORTEST_RIVER, SHORTEST)
    kept = np.flatnonzero(chosen)[can_stand(names) & (long | mask(pc.utf8_is_upper(names)))]
    columns = [
        gazetteer.name_column(name).take(pa.array(kept)).cast(pa.string()).to_pylist()
        for name in ("text", "language", "role", "type_word")
    ]
    kinds = gazetteer.reader("kind")
    rivers = languages.words_for("STM")
    after = [rules for rules in languages.values() if rules.type_after_suffices]
    ends = {
        code: tuple(f" {word}" for rules in after for word in rules.feature_words.get(code, ()))
        for code in _SHORTENED
    }
    codes_of = gazetteer.reader("feature_code")
    known = set(zip(columns[0], places[kept].tolist(), strict=True))
    areas = {text for text, row in known if kinds(row) == "region"}
    ordinary = languages[UNDETERMINED].ordinary
    bodies = frozenset[str]().union(
        *(rules.bodies_before | rules.bodies_after for rules in languages.values())
    )
    types = frozenset[str]().union(*(rules.types_before for rules in languages.values()))
    before = {
        word for rules in languages.values() for word in rules.types_before if word not in rules.types_in_name
    }
    found: list[tuple[str, int, int, int]] = []
    rests: list[tuple[str, int, int, int]] = []
    codes: list[str | None] = []
    for text, code, role, type_word, row in zip(*columns, places[kept].tolist(), strict=True):
        bare, kind = _without_type(text, type_word, before), kinds(row)
        number = ROLES.index(role if bare == text else "short" if type_word else "typed")
        if kind == "country" or bare.lower() not in types:
            found.append((bare, row, number, tongue(languages, code)))
            codes.append(code)
        if kind == "water" and bare == text and text.partition(" ")[0].lower() in rivers:
            rest = text.partition(" ")[2]
            if len(rest) >= SHORTEST and rest[0].isupper():
                rests.append((rest, row, SHORT, tongue(languages, code)))
        rest = _without_end(text, ends.get(codes_of(row) or "", ()))
        told = rest.lower() not in bodies and (rest in areas or rest not in ordinary)
        if rest and told and (rest, row) not in known:
            rests.append((rest, row, TYPED, tongue(languages, None)))
    return of_rows(found), pa.array(codes, pa.string()), of_rows(rests)


def _without_end(text: str, ends: tuple[str, ...]) -> str:
    """Return what stands before the last word of a name, if that is one of some words; else nothing."""
    rest, gap, word = text.rpartition(" ")
    return rest if f"{gap}{word.lower()}" in ends and len(rest) > SHORTEST else ""


def _without_type(text: str, type_word: str, before: frozenset[str] | set[str]) -> str:
    """Take a word off the front that says what a place is; in a text it is read by itself."""
    first, _, rest = text.partition(" ")
    if len(rest) <= SHORTEST or not rest[0].isupper() or rest.isupper():
        return text
    return rest if first.lower() in before or (type_word and first.lower() == type_word.lower()) else text


def _forms_of_area(rules: Language, name: str) -> Iterable[str]:
    return rules.forms(name, False)


def _with_hyphens(name: str) -> Iterable[str]:
    return (name.replace(" ", "-"),)


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


def republics(gazetteer: Gazetteer, languages: Languages) -> Found:
    """Return what is made of the adjectives of countries: "Tunisian Republic"."""
    rows = np.flatnonzero(gazetteer.numbers("kind") == KINDS.index("country"))
    codes = gazetteer.column("country_codes").take(pa.array(rows)).cast(pa.string()).to_pylist()
    countries = dict(zip(codes, rows.tolist(), strict=True))
    return of_rows(
        [
            (f"{adjective.capitalize()} {noun}", countries[code], SHORT, tongue(languages, language.code))
            for language in languages.values()
            for noun in language.republics
            for adjective, code in language.adjectives.items()
            if code in countries and adjective.isalpha()
        ]
    )
