"""The steps from toponyms to cases that are decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from places.geoparsing.lexicon import Lexicon
from places.geoparsing.recognise import Toponym, lies_in
from places.geoparsing.resolve.case import Case
from places.geoparsing.resolve.context import judge, setting_of
from places.geoparsing.resolve.ground import Ground, Told, lay_ground
from places.geoparsing.weights import WEIGHTS

_MOST_KEPT: Final = 200_000  # grounds


class Resolver:
    """Chooses among the senses of toponyms.

    Parameters
    ----------
    lexicon : Lexicon
        What the forms may name.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._ground = lru_cache(maxsize=_MOST_KEPT)(self._lay_ground)  # months of news

    def resolve(self, toponyms: Sequence[Toponym], language: str) -> list[Case]:
        """Decide what each toponym of an article names.

        Parameters
        ----------
        toponyms : sequence of Toponym
            All of one article.
        language : str
            Code of the language whose rules are used.

        Returns
        -------
        list of Case
            One for each toponym, in order; equal toponyms share theirs.
        """
        said = self._said(toponyms, language) if any(toponym.inside for toponym in toponyms) else {}
        cases: dict[Ground, Case] = {}
        of: list[Case] = []
        for toponym in toponyms:
            inside = toponym.inside
            if said and not inside and not toponym.asked:
                inside = said.get(self._lexicon.senses(toponym.form, language)[0].row, inside)
            told = Told(toponym.asked, toponym.kind, toponym.article, inside)
            ground = self._ground(toponym.form, language, told)
            case = cases.get(ground)
            if case is None:
                case = cases[ground] = Case(toponym.form, ground)
            case.count += 1
            of.append(case)
        undecided = [case for case in cases.values() if case.shares[0] < WEIGHTS.obvious]
        if undecided and len(cases) > 1:
            setting = setting_of(cases.values())
            for case in undecided:
                judge(case, setting)
        return of

    def _said(self, toponyms: Sequence[Toponym], language: str) -> dict[int, frozenset[str]]:
        """Collect what the text says of a name once: it holds wherever the name stands alone.

        The key is the row of the best known sense, not the form: that may be in capitals in
        one place and not in another.
        """
        said: dict[int, frozenset[str]] = {}
        for toponym in toponyms:
            if toponym.inside:
                senses = self._lexicon.senses(toponym.form, language)
                if any(lies_in(sense, toponym.inside) for sense in senses):
                    said.setdefault(senses[0].row, toponym.inside)
        return said

    def _lay_ground(self, form: int, language: str, told: Told) -> Ground:
        return lay_ground(self._lexicon.senses(form, language), told)
