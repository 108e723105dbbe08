"""Stretches of a text in quotation marks or lists that are titles, or names of bands: "Death in Venice"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from places.geoparsing.recognise.toponym import Reading, Toponym
from places.languages import Language
from places.languages.people import first_names, surnames

_QUOTED: Final = re.compile(
    r"„([^„“”\"\n]{2,60})[“”\"]|“([^“”\n]{2,60})”|\"([^\"\n]{2,60})\"|«([^«»\n]{2,60})»|»([^«»\n]{2,60})«"
)
_BEFORE: Final = 60  # characters of a sentence before a title in which the word for the work may stand
_AFTER: Final = 40  # and behind it
_SENTENCE_END: Final = re.compile(r"[.!?;]\s|\n")
_WORD: Final = re.compile(r"[^\W\d_]+")
_CLOSING: Final = ".,;:?!"
_ENDS: Final = tuple(_CLOSING)  # of what somebody says
_SHORT_WORD: Final = 3  # letters of a word that is small in a title whose other words have capitals
_NAMES: Final = r"(?:[A-ZÄÖÜ][\w.'’-]*(?: [A-ZÄÖÜ][\w.'’-]*)*)"


def without_titles(reading: Reading, hits: Sequence[Toponym]) -> Sequence[Toponym]:
    """Return those of some toponyms, in order, that are no part of the title of a work, nor a band's name.

    What is one is noted.
    """
    text, language = reading.text, reading.language
    if not (language.works and _QUOTED.search(text)) and not any(word in text for word in language.bands):
        return hits
    listed = [*_bands(text, language)]
    titles = [*_titles(text, language, hits), *listed]
    if not titles:
        return hits
    works = {id(hit) for hit in hits if any(first <= hit.start < last for first, last in titles)}
    whole = dict(titles)
    reading.listed = max((last for _, last in listed), default=-1)
    reading.works.update(hit.form for hit in hits if whole.get(hit.start) == hit.end)
    return [hit for hit in hits if id(hit) not in works]


def _titles(text: str, language: Language, hits: Sequence[Toponym]) -> list[tuple[int, int]]:
    """Return where the titles in quotation marks are.

    Of those that an "and" joins all are works if one is: "„Fargo“ und „Tod in Venedig“".
    """
    titles: list[tuple[int, int]] = []
    row: list[tuple[int, int]] = []
    told = False
    for found in _QUOTED.finditer(text):
        first, last = found.start() + 1, found.end() - 1
        if not row or text[row[-1][1] + 1 : first - 1] not in language.conjunctions:
            titles += row if told else []
            row, told = [], False
        if text[first:last].endswith(_ENDS) or _is_said(text, found, language):
            continue
        if language.titles_in_capitals and _has_capitals(text, first, last, hits):
            titles.append((first, last))
        row.append((first, last))
        told = told or _is_told_as_work(text, found, language)
    return titles + row if told else titles


def _is_said(text: str, quoted: re.Match[str], language: Language) -> bool:
    """Tell whether somebody says what is quoted: "„Moskau zögert“, sagte"; an apposition has an article."""
    end = quoted.end()
    found = _WORD.match(text, end + 2) if text.startswith(", ", end) else None
    return (
        found is not None
        and (text[: quoted.start()].rstrip() or ".").endswith((".", "!", "?", ":"))
        and found[0].islower()
        and found[0] not in language.before_type
        and found[0] not in language.definite
        and found[0] not in language.prepositions
    )


def _is_told_as_work(text: str, quoted: re.Match[str], language: Language) -> bool:
    """Tell whether the sentence around a quotation has a word for a work ("film", "novel")."""
    before = _SENTENCE_END.split(text[max(quoted.start() - _BEFORE, 0) : quoted.start()])[-1]
    if before.rstrip().endswith(":"):  # somebody says it, unless it is explained
        article, *words = text[quoted.end() : quoted.end() + _AFTER].removeprefix(", ").split()[:3] or [""]
        told = article in language.before_type and text.startswith(", ", quoted.end())
        return told and any(word.rstrip(_CLOSING).lower() in language.beside_works for word in words)
    if _is_title_of(before.split()[-2:], text[quoted.start() + 1 : quoted.end() - 1], language):
        return True
    after = _SENTENCE_END.split(text[quoted.end() : quoted.end() + _AFTER])[0]
    earlier = [word.lower() for word in _WORD.findall(before)]
    words = [*earlier, *(word.lower() for word in _WORD.findall(after))]
    if earlier and earlier[-1] in (language.ship_articles or language.definite):
        told = any(language.is_ship(word) or word in language.at_sea for word in words)
        if told or not language.beside_ships.isdisjoint(words):
            return True
    return any(word in language.works or word in language.beside_works for word in words)


def _is_title_of(words: Sequence[str], title: str, language: Language) -> bool:
    """Tell whether right before a quotation stands the word for a ship, or an author in the genitive."""
    if not words:
        return False
    if language.is_ship(words[-1].lower()):
        return True
    if not (title[:1].isupper() and words[-1][:1].isupper()):
        return False
    if language.possessives:
        return words[-1].endswith(language.possessives)
    if not words[-1].endswith(language.endings or ("\n",)):
        return False
    return words[-1][:-1] in surnames() or words[0] in first_names()


def _has_capitals(text: str, first: int, last: int, hits: Sequence[Toponym]) -> bool:
    """Tell whether all longer words have capitals, and not all of them are names: "Brighton Rock"."""
    if any(word[0].islower() and len(word) > _SHORT_WORD for word in text[first:last].split()):
        return False
    inside = [hit for hit in hits if first <= hit.start and hit.end <= last]
    return any(
        not any(hit.start <= word.start() < hit.end for hit in inside)
        for word in _WORD.finditer(text, first, last)
    )


def _bands(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield where bands or films are listed: "bands such as Kansas and Asia", each by itself."""
    if not language.bands:
        return
    ands = "|".join(map(re.escape, sorted(language.conjunctions, key=len, reverse=True)))
    beside = "|".join(map(re.escape, language.beside_bands)) or r"(?!)"
    listed = re.compile(
        rf"\b(?:{'|'.join(language.bands)})(?:{'|'.join(language.bands_are)})"
        rf"({_NAMES}(?:(?:{ands}){_NAMES})*(?:(?:{beside}){_NAMES}(?:(?:{ands}){_NAMES})*)?)"
    )
    for found in listed.finditer(text):
        for name in re.finditer(_NAMES, found[1]):
            yield found.start(1) + name.start(), found.start(1) + name.end()
