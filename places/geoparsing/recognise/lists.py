"""Names that stand in a list, share the word before them or share their last part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from places.geoparsing.recognise.areas import Beside
from places.geoparsing.recognise.lines import parts_items
from places.geoparsing.recognise.toponym import CERTAIN, DOUBTFUL, PLAUSIBLE, WINDOW, Reading, Toponym
from places.geoparsing.weights import WEIGHTS, evidence
from places.languages.people import first_names, surnames

_SHORTEST_ROW: Final = 3  # names with figures
_LARGER_TOWN: Final = 4.9  # salience
LONGEST_GAP: Final = 16
"""Characters between two names of a list, at most."""
_LONGEST_PLAIN_GAP: Final = 7  # characters, without figures
_FIGURE: Final = re.compile(
    r"[ \t]+(?:\w{2} )?(?:\d\d?[:.]\d\d(?: ?(?:Uhr|[ap]\.?m\.?))?|[-−+]?\d+ ?(?:°[CF]?|%|km))\s*[,;|/\n]\s*"
)
"""A time, a temperature, a share or a way behind a name of a list, up to the next name."""

_SHARED_TYPE: Final = evidence("shared_type")
_SHARED_ENDING: Final = evidence("shared_ending")
_LISTED: Final = evidence("listed")
_LISTED_WITH_FIGURES: Final = evidence("listed_with_figures")
_LISTED_WITH_AND: Final = evidence("listed_with_and")


def share_type(reading: Reading, before: Toponym, hit: Toponym) -> None:
    """Let a word in the plural hold for each of the names that follow it."""
    language = reading.language
    if before.asked in language.plural_types and not hit.asked:
        between = reading.text[before.end : hit.start]
        if len(between) < _LONGEST_PLAIN_GAP and between in language.conjunctions:
            hit.asked, hit.kind = before.asked, before.kind
            hit.add(_SHARED_TYPE)


def support_lists(beside: Sequence[Beside], reading: Reading) -> None:
    """Let what is surely a place speak for its neighbours in a list: "in Palma, Manacor und Inca"."""
    _support_with_figures([one for one in beside if _FIGURE.fullmatch(one[2])], reading)
    members: list[Toponym] = []
    ended = False
    for hit, following, gap in beside:
        if gap in reading.language.conjunctions and _lies_between(hit, following, reading):
            hit.add(_LISTED_WITH_AND)
            following.add(_LISTED_WITH_AND)
        if gap in reading.language.on_the_way:
            _support_way(hit, following, gap, reading)
        if members and members[-1] is not hit:
            _support(members, ended, reading)
            members, ended = [], False
        if gap in reading.language.conjunctions or parts_items(gap, reading.language):
            members = members or [hit]
            members.append(following)
            ended = ended or (gap != ", " and gap[0] != "\n")
    if members:
        _support(members, ended, reading)


def _support_with_figures(beside: Sequence[Beside], reading: Reading) -> None:
    """Give points to the names of a timetable or a table of weather: "Essen 10:05, Hagen 10:40"."""
    members: list[Toponym] = []
    for hit, following, _ in beside:
        if members and members[-1] is not hit:
            _support_row(members, reading)
            members = []
        members = members or [hit]
        members.append(following)
    _support_row(members, reading)


def _support_row(members: Sequence[Toponym], reading: Reading) -> None:
    known = [hit for hit in members if hit.standing >= PLAUSIBLE or _are_known([hit], reading)]
    if len(members) >= _SHORTEST_ROW and len(known) == len(members):
        for hit in members:
            if hit.standing < PLAUSIBLE:
                hit.add(_LISTED_WITH_FIGURES)


def _lies_between(hit: Toponym, following: Toponym, reading: Reading) -> bool:
    """Tell whether something lies between two names that are hardly known, but none of people or words."""
    text = reading.text
    before = text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    return (
        bool(before)
        and before[0].lower() in reading.language.between
        and DOUBTFUL in (hit.standing, following.standing)
        and min(hit.standing, following.standing) >= DOUBTFUL
        and all(
            text[one.start : one.end] not in surnames() and text[one.start : one.end] not in first_names()
            for one in (hit, following)
        )
    )


def _support_way(hit: Toponym, following: Toponym, gap: str, reading: Reading) -> None:
    """Let the end of a way speak for where it begins: "von Hof nach Selb"."""
    leads = gap.strip() in reading.language.prepositions
    on_the_way = hit.article <= 0 and hit.support > 0  # "im Regen nach Pitlochry" is none
    if leads and hit.standing < PLAUSIBLE and on_the_way and following.points >= 0:
        hit.add(_LISTED_WITH_AND)


def _support(members: Sequence[Toponym], ended: bool, reading: Reading) -> None:
    """Give points to the members of a list; more if an "and" ends it.

    What stands between two commas after a single place may be somebody ("der Minister Irans, Abbas").
    """
    lent = any(hit.support > 0 for hit in members)  # "zwischen Bergen und Stavanger"
    several = sum(hit.standing >= PLAUSIBLE and hit.support >= 0 for hit in members) > 1
    sure = several or any(_is_sure(hit, lent) for hit in members)
    if (ended or len(members) > 2) and (sure or (len(members) > 2 and _are_known(members, reading))):
        for hit in members:
            if hit.standing < PLAUSIBLE and _LISTED_WITH_AND not in hit.evidence:
                hit.add(_LISTED_WITH_AND if ended else _LISTED)


def _are_known(members: Sequence[Toponym], reading: Reading) -> bool:
    """Tell whether all members of a list are names of larger towns: "Hanau, Halle und Hagen"."""
    best = [reading.senses(hit.form)[0] for hit in members]
    return all(sense.kind == "city" and sense.salience >= _LARGER_TOWN for sense in best)


def _is_sure(hit: Toponym, lent: bool) -> bool:
    if hit.standing < PLAUSIBLE:
        return hit.points >= 0 and hit.support >= WEIGHTS.preposition
    return hit.support >= 0 if hit.standing == CERTAIN else hit.support + lent >= 1


def complete(reading: Reading, hits: Sequence[Toponym]) -> list[Toponym]:
    """Add the first of two names that share their last part: "Nord- und Südkorea"."""
    text, language, standing = reading.text, reading.language, reading.standing
    completed: list[Toponym] = []
    for hit in hits:
        first, _, gap = text[max(hit.start - WINDOW, 0) : hit.start].rpartition("- ")
        first = first.rpartition(" ")[2]
        if f" {gap}" in language.conjunctions and first.lower() in language.first_parts:
            surface = text[hit.start : hit.end]
            parts = (one for one in language.first_parts if surface.lower().startswith(one))
            last = surface[len(next(parts, surface)) :]
            bare = (last.removesuffix(ending) for ending in language.endings)
            form = max(reading.form(first + one) for one in (last, *bare))
            if last and form >= 0 and standing[form] >= PLAUSIBLE:
                start = hit.start - len(gap) - len(first) - 2
                completed.append(Toponym(start, start + len(first) + 1, form, standing[form]))
                completed[-1].add(_SHARED_ENDING)
        completed.append(hit)
    return completed
