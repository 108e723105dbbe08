"""What a hand or another program wrote into a dataset breaks no page and no export: the rest is there."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from places import cli, sample
from places.dataset import MANIFEST, open_dataset
from places.exporting import FORMATS
from places.query import Counts, count, select_places
from places.selection import Selection

from ..one_part import table_files

pytestmark = pytest.mark.slow

JAKUTSK = "geonames:2013159"
EDITS: dict[str, tuple[str, Mapping[str, object]]] = {
    "9999-12-31": ("articles", {"published_first": date(9999, 12, 31), "published_last": date(9999, 12, 31)}),
    "the last day before the first": (
        "articles",
        {"published_first": date(2024, 6, 19), "published_last": date(2024, 6, 18)},
    ),
    "an unknown kind": ("places", {"kind": "castle"}),
    "no kind": ("places", {"kind": None}),
    "no latitude": ("places", {"latitude": None}),
    "a longitude that is no number": ("places", {"longitude": float("nan")}),
    "credits that are a list": (MANIFEST, {"credits": ["GeoNames", 7, None]}),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(sample.DATASET, tmp_path / "d")
    return tmp_path / "d"


def edit(folder: Path, table: str, change: Mapping[str, object]) -> None:
    """Change a place or an article as a hand would, or the manifest."""
    if table == MANIFEST:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        (folder / MANIFEST).write_text(json.dumps({**manifest, **change}), encoding="utf-8")
        return
    file = table_files(folder)[table]
    whole = pq.read_table(file)
    rows = whole.to_pylist()
    row = next(row for row in rows if row["id"] == JAKUTSK) if table == "places" else rows[0]
    row.update(change)
    schema = pa.schema([field.with_nullable(True) for field in whole.schema])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), file)


def of_sample() -> tuple[Counts, int]:
    with open_dataset(sample.DATASET) as dataset:
        of_jakutsk = next(row for row in select_places(dataset, Selection()) if row.place.id == JAKUTSK)
        return count(dataset, Selection()), of_jakutsk.mentions


@pytest.mark.parametrize("what", EDITS)
def test_every_export_has_all_but_what_cannot_be_shown(folder: Path, tmp_path: Path, what: str) -> None:
    table, change = EDITS[what]
    edit(folder, table, change)
    everything, of_jakutsk = of_sample()
    if table == "places":
        everything = Counts(everything.articles, everything.places - 1, everything.mentions - of_jakutsk)
    with open_dataset(folder) as dataset:
        assert count(dataset, Selection()) == everything
        dated = count(dataset, Selection(undated=False)).articles
        with open_dataset(sample.DATASET) as whole:
            assert dated == count(whole, Selection(undated=False)).articles - (table == "articles")
    for name, form in FORMATS.items():
        file = tmp_path / f"export{form.suffix}"
        assert cli.main(["export", str(folder), "-o", str(file), "--format", name]) == 0
        if "json" in form.media_type:
            assert json.loads(file.read_bytes(), parse_constant=pytest.fail)
        if name == "csv":
            with file.open(encoding="utf-8-sig", newline="") as stream:
                assert sum(1 for _ in csv.reader(stream)) == 1 + everything.mentions


def test_every_page_shows_all_but_what_cannot_be_shown(folder: Path, serve: Callable[..., Any]) -> None:
    for table, change in EDITS.values():
        edit(folder, table, change)
    server = serve(folder, options=["--server.address=127.0.0.1"])
    total, of_jakutsk = of_sample()
    counts = f"{total.articles} articles · {total.places - 1} places · {total.mentions - of_jakutsk} mentions"
    for page in ("", "places", "articles", "method"):
        for query in ("lang=en", f"lang=en&place={JAKUTSK}", "lang=en&place=geonames:524901"):
            shown = server.visit(query, page)
            assert counts in shown
            assert not [text for text in shown if text.startswith("exception")]
    log = server.log.read_text(errors="replace")
    assert "Traceback" not in log
    assert JAKUTSK in log
