"""Forms that are a part of the name of a person."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from places.geoparsing.recognise.addressed import is_addressed
from places.geoparsing.recognise.after import CLOSING, After
from places.geoparsing.recognise.areas import are_town_and_country
from places.geoparsing.recognise.before import Before
from places.geoparsing.recognise.headlines import is_title_case
from places.geoparsing.recognise.named import is_named, is_speaking
from places.geoparsing.recognise.toponym import CERTAIN, WINDOW, Reading, Toponym
from places.geoparsing.weights import WEIGHTS, evidence
from places.languages import Language
from places.languages.people import first_names, first_names_after_places, surnames
from places.languages.states import STATED

_SURNAME: Final = re.compile(r" ([^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_ANOTHER: Final = re.compile(r" \w+ [^\W\d_]+ [^\W\d_]+")  # "and Siena Castellane"
_AND_ANOTHER: Final = re.compile(r" (\w+) ([^\W\d_]+) [^\W\d_a-zß-ÿ]")
_SECOND: Final = re.compile(r"[^\W\d_]+ ([^\W\d_]+) \w+ $")  # "Kenya Dombrowicz and"
_AGE: Final = re.compile(r",? \(?\d\d[,)]")
_AGED: Final = re.compile(r", \d\d, | \(\d\d\)| \(\d{1,3}\.(?:\+\d)?[,)]")  # "(88.)" is the minute of a goal
_NAME: Final = r"[^\W\d_a-zß-ÿ][^\W\d_]+(?:-[^\W\d_]+)*"
_BYLINE: Final = re.compile(rf"{_NAME}(?:[ ,]+{_NAME})+")
_LARGER_TOWN: Final = 4.8  # salience from which a name is not taken for a surname
_YOUNGER: Final = (" Jr", " Sr", " II")
_SHORTEST: Final = 4  # letters of a surname of which nothing is known
_LONGEST_SENTENCE: Final = 240  # characters that a sentence is read from a name in either direction
_SENTENCE_ENDS: Final = (". ", "! ", "? ", "\n")
_PERSON_TOO: Final = evidence("person_too")
_LONGEST_BYLINE: Final = 100


def is_person(reading: Reading, hit: Toponym, before: Before, after: After) -> bool:
    """Tell whether a form is a part of the name of a person, and note that it is."""
    if not _is_person(reading, hit, before, after):
        return False
    reading.people.add(hit.form)
    if before.kin and not after.capital:
        reading.relatives.append(hit.start)
    if reading.text.startswith("-", hit.end):  # "Ines Ansbach-Fürth"
        reading.surname = hit.end + 1
    return True


def discount_companions(reading: Reading, found: Sequence[Toponym]) -> None:
    """Count against first names beside that of a relative: "Austin told Adelaide about her cousin Florence".

    Parameters
    ----------
    reading : Reading
    found : sequence of Toponym
        Those without a preposition in the sentence of somebody's relative are given the evidence.
    """
    text, starts = reading.text, [hit.start for hit in found]
    sentences = set[tuple[int, int]]()
    for relative in reading.relatives:
        low, high = relative - _LONGEST_SENTENCE, relative + _LONGEST_SENTENCE
        first = max(text.rfind(mark, max(low, 0), relative) for mark in _SENTENCE_ENDS)
        ends = [text.find(mark, relative, high) for mark in _SENTENCE_ENDS]
        last = min((end for end in ends if end >= 0), default=high)
        sentences.add((max(first, low), last))
    for first, last in sentences:
        for hit in found[bisect_right(starts, first) : bisect_left(starts, last)]:
            name = text[hit.start : hit.end]
            placed = hit.kind or hit.support > 0 or reading.kind(hit) == "country"
            if (
                not placed
                and _PERSON_TOO not in hit.evidence
                and (name in first_names() or name in first_names_after_places())
            ):
                hit.add(_PERSON_TOO)


def _is_person(reading: Reading, hit: Toponym, before: Before, after: After) -> bool:
    surface = reading.text[hit.start : hit.end]
    if (after.capital or before.capital) and is_with_its_country(reading, hit):
        return False
    if before.person:
        # "der Präsident Russlands" leads a country, nobody is called Russlands; "der Italiener Paris" is.
        genitive = before.titled and surface.endswith(reading.language.endings)
        if not (genitive and reading.form(surface) != hit.form):
            return True
    if surface in first_names() and hit.standing < CERTAIN and _AGED.match(reading.text, hit.end):
        return True  # "Lena (16)"
    if _is_in_surname(reading, hit) or (after.capital and _are_first_names(reading, hit, before)):
        return True
    if is_in_byline(reading.text, hit.start, reading.language):
        return True
    if after.capital and _is_kin(reading, hit):
        return True
    if surface in first_names_after_places():
        if after.capital and (_has_surname(reading, hit, before, after) or _is_apposed(reading, hit)):
            reading.surname = hit.end + 1
            return True
        if not after.capital and (
            is_named(reading, hit, before)
            or is_speaking(reading, hit, before, after)
            or is_addressed(reading, hit, before)
        ):
            return True
    if before.kin and not after.capital and reading.kind(hit) == "city":
        return True
    if hit.standing == CERTAIN:
        # "Nils Bach" is no river: that has an article.
        return (
            reading.language.nouns_capitalised
            and after.capital
            and not before.article
            and surface in first_names()
            and reading.kind(hit) == "water"
        )
    # A first name that is a place too has a surname after it ("Paris Hilton").
    return before.initial or (
        after.surname and surface in first_names() and not _is_headline_about(reading, hit)
    )


def is_with_its_country(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a space alone parts a town and its country: "Sydney Australia", not "Jordan Chad"."""
    text = reading.text
    found = _SURNAME.match(text, hit.end, hit.end + WINDOW)
    if found and are_town_and_country(reading, hit.form, reading.form(found[1])):
        return True
    word = text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    return bool(word) and are_town_and_country(reading, reading.form(word[0]), hit.form)


def _is_in_surname(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a surname begins with a form, or has it behind a hyphen: "Odessa Pruitt-Langley"."""
    begin = reading.surname
    return (
        0 <= begin <= hit.start
        and reading.text.find(" ", begin, min(hit.start, begin + WINDOW)) < 0
        and (hit.start - begin < WINDOW)
    )


def is_in_byline(text: str, start: int, language: Language) -> bool:
    """Tell whether a position is in a line that says by whom a text is: "Von Adria Kocks und Uwe Bamberg"."""
    if not language.bylines:
        return False
    first = text.rfind("\n", max(start - _LONGEST_BYLINE, 0), start) + 1
    begin = next((begin for begin in language.bylines if text.startswith(begin, first)), "")
    end = text.find("\n", start, first + _LONGEST_BYLINE)
    if not begin or end < 0:
        return False
    ands = "|".join(map(re.escape, sorted(_ands(language))))
    line = text[first + len(begin) : end].strip()
    if any(word.lower() in language.prepositions for word in line.split()):
        return False
    names = re.split(rf", | (?:{ands}) ", line)
    return all(_BYLINE.fullmatch(name) for name in names)


def _is_headline_about(reading: Reading, hit: Toponym) -> bool:
    """Tell whether an office follows a name in a headline in capitals, no surname: "Houston Mayor"."""
    found = _SURNAME.match(reading.text, hit.end, hit.end + WINDOW)
    office = found is not None and reading.language.is_title(found[1].lower())
    return office and is_title_case(reading.text, hit.start)


def _are_first_names(reading: Reading, hit: Toponym, before: Before) -> bool:
    """Tell whether a name is two first names, before a surname: "Franz Josef Wimmer"."""
    words = reading.text[hit.start : hit.end].split(" ")
    placed = before.says is not None and before.says.weight >= WEIGHTS.preposition
    return len(words) > 1 and not placed and all(word in first_names() for word in words)


def _has_surname(reading: Reading, hit: Toponym, before: Before, after: After) -> bool:
    """Tell whether a word of which nothing is known follows, and something that only people have after them.

    Where nouns have capitals, verbs have none: what follows in small letters is sign enough.
    """
    language = reading.language
    if after.body or after.kind:
        return False
    if before.says and before.says.weight >= WEIGHTS.preposition:
        return _is_given_to(reading, hit) or _is_led_to(reading, hit) or _is_with_another(reading, hit)
    found = _SURNAME.match(reading.text, hit.end, hit.end + WINDOW)
    if found is None:
        return False
    following = reading.text[found.end() : found.end() + WINDOW]
    if not _may_be_surname(reading, found[1]):
        return _AGED.match(following) is not None and not _is_state(reading, found[1])
    if not before.article and _ends_name(reading, found[1], following):
        return True
    word, _, rest = following[1:].partition(" ")
    if language.nouns_capitalised:
        if before.article and found[1] not in surnames():  # "hat der Iran Helfer geschickt"
            return False
        known = reading.text[hit.start : hit.end] in first_names()
        ends = following[:1] in (".", ",") or word[:1].islower()
        return known or ends or _AGED.match(following) is not None
    if following.startswith(", ") and rest.split(" ", 1)[0].lower() in language.appositions:
        return True
    return (
        word.rstrip(",.;") in language.sayings
        or (word in _ands(language) and _ANOTHER.match(following) is not None)
        or _AGE.match(following) is not None
        or _follows_somebody(reading, hit)
        or found[1].endswith(language.possessives)
        or _is_double(reading, found[1])
        or _is_object(reading, hit, following)
    )


def _is_with_another(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a first name and a surname stand with another two: "from Sydney Oke and Paris Obi"."""
    text = reading.text
    found = _SURNAME.match(text, hit.end, hit.end + WINDOW)
    if found is None or text[hit.start : hit.end] not in first_names():
        return False
    other = _AND_ANOTHER.match(text, found.end(), found.end() + WINDOW)
    return (
        other is not None
        and other[1] in _ands(reading.language)
        and other[2] in first_names()
        and not _is_state(reading, found[1])
        and _may_be_surname(reading, found[1])
    )


def _ends_name(reading: Reading, surname: str, following: str) -> bool:
    """Tell whether a name ends with a word: no further capital follows, nor is it the plural of a noun.

    "Texas Republicans voted" are many, "Jordan Ames voted" is one.
    """
    if "-" in surname:
        return _is_double(reading, surname)
    ends = (
        not following
        or following[0] in CLOSING
        or (following[0] == " " and (following[1:2].islower() or following[1:2] == "("))
    )
    return ends and (
        surname in surnames() or not (surname.endswith("s") or reading.language.nouns_capitalised)
    )


def _is_state(reading: Reading, word: str) -> bool:
    """Tell whether a word is a state or a country, which may follow a town without a comma."""
    form = reading.form(word)
    return form >= 0 and (
        reading.senses(form)[0].kind == "country" or not STATED.isdisjoint(reading.senses(form)[0].countries)
    )


def _is_led_to(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a first name and a surname that is no place stand behind a word that leads to people too.

    "Ahead of Brooklyn Adebisi and": no further capital follows, as in "of Florence Villa station".
    """
    text, language = reading.text, reading.language
    found = _SURNAME.match(text, hit.end, hit.end + WINDOW)
    before = text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    if found is None or not before or before[0].lower() not in language.before_people:
        return False
    following = text[found.end() : found.end() + WINDOW]
    unknown = reading.form(found[1]) < 0 or found[1] in surnames()
    return (
        text[hit.start : hit.end] in first_names()
        and unknown
        and _may_be_surname(reading, found[1])
        and _ends_name(reading, found[1], following)
    )


def _is_given_to(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a word that leads to people too stands before two names: "went to Kingston Achterberg"."""
    language = reading.language
    found = _SURNAME.match(reading.text, hit.end, hit.end + WINDOW)
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()[-2:]
    return (
        found is not None
        and len(before) > 1
        and f"{before[0].lower()} {before[1].lower()}" in language.given_to
        and _may_be_surname(reading, found[1])
    )


def _is_kin(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a relative or an office is told before two names: "sein Bruder Konstanz Zabel"."""
    language = reading.language
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    if not before or not (before[0].lower() in language.kin or language.is_title(before[0].lower())):
        return False
    found = _SURNAME.match(reading.text, hit.end, hit.end + WINDOW)
    return found is not None and _may_be_surname(reading, found[1])


def _is_double(reading: Reading, word: str) -> bool:
    """Tell whether a word is two surnames ("Adeyemi-Cole"): neither is an adjective of a country."""
    parts = word.split("-")
    return len(parts) > 1 and all(
        part[:1].isupper() and part[1:].islower() and not reading.language.area_of(part) for part in parts
    )


def _is_object(reading: Reading, hit: Toponym, following: str) -> bool:
    """Tell whether a name of two words stands right behind a verb: "elected Troy Wickersham".

    Behind an article or a possessive it may be something else: "the Houston Astrodome".
    Where all words have capitals, a capital tells nothing.
    """
    language = reading.language
    words = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()
    if not words or not words[-1].isalpha():
        return False
    if not words[-1].islower() and words[-1].lower() not in language.given_to:
        return False
    if words[-1] in language.definite or words[-1] in language.before_type or words[-1] in language.of:
        return False
    return not following[1:2].isupper()


def _is_apposed(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a name of two words between commas says who somebody is: "my driver, Chad Lagos, knew"."""
    text = reading.text
    found = _SURNAME.match(text, hit.end, hit.end + WINDOW)
    return (
        found is not None
        and text.startswith(", ", found.end())
        and text[found.end() + 2 : found.end() + 3].islower()
        and text[hit.start - 2 : hit.start] == ", "
        and text[max(hit.start - 3, 0) : hit.start - 2].islower()
    )


def _may_be_surname(reading: Reading, word: str) -> bool:
    """Tell whether a word is a surname, as far as is known: no word of the language, no place."""
    language = reading.language
    for possessive in language.possessives:
        word = word.removesuffix(possessive)
    lower = word.lower()
    if word in surnames():
        return True
    if not word[:1].isupper() or word.isupper() or len(word) < _SHORTEST:
        return False
    if (
        ((word in language.common or word in language.frequent) and word not in first_names())
        or word in language.never
        or lower in language.types_before
        or lower in language.types_after
        or lower in language.bodies_after
        or lower in language.adjectives
        or language.is_title(lower)
    ):
        return False
    form = reading.form(word)
    return form < 0 or (
        reading.senses(form)[0].kind == "city" and reading.senses(form)[0].salience < _LARGER_TOWN
    )


def _follows_somebody(reading: Reading, hit: Toponym) -> bool:
    """Tell whether somebody and an "and" stand before a name: "Kenya Dombrowicz and Ireland Basquez"."""
    text = reading.text
    found = _SECOND.search(text, max(hit.start - WINDOW, 0), hit.start)
    return (
        found is not None
        and text[: hit.start].rsplit(None, 1)[-1] in _ands(reading.language)
        and found[1][0].isupper()
        and _may_be_surname(reading, found[1])
    )


def _ands(language: Language) -> frozenset[str]:
    return frozenset(gap.strip() for gap in language.conjunctions if gap.strip().isalpha())
