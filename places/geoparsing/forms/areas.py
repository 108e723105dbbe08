"""The names of what is no city: countries, regions, waters, mountains, sites."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import partial, reduce
from operator import or_
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

_SHORTEST_WATER: Final = 2  # letters, and of a site as well: "Po", "Ur"
_SHORTEST_BARE: Final = 2  # letters: "Ré" behind "île de"
_LINK: Final = re.compile(r"(\w+)[ '’]")
_CALLED_SO: Final = frozenset(
    """
    ATOL BAY CAPE CNL FLLS FRST GLCR GULF ISL ISLS LGN LK MT MTS PASS PEN RSV STRT VAL VLC
    """.split()  # noqa: SIM905 (a list of one code a line would fill a page)
)
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
    kinds = gazetteer.numbers("kind")[places[chosen]]
    short = np.isin(kinds, [KINDS.index("water"), KINDS.index("site")])
    long = np.from_dlpack(pc.utf8_length(names)) >= np.where(short, _SHORTEST_WATER, SHORTEST)
    kept = np.flatnonzero(chosen)[can_stand(names) & (long | mask(pc.utf8_is_upper(names)))]
    columns = [
        gazetteer.name_column(name).take(pa.array(kept)).cast(pa.string()).to_pylist()
        for name in ("text", "language", "role", "type_word")
    ]
    kind_of = gazetteer.reader("kind")
    rivers = languages.words_for("STM")
    after = [rules for rules in languages.values() if rules.type_after_suffices]
    ends = {
        code: tuple(f" {word}" for rules in after for word in rules.feature_words.get(code, ()))
        for code in _SHORTENED
    }
    codes_of = gazetteer.reader("feature_code")
    known = set(zip(columns[0], places[kept].tolist(), strict=True))
    areas = {text for text, row in known if kind_of(row) == "region"}
    tongues_of: defaultdict[int, set[str | None]] = defaultdict(set)
    for code, row in zip(columns[1], places[kept].tolist(), strict=True):
        tongues_of[row].add(code)
    ordinary = languages[UNDETERMINED].ordinary
    bodies = frozenset[str]().union(
        *(rules.bodies_before | rules.bodies_after for rules in languages.values())
    )
    types = frozenset[str]().union(*(rules.types_before for rules in languages.values()))
    # "Valle Department" is no valley.
    before = {code: _types_before(languages, code) for code in set(columns[1])}
    found: list[tuple[str, int, int, int]] = []
    rests: list[tuple[str, int, int, int]] = []
    codes: list[str | None] = []
    for text, code, role, type_word, row in zip(*columns, places[kept].tolist(), strict=True):
        bare, kind = _without_type(text, type_word, before[code]), kind_of(row)
        number = ROLES.index(role if bare == text else "short" if type_word else "typed")
        if kind == "country" or bare.lower() not in types:
            found.append((bare, row, number, tongue(languages, code)))
            codes.append(code)
        own = languages.get(code or "")
        if (
            kind == "water"
            and bare == text
            and text.partition(" ")[0].lower() in rivers
            and not (own and own.types_small)
        ):
            rest = text.partition(" ")[2]
            if len(rest) >= SHORTEST and rest[0].isupper():
                rests.append((rest, row, SHORT, tongue(languages, code)))
        small = _bare_names(text, code, codes_of(row) or "", tongues_of[row], languages)
        rests.extend((rest, row, TYPED, tongues) for rest, tongues in small if (rest, row) not in known)
        rest = _without_end(text, ends.get(codes_of(row) or "", ()))
        told = rest.lower() not in bodies and (rest in areas or rest not in ordinary)
        if rest and told and (rest, row) not in known:
            rests.append((rest, row, TYPED, tongue(languages, None)))
    return of_rows(found), pa.array(codes, pa.string()), of_rows(rests)


def _types_before(languages: Languages, code: str | None) -> frozenset[str]:
    """Return the words for kinds of places that texts have before a name in a language."""
    return frozenset(
        word
        for rules in languages.values()
        for word, kind in rules.types_before.items()
        if not (rules.types_small and code != rules.code and (code or kind in ("water", "terrain")))
        and word not in rules.types_in_name
    )


def _bare_names(
    name: str, code: str | None, feature: str, known: Container[str | None], languages: Languages
) -> Iterator[tuple[str, int]]:
    """Yield a name without the word for its kind, and the languages in which that has no capital.

    A name in one of these languages ("Lac de Constance") is one in that alone, and keeps the word where it is
    a common word without; an English one ("Crozon Peninsula") is one in all of them in which the place has
    no name.
    """
    if code is None and feature in _CALLED_SO:
        for each in languages.values():
            if each.types_small:
                yield from _bare_names(name, each.code, feature, known, languages)
    rules = languages.get(code or "")
    if rules is None:
        return
    if rules.types_small:
        rest = _behind_type(name, rules, rules.types_before)
        bits = tongue(languages, code)
        if rest in rules.common or rest in rules.frequent:
            rest = name[0].lower() + name[1:]  # "el mar Menor"
    elif rules.type_after_suffices and feature in _CALLED_SO:
        words = rules.feature_words.get(feature, ())
        rest = _behind_type(name, rules, words) or _without_end(name, tuple(f" {word}" for word in words))
        small = (each.code for each in languages.values() if each.types_small and each.code not in known)
        bits = reduce(or_, (tongue(languages, each) for each in small), 0)
        if rest in languages[UNDETERMINED].ordinary or rules.area_of(rest):
            return
    else:
        return
    if bits and len(rest) >= _SHORTEST_BARE:
        yield rest, bits


def _behind_type(name: str, rules: Language, words: Iterable[str]) -> str:
    """Return what stands behind a word for a kind of place and its "of"; nothing if there is none."""
    rest = next((name[len(word) + 1 :] for word in words if name.lower().startswith(f"{word} ")), "")
    while rest and rest[0].islower():
        linked = _LINK.match(rest)
        if not linked or linked[1] not in (rules.articles | rules.of):
            return ""
        rest = rest[linked.end() :]
    return rest


def _without_end(text: str, ends: tuple[str, ...]) -> str:
    """Return what stands before the last word of a name, if that is one of some words; else nothing."""
    rest, gap, word = text.rpartition(" ")
    return rest if f"{gap}{word.lower()}" in ends and len(rest) > SHORTEST else ""


def _without_type(text: str, type_word: str, before: frozenset[str]) -> str:
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
