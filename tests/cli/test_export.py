"""What ``places export`` offers."""

from __future__ import annotations

import subprocess
import sys

import pytest

from places import cli
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
