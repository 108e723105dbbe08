from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places import filtering
from places.filtering import Filter, whole_lines
from places.geoparsing import Geoparser
from places.geoparsing.parser import Document
from places.model import Mention, Place

LINDAU = Place("test:lindau", 'Lindau "am See"\n', "city", 47.55, 9.68, ("DE",))


class Words:
    """Takes every word for a place: so that any text has many."""

    def parse(self, text: str, *_: object, **_options: object) -> Sequence[Mention]:
        found, at = [], 0
        for word in text.split():
            at = text.index(word, at)
            found.append(Mention(at, at + len(word), word, LINDAU, 0.91234567, (), 0, len(text)))
            at += len(word)
        return found


def answer(line: str, **settings: Any) -> dict[str, Any]:
    written, _ = Filter(Words(), **settings).answer(line.encode())
    assert written.endswith(b"\n")
    assert written.count(b"\n") == 1
    return json.loads(written)  # type: ignore[no-any-return]


def test_a_document_is_answered_with_its_mentions() -> None:
    assert answer('{"id": "a", "text": "Nach Lindau"}') == {
        "id": "a",
        "mentions": [
            {
                "start": start,
                "end": end,
                "surface": surface,
                "place_id": "test:lindau",
                "name": 'Lindau "am See"\n',
                "kind": "city",
                "latitude": 47.55,
                "longitude": 9.68,
                "country_codes": ["DE"],
                "confidence": 0.9123,
            }
            for start, end, surface in ((0, 4, "Nach"), (5, 11, "Lindau"))
        ],
    }


@pytest.mark.parametrize("name", ["a", 17, None, 1.5, "ä\u2028\ud800", ["x"], {"y": 1}, True])
def test_an_id_comes_back_as_it_was(name: object) -> None:
    assert answer(json.dumps({"id": name, "text": "Lindau"}))["id"] == name


@given(st.text())
def test_surfaces_are_what_stands_at_their_offsets_in_any_text(text: str) -> None:
    for mention in answer(json.dumps({"text": text}))["mentions"]:
        assert mention["surface"] == text[mention["start"] : mention["end"]]


def test_half_a_surrogate_pair_does_not_shift_the_offsets() -> None:
    (first, second) = answer('{"text": "\\ud83d Lindau"}')["mentions"]
    assert (first["surface"], second["start"], second["end"]) == ("\ufffd", 2, 8)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("", "an empty line"),
        ("   ", "an empty line"),
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        ('"text"', "no JSON object"),
        ('{"id": 1}', "no text"),
        ('{"id": 1, "text": null}', "no text"),
        ('{"id": 1, "text": 5}', "the text is no string"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_line_that_cannot_be_read_is_answered_with_an_error(line: str, error: str) -> None:
    answered = answer(line)
    assert answered["mentions"] == []
    assert error in answered["error"]


def test_bytes_that_are_no_utf_8_are_answered_with_an_error() -> None:
    written, reason = Filter(Words()).answer(b'{"text": "K\xf6ln"}')
    assert json.loads(written) == {"id": None, "mentions": [], "error": "no UTF-8"}
    assert reason == "no UTF-8"


def test_a_document_that_cannot_be_parsed_costs_no_other_its_answer() -> None:
    class Strict(Words):
        def parse_all(self, documents: Sequence[Document], **options: object) -> list[Sequence[Mention]]:
            return [self.parse(*document, **options) for document in documents]

        def parse(self, text: str, *_: object, **options: object) -> Sequence[Mention]:
            if "!" in text:
                raise ValueError(f"too loud: {text}")
            return super().parse(text, **options)

    lines = [b'{"text": "Lindau"}', b'{"id": 7, "text": "Bregenz!"}', b"{}", b'{"text": "Lindau"}']
    (first, _), (second, reason), (_, lacking), (last, _) = Filter(Strict()).answers(lines)
    assert [mention["surface"] for mention in json.loads(first)["mentions"]] == ["Lindau"]
    assert json.loads(second) == {
        "id": 7,
        "mentions": [],
        "error": reason,
    }
    assert reason == "ValueError: too loud: Bregenz!"
    assert lacking == "no text"
    assert last == first


def test_the_language_is_the_stated_one_or_the_given_one_or_detected() -> None:
    asked: list[object] = []

    class Asked:
        def parse(
            self, _: str, language: str | None = None, title: str = "", **_options: object
        ) -> Sequence[Mention]:
            asked.append((language, title))
            return []

    german = "Das Schiff ist am Abend nicht nach Lindau gefahren, weil es zu spät war."
    Filter(Asked(), language="fr").answer(
        json.dumps({"text": german, "language": "en", "title": "T"}).encode()
    )
    Filter(Asked(), language="fr").answer(json.dumps({"text": german}).encode())
    Filter(Asked()).answer(json.dumps({"text": german}).encode())
    assert asked == [("en", "T"), ("fr", ""), ("de", "")]


@pytest.mark.parametrize("source", ["Seeblatt", {"id": None, "name": "Seeblatt"}])
def test_the_name_of_the_paper_reaches_a_parser_that_reads_it(source: object) -> None:
    asked: list[str] = []

    class Asked(Words):
        def parse_all(self, documents: Sequence[Document], **_options: object) -> Sequence[Sequence[Mention]]:
            asked.extend(document.source for document in documents)
            return [[] for _ in documents]

    Filter(Asked()).answer(json.dumps({"text": "Nebel.", "source": source}).encode())
    assert asked == ["Seeblatt"]


def test_an_explained_mention_lists_its_candidates(small_geoparser: Geoparser) -> None:
    written, _ = Filter(small_geoparser, explain=True).answer(b'{"text": "Sie fuhr nach Lindau."}')
    (mention,) = json.loads(written)["mentions"]
    assert mention["candidates"][0]["place_id"] == mention["place_id"] == "test:lindau"
    assert all({"reason", "weight"} == set(part) for part in mention["candidates"][0]["evidence"])


def lines_of(*written: bytes) -> list[bytes | None]:
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "wb", buffering=0) as stream:
            for piece in written:
                stream.write(piece)

    thread = threading.Thread(target=write)
    thread.start()
    with os.fdopen(reading, "rb") as stream:
        found = [line for lines in whole_lines(stream) for line in lines]
    thread.join()
    return found


@given(st.lists(st.binary(max_size=20)))
def test_lines_come_whole_however_they_are_written(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    assert lines_of(*pieces) == (whole.removesuffix(b"\n").split(b"\n") if whole else [])


def test_a_line_beyond_the_limit_is_passed_over_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filtering, "LINE_LIMIT", 100_000)
    assert lines_of(b"a\n", b"x" * 600_000, b"y\nb\n", b"z" * 300_000) == [b"a", None, b"b", None]


def test_a_line_is_answered_before_the_next_one_is_written() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream, os.fdopen(writing, "wb", buffering=0) as other:
        lines = whole_lines(stream)
        for line in (b"one", b"two"):
            other.write(line + b"\n")
            assert next(lines) == [line]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_what_is_no_number_in_json_is_neither_read_nor_written(number: str) -> None:
    written, reason = Filter(Words()).answer(b'{"id": %s, "text": "Lindau"}' % number.encode())
    assert json.loads(written, parse_constant=pytest.fail)["mentions"] == []
    assert "no JSON" in str(reason)


@pytest.mark.parametrize("name", [2**70, -(2**64), {"a": [2**65, "\ud800"]}])
def test_an_id_that_few_can_hold_comes_back_beside_its_mentions(name: object) -> None:
    answered = answer(json.dumps({"id": name, "text": "Lindau"}))
    assert answered["id"] == name
    assert [mention["surface"] for mention in answered["mentions"]] == ["Lindau"]


def test_a_coordinate_that_is_no_number_is_written_as_none() -> None:
    class Lost(Words):
        def parse(self, text: str, *_: object, **_options: object) -> Sequence[Mention]:
            lost = Place("test:lost", "Lost", "city", float("nan"), float("inf"))
            return [Mention(0, 4, text[:4], lost, 0.5)]

    written, _ = Filter(Lost()).answer(b'{"id": 1, "text": "Lost"}')
    (mention,) = json.loads(written, parse_constant=pytest.fail)["mentions"]
    assert mention["latitude"] is None


def test_an_explained_mention_tells_why_it_is_a_place_at_all(small_geoparser: Geoparser) -> None:
    written, _ = Filter(small_geoparser, explain=True).answer(
        b'{"text": "Sie fuhr nach Lindau.", "language": "de"}'
    )
    (mention,) = json.loads(written)["mentions"]
    assert {"reason": "preposition", "weight": 2.0} in mention["evidence"]
