"""Where a paper is at home: what its name says ("Dorset Echo", "Lübecker Nachrichten").

A local paper means its own Dublin. A home weighs on what the text itself leaves open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from places.geo import within_km
from places.geoparsing.lexicon import Lexicon, Sense
from places.geoparsing.papers import home_of_paper
from places.geoparsing.parser import Home
from places.geoparsing.recognise import lies_in
from places.geoparsing.recognise.toponym import ASKED
from places.geoparsing.resolve.ground import Told, lay_ground
from places.languages import Language, Languages

_KEPT: Final = 10_000  # names of papers
_LEAST_SHARE: Final = 0.1  # of a sense that may be meant
_LEAST_SALIENCE: Final = 3.5  # of a place that a paper is called after
_KNOWN_ABROAD: Final = 5.5  # salience of such a place in a country where its language is not spoken
_NAMESAKE_KM: Final = 15.0
_KINDS: Final = ("city", "region", "water", "terrain")


_AREAS: Final = 6  # senses of a form of which one may be the area that is told with a town


def _is_near(home: Home, town: Sense) -> bool:
    return within_km(home.latitude, home.longitude, town.latitude, town.longitude, _NAMESAKE_KM)


def _towns(senses: Iterable[Sense]) -> Iterator[Sense]:
    return (sense for sense in senses if sense.kind == "city")


class Homes:
    """The homes of papers by their names.

    Parameters
    ----------
    lexicon : Lexicon
        What the words of such a name may mean.
    languages : Languages
        By their codes, those whose adjectives are known.
    """

    def __init__(self, lexicon: Lexicon, languages: Languages) -> None:
        self._lexicon = lexicon
        self._languages = languages
        self.of = lru_cache(maxsize=_KEPT)(self._of)

    def _of(self, source: str, code: str) -> tuple[Home, ...]:
        """Return the places that the name of a paper may be called after."""
        language = self._languages[code]
        if known := home_of_paper(source):
            return (self.called_after(source, code, known),)
        name, bracket, rest = source.partition("(")
        where = rest.partition(")")[0]
        if bracket and name.strip() and where:
            return self._told(name, where, code)
        words = source.split()
        for word in words:
            area = language.area_of(word)
            if "-" in area and (homes := self._region(area)):
                return homes
        # "St. Galler Tagblatt" is not called after Galle.
        pairs = [f"{one} {other}" for one, other in pairwise(words)]
        for word in (*pairs, *words):
            for form in self._forms(word, language):
                if homes := self._senses(form, language):
                    return homes
        return ()

    def _told(self, name: str, where: str, code: str) -> tuple[Home, ...]:
        """Return the town in the brackets behind a name: "Kennebec Journal (Augusta, Maine)".

        An area that stands there alone leaves it to the name.
        """
        parts = [self._lexicon.form(part.strip()) for part in where.split(",")]
        told = [self._lexicon.senses(form, code) for form in parts if form >= 0]
        areas = [sense for senses in told for sense in senses[:_AREAS] if sense.kind in ("region", "country")]
        towns = next(([*_towns(senses)] for senses in told if senses[0].kind == "city"), [])
        known = home_of_paper(name)
        if known and (not towns or any(_is_near(known, town) for town in towns)):
            return (self.called_after(name, code, known),)
        towns = towns or [town for senses in told for town in _towns(senses)]
        if not towns:
            return self.of(name.strip(), code)
        codes = frozenset(area.admin1 or area.countries[0] for area in areas)
        town = next((town for town in towns if lies_in(town, codes)), towns[0])
        return (self.called_after(name, code, Home(town.latitude, town.longitude)),)

    def called_after(self, source: str, code: str, home: Home) -> Home:
        """Return a home with the form in the name of its paper that is its own name, if there is one."""
        language = self._languages[code]
        words = source.split()
        for word in (*(f"{one} {other}" for one, other in pairwise(words)), *words):
            for form in self._forms(word, language):
                if any(
                    sense.kind == "city" and _is_near(home, sense)
                    for sense in self._lexicon.senses(form, code)
                ):
                    return home._replace(namesake=form)
        return home

    def _forms(self, word: str, language: Language) -> Iterator[int]:
        """Yield the forms that a word, or two, of the name of a paper may be or be made of."""
        bare = word.strip(",.&")
        for name in (bare, *language.towns_of(bare)):
            form = self._lexicon.form(name)
            if form >= 0 and self._lexicon.standing(language)[form] >= ASKED:
                yield form
        if "-" in bare:  # "Leine-Zeitung"
            yield from self._forms(bare.partition("-")[0], language)

    def _region(self, code: str) -> tuple[Home, ...]:
        """Return the middle of a first-level region."""
        row = self._regions.get(code)
        if row is None:
            return ()
        place = self._lexicon.gazetteer.at(row)
        return (Home(place.latitude, place.longitude),)

    @cached_property
    def _regions(self) -> Mapping[str, int]:
        """The rows of the first-level regions by their ISO 3166-2 codes."""
        gazetteer = self._lexicon.gazetteer
        codes = gazetteer.column("admin1").cast(pa.string())
        first_level = pc.equal(gazetteer.column("feature_code").cast(pa.string()), "ADM1")
        rows = pc.indices_nonzero(first_level.fill_null(False))
        return dict(zip(codes.take(rows).to_pylist(), rows.to_pylist(), strict=True))

    def _senses(self, form: int, language: Language) -> tuple[Home, ...]:
        """Return what a paper may be called after by a form, rather in the countries of its language."""
        ground = lay_ground(form, self._lexicon.senses(form, language.code), Told("", "", 0, frozenset()))
        likely = [
            (share, sense)
            for sense, share in zip(ground.senses, ground.shares, strict=True)
            if sense.kind in _KINDS and sense.salience + sense.role >= _LEAST_SALIENCE
        ]
        near = [each for each in likely if not language.home.isdisjoint(each[1].countries)]
        far = [each for each in likely if each[1].salience >= _KNOWN_ABROAD]
        chosen = near or far
        total = sum(share for share, _ in chosen)
        return tuple(
            Home(sense.latitude, sense.longitude, share / total)
            for share, sense in chosen
            if share > _LEAST_SHARE * total
        )
