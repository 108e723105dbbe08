"""The lexicon: every form in which a name may stand in a text.

It is derived from a gazetteer and from the languages, once, and kept on disk beside the
gazetteer's index; automata find all forms in one pass. A *form* is a stretch of text to look for
("Pjöngjang", "Gelben Meers", "HANNOVER"); a *sense* of it is a place that it may name.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from math import log10
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from places.gazetteer.cache import build_once, fingerprint
from places.gazetteer.columns import Reader
from places.gazetteer.index import Gazetteer
from places.geoparsing import automata, forms, municipalities, standing
from places.geoparsing.automata import Automata, Match, write_automata
from places.geoparsing.forms import Forms
from places.geoparsing.standing import ROLE_WEIGHT
from places.geoparsing.transcribed import is_marked, with_transcribed
from places.languages import LANGUAGES, UNDETERMINED, Language, Languages
from places.languages.language import PLAUSIBLE_FROM
from places.languages.spelling import APOSTROPHES
from places.model import Kind

SIDE_NAME = ROLE_WEIGHT["former"]
"""Role from which on downwards a name is not the main one of its place."""
_MOST_SENSES = 60  # of a form that hundreds of places bear the salient ones are kept in play
_FORMS_KEPT = 100_000  # texts of which it is known whether they are forms
_SENSES_KEPT = 200_000  # forms of a language; each has a few hundred bytes of senses
_FEWEST = 0.01  # of what the largest country has; with fewer places it is no scarcer
_FOREIGN_NAME = -2.0  # what it takes off that a name belongs to another language
_HEARSAY = -3.0  # ... that a place is called by a name of no known language which a town at home bears
_OF_ANOTHER = -2.5  # ... and that it is the proper name of a town elsewhere: "Tirano" for Tirana
_OWN_NAME_FROM = 3.7  # salience of such a town
_AT_HOME_FROM = 3.4  # salience of such a town
_FOREIGN_COUNTRY = -4.0  # ... and that of a country, which every language names itself


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
        self._automata = Automata(folder)
        self._starts = memoryview(np.load(folder / "starts.npy", mmap_mode="r"))
        self._rows = memoryview(np.load(folder / "rows.npy", mmap_mode="r"))
        self._roles = memoryview(np.load(folder / "roles.npy", mmap_mode="r"))
        self._tongues = memoryview(np.load(folder / "tongues.npy", mmap_mode="r"))
        self._saliences = memoryview(np.load(folder / "saliences.npy", mmap_mode="r"))
        self._standing: dict[str, bytes] = {}
        self._senses: dict[str, Callable[[int], tuple[Sense, ...]]] = {}  # by language
        self.form = lru_cache(maxsize=_FORMS_KEPT)(self._form)

    def find(self, texts: Sequence[str]) -> list[list[Match]]:
        """Return the forms in each of some texts (see `Automata`), with more marks as well than they have."""
        found = self._automata.find([_read(text) for text in texts])
        for number, text in enumerate(texts):
            if not text.isascii() and is_marked(text):
                found[number] = with_transcribed(text, found[number], self._in_text, self._is_well_known)
        return found

    def _in_text(self, text: str) -> list[Match]:
        return self._automata.find([_read(text)])[0]

    def _is_well_known(self, form: int) -> bool:
        best = self.senses(form)[0]
        return best.salience + best.role >= PLAUSIBLE_FROM

    def _form(self, text: str) -> int:
        """Return the number of the form that a text is; -1 if it is none."""
        (matches,) = self.find([text])
        return next((form for start, end, form in matches if end - start == len(text)), -1)

    def standing(self, language: Language) -> bytes:
        """Return one byte a form: how readily it is taken for a place (see `languages`)."""
        if language.code not in self._standing:
            self._standing[language.code] = (self._folder / f"standing-{language.code}").read_bytes()
        return self._standing[language.code]

    def senses(self, form: int, language: str = UNDETERMINED) -> tuple[Sense, ...]:
        """Return what a form may name in a language, best known first."""
        return self.senses_in(language)(form)

    def senses_in(self, language: str) -> Callable[[int], tuple[Sense, ...]]:
        """Return what tells what a form may name in a language, best known first."""
        known = self._senses.get(language)
        if known is None:
            read = partial(self._in_language, language=language)
            known = self._senses[language] = lru_cache(maxsize=_SENSES_KEPT)(read)
        return known

    def _in_language(self, form: int, language: str) -> tuple[Sense, ...]:
        first, last = self._starts[form], self._starts[form + 1]
        tongue = forms.heard(self._languages, language)
        foreign = [not self._tongues[position] & tongue for position in range(first, last)]
        hearsay = self._hearsay(first, last) if language != UNDETERMINED else ()
        if language != UNDETERMINED and not any(foreign) and not hearsay:
            return self.senses(form)  # as nearly always
        senses = [
            self._sense(position, abroad)
            for position, abroad in zip(range(first, last), foreign, strict=True)
        ]
        home = self._languages[language].home if hearsay else frozenset[str]()
        off = _off_hearsay(senses, home) if hearsay else 0.0
        for sense in (senses[position - first] for position in hearsay if off):
            sense.role += off if sense.kind == "city" and home.isdisjoint(sense.countries) else 0
        # What another language calls so behind a word for its kind alone: "lago de Zug" is no "Zug".
        told = [
            sense
            for position, abroad, sense in zip(range(first, last), foreign, senses, strict=True)
            if not (abroad and self._roles[position] == forms.TYPED)
        ] or senses
        told.sort(key=lambda sense: (-sense.salience - sense.role, sense.row))
        return tuple(told[:_MOST_SENSES])

    def _hearsay(self, first: int, last: int) -> Sequence[int]:
        """Return at which of some positions a place has a bare other name of no known language."""
        return [
            position
            for position in range(first, last)
            if self._roles[position] == forms.ALTERNATE and self._tongues[position] == self._any_tongue
        ]

    @cached_property
    def scarcity(self) -> Mapping[str, float]:
        """How few of the places listed lie in each country: 1 for a tenth of what the largest has."""
        codes = pc.value_counts(self.gazetteer.column("country_codes"))
        known = {one["values"]: one["counts"] for one in codes.to_pylist() if "|" not in one["values"]}
        most = max(known.values(), default=1)
        return {code: log10(most / max(count, _FEWEST * most)) for code, count in known.items() if code}

    @cached_property
    def _any_tongue(self) -> int:
        return forms.tongue(self._languages, None)

    def _sense(self, position: int, foreign: bool) -> Sense:
        row, role = self._rows[position], ROLE_WEIGHT[forms.ROLES[self._roles[position]]]
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
    rules = (__file__, automata.__file__, municipalities.__file__, standing.__file__)
    files = [*map(Path, rules), *forms.FILES, *languages.files]
    key = fingerprint([gazetteer.folder.name, *languages], files)
    folder = gazetteer.folder.parent / f"lexicon-{key}"
    build_once(folder, lambda unfinished: _write(gazetteer, unfinished, languages))
    return Lexicon(gazetteer, folder, languages)


def _write(gazetteer: Gazetteer, folder: Path, languages: Languages) -> None:
    """Write a lexicon."""
    saliences = standing.saliences(gazetteer)
    found = forms.collect(gazetteer, saliences, languages)
    pa.default_memory_pool().release_unused()
    _write_senses(found, gazetteer, saliences, languages, folder)
    pa.default_memory_pool().release_unused()
    write_automata(found.texts, folder)


def _write_senses(
    found: Forms, gazetteer: Gazetteer, saliences: standing.Salience, languages: Languages, folder: Path
) -> None:
    """Write the senses of the forms, and how the forms stand."""
    for code, standings in standing.standings(found, gazetteer, saliences, languages):
        (folder / f"standing-{code}").write_bytes(standings)
    np.save(folder / "starts.npy", found.starts)
    np.save(folder / "rows.npy", found.rows)
    np.save(folder / "roles.npy", found.roles)
    np.save(folder / "tongues.npy", found.tongues.astype(np.min_scalar_type(forms.tongue(languages, None))))
    np.save(folder / "saliences.npy", saliences.astype(np.float32))


def _read(text: str) -> str:
    """Return a text with the apostrophes that forms have, each of them one letter for one."""
    if not text.isascii():
        for sign in APOSTROPHES:
            text = text.replace(sign, "'")
    return text


def _off_hearsay(senses: Sequence[Sense], home: Container[str]) -> float:
    """Return what it takes off a place that the name is one of hearsay alone, by whose own name it is."""
    if any(_is_town_at(home, sense) for sense in senses):
        return _HEARSAY
    return _OF_ANOTHER if any(map(_is_own_name, senses)) else 0.0


def _is_own_name(sense: Sense) -> bool:
    """Tell whether a sense is a town under its own name."""
    return sense.kind == "city" and not sense.role and sense.salience >= _OWN_NAME_FROM


def _is_town_at(home: Container[str], sense: Sense) -> bool:
    """Tell whether a sense is a town in one of some countries under its own name."""
    known = sense.kind == "city" and not sense.role and sense.salience >= _AT_HOME_FROM
    return known and any(country in home for country in sense.countries)
