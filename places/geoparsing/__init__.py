"""Find the places that an article names, and locate them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from places.gazetteer.index import Gazetteer
from places.geoparsing.excerpts import excerpts
from places.geoparsing.languages import rules_for
from places.geoparsing.lexicon import Sense, open_lexicon
from places.geoparsing.recognise import RECOGNISED, Recogniser
from places.geoparsing.resolve import Case, Ground, Resolver
from places.model import Candidate, Evidence, Mention, Place

__all__ = ["Geoparser"]


_MOST_KEPT = 100_000  # outcomes
_LEAST_BELIEF = 0.02
_HEAD = 500  # characters in which a title is looked for

_Outcome = tuple[Place, float, tuple[Candidate, ...]]
"""The chosen place, the belief in it, and the candidates."""


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
        self._plain: dict[Ground, _Outcome] = {}
        self._explained: dict[Ground, _Outcome] = {}

    def look_ahead(self, texts: Sequence[str]) -> None:
        """Get ready to parse some texts; one after another they are searched in half the time."""
        self._recogniser.look_ahead(texts)

    def parse(
        self, text: str, language: str | None = None, title: str = "", *, explain: bool = True
    ) -> list[Mention]:
        """Return the mentions of places in a text, in order; no two overlap.

        Parameters
        ----------
        text : str
            The article; offsets count its characters.
        language : str or None
            ISO 639-1. Without rules for it only unambiguous names are found.
        title : str
            Read for what it tells about where the article moves, unless the text begins with it;
            no mention lies in it.
        explain : bool
            Whether mentions come with their candidates and excerpts. Without them a text is
            parsed in three quarters of the time; `candidates` is empty then, and the excerpt
            is the toponym itself.
        """
        rules = rules_for(language)
        toponyms = self._recogniser.recognise(text, rules)
        if not toponyms:
            return []
        read = not title or title.removesuffix("…") in text[:_HEAD]
        heading = [] if read else self._recogniser.recognise(title, rules)
        cases = self._resolver.resolve([*toponyms, *heading], rules.code)
        spans = [(toponym.start, toponym.end) for toponym in toponyms]
        around = excerpts(text, spans) if explain else spans
        outcomes: dict[int, _Outcome] = {}
        mentions = []
        for toponym, case, (first, last) in zip(toponyms, cases, around, strict=False):
            outcome = outcomes.get(id(case))
            if outcome is None:
                outcome = outcomes[id(case)] = self._outcome(case, explain)
            place, belief, candidates = outcome
            if belief < _LEAST_BELIEF:
                continue  # a place perhaps, but none that is listed
            start, end = toponym.start, toponym.end
            sure = belief * RECOGNISED[toponym.standing]
            mentions.append(Mention(start, end, text[start:end], place, sure, candidates, first, last))
        return mentions

    def _outcome(self, case: Case, explain: bool) -> _Outcome:
        """Return what comes out of a case.

        What no context was asked for comes out the same in every article, and is kept.
        """
        kept = None if case.told else self._explained if explain else self._plain
        known = kept.get(case.ground) if kept is not None else None
        if known is None:
            sense, belief = case.verdict()
            candidates = tuple(starmap(self._candidate, case.choices())) if explain else ()
            known = self._gazetteer.at(sense.row), belief, candidates
            if kept is not None:
                if len(kept) > _MOST_KEPT:
                    kept.clear()
                kept[case.ground] = known
        return known

    def _candidate(self, sense: Sense, share: float, evidence: tuple[Evidence, ...]) -> Candidate:
        place = self._gazetteer.at(sense.row)
        return Candidate(
            place.id,
            share,
            place.name,
            place.kind,
            place.latitude,
            place.longitude,
            place.country_codes,
            evidence,
        )
