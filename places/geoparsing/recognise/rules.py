"""What the words around a form say: whether it can be a place at all; then what speaks for it or against."""

from __future__ import annotations

from typing import Final

from places.geoparsing.recognise.after import CLOSING, After, goes_on_as_body
from places.geoparsing.recognise.areas import BETWEEN
from places.geoparsing.recognise.before import Before
from places.geoparsing.recognise.called_works import is_work
from places.geoparsing.recognise.compounds import hyphens_allow
from places.geoparsing.recognise.counting import count_surroundings
from places.geoparsing.recognise.headlines import is_title_case
from places.geoparsing.recognise.lines import begins_item
from places.geoparsing.recognise.named_ships import (
    is_called_so,
    is_in_fleet,
    is_of_ship,
    is_ship_with_kind,
    keeps_place,
)
from places.geoparsing.recognise.people import is_person
from places.geoparsing.recognise.ships import is_ship
from places.geoparsing.recognise.sport import (
    begins_clause,
    does_as_many,
    is_beaten,
    is_headline_of_sport,
    is_in_result,
    is_scored_for,
    owns_players,
)
from places.geoparsing.recognise.toponym import (
    ASKED,
    PLAUSIBLE,
    TYPED,
    WINDOW,
    Reading,
    Toponym,
)
from places.geoparsing.recognise.universities import is_university
from places.geoparsing.recognise.waters import is_in_flood, is_lake
from places.geoparsing.weights import evidence
from places.languages import Language
from places.languages.states import STATES

_CODE: Final = 2  # letters of the code of a state

_PREPOSITION: Final = evidence("preposition")


def weigh(reading: Reading, hit: Toponym) -> bool:
    """Count what the words around a form say.

    Parameters
    ----------
    reading : Reading
        What the form is besides is noted there.
    hit : Toponym
        It is given the evidence.

    Returns
    -------
    bool
        Whether the form can be a place at all.
    """
    text, start, end = reading.text, hit.start, hit.end
    if (text.startswith("-", end) or text.endswith("-", 0, start)) and not hyphens_allow(reading, hit):
        return False
    if hit.end - hit.start == _CODE and not _is_code(reading, hit):
        return False
    before = _before(reading, hit.start)
    if _is_word(reading, hit, before):
        return False
    after = _after(reading, hit.end)
    if (
        _is_ship(reading, hit, before, after)
        or is_university(reading, hit, before, after)
        or _is_part_of_a_name(reading, hit, after)
        or is_person(reading, hit, before, after)
        or _is_road_or_body(reading, hit, before, after)
    ):
        return False
    _note_players(reading, hit, before, after)
    count_surroundings(reading, hit, before, after)
    hit.article = _article_of(reading, hit, before)
    # "Oder": a capital that the beginning of the sentence gave it
    return not (
        before.opens and text.startswith(" ", hit.end) and text[hit.start : hit.end] in reading.language.small
    )


def _is_word(reading: Reading, hit: Toponym, before: Before) -> bool:
    """Tell whether the words before a form make a word of it, or nothing makes a place of what may be one."""
    return (
        (before.body and not (reading.language.nouns_capitalised and reading.is_genitive(hit)))
        or _is_work(reading, hit, before)
        or (before.thing and _is_thing(reading, hit))
        or (before.ship and not keeps_place(reading, hit))
        or (before.article and _are_people(reading, hit))
        or (hit.standing == ASKED and before.says is not None and _is_weather(reading, hit))
        or (before.abroad != "" and _is_feature_abroad(reading, hit, before))
        or (hit.standing == TYPED and not _is_told(reading, hit, before))
    )


def _is_work(reading: Reading, hit: Toponym, before: Before) -> bool:
    """Tell whether a work, a band or a firm is called so."""
    if before.work and not reading.is_genitive(hit):
        reading.works.add(hit.form)
        reading.listed = hit.end
        return True
    return not hit.joined and is_work(reading, hit, placed=before.says is _PREPOSITION and not before.of)


def _is_weather(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a word is none for a river, which had an article behind its preposition: "bei Regen"."""
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    return (
        bool(before)
        and before[0].lower() in reading.language.weather_prepositions
        and reading.kind(hit) == "water"
    )


def _are_people(reading: Reading, hit: Toponym) -> bool:
    """Tell whether an article makes the people of a name that is the area's as well: "die Polen"."""
    text, language = reading.text, reading.language
    if text[hit.start : hit.end] not in language.peoples:
        return False
    before = text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    return bool(before) and before[0].lower() in language.plural_articles


def _is_feature_abroad(reading: Reading, hit: Toponym, before: Before) -> bool:
    """Tell whether a form ends the name of a lake or a mountain that is not listed; not "Lagos Nigeria"."""
    word = reading.text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1]
    form = reading.form(word)
    is_town = form >= 0 and reading.standing[form] >= PLAUSIBLE
    return not is_town and not reading.may_be(hit, (before.abroad,))


def _is_told(reading: Reading, hit: Toponym, before: Before) -> bool:
    """Tell whether something beside a word says that it is a place."""
    text, language = reading.text, reading.language
    return (
        bool(before.kind or before.area or language.type_after_suffices)
        or text[hit.end : hit.end + 2] in BETWEEN
        or text[hit.start - 2 : hit.start] in BETWEEN
        or _is_linked(text, hit.start, hit.end, language)
        or (before.article and is_in_flood(reading, hit))
        or before.says is _PREPOSITION
    )


def _is_ship(reading: Reading, hit: Toponym, before: Before, after: After) -> bool:
    """Tell whether a ship is called so."""
    return (
        (before.of and is_of_ship(reading, hit))
        or (before.kind != "" and is_ship_with_kind(reading, hit))
        or (before.called and is_called_so(reading, hit))
        or (before.says is None and is_in_fleet(reading, hit))
        or (
            before.article
            and bool(reading.language.at_sea)
            and not (before.kind or after.kind)
            and is_ship(reading, hit)
        )
    )


def _is_part_of_a_name(reading: Reading, hit: Toponym, after: After) -> bool:
    """Tell whether a form is no place together with the capital after it."""
    text, language, end = reading.text, reading.language, hit.end
    return (after.capital or text.startswith(language.possessives, end)) and _bears_its_name(
        text[hit.start : end], text[end : end + WINDOW], language
    )


def _is_road_or_body(reading: Reading, hit: Toponym, before: Before, after: After) -> bool:
    """Tell whether a number or a word after a form makes a road or a body of people of it."""
    text, language, end = reading.text, reading.language, hit.end
    if after.number and not before.article and text[hit.start : end] in language.roads:
        return True
    return bool(after.body) or (
        after.body is None
        and goes_on_as_body(text[end : end + WINDOW], language)
        and (language.nouns_capitalised or not is_title_case(text, hit.start))
    )


def _note_players(reading: Reading, hit: Toponym, before: Before, after: After) -> None:
    """Note that a form may stand for its club, and what says so."""
    if after.number and is_in_result(reading, hit):
        reading.playing.append((hit, "result"))
        return
    plays = before.plays or after.plays or (before.time and is_beaten(reading, hit))
    if plays or (before.opens and is_headline_of_sport(reading, hit)):
        reading.playing.append((hit, "plural" if after.plural and before.opens else "club"))
    elif after.owned or owns_players(reading, hit.end):
        reading.playing.append((hit, "owner"))
    elif before.may_play or after.may_play or after.plural:
        opens = before.opens or (after.plural and begins_clause(reading, hit.start))
        plural = opens and (after.plural or does_as_many(reading, hit.end))
        reading.playing.append((hit, "plural" if plural else "many"))
    elif before.opens and does_as_many(reading, hit.end):
        reading.playing.append((hit, "plural"))
    elif before.opens and _says_something(reading, hit.end):
        reading.playing.append((hit, "many"))
    elif before.scores and is_scored_for(reading, hit):
        reading.playing.append((hit, "club"))
    elif (before.says is None or before.scores or before.of) and _is_bare(reading, hit, after):
        reading.playing.append((hit, "bare"))


def _is_bare(reading: Reading, hit: Toponym, after: After) -> bool:
    """Tell whether a town has nothing behind it that makes another word of it."""
    return reading.kind(hit) == "city" and not (after.comma or reading.text.startswith("-", hit.end))


def _says_something(reading: Reading, end: int) -> bool:
    """Tell whether a word in small letters follows, and no preposition: "Ulm fans booed", "Ulm dreht auf"."""
    text, language = reading.text, reading.language
    if not (text.startswith(" ", end) and text[end + 1 : end + 2].islower()):
        return False
    word = text[end + 1 : end + WINDOW].split(None, 1)[0]
    return word not in language.prepositions and word not in language.weak_prepositions


def _article_of(reading: Reading, hit: Toponym, before: Before) -> int:
    """Return what the article before a form says, or the lack of one (see `Toponym`)."""
    if before.article:
        return 2 if before.bare_article else 1
    return -1 if before.bare and reading.may_be(hit, ("water",)) and not is_lake(reading, hit) else 0


def _is_code(reading: Reading, hit: Toponym) -> bool:
    """Tell whether two letters are the code of a state or a country; "16 GB" is a measure."""
    if reading.text[hit.start : hit.end] not in STATES:
        return not reading.text[max(hit.start - 2, 0) : hit.start].strip().isdigit()
    hit.asked, hit.kind = "state", "region"
    return hit.start == reading.state


def _is_linked(text: str, start: int, end: int, language: Language) -> bool:
    """Tell whether a link of a list or of a way stands beside a word: "Hof und", "nach Hof"."""
    before = text[max(text.rfind(" ", 0, start - 1), 0) : start]
    after = text[end : text.find(" ", end + 1, end + WINDOW) + 1]
    links = language.links
    return before in links or after in links or text[start - 1 : start] == "–" or text[end : end + 1] == "–"


def _before(reading: Reading, start: int) -> Before:
    """Return what the two words before a position say; three of them where one may tell more."""
    text = reading.text
    if text.endswith(" ", 0, start) and begins_item(text, start, reading.language):
        return reading.before("")
    low = start - WINDOW if start > WINDOW else 0
    first = text.rfind(" ", low, start - 1 if start else 0)
    first = text.rfind(" ", low, first) if first > low else -1
    before = reading.before(text[max(first + 1, low) : start])
    if before.further and first > low:
        before = reading.before(text[max(text.rfind(" ", low, first) + 1, low) : start])
    return before


def _after(reading: Reading, end: int) -> After:
    """Return what the word after a position says."""
    text = reading.text
    high = end + WINDOW
    stop = text.find(" ", end + 1, high)
    word = text[end : stop if stop >= 0 else high]
    return reading.after(word + " " if stop == end + 1 else word)


def _bears_its_name(surface: str, following: str, language: Language) -> bool:
    """Tell whether what a name and the capital after it name is none: "Holstein Kiel", a saint's church."""
    if surface.lower() in language.bodies_before:
        return True
    if not surface.startswith(language.saints):
        return False
    for possessive in language.possessives:
        following = following.removeprefix(possessive)
    return (following.split(maxsplit=1) or [""])[0].rstrip(CLOSING).lower() in language.churches


def _is_thing(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a thing is called after a place: "einen Bordeaux", "lit a Havana".

    Where nouns have no capitals, it is at the end of its clause; elsewhere a noun follows ("a Havana hotel"),
    or where the place lies ("a Springfield, Illinois, man").
    """
    if reading.kind(hit) not in ("city", "region"):
        return False
    following = reading.text[hit.end : hit.end + 5]
    ends = following[:1] in (".", ";", "!", "?") or (following.startswith(", ") and following[2:3].islower())
    ends = ends or following == " and "
    return reading.language.nouns_capitalised or ends
