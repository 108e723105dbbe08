"""An article of megabytes: each byte costs about the same, for the server and for the browser."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from places.corrections import Correction, Corrections
from places.corrections.setting import set_mentions, set_right
from places.language import language
from places.legible import legible
from places.model import Article, ByHand, Mention, Place
from places.query import MentionRow
from places.views.articles_page import paragraphs

pytestmark = pytest.mark.slow

BREMEN = Place("own:bremen", "Bremen", "city", 53.08, 8.80, ("DE",), 570_000, "made up", {})
FACTOR = 8
"""So many times the bytes may take five times so many times the seconds; a square would take 64 times."""


def seconds(do: Callable[[], object]) -> float:
    """Take the least of three processor times."""
    took = []
    for _ in range(3):
        began = time.process_time()
        do()
        took.append(time.process_time() - began)
    return min(took)


def rows(text: str) -> list[MentionRow]:
    found, at = [], text.find("Bremen")
    while at >= 0:
        found.append(MentionRow("a", at, at + 6, "Bremen", BREMEN.id, 0.9, "", 0))
        at = text.find("Bremen", at + 6)
    return found


def shown(node: Any) -> str:
    """Give the text of what a page shows."""
    return node if isinstance(node, str) else "".join(map(shown, node.get("k", ())))


@pytest.mark.parametrize(
    "piece",
    ["Gestern sprach man in Bremen lange davon.\n", "Bremen\n", "Bremen ", "x", "Bremen", "—", "\n"],
)
def test_the_reader_takes_time_by_the_length_of_an_article_alone(piece: str) -> None:
    say = language("en")
    short = piece * (60_000 // len(piece))
    long = short * FACTOR
    in_short, in_long = rows(short), rows(long)
    paragraphs(legible(short), in_short, (), None, say, edit=True)
    assert seconds(lambda: paragraphs(legible(long), in_long, (), None, say, edit=True)) < 5 * FACTOR * max(
        seconds(lambda: paragraphs(legible(short), in_short, (), None, say, edit=True)), 0.01
    )


@pytest.mark.parametrize("piece", ["x", "xBremenx", "Bremen", "語", "x" * 4_990 + "Bremen"])
def test_a_word_without_an_end_is_shown_whole_in_pieces_that_a_browser_can_break(piece: str) -> None:
    text = piece * (40_000 // len(piece) + 1)
    nodes = paragraphs(legible(text), rows(text), (), None, language("en"), edit=True)
    assert "".join(map(shown, nodes)) == text
    assert max(len(shown(node)) for node in nodes) <= 5_000 + 6
    assert json.dumps(nodes).count('"mark"') == text.count("Bremen")


def test_a_text_that_can_be_broken_is_not_cut() -> None:
    text = "Gestern sprach man in Bremen davon. " * 1_000
    assert len(paragraphs(legible(text), rows(text), (), None, language("en"), edit=True)) == 1


def test_corrections_take_time_by_the_length_of_an_article_alone() -> None:
    def article(times: int) -> tuple[Article, list[Mention]]:
        text = "In Bremen regnet es. " * times
        found = [Mention(at * 21 + 3, at * 21 + 9, "Bremen", BREMEN, 0.9, (), 0, 20) for at in range(times)]
        return Article("a", "A", text, "de"), found

    place = Place("own:other", "Bremen", "city", 40.0, -80.0, ("US",), 0, "", {})
    of_all = Corrections({"Bremen": Correction("Bremen", place, ByHand("anna", None, "", "all", 1))})

    def corrected(article: Article, found: list[Mention]) -> list[Mention]:
        right = set_right(article, [(each.start, each.end) for each in found], of_all.of(article))
        return set_mentions(article, right.held, [None] * len(right.held))

    (short, in_short), (long, in_long) = article(1_000), article(1_000 * FACTOR)
    changed = corrected(long, in_long)
    assert [mention.place.id for mention in changed] == ["own:other"] * 1_000 * FACTOR
    assert seconds(lambda: corrected(long, in_long)) < 5 * FACTOR * max(
        seconds(lambda: corrected(short, in_short)), 0.01
    )
