"""Why a search finds nothing: which of its words leave no article."""

from __future__ import annotations

from dataclasses import replace

from places.dataset import Dataset
from places.fulltext import Near, Words, parse
from places.query.evaluate import evaluate
from places.query.remember import remembered
from places.selection import Selection


def excluding_words(dataset: Dataset, selection: Selection) -> tuple[str, ...]:
    """List the words of a search that finds nothing which alone leave no article of the selection.

    They are as one would type them. None are listed where each is found, but no article holds all of them.
    """
    return _excluding(dataset, replace(selection.of_rows(), kinds=()))


@remembered(16)
def _excluding(dataset: Dataset, selection: Selection) -> tuple[str, ...]:
    query = parse(selection.words)
    wanted = [" OR ".join(map(_typed, group)) for group in query.wanted]
    missing = [text for text in wanted if not _finds(dataset, selection, text)]
    if missing:
        return tuple(missing)
    unwanted = [f"-{_typed(words)}" for words in query.unwanted]
    return tuple(
        text
        for text in unwanted
        if _finds(dataset, selection, " ".join((*wanted, *(each for each in unwanted if each != text))))
    )


def _finds(dataset: Dataset, selection: Selection, words: str) -> bool:
    return bool(evaluate(dataset, replace(selection, words=words)).articles.any())


def _typed(item: Words | Near) -> str:
    if isinstance(item, Near):
        return f" ~{item.distance} ".join(map(_typed, item.parts))
    text = " ".join(item.words) + ("*" if item.begins else "")
    return f'"{text}"' if len(item.words) > 1 else text
