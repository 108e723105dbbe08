"""The names of cities as the gazetteer lists them, and what rules and spellings make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from places.gazetteer.index import Gazetteer
from places.geoparsing.forms.table import (
    ALTERNATE,
    MAIN,
    ROLES,
    SHORT,
    SHORTEST,
    Found,
    Mask,
    Tongues,
    mask,
    of_rows,
    tongue,
    varied,
)
from places.geoparsing.forms.worth import can_stand
from places.languages import UNDETERMINED, Language, Languages
from places.languages.language import no_forms
from places.languages.spelling import VARYING, spellings, without_marks
from places.model import KINDS

_CITY: Final = KINDS.index("city")
_TELLING: Final = 2  # letters, the space behind a name among them, that tell most other names apart
_LARGE: Final = 20_000  # inhabitants of a town that may be called like a kind of place: "Canton, Ohio"
_WRITTEN_SO_FROM: Final = 250_000  # inhabitants of a city whose name without marks may be a surname
_WITH_SPACES_FROM: Final = 1000  # inhabitants of a town that is looked for without its hyphens: "Val d'Isère"
_ALTERNATES_FROM: Final = 5000  # inhabitants from which unattested alternate names are believed


def of_cities(gazetteer: Gazetteer, chosen: Mask, languages: Languages) -> Iterator[Found]:
    """Yield the names of cities as they are listed, and what rules and spellings make of them."""
    rows = gazetteer.numbers_of_names("place")[chosen]
    keep = pa.array(chosen)
    texts, codes, roles = (gazetteer.name_column(name).filter(keep) for name in ("text", "language", "role"))
    mains = gazetteer.column("name").take(pa.array(rows))
    unknown = mask(codes.is_null())
    role = np.array([ROLES.index(one) for one in roles.dictionary.to_pylist()], np.uint8)[
        np.from_dlpack(roles.indices)
    ]
    main, shorter, longer = _beside_main(texts, mains)
    population = gazetteer.numbers("population")[rows]
    # "Neustadt an der Dosse" is more of a name than "Neustadt", be the town as small as it may.
    believed = (population >= _ALTERNATES_FROM) | longer
    hearsay = (role == ALTERNATE) & unknown
    wanted = _worth_looking_for(texts, hearsay, believed, languages)
    wanted &= ~_are_types(texts, codes, languages) | (main & (population >= _LARGE))
    # "Marburg an der Lahn" is Marburg in every language.
    own = main | shorter
    alternate = role == ALTERNATE
    role[own & alternate] = SHORT
    role[main & alternate] = MAIN
    tongues = _tongues(codes, languages)
    tongues[own] = tongue(languages, None)
    kept = pa.array(np.flatnonzero(wanted))
    texts, codes = texts.take(kept), codes.take(kept)
    listed = Found(texts, rows[wanted], role[wanted], tongues[wanted])
    yield listed
    hyphens = main[wanted] & (population[wanted] >= _WITH_SPACES_FROM) & mask(pc.match_substring(texts, "-"))
    yield varied(listed, hyphens, _with_spaces)
    for rules in languages.values():
        if rules.forms is no_forms:
            continue
        asked = mask(pc.or_kleene(codes.is_null(), pc.equal(codes.cast(pa.string()), rules.code)))
        asked &= mask(pc.match_substring_regex(texts, rules.towns_vary))
        yield varied(listed, asked, partial(_forms_of_city, rules))
    yield varied(listed, mask(pc.match_substring_regex(texts, VARYING)), spellings)


def _with_spaces(name: str) -> Iterable[str]:
    return (name.replace("-", " "),)


def _forms_of_city(rules: Language, name: str) -> Iterable[str]:
    return rules.forms(name, True)


def _beside_main(texts: pa.Array, mains: pa.Array) -> tuple[Mask, Mask, Mask]:
    """Tell which names are the main one of their place, its beginning, or a longer one."""
    return mask(pc.equal(texts, mains)), _begin_with(mains, texts), _begin_with(texts, mains)


def _begin_with(names: pa.Array, firsts: pa.Array) -> Mask:
    """Tell which names begin with the words of another one, and go on."""
    begins = np.zeros(len(names), np.bool_)
    begun = pc.binary_join_element_wise(firsts, "", " ")
    initials = (pc.utf8_slice_codeunits(one, 0, _TELLING) for one in (names, begun))
    could = pc.indices_nonzero(pc.and_(pc.match_substring(names, " "), pc.equal(*initials)))
    pairs = zip(names.take(could).to_pylist(), firsts.take(could).to_pylist(), strict=True)
    begins[np.from_dlpack(could)] = [name.startswith(f"{first} ") for name, first in pairs]
    return begins


def _worth_looking_for(texts: pa.Array, hearsay: Mask, believed: Mask, languages: Languages) -> Mask:
    """Tell which names can stand in a text; one known from hearsay alone must be believed."""
    could = can_stand(texts)
    # "Panama by", Danish for the town: it would hide "from Panama by boat"
    could &= ~mask(pc.match_substring_regex(texts, r" \p{Ll}{1,3}$"))
    lengths = np.from_dlpack(pc.utf8_length(texts))
    ordinary = mask(pc.is_in(texts, pa.array(sorted(languages[UNDETERMINED].ordinary))))
    long = (lengths >= SHORTEST) | mask(pc.utf8_is_upper(texts))
    telling = believed & (lengths > SHORTEST) & ~ordinary
    chosen: Mask = could & np.where(hearsay, telling, long)
    return chosen


def _are_types(texts: pa.Array, codes: pa.DictionaryArray, languages: Languages) -> Mask:
    """Tell which names are words for a kind of place in their language, or in any if that is unknown."""
    lower, codes = pc.utf8_lower(texts), codes.cast(pa.string())
    types = np.zeros(len(texts), np.bool_)
    for rules in languages.values():
        words = pc.is_in(lower, pa.array(sorted(rules.types_before), pa.string()))
        types |= mask(pc.and_(words, pc.or_kleene(codes.is_null(), pc.equal(codes, rules.code))))
    return types


def _tongues(codes: pa.DictionaryArray, languages: Languages) -> Tongues:
    """Return the bits of the languages of some names; all for one of no known language."""
    of_codes = [tongue(languages, code) for code in codes.dictionary.to_pylist()]
    bits = np.array([*of_codes, tongue(languages, None)], np.uint64)
    numbers: Tongues = bits[np.from_dlpack(pc.fill_null(codes.indices, len(of_codes)))]
    return numbers


def plainly_written(gazetteer: Gazetteer, languages: Languages) -> Found:
    """Return the names of larger cities without their marks, but where nobody leaves them out."""
    ordinary = languages[UNDETERMINED].ordinary
    kept = frozenset[str]().union(*(one.home for one in languages.values() if one.marks_kept))
    large = (gazetteer.numbers("kind") == _CITY) & (gazetteer.numbers("population") >= _ALTERNATES_FROM)
    marked = large & ~mask(pc.string_is_ascii(gazetteer.column("name")))
    countries, populations = gazetteer.reader("country_codes"), gazetteer.numbers("population")
    rows = [row for row in np.flatnonzero(marked).tolist() if kept.isdisjoint(countries(row))]
    found: list[tuple[str, int, int, int]] = []
    everywhere = tongue(languages, None)
    for row, name in zip(
        rows, gazetteer.column("name").take(pa.array(rows, pa.int32())).to_pylist(), strict=True
    ):
        for plain in sorted(without_marks(name)):
            # "Cordoba": a surname too, but a city that everybody writes so
            if len(plain) > SHORTEST and (plain not in ordinary or populations[row] >= _WRITTEN_SO_FROM):
                forms = [plain, *spellings(plain)]
                forms += (form for rules in languages.values() for form in rules.forms(plain, True))
                found += ((form, row, MAIN, everywhere) for form in forms)
    return of_rows(found)
