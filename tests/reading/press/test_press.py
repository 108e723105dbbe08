"""Exports of press archives: one article each, with what the archive says of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.model import Article
from places.reading.press import archives, split
from places.reading.press.archive import date_in
from places.reading.record import Record

Articles = Callable[[Path], list[Article]]
Problems = Callable[[Path], list[str]]

EXPORTS = [
    *("nexis.txt", "nexis.docx", "nexis.rtf", "nexis.pdf", "nexis-alt.txt"),
    *("factiva.txt", "factiva.docx", "factiva.rtf", "factiva.pdf", "factiva.html"),
    *("proquest.txt", "proquest.docx", "proquest.rtf", "proquest.pdf"),
    *("wiso.txt", "wiso.docx", "wiso.rtf", "wiso.pdf", "europresse.html"),
]


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_split_into_its_articles(
    files: Path, articles: Articles, problems: Problems, name: str
) -> None:
    first, second = articles(files / "press" / name)
    assert (first.title, second.title) == ("Raddampfer läuft in Konstanz aus", "Stau in Lindau")
    assert (str(first.published), str(second.published)) == ("2024-06-19", "2024-06-20")
    assert (first.source, second.source) == ("Seeblatt", "Seeblatt")
    assert (first.section, second.section) == ("REGION", "VERKEHR")
    assert (first.author, second.author) == ("Anna Beispiel", None)
    assert " ".join(first.text.split()) == (
        "Um acht Uhr legt der alte Raddampfer in Konstanz ab. Der Kapitän hat die Nacht im Maschinenraum"
        " verbracht, und die Kessel sind heiß. Am Mittag ist Bregenz erreicht."
    )
    assert " ".join(second.text.split()) == (
        "Auf der Brücke nach Lindau steht seit dem Morgen alles. Wer nach Bregenz will, nimmt den Zug."
    )
    assert first.id != second.id
    assert problems(files / "press" / name) == []


@pytest.mark.parametrize("name", [name for name in EXPORTS if name.endswith(".txt")])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_an_export_from_another_system_is_split_too(
    files: Path, tmp_path: Path, articles: Articles, name: str, end: str
) -> None:
    text = (files / "press" / name).read_text(encoding="utf-8")
    (tmp_path / name).write_bytes(text.replace("\n", end).encode())
    (tmp_path / f"cp1252-{name}").write_bytes(text.replace("\n", end).encode("cp1252"))
    split_ = [(article.title, article.text) for article in articles(files / "press" / name)]
    assert [(article.title, article.text) for article in articles(tmp_path)] == 2 * split_


def test_an_export_of_europresse_tells_words_and_page_behind_the_date(
    tmp_path: Path, articles: Articles
) -> None:
    export = "".join(
        f"Seeblatt, no. 123\nRégion, lundi 6 mai 2024 210 mots, p. {page}\n\nLe train {page}\n\n"
        f"Le train de Lindau est arrivé, dit-on.\n\n© 2024 Seeblatt\n\nnews·20240506·SB·{page:04}\n\n"
        for page in (3, 4)
    )
    (tmp_path / "a.txt").write_text(export, encoding="utf-8")
    first, second = articles(tmp_path)
    assert (first.title, second.title) == ("Le train 3", "Le train 4")
    assert (first.section, str(first.published), first.source) == ("Région", "2024-05-06", "Seeblatt")


@pytest.mark.parametrize("name", ["proquest.txt", "wiso.txt"])
def test_the_address_in_an_export_is_kept(files: Path, articles: Articles, name: str) -> None:
    assert all((article.url or "").startswith("https://www.") for article in articles(files / "press" / name))


@pytest.mark.parametrize(
    "text",
    [
        "Ein Text ohne Kopf.\n\nLoad-Date: June 20, 2024\n\nMehr davon.",
        "Nur ein Rest ohne Kopf.\n\nDokument SEEBL00020240619ek6j0000x\n",
        "Nur ein Rest.\n\nProQuest document ID: 1\n",
        "Nur ein Rest.\nnews·20240619·SEE·0001\n",
    ],
)
def test_what_looks_like_an_export_and_cannot_be_split_says_so_and_is_read_as_one(
    tmp_path: Path, articles: Articles, problems: Problems, text: str
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (line,) = problems(tmp_path / "a.txt")
    assert "whose articles cannot be told apart; read as one" in line
    assert [article.text for article in articles(tmp_path / "a.txt")] == [text]


def test_an_article_without_a_text_in_an_export_is_named(
    files: Path, tmp_path: Path, articles: Articles, problems: Problems
) -> None:
    whole = (files / "press/factiva.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(whole.replace("20 Wörter\n", ""), encoding="utf-8")
    assert problems(tmp_path / "a.txt") == ["a.txt, row 2: an article without a text in an export of Factiva"]
    assert [article.title for article in articles(tmp_path / "a.txt")] == ["Raddampfer läuft in Konstanz aus"]


def test_a_text_that_only_names_an_archive_is_no_export(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "a.txt").write_text(
        "Wie aus LexisNexis, Factiva und ProQuest hervorgeht, liegt Lindau am See, Dokument 1 von 2.",
        encoding="utf-8",
    )
    assert problems(tmp_path / "a.txt") == []


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("June 19, 2024 Wednesday 8:30 AM GMT", "2024-06-19"),
        ("19. Juni 2024 Mittwoch", "2024-06-19"),
        ("mercredi 19 juin 2024", "2024-06-19"),
        ("19 June 2024", "2024-06-19"),
        ("Jun 19, 2024", "2024-06-19"),
        ("June 2024", "2024-06"),
        ("Section: REGION; S. 3", ""),
        ("Seeblatt 2024", ""),
    ],
)
def test_the_date_lines_of_archives_are_read(line: str, date: str) -> None:
    assert date_in(line) == date


_LINES = st.sampled_from(
    [
        "End of Document",
        "Body",
        "Load-Date: June 20, 2024",
        "19 June 2024",
        "42 words",
        "(c) 2024",
        "HD x",
        "TD y",
        "Document SEEBL00020240619ek6j0000x",
        "_" * 60,
        "Full text: x",
        "ProQuest document ID: 1",
        "1 of 2 DOCUMENTS",
        "news·20240619·SEE·0001",
        "mercredi 19 juin 2024",
        "Dauerhafte Adresse des Dokuments: x",
        "LENGTH: 3",
        "",
        "Quelle: Seeblatt vom 19.06.2024, Seite 3",
        "BYLINE: x",
        "Lindau",
    ]
)


@given(st.lists(_LINES, max_size=30))
def test_any_order_of_their_lines_gives_articles_or_lines_and_never_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    for archive in archives():
        assert all(isinstance(piece.text, str) for piece in archive.split(text))
    assert list(split(Record({"text": text}), "a.txt"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", ["End of Document", "LENGTH: 3", "_" * 20, "Full text:", "HD", "Quelle: ", "x" * 50, " "]
)
def test_splitting_takes_time_that_grows_with_the_length_alone(line: str) -> None:
    begun = time.process_time()
    list(split(Record({"text": f"{line}\n" * 100_000 + "\nLoad-Date: x\nnews·20240619·S·1\n"}), "a.txt"))
    assert time.process_time() - begun < 20
