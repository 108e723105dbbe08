from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.reading.encoding import NotTextError, decode, lines

SHORT = [
    "Die Fähre nach Föhr fällt heute aus.",
    "„Schöne Grüße“ aus Überlingen – für 3 € das Stück.",
    "In Köln regnet es.",
    "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.",
    "Preis: 5 €",
    "Führung.Nächste Woche",
    "Un été à Besançon, déjà.",
]
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", SHORT)
def test_short_german_texts_are_read_in_every_usual_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", [text for text in SHORT if "„" not in text and "€" not in text])
def test_latin_1_is_read(text: str) -> None:
    assert decode(text.encode("latin-1")).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16-le"])
def test_a_russian_text_in_an_old_encoding_is_read(encoding: str) -> None:
    text = "Поезд из Владивостока прибыл вовремя. На вокзале его встречали родственники и друзья. " * 4
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["mac-roman", "cp850"])
def test_german_from_old_machines_is_not_taken_for_windows(encoding: str) -> None:
    text = "Am Abend fährt die Fähre zurück. Die Gäste müssen früh aufstehen, um den Zug zu erwischen. " * 3
    assert decode(text.encode(encoding)).text == text


def test_a_text_cut_inside_a_character_stays_utf_8_and_says_so() -> None:
    read = decode("Die Fähre fährt für Gäste.".encode() + "ä".encode()[:1])
    assert read.text == "Die Fähre fährt für Gäste.\ufffd"
    assert read.damaged == 1


def test_one_broken_byte_does_not_turn_every_umlaut_into_two_letters() -> None:
    read = decode("Die Fähre ".encode() + b"\xff" + "fährt für Gäste.".encode())
    assert read.text == "Die Fähre \ufffdfährt für Gäste."


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01" + bytes(60),
        b"%PDF-1.7\n%abc",
        b"PK\x03\x04abc",
        b"\x00" * 99,
        b"abc\x00def",
        b"\x01\x02\x03\x04\x05\x06\x07\x08" * 9,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)


@given(
    st.text(st.characters(exclude_categories=["C"]), min_size=1),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
)
def test_any_text_with_a_byte_order_mark_comes_back_as_it_was(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_in_utf_8_comes_back_as_it_was(text: str) -> None:
    without_mark = text.removeprefix("\ufeff")
    for signature in ("%PDF", "PK\x03\x04", "{\\rtf", "GIF8", "PAR1"):
        if text.startswith(signature):
            return
    assert decode(text.encode()).text == without_mark


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    try:
        read = decode(data)
    except NotTextError:
        return
    assert len(read.text) <= len(data)


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"eins\r\nzwei\rdrei\n").text == "eins\r\nzwei\rdrei\n"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_lines_are_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "lines"
    file.write_bytes("Köln liegt\r\nam Rhein\n\nund Fürth nicht".encode(encoding))
    assert list(lines(file, 100)) == ["Köln liegt\r\n", "am Rhein\n", "\n", "und Fürth nicht"]


def test_a_line_of_windows_in_a_file_of_utf_8_is_read_for_itself(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_bytes("Köln\n".encode() + "Fürth\n".encode("cp1252") + "Gießen\n".encode())
    assert list(lines(file, 100)) == ["Köln\n", "Fürth\n", "Gießen\n"]


def test_a_line_beyond_the_limit_is_passed_over_alone(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_bytes(b"kurz\n" + b"x" * 1000 + b"\nwieder kurz\n" + b"y" * 500)
    assert list(lines(file, 100)) == ["kurz\n", None, "wieder kurz\n", None]
