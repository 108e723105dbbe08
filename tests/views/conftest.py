"""What the tests of the pages share."""

from __future__ import annotations

import importlib.metadata
from functools import cache

import pytest


@cache
def _with_streamlit() -> list[importlib.metadata.Distribution]:
    return [
        installed
        for installed in importlib.metadata.distributions()
        if "streamlit" in (installed.read_text("METADATA") or "").lower()
    ]


@pytest.fixture(autouse=True)
def packages_without_components_are_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the packages that do not name Streamlit out of its search for components.

    Each `AppTest` reads through all that are installed before its first run, which takes longer than a page.
    It finds those that name Streamlit in their metadata, so what it finds is the same.
    """
    monkeypatch.setattr("importlib.metadata.distributions", _with_streamlit)
