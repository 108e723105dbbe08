from __future__ import annotations

import pytest

from places.excerpts import LONGEST, excerpts

_NEIGHBOUR = "Davor stand ein anderer Satz, der mit der Sache nichts zu tun hat. "
_AFTER = " Danach kam noch ein Satz, der ebenfalls nichts sagt."


def around(text: str, word: str) -> str:
    start = text.index(word)
    ((first, last),) = excerpts(text, [(start, start + len(word))])
    return text[first:last]


@pytest.mark.parametrize(
    "sentence",
    [
        "Am 15. Juni kam Dr. Adam mit dem Zug nach Weimar zurück.",
        "Er war in vielen Orten, z. B. in Weimar und in St. Gallen.",
        "„Nach Weimar will keiner!“, rief der alte Schaffner am Bahnsteig.",
        "Er fragte, ob Weimar im Winter nicht besonders schön sei?",
    ],
)
def test_an_excerpt_is_the_whole_sentence_and_no_more(sentence: str) -> None:
    assert around(_NEIGHBOUR + sentence + _AFTER, "Weimar") == sentence


def test_a_lost_paragraph_break_ends_a_sentence() -> None:
    text = "Der lange Satz davor ist hier zu Ende geschrieben.Weimar war das nächste Ziel auf ihrer Reise."
    assert around(text, "Weimar") == "Weimar war das nächste Ziel auf ihrer Reise."


def test_a_line_break_ends_a_sentence_without_a_stop() -> None:
    text = "Eine Überschrift ganz ohne Punkt, dafür lang genug\nIn Weimar begann darauf die Geschichte.\n"
    assert around(text, "Weimar") == "In Weimar begann darauf die Geschichte."


def test_a_short_heading_is_not_glued_to_the_sentence_after_it() -> None:
    text = "Streik in Weimar\nAm Bahnhof blieb alles still, und die Busse fuhren nicht.\n"
    assert around(text, "Weimar") == "Streik in Weimar"
    assert around(text, "Bahnhof") == "Am Bahnhof blieb alles still, und die Busse fuhren nicht."


def test_a_very_short_sentence_takes_its_neighbour_along() -> None:
    assert around("Weimar (dpa). Gestern begann dort das große Fest der Stadt.", "Weimar").endswith("Stadt.")


def test_a_sentence_without_end_is_cut_at_spaces() -> None:
    text = "und so weiter " * 200 + "nach Weimar " + "und so fort " * 200
    excerpt = around(text, "Weimar")
    assert len(excerpt) <= LONGEST
    assert "Weimar" in excerpt
    assert excerpt.split()[0] in ("und", "so", "weiter")


def test_mentions_in_one_sentence_share_its_excerpt() -> None:
    text = _NEIGHBOUR + "Von Weimar fuhr der Zug weiter nach Bremen und Essen." + _AFTER
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("Weimar", "Bremen", "Essen")]
    assert len(set(excerpts(text, spans))) == 1
