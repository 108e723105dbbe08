"""What the page about the dataset shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from places import sample
from places.dataset import FORMAT, SCHEMAS

PAGE = (Path(__file__).parents[2] / "docs/dataset.md").read_text(encoding="utf-8")


def examples(language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", PAGE)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my-dataset").symlink_to(sample.DATASET)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("code", examples("sql"))
def test_the_sql_of_the_page_runs(code: str) -> None:
    found = duckdb.connect().execute(code).fetchall()
    assert len(found) == 10
    assert found[0][4] > found[-1][4] > 1


@pytest.mark.parametrize("code", examples("python"))
def test_the_python_of_the_page_runs(code: str) -> None:
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert len(told.stdout.splitlines()) > 1


@pytest.mark.parametrize("table", SCHEMAS)
def test_the_page_names_every_column(table: str) -> None:
    rows = PAGE.partition(f"| {table} | |\n")[2].partition("\n\n")[0]
    assert set(SCHEMAS[table].names) <= set(re.findall(r"`(\w+)`", rows))


def test_the_page_names_the_form_that_is_written() -> None:
    assert f"`format` ({FORMAT})" in PAGE
