"""What a selection asks for, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, assert_never

from places.dataset import Dataset
from places.gazetteer.area_codes import codes_of_areas, first_level_areas
from places.language import Language
from places.query.articles import find_articles
from places.query.index import index_of
from places.ranges import Around, Box, InPlace, Within
from places.selection import FACETS, NO_ARTICLE, Selection

_FEW_ARTICLES: Final = 3
"""So many chosen articles are named."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a selection asks for.

    Attributes
    ----------
    text : str
        In the language of the reader; untrusted where it holds a value of an article.
    without : Selection
        The selection that does not ask for it.
    """

    text: str
    without: Selection


def conditions_of(dataset: Dataset, selection: Selection, say: Language) -> list[Condition]:
    """Say what a selection asks for, one thing at a time; nothing where it shows all."""
    return [
        *_of_dates(selection, say),
        *_of_words(selection, say),
        *_of_kinds(selection, say),
        *_of_articles(dataset, selection, say),
        *_of_facets(selection, say),
        *_of_checked(selection, say),
        *_of_within(dataset, selection, say),
    ]


def described(dataset: Dataset, selection: Selection, say: Language) -> str:
    """Say in one line what a selection asks for; empty where it shows all and is compared with nothing."""
    told = " · ".join(condition.text for condition in conditions_of(dataset, selection, say))
    if selection.beside is None:
        return told
    kept = described(dataset, selection.beside, say)
    return say("{what}, compared with: {kept}").format(
        what=told or say("everything"), kept=kept or say("everything")
    )


def facet_name(facet: str, say: Language) -> str:
    """Name a facet, for one of its values."""
    return {
        "sources": say("Source"),
        "authors": say("Author"),
        "languages": say("Language"),
        "tags": say("Tag"),
    }[facet]


def value_name(facet: str, value: str, say: Language) -> str:
    """Name a value of a facet."""
    return say.language_name(value) if facet == "languages" else value


def _of_dates(selection: Selection, say: Language) -> Iterator[Condition]:
    if selection.first or selection.last:
        first = say.day(selection.first) if selection.first else "…"
        last = say.day(selection.last) if selection.last else "…"
        yield Condition(f"{first} – {last}", replace(selection, first=None, last=None))
    if not selection.undated:
        yield Condition(say("without undated articles"), replace(selection, undated=True))


def _of_words(selection: Selection, say: Language) -> Iterator[Condition]:
    if selection.words:
        yield Condition(say.quoted(selection.words), replace(selection, words=""))


def _of_kinds(selection: Selection, say: Language) -> Iterator[Condition]:
    if selection.kinds:
        kinds = ", ".join(say.kind(kind) for kind in selection.kinds)
        yield Condition(kinds, selection.asking("kinds", ()))


def _of_articles(dataset: Dataset, selection: Selection, say: Language) -> Iterator[Condition]:
    asked = selection.articles
    if not asked:
        return
    named = find_articles(dataset, Selection(articles=asked), asked) if len(asked) <= _FEW_ARTICLES else []
    if asked == (NO_ARTICLE,):
        yield Condition(say("no article"), selection.asking("articles", ()))
    elif len(named) == len(asked):
        for article in named:
            yield Condition(
                say.quoted(article.title),
                selection.asking("articles", (each for each in asked if each != article.id)),
            )
    else:
        chosen = say.plural("one chosen article", "{n} chosen articles", len(asked))
        yield Condition(chosen, selection.asking("articles", ()))


def _of_facets(selection: Selection, say: Language) -> Iterator[Condition]:
    for facet in FACETS:
        asked = selection.asked(facet)
        for value in asked:
            text = say("{what}: {value}").format(
                what=facet_name(facet, say), value=value_name(facet, value, say)
            )
            yield Condition(text, selection.asking(facet, (each for each in asked if each != value)))


def _of_checked(selection: Selection, say: Language) -> Iterator[Condition]:
    if selection.checked is not None:
        text = say("checked") if selection.checked else say("not checked yet")
        yield Condition(text, replace(selection, checked=None))


def _of_within(dataset: Dataset, selection: Selection, say: Language) -> Iterator[Condition]:
    if selection.within is not None:
        yield Condition(range_name(dataset, selection.within, say), replace(selection, within=None))


def range_name(dataset: Dataset, within: Within, say: Language) -> str:
    """Name a range in which places may lie."""
    if isinstance(within, Box):
        return say("in a part of the map")
    index = index_of(dataset)
    position = index.place_positions.get(within.place_id)
    name = area_name(within.place_id, say) if position is None else index.places[position].name_in(say.code)
    match within:
        case Around():
            kilometres = say.number(within.kilometres)
            return say("{kilometres} km around {place}").format(kilometres=kilometres, place=name)
        case InPlace():
            return say("in: {place}").format(place=name)
        case _:
            assert_never(within)


def area_name(place_id: str, say: Language) -> str:
    """Name a country or a first-level area by the id of its place; the id itself where it is neither."""
    code = codes_of_areas().get(place_id, "")
    if "-" in code:
        return first_level_areas()[code].name_in(say.code)
    return say.country(code) if code else place_id
