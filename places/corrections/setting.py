"""Set the mentions of an article right.

It works on where mentions begin and end: what else is known of them stays where it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from places.corrections.correction import REASON, Correction, Span
from places.excerpts import excerpts
from places.languages import rules_for
from places.model import Article, Candidate, Evidence, Mention, Place


class Held(NamedTuple):
    """A correction at a stretch of the text where it holds."""

    start: int
    end: int
    correction: Correction


class SetRight(NamedTuple):
    """What becomes of the mentions of an article.

    Attributes
    ----------
    set_aside : list of int
        The positions of those that hold no more, in order.
    held : list of Held
        What holds instead, and what holds where nothing was found, in order and without overlap.
    """

    set_aside: list[int]
    held: list[Held]


class Before(NamedTuple):
    """What was found at a stretch: what it may stand for, and its excerpt."""

    candidates: tuple[Candidate, ...]
    excerpt_start: int
    excerpt_end: int


def set_right(article: Article, found: Sequence[Span], corrections: Sequence[Correction]) -> SetRight:
    """Tell what becomes of the mentions of an article.

    Parameters
    ----------
    article : Article
    found : sequence of (int, int)
        Where the geoparser found mentions, in order and without overlap.
    corrections : sequence of Correction
        Those of `Corrections.of`.

    Returns
    -------
    SetRight
        What is said of one mention holds before what is said of a name. Where a longer mention has
        the name in it ("Frankfurt" in "Frankfurt (Oder)"), it stays.
    """
    if not corrections:
        return SetRight([], [])
    at_spots = _without_overlap(
        Held(each.start, each.start + len(each.name), each) for each in corrections if each.start is not None
    )
    spots = [(each.start, each.end) for each in at_spots]
    endings = rules_for(article.language).endings
    longer = [span for span in found if not _overlaps(span, spots)] if spots else found
    of_names = _without_overlap(
        Held(*match.span(), each)
        for each in corrections
        if each.start is None
        for match in _as_word(each.name, endings).finditer(article.text)
        if not _is_within(match.span(), longer) and not (spots and _overlaps(match.span(), spots))
    )
    held = sorted([*at_spots, *of_names], key=itemgetter(0)) if at_spots else of_names
    return SetRight(_overlapped(found, held), held)


def set_mentions(
    article: Article, held: Sequence[Held], instead_of: Sequence[Before | None]
) -> list[Mention]:
    """Make the mentions that hold; where a correction says that there is no place, there is none.

    Parameters
    ----------
    article : Article
    held : sequence of Held
    instead_of : sequence of Before or None
        What was found at the very stretch of each: its excerpt stays, and what it may stand for
        besides.
    """
    new = [
        each
        for each, before in zip(held, instead_of, strict=True)
        if before is None and each.correction.place
    ]
    spans = [(each.start, each.end) for each in new]
    around = iter(excerpts(article.text, spans, rules_for(article.language)) if new else ())
    mentions = []
    candidates: dict[str, Candidate] = {}
    for (start, end, correction), before in zip(held, instead_of, strict=True):
        place = correction.place
        if place is None:
            continue
        chosen = candidates.get(place.id) or candidates.setdefault(place.id, _candidate(place))
        others = [each._replace(score=0.0) for each in before.candidates] if before else []
        mentions.append(
            Mention(
                start,
                end,
                article.text[start:end],
                place,
                1.0,
                (chosen, *(each for each in others if each.place_id != place.id)),
                *((before.excerpt_start, before.excerpt_end) if before else next(around)),
                by_hand=correction.by,
            )
        )
    return mentions


def _candidate(place: Place) -> Candidate:
    return Candidate(
        place.id,
        1.0,
        place.name,
        place.kind,
        place.latitude,
        place.longitude,
        place.country_codes,
        (Evidence(REASON, 1.0),),
    )


def _without_overlap(found: Iterable[Held]) -> list[Held]:
    """Of names that begin alike or overlap, keep the first and longest ("Bad Klein", "Klein")."""
    several = list(found)
    if len(several) < 2:  # as in most articles
        return several
    kept: list[Held] = []
    for each in sorted(several, key=_first_and_longest):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


_NARROWER: Final = ("mention", "article", "source", "all")


def _first_and_longest(each: Held) -> tuple[int, int, int, int]:
    """Give the order in which names are kept: of those at one stretch the narrower, then the longer name."""
    narrower = _NARROWER.index(each.correction.by.scope)
    return each.start, -each.end, narrower, -len(each.correction.name)


def _is_within(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether a stretch lies within a longer one of some that are in order and do not overlap."""
    at = bisect_right(others, span[0], key=itemgetter(0)) - 1
    return at >= 0 and span[1] <= others[at][1] and span != others[at]


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether a stretch shares anything with one of some that are in order and do not overlap."""
    at = bisect_left(others, span[1], key=itemgetter(0)) - 1
    return at >= 0 and span[0] < others[at][1]


def _overlapped(found: Sequence[Span], held: Sequence[Held]) -> list[int]:
    """Return which stretches share anything with what holds; both are in order and do not overlap."""
    taken: list[int] = []
    for each in held:
        at = bisect_left(found, each.end, key=itemgetter(0)) - 1
        mine = []
        while at >= 0 and found[at][1] > each.start:
            mine.append(at)
            at -= 1
        taken += reversed([at for at in mine if not taken or at > taken[-1]])
    return taken


@lru_cache(maxsize=4096)
def _as_word(name: str, endings: tuple[str, ...]) -> re.Pattern[str]:
    ending, plain = "|".join(map(re.escape, endings)), re.escape(name)
    # What stands before it is looked at once it is found: a pattern that begins with letters is found fast.
    return re.compile(rf"{plain}(?<!\w{plain})(?:{ending})?(?!\w)")
