"""The page on which an editor adds articles, as Streamlit runs it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from places.building import build
from places.fetching import Fetched, FetchError
from places.geoparsing import Geoparser
from places.views import access, add_page, settings
from places.views.opening import journal_of

ROOT = Path(__file__).parents[2]
ROUTER = Path(__file__).with_name("router.py")
REPORT = (
    "Die Fähre nach Konstanz fällt am Montag aus, weil der Wind über dem Bodensee zu stark ist. Das teilte"
    " der Betrieb in Bregenz mit. Wer nach Lindau will, nimmt den Bus, der am Hafen alle zehn Minuten fährt."
)
Opened = Callable[..., AppTest]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_geoparser: Geoparser) -> Iterator[Opened]:
    """Open the page over a dataset of its own, as somebody at the server's own machine."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "alt.txt").write_text(REPORT, encoding="utf-8")
    build(source, tmp_path / "dataset", geoparser=small_geoparser)
    secrets = tmp_path / "secrets.toml"
    before = st.get_option("secrets.files")
    st.config.set_option("secrets.files", [str(secrets)])
    monkeypatch.setattr(access, "is_for_whoever_runs_it", lambda: True)
    monkeypatch.setattr(settings, "is_for_whoever_runs_it", lambda: True)
    monkeypatch.setattr(add_page, "page_geoparser", lambda: small_geoparser)

    def run(way: str = "files", **told: object) -> AppTest:
        lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
        lines.append(f"dataset = {json.dumps(str(tmp_path / 'dataset'))}")
        secrets.write_text("\n".join(["[places]", *lines]), encoding="utf-8")
        monkeypatch.setattr(st, "secrets", type(st.secrets)())
        app = AppTest.from_file(str(ROUTER), default_timeout=60).run()
        app.switch_page(str(ROOT / "pages" / "add.py")).run()
        if way != "files":
            app.button_group(key="add_way").set_value(way).run()
        assert not app.exception
        return app

    yield run
    st.config.set_option("secrets.files", before)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def named(app: AppTest, label: str) -> Any:
    return next(box for box in app.text_input if box.label == label)


def labels(app: AppTest) -> list[str]:
    return [box.label for box in app.checkbox if (box.key or "").startswith("draft_")]


@pytest.mark.slow
def test_a_text_is_looked_at_and_then_added(opened: Opened, tmp_path: Path) -> None:
    app = opened("text")
    app.text_area(key="add_pasted").set_value("In Bregenz spielte am Abend eine Kapelle vor dem Rathaus.")
    app.text_input(key="add_pasted_title").set_value("Musik *am* See")
    app.text_input(key="add_pasted_date").set_value("2024-06")
    press(app, "Preview")
    assert labels(app) == [r"Musik \*am\* See"]
    assert not (tmp_path / "dataset.changes.sqlite").exists()
    press(app, "Add 1 article")
    assert labels(app) == []
    (change,) = journal_of(tmp_path / "dataset").changes()
    assert (change.said.title, change.said.published) == ("Musik *am* See", "2024-06")
    assert app.text_area(key="add_pasted").value == ""
    assert named(app, "Title").value == ""


def test_what_is_there_already_cannot_be_added_again(opened: Opened) -> None:
    app = opened()
    app.file_uploader[0].set_value(
        [("anders.txt", REPORT.replace(" ", "\n", 3).encode(), "text/plain")]
    ).run()
    assert not app.exception
    (box,) = [box for box in app.checkbox if (box.key or "").startswith("draft_")]
    assert box.disabled
    assert not box.value
    assert next(button for button in app.button if button.key == "add_accept").disabled


@pytest.mark.slow
def test_files_are_looked_at_and_what_cannot_be_read_is_no_hindrance(opened: Opened, tmp_path: Path) -> None:
    app = opened()
    app.file_uploader[0].set_value(
        [
            ("eins.txt", b"In Lindau regnete es.", "text/plain"),
            ("bild.png", b"\x89PNG", "image/png"),
            ("zwei.md", b"# Bregenz\n\nIn Bregenz schneite es.", "text/markdown"),
        ]
    ).run()
    assert not app.exception
    assert len(labels(app)) == 2
    first = next(box for box in app.checkbox if (box.key or "").startswith("draft_"))
    first.uncheck().run()
    press(app, "Add 1 article")
    (change,) = journal_of(tmp_path / "dataset").changes()
    assert change.said.title == "Bregenz"


def test_a_change_is_asked_for_again_when_it_is_made(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened("text")
    app.text_area(key="add_pasted").set_value("In Bregenz spielte am Abend eine Kapelle.")
    press(app, "Preview")
    monkeypatch.setattr(access, "admit", lambda _: None)
    press(app, "Add 1 article")
    assert [error.value for error in app.error] == [
        "Not saved: that is not open to you, or too much in one minute."
    ]
    assert journal_of(tmp_path / "dataset").last() == 0


def test_whoever_may_only_look_finds_no_way_to_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    for may_edit in (True, False):
        monkeypatch.setattr(access, "is_for_whoever_runs_it", lambda may_edit=may_edit: may_edit)
        app = AppTest.from_file(str(ROUTER), default_timeout=60).run()
        assert not app.exception
        elements = json.dumps([json.loads(each.proto.json) for each in app.get("bidi_component")])
        assert '["page", "articles"]' in elements, "the navigation is there"
        assert ('["page", "add"]' in elements) is may_edit


@pytest.mark.slow
def test_a_server_for_others_fetches_no_web_address_unless_a_setting_allows_it(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "is_for_whoever_runs_it", lambda: False)
    app = opened("address")
    assert [line.value for line in app.info if "fetch = true" in line.value]
    assert "Address of an article or a feed" not in [box.label for box in app.text_input]
    app = opened("address", fetch=True)
    assert "Address of an article or a feed" in [box.label for box in app.text_input]


def test_a_web_address_of_this_machine_is_not_fetched_and_the_page_says_so(opened: Opened) -> None:
    app = opened("address")
    named(app, "Address of an article or a feed").set_value("http://127.0.0.1/")
    press(app, "Preview")
    assert labels(app) == []
    (problem,) = app.session_state["_add_look"].problems
    assert "no machine on the public internet" in problem.reason


@pytest.mark.slow
def test_a_page_from_the_web_is_looked_at(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def known(url: str) -> Fetched:
        if "paper" not in url:
            raise FetchError("there is no such host")
        page = (
            f"<html><head><title>Fähre</title></head><body><p>{REPORT[40:]} {REPORT[:40]}</p></body></html>"
        )
        return Fetched(url, "text/html", "utf-8", page.encode())

    monkeypatch.setattr(add_page, "fetch", known)  # a test reaches no other machine
    app = opened("address")
    named(app, "Address of an article or a feed").set_value("https://paper.example/faehre")
    press(app, "Preview")
    assert len(labels(app)) == 1


@pytest.mark.slow
def test_a_feed_is_followed_when_its_articles_are_added(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def feed(url: str) -> Fetched:
        items = "".join(
            f"<item><title>{title}</title><description>{title} in Bregenz.</description></item>"
            for title in ("Regen", "Sturm")
        )
        body = f'<rss version="2.0"><channel><title>Seeblatt</title>{items}</channel></rss>'
        return Fetched(url, "application/rss+xml", None, body.encode())

    monkeypatch.setattr(add_page, "fetch", feed)  # a test reaches no other machine
    app = opened("address")
    named(app, "Address of an article or a feed").set_value("https://paper.example/feed")
    press(app, "Preview")
    assert len(labels(app)) == 2
    press(app, "Add 2 articles")
    standing = journal_of(tmp_path / "dataset").standing()
    assert len(standing.added) == 2
    assert [followed.said.title for followed in standing.feeds.values()] == ["Seeblatt"]
    press(app, "Follow no more")
    assert not journal_of(tmp_path / "dataset").standing().feeds
