"""A dataset that is too large for the server: the page says so, and the server goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from places import sample
from places.dataset import open_dataset
from places.query.footprint import footprint
from places.views import opening
from places.views.memory import memory_bytes

ROOT = Path(__file__).parents[2]
MACHINE = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
LIMIT = 500_000_000

Hosted = Callable[..., AppTest]


@pytest.fixture
def hosted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosted]:
    """Open the dashboard over a dataset that no other test has opened, with a setting."""
    file = tmp_path / "secrets.toml"
    shutil.copytree(sample.DATASET, tmp_path / "dataset")

    def run(megabytes: int | None, **query: str) -> AppTest:
        setting = "" if megabytes is None else f"memory_megabytes = {megabytes}"
        file.write_text(f"[places]\ndataset = '{tmp_path / 'dataset'}'\n{setting}\n", encoding="utf-8")
        monkeypatch.setattr(st, "secrets", type(st.secrets)())
        opening.journal_of.cache_clear()
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    before = st.get_option("secrets.files")
    st.config.set_option("secrets.files", [str(file)])
    yield run
    st.config.set_option("secrets.files", before)
    opening.journal_of.cache_clear()


def shown(app: AppTest) -> str:
    return " ".join(each.value for each in (*app.markdown, *app.error))


def test_a_page_says_what_a_dataset_needs_and_what_there_is_instead_of_opening_it(hosted: Hosted) -> None:
    app = hosted(100)
    assert not app.exception
    (line,) = [each.value for each in app.error]
    assert "5 articles and 40 places need about" in line
    assert "it has 100 MB" in line
    assert "5 articles · " not in shown(app)


def test_it_says_so_in_the_language_of_the_reader(hosted: Hosted) -> None:
    (line,) = [each.value for each in hosted(100, lang="de").error]
    assert "für diesen Server zu groß" in line
    assert "er hat 100 MB" in line


@pytest.mark.parametrize("megabytes", [None, 100_000])
def test_what_fits_is_shown_whether_a_setting_or_the_machine_says_what_there_is(
    hosted: Hosted, megabytes: int | None
) -> None:
    app = hosted(megabytes)
    assert not app.error
    assert "5 articles · 40 places" in shown(app)


def test_it_is_shown_once_there_is_more_memory(hosted: Hosted) -> None:
    assert hosted(100).error
    assert "5 articles · 40 places" in shown(hosted(10_000))


def test_what_is_needed_is_reckoned_from_how_much_there_is() -> None:
    with open_dataset(sample.DATASET) as dataset:
        needed = footprint(dataset)
    assert (needed.articles, needed.places) == (5, 40)
    assert 250 < needed.megabytes < 400


def system(root: Path, group: str, **limits: str) -> Path:
    """Lay out the files by which Linux tells what a process may take."""
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/cgroup").write_text(group)
    for path, limit in limits.items():
        file = root / "sys/fs/cgroup" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(limit)
    return root


@pytest.mark.parametrize(
    ("group", "limits"),
    [
        ("0::/\n", {"memory.max": f"{LIMIT}\n"}),
        ("0::/app.slice/one\n", {"app.slice/memory.max": f"{LIMIT}\n", "app.slice/one/memory.max": "max\n"}),
        ("0::/app.slice/one\n", {"app.slice/one/memory.max": f"{LIMIT}\n", "memory.max": f"{LIMIT * 2}\n"}),
        ("0::/known/to/the/host/alone\n", {"memory.max": f"{LIMIT}\n"}),
        ("3:cpu:/\n4:memory:/docker/1\n0::/\n", {"memory/memory.limit_in_bytes": f"{LIMIT}\n"}),
        ("4:cpu,memory:/a\n", {"memory/a/memory.limit_in_bytes": f"{LIMIT}\n"}),
    ],
)
def test_a_container_has_what_its_control_groups_allow(
    tmp_path: Path, group: str, limits: dict[str, str]
) -> None:
    assert memory_bytes(system(tmp_path, group, **limits)) == LIMIT


@pytest.mark.parametrize(
    ("group", "limits"),
    [
        ("0::/\n", {"memory.max": "max\n"}),
        ("4:memory:/\n", {"memory/memory.limit_in_bytes": "9223372036854771712\n"}),
        ("0::/\n", {"memory.max": "much\n"}),
        ("nothing that is known\n\n:\n", {}),
    ],
)
def test_without_a_limit_it_is_what_the_machine_has(
    tmp_path: Path, group: str, limits: dict[str, str]
) -> None:
    assert memory_bytes(system(tmp_path, group, **limits)) == MACHINE
    assert memory_bytes(tmp_path / "no Linux") == MACHINE
