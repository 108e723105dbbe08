"""A ship that an article tells from the place it is called after: "Die Bremen lief aus", "the Lisbon"."""

from __future__ import annotations

import re
from typing import Final

from places.geoparsing.lexicon import Sense
from places.geoparsing.recognise.after import CLOSING, is_function_word
from places.geoparsing.recognise.toponym import WINDOW, Reading, Toponym
from places.languages import Language
from places.languages.states import STATED

_AROUND: Final = 120  # characters of a sentence on either side
_VERB: Final = 2  # words behind a name of which one may tell of the sea
_WORDS_BEFORE: Final = 2  # a verb and an article
_OWNED: Final = 3  # words from "her" to a part of a ship
_QUOTES: Final = "„“\"»«”‚'‘’"
_SENSES: Final = 8  # of a name of which one may be a river, which has an article too
_SENTENCE_END: Final = re.compile(r"[.!?]\s|\n")
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_RELATIVE: Final = re.compile(r", (?:([a-zß-ÿ]+) )?[a-zß-ÿ]+ $")
_PARTICIPLE: Final = re.compile(r" [a-zß-ÿ]+en [^\W\d_a-zß-ÿ]")
_TOWN: Final = 4.3  # salience of a town whose name with an article is that of a ship
_QUARTER: Final = "PPLX"  # feature code of a part of a town, which may have an article in German
_ISLAND: Final = ("ISL", "ISLS")


def is_ship(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a place with an article is a ship or the like: towns, islands and countries have none.

    Where an article may mean a town, the sentence has to be about the sea.

    Not where the article belongs to a noun after the name ("the Boston harbour") or begins a clause
    ("das Schiff, das Bremen verließ").
    """
    text, language = reading.text, reading.language
    if is_relative(reading, hit) or not _has_its_article(reading, hit):
        return False
    name = text[hit.start : hit.end]
    senses = reading.senses(hit.form)[:_SENSES]
    if any(sense.kind in ("water", "terrain") for sense in senses):
        return _is_called_after_island(reading, hit, senses)
    if senses[0].kind in ("region", "country"):
        # a state of the USA has no article, either
        stated = (
            not STATED.isdisjoint(senses[0].countries)
            and name not in language.areas_with_article
            and _feature_code(reading, senses[0]) == "ADM1"
        )
        placed = _is_placed(reading, hit)
        if (
            senses[0].kind == "region"
            and stated
            and not placed
            and " " not in name
            and _is_subject_of_things(reading, hit)
        ):
            return True
        county = not placed and _is_county(reading, hit, senses[0])
        bare = senses[0].kind == "region" and (stated or county or _is_subject(reading, hit, senses[0]))
        return (
            (bare and _is_alone(reading, hit) and is_at_sea(reading, hit))
            or _is_called_after_area(reading, hit)
            or (_has_no_article(reading, hit, senses[0]) and _is_told_at_sea(reading, hit))
        )
    if senses[0].kind != "city" or not _is_alone(reading, hit):
        return False
    if reading.form(f"The {name}") >= 0:
        return False  # "the Bronx"
    if is_at_sea(reading, hit, surely=" " in name):
        return True
    if language.feminine_endings:
        return _is_feminine(reading, hit, senses[0])
    if _ends_clause(reading, hit, senses[0]):
        return True
    # "Stewards from the Milan were": whatever that is, it is no town. "The Gold Coast is" one.
    return " " not in name and _is_subject_of_things(reading, hit)


def _is_county(reading: Reading, hit: Toponym, region: Sense) -> bool:
    """Tell whether an area is a county or a district where a language is at home: these have no article."""
    language = reading.language
    name = reading.text[hit.start : hit.end]
    return (
        language.article_makes_river
        and not language.home.isdisjoint(region.countries)
        and not name.endswith("s")
        and name not in language.areas_with_article
        and _feature_code(reading, region).startswith("ADM")
        and _is_alone(reading, hit)
    )


def _is_subject_of_things(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a verb follows that is said of ships and the like where nouns have no capitals."""
    language = reading.language
    return not language.feminine_endings and _following(reading, hit) in language.said_of_things


def _ends_clause(reading: Reading, hit: Toponym, town: Sense) -> bool:
    """Tell whether a clause ends with a larger town that has an article: "He flew in the Halifax."."""
    text = reading.text
    return (
        text[hit.end : hit.end + 1] in (".", ";", "!", "?")
        and " " not in text[hit.start : hit.end]
        and town.salience >= _TOWN
        and not town.role
        and _feature_code(reading, town) != _QUARTER
        and not (
            reading.may_be(hit, ("water",), most=len(reading.senses(hit.form)))
            and " ".join(text[max(hit.start - WINDOW, 0) : hit.start].lower().split()[-2:])
            in reading.language.water_before
        )
    )


def _following(reading: Reading, hit: Toponym) -> str:
    """Return the word right behind a name."""
    following = reading.text[hit.end : hit.end + WINDOW]
    return following[1:].partition(" ")[0].rstrip(CLOSING) if following[:1] == " " else ""


def _is_alone(reading: Reading, hit: Toponym) -> bool:
    """Tell whether nothing follows a name to which its article may belong."""
    text, language = reading.text, reading.language
    word = _following(reading, hit)
    if word in language.restricting or (f" {word} " in language.links and _heads_two(reading, hit)):
        return False
    if text.endswith(" der ", 0, hit.start) and _PARTICIPLE.match(text, hit.end, hit.end + WINDOW):
        owned = text[max(hit.start - WINDOW, 0) : hit.start].lower().split()[-2:-1]
        return not language.beside_ships.isdisjoint(owned) or not language.at_sea.isdisjoint(owned)
    return (
        text[hit.end : hit.end + 1] in CLOSING
        or is_function_word(word, language)
        or word in language.weak_prepositions
        or word in language.sayings
        or word in language.said_of_things
        or word in language.numerals
        or word.isdigit()
        or word.endswith(language.past_endings)
        or (language.nouns_capitalised and (word[:1].islower() or _is_inverted(reading, hit)))
    )


def _is_inverted(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a verb stands before an article, so that an object may follow: "bekam die Emden Öl"."""
    words = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()[-2:]
    language = reading.language
    return (
        len(words) == _WORDS_BEFORE
        and words[1] == "die"
        and words[0].isalpha()
        and words[0].islower()
        and words[0] not in language.prepositions | language.weak_prepositions | language.definite
        and words[0] not in language.beginning_clauses
    )


def _heads_two(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a noun follows to which two names belong: "the Portsmouth and Gosport ferry"."""
    words = reading.text[hit.end : hit.end + WINDOW].split(None, 3)[1:3]
    return len(words) > 1 and words[0][:1].isupper() and reading.language.is_ship(words[1].rstrip(CLOSING))


def is_relative(reading: Reading, hit: Toponym) -> bool:
    """Tell whether an article is the pronoun of a clause: "das Schiff, das Bremen verließ"."""
    text, language = reading.text, reading.language
    following = text[hit.end + 1 : hit.end + 2]
    if not (language.nouns_capitalised and (following.islower() or following.isdigit())):
        return False
    found = _RELATIVE.search(text, max(hit.start - WINDOW, 0), hit.start)
    return (
        text[hit.end] == " "
        and found is not None
        and found[1] not in language.beginning_clauses
        and f" {_following(reading, hit)} " not in language.links
    )


def _has_its_article(reading: Reading, hit: Toponym) -> bool:
    """Tell whether the article before a name is one that ships have, where not all are the same."""
    articles = reading.language.ship_articles
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].rstrip(_QUOTES + " ")
    return not articles or before.rpartition(" ")[2].lower() in articles


def _is_feminine(reading: Reading, hit: Toponym, town: Sense) -> bool:
    """Tell whether a larger town has an article that only ships have: "mit der Köln"."""
    text, language = reading.text, reading.language
    return (
        town.salience >= _TOWN
        and not town.role
        and " " not in text[hit.start : hit.end]
        and not text[hit.start : hit.end].lower().endswith(language.feminine_endings)
        and text[hit.start : hit.end] not in language.common
        and _feature_code(reading, town) != _QUARTER
        and text[max(hit.start - WINDOW, 0) : hit.start].split()[-2:-1] != ["und"]
        and not text.endswith((", die ", ", der "), 0, hit.start)
    )


def _feature_code(reading: Reading, sense: Sense) -> str:
    return str(reading.lexicon.gazetteer.column("feature_code")[sense.row].as_py())


def _is_called_after_island(reading: Reading, hit: Toponym, senses: tuple[Sense, ...]) -> bool:
    """Tell whether an island is a ship: it has an article, or parts that only ships have ("her bow")."""
    text, language = reading.text, reading.language
    name = text[hit.start : hit.end]
    if senses[0].kind not in ("terrain", "city") or any(
        sense.kind == "water" or (sense.kind == "terrain" and _feature_code(reading, sense) not in _ISLAND)
        for sense in senses
    ):
        return False
    before = [word.lower() for word in text[max(hit.start - WINDOW, 0) : hit.start].split()[:-1][-1:]]
    if before and before[0] in language.at_sea:
        return True
    if " " in name:
        return not _is_placed(reading, hit) and _has_parts(reading, hit)
    ends = name.lower().endswith(("s", *language.feminine_endings))
    alone = not ends and _is_alone(reading, hit)
    # "Die Norderney" is a ship wherever it is told: islands have no article in German, but for some.
    return alone and (bool(language.feminine_endings) or is_at_sea(reading, hit))


def _is_placed(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a preposition stands before the article of a name."""
    language = reading.language
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].lower().split()[-2:-1]
    if language.feminine_endings:  # "auf der Elba"
        return bool(before) and before[0] in language.prepositions
    return bool(before) and (
        before[0] in language.prepositions
        or before[0] in language.weak_prepositions
        or before[0] in language.island_prepositions
        or before[0] in language.of
    )


def _has_parts(reading: Reading, hit: Toponym) -> bool:
    """Tell whether the sentence around a name tells of what ships have: "with her bow visor"."""
    language = reading.language
    words = _sentence(reading, hit)
    return any(
        word in language.beside_ships
        and not language.ship_owners.isdisjoint(words[max(index - _OWNED, 0) : index])
        for index, word in enumerate(words)
    )


def _has_no_article(reading: Reading, hit: Toponym, area: Sense) -> bool:
    """Tell whether a country, in German also a region, has an article that it never has."""
    text, language = reading.text, reading.language
    name = text[hit.start : hit.end]
    return (
        (area.kind == "country" or bool(language.feminine_endings) or _is_town_too(reading, hit))
        and " " not in name
        and not name.isupper()
        and not name.endswith("s")
        and not any(name.lower().endswith(area.lower()) for area in language.areas_with_article)
        and name not in language.peoples
        and not _is_placed(reading, hit)
        and _is_alone(reading, hit)
    )


def _is_town_too(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a larger town is called like an area, as Bremen is: neither has an article."""
    senses = reading.senses(hit.form)[:_SENSES]
    return any(sense.kind == "city" and sense.salience >= _TOWN for sense in senses)


def _is_subject(reading: Reading, hit: Toponym, region: Sense) -> bool:
    """Tell whether a region has an article, as hardly one has, and no preposition: "the Liaoning and"."""
    text, language = reading.text, reading.language
    before = text[max(hit.start - WINDOW, 0) : hit.start].lower().split()[-2:-1]
    word = text[hit.end + 1 : hit.end + WINDOW].split(None, 1)[:1]
    alone = bool(word) and (
        is_function_word(word[0], language)
        or f" {word[0]} " in language.conjunctions
        or _is_done_at_sea(word[0], language)
    )
    placed = bool(before) and (before[0] in language.prepositions or before[0] in language.weak_prepositions)
    return bool(region.admin1) and alone and not placed and language.article_makes_river


def _is_done_at_sea(word: str, language: Language) -> bool:
    """Tell whether a word is a verb that tells of the sea, no noun ("sank", not "sailors")."""
    return word in language.at_sea and (
        language.nouns_capitalised
        or word in language.said_of_things
        or word.endswith(language.past_endings or ("\n",))
    )


def is_at_sea(reading: Reading, hit: Toponym, *, surely: bool = False) -> bool:
    """Tell whether the sentence around a name is about ships, or surely so: "the hold" may be another's."""
    language = reading.language
    words = _sentence(reading, hit)
    return any(word in language.at_sea or language.is_ship(word) for word in words) or (
        not surely and not language.beside_ships.isdisjoint(words)
    )


def _is_told_at_sea(reading: Reading, hit: Toponym) -> bool:
    """Tell the same, also by a verb right behind a name that tells of ships where its article is theirs."""
    language = reading.language
    word = _following(reading, hit)
    told = bool(language.feminine_endings) and (word in language.said_of_things or word.isdigit())
    return told or is_at_sea(reading, hit)


def _sentence(reading: Reading, hit: Toponym) -> list[str]:
    """Return the other words of a sentence, in lower case, as far as they stand near a name."""
    text = reading.text
    low = max(hit.start - _AROUND, 0)
    words = _WORD.findall(_SENTENCE_END.split(text[low : hit.start])[-1])
    words += _WORD.findall(_SENTENCE_END.split(text[hit.end : hit.end + _AROUND])[0])
    return [word.lower() for word in words]


def _is_called_after_area(reading: Reading, hit: Toponym) -> bool:
    """Tell whether an area with an article is a ship: some have one, so that more has to tell it.

    "Survivors of the Lusitania", "aboard the Estonia", "The Olympia foundered"; but not "off the Crimea".
    """
    text, language = reading.text, reading.language
    if text[hit.start : hit.end] in language.areas_with_article:
        return False  # "an Bord der Schweiz" is as rare as "die Matrosen der Ukraine" are not
    before = [word.lower() for word in text[max(hit.start - WINDOW, 0) : hit.start].split()[:-1][-2:]]
    if not before or before[-1].endswith((".", "!", "?", ":")):
        following = _WORD.findall(text, hit.end, hit.end + WINDOW)[:_VERB]
        return any(_is_done_at_sea(word, language) for word in following)
    if before[-1] in language.at_sea:
        return True
    leads = before[-1] in language.of or before[-1] in (
        language.island_prepositions - language.weak_prepositions
    )
    # "the captain of the Netherlands" leads a team
    of_team = language.is_title(before[0]) and reading.senses(hit.form)[0].kind == "country"
    return leads and before[0] in language.at_sea and not of_team
