"""Rivers, lakes and mountains of which a sentence tells, whatever else is called so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from places.geoparsing.recognise.after import CLOSING, is_function_word
from places.geoparsing.recognise.before import Before
from places.geoparsing.recognise.toponym import ASKED, WINDOW, Reading, Toponym
from places.geoparsing.weights import evidence

_WORDS: Final = re.compile(r"\w+")
_SENSES_OF_A_RIVER: Final = 16  # of a form of which one may be the river that its sentence tells of
_SAID_TO_BE: Final = evidence("said_to_be")


def add_feature(reading: Reading, hit: Toponym, before: Before) -> None:
    """Note that it is a river or a mountain of which the sentence tells."""
    if before.article or before.water:
        _add_river(reading, hit, before)
    if before.height and not hit.kind and reading.may_be(hit, ("terrain",), _SENSES_OF_A_RIVER):
        hit.kind = "terrain"
        hit.add(_SAID_TO_BE)


def _add_river(reading: Reading, hit: Toponym, before: Before) -> None:
    """Note that it is a river of which the sentence tells ("der Regen trat über die Ufer")."""
    kinds = [sense.kind for sense in reading.senses(hit.form)[:_SENSES_OF_A_RIVER]]
    if "water" not in kinds:
        return
    if before.article and kinds[0] == "water" and _is_written_small(reading, hit):
        hit.kind = "water"  # "in der Seine": a word of another kind had no capital there
        hit.add(_SAID_TO_BE)
        return
    if _is_no_subject(reading, hit):
        return
    towns = any(kind in ("city", "country", "region") for kind in kinds[:2])
    if (
        (towns and before.water)
        or (before.article and _has_article_alone(reading, hit, towns))
        or _is_told_like_a_river(reading, hit)
    ):
        hit.kind = "water"
        hit.add(_SAID_TO_BE)


def _is_written_small(reading: Reading, hit: Toponym) -> bool:
    """Tell whether the word that a name is has no capital behind an article; "das Seine" is one that has."""
    text, language = reading.text, reading.language
    article = text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    return text[hit.start : hit.end] in language.small and language.neuter.isdisjoint(map(str.lower, article))


def is_in_flood(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a common word is the river of which its sentence tells: "Die Leine flutete Keller"."""
    return (
        reading.may_be(hit, ("water",), _SENSES_OF_A_RIVER)
        and _is_told_like_a_river(reading, hit)
        and not _is_no_subject(reading, hit)
    )


def is_lake(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a name begins with the word for a lake, which needs no article: "cross Lake Geneva".

    What lies "in Lake Geneva" lies in the town.
    """
    text, language = reading.text, reading.language
    first, gap, _ = text[hit.start : hit.end].partition(" ")
    before = text[max(hit.start - WINDOW, 0) : hit.start].rsplit(None, 1)[-1:]
    return (
        bool(gap)
        and language.types_before.get(first.lower()) == "water"
        and not (before and f" {before[0].lower()} " in language.lies_in)
    )


def miss_articles(beside: Sequence[tuple[Toponym, Toponym, str]], reading: Reading) -> None:
    """Note that a name beside a town lacks the article that a river has: "zwischen Fulda und Bad Hersfeld".

    Beside another river it needs none ("zwischen Weser und Ems").

    Parameters
    ----------
    beside : sequence of (Toponym, Toponym, str)
        Names one after the other, and what stands between.
    reading : Reading
    """
    for one, other, gap in beside:
        if gap in reading.language.links:
            for name, neighbour in ((one, other), (other, one)):
                if (
                    name.article == 0
                    and not name.kind
                    and reading.kind(neighbour) == "city"
                    and reading.may_be(name, ("water",), _SENSES_OF_A_RIVER)
                    and not reading.may_be(neighbour, ("water",), _SENSES_OF_A_RIVER)
                ):
                    name.article = -1


def _is_told_like_a_river(reading: Reading, hit: Toponym) -> bool:
    """Tell whether words stand near a name that are said of rivers."""
    near = reading.text[max(hit.start - WINDOW, 0) : hit.end + 2 * WINDOW].lower()
    return not reading.language.river_words.isdisjoint(_WORDS.findall(near))


def _is_no_subject(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a common word has a preposition before its article: "Nach dem Regen schwoll der Bach"."""
    language = reading.language
    before = reading.text[max(hit.start - WINDOW, 0) : hit.start].lower().split()[-2:-1]
    return (
        hit.standing <= ASKED
        and bool(before)
        and (before[0] in language.prepositions or before[0] in language.weak_prepositions)
    )


def _has_article_alone(reading: Reading, hit: Toponym, towns: bool) -> bool:
    """Tell whether an article belongs to a river, and not to a noun after the name ("the Ohio court").

    Some towns and countries have one as well ("the Bronx").
    """
    text, language = reading.text, reading.language
    following = text[hit.end : hit.end + WINDOW]
    word = following[1:].partition(" ")[0] if following[:1] == " " else ""
    if word in language.river_verbs:
        return True
    if not (towns and language.article_makes_river):
        return False
    alone = following[:1] in CLOSING or is_function_word(word, language)
    return alone and reading.form(f"The {text[hit.start : hit.end]}") < 0
