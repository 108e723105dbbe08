"""A ship that is called after a town: "the wreck of the Lisbon", "Die Bremen lief aus"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from places.geoparsing.lexicon import Sense
from places.geoparsing.recognise.after import CLOSING, is_function_word
from places.geoparsing.recognise.toponym import WINDOW, Reading, Toponym
from places.languages.states import STATED

_AROUND: Final = 120  # characters of a sentence on either side
_VERB: Final = 2  # words behind a name of which one may tell of the sea
_WORDS_BEFORE: Final = 2  # "Pride of"
_QUOTES: Final = "„“\"»«”‚'‘’"
_LIST: Final = 80  # characters of a list of ships
_SENSES: Final = 8  # of a name of which one may be a river, which has an article too
_SENTENCE_END: Final = re.compile(r"[.!?]\s|\n")
_WORD: Final = re.compile(r"\w+")
_NUMBERED: Final = re.compile(r" [IVX]+(?!\w)")


def is_ship(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a town with an article is a ship or the like: towns have none.

    Where an article may mean a town, the sentence has to be about the sea.

    Not where the article belongs to a noun after the name ("the Boston harbour").
    """
    text, language = reading.text, reading.language
    senses = reading.senses(hit.form)[:_SENSES]
    if any(sense.kind in ("water", "terrain") for sense in senses):
        return False
    if senses[0].kind in ("region", "country"):
        # a state of the USA has no article, either
        bare = senses[0].kind == "region" and (
            not STATED.isdisjoint(senses[0].countries) or _is_subject(reading, hit, senses[0])
        )
        return (bare and is_at_sea(reading, hit)) or _is_called_after_area(reading, hit)
    if senses[0].kind != "city":
        return False
    following = text[hit.end : hit.end + WINDOW]
    word = following[1:].partition(" ")[0].rstrip(CLOSING) if following[:1] == " " else ""
    alone = (
        following[:1] in CLOSING
        or is_function_word(word, language)
        or word in language.weak_prepositions
        or word in language.at_sea
        or word in language.sayings
        or word.endswith(language.past_endings)
    )
    if not (alone or (language.nouns_capitalised and word[:1].islower())):
        return False
    if reading.form(f"The {text[hit.start : hit.end]}") >= 0:
        return False  # "the Bronx"
    # "Stewards from the Milan were": whatever that is, it is no town. "The Gold Coast is" one.
    single = " " not in text[hit.start : hit.end]
    return is_at_sea(reading, hit) or (single and word in language.said_of_things)


def _is_subject(reading: Reading, hit: Toponym, region: Sense) -> bool:
    """Tell whether a region has an article, as hardly one has, and no preposition: "the Liaoning and"."""
    text, language = reading.text, reading.language
    before = text[max(hit.start - WINDOW, 0) : hit.start].lower().split()[-2:-1]
    word = text[hit.end + 1 : hit.end + WINDOW].split(None, 1)[:1]
    alone = bool(word) and (is_function_word(word[0], language) or f" {word[0]} " in language.conjunctions)
    placed = bool(before) and (before[0] in language.prepositions or before[0] in language.weak_prepositions)
    return bool(region.admin1) and alone and not placed and language.article_makes_river


def is_at_sea(reading: Reading, hit: Toponym) -> bool:
    """Tell whether the sentence around a name is about ships."""
    text, language = reading.text, reading.language
    low = max(hit.start - _AROUND, 0)
    words = _WORD.findall(_SENTENCE_END.split(text[low : hit.start])[-1])
    words += _WORD.findall(_SENTENCE_END.split(text[hit.end : hit.end + _AROUND])[0])
    lower = [word.lower() for word in words]
    return not (language.at_sea.isdisjoint(lower) and language.ships.isdisjoint(lower))


def _is_called_after_area(reading: Reading, hit: Toponym) -> bool:
    """Tell whether an area with an article is a ship: some have one, so that more has to tell it.

    "Survivors of the Lusitania", "aboard the Estonia", "The Olympia foundered"; but not "off the Crimea".
    """
    text, language = reading.text, reading.language
    before = [word.lower() for word in text[max(hit.start - WINDOW, 0) : hit.start].split()[:-1][-2:]]
    if not before or before[-1].endswith((".", "!", "?", ":")):
        following = _WORD.findall(text, hit.end, hit.end + WINDOW)[:_VERB]
        return not language.at_sea.isdisjoint(word.lower() for word in following)
    if before[-1] in language.at_sea:
        return True
    leads = before[-1] in language.of or before[-1] in (
        language.island_prepositions - language.weak_prepositions
    )
    # "the captain of the Netherlands" leads a team
    of_team = language.is_title(before[0]) and reading.senses(hit.form)[0].kind == "country"
    return leads and before[0] in language.at_sea and not of_team


def is_in_fleet(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a name stands in a list behind the word for ships: "the corvettes Visby and Malmö"."""
    text, language = reading.text, reading.language
    ends, fleet = _lists_of_ships(language.conjunctions, language.definite)
    if not text.endswith(ends, 0, hit.start):
        return False
    before = text[max(hit.start - _LIST, 0) : hit.start]
    if language.ships.isdisjoint(before.lower().split()):  # as nearly always
        return False
    found = fleet.search(before)
    return found is not None and found[1].lower() in language.ships


@lru_cache(maxsize=32)
def _lists_of_ships(
    conjunctions: frozenset[str], articles: frozenset[str]
) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return what stands right before a name in a list of ships, and how the list begins."""
    links = {", ", *conjunctions}
    words = (word for each in articles for word in (f"{each} ", f"{each.capitalize()} "))
    article = f"(?:(?i:{'|'.join(map(re.escape, sorted(articles)))}) )?" if articles else ""
    ship = rf"{article}[„“\"«»]?[^\W\d_a-zß-ÿ][\w'’ -]*?[“”\"«»]?"
    link = "|".join(map(re.escape, sorted(links)))
    begin = re.compile(rf"([^\W\d_][\w-]*),? ((?:{ship}(?:{link}))+){article}[„“\"«»]?$")
    return (*links, *words, *_QUOTES), begin


def is_of_ship(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a name is the end of a ship's: "the ferry Pride of Kent", "die „Wappen von Bremen“"."""
    text, language = reading.text, reading.language
    low = max(hit.start - WINDOW, 0)
    words = text[low : hit.start].split()[-3:]
    if len(words) < _WORDS_BEFORE or words[-2].strip(_QUOTES).lower() not in language.ship_names:
        return False
    if words[-2][:1] in _QUOTES or (len(words) > _WORDS_BEFORE and words[-3].lower() in language.ships):
        return True
    lower = words[-2].lower()
    called = words[-2][:1].isupper() and lower not in language.types_before and not language.is_title(lower)
    return called and (_NUMBERED.match(text, hit.end) is not None or is_at_sea(reading, hit))
