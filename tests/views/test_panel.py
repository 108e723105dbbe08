"""The panel beside the map, as the elements that the browser builds."""

from pathlib import Path
from typing import Any

import pytest

from places.dataset import Dataset, DatasetWriter, open_dataset
from places.language import language
from places.views import panel


def dataset_with(folder: Path, not_read: int) -> Dataset:
    with DatasetWriter(folder) as writer:
        writer.commit({"not_read": not_read})
    return open_dataset(folder)


def text_of(node: Any) -> str:
    return node if isinstance(node, str) else "".join(map(text_of, node.get("k", [])))


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
