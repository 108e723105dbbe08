from __future__ import annotations

import json
from pathlib import Path

import pytest

from places.cli import main
from places.sample import DATASET


def test_sentences_are_printed_the_best_article_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(DATASET), "Brücken"]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert [line[:2] for line in lines if not line.startswith(" ")] == ["1.", "2."]
    assert all("Brücke" in line for line in lines if line.startswith(" "))
    assert told.err == ""


def test_what_is_more_than_the_limit_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(DATASET), "Nordkorea", "--limit", "2", "--format", "jsonl"]) == 0
    told = capsys.readouterr()
    assert [json.loads(line)["rank"] for line in told.out.splitlines()] == [1, 2]
    assert "2 of 5 articles" in told.err


def test_a_selection_of_the_page_narrows_the_search(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(DATASET), "Nordkorea", "--query", "/?from=2025&lang=de"]) == 0
    assert capsys.readouterr().out.count("\n1. ") + 1 == 1
    assert main(["search", str(DATASET), "Nordkorea", "--query", "kinds=x"]) == 2


def test_the_words_of_a_selection_are_searched_for_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(DATASET), "Brücken", "--query", "q=Nordkorea&from=1999"]) in {0, 1}
    both = capsys.readouterr().out
    assert main(["search", str(DATASET), "--query", "q=Brücken+Nordkorea&from=1999"]) in {0, 1}
    assert capsys.readouterr().out == both
    assert main(["search", str(DATASET), "Brücken"]) == 0
    assert capsys.readouterr().out != both


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("sources=Nirgendwo", "sources=Nirgendwo"),
        ("place=nope", "place=nope"),
        ("within=nope", "within=nope"),
        ("sources=,", "cannot be read: sources"),
        ("form=2030&lang=de", "no such key: form (known are from, to, "),
        ("2024", "no such key: 2024 "),
        ("with=form%3D2030%26kinds%3Dcity", "no such key: form "),
        ("https://example.org/map?from=2024&utm_source=x", "no such key: utm_source "),
    ],
)
def test_what_a_query_asks_for_and_is_not_there_is_named(
    query: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", str(DATASET), "Brücken", "--query", query]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert named in told.err


def test_an_address_tells_what_it_selects_whatever_else_its_page_shows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["search", str(DATASET), "Brücken"]) == 0
    everywhere = capsys.readouterr().out
    for address in (
        "http://localhost:8501/places",
        "http://localhost:8501/articles?article=x&at=7&sort=oldest",
    ):
        assert main(["search", str(DATASET), "Brücken", "--query", address]) == 0
        assert capsys.readouterr().out == everywhere


def test_an_endless_word_is_not_told_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(DATASET), "x" * 120_000]) == 1
    told = capsys.readouterr()
    assert told.err.count("x") == 200
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "status", "line"), [(["Zebra"], 1, "no article has Zebra"), ([" "], 2, "no words")]
)
def test_nothing_found_is_one_line(
    words: list[str], status: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", str(DATASET), *words]) == status
    told = capsys.readouterr()
    assert told.out == ""
    assert line in told.err


def test_no_dataset_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(tmp_path), "x"]) == 2
    assert "is no dataset" in capsys.readouterr().err
