"""Letters that a program, or two of them, got wrong: the names in a text are what they were."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from places.model import Article
from places.reading.encoding import decode, decode_as, undoubled

Articles = Callable[[Path], list[Article]]

TEXT = "Die Brücke über die Straße in Köln wird für den Verkehr geöffnet, auch für Züge aus Überlingen."


@pytest.mark.parametrize(
    "text", [TEXT, "Déjà vu à Besançon – « tout va »", "Поезд шёл из Москвы", "Łódź i Gdańsk", "São Luís"]
)
@pytest.mark.parametrize("read_as", ["cp1252", "latin-1"])
def test_what_was_read_in_letters_of_one_byte_is_put_right(text: str, read_as: str) -> None:
    doubled = bytes(text, "utf-8").decode(read_as, errors="ignore")
    if doubled.encode(read_as) == text.encode():
        assert undoubled(f"Vorher.\n{doubled}\nNachher: schön.") == f"Vorher.\n{text}\nNachher: schön."


@pytest.mark.parametrize("text", [TEXT, "EM SÃO PAULO", "Â, Ã und Ñ sind Buchstaben.", "Ärger in Ñuñoa", "Ð"])
def test_a_text_that_is_right_stays(text: str) -> None:
    assert undoubled(text) == text


def test_a_file_that_was_written_wrongly_is_read_with_its_letters(tmp_path: Path, articles: Articles) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode().decode("cp1252").encode())
    (tmp_path / "b.csv").write_bytes(f'titel,text\nKöln,"{TEXT}"\n'.encode().decode("latin-1").encode())
    assert [article.text for article in articles(tmp_path)] == [TEXT, TEXT]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("iso-8859-1", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("us-ascii", "utf-8"),
        ("utf-8", "cp1252"),
        ("utf-16", "utf-8"),
        ("x-unknown", "cp1252"),
        ("cp1251", "utf-8"),
        (None, "utf-8"),
    ],
)
def test_an_encoding_that_is_said_and_is_wrong_costs_no_letter(said: str | None, written: str) -> None:
    text = f"„{TEXT}“"
    assert decode_as(text.encode(written), said) == text


def test_a_page_and_a_mail_that_say_their_encoding_wrongly_are_read(
    tmp_path: Path, articles: Articles
) -> None:
    page = (
        f'<html><head><meta charset="iso-8859-1"><title>Köln</title></head><body><p>{TEXT}</p></body></html>'
    )
    (tmp_path / "a.html").write_bytes(page.encode())
    head = (
        "From: a@example.org\nSubject: Zug\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=iso-8859-1\n\n"
    )
    (tmp_path / "b.eml").write_bytes(f"{head}„{TEXT}“".encode("cp1252"))
    first, second = articles(tmp_path)
    assert (first.title, first.text) == ("Köln", TEXT)
    assert second.text == f"„{TEXT}“"


@pytest.mark.parametrize("encoding", ["iso8859_2", "cp1250"])
@pytest.mark.parametrize(
    "text",
    [
        "Příliš žluťoučký kůň v Brně. Město Plzeň leží na západě Čech, Teplice na severu. ",
        "Wrocław leży nad Odrą, a Łódź jest większa niż Gdańsk; żaden pociąg dziś nie jeździ. ",
    ],
)
def test_czech_and_polish_from_two_systems_keep_their_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding) * 3).text == text * 3


RTF = {
    "mac": rb"{\rtf1\mac Die Br\'9fcke in K\'9aln ist seit heute offen.}",
    "mac with a code page": rb"{\rtf1\ansi\ansicpg10000 Die Br\'9fcke in K\'9aln ist seit heute offen.}",
    "dos": rb"{\rtf1\pca Die Br\'81cke in K\'94ln ist seit heute offen.}",
    "letters that are not escaped": "{\\rtf1\\ansi Die Brücke in Köln ist seit heute offen.}".encode(
        "cp1252"
    ),
    "letters that are UTF-8": "{\\rtf1\\ansi Die Brücke in Köln ist seit heute offen.}".encode(),
    "a mark before it": b"\xef\xbb\xbf{\\rtf1\\ansi Die Br\\'fccke in K\\'f6ln ist seit heute offen.}",
}


@pytest.mark.parametrize("kind", RTF)
def test_rtf_of_every_system_keeps_its_letters(tmp_path: Path, articles: Articles, kind: str) -> None:
    (tmp_path / "a.rtf").write_bytes(RTF[kind])
    (article,) = articles(tmp_path)
    assert article.text == "Die Brücke in Köln ist seit heute offen."


@pytest.mark.parametrize("filling", [b"\0" * 300, b"\x1a", b"\x1a" + b"\0" * 100])
def test_what_stands_behind_the_end_of_an_old_text_is_no_part_of_it(
    tmp_path: Path, articles: Articles, filling: bytes
) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("cp1252") + filling)
    (article,) = articles(tmp_path)
    assert article.text == TEXT


def test_a_mail_whose_lines_a_program_wrapped_has_them_whole(tmp_path: Path, articles: Articles) -> None:
    mail = (
        b"From: a@example.org\r\nSubject: Zug\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n"
        b"Der Zug von San \r\nFrancisco ist da.\r\nNoch eine Zeile.\r\n-- \r\nAnna\r\n"
    )
    (tmp_path / "a.eml").write_bytes(mail)
    (article,) = articles(tmp_path)
    assert article.text == "Der Zug von San Francisco ist da.\nNoch eine Zeile.\n-- \nAnna\n"


def test_a_mail_without_a_date_has_that_of_its_arrival_as_an_estimate(
    tmp_path: Path, articles: Articles
) -> None:
    mail = (
        b"Received: from a by b; Mon, 6 May 2024 10:00:00 +0200\r\nReceived: from c by a; Sun, 5 May 2024\r\n"
        b"From: a@example.org\r\nSubject: Zug\r\nMIME-Version: 1.0\r\n\r\nDer Zug aus Lindau ist da.\r\n"
    )
    (tmp_path / "a.eml").write_bytes(mail)
    (article,) = articles(tmp_path)
    assert (str(article.published), article.date_origin) == ("2024-05-06", "estimated")


def test_a_compressed_page_is_read_whatever_its_name_says(tmp_path: Path, articles: Articles) -> None:
    (tmp_path / "a.html").write_bytes(gzip.compress(f"<html><body><p>{TEXT}</p></body></html>".encode()))
    (article,) = articles(tmp_path)
    assert article.text == TEXT
