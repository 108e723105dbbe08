"""A town or a state that stands for its university: "Princeton has frozen hiring"."""

from __future__ import annotations

import re
from typing import Final

from places.geoparsing.recognise.after import After
from places.geoparsing.recognise.before import Before
from places.geoparsing.recognise.toponym import WINDOW, Reading, Toponym
from places.geoparsing.weights import WEIGHTS
from places.languages.institutions import towns_with_universities

_AROUND: Final = 120  # characters of a sentence on either side
_SENTENCE_END: Final = re.compile(r"[.!?]\s|\n")
_WORD: Final = re.compile(r"\w+")
_LESS_KNOWN: Final = 4.5  # salience of a town that is less known than its university


def is_university(reading: Reading, hit: Toponym, before: Before, after: After) -> bool:
    """Tell whether a name is that of a university; not after a preposition of place."""
    if before.says is not None and before.says.weight >= WEIGHTS.preposition:
        return False
    if after.asked and reading.text.startswith(reading.language.universities, hit.end):
        return _is_of_state(reading, hit)
    return reading.text[hit.start : hit.end] in towns_with_universities() and _is_of_town(reading, hit, after)


def _is_of_state(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a state and a capital after it are the name of a university: "an Iowa State researcher".

    Not where the state has to be told from a city ("New York State"), nor where the state has what follows
    ("Ohio State Police").
    """
    following = reading.text[hit.end : hit.end + WINDOW].split(None, 2)[1:2]
    if following and following[0][0].isupper():
        return False
    senses = reading.senses(hit.form)
    city = any(sense.kind == "city" and sense.salience >= WEIGHTS.famous for sense in senses)
    return not city and senses[0].kind == "region" and "US" in senses[0].countries


def _is_of_town(reading: Reading, hit: Toponym, after: After) -> bool:
    """Tell whether a sentence is about what universities do, or about one that is better known than its town.

    Not where the name goes on, or where an area follows or may follow ("Princeton, Illinois").
    """
    if after.capital or (hit.kind or after.kind):
        return False
    text = reading.text
    if _is_where(reading, hit):
        return False
    if after.comma:
        following = text[hit.end + 2 : hit.end + WINDOW].split(None, 1)[:1]
        if following and following[0][:1].isupper():
            return False
    if reading.studies or reading.senses(hit.form)[0].salience < _LESS_KNOWN:
        reading.studies = True
        return True
    low = max(hit.start - _AROUND, 0)
    words = _WORD.findall(_SENTENCE_END.split(text[low : hit.start])[-1])
    words += _WORD.findall(_SENTENCE_END.split(text[hit.end : hit.end + _AROUND])[0])
    reading.studies = any(
        word.lower() in reading.language.studies or _is_better_known(reading, word) for word in words
    )
    return reading.studies


def _is_where(reading: Reading, hit: Toponym) -> bool:
    """Tell whether the words after a name say in which area it lies: "Cambridge (Massachusetts)"."""
    text = reading.text
    gap = next((gap for gap in (" (", *reading.language.lies_in) if text.startswith(gap, hit.end)), "")
    found = _WORD.match(text, hit.end + len(gap)) if gap else None
    form = reading.form(found[0]) if found else -1
    return form >= 0 and reading.senses(form)[0].kind in ("country", "region")


def _is_better_known(reading: Reading, word: str) -> bool:
    """Tell whether a word is the name of a university that is better known than its town: "Yale"."""
    if word not in towns_with_universities():
        return False
    form = reading.form(word)
    return form >= 0 and reading.senses(form)[0].salience < _LESS_KNOWN
