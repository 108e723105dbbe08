"""Markdown as the text that it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from places.model import Article
from places.reading import read
from places.reading.markdown_text import text_of_markdown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Nach **Lindau** und *weiter* nach `Bregenz`.", "Nach Lindau und weiter nach Bregenz."),
        ("Siehe [den Hafen](https://example.org/Bregenz 'Ulm').", "Siehe den Hafen."),
        ("Siehe [den Hafen][h].\n\n[h]: https://example.org/Bregenz", "Siehe den Hafen."),
        ("# Am See\nDas Boot.\n## Am Ufer ##\nDer Zug.", "Am See\n\nDas Boot.\n\nAm Ufer\n\nDer Zug."),
        ("Am See\n======\nDas Boot.", "Am See\n\nDas Boot."),
        ("Das Boot\nfährt ab.  \nDer Zug auch.", "Das Boot\nfährt ab.\nDer Zug auch."),
        ("Dabei:\n* Lindau\n* Ulm\n  * Jena\n\nSchluss.", "Dabei:\n\n- Lindau\n- Ulm\n  - Jena\n\nSchluss."),
        ("24. Dezember in Rom\n25. Dezember in Pisa", "24. Dezember in Rom\n25. Dezember in Pisa"),
        ("| Ort | Tage |\n|---|--:|\n| Ulm | 3 |\n| | 4 |\n\nEnde.", "Ort\tTage\nUlm\t3\n\t4\n\nEnde."),
        ("> Wir fahren\n> nach Ulm.\n\nSo sie.", "Wir fahren\nnach Ulm.\n\nSo sie."),
        ("```text\nNach  Ulm\n```\nEnde.", "Nach  Ulm\n\nEnde."),
        ("![Der Hafen von Ulm](hafen.jpg)\n\n![hafen.jpg](x) Am Ufer.", "Der Hafen von Ulm\n\nAm Ufer."),
        ("Nach Lindau[^1] und[^b].\n\n[^1]: Ebd.\n[^b]: Siehe Ulm.", "Nach Lindau und.\n\nEbd.\nSiehe Ulm."),
        ("~~Ulm~~ Jena\\* &amp; Ulm", "Jena* & Ulm"),
        ("Ein [[Orte/Ulm|Ulm]], [[Jena]]![[karte.png]]", "Ein Ulm, Jena"),
        ("> [!note] Merke\n> Der Zug.", "Merke\nDer Zug."),
        ("Am See.\n\n***\n\nAm Ufer.", "Am See.\n\nAm Ufer."),
        ("<!-- Ulm -->\nAm<br>See <b>heute</b>.\n\n<p>\nIn Jena</p>", "Am\nSee heute.\n\nIn Jena"),
        ("Titel: Am See\nDatum: 2024\n\nDas Boot.", "Titel: Am See\nDatum: 2024\n\nDas Boot."),
        (" date 2024-06 Das Boot.", " date 2024-06 Das Boot."),
        ("***", "***"),
    ],
)  # fmt: skip
def test_what_is_shown_is_the_text(written: str, shown: str) -> None:
    assert text_of_markdown(written) == shown


def test_an_article_in_markdown_is_called_by_its_heading_and_has_no_marks(tmp_path: Path) -> None:
    content = "# Ein **Fest** am See\n\nMan kam aus [Lindau](https://example.org/Bregenz)."
    (tmp_path / "a.md").write_text(content, encoding="utf-8")
    (tmp_path / "b.txt").write_text(content, encoding="utf-8")
    marked, plain = (item for item in read(tmp_path) if isinstance(item, Article))
    assert (marked.title, marked.text) == ("Ein Fest am See", "Ein Fest am See\n\nMan kam aus Lindau.")
    assert plain.text == content


PIECES = ("# ", "> ", "- ", "1. ", "\n", "\n\n", "**", "_", "`", "```\n", "Ort, ", "[", "](x)", "|", "---\n")
MORE = ("    ", "  ", "<b>", "<div>", "[^1]", "[^1]: ", "![", "\t", "=\n", "[[", "]]", "wort ", "+ ", "\\")


@given(st.lists(st.sampled_from([*PIECES, *MORE])))
@example(["> "] * 30 + ["wort "])
@example([piece for depth in range(30) for piece in ("  " * depth, "- ", "wort ", "\n")])
def test_no_word_is_lost_however_it_is_marked(pieces: list[str]) -> None:
    numbered = "".join(f"wort{at} " if piece == "wort " else piece for at, piece in enumerate(pieces))
    addresses = "".join(re.findall(r"\]\([^)]*\)|\]:[^\n]*", numbered))
    words = set(re.findall(r"wort\d+", numbered)) - set(re.findall(r"wort\d+", addresses))
    assert words <= set(re.findall(r"wort\d+", text_of_markdown(numbered)))
