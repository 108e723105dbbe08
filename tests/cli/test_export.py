"""What ``places export`` offers."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from places import cli, sample
from places.exporting import FORMATS
from places.language import PAGE_LANGUAGES


def test_the_help_lists_every_format_and_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["export", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert ", ".join(FORMATS) in told
    assert ", ".join(PAGE_LANGUAGES) in told


@pytest.mark.parametrize("option", [["--format", "docx"], ["--language", "xx"]])
def test_what_is_not_on_offer_is_refused(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["export", "d", "-o", "a.csv", *option])
    assert f"invalid choice: '{option[1]}'" in capsys.readouterr().err


def test_other_commands_do_not_wait_for_the_formats() -> None:
    loaded = "import sys; from places import cli; cli.main(['locate', '--help'])"
    program = f"import atexit, sys; atexit.register(lambda: print('numpy' in sys.modules)); {loaded}"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told.splitlines()[-1] == "False"


def test_a_comparison_is_exported_with_both_sides(tmp_path: Path) -> None:
    file = tmp_path / "compared.csv"
    query = "?from=2024&to=2024&with=from%3D2025%26to%3D2025"
    assert cli.main(["export", str(sample.DATASET), "-o", str(file), "--query", query]) == 0
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {"a-only", "b-only"} <= {row["side"] for row in rows}
    assert all(int(row["mentions_b"]) == 0 for row in rows if row["side"] == "a-only")


def test_a_format_without_room_for_a_comparison_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "compared.kml"
    assert cli.main(["export", str(sample.DATASET), "-o", str(file), "--query", "from=2024&with=all"]) == 2
    told = capsys.readouterr().err
    assert "a comparison (with= in --query) is written as csv, csv-de, xlsx, geojson" in told
    assert told.count("\n") == 1
    assert not file.exists()
