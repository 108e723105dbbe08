"""What somebody types into the search, as a `Query`; whatever it is, it means something.

=================  ============================================================
``Brücke Fluss``   both words, in any of their forms, anywhere in an article
``"alte Brücke"``  one right after the other
``-Fluss``         not this word (or phrase)
``Brücke OR Steg`` one of them, or both (``ODER`` and ``|`` too)
``Brück*``         every word that begins so
``Brücke ~5 Fluss``  no more than five words between them; ten where no number stands
=================  ============================================================

``OR`` binds closer than a space: ``Fluss Brücke OR Steg`` wants the first and one of the others. All other
signs part words. What a reader does not see counts for nothing: soft hyphens, letters that are taken apart
from their marks, ligatures.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from places.fulltext.stems import WORD
from places.legible import legible

NEAR: Final = 10
"""Words between two words that are near each other, where it is not said."""

MOST: Final = 16
"""Words and phrases of a query that are looked for; more are set aside."""

_MOST_NEAR: Final = 4
_FURTHEST: Final = 50
_SHORTEST_BEGINNING: Final = 2
"""Letters that a beginning has at least: nearly all words begin with some one letter or other."""

_QUOTES: Final = str.maketrans(dict.fromkeys("„“”«»‟″", '"'))
_PART: Final = re.compile(
    r"""(?P<near>~(?P<distance>[0-9]*))(?=\s|$)
      | (?P<either>OR|ODER|\|)(?=\s|$)
      | (?P<minus>[-−–])?(?:"(?P<phrase>[^"]*)"?|(?P<bare>[^\s"]+))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand one after another.

    Attributes
    ----------
    words : tuple of str
        As typed; at least one.
    begins : bool
        Whether the last one is but the beginning of one.
    """

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Words or phrases near each other, in any order, no more than `distance` words between them."""

    parts: tuple[Words, ...]
    distance: int


Item = Words | Near


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Attributes
    ----------
    wanted : tuple of tuple of Words or Near
        Of each of these groups an article holds one at least.
    unwanted : tuple of Words
        It holds none of these.
    """

    wanted: tuple[tuple[Item, ...], ...] = ()
    unwanted: tuple[Words, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is looked for."""
        return bool(self.wanted or self.unwanted)


def parse(text: str) -> Query:
    """Read what somebody typed."""
    groups: list[list[Item]] = []
    unwanted: list[Words] = []
    either, near = False, None
    for part in _PART.finditer(_legal(text)):
        if part["near"]:
            near = _distance(part["distance"])
            continue
        if part["either"]:
            either = True
            continue
        words = _words(part["bare"] if part["phrase"] is None else part["phrase"])
        if words is None:
            continue
        if sum(map(len, groups)) + len(unwanted) >= MOST:
            break
        if part["minus"]:
            unwanted.append(words)
        elif groups and near is not None:
            groups[-1][-1] = _near(groups[-1][-1], words, near)
        elif groups and either:
            groups[-1].append(words)
        elif [words] not in groups:
            groups.append([words])
        either, near = False, None
    return Query(tuple(map(tuple, groups)), tuple(unwanted))


def _legal(text: str) -> str:
    """Return a text as those of an index are read, with plain quotation marks, and possible in UTF-8."""
    possible = text.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", legible(possible).text).translate(_QUOTES)


def _distance(digits: str) -> int:
    """Read a number of words, however long it is."""
    shown = digits.lstrip("0")
    if not digits or len(shown) > len(str(_FURTHEST)):
        return _FURTHEST if digits else NEAR
    return min(int(shown or "0"), _FURTHEST)


def _words(text: str) -> Words | None:
    found = tuple(WORD.findall(text))
    if not found:
        return None
    begins = text.rstrip().endswith("*") and len(found[-1]) >= _SHORTEST_BEGINNING
    return Words(found, begins)


def _near(before: Item, words: Words, distance: int) -> Item:
    if isinstance(before, Near):
        parts = tuple(dict.fromkeys((*before.parts, words)))[:_MOST_NEAR]
        return Near(parts, max(before.distance, distance))
    return before if before == words else Near((before, words), distance)
