"""Find the places that an article names, and locate them."""

from __future__ import annotations

from collections.abc import Sequence

from places.gazetteer.index import Gazetteer
from places.geoparsing.excerpts import excerpt
from places.geoparsing.languages import rules_for
from places.geoparsing.lexicon import open_lexicon
from places.geoparsing.recognise import Recogniser, Toponym
from places.geoparsing.resolve import Choice, Resolver
from places.model import Candidate, Mention

__all__ = ["Geoparser"]

_MOST_CANDIDATES = 8


class Geoparser:
    """Finds the toponyms of a text and resolves them to places of a gazetteer.

    Parameters
    ----------
    gazetteer : Gazetteer
        The places to choose from. A lexicon is derived from it and kept beside its index.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        lexicon = open_lexicon(gazetteer)
        self._recogniser = Recogniser(lexicon)
        self._resolver = Resolver(lexicon)

    def parse(self, text: str, language: str | None = None, title: str = "") -> list[Mention]:
        """Return the mentions of places in a text, in order; no two overlap.

        Parameters
        ----------
        text : str
            The article; offsets count its characters.
        language : str or None
            ISO 639-1. Without rules for it only unambiguous names are found.
        title : str
            Read for what it tells about where the article moves; no mention lies in it.
        """
        rules = rules_for(language)
        toponyms = self._recogniser.recognise(text, rules)
        choices = self._resolver.resolve(toponyms)
        return [
            self._mention(text, toponym, chosen) for toponym, chosen in zip(toponyms, choices, strict=True)
        ]

    def _mention(self, text: str, toponym: Toponym, choices: Sequence[Choice]) -> Mention:
        first, last = excerpt(text, toponym.start, toponym.end)
        return Mention(
            start=toponym.start,
            end=toponym.end,
            surface=text[toponym.start : toponym.end],
            place=self._gazetteer.at(choices[0].sense.row),
            confidence=choices[0].share,
            candidates=tuple(map(self._candidate, choices[:_MOST_CANDIDATES])),
            excerpt_start=first,
            excerpt_end=last,
        )

    def _candidate(self, choice: Choice) -> Candidate:
        place = self._gazetteer.at(choice.sense.row)
        return Candidate(
            place.id,
            choice.share,
            place.name,
            place.kind,
            place.latitude,
            place.longitude,
            place.country_codes,
            choice.evidence,
        )
