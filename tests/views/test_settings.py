"""What whoever hosts the dashboard can set, and what they are told where it makes no sense."""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as made
from streamlit.testing.v1 import AppTest

from places import sample
from places.journal import Everywhere, Journal, PlaceDecided
from places.model import MapView
from places.views import opening
from places.views.settings import NAMES, Settings, Wrong, read_settings

from ..cases import slow

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / ".streamlit/secrets.toml.example"
HOSTING = ROOT / "docs/hosting.md"


def test_every_setting_stands_in_the_example_and_the_example_is_right() -> None:
    told = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert sorted(told["places"]) == sorted(NAMES)
    read = read_settings(told["places"])
    assert read == Settings(
        Path("my-dataset"),
        told["places"]["title"],
        told["places"]["tiles_url"],
        told["places"]["tiles_credit"],
        told["places"]["satellite_url"],
        told["places"]["satellite_credit"],
        MapView(52.5, 13.4, 5.0),
        editors=("editor@example.org",),
        readers=("@example.org",),
        journal="postgresql://places:a-password@localhost/places",
        memory_megabytes=1000,
    )


def test_every_setting_is_documented() -> None:
    text = HOSTING.read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in text] == []


def test_the_command_line_counts_more_than_the_file() -> None:
    assert read_settings({"dataset": "a"}, ["b"]).source == Path("b")
    assert read_settings({"dataset": "a"}, ["--flag"]).source == Path("a")
    assert read_settings({}).source == sample.DATASET


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("a text", [Wrong("table")]),
        (["title"], [Wrong("table")]),
        ({"title": 5}, [Wrong("text", "title")]),
        ({"dataset": ["a"]}, [Wrong("text", "dataset")]),
        ({"dataset": "a\0b"}, [Wrong("text", "dataset")]),
        ({"tiles_url": True}, [Wrong("text", "tiles_url")]),
        ({"journal": 5}, [Wrong("text", "journal")]),
        ({"titel": "A", "title": "B"}, [Wrong("unknown", "titel")]),
        ({"private": "yes"}, [Wrong("switch", "private")]),
        ({"trial": "yes"}, [Wrong("allowed", "trial")]),
        (
            {"trial_articles": 0, "trial_megabytes": 2.5},
            [Wrong("number", "trial_articles"), Wrong("number", "trial_megabytes")],
        ),
        ({"memory_megabytes": 0}, [Wrong("number", "memory_megabytes")]),
        ({"memory_megabytes": "1 GB"}, [Wrong("number", "memory_megabytes")]),
        ({"editors": "anna@example.org"}, [Wrong("addresses", "editors")]),
        ({"readers": ["anna"]}, [Wrong("addresses", "readers")]),
        ({"accounts": ["Anna"]}, [Wrong("accounts", "accounts")]),
        ({"accounts": {"Anna": "her password"}}, [Wrong("accounts", "accounts")]),
        ({"view": ["north", "east", "far"]}, [Wrong("view", "view")]),
        ({"view": [1, 2, 3, 4]}, [Wrong("view", "view")]),
        ({"view": [1, 2]}, [Wrong("view", "view")]),
        ({"view": [float("nan"), 2.0, 3.0]}, [Wrong("view", "view")]),
        ({"view": [float("inf"), 2.0, 3.0]}, [Wrong("view", "view")]),
        ({"view": [95.0, 2.0, 3.0]}, [Wrong("view", "view")]),
        ({"view": "52.5, 13.4, 5"}, [Wrong("view", "view")]),
        ({"view": 5, "title": 5}, [Wrong("text", "title"), Wrong("view", "view")]),
    ],
)
def test_a_wrong_setting_is_named_and_the_others_count(told: object, wrong: list[Wrong]) -> None:
    read = read_settings(told)
    assert list(read.wrong) == wrong
    assert read.view is None
    assert read.source == sample.DATASET
    if isinstance(told, dict) and told.get("title") == "B":
        assert read.title == "B"


@pytest.mark.slow
@given(made.recursive(made.none() | made.booleans() | made.floats() | made.text(), made.lists))
def test_whatever_a_setting_holds_it_counts_or_is_named(value: object) -> None:
    for name in NAMES:
        read = read_settings({name: value})
        if name == "view" and read.view is not None:
            assert [read.view.latitude, read.view.longitude, read.view.zoom] == value
        else:
            assert (not read.wrong) is _counts(name, value)


def _counts(name: str, value: object) -> bool:
    match name:
        case "private" | "fetch" | "trial":
            return isinstance(value, bool)
        case "editors" | "readers":
            return isinstance(value, list) and all(isinstance(one, str) and "@" in one for one in value)
        case (
            "view" | "accounts" | "trial_articles" | "trial_megabytes" | "trial_visitors" | "memory_megabytes"
        ):
            return False
    return isinstance(value, str) and "\0" not in value


@pytest.mark.parametrize("told", ["a text", {"private": "no"}, {"private": 0}])
def test_a_map_is_shut_rather_than_open_where_nobody_can_tell(told: object) -> None:
    assert read_settings(told).private
    assert read_settings({}, wrong=[Wrong("unreadable", "secrets.toml")]).private
    assert not read_settings({}).private


@pytest.fixture
def hosted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run the dashboard with what stands in its secrets."""
    file = tmp_path / "secrets.toml"

    def run(secrets: str | bytes, *, own: bool = True) -> AppTest:
        file.write_bytes(secrets if isinstance(secrets, bytes) else secrets.encode())
        monkeypatch.setattr(st, "secrets", type(st.secrets)())
        for room in ("shell", "access"):
            monkeypatch.setattr(f"places.views.{room}.is_for_whoever_runs_it", lambda: own)
        opening.journal_of.cache_clear()  # each of these is a server of its own
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        return app.run()

    before = st.get_option("secrets.files")
    st.config.set_option("secrets.files", [str(file)])
    yield run
    st.config.set_option("secrets.files", before)
    opening.journal_of.cache_clear()


@pytest.mark.parametrize(
    ("secrets", "line"),
    [
        ("[places]\ntitle = 5", "title must be a text in quotes"),
        *slow(
            ('places = "mine"', "[places] must be a table"),
            ('[places]\nview = ["a", "b", "c"]', "view must be three numbers"),
            ("[places]\nview = [nan, 1.0, 2.0]", "view must be three numbers"),
            ("[places]\nview = [1.0, 1.0, 2.0, 3.0]", "view must be three numbers"),
            ('[places]\ntitel = "A"', "there is no titel; there are title, dataset"),
            (
                '[places]\ntitle = "Düsseldorf"'.encode("latin-1"),
                "cannot be read, none of them counts: secrets.toml",
            ),
        ),
        ("[places\ntitle = ", "cannot be read, none of them counts: Error parsing secrets file"),
    ],
)
def test_whoever_runs_the_dashboard_reads_in_one_line_what_is_wrong(
    hosted, secrets: str | bytes, line: str, caplog: pytest.LogCaptureFixture
) -> None:  # type: ignore[no-untyped-def]
    from places.views import settings

    settings._log.cache_clear()
    with caplog.at_level(logging.WARNING, "places"):
        app = hosted(secrets)
    assert not app.exception
    (warning,) = app.warning
    assert line in warning.value
    assert [line in record.getMessage() for record in caplog.records if record.name.startswith("places")] == [
        True
    ]
    assert any("5 articles" in each.value for each in app.markdown)


def test_a_visitor_from_elsewhere_is_told_nothing_of_the_settings(hosted) -> None:  # type: ignore[no-untyped-def]
    app = hosted("[places]\ntitle = 5", own=False)
    assert not app.warning
    assert not app.exception


def test_a_line_about_a_setting_does_not_hold_its_value(hosted) -> None:  # type: ignore[no-untyped-def]
    app = hosted('[places]\nview = "hunter2"\ntitle = ["hunter2"]')
    (warning,) = app.warning
    assert "hunter2" not in warning.value
    assert warning.value.count("Settings:") == 2


def test_what_was_changed_is_waited_for_where_its_database_is_not_there(
    hosted, caplog: pytest.LogCaptureFixture
) -> None:  # type: ignore[no-untyped-def]
    with caplog.at_level(logging.ERROR, "places"):
        app = hosted('[places]\njournal = "postgresql://places:very-secret@127.0.0.1:9/places"\n', own=False)
    assert not app.exception
    (error,) = app.error
    assert error.value.startswith("What was changed in this map cannot be read")
    assert not any("mentions" in each.value for each in app.markdown)
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("places")]
    assert any("127.0.0.1" in line for line in lines)
    assert not any("very-secret" in line for line in lines)


def test_changes_are_kept_where_the_setting_says(hosted, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "kept.sqlite"
    journal = Journal(file)
    journal.append("Anna", [PlaceDecided(Everywhere("Pjöngjang"), None)])
    app = hosted(f"[places]\njournal = {str(file)!r}\n")
    assert not app.exception
    (counts,) = [each.value for each in app.markdown if "mentions" in each.value and "articles" in each.value]
    assert int(counts.split(" · ")[2].split()[0]) < 250
