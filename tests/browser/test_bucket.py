"""The dashboard over a dataset in a bucket."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from places import sample
from places.dataset import DatasetWriter, mention_table, table_files
from places.dataset.awaited import is_awaited
from places.dataset.mirror import mirror_folder
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


def test_texts_of_a_very_large_dataset_are_fetched_when_they_are_read(
    serve: Callable[..., str], bucket: str, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("places.dataset.arranged.MANY", 1)
    for bound in ("LEAST", "MOST"):
        monkeypatch.setattr(f"places.dataset.parts.{bound}", 200)
    with DatasetWriter(tmp_path / "d") as writer:
        articles = [
            Article(f"a{n:04}", f"Titel {n}", f"Lindau, Nummer {n}.", path="a.txt") for n in range(1_200)
        ]
        mention = Mention(0, 6, "Lindau", LINDAU, 0.9, (), 0, 17)
        writer.add(articles, mention_table((article.id, [mention]) for article in articles), [LINDAU])
        writer.commit({"source": "test"})
    upload(tmp_path / "d", f"{bucket}/large")
    url = serve(APP, f"{bucket}/large")
    page.goto(f"{url}?lang=en")
    page.get_by_text("1,200 articles · 1 place · 1,200 mentions").first.wait_for(timeout=60_000)
    page.frame_locator(".st-key-map iframe").locator(".place-marker").first.wait_for(timeout=60_000)
    parts = table_files(mirror_folder(f"{bucket}/large"))
    assert sum(map(is_awaited, parts["articles"] + parts["mentions"])) == 10
    page.goto(f"{url}articles?lang=en&articles=a1199&article=a1199")
    page.get_by_text("Nummer 1199").first.wait_for(timeout=60_000)
    assert [is_awaited(part) for part in parts["articles"]] == [False, *[True] * 4, False]


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
