"""The steps from toponyms to cases that are decided."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from places.geoparsing.lexicon import Lexicon
from places.geoparsing.parser import Home
from places.geoparsing.recognise import Toponym, lies_in
from places.geoparsing.recognise.toponym import NOWHERE, WINDOW
from places.geoparsing.resolve.case import Case
from places.geoparsing.resolve.context import judge, setting_of
from places.geoparsing.resolve.ground import MOST_SENSES, Ground, Told, lay_ground
from places.geoparsing.resolve.rows import note_few, note_rows
from places.geoparsing.resolve.sentences import areas_beside
from places.geoparsing.resolve.variety import spoken_in
from places.geoparsing.weights import WEIGHTS, evidence
from places.languages import Language

_MOST_KEPT: Final = 200_000  # grounds
_ROUNDS: Final = 4  # what is unsure by itself is judged again with what the others have come to
_FEW: Final = 12  # names of a text in which not even a metropolis is obvious: a village may stand beside it
_SETTLED: Final = 0.05  # change of a share that is not worth another round
_LOOKS: Final = 2  # mentions of a case around which adjectives are looked for
_HOLDS: Final = evidence("holds")

_PREPOSITION: Final = evidence("preposition")
_ISLAND: Final = evidence("island_preposition")
_SENTENCE_END: Final = re.compile(r"[.!?:—–\n]")


class _Said(NamedTuple):
    """In which areas a text has said that a name lies, and where: -1 in another passage."""

    inside: frozenset[str]
    end: int


class _Article(NamedTuple):
    """What is known of an article: its language, where that is spoken, and where its paper may be at home."""

    language: str
    spoken_in: frozenset[str]
    homes: tuple[Home, ...]
    regions_take_article: bool = False
    others: frozenset[str] = frozenset()


Passage = tuple[str, Sequence[Toponym]]
"""A text and the toponyms in it, in order."""


class Resolver:
    """Chooses among the senses of toponyms.

    Parameters
    ----------
    lexicon : Lexicon
        What the forms may name.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._grounds = lru_cache(maxsize=_MOST_KEPT)(self._lay_ground)  # months of news

    def resolve(
        self, passages: Sequence[Passage], language: Language, homes: tuple[Home, ...] = ()
    ) -> list[Case]:
        """Decide what each toponym of an article names.

        Parameters
        ----------
        passages : sequence of Passage
            The parts of one article.
        language : Language
            The language whose rules are used.
        homes : tuple of Home
            Where the paper may be at home.

        Returns
        -------
        list of Case
            One for each toponym, in order; equal toponyms share theirs.
        """
        cases: dict[Ground, Case] = {}
        spoken = spoken_in((text for text, _ in passages), language)
        article = _Article(language.code, spoken, homes, language.regions_take_article, language.others)
        of: list[Case] = []
        said: dict[int, _Said] = {}
        for passage in passages:
            of.extend(self._cases(passage, article, cases, said))
            said = {row: one._replace(end=-1) for row, one in said.items()}
        few = len(cases) <= _FEW and sum(_is_small_town(case) for case in cases.values()) > 1
        undecided = {
            id(case): case
            for case in cases.values()
            if case.shares[0] < WEIGHTS.obvious
            or (len(case.shares) > 1 and (few or any(case.form == home.namesake for home in homes)))
        }
        if undecided:
            _look_beside(passages, of, undecided, language)
            first = 0
            for text, toponyms in passages:
                note_rows(text, toponyms, of[first : first + len(toponyms)], language)
                first += len(toponyms)
            if len(cases) <= _FEW:
                note_few(list(cases.values()))
            # "Rom, Lübz und Parchim": not even a metropolis is obvious in a row of neighbours.
            undecided |= {
                id(case): case
                for case in cases.values()
                if case.in_row and max(case.in_row) >= WEIGHTS.in_a_row
            }
            if len(cases) > 1 or homes or any(case.beside for case in undecided.values()):
                _decide(list(cases.values()), list(undecided.values()), homes, self._lexicon.scarcity)
        return of

    def _cases(
        self, passage: Passage, article: _Article, cases: dict[Ground, Case], said: dict[int, _Said]
    ) -> list[Case]:
        text, toponyms = passage
        of: list[Case] = []
        before: Toponym | None = None
        for toponym in toponyms:
            inside, outside = toponym.inside, NOWHERE
            if (inside or said) and not toponym.asked:
                inside, outside = self._remember(text, toponym, article, said)
            of_regions = article.regions_take_article and toponym.article > 0
            on_island = _ISLAND in toponym.evidence
            told = Told(toponym.asked, toponym.kind, toponym.article, inside, outside, of_regions, on_island)
            ground = self._ground(toponym.form, told, article)
            case = cases.get(ground)
            if case is None:
                case = cases[ground] = Case(toponym.form, ground)
            # An area that tells where the name before it lies is one witness with that.
            held = before is not None and bool(before.inside) and _HOLDS in toponym.evidence
            case.count += not held
            case.held |= held
            of.append(case)
            before = toponym
        return of

    def _remember(
        self, text: str, toponym: Toponym, article: _Article, said: dict[int, _Said]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return the areas in which a name lies, and those in which it does not.

        It says so itself, or the text said so before; but who goes "to Paris" in the sentence that
        has begun with Paris, Tennessee, goes to another one, and "the other Paris" is one.

        The key is the row of the best known sense, not the form: that may be in capitals in
        one place and not in another.
        """
        senses = self._lexicon.senses(toponym.form, article.language)
        before = said.get(senses[0].row)
        if toponym.inside:
            if any(lies_in(sense, toponym.inside) for sense in senses):
                said[senses[0].row] = _Said(toponym.inside, toponym.end)
            return toponym.inside, NOWHERE
        if before is None:
            return NOWHERE, NOWHERE
        word = text[max(toponym.start - WINDOW, 0) : toponym.start].rsplit(None, 1)[-1:]
        if word and word[0].lower() in article.others:
            return NOWHERE, before.inside
        if _PREPOSITION in toponym.evidence and _in_one_sentence(text, before.end, toponym.start):
            return NOWHERE, before.inside
        return before.inside, NOWHERE

    def _ground(self, form: int, told: Told, article: _Article) -> Ground:
        """Return the ground of a form; only where it has many senses the home of the paper changes it."""
        many = article.homes and len(self._lexicon.senses(form, article.language)) > MOST_SENSES
        return self._grounds(form, told, article if many else article._replace(homes=()))

    def _lay_ground(self, form: int, told: Told, article: _Article) -> Ground:
        senses = self._lexicon.senses(form, article.language)
        return lay_ground(form, senses, told, article.spoken_in, article.homes)


def _in_one_sentence(text: str, end: int, start: int) -> bool:
    """Tell whether no sentence ends between two toponyms; a dash or a colon may end a dateline."""
    return end >= 0 and _SENTENCE_END.search(text, end, start) is None


def _look_beside(
    passages: Sequence[Passage], of: Sequence[Case], undecided: Mapping[int, Case], language: Language
) -> None:
    """Note the areas whose adjectives stand in a sentence with what is undecided."""
    if not language.adjectives:
        return
    looks = {number: _LOOKS for number, case in undecided.items() if len(case.shares) > 1}
    if not looks:
        return
    following = iter(of)
    for text, toponyms in passages:
        for toponym in toponyms:
            case = next(following)
            if looks.get(id(case), 0):
                looks[id(case)] -= 1
                case.beside |= areas_beside(text, toponym.start, toponym.end, language)


def _decide(
    cases: Sequence[Case], undecided: Sequence[Case], homes: tuple[Home, ...], scarcity: Mapping[str, float]
) -> None:
    """Judge what is undecided with the rest, and what that has moved again with what the rest has come to."""
    moving = undecided
    for _ in range(_ROUNDS if len(undecided) > 1 else 1):
        setting = setting_of(cases, homes, scarcity)
        judged = [(case, judge(case, setting)) for case in moving]
        moving = [case for case, shares in judged if _moved(case.shares, shares)]
        for case, shares in judged:
            case.believe(shares)
        if not moving:
            break


def _is_small_town(case: Case) -> bool:
    best = case.ground.senses[0]
    return best.kind == "city" and best.salience < WEIGHTS.known_far


def _moved(shares: Sequence[float], judged: Sequence[float]) -> bool:
    return max([abs(before - now) for before, now in zip(shares, judged, strict=True)]) > _SETTLED
