"""The server's start: the first visitor's page is made ready while the browser still loads."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def make_ready(app: object) -> AsyncIterator[dict[str, Any]]:  # noqa: ARG001 - streamlit.App passes it
    """Import what takes long and open the dataset, in a thread beside the server; for `streamlit.App`."""
    threading.Thread(target=_make_ready, name="places-start", daemon=True).start()
    yield {}


def _make_ready() -> None:
    # In the order in which a page needs it; the map is the last to appear.
    from places.views import map_page, opening, settings, shell  # noqa: F401

    opening.open_if_built(settings.settings().source)
    import folium.plugins  # noqa: F401 - not streamlit-folium: a component is declared to a server that runs
