"""The forms in which names stand in texts: what a gazetteer and the languages make of each name.

Columns, and not an object for each of a million forms: what holds for all names is done to all at
once, and only what a language's rules or a spelling vary is looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from places.gazetteer.index import Gazetteer
from places.languages import UNDETERMINED, Language, Languages
from places.languages.language import no_forms
from places.languages.spelling import VARYING, has_article, respelled, spellings, without_marks
from places.model import KINDS

ROLES: Final = ("main", "official", "short", "former", "alternate", "respelled", "typed")
"""Roles of a name, the best first.

"respelled" is a name without its marks, or with "ue" for "ü", where neither is usual.
"typed" is what is left of "Flughafen Frankfurt" without its first word: it takes that word.
"""

ALTERNATE: Final = ROLES.index("alternate")
_MAIN: Final = ROLES.index("main")
_RESPELLED: Final = ROLES.index("respelled")
_SHORT: Final = ROLES.index("short")
_CITY: Final = KINDS.index("city")
_SHORTEST: Final = 3  # letters
_MOST_LANGUAGES: Final = 60  # bits that tell them apart
_ALTERNATES_FROM: Final = 5000  # inhabitants from which unattested alternate names are believed
_CLEARLY: Final = 1.5  # how much better known a place must be for another's name to be its genitive
_RESPELLED_FROM: Final = 3.7  # salience from which a name is looked for without its marks
_CAPITALS_FROM: Final = 3.5  # salience from which a name is also looked for in capitals

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int32]
Tongues = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Found:
    """Forms of names, each with a place that it may name; the same pair may come again.

    Attributes
    ----------
    texts : pyarrow.Array
        The forms.
    rows : numpy.ndarray
        Rows of the places in the gazetteer.
    roles : numpy.ndarray
        Numbers of the names' roles in `ROLES`.
    tongues : numpy.ndarray
        The languages that the names belong to, a bit for each (`tongue`).
    """

    texts: pa.Array
    rows: Rows
    roles: npt.NDArray[np.uint8]
    tongues: Tongues


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms, and the senses of each one after the other.

    Attributes
    ----------
    texts : pyarrow.Array
        The forms, each once.
    starts : numpy.ndarray
        Where the senses of each begin, shape (forms + 1,).
    rows, roles, tongues : numpy.ndarray
        Of each sense, as in `Found`.
    """

    texts: pa.Array
    starts: Rows
    rows: Rows
    roles: npt.NDArray[np.uint8]
    tongues: Tongues

    def owners(self) -> Rows:
        """Return the number of the form of each sense."""
        return np.repeat(np.arange(len(self.texts), dtype=np.int32), np.diff(self.starts))

    def most(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the largest of some values, one a sense, of each form."""
        most: npt.NDArray[np.float64] = np.maximum.reduceat(values, self.starts[:-1])
        return most

    def of_several(self, numbers: Rows) -> tuple[Rows, Rows]:
        """Return the positions of the senses of some forms, and for each which of these forms it is."""
        sizes = np.diff(self.starts)[numbers]
        which = np.repeat(np.arange(len(numbers), dtype=np.int32), sizes)
        within = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return (self.starts[numbers][which] + within).astype(np.int32), which


def tongue(languages: Languages, code: str | None) -> int:
    """Return a bit for a language, the last one for any that has no rules; all of them for none.

    Raises
    ------
    ValueError
        If there are more languages than a number has bits.
    """
    codes = list(languages)
    if len(codes) > _MOST_LANGUAGES:
        raise ValueError(f"{len(codes)} languages, but the lexicon tells {_MOST_LANGUAGES} apart at most")
    if code is None:
        return (1 << len(codes)) - 1
    return 1 << codes.index(code if code in codes else UNDETERMINED)


def heard(languages: Languages, code: str) -> int:
    """Return the bits of the languages whose names a text in a language may use as its own."""
    return tongue(languages, None if code == UNDETERMINED else code)


def mask(values: pa.Array | pa.ChunkedArray) -> Mask:
    """Return an array of truth values as numpy has it; null is false."""
    marked = np.zeros(len(values), np.bool_)
    marked[np.from_dlpack(pc.indices_nonzero(values))] = True
    return marked


def collect(gazetteer: Gazetteer, saliences: npt.NDArray[np.float64], languages: Languages) -> Forms:
    """Collect the forms of all names of a gazetteer.

    Parameters
    ----------
    gazetteer : Gazetteer
    saliences : numpy.ndarray
        How well known each place is.
    languages : Languages
        Whose rules are asked.
    """
    cities = gazetteer.numbers("kind")[gazetteer.numbers_of_names("place")] == _CITY
    several = [
        *_of_cities(gazetteer, cities, languages),
        _of_areas(gazetteer, ~cities, languages),
        _plainly_written(gazetteer, languages),
        _abbreviations(gazetteer, languages),
    ]
    forms = _grouped(_joined(several))
    del several
    forms = _with(forms, _genitives(forms, saliences, languages))
    forms = _with(forms, _respelled(forms, saliences, languages))
    return _with(forms, _capitals(forms, saliences, languages))


def _of_cities(gazetteer: Gazetteer, chosen: Mask, languages: Languages) -> Iterator[Found]:
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
    # "Marburg an der Lahn" is Marburg in every language.
    own = main | shorter
    alternate = role == ALTERNATE
    role[own & alternate] = _SHORT
    role[main & alternate] = _MAIN
    tongues = _tongues(codes, languages)
    tongues[own] = tongue(languages, None)
    kept = pa.array(np.flatnonzero(wanted))
    texts, codes = texts.take(kept), codes.take(kept)
    listed = Found(texts, rows[wanted], role[wanted], tongues[wanted])
    yield listed
    spaced = mask(pc.match_substring(texts, " "))
    for rules in languages.values():
        if rules.forms is no_forms:
            continue
        asked = mask(pc.or_kleene(codes.is_null(), pc.equal(codes.cast(pa.string()), rules.code)))
        if not rules.one_word_towns_vary:
            asked &= spaced
        yield _varied(listed, asked, partial(_forms_of_city, rules))
    yield _varied(listed, mask(pc.match_substring_regex(texts, VARYING)), spellings)


def _forms_of_city(rules: Language, name: str) -> Iterable[str]:
    return rules.forms(name, True)


def _beside_main(texts: pa.Array, mains: pa.Array) -> tuple[Mask, Mask, Mask]:
    """Tell which names are the main one of their place, its beginning, or a longer one."""
    return mask(pc.equal(texts, mains)), _begin_with(mains, texts), _begin_with(texts, mains)


def _begin_with(names: pa.Array, firsts: pa.Array) -> Mask:
    """Tell which names begin with the words of another one, and go on."""
    begins = np.zeros(len(names), np.bool_)
    initials = (pc.utf8_slice_codeunits(one, 0, 1) for one in (names, firsts))
    could = pc.indices_nonzero(pc.and_(pc.match_substring(names, " "), pc.equal(*initials)))
    pairs = zip(names.take(could).to_pylist(), firsts.take(could).to_pylist(), strict=True)
    begins[np.from_dlpack(could)] = [name.startswith(f"{first} ") for name, first in pairs]
    return begins


def _worth_looking_for(texts: pa.Array, hearsay: Mask, believed: Mask, languages: Languages) -> Mask:
    """Tell which names can stand in a text; one known from hearsay alone must be believed."""
    could = ~mask(pc.match_substring_regex(texts, r"^$|\p{Nd}|\p{No}"))
    # "Region X": it would hide what begins so, as "Region Xinjiang" does
    could &= ~mask(pc.match_substring_regex(texts, " [IVX]*$"))
    small = pc.indices_nonzero(pc.match_substring_regex(texts, r"^\p{Ll}"))
    articles = [has_article(text) for text in texts.take(small).to_pylist()]
    could[np.from_dlpack(small)] &= np.array(articles, np.bool_)
    types = frozenset[str]().union(*(rules.types_before for rules in languages.values()))
    could &= ~mask(pc.is_in(pc.utf8_lower(texts), pa.array(sorted(types), pa.string())))
    lengths = np.from_dlpack(pc.utf8_length(texts))
    ordinary = mask(pc.is_in(texts, pa.array(sorted(languages[UNDETERMINED].ordinary))))
    long = (lengths >= _SHORTEST) | mask(pc.utf8_is_upper(texts))
    telling = believed & (lengths > _SHORTEST) & ~ordinary
    chosen: Mask = could & np.where(hearsay, telling, long)
    return chosen


def _tongues(codes: pa.DictionaryArray, languages: Languages) -> Tongues:
    """Return the bits of the languages of some names; all for one of no known language."""
    of_codes = [tongue(languages, code) for code in codes.dictionary.to_pylist()]
    bits = np.array([*of_codes, tongue(languages, None)], np.uint64)
    numbers: Tongues = bits[np.from_dlpack(pc.fill_null(codes.indices, len(of_codes)))]
    return numbers


def _varied(listed: Found, asked: Mask, vary: Callable[[str], Iterable[str]]) -> Found:
    """Return what something makes of some of the forms listed."""
    positions = np.flatnonzero(asked)
    texts: list[str] = []
    origins: list[int] = []
    for position, text in zip(
        positions.tolist(), listed.texts.take(pa.array(positions)).to_pylist(), strict=True
    ):
        for form in vary(text):
            texts.append(form)
            origins.append(position)
    chosen = np.array(origins, np.int64)
    return Found(
        pa.array(texts, pa.string()), listed.rows[chosen], listed.roles[chosen], listed.tongues[chosen]
    )


def _of_areas(gazetteer: Gazetteer, chosen: Mask, languages: Languages) -> Found:
    """Return the forms of what is no city: there are few, and more must be looked at."""
    rows = gazetteer.numbers_of_names("place")[chosen].tolist()
    columns = [
        gazetteer.name_column(name).filter(pa.array(chosen))
        for name in ("text", "language", "role", "type_word")
    ]
    texts, codes, roles, type_words = (column.cast(pa.string()).to_pylist() for column in columns)
    countries = gazetteer.numbers("kind") == KINDS.index("country")
    types = frozenset[str]().union(*(rules.types_before for rules in languages.values()))
    before = {
        word for rules in languages.values() for word in rules.types_before if word not in rules.types_in_name
    }
    bits = {code: tongue(languages, code) for code in {*codes, None}}
    found: list[tuple[str, int, int, int]] = []
    for text, row, code, role, type_word in zip(texts, rows, codes, roles, type_words, strict=True):
        if not _is_worth_looking_for(text):
            continue
        bare = _without_type(text, type_word, before)
        number = ROLES.index(role if bare == text else "short" if type_word else "typed")
        if countries[row] or bare.lower() not in types:
            found += ((form, row, number, bits[code]) for form in _forms_of_area(bare, code, languages))
    return _of_rows(found)


def _is_worth_looking_for(text: str) -> bool:
    """Tell whether the name of an area can stand in a text."""
    if not text or (text[0].islower() and not has_article(text)) or any(map(str.isdigit, text)):
        return False
    if " " in text and not text.rpartition(" ")[2].strip("IVX"):
        return False
    return len(text) >= _SHORTEST or text.isupper()


def _without_type(text: str, type_word: str, before: frozenset[str] | set[str]) -> str:
    """Take a word off the front that says what a place is; in a text it is read by itself."""
    first, _, rest = text.partition(" ")
    typed = first.lower() in before or (type_word and first.lower() == type_word.lower())
    return rest if typed and len(rest) > _SHORTEST and rest[0].isupper() and not rest.isupper() else text


def _forms_of_area(text: str, code: str | None, languages: Languages) -> Iterator[str]:
    yield text
    if code and code in languages:
        yield from languages[code].forms(text, False)
    if " " in text:
        yield text.replace(" ", "-")
    yield from spellings(text)


def _of_rows(found: Sequence[tuple[str, int, int, int]]) -> Found:
    texts, rows, roles, tongues = zip(*found, strict=True) if found else ((), (), (), ())
    return Found(
        pa.array(texts, pa.string()),
        np.array(rows, np.int32),
        np.array(roles, np.uint8),
        np.array(tongues, np.uint64),
    )


def _plainly_written(gazetteer: Gazetteer, languages: Languages) -> Found:
    """Return the names of larger cities without their marks, but where nobody leaves them out."""
    ordinary = languages[UNDETERMINED].ordinary
    kept = frozenset[str]().union(*(one.home for one in languages.values() if one.marks_kept))
    large = (gazetteer.numbers("kind") == _CITY) & (gazetteer.numbers("population") >= _ALTERNATES_FROM)
    marked = large & ~mask(pc.string_is_ascii(gazetteer.column("name")))
    countries = gazetteer.reader("country_codes")
    rows = [row for row in np.flatnonzero(marked).tolist() if kept.isdisjoint(countries(row))]
    found: list[tuple[str, int, int, int]] = []
    everywhere = tongue(languages, None)
    for row, name in zip(
        rows, gazetteer.column("name").take(pa.array(rows, pa.int32())).to_pylist(), strict=True
    ):
        for plain in sorted(without_marks(name)):
            if len(plain) > _SHORTEST and plain not in ordinary:
                forms = [plain, *spellings(plain)]
                forms += (form for rules in languages.values() for form in rules.forms(plain, True))
                found += ((form, row, _MAIN, everywhere) for form in forms)
    return _of_rows(found)


def _abbreviations(gazetteer: Gazetteer, languages: Languages) -> Found:
    """Return what languages shorten the names of regions to ("Calif.")."""
    first_level = mask(pc.equal(gazetteer.column("feature_code").cast(pa.string()), "ADM1").fill_null(False))
    rows = np.flatnonzero(first_level & (gazetteer.numbers("kind") == KINDS.index("region")))
    codes = gazetteer.column("admin1").take(pa.array(rows)).cast(pa.string()).to_pylist()
    regions = dict(zip(codes, rows.tolist(), strict=True))
    return _of_rows(
        [
            (form, regions[code], _SHORT, tongue(languages, language.code))
            for language in languages.values()
            for form, code in language.tails.items()
            if code in regions
        ]
    )


def _genitives(forms: Forms, saliences: npt.NDArray[np.float64], languages: Languages) -> Found:
    """Let a name that is another one's genitive as well mean that one too: "Islands"."""
    best = forms.most(saliences[forms.rows])
    found = [_of_rows([])]
    for language in languages.values():
        for ending in language.endings:
            numbers = np.from_dlpack(pc.indices_nonzero(pc.ends_with(forms.texts, ending))).astype(np.int32)
            texts = forms.texts.take(pa.array(numbers))
            bare = pc.index_in(pc.utf8_slice_codeunits(texts, 0, -len(ending)), forms.texts)
            known = mask(bare.is_valid())
            bases, numbers = np.from_dlpack(bare.drop_null()), numbers[known]
            better = best[bases] > best[numbers] + _CLEARLY
            positions, which = forms.of_several(bases[better])
            found.append(
                Found(
                    forms.texts.take(pa.array(numbers[better])).take(pa.array(which)),
                    forms.rows[positions],
                    forms.roles[positions],
                    np.full(len(positions), tongue(languages, language.code), np.uint64),
                )
            )
    return _joined(found)


def _respelled(forms: Forms, saliences: npt.NDArray[np.float64], languages: Languages) -> Found:
    """Return how names of better known places look where letters are lacking or lost: "Koeln", "Koln"."""
    ordinary = languages[UNDETERMINED].ordinary
    known = forms.most(saliences[forms.rows]) >= _RESPELLED_FROM
    numbers = np.flatnonzero(known & ~mask(pc.string_is_ascii(forms.texts))).astype(np.int32)
    texts: list[str] = []
    origins: list[int] = []
    for number, text in zip(numbers.tolist(), forms.texts.take(pa.array(numbers)).to_pylist(), strict=True):
        for plain in sorted(respelled(text)):
            if len(plain) > _SHORTEST and plain not in ordinary:
                texts.append(plain)
                origins.append(number)
    positions, which = forms.of_several(np.array(origins, np.int32))
    return Found(
        pa.array(texts, pa.string()).take(pa.array(which)),
        forms.rows[positions],
        np.maximum(forms.roles[positions], _RESPELLED),
        forms.tongues[positions],
    )


def _capitals(forms: Forms, saliences: npt.NDArray[np.float64], languages: Languages) -> Found:
    """Return what a name of a better known place looks like in a headline or a dateline.

    A name known from hearsay alone stands in none; where two spellings look the same in capitals,
    the one with the better role comes first.
    """
    attested = (forms.roles != ALTERNATE) | (forms.tongues != tongue(languages, None))
    known = np.logical_or.reduceat(attested, forms.starts[:-1])
    long = np.from_dlpack(pc.utf8_length(forms.texts)) > _SHORTEST
    chosen = long & known & (forms.most(saliences[forms.rows]) >= _CAPITALS_FROM)
    numbers = np.flatnonzero(chosen).astype(np.int32)
    capitals = pa.array(
        [text.upper() for text in forms.texts.take(pa.array(numbers)).to_pylist()], pa.string()
    )
    positions, which = forms.of_several(numbers)
    order = np.argsort(forms.roles[positions], kind="stable")
    positions, which = positions[order], which[order]
    texts = capitals.take(pa.array(which))
    return Found(texts, forms.rows[positions], forms.roles[positions], forms.tongues[positions])


def _joined(several: Iterable[Found]) -> Found:
    several = list(several)
    return Found(
        pa.concat_arrays([one.texts for one in several]),
        np.concatenate([one.rows for one in several]),
        np.concatenate([one.roles for one in several]),
        np.concatenate([one.tongues for one in several]),
    )


def _grouped(found: Found) -> Forms:
    """Put what was found together: of a form and a place the best role, and every language."""
    texts = found.texts.dictionary_encode()
    keys = _keys(np.from_dlpack(texts.indices), found.rows)
    order = np.argsort(keys, kind="stable")
    firsts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    return _sorted(
        texts.dictionary,
        keys[order][firsts],
        np.minimum.reduceat(found.roles[order], firsts),
        np.bitwise_or.reduceat(found.tongues[order], firsts),
    )


def _with(forms: Forms, found: Found) -> Forms:
    """Add what was found where it is new; what is known of a form and a place stays as it is."""
    texts = pa.concat_arrays([forms.texts, found.texts]).dictionary_encode()
    keys = _keys(forms.owners(), forms.rows)
    numbers = np.from_dlpack(texts.indices)[len(forms.texts) :]
    more, firsts = np.unique(_keys(numbers, found.rows), return_index=True)
    at = np.searchsorted(keys, more)
    new = keys[np.minimum(at, len(keys) - 1)] != more
    more, firsts, at = more[new], firsts[new], at[new]
    return _sorted(
        texts.dictionary,
        np.insert(keys, at, more),
        np.insert(forms.roles, at, found.roles[firsts]),
        np.insert(forms.tongues, at, found.tongues[firsts]),
    )


def _keys(forms: npt.NDArray[Any], rows: Rows) -> npt.NDArray[np.int64]:
    return (forms.astype(np.int64) << 32) + rows


def _sorted(
    texts: pa.Array, keys: npt.NDArray[np.int64], roles: npt.NDArray[np.uint8], tongues: Tongues
) -> Forms:
    starts = np.searchsorted(keys >> 32, np.arange(len(texts) + 1)).astype(np.int32)
    return Forms(texts, starts, (keys & 0xFFFFFFFF).astype(np.int32), roles, tongues)
