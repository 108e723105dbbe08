"""Find the places that an article names, and locate them."""

from __future__ import annotations

from places.gazetteer.index import Gazetteer
from places.geoparsing.excerpts import excerpt
from places.geoparsing.languages import rules_for
from places.geoparsing.lexicon import open_lexicon
from places.geoparsing.recognise import Recogniser, Toponym
from places.geoparsing.resolve import Case, Choice, Resolver, confidence
from places.model import Candidate, Mention

__all__ = ["Geoparser"]


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
        if not toponyms:
            return []
        heading = self._recogniser.recognise(title, rules) if title else []
        cases = self._resolver.resolve([*toponyms, *heading], rules.code)
        candidates: dict[int, tuple[Candidate, ...]] = {}
        mentions = []
        for toponym, case in zip(toponyms, cases, strict=False):
            if id(case) not in candidates:
                candidates[id(case)] = tuple(map(self._candidate, case.choices))
            mentions.append(self._mention(text, toponym, case, candidates[id(case)]))
        return mentions

    def _mention(self, text: str, toponym: Toponym, case: Case, candidates: tuple[Candidate, ...]) -> Mention:
        first, last = excerpt(text, toponym.start, toponym.end)
        return Mention(
            toponym.start,
            toponym.end,
            text[toponym.start : toponym.end],
            self._gazetteer.at(case.choices[0].sense.row),
            confidence(toponym, case),
            candidates,
            first,
            last,
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
