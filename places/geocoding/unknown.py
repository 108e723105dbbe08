"""Names that a text says are places and the gazetteer lacks: find them, look them up online."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from places.excerpts import excerpts
from places.geocoding.location import as_place
from places.geocoding.online import OnlineGeocoder
from places.languages import rules_for
from places.model import Candidate, Evidence, Mention, Place

_WORD_AND_NAME = re.compile(
    r"""(?<![\w-])(?P<word>[^\W\d_]{3,})
        [ ]["„“»«‚‘’']?(?P<name>[^\W\d_]+(?:['’-][^\W\d_]+)*)(?![\w-])""",
    re.VERBOSE,
)
_BELIEF: Final = 0.6  # in the best hit; not measured, and so kept well below what counts as sure


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name of which the text says what it is, and the gazetteer nothing.

    Attributes
    ----------
    start, end : int
        Character offsets into the text.
    name : str
        The name.
    kind : str
        The kind of place that the text says it is; "place" if it may be any.
    """

    start: int
    end: int
    name: str
    kind: str


def unknown_toponyms(
    text: str, mentions: Sequence[Mention], language: str | None = None
) -> Iterator[Unknown]:
    """Yield the names beside which a text says what they are, and which are no mention.

    Parameters
    ----------
    text : str
        The article.
    mentions : sequence of Mention
        What the geoparser found in it.
    language : str or None
        ISO 639-1; where there are no words for kinds of places nothing is found.

    Notes
    -----
    "Grenzfluss Tumen", "Mount Paektu": a word for a kind of place and, at once after it, a
    word with a capital that is none of the language's own names for common things.
    """
    rules = rules_for(language)
    taken = {position for mention in mentions for position in range(mention.start, mention.end)}
    ordinary = rules.common | rules.frequent | rules.never
    position = 0
    while found := _WORD_AND_NAME.search(text, position):
        position = found.start("name")  # a name may itself be the word for the next one
        word, name = found["word"], found["name"]
        kind = rules.type_of(word)
        if (
            kind
            and (word[0].isupper() or not rules.nouns_capitalised)
            and name[0].isupper()
            and name not in ordinary
            and not rules.type_of(name)
            and taken.isdisjoint(range(*found.span("name")))
        ):
            yield Unknown(*found.span("name"), name, kind)


def locate_unknown(
    text: str, mentions: Sequence[Mention], online: OnlineGeocoder, *, language: str | None = None
) -> list[Mention]:
    """Add to the mentions of a text what is found online.

    Parameters
    ----------
    text : str
        The article.
    mentions : sequence of Mention
        What the geoparser found in it.
    online : OnlineGeocoder
        Reports what goes wrong, line by line, and never raises for it.
    language : str or None
        ISO 639-1.

    Returns
    -------
    list of Mention
        In order of where they begin. What was added has a place of OpenStreetMap of the
        kind that the text asks for, and a confidence below 0.9.
    """
    added = []
    for unknown in unknown_toponyms(text, mentions, language):
        hits = online.geocode(unknown.name, exactly_one=False, language=language) or []
        fitting = [hit for hit in hits if unknown.kind in (hit.raw["kind"], "place")]
        if fitting:
            total = sum(hit.raw["score"] for hit in fitting)
            choices = [(as_place(hit), _BELIEF * hit.raw["score"] / total) for hit in fitting]
            added.append(_mention(text, unknown, choices))
    return sorted([*mentions, *added], key=lambda mention: mention.start)


def _mention(text: str, unknown: Unknown, choices: Sequence[tuple[Place, float]]) -> Mention:
    chosen, confidence = choices[0]
    ((first, last),) = excerpts(text, [(unknown.start, unknown.end)])
    return Mention(
        start=unknown.start,
        end=unknown.end,
        surface=text[unknown.start : unknown.end],
        place=chosen,
        confidence=confidence,
        candidates=tuple(
            Candidate(
                place.id,
                share,
                place.name,
                place.kind,
                place.latitude,
                place.longitude,
                place.country_codes,
                (Evidence("kind", 1.0),),
            )
            for place, share in choices
        ),
        excerpt_start=first,
        excerpt_end=last,
    )
