"""Every byte costs about the same, whatever stands in a file: nothing grows with the square of a length."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from places.geoparsing import Geoparser
from places.model import Article
from places.reading import Problem, find, read_files

pytestmark = pytest.mark.slow

SMALL = 50_000
TRIES = 3  # of which the quickest counts: other programs only ever add to it
FACTOR = 8
"""So many times the bytes may take five times so many times the seconds; a square would take 64 times."""


def seconds(do: Callable[[], object]) -> float:
    """Take the time of this thread alone: neither what others do in the process nor what they left behind."""
    gc.collect()
    gc.disable()
    began = time.thread_time()
    try:
        do()
        return time.thread_time() - began
    finally:
        gc.enable()


def check(do: Callable[[int], object]) -> None:
    do(SMALL)
    small = min(seconds(lambda: do(SMALL)) for _ in range(TRIES))
    most = 5 * FACTOR * max(small, 0.02)
    taken: list[float] = []
    while len(taken) < TRIES and not (taken and min(taken) < most):
        taken.append(seconds(lambda: do(SMALL * FACTOR)))
    assert min(taken) < most, f"{small} s, and {taken} s for {FACTOR} times the bytes"


def repeated(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


FORMS = {
    "a word without an end": "x",
    "dashes": "-",
    "long dashes": "—",
    "commas": ",",
    "capitals": "A",
    "words in capitals": "LINDAU ",
    "a name without a space": "Lindau",
    "a name": "Lindau ",
    "a name a line": "Lindau\n",
    "names between dashes": "Lindau-",
    "names between commas": "Lindau,",
    "names in brackets": "(Lindau",
    "full stops": ".",
    "spaces": " ",
    "ends of lines": "\n",
    "broken words": "Lin-\n",
    "letters apart": "L i n d a u ",
    "signs of another script": "語",
    "digits": "1",
    "dates": "1.1.2024 ",
    "tags": "<b>",
    "quotes": '"',
    "marks": "*",
    "heads": "# Lindau\n",
    "emphasis": "**a",
    "links": "[a](",
    "brackets": "[",
    "links of wikis": "[[a|",
    "quotes in quotes": "> ",
    "points": "- a\n",
    "rows": "| a |\n|---|\n",
    "comments that never close": "<!--",
    "marks of notes": "[^1]",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_text_is_parsed_in_a_time_that_grows_with_its_length(small_geoparser: Geoparser, form: str) -> None:
    check(lambda size: small_geoparser.parse(repeated(FORMS[form], size), "de"))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_one_text_is_read_in_a_time_that_grows_with_its_length(
    tmp_path: Path, form: str, suffix: str
) -> None:
    def read(size: int) -> None:
        (tmp_path / f"a{suffix}").write_text(f"Am See\n\n{repeated(FORMS[form], size)}\n", encoding="utf-8")
        assert list(read_files(find(tmp_path).files))

    check(read)


TABLES = {
    "one line": (".csv", "id,text\n1,{}", "x"),
    "quotes that never close": (".csv", "id,text\n{}", 'a",\n'),
    "quotes that never close in columns": (".csv", "id,text\n{}", '1,"a\n'),
    "a giant open quote": (".csv", 'id,text\n1,"{}', "Am See. "),
    "an open quote over many lines": (".csv", 'id,text\n1,"{}', "2,Am See.\n"),
    "a header without an end": (".csv", "{}", "text,"),
    "one line of tabs": (".tsv", "id\ttext\n1\t{}", "\t"),
    "one line of JSON": (".jsonl", '{{"text": "{}"}}', "x"),
    "a line of JSON that never closes": (".jsonl", '{{"text": "{}', "x"),
    "lines that are no JSON": (".jsonl", "{}", "{\n"),
    "JSON in itself": (".json", "{}", "["),
    "a mail without a text": (".eml", "{}", "To: a\n"),
    "a mail of one header": (".eml", "To: {}", "<a@b.de>, "),
    "a mail in parts without an end": (
        ".eml",
        'Content-Type: multipart/mixed; boundary="b"\n\n{}',
        "--b\n\nAn diesem Abend fuhr niemand mehr von Lindau nach Bregenz, und der See war still.\n",
    ),
    "a mailbox of mails without a head": (
        ".mbox",
        "{}",
        "From a\n\nAn diesem Abend fuhr niemand mehr von Lindau nach Bregenz.\n\n",
    ),
    "a feed that never closes": (
        ".xml",
        "<rss><channel>{}",
        "<item><title>An diesem Abend fuhr niemand mehr von Lindau nach Bregenz</title>",
    ),
    "a page in itself": (".html", "{}", "<div>"),
    "RTF in itself": (".rtf", "{{\\rtf1 {}", "{\\b a"),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_file_that_never_ends_what_it_begins_is_read_in_a_time_that_grows_with_its_length(
    tmp_path: Path, kind: str
) -> None:
    suffix, around, piece = TABLES[kind]

    def read(size: int) -> None:
        (tmp_path / f"a{suffix}").write_text(around.format(repeated(piece, size)), encoding="utf-8")
        assert list(read_files(find(tmp_path).files))

    check(read)


def test_one_line_of_a_hundred_megabytes_is_one_line_that_says_so(tmp_path: Path) -> None:
    for suffix in (".txt", ".csv", ".jsonl"):
        with (tmp_path / f"a{suffix}").open("wb") as stream:
            stream.write(b"id,text\n1," if suffix == ".csv" else b"")
            for _ in range(100):
                stream.write(b"x" * 1_000_000)
    (tmp_path / "b.txt").write_text("Von Lindau nach Bregenz.", encoding="utf-8")
    found: list[Article | Problem] = []
    assert seconds(lambda: found.extend(read_files(find(tmp_path).files))) < 20
    assert [str(item) for item in found if isinstance(item, Problem)] == [
        "a.csv, row 2: line 2 has more than 20 MB",
        "a.jsonl, row 1: a line of more than 60 MB",
        "a.txt: 100 MB, and one article may have 20; split it",
    ]
    assert [item.text for item in found if isinstance(item, Article)] == ["Von Lindau nach Bregenz."]
