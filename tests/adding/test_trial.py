"""Texts that somebody tries the dashboard with: readable for nobody else, bounded, and gone afterwards."""

from __future__ import annotations

import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from places.adding import Draft, pasted
from places.adding.trial import Bounds, begin_trial, clear_trials, within
from places.dataset import open_dataset
from places.geoparsing import Geoparser
from places.model import Article
from places.reading import Problem

TEXT = "Die Fähre nach Konstanz fährt nicht, teilte der Betrieb in Bregenz mit."


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def articles(number: int, text: str = TEXT) -> list[Article | Problem]:
    return [
        item for at in range(number) for item in pasted({"text": f"{at}. {text}", "title": f"Nummer {at}"})
    ]


def test_a_trial_is_a_dataset_that_only_its_user_can_read_and_that_ends_with_it(
    small_geoparser: Geoparser, temporary: Path
) -> None:
    drafts = list(within(articles(2), Bounds(), small_geoparser))
    trial = begin_trial([draft for draft in drafts if isinstance(draft, Draft)])
    with open_dataset(trial.folder) as dataset:
        assert dataset.manifest["counts"] == {"articles": 2, "places": 2, "mentions": 4, "undated": 2}
    assert stat.S_IMODE(trial.folder.parent.stat().st_mode) == 0o700
    clear_trials()
    assert trial.folder.is_dir(), "nobody clears up what is in use"
    trial.end()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("bounds", "brought"),
    [(Bounds(articles=3), articles(5)), (Bounds(megabytes=1), articles(5, TEXT * 4_000))],
)
def test_more_than_is_allowed_is_left_out_and_said(
    small_geoparser: Geoparser, bounds: Bounds, brought: list[Article | Problem]
) -> None:
    *drafts, last = within(brought, bounds, small_geoparser)
    assert len(drafts) == 3
    assert last == Problem("", None, "more than may be tried here; the rest was left out")


def test_a_book_is_left_out_and_the_rest_is_not(small_geoparser: Geoparser) -> None:
    book, *rest = articles(1, TEXT * 8_000) + articles(2)
    first, *drafts = within([book, *rest], Bounds(), small_geoparser)
    assert first == Problem("", None, "longer than may be tried here")
    assert len(drafts) == 2


@pytest.mark.slow
def test_what_a_killed_server_left_is_deleted_at_the_next_start(temporary: Path) -> None:
    code = (
        "import os, tempfile; from places.adding.trial import begin_trial; "
        f"tempfile.tempdir = {str(temporary)!r}; begin_trial([]); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    (left,) = temporary.iterdir()
    assert (left / "dataset" / "dataset.json").exists()
    clear_trials()
    assert list(temporary.iterdir()) == []
