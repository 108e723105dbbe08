"""What the words around a form that can be a place add to its points."""

from __future__ import annotations

import re
from typing import Final

from places.geoparsing.recognise.after import CLOSING, After, said_being
from places.geoparsing.recognise.areas import said_area
from places.geoparsing.recognise.before import Before
from places.geoparsing.recognise.entries import is_entry, is_inscription
from places.geoparsing.recognise.headlines import is_title_case
from places.geoparsing.recognise.lines import is_dated
from places.geoparsing.recognise.people import is_with_its_country
from places.geoparsing.recognise.ships import is_at_sea
from places.geoparsing.recognise.toponym import (
    ASKED,
    CERTAIN,
    DOUBTFUL,
    PLAUSIBLE,
    WINDOW,
    Reading,
    Toponym,
)
from places.geoparsing.recognise.waters import add_feature
from places.geoparsing.weights import WEIGHTS, evidence
from places.languages.language import CERTAIN_FROM
from places.languages.people import first_names, surnames
from places.model import Evidence

_QUOTES: Final = frozenset("”\"“»«’‘'")  # at the end of a quotation
_REPORT: Final = re.compile(r"(?:/[^\W\d_][\w-]+)?\. (?=[^\W\d_a-zà-ÿ])")
_DATED: Final = re.compile(r", (?:[^\W\d_]{2,3} )?\d\d?[^\W\d_]{0,2}\.? (?:[^\W\d_]{2} )?([^\W\d_]+)")
"""A short word may stand before the day and before the month, an ending behind the day."""

_AFTER_DATELINE: Final = frozenset("./,")
_LONGEST_ACRONYM: Final = 6  # letters
_LINE_IN_CAPITALS: Final = 3  # letters that a name in capitals has at least to begin a report
_AREAS: Final = 6  # senses of a form of which one may be the area that a word before it tells of
_FEATURES: Final = ("water", "terrain")

_PREPOSITION: Final = evidence("preposition")
_ISLAND: Final = evidence("island_preposition")
_ENTRY: Final = evidence("entry")
_IN_QUOTES: Final = evidence("in_quotes")
_TYPE_WORD: Final = evidence("type_word")
_SAID_TO_BE: Final = evidence("said_to_be")
_DATELINE: Final = evidence("dateline")
_OWN_LINE: Final = evidence("own_line")
_ACRONYM: Final = evidence("acronym")
_CAPITAL_BEFORE: Final = evidence("capital_before")
_CAPITAL_AFTER: Final = evidence("capital_after")
_SENTENCE_START: Final = evidence("sentence_start")
_BEFORE_A_NAME: Final = evidence("before_a_name")


def count_surroundings(reading: Reading, hit: Toponym, before: Before, after: After) -> None:
    """Add what the words around a form say; note what and where they say that the place is."""
    if before.says or before.island or before.article:
        _add_preposition(reading, hit, before)
    if before.quoted or before.emphasised:
        _add_quotes(reading, hit, before, after)
    # "In Fulda fließt": where something flows, and not what does.
    flows = after.asked in reading.language.river_verbs and (before.bare or before.says is not None)
    if before.kind or (after.kind and not flows):
        _add_kind(reading, hit, before, after)
    elif after.being:
        _add_being(reading, hit)
    if (
        before.leads
        and not hit.kind
        and reading.kind(hit) != "region"
        and reading.may_be(hit, ("region",), _AREAS)
    ):
        hit.asked = hit.kind = "region"
    if not hit.kind:
        add_feature(reading, hit, before)
    apart = reading.text.startswith((" (", "/", " | ", "\t"), hit.end)
    if before.area or before.kind or after.comma or after.code or apart:
        area = said_area(reading, hit, before)
        if area:
            hit.add(area)
    if before.opens:
        _add_dateline(reading, hit, before, after)
    if hit.standing < CERTAIN:
        _count_doubts(reading, hit, before, after)
    if hit.points < 0 and ASKED <= hit.standing <= DOUBTFUL and reading.language.as_kind and not hit.kind:
        _add_as_kind(reading, hit)
    if before.article and hit.standing < PLAUSIBLE and reading.kind(hit) in (*_FEATURES, "region"):
        hit.add(_article(reading.language.article_worth))


def _add_quotes(reading: Reading, hit: Toponym, before: Before, after: After) -> None:
    """Add what quotation marks or emphasis say: a sign has the name of a place, a ship its own."""
    if before.quoted and is_inscription(reading, hit):
        hit.add(_ENTRY)
    elif (before.quoted and _is_title(reading, hit, after)) or (
        # "the *Izmir*", a ship
        before.emphasised and before.article and reading.text.startswith("*", hit.end)
    ):
        hit.add(_IN_QUOTES)


def _add_preposition(reading: Reading, hit: Toponym, before: Before) -> None:
    """Add what the preposition before a form says."""
    if before.island and reading.may_be(hit, ("terrain", "region")):
        hit.add(_ISLAND)
    elif before.says:
        hit.add(before.says)
    elif before.article and hit.standing == ASKED and _is_quarter(reading, hit):
        hit.add(_PREPOSITION)


def _count_doubts(reading: Reading, hit: Toponym, before: Before, after: After) -> None:
    """Add what speaks against a name that not everybody knows, and for it as in a register."""
    if not (before.says or after.capital) and is_entry(reading, hit):
        hit.add(_ENTRY)
    if reading.text[hit.start + 1 : hit.start + 2].isupper() and _may_be_acronym(reading, hit, before):
        hit.add(_ACRONYM)
    if not reading.language.nouns_capitalised and not (
        (before.capital or after.capital) and is_title_case(reading.text, hit.start)
    ):
        _add_capitals(reading, hit, before, after)
    if (
        after.capital
        and not hit.kind
        and _may_be_somebody(reading, hit, before)
        and not is_with_its_country(reading, hit)
        and not is_title_case(reading.text, hit.start)
    ):
        hit.add(_BEFORE_A_NAME)


def _article(worth: float) -> Evidence:
    return evidence("article_before", min(worth, WEIGHTS.article_before))


def _is_quarter(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a word of another language is a quarter, of which some have an article: "im Wedding"."""
    text, language = reading.text, reading.language
    before = text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    best = reading.senses(hit.form)[0]
    return (
        bool(before)
        and before[0].lower() in language.before_quarters
        and text[hit.start : hit.end] not in language.common
        and best.kind == "city"
        and not language.home.isdisjoint(best.countries)
    )


def _is_title(reading: Reading, hit: Toponym, after: After) -> bool:
    """Tell whether a quotation mark before a form makes a ship or a song of it: "die „Helgoland Trader“"."""
    closed = reading.text[hit.end : hit.end + 1] in _QUOTES
    if closed and (reading.kind(hit) not in _FEATURES or is_at_sea(reading, hit)):
        return True
    return after.capital and not after.kind and reading.language.quoted_before_capital


def _add_kind(reading: Reading, hit: Toponym, before: Before, after: After) -> None:
    """Note the word that says what the place is ("Fluss", "County")."""
    if before.kind:
        if before.asked in reading.language.country_types and reading.kind(hit) == "country":
            pass  # "the Co-operative Republic of Guyana" is the country
        elif before.asked in reading.language.country_types and not reading.may_be(hit, ("region",), _AREAS):
            return  # "auf dem Land Kühe"
        elif before.asked in reading.language.capitals and _is_owner(reading, hit):
            pass  # "the capital of Georgia" is not called so
        elif before.kind == "region" or not _owns(reading, hit, before.kind):
            hit.asked, hit.kind = before.asked, before.kind
            # "des Landkreises Hof" is called "Landkreis Hof"
            whole = reading.form(f"{before.asked.capitalize()} {reading.text[hit.start : hit.end]}")
            hit.form = whole if before.taken and whole >= 0 else hit.form
            hit.start -= before.taken
        hit.add(_TYPE_WORD)
        return
    following = reading.text[hit.end + 1 + len(after.asked) : hit.end + WINDOW].split(None, 1)
    if following and following[0] in reading.language.of:
        return  # of another: "the Ontario city of London"
    hit.asked, hit.kind = after.asked, after.kind
    hit.end += after.taken
    hit.add(_TYPE_WORD)


def _is_owner(reading: Reading, hit: Toponym) -> bool:
    """Tell whether it is an area whose capital the words before it mean."""
    of = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()[-1:]
    return of[0] in reading.language.of and reading.may_be(hit, ("country", "region"))


def _owns(reading: Reading, hit: Toponym, kind: str) -> bool:
    """Tell whether it is a country that owns what is told of, a city or something else.

    "Die Hauptstadt Estlands" and "una ciudad de Chile" are not called so; "la ciudad de Panamá" is.
    """
    if reading.kind(hit) != "country":
        return False
    if reading.text.endswith(reading.language.endings, hit.start, hit.end):
        return True
    cities = (sense for sense in reading.senses(hit.form)[:_AREAS] if sense.kind == "city")
    known = any(city.salience >= CERTAIN_FROM for city in cities)
    return reading.language.types_small and kind == "city" and not known


def _add_being(reading: Reading, hit: Toponym) -> None:
    """Note what the sentence says that a place is ("Bled is a town in")."""
    asked, kind = said_being(reading.text[hit.end : hit.end + 2 * WINDOW], reading.language)
    if kind:
        hit.asked, hit.kind = asked, kind
        hit.add(_SAID_TO_BE)


def _add_as_kind(reading: Reading, hit: Toponym) -> None:
    """Note what the clause begins by saying that it is ("Als Hafen blieb Pillau klein")."""
    low = max(hit.start - WINDOW, 0)
    for words in reading.language.as_kind:
        _, said, rest = reading.text[low : hit.start].rpartition(f"{words} ")
        if said and "." not in rest:
            word = rest.split(None, 1)[0].rstrip(CLOSING) if rest.strip() else ""
            if reading.language.type_of(word) or word.lower() in reading.language.known_as:
                hit.asked, hit.kind = word.lower(), "place"
                hit.add(_SAID_TO_BE)


def _add_dateline(reading: Reading, hit: Toponym, before: Before, after: After) -> None:
    """Count for a name with which a report begins: "KIEW (dpa) -"; or that is a line of its own."""
    if before.line and after.line:
        hit.add(_OWN_LINE)
    elif (before.line and (_begins_headline(reading, hit) or _begins_report(reading, hit))) or (
        after.dateline
        and (
            after.agency
            or (before.line and after.bracket)
            or (
                before.line
                and hit.end - hit.start > _LINE_IN_CAPITALS
                and reading.text[hit.start : hit.end].isupper()
            )
        )
    ):
        hit.add(_DATELINE)


def _begins_report(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a line begins with a town alone, or a town and a date: "Hermeskeil. Die Feuerwehr kam"."""
    text = reading.text
    if hit.standing < DOUBTFUL or text[hit.end : hit.end + 1] not in _AFTER_DATELINE:
        return False
    dated = _DATED.match(text, hit.end)
    told = _REPORT.match(text, hit.end) or (dated and dated[1].lower() in reading.language.dates)
    if not told or reading.kind(hit) != "city":
        return False
    surface = text[hit.start : hit.end]
    return surface not in first_names() and (hit.start == 0 or surface not in surnames())


def _begins_headline(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a colon parts a town from what happened there: "Hagen: Frau stirbt nach Sturz".

    Where nouns have capitals, or behind an hour; behind the name of somebody who speaks stands a pronoun or a
    quotation.
    """
    text, language = reading.text, reading.language
    if not (text.startswith((": ", " : "), hit.end) and hit.standing >= ASKED):
        return False
    if not language.nouns_capitalised:  # "18:05 Maubeuge : …", but "18:05 Dupont : …" in a chat
        surface = text[hit.start : hit.end]
        somebody = surface in surnames() or surface in first_names() or surface in language.common
        return reading.kind(hit) == "city" and not somebody and is_dated(text, hit.start, language)
    word = text[hit.end + 2 : hit.end + WINDOW].split(" ", 1)[0]
    named = text[hit.start : hit.end] in language.common or reading.kind(hit) != "city"
    spoken = word in language.never and not language.is_title(word.lower())
    return not named and not spoken and word[:1].isupper()


def _may_be_acronym(reading: Reading, hit: Toponym, before: Before) -> bool:
    """Tell whether it is in capitals but not in a headline, and usually not written so: "APRA", Apra."""
    text = reading.text
    surface = text[hit.start : hit.end]
    if before.opens or len(surface) > _LONGEST_ACRONYM or not (surface.isupper() and surface.isalpha()):
        return False
    if text[max(hit.start - 3, 0) : hit.start].rstrip().isupper():
        return False
    usual = reading.form(surface.capitalize())
    senses = reading.senses
    return usual >= 0 and senses(usual)[0].row == senses(hit.form)[0].row


def _add_capitals(reading: Reading, hit: Toponym, before: Before, after: After) -> None:
    """Count the words with a capital beside a form, where nouns have none."""
    word = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()[-1:]
    given = before.given and bool(word) and reading.form(word[0]) < 0
    if before.capital and not given and not (before.kind and before.typed):
        hit.add(_CAPITAL_BEFORE)
    if hit.standing < PLAUSIBLE:
        if before.opens:
            hit.add(_SENTENCE_START)
        if after.capital and not after.kind:
            hit.add(_CAPITAL_AFTER)


def _may_be_somebody(reading: Reading, hit: Toponym, before: Before) -> bool:
    """Tell whether it is a first name too, before another name ("Lena Ruhland")."""
    placed = before.says is not None and before.says.weight >= WEIGHTS.preposition
    named = not placed and reading.text[hit.start : hit.end] in first_names()
    return named and reading.kind(hit) in ("city", "water")
