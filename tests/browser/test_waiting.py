"""A page that cannot show its dataset, until it can."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from places.sample import DATASET
from tests.browser.conftest import ROOT

SECONDS = 1_000


def test_a_page_comes_by_itself_once_its_dataset_is_put_there(
    serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    page.goto(serve(ROOT / "dashboard.py", tmp_path / "maps"))
    expect(page.get_by_text("There is nothing at")).to_be_visible(timeout=30 * SECONDS)
    shutil.copytree(DATASET, tmp_path / "being copied")
    (tmp_path / "being copied").rename(tmp_path / "maps")
    expect(page.get_by_text("5 articles").first).to_be_visible(timeout=30 * SECONDS)


def test_a_page_comes_by_itself_once_a_newer_dataset_is_replaced(
    serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "dataset.json").write_text('{"format": 99}', encoding="utf-8")
    page.goto(serve(ROOT / "dashboard.py", tmp_path / "maps"))
    expect(page.get_by_text("update places")).to_be_visible(timeout=30 * SECONDS)
    shutil.copytree(DATASET, tmp_path / "maps", dirs_exist_ok=True)
    expect(page.get_by_text("5 articles").first).to_be_visible(timeout=45 * SECONDS)
