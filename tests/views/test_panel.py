"""The panel beside the map, as the elements that the browser builds."""

from pathlib import Path
from typing import Any

import pytest

from places import sample
from places.dataset import Dataset, DatasetWriter, open_dataset
from places.language import language
from places.query import find_place
from places.selection import Selection
from places.views import panel


def dataset_with(folder: Path, not_read: int) -> Dataset:
    with DatasetWriter(folder) as writer:
        writer.commit({"not_read": not_read})
    return open_dataset(folder)


def text_of(node: Any) -> str:
    return node if isinstance(node, str) else "".join(map(text_of, node.get("k", [])))


def with_class(node: Any, css: str) -> list[Any]:
    if isinstance(node, str):
        return []
    own = [node] if css in node.get("c", "").split() else []
    return [*own, *(found for child in node.get("k", []) for found in with_class(child, css))]


@pytest.mark.parametrize("kinds", [(), ("city",)])
def test_a_sentence_that_names_a_place_twice_is_read_once_with_both_names_marked(kinds):
    selection = Selection(kinds=kinds)
    with open_dataset(sample.DATASET) as dataset:
        row = find_place(dataset, Selection(), "geonames:1873107")  # North Korea
        assert row
        nodes = panel.excerpts(dataset, selection, row, language("en"), row.mentions)
    read = [text_of(quote) for node in nodes for quote in with_class(node, "quote")]
    assert len(read) == len(set(read)) < row.mentions
    marks = [mark for node in nodes for mark in with_class(node, "chosen")]
    assert len(marks) == row.mentions
    numbers = [text_of(number) for node in nodes for number in with_class(node, "numbered")]
    assert numbers[0].startswith("1")
    assert numbers[-1].endswith(f"{row.mentions} of {row.mentions}")
    assert any("–" in number for number in numbers)


@pytest.mark.parametrize(("words", "tells"), [("", True), ("Odessa", False)])
def test_how_surely_a_place_is_resolved_is_told_where_anything_names_it(words: str, tells: bool):
    with open_dataset(sample.DATASET) as dataset:
        row = find_place(dataset, Selection(words=words), "geonames:1873107")  # North Korea
    assert row
    assert (row.mentions > 0) == tells
    header = [text_of(node) for node in panel.place_header(row, language("en"))]
    assert any("resolved" in line for line in header) == tells
    assert any("why?" in line for line in header) == tells


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (1, "1 Datei oder Zeile einer Datei wurde nicht gelesen"),
        (12, "12 Dateien oder Zeilen daraus wurden nicht gelesen"),
    ],
)
def test_a_line_tells_how_many_files_were_not_read_and_opens_their_list(tmp_path, number, line):
    with dataset_with(tmp_path / "set", number) as dataset:
        (node,) = panel.not_read(dataset, language("de"))
    assert text_of(node) == line
    assert node["k"][0]["a"] == ["unread", ""]
    assert node["k"][0]["h"].startswith("method")


def test_nothing_is_said_where_every_file_was_read(tmp_path):
    with dataset_with(tmp_path / "set", 0) as dataset:
        assert panel.not_read(dataset, language("de")) == []
