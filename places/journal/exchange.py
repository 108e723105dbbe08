"""The journal's decisions <-> a table of corrections, the form in which they are exchanged."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from places.corrections import COLUMNS, NO_PLACE, Correction, Corrections
from places.journal.change import (
    OwnPlaceSaved,
    PlaceDecided,
    Said,
)
from places.journal.checking import OWN
from places.journal.fold import Decision, Standing
from places.journal.scope import Everywhere, InArticle, InSource, OneMention, Scope
from places.model import Place
from places.reading.problem import Problem

_SET_BY_ROW = "corrected:"
"""What the id of a place begins with of which a row tells the coordinates."""


def write_decisions(standing: Standing, file: TextIO) -> None:
    """Write all decisions that hold as a table of corrections.

    Parameters
    ----------
    standing : Standing
    file : text file
        Opened with ``newline=""``.
    """
    writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(decision, standing) for decision in decisions(standing))


def decisions(standing: Standing) -> Iterator[Decision]:
    """Go through all decisions that hold, the wider before the narrower."""
    yield from standing.of_all.values()
    for of_key in (standing.of_source, standing.of_article, standing.of_mention):
        for of_name in of_key.values():
            yield from of_name.values()


def _row(decision: Decision, standing: Standing) -> dict[str, object]:
    row: dict[str, object] = {
        "name": decision.scope.name,
        "place": decision.place_id or NO_PLACE,
        "note": decision.note,
    }
    match decision.scope:
        case OneMention():
            row |= {"article": decision.scope.article_id, "start": decision.scope.start}
        case InArticle():
            row["article"] = decision.scope.article_id
        case InSource():
            row["source"] = decision.scope.source
        case Everywhere():
            pass
    if decision.place_id and decision.place_id.startswith(OWN):
        own = standing.own_places[decision.place_id].said
        row |= {
            "latitude": own.latitude,
            "longitude": own.longitude,
            "label": own.name,
            "kind": own.kind,
            "countries": " ".join(own.country_codes),
        }
    return row


def said_by(
    table: Corrections, standing: Standing, articles: Mapping[str, Sequence[str]], name: str
) -> tuple[list[Said], list[Problem]]:
    """Make of a table what is to be said for the journal to say the same.

    Parameters
    ----------
    table : Corrections
    standing : Standing
        What holds already: it is not said again.
    articles : mapping of str to sequence of str
        The ids of the articles that an id or a path names.
    name : str
        Of the table.

    Returns
    -------
    list of Said
    list of Problem
        A line for each row that makes no sense in the journal. A row that names an article which is
        not there says nothing.
    """
    said: list[Said] = []
    problems = []
    held = {decision.scope: (decision.place_id, decision.note) for decision in decisions(standing)}
    own = {place_id: place.said for place_id, place in standing.own_places.items()}
    for row in table.rows():
        ids = articles.get(row.article, ()) if row.article else ("",)
        try:
            place_id = _own_place(row.place, own, said) if row.place else None
            for article_id in ids:
                scope = _scope(row, article_id)
                if held.get(scope) != (place_id, row.by.note):
                    said.append(PlaceDecided(scope, place_id, row.by.note))
        except ValueError as error:
            problems.append(Problem(name, row.row, f"{error}; passed over", kept=True))
    return said, problems


def _scope(row: Correction, article_id: str) -> Scope:
    if row.start is not None:
        return OneMention(article_id, row.start, row.start + len(row.name), row.name)
    if row.article:
        return InArticle(row.name, article_id)
    return InSource(row.name, row.source) if row.source else Everywhere(row.name)


def _own_place(place: Place, own: dict[str, OwnPlaceSaved], said: list[Said]) -> str:
    """Return the id under which the journal knows a place; one that a row describes is made first."""
    if not place.id.startswith((OWN, _SET_BY_ROW)):
        return place.id
    place_id = OWN + place.id.removeprefix(OWN).removeprefix(_SET_BY_ROW)
    known = own.get(place_id)
    saved = OwnPlaceSaved(
        place_id,
        place.name,
        place.kind,
        place.latitude,
        place.longitude,
        place.country_codes,
        known.names if known else {},
        known.note if known else "",
    )
    if known != saved:
        own[place_id] = saved
        said.append(saved)
    return place_id
