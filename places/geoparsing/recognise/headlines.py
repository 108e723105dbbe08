"""Headlines in which every longer word has a capital, so that a capital proves nothing."""

from __future__ import annotations

from typing import Final

_LONGEST_HEADLINE: Final = 120  # characters
_SHORTEST_IN_TITLE: Final = 4  # letters of a word that has no capital even in a headline
_WORDS_OF_A_TITLE: Final = 3  # longer ones that it has at least


def is_title_case(text: str, position: int) -> bool:
    """Tell whether a line is a headline whose longer words all have capitals, which prove nothing then."""
    first = text.rfind("\n", max(position - _LONGEST_HEADLINE, 0), position) + 1
    last = text.find("\n", position, position + _LONGEST_HEADLINE)
    line = text[first : last if last >= 0 else len(text)]
    if len(line) > _LONGEST_HEADLINE or line.endswith("."):
        return False
    words = [word for word in line.split() if len(word) > _SHORTEST_IN_TITLE]
    return len(words) >= _WORDS_OF_A_TITLE and all(not word[:1].islower() for word in words)
