"""What the command line does where it cannot write or read, and where a name is hostile."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from places import cli

from ..cases import slow

NO_SPACE = "places: the output cannot be written (No space left on device)"
SMALL = """
import sys
from places import cli, gazetteer
from places.gazetteer import Entry, Name
from places.model import Place
class One:
    name, version, credit = "one", "1", "written for the tests"
    def entries(self):
        place = Place("test:lindau", "Lindau", "city", 47.55, 9.68, ("DE",), 25490, "test", {"de": "Lindau"})
        yield Entry(place, (Name("Lindau", "de", preferred=True),))
small = gazetteer.open_gazetteer([One()], cache=__import__("pathlib").Path(sys.argv.pop(1)))
gazetteer.open_gazetteer = lambda: small
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a gazetteer of one place, whose index was made."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "run.py").write_text(SMALL, encoding="utf-8")
    made = run(folder, "locate Lindau")
    assert made.stderr.startswith("making the index of the gazetteer")
    assert made.returncode == 0
    return folder


def run(folder: Path, arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in a shell, with what it redirects."""
    return subprocess.run(
        ["sh", "-c", f'"{sys.executable}" run.py cache {arguments}'],
        cwd=folder,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )


FIND = '{"id": 1, "text": "Das Schiff von Lindau kommt heute nicht, weil der Wind zu stark ist."}\n'


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("find <&-", "places: standard input is closed; name a file to read"),
        ("find >&-", "places: standard output is closed; nothing was done"),
        ("find >/dev/full", NO_SPACE),
        *slow(
            ("locate Lindau >&-", "places: standard output is closed; nothing was done"),
            ("find --text >/dev/full", NO_SPACE),
            ("locate Lindau >/dev/full", NO_SPACE),
            ("locate Lindau --json >/dev/full", NO_SPACE),
        ),
    ],
)
def test_what_cannot_be_read_or_written_is_one_line_and_a_status(
    folder: Path, arguments: str, line: str
) -> None:
    ended = run(folder, arguments, FIND)
    assert ended.stderr.splitlines() == [line]
    assert ended.returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")
def test_closed_errors_do_not_keep_a_command_from_its_work(folder: Path) -> None:
    ended = run(folder, "find 2>&-", f"{FIND}broken\n")
    assert ended.returncode == 1
    assert [len(json.loads(line)["mentions"]) for line in ended.stdout.splitlines()] == [1, 0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["find", "a\x1b]0;owned\x07.jsonl"],
        ["build", "no\x1b[31m", "-o", "d"],
        ["export", "no\x1b[31m", "-o", "a.csv"],
        ["export", "no", "-o", "a\x1b[31m"],
        ["find", "a", "b\x1b[31m"],
        ["build", "no", "-o", "d", "--corrections", "c\x1b[31m"],
    ],
)
def test_control_characters_of_a_name_never_reach_the_terminal(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        assert cli.main(arguments) == 2
    except SystemExit as ended:
        assert ended.code == 2  # noqa: PT017 - argparse ends so, the commands return
    said = capsys.readouterr().err
    assert said
    assert said.replace("\n", "").isprintable()
