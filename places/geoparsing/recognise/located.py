"""Where a text says that a place lies, in some words: "Tripoli, the Libyan capital", "Perth on the Tay"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from places.geo import within_km
from places.geoparsing.lexicon import Sense
from places.geoparsing.recognise.after import CLOSING
from places.geoparsing.recognise.areas import HOLDS, LIES_IN, area_codes, away, kind_of_area, lies_in
from places.geoparsing.recognise.toponym import NOWHERE, PLAUSIBLE, Reading, Toponym
from places.geoparsing.weights import WEIGHTS, evidence
from places.languages import Language

_LONGEST: Final = 40  # characters between a place and what it lies in
_MOST_WORDS: Final = 5  # of an apposition
_NAMED_WATERS: Final = 8  # senses of a river that may be meant
_NAMED: Final = 3  # senses of a neighbour that may be meant

_ADJECTIVE_AND_KIND: Final = 2  # words of an apposition before a name

_AREA_ADJECTIVE: Final = evidence("area_adjective")
_SAID_TO_BE: Final = evidence("said_to_be")


def locate(found: Sequence[Toponym], reading: Reading) -> None:
    """Note where each of some toponyms lies, if the words after it say so."""
    text = reading.text
    adjectives = bool(reading.language.adjectives)
    for hit, following in pairwise((*found, None)):
        if hit is None or hit.inside:
            continue
        if following is not None and _is_water(hit, reading) and not following.inside:
            _locate_at_water(text[hit.end : following.start], hit, following, reading)
        if following is not None and following.start - hit.end <= _LONGEST:
            gap = text[hit.end : following.start]
            if "\n" not in gap and _is_told(gap, hit, following, reading):
                continue
        if not adjectives:
            continue
        if text.startswith(", ", hit.end):
            _read_apposition(hit, reading)
        elif text.startswith(" (", hit.end):
            _read_bracket(hit, reading)
        elif text.startswith(" ", hit.end):
            _read_part(hit, reading)
        if not hit.inside and text.endswith(", ", 0, hit.start):
            _read_apposition_before(hit, reading)


def _is_told(gap: str, hit: Toponym, following: Toponym, reading: Reading) -> bool:
    """Note where a toponym lies, if what stands between it and the next one says so."""
    language = reading.language
    senses = reading.senses(hit.form)
    country = senses[0].kind == "country"
    if gap in language.close_to and not country:
        return _put(hit, _near(senses, following, reading))
    if gap in language.beside_water and not country:
        return _put(hit, _along(senses, following, reading))
    words = gap.split()
    if gap.startswith(", "):
        genitive = reading.text.endswith(language.endings, following.start, following.end)
        words = words[1:] if words[0] == "," else words
        told = _names_kind(words, language, genitive) or _is_region(words, following, reading)
    elif gap.startswith(" ("):
        told = _is_region(gap[2:].split(), following, reading)
    else:
        told = len(words) > 1 and f" {words[0]} " in language.lies_in and _leads_to_area(words, language)
    if not told or (country and not any(language.type_of(word) == "region" for word in words)):
        return False
    codes, _ = area_codes(reading, following)
    if country and any(code.partition("-")[0] in senses[0].countries for code in codes):
        return False  # "in Mexico in the state of Puebla", not "in Peru in the state of Indiana"
    if not any(lies_in(sense, codes) for sense in senses):
        return False
    following.add(HOLDS)
    if not following.kind:
        following.kind = kind_of_area(reading, following, senses)
    return _put(hit, codes)


def _is_region(words: Sequence[str], following: Toponym, reading: Reading) -> bool:
    """Tell whether nothing but the word for a region stands before its name: "Madrid, Bundesstaat Iowa"."""
    named = reading.language.type_of(words[0].rpartition("-")[2]) if len(words) == 1 else ""
    return named == "region" and reading.may_be(following, ("region",))


def _put(hit: Toponym, codes: frozenset[str]) -> bool:
    if not codes:
        return False
    hit.inside = codes
    hit.add(LIES_IN)
    return True


def _names_kind(words: Sequence[str], language: Language, genitive: bool) -> bool:
    """Tell whether an apposition says of what a place is a town: "the capital of", "Hauptstadt des"."""
    begin = next((at for at, word in enumerate(words) if not _is_link(word, language)), len(words))
    kind = next((at for at, word in enumerate(words) if at >= begin and _says_kind(word, language)), None)
    if kind is None or kind > begin + 1 or not all(word.isalpha() for word in words[kind:]):
        return False
    rest = words[kind + 1 :]
    return (bool(rest) or genitive) and all(_is_link(word, language) for word in rest)


def _says_kind(word: str, language: Language) -> bool:
    return bool(language.type_of(word)) or word.lower() in language.known_as


def _leads_to_area(words: Sequence[str], language: Language) -> bool:
    """Tell whether nothing but an article, a direction or a word for an area stands before a name."""
    return all(
        _is_link(word, language)
        or word.lower() in language.directions
        or language.type_of(word) == "region"
        or language.area_of(word)
        for word in words[1:]
    )


def _is_link(word: str, language: Language) -> bool:
    lower = word.lower()
    return (
        lower in language.articles
        or lower in language.definite
        or lower in language.of
        or lower in language.before_type
        or lower in language.prepositions
    )


def _near(senses: Sequence[Sense], following: Toponym, reading: Reading) -> frozenset[str]:
    """Return the area of the one of some senses that lies near what is named after it."""
    if following.standing < PLAUSIBLE:
        return NOWHERE
    near = [
        (
            sense.salience + sense.role + other.salience + other.role - away(sense, other) / WEIGHTS.worth_km,
            sense,
        )
        for sense in senses
        for other in reading.senses(following.form)[:_NAMED]
        if other.kind == "city"
        and within_km(sense.latitude, sense.longitude, other.latitude, other.longitude, WEIGHTS.local_km)
    ]
    return _area(max(near, key=lambda each: each[0])[1]) if near else NOWHERE


def _along(senses: Sequence[Sense], following: Toponym, reading: Reading) -> frozenset[str]:
    """Return the countries of the river, the sea or the coast that is named after a place."""
    for water in reading.senses(following.form)[:_NAMED]:
        codes = frozenset(water.countries)
        if water.kind in ("water", "region") and any(lies_in(sense, codes) for sense in senses):
            return codes
    return NOWHERE


def _is_water(hit: Toponym, reading: Reading) -> bool:
    return hit.kind == "water" or (hit.article > 0 and not hit.kind and reading.kind(hit) == "water")


def _locate_at_water(gap: str, hit: Toponym, following: Toponym, reading: Reading) -> None:
    """Note where a town lies that is named right after its river: "the Tay at Perth"."""
    if gap.strip() not in reading.language.prepositions or following.standing < PLAUSIBLE:
        return
    waters = [sense for sense in reading.senses(hit.form)[:_NAMED_WATERS] if sense.kind == "water"]
    codes = frozenset(code for water in waters for code in water.countries)
    if any(lies_in(sense, codes) for sense in reading.senses(following.form)):
        _put(following, codes)


def _area(sense: Sense) -> frozenset[str]:
    return frozenset([sense.admin1] if sense.admin1 else sense.countries)


def _read_apposition(hit: Toponym, reading: Reading) -> None:
    """Note the area that an adjective of an apposition names: ", the Libyan capital"."""
    language = reading.language
    words = reading.text[hit.end + 2 : hit.end + 2 + _LONGEST].split(None, _MOST_WORDS)[:_MOST_WORDS]
    begin = next((at for at, word in enumerate(words) if not _is_link(word, language)), len(words))
    if not begin or begin + 1 >= len(words):
        return
    # "Georgia, the state, borders": where more follows, it is what something else is.
    ends = words[0] not in language.definite or words[1][-1] in CLOSING
    if not hit.kind and words[0] in language.before_type | language.definite:
        # "Washington, the apple-growing state, sends"
        last = words[1] if ends else next((word for word in words[1:] if word[-1] in CLOSING), "")
        if last:
            _read_kind(last, hit, reading)
    area, word = language.area_of(words[begin]), words[begin + 1].rstrip(CLOSING)
    kind = language.type_of(word)
    if area and kind and any(lies_in(sense, frozenset([area])) for sense in reading.senses(hit.form)):
        hit.inside = frozenset([area])
        if kind == "region":
            hit.asked, hit.kind = word.lower(), kind
        hit.add(_AREA_ADJECTIVE)


def _read_bracket(hit: Toponym, reading: Reading) -> None:
    """Note the kind that a word in brackets names: "New York (Bundesstaat)"."""
    word, end, _ = reading.text[hit.end + 2 : hit.end + _LONGEST].partition(")")
    if end and word.isalpha() and not hit.kind:
        _read_kind(word, hit, reading)


def _read_kind(word: str, hit: Toponym, reading: Reading) -> None:
    """Note the kind that an apposition names: "die Krems, ein Fluss in Oberösterreich"."""
    language = reading.language
    bare = word.rstrip(CLOSING)
    kind = language.type_of(bare)
    if bare.lower() in language.country_types and (not kind or reading.kind(hit) == "country"):
        kind = "country"
    if kind and kind != "place" and any(sense.kind == kind for sense in reading.senses(hit.form)):
        hit.asked, hit.kind = language.type_word(bare), kind
        hit.add(_SAID_TO_BE)


def _read_part(hit: Toponym, reading: Reading) -> None:
    """Note the area of which the words after a name tell a part: "Birmingham in the English Midlands"."""
    language = reading.language
    words = reading.text[hit.end : hit.end + _LONGEST].split(None, _MOST_WORDS)[:_MOST_WORDS]
    if not words or (
        f" {words[0]} " not in language.lies_in and f" {' '.join(words[:2])} " not in language.lies_in
    ):
        return
    begin = next((at for at, word in enumerate(words) if at and not _is_link(word, language)), len(words))
    if begin + 1 >= len(words):
        return
    area, part = language.area_of(words[begin]), words[begin + 1].rstrip(CLOSING).lower()
    if (
        area
        and (part in language.landscapes or part in language.directions)
        and any(lies_in(sense, frozenset([area])) for sense in reading.senses(hit.form))
    ):
        hit.inside = frozenset([area])
        hit.add(_AREA_ADJECTIVE)


def _read_apposition_before(hit: Toponym, reading: Reading) -> None:
    """Note the area that an apposition before the name tells: "the Libyan capital, Tripoli"."""
    language = reading.language
    words = reading.text[max(hit.start - _LONGEST, 0) : hit.start - 2].split()[-2:]
    if len(words) < _ADJECTIVE_AND_KIND or reading.text[hit.end : hit.end + 1] not in CLOSING:
        return
    area = language.area_of(words[0])
    if (
        area
        and _says_kind(words[1], language)
        and any(lies_in(sense, frozenset([area])) for sense in reading.senses(hit.form))
    ):
        hit.inside = frozenset([area])
        hit.add(_AREA_ADJECTIVE)
