"""The folder that the dashboard was pointed at, watched for what is new, changed and gone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:  # whoever shows a dataset does without
    from places.building.watching import Snapshot, Watch

_ADDING = threading.Lock()


@st.cache_resource(show_spinner=False)
def _watches() -> dict[Path, Watch]:
    return {}


def begin(source: Path, rebuild: Callable[[], object], seen: Snapshot) -> None:
    """Watch a folder from now on, once for all visitors.

    Parameters
    ----------
    source : Path
    rebuild : callable
    seen : Snapshot
        What was there when it was built.
    """
    from places.building.watching import Watch

    with _ADDING:
        if source not in _watches():
            watch = _watches()[source] = Watch(source, rebuild, seen)
            watch.start()


def watch_of(source: Path) -> Watch | None:
    """Return the watch of a folder; None where the dashboard shows a dataset."""
    return _watches().get(source.resolve())


@st.fragment(run_every=5)
def follow(shown: str, current: Callable[[], str]) -> None:
    """Run the page again once the dataset that it shows has been replaced.

    Parameters
    ----------
    shown : str
        The fingerprint of what is shown.
    current : callable
        Returns that of what is there.
    """
    if current() != shown:
        st.rerun()
