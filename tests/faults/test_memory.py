"""Whatever a folder holds, it takes some hundred megabytes; what is past a limit says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the memory of a process"),
]

ROOT = Path(__file__).parents[2]
PROSE = "Sie ging an jenem Abend noch lange am Ufer hin und her, und dort war nichts als Nebel. "
READ = """
import sys
from pathlib import Path
from places.model import Article
from places.reading import find, read_files
print(*(len(item.text) if isinstance(item, Article) else item
        for item in read_files(find(Path(sys.argv[1])).files)), sep="\\n")
"""
BUILD = """
import sys
from pathlib import Path
from places.building import build
report = build(Path(sys.argv[1]), Path(sys.argv[2]))
print(report.articles_read, report.mentions, *report.problems, sep="\\n")
"""
PEAK = """
from pathlib import Path
status = Path("/proc/self/status").read_text().split()
print(int(status[status.index("VmHWM:") + 1]) // 1024)
"""


def run(program: str, *arguments: Path) -> tuple[list[str], int]:
    """Run a program apart; give the lines that it printed, and the most memory that it had, in MB."""
    done = subprocess.run(
        [sys.executable, "-c", program + PEAK, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    *lines, peak = done.stdout.splitlines()
    return lines, int(peak)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def write_table(folder: Path, cells: int, size: int, **options: int) -> None:
    text = (PROSE * (size // len(PROSE) + 1))[:size]
    table = pa.table({"text": [f"{number} {text}" for number in range(cells)]})
    pq.write_table(table, folder / "a.parquet", **options)


def test_a_table_of_long_texts_is_read_in_bounded_memory(folder: Path) -> None:
    write_table(folder, 24, 14_000_000, row_group_size=4)
    lines, peak = run(READ, folder)
    assert [int(line) for line in lines] == [14_000_002] * 10 + [14_000_003] * 14
    assert peak < 600


def test_a_table_of_many_texts_in_one_group_of_rows_is_read_in_bounded_memory(folder: Path) -> None:
    write_table(folder, 20_000, 20_000)
    lines, peak = run(READ.replace("len(item.text)", "1"), folder)
    assert lines == ["1"] * 20_000
    assert peak < 400


def test_long_texts_that_would_have_to_be_unpacked_at_one_time_are_named_instead(folder: Path) -> None:
    write_table(folder, 16, 14_000_000)
    lines, peak = run(READ, folder)
    assert lines == [
        "a.parquet: a group of rows with 224 MB of long texts, and one may have 200; "
        "write it with fewer rows a group"
    ]
    assert peak < 200


def test_an_article_of_names_alone_takes_as_much_memory_as_any_other(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text("Von Lindau über Bregenz nach Konstanz. " * 200_000, encoding="utf-8")
    (read, mentions, line), peak = run(BUILD, folder, tmp_path / "d")
    assert (read, mentions) == ("1", "100000")
    assert "more than 100,000 mentions" in line
    assert peak < 900
