"""Where a paper is at home: what its name says ("Dorset Echo", "Lübecker Nachrichten").

A local paper means its own Dublin. A home weighs on what the text itself leaves open.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from places.geoparsing.lexicon import Lexicon
from places.geoparsing.parser import Home
from places.geoparsing.recognise.toponym import ASKED
from places.geoparsing.resolve.ground import Told, lay_ground
from places.languages import Language, Languages

_KEPT: Final = 10_000  # names of papers
_LEAST_SHARE: Final = 0.1  # of a sense that may be meant
_LEAST_SALIENCE: Final = 3.5  # of a place that a paper is called after


class Homes:
    """The homes of papers by their names.

    Parameters
    ----------
    lexicon : Lexicon
        What the words of such a name may mean.
    languages : Languages
        By their codes, those whose adjectives are known.
    """

    def __init__(self, lexicon: Lexicon, languages: Languages) -> None:
        self._lexicon = lexicon
        self._languages = languages
        self.of = lru_cache(maxsize=_KEPT)(self._of)

    def _of(self, source: str, code: str) -> tuple[Home, ...]:
        """Return the places that the name of a paper may be called after."""
        language = self._languages[code]
        forms = self._lexicon.find(source)
        standing = self._lexicon.standing(language)
        for start, end, form in forms:
            whole = not source[end : end + 1].isalnum()
            if (start and source[start - 1].isalnum()) or standing[form] < ASKED:
                continue
            if whole or _is_adjective(source[end:], language):
                return self._senses(form, language)
        for word in source.split():
            for town in language.towns_of(word):
                found = [form for first, end, form in self._lexicon.find(town) if end - first == len(town)]
                if found and standing[found[0]] >= ASKED:
                    return self._senses(found[0], language)
        return ()

    def _senses(self, form: int, language: Language) -> tuple[Home, ...]:
        ground = lay_ground(form, self._lexicon.senses(form, language.code), Told("", "", 0, frozenset()))
        return tuple(
            Home(sense.latitude, sense.longitude, share)
            for sense, share in zip(ground.senses, ground.shares, strict=True)
            if share > _LEAST_SHARE
            and sense.kind in ("city", "region")
            and sense.salience + sense.role >= _LEAST_SALIENCE
        )


def _is_adjective(rest: str, language: Language) -> bool:
    """Tell whether a name goes on as the adjective of a town does: "Hannoversche", "Haller"."""
    return rest.split(" ", 1)[0].split("-", 1)[0] in language.town_adjectives
