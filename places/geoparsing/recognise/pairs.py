"""Two towns close to each other that a text tells in one breath: "zwischen Hof und Naila".

Many small towns are called like common words. Where a preposition leads to two names with nothing but a
link between them, and both can be towns that lie side by side, that is hardly chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from places.geo import within_km
from places.geoparsing.lexicon import Sense
from places.geoparsing.recognise.toponym import ASKED, DASHES, DOUBTFUL, TYPED, WINDOW, Reading, Toponym
from places.geoparsing.weights import WEIGHTS, evidence

_CLUB: Final = evidence("club")
_SENSES: Final = 20  # of a form of which one may lie close to the other
_KNOWN: Final = {TYPED: 3.35, ASKED: 3.3, DOUBTFUL: 0.0}
"""Salience of a town that may be meant, by the standing of its name."""


def with_pairs(reading: Reading, found: Sequence[Toponym], accepted: Sequence[Toponym]) -> list[Toponym]:
    """Add towns for which too little speaks, where the name beside them is that of a town close to them.

    Parameters
    ----------
    reading : Reading
    found, accepted : sequence of Toponym
        What may be places, and what of that is taken for them, in order.

    Returns
    -------
    list of Toponym
        What is taken for places with them, in order.
    """
    taken = {hit.start for hit in accepted}
    added: list[Toponym] = []
    for one, other in _pairs(reading, found):
        unsure = [hit for hit in (one, other) if hit.start not in taken]
        if not unsure or any(hit.form in reading.people or _CLUB in hit.evidence for hit in unsure):
            continue
        if len(unsure) > 1 and max(hit.standing for hit in unsure) < ASKED:
            continue
        way = reading.text[one.end : other.start] in DASHES
        kilometres = WEIGHTS.row_km if way else WEIGHTS.pair_km
        if _are_close(_towns(reading, one), _towns(reading, other), kilometres):
            for hit in unsure:
                taken.add(hit.start)
                hit.add(evidence("neighbours", -hit.points))
                added.append(hit)
    return sorted((*accepted, *added), key=lambda hit: hit.start) if added else list(accepted)


def _pairs(reading: Reading, found: Sequence[Toponym]) -> Iterator[tuple[Toponym, Toponym]]:
    """Yield the names between which stands nothing but a link, and something that leads to the first."""
    text, language = reading.text, reading.language
    links = language.links
    for one, other in pairwise(found):
        gap = text[one.end : other.start]
        if gap.strip() in language.joined_by and _is_joined(reading, one):
            yield one, other
        if gap in links or gap in DASHES:
            led = gap in DASHES or one.support > 0 or min(one.standing, other.standing) >= DOUBTFUL
            if led and one.form != other.form:
                yield one, other


def _is_joined(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a verb before a name joins it to another one or parts them: "trennt Oberndorf von"."""
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()[-1:]
    return bool(before) and before[0].lower() in reading.language.joining


def _towns(reading: Reading, hit: Toponym) -> list[Sense]:
    least = _KNOWN.get(hit.standing, 0.0)
    return [
        sense
        for sense in reading.senses(hit.form)[:_SENSES]
        if sense.kind == "city" and sense.salience + sense.role >= least
    ]


def _are_close(some: Sequence[Sense], others: Sequence[Sense], kilometres: float) -> bool:
    return any(
        one.row != other.row
        and within_km(one.latitude, one.longitude, other.latitude, other.longitude, kilometres)
        for one in some
        for other in others
    )
