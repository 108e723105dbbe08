"""The dashboard over a dataset in a bucket."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from places import sample
from places.dataset import DatasetWriter, mention_table
from places.model import Article, Mention, Place

from ..s3 import upload

if TYPE_CHECKING:
    from playwright.sync_api import Page

APP = Path(__file__).parents[2] / "dashboard.py"
LINDAU = Place("test:lindau", "Lindau", "city", 47.55, 9.68, ("DE",), 25_490, "test", {"de": "Lindau"})


def write_one(folder: Path) -> Path:
    """Make a dataset of one article that names one place."""
    with DatasetWriter(folder) as writer:
        article = Article("a1", "Am See", "Lindau liegt am See.", "de", path="a.txt")
        mention = Mention(0, 6, "Lindau", LINDAU, 0.9, (), 0, 20)
        writer.add([article], mention_table([("a1", [mention])]), [LINDAU])
        writer.commit({"source": "test"})
    return folder


def test_a_dataset_in_a_bucket_is_shown_cannot_be_changed_and_is_replaced_by_itself(
    serve: Callable[..., str], bucket: str, page: Page, tmp_path: Path
) -> None:
    upload(sample.DATASET, f"{bucket}/news")
    page.goto(f"{serve(APP, f'{bucket}/news')}?lang=en")
    page.get_by_text("5 articles").first.wait_for(timeout=60_000)
    page.get_by_text("This map cannot be changed: its dataset is in a bucket").wait_for()
    upload(write_one(tmp_path / "one"), f"{bucket}/news")
    page.get_by_text("1 article · 1 place · 1 mention").first.wait_for(timeout=90_000)


def test_a_journal_that_is_named_makes_it_possible_to_change_it(
    serve: Callable[..., str], bucket: str, page: Page, tmp_path: Path
) -> None:
    upload(sample.DATASET, f"{bucket}/news")
    url = serve(APP, f"{bucket}/news", env={"PLACES_JOURNAL": str(tmp_path / "changes.sqlite")})
    page.goto(f"{url}?lang=en")
    page.get_by_text("5 articles").first.wait_for(timeout=60_000)
    page.get_by_role("link", name="Add").wait_for()
    assert not page.get_by_text("This map cannot be changed").count()


def test_a_bucket_that_is_not_there_is_said_and_the_page_comes_back_once_it_is(
    serve: Callable[..., str], bucket: str, page: Page
) -> None:
    page.goto(f"{serve(APP, f'{bucket}/later')}?lang=de")
    page.get_by_text("Es gibt keinen Datensatz:").wait_for(timeout=60_000)
    upload(sample.DATASET, f"{bucket}/later")
    page.get_by_text("5 Artikel").first.wait_for(timeout=60_000)
