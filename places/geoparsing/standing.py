"""How well known places are, and how readily a form is taken for one in a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from places.gazetteer.index import Gazetteer
from places.gazetteer.source import ROLE_WEIGHT as OF_ROLES
from places.geoparsing.forms import ALTERNATE, ROLES, Forms, Mask, heard, mask, tongue
from places.geoparsing.municipalities import municipalities
from places.languages import Language, Languages, Standing
from places.languages.language import CERTAIN_FROM, PLAUSIBLE_FROM
from places.languages.people import first_names, surnames
from places.model import KINDS

# "typed" is what is left of a name without the word that says what it is; "respelled" one as few write it.
ROLE_WEIGHT: Final = {"typed": -2.0, "respelled": -0.6} | {
    str(role): weight for role, weight in OF_ROLES.items()
}
"""What the role of a name takes off the salience of its place."""

_FOREIGN_FROM: Final = 6.0  # salience from which a city abroad is as good as one at home
_AWAY: Final = 0.8  # what a smaller city abroad is less
_FOREIGN_NAME_AT_MOST: Final = 3.9  # salience that a name from another language has at most
_FOREIGN_COUNTRY_AT_MOST: Final = 3.8  # ... and that of a country: "Statistik Austria" is none
# Salience that an alternate name of no known language has at most: "Kitas" for Quito.
_HEARSAY_AT_MOST: Final = 3.8
_BEHIND_ITS_TOWN: Final = 1.0  # what a municipality is less than the town after which it is called
_TOWN_AT_HOME: Final = 3.5  # salience from which a name that is no word and nobody's is plausible at home
_COUNTRY: Final = 6.0  # salience of a country without people
_OF_COUNTRY: Final = 3  # decimal logarithms of its people that are worth one of salience
_TWO_WORDS_FROM: Final = 2.1  # salience from which a name of several words is plausible

Salience = npt.NDArray[np.float64]


def saliences(gazetteer: Gazetteer) -> Salience:
    """Say of every place how well known it is, in the manner of log10 of its inhabitants."""
    prominence = gazetteer.numbers("prominence")
    kinds = gazetteer.numbers("kind")
    codes = np.array(gazetteer.column("feature_code").cast(pa.string()).to_pylist())
    plain: npt.NDArray[np.float64] = np.log10(np.maximum(prominence, 300).astype(float))
    salience = plain.copy()
    for number, kind in enumerate(KINDS):
        of_kind = kinds == number
        known = plain[of_kind]
        if kind == "country":
            salience[of_kind] = _COUNTRY + known / _OF_COUNTRY
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
    areas, towns = municipalities(gazetteer)
    salience[towns] = np.maximum(salience[towns], salience[areas])
    salience[areas] = np.minimum(salience[areas], salience[towns] - _BEHIND_ITS_TOWN)
    return salience


def size_of_country(salience: float) -> float:
    """Return the decimal logarithm of the people of a country that is so well known."""
    return (salience - _COUNTRY) * _OF_COUNTRY


def standings(
    forms: Forms, gazetteer: Gazetteer, known: Salience, languages: Languages
) -> Iterator[tuple[str, bytes]]:
    """Yield for each language its code, and one byte a form: a `Standing`.

    Parameters
    ----------
    forms : Forms
    gazetteer : Gazetteer
    known : numpy.ndarray
        What `saliences` says of each place.
    languages : Languages
    """
    penalties = np.array([ROLE_WEIGHT[role] for role in ROLES])[forms.roles]
    countries = gazetteer.numbers("kind")[forms.rows] == KINDS.index("country")
    most = np.where(countries, _FOREIGN_COUNTRY_AT_MOST, _FOREIGN_NAME_AT_MOST)
    spaced = mask(pc.match_substring(forms.texts, " "))
    hearsay = (forms.roles == ALTERNATE) & (forms.tongues == tongue(languages, None))
    hearsay &= ~spaced[forms.owners()]
    special = _special(forms, languages)
    usual = set[str]().union(*(language.ordinary for language in languages.values()))
    unused = ~mask(pc.is_in(forms.texts, pa.array(list(usual), pa.string())))
    shortened = forms.roles == ROLES.index("short")
    cities = gazetteer.numbers("kind")[forms.rows] == KINDS.index("city")
    bound = ~spaced & np.logical_and.reduceat(_bound(forms, gazetteer, languages), forms.starts[:-1])
    for language in languages.values():
        away = _away(gazetteer, known, language)
        here = known - _AWAY * away
        worth = here[forms.rows] + penalties
        foreign = (forms.tongues & np.uint64(heard(languages, language.code))) == 0
        worth[foreign] = np.minimum(worth, most)[foreign]
        worth[hearsay] = np.minimum(worth[hearsay], _HEARSAY_AT_MOST)
        best = forms.most(worth)
        at_home = forms.most(np.where(foreign, 0, worth))
        asked = np.flatnonzero(spaced & (at_home >= _TWO_WORDS_FROM) & (best < PLAUSIBLE_FROM))
        telling = _telling(forms.texts.take(pa.array(asked)), language)
        best[asked[telling]] = PLAUSIBLE_FROM
        never = bound & np.logical_and.reduceat(foreign, forms.starts[:-1])
        own = forms.most(np.where(foreign | away[forms.rows], 0, worth))
        unknown = foreign | away[forms.rows] | shortened | (hearsay & ~cities)
        small = unused & (forms.most(np.where(unknown, 0, worth)) >= _TOWN_AT_HOME)
        best[small] = np.maximum(best[small], PLAUSIBLE_FROM)
        yield language.code, _standing(language, best, own, special[language.code], never)


def _telling(names: pa.Array, language: Language) -> Mask:
    """Tell which names of several words are hardly anything but a name of a place.

    One of their words is no common word and no name of a person, and they are not called like a
    person ("King George").
    """
    split = pc.split_pattern(names, " ")
    sizes = np.from_dlpack(pc.list_value_length(split))
    starts = np.cumsum(sizes) - sizes
    words = split.flatten()
    usual = pa.array(list(language.ordinary | language.never), pa.string())
    telling: Mask = (
        np.logical_or.reduceat(~mask(pc.is_in(words, usual)), starts) if len(names) else starts > 0
    )
    firsts = words.take(pa.array(starts))
    telling &= ~mask(pc.is_in(firsts, pa.array(list(first_names()), pa.string())))
    titled = np.flatnonzero(
        mask(pc.is_in(pc.utf8_lower(firsts), pa.array(sorted(language.titles), pa.string())))
    )
    rest = [name.partition(" ")[2] for name in names.take(pa.array(titled)).to_pylist()]
    telling[titled] &= np.array([one not in first_names() for one in rest], np.bool_)
    return telling


def _special(forms: Forms, languages: Languages) -> Mapping[str, Mapping[str, int]]:
    """Return for each language the forms of which it knows more than a salience, and their numbers."""
    everywhere = {form for language in languages.values() for form in language.tails}
    everywhere.update(form for name in first_names() | surnames() for form in (name, name.upper()))
    own = {code: set(language.special()) for code, language in languages.items()}
    listed = list(everywhere.union(*own.values()))
    numbers = pc.index_in(pa.array(listed, pa.string()), forms.texts).to_pylist()
    found = {word: number for word, number in zip(listed, numbers, strict=True) if number is not None}
    shared = {word: found[word] for word in found.keys() & everywhere}
    return {
        code: shared | {word: found[word] for word in found.keys() & words} for code, words in own.items()
    }


def _bound(forms: Forms, gazetteer: Gazetteer, languages: Languages) -> Mask:
    """Tell which senses are a water or a mountain under a name that French and its like alone have for it.

    "Tage" is the Tagus there, and days elsewhere.
    """
    small = sum(tongue(languages, each.code) for each in languages.values() if each.types_small)
    kinds = gazetteer.numbers("kind")[forms.rows]
    features = np.isin(kinds, [KINDS.index("water"), KINDS.index("terrain")])
    bound: Mask = features & ((forms.tongues & ~np.uint64(small)) == 0)
    return bound


def _standing(
    language: Language, best: Salience, own: Salience, special: Mapping[str, int], never: Mask
) -> bytes:
    standing = np.full(len(best), Standing.DOUBTFUL, np.uint8)
    standing[best >= PLAUSIBLE_FROM] = Standing.PLAUSIBLE
    standing[best >= CERTAIN_FROM] = Standing.CERTAIN
    for form, number in special.items():
        standing[number] = language.standing(form, float(best[number]), float(own[number]))
    standing[never] = Standing.NEVER
    return standing.tobytes()


def _away(gazetteer: Gazetteer, known: Salience, language: Language) -> Mask:
    """Tell of every place whether it is a smaller city where the language is not at home."""
    cities = gazetteer.numbers("kind") == KINDS.index("city")
    codes = gazetteer.column("country_codes")
    abroad = np.array(
        [language.home.isdisjoint(joined.split("|")) for joined in codes.dictionary.to_pylist()]
    )
    away: Mask = (known < _FOREIGN_FROM) & cities & abroad[np.from_dlpack(codes.indices)]
    return away
