"""What became of the files of a dataset, read from its list, or from its manifest alone."""

import json
from pathlib import Path

import pytest

from places.building import build, revise
from places.dataset import MANIFEST, account_file, open_dataset
from places.geoparsing import Geoparser
from places.journal import ArticleAdded, Journal
from places.model import Article
from places.query import AccountLine, account_of, files_read


@pytest.fixture
def folder(tmp_path: Path, small_geoparser: Geoparser) -> Path:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.csv").write_text("text,date\nNach Lindau,gestern\nNach Bregenz,2024\n", encoding="utf-8")
    (source / "b.txt").write_text("Konstanz", encoding="utf-8")
    for number in range(150):
        (source / f"{number:03}.png").write_bytes(b"x")
        (source / f"{number:03}.doc").write_bytes(b"x")
    build(source, tmp_path / "d", geoparser=small_geoparser)
    return tmp_path / "d"


def test_the_whole_list_is_told_kind_by_kind(folder: Path) -> None:
    with open_dataset(folder) as dataset:
        found = account_of(dataset, "not read", 3)
        assert (found.total, found.listed, len(found.lines)) == (150, 150, 3)
        assert found.lines[0] == AccountLine("000.doc", None, ".doc is not read; save it as .docx")
        assert account_of(dataset, "passed over", 200).lines[-1].path == "149.png"
        (kept,) = account_of(dataset, "read in part", 10).lines
        assert (kept.path, kept.row) == ("a.csv", 2)
        assert account_of(dataset, "not meant", 10).total == 0
        assert files_read(dataset, 10) == (2, [("a.csv", 2), ("b.txt", 1)])


def test_without_its_list_a_dataset_tells_the_first_lines_and_how_many_there_are(folder: Path) -> None:
    with open_dataset(folder) as dataset:
        file = account_file(folder, dataset.manifest)
    assert file is not None
    file.unlink()
    with open_dataset(folder) as dataset:
        found = account_of(dataset, "not read", 1_000)
        assert (found.total, found.listed) == (150, 100)
        assert account_of(dataset, "read in part", 10).lines[0].path == "a.csv"


@pytest.mark.parametrize(
    "told",
    [
        {"problems": "all", "not_read": "many", "others": [1, None]},
        {"problems": [{"path": 7, "row": "x"}], "not_read": True},
        {"files": {"account": "../../somewhere.jsonl"}},
    ],
)
def test_a_manifest_that_another_program_wrote_is_no_error(folder: Path, told: dict[str, object]) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    files = {**manifest["files"], "account": None, **told.pop("files", {})}  # type: ignore[dict-item]
    (folder / MANIFEST).write_text(json.dumps({**manifest, **told, "files": files}), encoding="utf-8")
    with open_dataset(folder) as dataset:
        for became in ("not read", "read in part", "repeated", "passed over", "not meant"):
            found = account_of(dataset, became, 10)
            assert len(found.lines) <= found.total


def test_a_text_that_was_pasted_is_of_no_file(
    folder: Path, tmp_path: Path, small_geoparser: Geoparser
) -> None:
    pasted = Article("x", "Eingefügt", "Nach Lindau.", "de")
    journal = Journal(tmp_path / "journal.sqlite")
    journal.append("anna", [ArticleAdded.of(pasted)], texts=[pasted.text])
    revise(folder, journal, geoparser=small_geoparser)
    with open_dataset(folder) as dataset:
        assert ("x",) in dataset.rows("SELECT id FROM articles")
        assert files_read(dataset, 10) == (2, [("a.csv", 2), ("b.txt", 1)])
