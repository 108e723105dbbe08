"""The server's start: the first visitor's page is made ready while the browser still loads."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

import streamlit as st

_FILES: Final = 65_536
"""Files that the server may have open: Streamlit keeps three a visitor, some systems allow 1,024."""

_EVERYWHERE: Final = ("", "0.0.0.0", "::")  # noqa: S104 - nothing is bound here


_FIRST_PAGE: Final = 4.0
"""Seconds in which what no first page needs leaves the processors to the first visitor's."""


@asynccontextmanager
async def make_ready(app: object) -> AsyncIterator[dict[str, Any]]:  # noqa: ARG001 - streamlit.App passes it
    """Import what takes long and open the dataset, in a thread beside the server; for `streamlit.App`."""
    print(f"\n  {listening()}\n", file=sys.stderr, flush=True)  # noqa: T201 - the greeting of a server
    _allow_many_visitors()
    threading.Thread(target=_make_ready, name="places-start", daemon=True).start()
    yield {}


def listening() -> str:
    """Say where the server listens, and so who can reach it."""
    address, port = st.get_option("server.address") or "", st.get_option("server.port")
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    if address.startswith("unix://"):
        return f"The dashboard listens at {address}"
    host = "localhost" if address in _EVERYWHERE else f"[{address}]" if ":" in address else address
    where = f"The dashboard listens at {scheme}://{host}:{port}/{path}"
    if address in _EVERYWHERE:
        advice = "only for this one: --server.address localhost"
        return f"{where} and for every machine that can reach this one; {advice}"
    return where


def _allow_many_visitors() -> None:
    if sys.platform == "win32":  # it has no such limit
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):  # the system has reasons of its own
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _make_ready() -> None:
    # In the order in which a page needs it; the map is the last to appear.
    from places.dataset import DatasetError
    from places.query import make_search_ready, make_timeline_ready
    from places.views import map_page, opening, settings, shell  # noqa: F401

    told = settings.settings()
    dataset = opening.open_if_built(told)
    import folium.plugins  # noqa: F401 - not streamlit-folium: a component is declared to a server that runs

    if told.trial:
        from places.adding.trial import clear_trials

        clear_trials()
    if told.fetch:
        from places.views import feeds

        feeds.look_at_start(told)
    if dataset is not None:
        time.sleep(_FIRST_PAGE)
        with suppress(DatasetError):  # who searches is told
            make_search_ready(dataset)
            make_timeline_ready(dataset)
