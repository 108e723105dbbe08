"""What people said, ready to be applied: the journal's decisions with their places, and checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from places.corrections import Correction, Corrections, Places
from places.journal import OWN, Everywhere, InArticle, InSource, OneMention, Standing
from places.journal.exchange import decisions
from places.journal.fold import Check, Decision, OwnPlace
from places.model import Article, ByHand, Checked, Marks, Place, Scope
from places.reading import Problem
from places.reading.problem import quoted

JOURNAL: Final = "journal"
"""What lines call the journal."""


@dataclass(frozen=True)
class Said:
    """What people said.

    Attributes
    ----------
    corrections : Corrections
        Of the table that came with the articles and of the journal, whose word counts more.
    standing : Standing
        The rest of what the journal says.
    """

    corrections: Corrections = field(default_factory=Corrections)
    standing: Standing = field(default_factory=Standing)

    def edited(self, article: Article) -> Article:
        """Return an article as it is said to be."""
        edit = self.standing.edited.get(article.id)
        return article if edit is None else edit.apply(article)

    def names(self, article: Article) -> bool:
        """Tell whether something is said of this very article."""
        standing = self.standing
        by_id = (standing.edited, standing.removed, standing.checked_mentions, standing.added)
        corrections = self.corrections
        return any(article.id in named for named in by_id) or any(
            name in corrections.of_article or name in corrections.of_mention
            for name in (article.id, article.path)
        )

    def is_removed(self, article: Article) -> bool:
        """Tell whether an article is left out."""
        return article.id in self.standing.removed

    def check_of(self, article_id: str, start: int, end: int, place_id: str) -> Checked | None:
        """Tell who found a mention right; nobody if it stands for another place now."""
        check = self.standing.checked_mentions.get(article_id, {}).get((start, end))
        return checked(check) if check is not None and check.place_id == place_id else None

    def marks(self) -> dict[str, Marks]:
        """Return what is said of places, by their ids."""
        own, checks = self.standing.own_places, self.standing.checked_places
        return {
            place_id: Marks(
                _made(own[place_id]) if place_id in own else None,
                checked(checks[place_id]) if place_id in checks else None,
            )
            for place_id in (*own, *checks)
        }


def journal_state(identity: str, standing: Standing) -> dict[str, object]:
    """Say for the manifest how much of which journal is in a dataset."""
    return {"journal": {"identity": identity, "last": standing.last}} if standing.last else {}


def checked(check: Check) -> Checked:
    """Return who found something right."""
    return Checked(check.who, check.when, check.number)


def said_of(table: Corrections, standing: Standing, places: Places) -> tuple[Said, list[Problem]]:
    """Make of a table and the journal what is to be applied.

    Parameters
    ----------
    table : Corrections
    standing : Standing
    places : Places
        Where the places are that are named by their ids.

    Returns
    -------
    Said
    list of Problem
        A line for each decision that holds nowhere because its place is not known any more.
    """
    problems: list[Problem] = []
    rows = list(_corrections(standing, places, problems))
    return Said(table.under(Corrections.of_rows(iter(rows))), standing), problems


def _corrections(standing: Standing, places: Places, problems: list[Problem]) -> Iterator[Correction]:
    for decision in decisions(standing):
        try:
            yield _correction(decision, standing, places)
        except KeyError:
            place = quoted(decision.place_id)
            reason = f"change {decision.number} names the place {place}, which the gazetteer lacks"
            problems.append(Problem(JOURNAL, None, reason, kept=True))


def _correction(decision: Decision, standing: Standing, places: Places) -> Correction:
    place = None if decision.place_id is None else place_in(standing, decision.place_id, places)
    scope: Scope
    article = source = ""
    start = None
    match decision.scope:
        case OneMention():
            scope, article, start = "mention", decision.scope.article_id, decision.scope.start
        case InArticle():
            scope, article = "article", decision.scope.article_id
        case InSource():
            scope, source = "source", decision.scope.source
        case Everywhere():
            scope = "all"
    by = ByHand(decision.who, decision.when, decision.note, scope, decision.number)
    return Correction(decision.scope.name, place, by, article, source, start)


def place_in(standing: Standing, place_id: str, places: Places) -> Place:
    """Return a place of one's own or of the gazetteer; a KeyError where there is none."""
    if place_id.startswith(OWN):
        return standing.own_places[place_id].said.place()
    return places.place(place_id)


def _made(own: OwnPlace) -> ByHand:
    return ByHand(own.who, own.when, own.said.note, "place", own.number)
