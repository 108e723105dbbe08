"""What lies in what: "Paris, Texas", "Graben (Bayern)", "Weiden in der Oberpfalz"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from places.geo import flat_km, within_degrees, within_km
from places.geoparsing.lexicon import SIDE_NAME, Sense
from places.geoparsing.recognise.before import Before, area_before
from places.geoparsing.recognise.toponym import CERTAIN, NOWHERE, PLAUSIBLE, TYPED, WINDOW, Reading, Toponym
from places.geoparsing.standing import size_of_country
from places.geoparsing.weights import WEIGHTS, evidence
from places.languages import Language
from places.languages.states import STATED, STATES
from places.model import Evidence

BETWEEN: Final = (", ", " (", "/", " / ", ",\n")
"""What stands between a place and what it lies in, whatever the language."""

Beside = tuple[Toponym, Toponym, str]
"""Two toponyms with hardly anything between them, and what that is."""

_TAIL: Final = re.compile(r"(?:[NSWB]\. )?[^\W\d_](?:\.?[^\W\d_])*\.?")  # "Ky.", "N.Y.", "N. Dak.", "TX"
_WIDE: Final = ("region", "terrain")
_IN_BRACKETS: Final = ("region", "terrain", "water")
_AREAS: Final = 6  # senses of a form of which one may be the area in which something lies
_TOLD_WITH: Final = (", ", " (")  # what parts a town from its state: "Brazil, Indiana", "Cuba (Missouri)"
_APART: Final = (", ", " | ", "\t")  # the cells of a table too
_BEFORE_CODE: Final = (*_APART, " (", "/")
_CODE: Final = 2  # letters of the code of a country
_AND_IN: Final = 2  # words: "und aus"
_MUCH_NEARER: Final = 3.0  # times
_NAMES_OF_A_STATE: Final = 2  # "Missouri" is a river as well
LIES_IN: Final = evidence("lies_in")
HOLDS: Final = evidence("holds")
_PREPOSITION: Final = evidence("preposition")
_AREA_AFTER: Final = evidence("area_after")
_AREA_ADJECTIVE: Final = evidence("area_adjective")


def lies_in(sense: Sense, codes: frozenset[str]) -> bool:
    """Tell whether a place lies in one of some countries and regions, and is none of them."""
    if sense.kind == "country":
        return False
    if sense.kind != "region" and sense.admin1 in codes:
        return True
    return any(code in codes for code in sense.countries)


def close(one: Sense, other: Sense, degrees: float) -> bool:
    """Tell whether two places differ by less than some degrees of latitude and of longitude."""
    return within_degrees(one.latitude, one.longitude, other.latitude, other.longitude, degrees)


def said_area(reading: Reading, hit: Toponym, before: Before) -> Evidence | None:
    """Note the area that an abbreviation ("Ky.") or an adjective names, if such a place lies there."""
    text, language = reading.text, reading.language
    mark = next((mark for mark in _BEFORE_CODE if text.startswith(mark, hit.end)), " ")
    comma, bracket, slash = mark in _APART, mark == " (", mark == "/"
    found = _TAIL.match(text, hit.end + len(mark), hit.end + WINDOW)
    known = found is not None and found[0] in language.codes
    if (
        found
        and found[0][0].isupper()
        and (known or not slash)
        and (not bracket or text.startswith(")", found.end()))
    ):
        tail = found[0]
        marked = comma or bracket or known
        states = _states(tail, language) if marked else STATES.get(tail.rstrip("."), NOWHERE)
        if (
            states
            and (comma or bracket or not text[hit.start : hit.end].isupper())
            and (_inside(reading, hit, states) or (comma and _unlisted_in(reading, hit, tail, states)))
        ):
            start = text.index(tail, hit.end)
            if comma or bracket:
                reading.state = start
            else:
                reading.taken = start + len(tail)
            return _AREA_AFTER
        if bracket and tail.isupper() and len(tail) == _CODE and _inside(reading, hit, frozenset([tail])):
            return _AREA_AFTER
    area = before.area
    if not area and before.kind:
        area = area_before(text[max(hit.start - WINDOW, 0) : hit.start], language)
    return _AREA_ADJECTIVE if area and _inside(reading, hit, frozenset([area])) else None


def _states(tail: str, language: Language) -> frozenset[str]:
    """Return the codes of the states that an abbreviation may mean: "Ky.", "KY.", "KY", "WA" of two."""
    code = language.tails.get(tail) or language.tails.get(tail.capitalize()) or language.codes.get(tail)
    states = STATES.get(tail.rstrip("."), NOWHERE)
    return states | {code} if code else states


def _unlisted_in(reading: Reading, hit: Toponym, tail: str, states: frozenset[str]) -> bool:
    """Put a town that the gazetteer lacks into its state, rather than far away where its namesake lies."""
    state = reading.form(tail)
    senses = reading.senses(hit.form)
    if (
        "." not in tail
        or state < 0
        or hit.kind
        or hit.standing < PLAUSIBLE
        or senses[0].kind not in ("city", "country")
        or any(sense.admin1 in states for sense in senses)
    ):
        return False
    hit.form, hit.standing = state, TYPED
    hit.asked, hit.kind = "state", "region"
    return True


def tell_regions(beside: Sequence[Beside], reading: Reading) -> None:
    """Take names of a list that are best known as regions for these: "Tirol und Südtirol" are no villages.

    The list has to end with an "and": a comma alone may say in what the first one lies.
    """
    row: list[Toponym] = []
    ended = False
    for hit, following, gap in beside:
        words = gap.split()
        linked = _is_link(gap, words, reading.language)
        if not linked or not row or row[-1] is not hit:
            _tell_row(row if ended else (), reading)
            row, ended = [hit], False
        if linked:
            row.append(following)
            ended |= words != [","]
    _tell_row(row if ended else (), reading)


def _is_link(gap: str, words: Sequence[str], language: Language) -> bool:
    """Tell whether nothing but a comma or an "and" stands between two names, with a preposition at most."""
    return gap in language.conjunctions or (
        len(words) == _AND_IN
        and f" {words[0]} " in language.conjunctions
        and words[1] in language.prepositions | language.weak_prepositions
    )


def _tell_row(row: Sequence[Toponym], reading: Reading) -> None:
    regions = [one for one in row if reading.kind(one) == "region"]
    if len(regions) > 1:
        for one in regions:
            if not one.kind and reading.may_be(one, ("city",)):
                one.kind = one.asked = "region"


def relate(beside: Sequence[Beside], reading: Reading) -> None:
    """Note what lies in what."""
    language = reading.language
    linked = [
        number
        for number, (hit, following, gap) in enumerate(beside)
        if gap in language.lies_in
        or gap in BETWEEN
        or (gap == " " and are_town_and_country(reading, hit.form, following.form))
    ]
    if not linked:
        return
    told = Counter(beside[number][0].form for number in linked)
    for number in linked:
        hit, following, gap = beside[number]
        if hit.kind == "region" and gap == ", " and reading.kind(hit) == "region":
            continue  # "Tirol, Südtirol und Trentino"
        said = gap in language.lies_in
        senses = reading.senses(hit.form)
        codes, region = area_codes(reading, following)
        country = senses[0].kind == "country" and senses[0].role > SIDE_NAME
        if country and (gap not in _TOLD_WITH or not _is_told_with_state(beside, number, reading)):
            continue
        if said and not region and not _is_stay(hit, gap) and told[hit.form] == 1:
            # "der Krieg Moskaus in der Ukraine": a preposition says less than a comma, unless a text
            # parts two places of one name so.
            least = senses[0].salience + senses[0].role - WEIGHTS.strays
            senses = tuple(sense for sense in senses if sense.salience + sense.role > least)
        if codes and any(lies_in(sense, codes) for sense in senses):
            hit.inside = codes
            hit.add(LIES_IN)
            following.add(HOLDS)
            if not following.kind:
                following.kind = kind_of_area(reading, following, senses)
        elif (said or gap == " (") and (
            around := _around(
                senses,
                reading.senses(following.form)[0],
                _WIDE if said else _IN_BRACKETS,
            )
        ):
            hit.inside = around
            hit.add(LIES_IN)
        elif (
            senses[0].kind == "city"
            and not hit.inside
            and (hit.standing < PLAUSIBLE if said else region and gap == ", " and hit.standing < CERTAIN)
        ):
            hit.inside = codes  # said to lie in an area where the gazetteer has none of that name


def tell_states(beside: Sequence[Beside], reading: Reading) -> None:
    """Take a country for the state of its name where a state of the same country stands in a row with it.

    "Georgia and Arizona"; in a row with another country it stays one, whatever town is called so ("Granada y
    Barbados").
    """
    conjunctions = reading.language.conjunctions
    rows = [(hit, following) for hit, following, gap in beside if gap in conjunctions]
    for hit, following in rows:
        for one, other in ((hit, following), (following, hit)):
            state = _state_beside(reading, one, other)
            if state and not any(
                one in pair and _is_country(reading, pair[0] if pair[1] is one else pair[1]) for pair in rows
            ):
                one.kind = one.asked = state
            elif not one.kind and _is_small_country(reading, one) and _is_country(reading, other):
                one.kind = one.asked = "country"


def are_town_and_country(reading: Reading, town: int, country: int) -> bool:
    """Tell whether a form is a town and another one the country in which it lies: "Rome Italy"."""
    if town < 0 or country < 0:
        return False
    best, area = reading.senses(town)[0], reading.senses(country)[0]
    return best.kind == "city" and area.kind == "country" and lies_in(best, frozenset(area.countries))


def _is_country(reading: Reading, hit: Toponym) -> bool:
    return reading.kind(hit) == "country" and hit.kind != "region"


def _is_small_country(reading: Reading, hit: Toponym) -> bool:
    """Tell whether it is a country with fewer people than a town of its name."""
    best, *others = reading.senses(hit.form)[:_AREAS]
    size = size_of_country(best.salience)
    return best.kind == "country" and any(sense.kind == "city" and sense.salience > size for sense in others)


def _state_beside(reading: Reading, hit: Toponym, other: Toponym) -> str:
    """Return "region" if a name is that of a state too, of the country in which another one lies.

    Of a city's name the state has to be much nearer: "Washington and Oregon", but "Washington and Virginia".
    """
    best, beside = reading.senses(hit.form), reading.senses(other.form)[0]
    if best[0].kind not in ("country", "city") or hit.kind or beside.kind != "region" or not beside.admin1:
        return ""
    told = STATED.intersection(beside.countries)
    for sense in best[:_AREAS]:
        if sense.kind == "region" and sense.admin1 and not told.isdisjoint(sense.countries):
            far = best[0].kind == "country" or away(best[0], beside) > _MUCH_NEARER * away(sense, beside)
            return "region" if far else ""
    return ""


def away(one: Sense, other: Sense) -> float:
    """Return how far apart two places are, in kilometres."""
    return flat_km(one.latitude, one.longitude, other.latitude, other.longitude)


def _is_stay(hit: Toponym, gap: str) -> bool:
    """Tell whether "in" between two names can only say where the first one lies: "from Lima in Ohio".

    An article after it may be that of where somebody goes: "aus Tripolis in den Iran".
    """
    return _PREPOSITION in hit.evidence and len(gap.split()) == 1


def _around(senses: Sequence[Sense], area: Sense, kinds: tuple[str, ...]) -> frozenset[str]:
    """Return the first-level region of the town that lies in an area which is none: "Halle in Westfalen".

    Or in the mountains or, in brackets, at a river: "Lahr (Schwarzwald)". Of a large area the country,
    where no such town lies near its middle. Of two the nearer one is meant, unless it is much smaller.
    """
    if area.kind not in kinds or area.admin1:
        return NOWHERE
    middle = (area.latitude, area.longitude)
    near = [
        sense
        for sense in senses
        if sense.kind == "city"
        and sense.admin1
        and within_km(sense.latitude, sense.longitude, *middle, WEIGHTS.local_km)
    ]
    near.sort(key=lambda town: away(town, area) / WEIGHTS.worth_km - town.salience)
    regions = frozenset(town.admin1 for town in near[:1])
    if regions or (len(area.countries) != 1 and area.kind != "water"):
        return regions
    inside = frozenset(area.countries)  # "Toledo in Kastilien", which is large; "Hitzacker (Elbe)"
    return inside if any(lies_in(sense, inside) for sense in senses) else NOWHERE


def _is_told_with_state(beside: Sequence[Beside], number: int, reading: Reading) -> bool:
    """Tell whether a country's name is that of a town before its state: "Brazil, Indiana".

    Not in a list of areas: "Mexico, Texas and Arizona".
    """
    if not _is_state(reading, beside[number]):
        return False
    hit, following, _ = beside[number]
    around = beside[max(number - 2, 0) : number + 3]
    for first, last, gap in around:
        if gap not in reading.language.conjunctions or not (last is hit or first is following):
            continue
        other = first if last is hit else last
        told_too = any(_is_state(reading, pair) and other in pair[:2] for pair in around)
        senses = reading.senses(other.form)[:_NAMES_OF_A_STATE]
        if not told_too and any(sense.kind != "city" for sense in senses):
            return False
    return True


def _is_state(reading: Reading, pair: Beside) -> bool:
    """Tell whether the latter of two is a state of a country where a town is told with it."""
    return pair[2] in _TOLD_WITH and any(
        sense.kind == "region" and not STATED.isdisjoint(sense.countries) and sense.admin1
        for sense in reading.senses(pair[1].form)[:_NAMES_OF_A_STATE]
    )


def _inside(reading: Reading, hit: Toponym, area: frozenset[str]) -> bool:
    """Note the area in which the text says a place lies, if any of its senses does."""
    if not any(lies_in(sense, area) for sense in reading.senses(hit.form)):
        return False
    hit.inside = area
    return True


def kind_of_area(reading: Reading, hit: Toponym, within: Sequence[Sense]) -> str:
    """Tell which kind of area it is in which something lies: "Kingston, New York" is in the state.

    Where a town of the name lies there as well ("Schwabing, München"), nothing is told.
    """
    senses = reading.senses(hit.form)[:_AREAS]
    for area in senses:
        codes = frozenset(area.countries if area.kind == "country" else (area.admin1,))
        if area.kind in ("country", "region") and any(lies_in(sense, codes) for sense in within):
            far = senses[0].kind != "city" or not close(senses[0], area, WEIGHTS.area_degrees)
            return area.kind if area.kind == "country" or far else ""
    return ""


def area_codes(reading: Reading, hit: Toponym) -> tuple[frozenset[str], bool]:
    """Return the codes of the areas that a hit may name, and whether it is first of all a region."""
    codes: set[str] = set()
    senses = reading.senses(hit.form)
    for sense in senses[:_AREAS]:
        if sense.kind == "country":
            codes.update(sense.countries)
        elif sense.kind == "region" and sense.admin1:
            codes.add(sense.admin1)
    return frozenset(codes), senses[0].kind == "region"
