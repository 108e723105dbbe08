"""Where the language of a text is spoken, or the variety of it in which the text is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from places.languages import Language

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CLEARLY: Final = 3  # times as many words of one variety as of others


def spoken_in(texts: Iterable[str], language: Language) -> frozenset[str]:
    """Return the countries whose towns a text rather means than others, as far as its language tells.

    Parameters
    ----------
    texts : iterable of str
        The parts of one article.
    language : Language
        A language that is written about all the world tells nothing, but the words of a variety of it do
        ("colour", "sidewalk").

    Returns
    -------
    frozenset of str
        ISO 3166-1 alpha-2; empty if nothing tells.
    """
    if not language.worldwide:
        return language.home
    # In small letters as they stand: "Pearl Harbor" and "Ministry of Defence" are names.
    words = {word for text in texts for word in _WORD.findall(text)}
    told = [frozenset(codes.split()) for word, codes in language.varieties.items() if word in words]
    if not told:
        return frozenset()
    votes = Counter(code for codes in told for code in codes)
    one, most = votes.most_common(1)[0]
    with_it = frozenset().union(*(codes for codes in told if one in codes))
    against = sum(with_it.isdisjoint(codes) for codes in told)
    if most < _CLEARLY * against:
        return frozenset()
    return frozenset(code for code in with_it if votes[code] == most)
