"""The lexicon: every form in which a name may stand in a text, as one automaton.

It is derived from a gazetteer and from the languages, once, and kept on disk beside the
gazetteer's index. A *form* is a stretch of text to look for ("Pjöngjang", "Gelben Meers",
"HANNOVER"); a *sense* of it is a place that it may name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import daachorse
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from places.gazetteer.cache import build_once, fingerprint
from places.gazetteer.columns import Reader
from places.gazetteer.index import Gazetteer
from places.gazetteer.source import ROLE_WEIGHT
from places.languages import LANGUAGES, UNDETERMINED, Language, Languages, Standing
from places.languages.language import CERTAIN_FROM, PLAUSIBLE_FROM
from places.languages.spelling import has_article, spellings, without_marks
from places.model import KINDS, Kind

_ROLES = ("main", "official", "short", "former", "alternate", "typed")
# "typed" is what is left of "Flughafen Frankfurt" without its first word: it takes that word.
_ROLE_WEIGHT = {"typed": -2.0} | {str(role): weight for role, weight in ROLE_WEIGHT.items()}
SIDE_NAME = _ROLE_WEIGHT["former"]
"""Role from which on downwards a name is not the main one of its place."""
_ALTERNATE = _ROLES.index("alternate")
_CAPS_FORM_FROM = 3.5  # salience from which a name is also looked for in capitals
_MOST_SENSES = 60  # of a form that hundreds of places bear the salient ones are kept in play
_FOREIGN_FROM = 6.0  # salience from which a city abroad is as good as one at home
_AWAY = 0.8  # what a smaller city abroad is less
_FOREIGN_NAME_AT_MOST = 3.9  # salience that a name from another language has at most
_FOREIGN_COUNTRY_AT_MOST = 3.8  # ... and that of a country: "Statistik Austria" is none
_FOREIGN_NAME = -2.0  # what it takes off that a name belongs to another language
_FOREIGN_COUNTRY = -4.0  # ... and that of a country, which every language names itself
_HEARSAY_AT_MOST = 3.8  # salience that an alternate name of no known language has at most: "Kitas" for Quito
_TWO_WORDS_FROM = 2.1  # salience from which a name of several words is plausible
_CLEARLY = 1.5  # how much better known a place must be for another's name to be its genitive
_SHORTEST = 3
_SENSES_KEPT = 400_000  # forms; each has a few hundred bytes of senses
_MOST_LANGUAGES = 60
_ALTERNATES_FROM = 5000  # inhabitants from which unattested alternate names are believed


# Not frozen, which would make it four times as slow to make.
@dataclass(slots=True)
class Sense:
    """A place that a form may name, with what the resolver needs to weigh it.

    Attributes
    ----------
    row : int
        Row of the place in the gazetteer.
    salience : float
        How well known the place is under this name; roughly the decimal logarithm of the
        number of its inhabitants.
    role : float
        What the role of the name (an old name, a bare alternate) takes off the salience.
    kind : Kind
        What the place is.
    latitude, longitude : float
        WGS 84, degrees.
    countries : tuple of str
        ISO 3166-1 alpha-2.
    admin1 : str
        ISO 3166-2 of the first-level region, empty if unknown.
    types : tuple of str
        Words that say what the place is, in lower case.
    """

    row: int
    salience: float
    role: float
    kind: Kind
    latitude: float
    longitude: float
    countries: tuple[str, ...]
    admin1: str
    types: tuple[str, ...]


class Lexicon:
    """Forms to look for and their senses, opened from disk.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where the places are.
    folder : Path
        A finished lexicon, as `open_lexicon` makes it.
    languages : Languages
        Those that it was made for.
    """

    def __init__(self, gazetteer: Gazetteer, folder: Path, languages: Languages) -> None:
        self.gazetteer = gazetteer
        self._languages = languages
        self._folder = folder
        automaton = daachorse.CharwiseDoubleArrayAhoCorasick.deserialize((folder / "automaton").read_bytes())
        self.find = automaton.find
        self._starts = memoryview(np.load(folder / "starts.npy", mmap_mode="r"))
        self._rows = memoryview(np.load(folder / "rows.npy", mmap_mode="r"))
        self._roles = memoryview(np.load(folder / "roles.npy", mmap_mode="r"))
        self._tongues = memoryview(np.load(folder / "tongues.npy", mmap_mode="r"))
        self._saliences = memoryview(np.load(folder / "saliences.npy", mmap_mode="r"))
        self._standing: dict[str, bytes] = {}
        self._senses = lru_cache(maxsize=_SENSES_KEPT)(self._in_language)

    def standing(self, language: Language) -> bytes:
        """Return one byte a form: how readily it is taken for a place (see `languages`)."""
        if language.code not in self._standing:
            self._standing[language.code] = (self._folder / f"standing-{language.code}").read_bytes()
        return self._standing[language.code]

    def senses(self, form: int, language: str = UNDETERMINED) -> tuple[Sense, ...]:
        """Return what a form may name in a language, best known first."""
        return self._senses(form, language)

    def _in_language(self, form: int, language: str) -> tuple[Sense, ...]:
        first, last = self._starts[form], self._starts[form + 1]
        tongue = _heard(self._languages, language)
        foreign = [not self._tongues[position] & tongue for position in range(first, last)]
        if language != UNDETERMINED and not any(foreign):
            return self.senses(form)  # as nearly always
        senses = [
            self._sense(position, abroad)
            for position, abroad in zip(range(first, last), foreign, strict=True)
        ]
        senses.sort(key=lambda sense: (-sense.salience - sense.role, sense.row))
        return tuple(senses[:_MOST_SENSES])

    def _sense(self, position: int, foreign: bool) -> Sense:
        row, role = self._rows[position], _ROLE_WEIGHT[_ROLES[self._roles[position]]]
        kind, latitude, longitude, countries, admin1, types = [read(row) for read in self._readers]
        if foreign:
            role += _FOREIGN_COUNTRY if kind == "country" else _FOREIGN_NAME
        return Sense(row, self._saliences[row], role, kind, latitude, longitude, countries, admin1, types)

    @cached_property
    def _readers(self) -> list[Reader]:
        columns = ("kind", "latitude", "longitude", "country_codes", "admin1", "types")
        return [self.gazetteer.reader(name) for name in columns]


def open_lexicon(gazetteer: Gazetteer, languages: Languages = LANGUAGES) -> Lexicon:
    """Open the lexicon of a gazetteer for some languages; build it first if there is none."""
    files = [Path(__file__), *languages.files]
    key = fingerprint([gazetteer.folder.name, *languages], files)
    folder = gazetteer.folder.parent / f"lexicon-{key}"
    build_once(folder, lambda unfinished: _write(gazetteer, unfinished, languages))
    return Lexicon(gazetteer, folder, languages)


def _write(gazetteer: Gazetteer, folder: Path, languages: Languages) -> None:
    saliences = _saliences(gazetteer)
    forms = _forms(gazetteer, saliences, languages)
    sizes = np.fromiter(map(len, forms.values()), np.int32, len(forms))
    rows = np.array([row for senses in forms.values() for row in senses], np.int32)
    packed = np.array([known for senses in forms.values() for known in senses.values()], np.uint64)
    roles, tongues = (packed % len(_ROLES)).astype(np.uint8), packed // len(_ROLES)
    starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(forms), daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    (folder / "automaton").write_bytes(automaton.serialize())
    np.save(folder / "starts.npy", starts)
    np.save(folder / "rows.npy", rows)
    np.save(folder / "roles.npy", roles)
    np.save(folder / "tongues.npy", tongues.astype(np.min_scalar_type(_tongue(languages, None))))
    np.save(folder / "saliences.npy", saliences.astype(np.float32))
    numbers = {form: number for number, form in enumerate(forms)}
    penalties = np.array([_ROLE_WEIGHT[role] for role in _ROLES])[roles]
    countries = gazetteer.numbers("kind")[rows] == KINDS.index("country")
    most = np.where(countries, _FOREIGN_COUNTRY_AT_MOST, _FOREIGN_NAME_AT_MOST)
    words = np.repeat([" " not in form for form in forms], sizes)
    hearsay = words & (roles == _ALTERNATE) & (tongues == _tongue(languages, None))
    for language in languages.values():
        known = saliences - _AWAY * _away(gazetteer, saliences, language)
        worth = known[rows] + penalties
        foreign = (tongues & np.uint64(_heard(languages, language.code))) == 0
        worth[foreign] = np.minimum(worth, most)[foreign]
        worth[hearsay] = np.minimum(worth[hearsay], _HEARSAY_AT_MOST)
        best = np.maximum.reduceat(worth, starts[:-1])
        at_home = np.maximum.reduceat(np.where(foreign, 0, worth), starts[:-1])
        telling = [
            number
            for form, number in numbers.items()
            if " " in form and at_home[number] >= _TWO_WORDS_FROM and language.is_telling(form)
        ]
        best[telling] = np.maximum(best[telling], PLAUSIBLE_FROM)
        (folder / f"standing-{language.code}").write_bytes(_standing(language, best, numbers, languages))


def _tongue(languages: Languages, code: str | None) -> int:
    """Return a bit for a language, the last one for any that has no rules; all of them for none.

    Raises
    ------
    ValueError
        If there are more languages than a number has bits beside the role.
    """
    codes = list(languages)
    if len(codes) > _MOST_LANGUAGES:
        raise ValueError(f"{len(codes)} languages, but the lexicon tells {_MOST_LANGUAGES} apart at most")
    if code is None:
        return (1 << len(codes)) - 1
    return 1 << codes.index(code if code in codes else UNDETERMINED)


def _heard(languages: Languages, code: str) -> int:
    """Return the bits of the languages whose names a text in a language may use as its own."""
    return _tongue(languages, None if code == UNDETERMINED else code)


def _away(
    gazetteer: Gazetteer, saliences: npt.NDArray[np.float64], language: Language
) -> npt.NDArray[np.bool_]:
    """Tell of every place whether it is a smaller city where the language is not at home."""
    cities = gazetteer.numbers("kind") == KINDS.index("city")
    codes = map(gazetteer.reader("country_codes"), range(len(gazetteer)))
    abroad = np.fromiter(map(language.home.isdisjoint, codes), np.bool_, len(gazetteer))
    away: npt.NDArray[np.bool_] = (saliences < _FOREIGN_FROM) & cities & abroad
    return away


def _standing(
    language: Language, best: npt.NDArray[np.float64], numbers: Mapping[str, int], languages: Languages
) -> bytes:
    standing = np.full(len(best), Standing.DOUBTFUL, np.uint8)
    standing[best >= PLAUSIBLE_FROM] = Standing.PLAUSIBLE
    standing[best >= CERTAIN_FROM] = Standing.CERTAIN
    abbreviations = (form for other in languages.values() for form in other.tails)
    for form in (*abbreviations, *language.special()):
        if form in numbers:
            standing[numbers[form]] = language.standing(form, float(best[numbers[form]]))
    return standing.tobytes()


def _saliences(gazetteer: Gazetteer) -> npt.NDArray[np.float64]:
    """Say of every place how well known it is, in the manner of log10 of its inhabitants."""
    prominence = gazetteer.numbers("prominence")
    kinds = gazetteer.numbers("kind")
    codes = np.array(_values(gazetteer.column("feature_code")))
    plain: npt.NDArray[np.float64] = np.log10(np.maximum(prominence, 300).astype(float))
    salience = plain.copy()
    for number, kind in enumerate(KINDS):
        of_kind = kinds == number
        known = plain[of_kind]
        if kind == "country":
            salience[of_kind] = 6.0 + known / 3
        elif kind == "region":
            within = np.where(codes[of_kind] == "ADM1", 0.7, 0.9)
            salience[of_kind] = np.maximum(4.6, known - within)
        elif kind in ("water", "terrain", "site"):
            most = 5.2 if kind == "site" else 6.5
            estimated = np.minimum(most, np.maximum(4.8, known))
            salience[of_kind] = np.where(prominence[of_kind] > 0, estimated, 5.2)
        else:
            for code, more in (("PPLC", 0.9), ("PPLA", 0.3)):
                salience[of_kind & (codes == code)] += more
    return salience


def _forms(
    gazetteer: Gazetteer, saliences: npt.NDArray[np.float64], languages: Languages
) -> dict[str, dict[int, int]]:
    """Collect the forms: text -> row of a place -> number of the best role it has there."""
    forms: dict[str, dict[int, int]] = {}
    kinds = [KINDS[number] for number in gazetteer.column("kind").to_pylist()]
    population = gazetteer.column("population").to_pylist()
    mains = gazetteer.column("name").to_pylist()
    types = frozenset[str]().union(*(rules.types_before for rules in languages.values()))
    ordinary = languages[UNDETERMINED].ordinary
    texts, rows = (gazetteer.name_column(name).to_pylist() for name in ("text", "place"))
    about = (_values(gazetteer.name_column(name)) for name in ("language", "role", "type_word"))
    for text, row, language, role, type_word in zip(texts, rows, *about, strict=True):
        city = kinds[row] == "city"
        # "Neustadt an der Dosse" is more of a name than "Neustadt", be the town as small as it may.
        believed = population[row] >= _ALTERNATES_FROM or text.startswith(f"{mains[row]} ")
        hearsay = role == "alternate" and language is None and city
        if not _worth_looking_for(text, hearsay, believed) or (hearsay and text in ordinary):
            continue
        bare = text if city else _without_type(text, type_word, languages)
        if bare != text:
            text, role = bare, "short" if type_word else "typed"  # noqa: PLW2901
        if kinds[row] != "country" and text.lower() in types:
            continue
        # "Marburg an der Lahn" is Marburg in every language.
        own = city and (text == mains[row] or mains[row].startswith(f"{text} "))
        if own and role == "alternate":
            role = "main" if text == mains[row] else "short"  # noqa: PLW2901
        tongue = _tongue(languages, None if own else language)
        for form in _variants(text, language, city, languages):
            senses = forms.setdefault(form, {})
            known = senses.get(row, len(_ROLES) - 1)
            number = min(_ROLES.index(role), known % len(_ROLES))
            senses[row] = (known // len(_ROLES) | tongue) * len(_ROLES) + number
    kept = frozenset[str]().union(*(one.home for one in languages.values() if one.marks_kept))
    countries = gazetteer.reader("country_codes")
    everywhere = _tongue(languages, None) * len(_ROLES) + _ROLES.index("main")
    for row, (main, kind) in enumerate(zip(mains, kinds, strict=True)):
        if kind == "city" and population[row] >= _ALTERNATES_FROM and kept.isdisjoint(countries(row)):
            for plain in without_marks(main):
                if len(plain) > _SHORTEST and plain not in ordinary:
                    for form in _variants(plain, None, True, languages):
                        forms.setdefault(form, {})[row] = everywhere
    _add_abbreviations(gazetteer, forms, languages)
    _add_genitives(forms, saliences, languages)
    _add_capitals(forms, saliences)
    return forms


def _add_capitals(forms: dict[str, dict[int, int]], saliences: npt.NDArray[np.float64]) -> None:
    """Add what a name of a better known place looks like in a headline or a dateline."""
    for form, senses in list(forms.items()):
        if len(form) > _SHORTEST and max(saliences[row] for row in senses) >= _CAPS_FORM_FROM:
            capitals = forms.setdefault(form.upper(), {})
            for row, known in senses.items():
                capitals.setdefault(row, known)


def _add_genitives(
    forms: dict[str, dict[int, int]], saliences: npt.NDArray[np.float64], languages: Languages
) -> None:
    """Let a name that is another one's genitive as well mean that one too: "Islands"."""
    for language in languages.values():
        for form, senses in list(forms.items()):
            ending = next((one for one in language.endings if form.endswith(one)), None)
            base = forms.get(form[: -len(ending)], {}) if ending else {}
            if (
                base
                and max(saliences[row] for row in base) > max(saliences[row] for row in senses) + _CLEARLY
            ):
                for row, known in base.items():
                    senses.setdefault(
                        row, _tongue(languages, language.code) * len(_ROLES) + known % len(_ROLES)
                    )


def _add_abbreviations(gazetteer: Gazetteer, forms: dict[str, dict[int, int]], languages: Languages) -> None:
    codes = _values(gazetteer.column("admin1"))
    kinds = gazetteer.numbers("kind")
    regions = {codes[row]: int(row) for row in np.flatnonzero(kinds == KINDS.index("region")) if codes[row]}
    for language in languages.values():
        for form, code in language.tails.items():
            if code in regions:
                tongue = _tongue(languages, language.code)
                forms.setdefault(form, {})[regions[code]] = tongue * len(_ROLES) + _ROLES.index("short")


def _values(column: pa.DictionaryArray) -> list[Any]:
    """Read a column of few different values, which is ten times as quick as one value after another."""
    known = column.dictionary.to_pylist()
    return [None if number is None else known[number] for number in column.indices.to_pylist()]


def _without_type(text: str, type_word: str, languages: Languages) -> str:
    """Take a word off the front that says what a place is; in a text it is read by itself."""
    first, _, rest = text.partition(" ")
    lower = first.lower()
    typed = type_word and lower == type_word.lower()
    typed = typed or any(
        lower in rules.types_before and lower not in rules.types_in_name for rules in languages.values()
    )
    return rest if typed and len(rest) > _SHORTEST and rest[0].isupper() and not rest.isupper() else text


def _worth_looking_for(text: str, hearsay: bool, believed: bool) -> bool:
    """Tell whether a name can stand in a text; one known from hearsay alone must be believed."""
    if (
        not text
        or (text[0].islower() and not has_article(text))
        or (not text.isalpha() and any(map(str.isdigit, text)))
    ):
        return False
    if " " in text and not text.rpartition(" ")[2].strip("IVX"):
        return False  # "Region X": it would hide what begins so, as "Region Xinjiang" does
    if hearsay:
        return believed and len(text) > _SHORTEST
    return len(text) >= _SHORTEST or text.isupper()


def _variants(text: str, language: str | None, city: bool, languages: Languages) -> Iterator[str]:
    yield text
    for rules in languages.values():
        if language == rules.code or (language is None and city):
            yield from rules.forms(text, city)
    if not city and " " in text:
        yield text.replace(" ", "-")
    yield from spellings(text)
