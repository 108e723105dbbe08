"""Find the places that an article names, and locate them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import starmap
from typing import Final

from places.excerpts import excerpts
from places.gazetteer.index import Gazetteer
from places.geoparsing.home import Homes
from places.geoparsing.lexicon import Sense, open_lexicon
from places.geoparsing.parser import Document, Home
from places.geoparsing.recognise import Recogniser, Toponym
from places.geoparsing.resolve import Case, Ground, Resolver
from places.geoparsing.weights import WEIGHTS
from places.languages import LANGUAGES, Language, Languages
from places.legible import Legible, legible
from places.model import Candidate, Evidence, Mention, Place

__all__ = ["Geoparser"]


_MOST_KEPT: Final = 100_000  # outcomes
_HEAD: Final = 500  # characters in which a title is looked for

_Outcome = tuple[Place, float, tuple[Candidate, ...]]
"""The chosen place, the belief in it, and the candidates."""


class Geoparser:
    """Finds the toponyms of a text and resolves them to places of a gazetteer.

    Parameters
    ----------
    gazetteer : Gazetteer
        The places to choose from. A lexicon is derived from it and kept beside its index.
    languages : Languages, optional
        What is known of languages; those that have a folder in `places.languages` if not given.
    """

    def __init__(self, gazetteer: Gazetteer, languages: Languages = LANGUAGES) -> None:
        self._gazetteer = gazetteer
        self._languages = languages
        lexicon = open_lexicon(gazetteer, languages)
        self._conjunctions = {code: _words(rules.conjunctions) for code, rules in languages.items()}
        self._recogniser = Recogniser(lexicon)
        self._resolver = Resolver(lexicon)
        self._homes = Homes(lexicon, languages)
        # What no context was asked for comes out the same in every article.
        self._settled = lru_cache(maxsize=_MOST_KEPT)(self._settle)

    def parse(
        self,
        text: str,
        language: str | None = None,
        title: str = "",
        source: str = "",
        home: Home | None = None,
        *,
        explain: bool = True,
    ) -> list[Mention]:
        """Return the mentions of places in a text, in order; no two overlap.

        Names are found however lines, spaces and letters are broken (`places.legible`); offsets and
        `surface` are those of the text as it is.

        Parameters
        ----------
        text : str
            The article; offsets count its characters.
        language : str or None
            ISO 639-1. Without rules for it only unambiguous names are found.
        title : str
            Read for what it tells about where the article moves, unless the text begins with it;
            no mention lies in it.
        source : str
            The name of the paper. Where it is called after a place, what the text leaves open is
            rather near to that.
        home : Home or None
            Where the paper is at home, if that is known better than by its name.
        explain : bool
            Whether mentions come with their candidates and excerpts. Without them a text is
            parsed in three quarters of the time; `candidates` and `evidence` are empty then, and
            the excerpt is the toponym itself.
        """
        return self.parse_all([Document(text, language, title, source, home)], explain=explain)[0]

    def parse_all(self, documents: Sequence[Document], *, explain: bool = True) -> list[list[Mention]]:
        """Return the mentions of each of some documents, as `parse` does.

        They go through one step after another together: what a step needs of the lexicon's hundred
        megabytes, and of the program, stays in the processor's cache.
        """
        rules = [self._languages.rules_for(document.language) for document in documents]
        views = [
            legible(document.text, self._conjunctions[its_rules.code], for_names=True)
            for document, its_rules in zip(documents, rules, strict=True)
        ]
        texts = [view.text for view in views]
        homes = [
            self._homes_of(document, its_rules) for document, its_rules in zip(documents, rules, strict=True)
        ]
        recogniser, resolver = self._recogniser, self._resolver
        toponyms = recogniser.recognise(texts, rules, homes)
        titles = [
            document.title if its_toponyms and _is_own_title(document.title, text) else ""
            for document, text, its_toponyms in zip(documents, texts, toponyms, strict=True)
        ]
        headings = recogniser.recognise(titles, rules, homes) if any(titles) else [[] for _ in titles]
        cases = [
            resolver.resolve([(text, its_toponyms), (title, heading)], its_rules, its_homes)
            for text, its_toponyms, title, heading, its_rules, its_homes in zip(
                texts, toponyms, titles, headings, rules, homes, strict=True
            )
        ]
        return [
            self._mentions(document.text, view, its_rules, its_toponyms, its_cases, explain=explain)
            for document, view, its_rules, its_toponyms, its_cases in zip(
                documents, views, rules, toponyms, cases, strict=True
            )
        ]

    def _homes_of(self, document: Document, rules: Language) -> tuple[Home, ...]:
        """Return where the paper of a document is at home: as is known of it, or else as its name says."""
        if document.home:
            if document.source:
                return (self._homes.called_after(document.source, rules.code, document.home),)
            return (document.home,)
        return self._homes.of(document.source, rules.code) if document.source else ()

    def _mentions(
        self,
        text: str,
        view: Legible,
        language: Language,
        toponyms: Sequence[Toponym],
        cases: Sequence[Case],
        *,
        explain: bool,
    ) -> list[Mention]:
        """Put together what came out for the toponyms in the view of a text; there may be more cases."""
        spans = [(toponym.start, toponym.end) for toponym in toponyms]
        around = excerpts(view.text, spans, language) if explain else spans
        outcomes: dict[int, _Outcome] = {}
        mentions = []
        for toponym, case, (first, last) in zip(toponyms, cases, around, strict=False):
            if toponym.points < 0:
                continue  # it only tells where others are
            outcome = outcomes.get(id(case))
            if outcome is None:
                outcome = outcomes[id(case)] = self._outcome(case, explain)
            place, belief, candidates = outcome
            if belief < WEIGHTS.least_belief:
                continue  # a place perhaps, but none that is listed
            start, end = view.original(toponym.start, toponym.end)
            first, last = view.original(first, last) if explain else (start, end)  # noqa: PLW2901
            sure = belief * WEIGHTS.recognised[toponym.standing]
            evidence = toponym.evidence if explain else ()
            surface = text[start:end]
            mentions.append(Mention(start, end, surface, place, sure, candidates, first, last, evidence))
        return mentions

    def _outcome(self, case: Case, explain: bool) -> _Outcome:
        """Return what comes out of a case."""
        return self._decide(case, explain) if case.told else self._settled(case.form, case.ground, explain)

    def _settle(self, form: int, ground: Ground, explain: bool) -> _Outcome:
        """Return what comes out of a ground alone."""
        return self._decide(Case(form, ground), explain)

    def _decide(self, case: Case, explain: bool) -> _Outcome:
        sense, belief = case.verdict()
        if case.elsewhere and 1 - sum(case.shares) > WEIGHTS.surely_unlisted:
            belief = 0.0
        candidates = tuple(starmap(self._candidate, case.choices())) if explain else ()
        return self._gazetteer.at(sense.row), belief, candidates

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


def _words(conjunctions: Iterable[str]) -> frozenset[str]:
    """Return the words among what stands between two names."""
    return frozenset(word for gap in conjunctions for word in gap.split() if word.isalpha())


def _is_own_title(title: str, text: str) -> bool:
    """Tell whether a title says something that the text does not begin with, whatever its white space."""
    title, head = title.removesuffix("…"), text[:_HEAD]
    return bool(title) and title not in head and title not in " ".join(head.split())
