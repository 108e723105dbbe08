"""The server's start: the first visitor's page is made ready while the browser still loads."""

from __future__ import annotations

import importlib
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

SLOW_TO_IMPORT: Final = ("duckdb", "places.views.shell", "places.views.map_page", "folium.plugins")


@asynccontextmanager
async def make_ready(app: object) -> AsyncIterator[dict[str, Any]]:  # noqa: ARG001 - streamlit.App passes it
    """Import what takes long and open the dataset, in a thread beside the server; for `streamlit.App`."""
    threading.Thread(target=_make_ready, name="places-start", daemon=True).start()
    yield {}


def _make_ready() -> None:
    for module in SLOW_TO_IMPORT:
        importlib.import_module(module)
    from places.views.opening import open_if_built
    from places.views.settings import settings

    open_if_built(settings().source)
