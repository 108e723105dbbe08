"""A dataset that is cut, overwritten or incomplete is one page and one line, never an inside."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as made

from places import cli, sample
from places.dataset import MANIFEST, TABLES, DatasetError, open_dataset
from places.dataset.manifest import content_name
from places.query import count, explain, go_through_mentions, read_article, select_articles, select_places
from places.selection import Selection

from ..one_part import table_files

pytestmark = pytest.mark.slow

INSIDES = ("_duckdb", "duckdb", "SELECT", "parquet_scan", "read_parquet", "Traceback", "Error:")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "d"
    shutil.copytree(sample.DATASET, copy)
    return copy


def spoil(file: Path, way: str) -> bytes:
    """Damage a file in place; give what it held."""
    whole = file.read_bytes()
    middle = len(whole) // 2
    file.write_bytes(
        {
            "cut": whole[:middle],
            "emptied": b"",
            "overwritten": whole[:50] + b"\xff" * (len(whole) - 500) + whole[-450:],
            "zeros": b"\0" * len(whole),
            "another": b"PAR1 is how it begins, and it ends like that: PAR1",
        }[way]
    )
    return whole


WAYS = ("cut", "emptied", "overwritten", "zeros", "another")


def use(dataset: Any) -> int:
    """Read everything that pages and exports read; give how many mentions there are."""
    mentions = sum(1 for _ in go_through_mentions(dataset, Selection()))
    for row in select_places(dataset, Selection()):
        explain(dataset, row.place.id)
    for article in select_articles(dataset, Selection()):
        read_article(dataset, article.id)
    count(dataset, Selection())
    count(dataset, Selection(words="kosmodrom"))
    return mentions


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("way", WAYS)
def test_damage_before_or_while_it_is_open_is_one_line_that_names_the_file(
    folder: Path, table: str, way: str
) -> None:
    file = table_files(folder)[table]
    with open_dataset(folder) as dataset:
        whole = spoil(file, way)
        with pytest.raises(DatasetError) as while_open:
            use(dataset)
        file.write_bytes(whole)
        assert use(dataset) == count(dataset, Selection()).mentions > 150  # it is whole again
    spoil(file, way)
    with pytest.raises(DatasetError) as before, open_dataset(folder) as dataset:
        use(dataset)
    for error in (while_open, before):
        line = str(error.value)
        assert line.startswith(f"{folder}: is damaged (not as it was written: {file.name}")
        assert not any(inside in line for inside in INSIDES)
        assert "\n" not in line


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=made.sampled_from(TABLES),
    at=made.floats(0, 1, exclude_max=True),
    bytes_=made.binary(min_size=1, max_size=400),
)
@example(table="mentions", at=0.03125, bytes_=b"\x00")
@example(table="mentions", at=0.15625, bytes_=b"\x00")  # which leaves a table that can be read
def test_whatever_is_written_over_a_table_it_is_read_or_one_line_says_that_it_is_damaged(
    tmp_path: Path, table: str, at: float, bytes_: bytes
) -> None:
    copy = tmp_path / "d"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(sample.DATASET, copy)
    file = table_files(copy)[table]
    content = bytearray(file.read_bytes())
    start = int(at * len(content))
    content[start : start + len(bytes_)] = bytes_[: len(content) - start]
    file.write_bytes(content)
    line = ""
    try:
        with open_dataset(copy) as dataset:
            use(dataset)
    except DatasetError as error:
        line = str(error)
    assert not line or file.name in line
    assert "\n" not in line


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("way", ["cut", "overwritten"])
def test_an_export_of_a_damaged_dataset_is_one_line_and_writes_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, way: str
) -> None:
    spoil(table_files(folder)[table], way)
    assert cli.main(["export", str(folder), "-o", str(tmp_path / "a.csv")]) == 2
    line = capsys.readouterr().err
    assert line.startswith(f"places: {folder}: is damaged")
    assert line.count("\n") == 1
    assert not any(inside in line for inside in INSIDES)
    assert not (tmp_path / "a.csv").exists()


def test_a_build_over_a_dataset_without_its_manifest_says_what_it_is(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    small_gazetteer: Any,
) -> None:
    monkeypatch.setattr("places.gazetteer.open_gazetteer", lambda: small_gazetteer)
    (folder / MANIFEST).unlink()
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("Das Schiff fährt von Lindau nach Bregenz.", encoding="utf-8")
    assert cli.main(["build", str(articles), "-o", str(folder)]) == 0
    assert "a dataset without its manifest (dataset.json is missing); a new one" in capsys.readouterr().err
    with open_dataset(folder) as dataset:
        assert count(dataset, Selection()).articles == 1


def test_a_dataset_without_its_manifest_is_not_taken_for_articles(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / MANIFEST).unlink()
    assert cli.main(["build", str(folder), "-o", str(tmp_path / "new")]) == 2
    assert "a dataset without its manifest" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_question_that_needs_more_memory_than_was_set_is_answered(folder: Path) -> None:
    with open_dataset(folder, memory_limit="1MB") as dataset:
        assert use(dataset) > 150


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_page_of_a_dataset_that_is_damaged_while_it_runs_says_so_and_comes_back(
    folder: Path, serve: Callable[..., Any], lang: str
) -> None:
    server = serve(folder, options=["--server.address=127.0.0.1"])
    assert any("264 " in text or "5 art" in text.lower() for text in server.visit(f"lang={lang}"))
    file = table_files(folder)["mentions"]
    whole = spoil(file, "overwritten")
    place = "place=geonames%3A2017370"  # Russia, which every article names
    shown = server.visit(f"lang={lang}&{place}")
    told = "beschädigt" if lang == "de" else "is damaged"
    assert [text for text in shown if told in text and "`d`" in text]
    (folder / MANIFEST).rename(folder / "away")
    assert [text for text in server.visit(f"lang={lang}") if told in text]
    (folder / "away").rename(folder / MANIFEST)
    assert [text for text in server.visit(f"lang={lang}&{place}") if told in text]
    file.write_bytes(whole)
    time.sleep(5)
    shown = server.visit(f"lang={lang}&{place}")
    assert not [text for text in shown if told in text]
    log = server.log.read_text(errors="replace")
    assert "is damaged (not as it was written: mentions-" in log
    for text in [*shown, log]:
        assert not any(inside in text for inside in INSIDES)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_a_page_of_a_dataset_that_was_damaged_before_the_start_says_so(
    folder: Path, serve: Callable[..., Any], way: str
) -> None:
    spoil(table_files(folder)["articles"], way)
    server = serve(folder, options=["--server.address=127.0.0.1"])
    shown = server.visit("lang=en")
    assert [text for text in shown if "is damaged" in text]
    assert not any(inside in text for inside in INSIDES for text in [*shown, server.log.read_text()])


if sys.platform == "win32":  # a file that is open cannot be overwritten there
    pytestmark = pytest.mark.skip("files that are read cannot be damaged here")


def test_a_dataset_of_another_version_is_not_called_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    shutil.copytree(sample.DATASET, folder)
    file = table_files(folder)["articles"]
    pq.write_table(pq.read_table(file).drop_columns(["source"]), file)
    name = content_name("articles", file)
    file.rename(folder / name)
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"]["articles"] = name
    (folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(DatasetError, match="are those of another version of places; build it again"):
        open_dataset(folder)
