"""The steps from a text to its toponyms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import Final

from places.geoparsing.closeness import is_at
from places.geoparsing.lexicon import Lexicon
from places.geoparsing.parser import Home
from places.geoparsing.recognise.after import After, read_after
from places.geoparsing.recognise.alone import are_alone, is_known
from places.geoparsing.recognise.areas import relate, tell_regions, tell_states
from places.geoparsing.recognise.before import Before, read_before
from places.geoparsing.recognise.called_works import without_namesakes
from places.geoparsing.recognise.capitals import capitalised
from places.geoparsing.recognise.citations import without_authors
from places.geoparsing.recognise.hits import find_hits, join
from places.geoparsing.recognise.lines import parts_items
from places.geoparsing.recognise.lists import LONGEST_GAP, complete, share_type, support_lists
from places.geoparsing.recognise.located import locate
from places.geoparsing.recognise.pairs import with_pairs
from places.geoparsing.recognise.people import discount_companions
from places.geoparsing.recognise.rules import weigh
from places.geoparsing.recognise.sport import discount_clubs, is_club
from places.geoparsing.recognise.surroundings import Surroundings
from places.geoparsing.recognise.toponym import (
    ASKED,
    CERTAIN,
    DOUBTFUL,
    OF_STANDING,
    WINDOW,
    Reading,
    Toponym,
)
from places.geoparsing.recognise.waters import miss_articles
from places.geoparsing.recognise.works import without_titles
from places.geoparsing.weights import WEIGHTS, evidence
from places.languages import Language

_MOST_KEPT: Final = 100_000  # readings of the words beside a form; they are cheap to read again
_TOWN: Final = 3.2  # salience of a town that is found where a paper is at home
_SMALL_TOWN: Final = 2.8  # the same where the name is no common word
_TOGETHER: Final = 3  # unsure towns close to each other that speak for each other
_TOWN_IN_A_ROW: Final = 4.0  # salience of a town that may be meant by a word among towns close to it
_SENSES_IN_A_ROW: Final = 20  # of a form of which one may lie close to the others of its row
_SENSES_NEAR: Final = 6  # of a form of which one may lie among the other towns of a text

_SURE_FROM: Final = {standing: max(1 + said.weight, 0) for standing, said in OF_STANDING.items()}
"""Points from which a form is a place wherever the text has it, by its `Standing`."""

_PREPOSITION: Final = evidence("preposition")
_SENTENCE_START: Final = evidence("sentence_start")
_REPEATED: Final = evidence("repeated")
_PERSON_TOO: Final = evidence("person_too")

_Readers = tuple[Callable[[str], Before], Callable[[str], After]]


class Recogniser:
    """Finds toponyms by the forms of a lexicon.

    Parameters
    ----------
    lexicon : Lexicon
        The forms to look for.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._readers: dict[str, _Readers] = {}  # of each language

    def recognise(
        self, texts: Sequence[str], languages: Sequence[Language], homes: Sequence[Sequence[Home]]
    ) -> list[list[Toponym]]:
        """Return the toponyms of each of some texts in order; no two overlap.

        Towns that stand for their clubs are among them, with too few points: they are no mentions, and tell
        where the others are.

        Parameters
        ----------
        texts : sequence of str
        languages : sequence of Language
            That of each text.
        homes : sequence of sequence of Home
            Where the paper of each may be at home.
        """
        readings = [self._reading(text, language) for text, language in zip(texts, languages, strict=True)]
        found = find_hits(self._lexicon, readings)
        return [
            _recognise(reading, hits, its_homes)
            for reading, hits, its_homes in zip(readings, found, homes, strict=True)
        ]

    def _reading(self, text: str, language: Language) -> Reading:
        readers = self._readers.get(language.code)
        if readers is None:  # the same words come again and again
            keep = lru_cache(maxsize=_MOST_KEPT)
            readers = (
                keep(partial(read_before, language=language)),
                keep(partial(read_after, language=language)),
            )
            self._readers[language.code] = readers
        standing, senses = self._lexicon.standing(language), self._lexicon.senses_in(language.code)
        reading = Reading(text, language, self._lexicon, standing, senses, *readers)
        reading.text = capitalised(text, reading)
        return reading


def _recognise(reading: Reading, hits: Sequence[Toponym], homes: Sequence[Home]) -> list[Toponym]:
    """Return which hits are toponyms."""
    text, language = reading.text, reading.language
    hits = without_authors(reading, without_titles(reading, hits))
    if not hits:
        return []
    join(text, hits)
    alone = are_alone(text, hits)
    found = _weighed(reading, hits, alone)
    if reading.works:
        found = without_namesakes(reading, found)
    if alone:
        _believe_alone(reading, found)
    if reading.relatives:
        discount_companions(reading, found)
    if reading.playing:
        discount_clubs(reading, found)
    beside = [
        (hit, following, _gap(text[hit.end : following.start], language))
        for hit, following in pairwise(found)
        if following.start - hit.end <= LONGEST_GAP
    ]
    if beside:
        tell_regions(beside, reading)
        relate(beside, reading)
        if language.rivers_take_article:
            miss_articles(beside, reading)
        tell_states(beside, reading)
        support_lists(beside, reading)
    locate(found, reading)
    sure = {hit.form for hit in found if hit.points >= _SURE_FROM[hit.standing]}
    accepted = [hit for hit in found if _accepted(hit, sure, reading.people)]
    if homes and len(accepted) < len(found):
        accepted = _with_towns_at_home(reading, found, accepted, homes)
    if len(accepted) < len(found):
        accepted = with_pairs(reading, found, accepted)
        accepted = _with_neighbours(reading, found, accepted)
    if language.first_parts and "- " in text:
        accepted = complete(reading, accepted)
    clubs = [hit for hit in found if is_club(hit)] if reading.playing else []
    return sorted((*accepted, *clubs), key=lambda hit: hit.start) if clubs else accepted


def _gap(between: str, language: Language) -> str:
    """Return what stands between two names, a link in a headline in small letters ("Hull And Goole")."""
    return lower if (lower := between.lower()) in language.links else between


def _weighed(reading: Reading, hits: Sequence[Toponym], alone: bool) -> list[Toponym]:
    """Return the hits that can be places at all, none of them within another; if alone all known ones."""
    found: list[Toponym] = []
    taken = 0
    for hit in hits:
        if hit.start < taken:
            continue  # the one before has taken it in
        if weigh(reading, hit) or (alone and is_known(reading, hit)):
            if found and found[-1].asked:
                share_type(reading, found[-1], hit)
            found.append(hit)
            taken = max(hit.end, reading.taken)
    return found


def _believe_alone(reading: Reading, found: Iterable[Toponym]) -> None:
    """Take the names of a text that has nothing else for those of places."""
    for hit in found:
        if hit.points < 0 and is_known(reading, hit):
            hit.add(evidence("own_line", -hit.points))


def _accepted(hit: Toponym, sure: set[int], people: set[int]) -> bool:
    """Tell whether enough speaks for a form, with what the rest of the text says of it."""
    if hit.form in people and not (hit.form in sure and hit.standing == CERTAIN):
        hit.add(_PERSON_TOO)
    elif hit.form in sure and 0 > hit.points >= -_REPEATED.weight and not _is_word_here(hit):
        hit.add(_REPEATED)
    return hit.points >= 0


def _is_word_here(hit: Toponym) -> bool:
    """Tell whether nothing but an article speaks for a name that is a word as well: "Der Regen", in Regen."""
    return hit.standing <= ASKED and hit.article > 0


def _with_towns_at_home(
    reading: Reading, found: Sequence[Toponym], accepted: Sequence[Toponym], homes: Iterable[Home]
) -> list[Toponym]:
    """Add towns for which a little too little speaks, if they lie at the home of the paper."""
    senses = reading.senses
    taken = {hit.start for hit in accepted}
    at_home = [
        hit
        for hit in found
        if hit.start not in taken
        and (hit.standing >= ASKED or hit.support >= WEIGHTS.preposition)
        and hit.form not in reading.people
        and -hit.points <= WEIGHTS.at_home - (_SENTENCE_START.weight if _may_begin(reading, hit) else 0)
        and any(
            sense.salience >= (_TOWN if hit.standing <= ASKED else _SMALL_TOWN) and is_at(homes, sense)
            for sense in senses(hit.form)
        )
    ]
    for hit in at_home:
        hit.add(evidence("at_home", -hit.points))
    return sorted((*accepted, *at_home), key=lambda hit: hit.start)


def _may_begin(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a sentence begins with a name that is not that of somebody who speaks there."""
    word = reading.text[hit.end : hit.end + WINDOW].split(" ", 2)[1:2]
    if not word or _SENTENCE_START not in hit.evidence:
        return False
    return word[0].islower() and word[0] not in reading.language.sayings


def _with_neighbours(
    reading: Reading, found: Sequence[Toponym], accepted: Sequence[Toponym]
) -> list[Toponym]:
    """Add towns for which a little too little speaks, if others of the text lie close to them."""
    text, senses = reading.text, reading.senses
    least = DOUBTFUL if reading.language.nouns_capitalised else ASKED
    taken = {hit.start for hit in accepted}
    waiting = [
        hit
        for hit in found
        if hit.start not in taken
        and (hit.standing >= ASKED or hit.support >= WEIGHTS.preposition)
        and hit.form not in reading.people
        and -hit.points <= WEIGHTS.neighbours_of_several_words
    ]
    if not waiting:
        return list(accepted)
    in_row = _near_in_a_row(reading, found, waiting)
    waiting = [
        hit
        for hit in waiting
        if hit.form in in_row
        or (
            (hit.standing >= least or hit.support >= WEIGHTS.preposition)
            and (
                " " in text[hit.start : hit.end]
                or -hit.points <= WEIGHTS.neighbours
                or _is_led_to(reading, hit)
            )
        )
    ]
    surroundings = Surroundings(senses(form)[0] for form in {hit.form for hit in accepted})
    words = {hit.form for hit in waiting if hit.standing < ASKED and _PREPOSITION in hit.evidence}
    near = in_row | {
        form
        for form in {hit.form for hit in waiting} - words
        if any(map(surroundings.have, senses(form)[:_SENSES_NEAR]))
    }
    words -= near
    if words:
        surroundings = Surroundings(senses(form)[0] for form in {hit.form for hit in accepted} | near)
        near |= {form for form in words if any(map(surroundings.have_several, senses(form)[:_SENSES_NEAR]))}
        led = {hit.form for hit in waiting if hit.form in words and _is_led_to(reading, hit)}
        near |= {form for form in led if any(map(surroundings.have_one_beside, senses(form)[:_SENSES_NEAR]))}
    added = [hit for hit in waiting if hit.form in near]
    for hit in added:
        hit.add(evidence("neighbours", -hit.points))
    return sorted((*accepted, *added), key=lambda hit: hit.start)


def _is_led_to(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a noun has no article where it would need one: "in Burg", "nach Hall"; but "aus Stein"."""
    language = reading.language
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    return bool(before) and before[0].lower() in language.bare_prepositions


def _near_in_a_row(reading: Reading, found: Sequence[Toponym], waiting: Sequence[Toponym]) -> set[int]:
    """Return the unsure forms of lists of towns that can all lie close to each other."""
    text, senses = reading.text, reading.senses
    unsure = {hit.form for hit in waiting}
    near: set[int] = set()
    for row in _rows(text, found, reading.language):
        forms = {hit.form for hit in row}
        if len(forms) < _TOGETHER or unsure.isdisjoint(forms):
            continue
        nearest = {
            hit.form: [
                sense
                for sense in senses(hit.form)[:_SENSES_IN_A_ROW]
                if hit.standing != ASKED or hit.support > 0 or sense.salience >= _TOWN_IN_A_ROW
            ]
            for hit in row
        }
        surroundings = Surroundings(sense for each in nearest.values() for sense in each)
        near |= {
            form
            for form in unsure & forms
            if any(surroundings.names_near(sense, nearest) >= _TOGETHER for sense in nearest[form])
        }
    return near


def _rows(text: str, found: Sequence[Toponym], language: Language) -> Iterator[list[Toponym]]:
    """Yield the toponyms between which stands no more than in a list."""
    row: list[Toponym] = []
    for hit, following in pairwise(found):
        gap = text[hit.end : following.start]
        if gap in language.conjunctions or parts_items(gap, language):
            row = [*(row or [hit]), following]
        elif row:
            yield row
            row = []
    if row:
        yield row
