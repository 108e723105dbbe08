"""What ``places picture`` draws and refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from places import sample
from places.cli import main
from places.selection import PARAMETERS


@pytest.mark.slow
def test_a_picture_of_a_selection_is_drawn(tmp_path: Path) -> None:
    file = tmp_path / "map.png"
    query = "https://example.org/map?kinds=city&view=39.00,127.00,6&place=geonames:1871859&lang=de"
    asked = ["--query", query, "--paper", "screen", "--dpi", "72", "--title", "Korea"]
    assert main(["picture", str(sample.DATASET), "-o", str(file), *asked]) == 0
    image = Image.open(file)
    assert (image.size, image.info["Title"]) == ((800, 450), "Korea")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["-o", "map.gif"], "map.gif: which format? end the name with .png, .svg, .pdf"),
        (
            ["-o", "map.png", "--query", "q=stehtnirgends"],
            "there is nothing to draw: the selection shows no place",
        ),
        (["-o", "map.png", "--query", "from=gestern"], "--query: cannot be read: from"),
        (
            ["-o", "map.png", "--query", "form=2030"],
            f"--query: no such key: form (known are {', '.join(PARAMETERS)})",
        ),
        (["-o", "map.png", "--dpi", "5000"], "5000 dots per inch: from 36 to 600 can be drawn"),
        (["-o", "no/such/map.png"], "no/such/map.png: cannot be written (No such file or directory)"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_line(
    arguments: list[str],
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["picture", str(sample.DATASET), *arguments]) == 2
    assert capsys.readouterr().err == f"places: {line}\n"
    assert list(tmp_path.iterdir()) == []


def test_the_line_names_the_command_that_brings_a_missing_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("places.pictures.can_draw", lambda: False)
    assert main(["picture", str(sample.DATASET), "-o", str(tmp_path / "map.png")]) == 2
    assert "pip install 'places-dashboard[pictures]'" in capsys.readouterr().err
