"""A dataset that somebody edits: the sample's, at a place of its own, with the journal beside it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from places import sample
from places.dataset import open_dataset
from places.journal import Journal
from places.journal.location import journal_file

ROOT = Path(__file__).parents[3]
ROUTER = Path(__file__).parents[1] / "router.py"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    copy = Path(shutil.copytree(sample.DATASET, tmp_path / "dataset"))
    monkeypatch.setattr("sys.argv", ["streamlit", str(copy)])
    return copy


@pytest.fixture
def journal(folder) -> Journal:
    return Journal(journal_file(folder))


@pytest.fixture
def spot(folder) -> Callable[[str], tuple[str, int, int]]:
    """Tell where a toponym stands: article, start and end of its first mention."""

    def find(surface: str) -> tuple[str, int, int]:
        with open_dataset(folder) as dataset:
            return dataset.rows(
                'SELECT article_id, start, "end" FROM mentions WHERE surface = ? ORDER BY ALL LIMIT 1',
                [surface],
            )[0]

    return find


@pytest.fixture(autouse=True)
def at_the_server(monkeypatch) -> None:
    """Let the visitor come from the server's own machine: `AppTest` does not say from where one comes."""
    monkeypatch.setattr("places.views.access.is_for_whoever_runs_it", lambda: True)


@pytest.fixture
def elsewhere(monkeypatch, at_the_server) -> None:  # noqa: ARG001 - it comes after that
    """Let the visitor come from another machine: such a one only looks."""
    monkeypatch.setattr("places.views.access.is_for_whoever_runs_it", lambda: False)


def run(page: str = "map", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page != "map":
        app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not app.exception
    return app


def mentions(app: AppTest) -> int:
    (found,) = [match for each in app.markdown if (match := re.search(r"(\d+) mentions?$", each.value))]
    return int(found[1])


def shown(app: AppTest) -> str:
    """Give what the elements of the page show, as it goes to the browser."""
    data = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return json.dumps(data, ensure_ascii=False)
