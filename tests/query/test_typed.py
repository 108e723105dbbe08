from __future__ import annotations

from places.query import MentionRow, typed


def _row(excerpt: str, surface: str, offset: int = 100) -> MentionRow:
    start = offset + excerpt.index(surface)
    return MentionRow("a", start, start + len(surface), surface, "test:1", 0.9, excerpt, offset)


def test_an_excerpt_is_shown_as_a_person_would_have_typed_it() -> None:
    row = _row("Von Ingol-\nstadt\u00a0aus fährt  der Bus,\nder alte.", "Ingol-\nstadt")
    assert typed(row) == ("Von ", "Ingolstadt", " aus fährt der Bus, der alte.")


def test_an_excerpt_that_is_whole_is_shown_as_it_is() -> None:
    assert typed(_row("Der Bus fährt nach Ulm.", "Ulm")) == ("Der Bus fährt nach ", "Ulm", ".")
