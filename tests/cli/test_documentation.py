"""What the page about the command line shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from places import sample
from places.cli import main

PAGE = (Path(__file__).parents[2] / "docs/command-line.md").read_text(encoding="utf-8")
EXAMPLES = [line for block in re.findall(r"(?ms)^```bash\n(.*?)^```$", PAGE) for line in block.splitlines()]
COMMANDS = ("build", "changes", "refresh", "find", "locate", "search", "export", "picture", "password")


def chapter(command: str) -> str:
    return PAGE.partition(f"\n## {command}\n")[2].partition("\n## ")[0]


def test_the_page_has_a_chapter_for_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = re.findall(r"(?m)^    (\w+) ", capsys.readouterr().out)
    assert tuple(listed) == COMMANDS
    for command in listed:
        assert f"places {command} " in chapter(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_mentions_every_option_and_no_other(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    options = set(re.findall(r"(?m)^  (?:-\w(?: [A-Z]+)?, )?(--[a-z-]+)", capsys.readouterr().out))
    assert len(options) > 3 or command in {"password", "refresh"}
    table = "".join(line for line in chapter(command).splitlines(keepends=True) if line.startswith("|"))
    assert set(re.findall(r"--[a-z][a-z-]*", table)) == options - {"--help"}


@pytest.mark.slow
def test_the_examples_of_the_page_run_one_after_another(tmp_path: Path) -> None:
    (tmp_path / "my-articles").symlink_to(sample.ARTICLES)
    for example in EXAMPLES:
        command = example.replace("places ", f"{sys.executable} -m places ", 1)
        ran = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (ran.returncode, example) == (0, example), ran.stderr
        assert ran.stdout or "build" in example or "export" in example or "picture" in example
    assert (tmp_path / "cities.geojson").stat().st_size > 1000
    assert (tmp_path / "map.html").stat().st_size > 10_000
    assert (tmp_path / "map.pdf").stat().st_size > 10_000
    assert (tmp_path / "map.png").stat().st_size > 10_000
