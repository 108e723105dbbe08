"""The table of faults names tests that are there, and every drill stands in it or beside one that does."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ROW = re.compile(r"^\| (.+) \| `(tests/[\w/]+\.py)::(test_\w+)` \|$", re.MULTILINE)


def test_every_test_that_the_table_of_faults_names_is_there() -> None:
    table = (HERE / "README.md").read_text(encoding="utf-8")
    rows = ROW.findall(table)
    assert len(rows) == sum(line.startswith("| ") for line in table.splitlines()) - 1
    lacking = [
        test for _, file, test in rows if f"def {test}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert lacking == []


def test_every_file_of_drills_stands_in_the_table_of_faults() -> None:
    table = (HERE / "README.md").read_text(encoding="utf-8")
    drills = {file.name for file in HERE.glob("test_*.py")} - {Path(__file__).name}
    assert {name for name in drills if f"tests/faults/{name}" not in table} == set()
