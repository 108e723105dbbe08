"""What a browser may keep."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from places.views.kept import Kept


async def streamlit_itself(scope, _receive, send):
    """Stand where Streamlit stands: there is a file for every path but /component/none."""
    status = 404 if scope["path"].startswith("/component/none") else 200
    await send(
        {"type": "http.response.start", "status": status, "headers": [(b"cache-control", b"public")]},
    )
    await send({"type": "http.response.body", "body": b"from Streamlit"})


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/component/places.views.served.files/0123456789abcdef/world.json", True),
        ("/atlas/component/places.views.served.files/0123456789abcdef/world.json", True),
        ("/component/streamlit_folium.st_folium/static/js/main.521860b0.js", True),
        ("/component/streamlit_folium.st_folium/index.html", False),
        ("/component/places.views.served.files/world.json", False),
        ("/component/none/0123456789abcdef/world.json", False),
        ("/media/main.521860b0.js", False),
    ],
)
def test_a_browser_keeps_a_component_s_file_if_its_address_names_its_content(path, kept):
    sent = []

    async def send(message):
        sent.append(message)

    answer = Kept(streamlit_itself)({"type": "http", "path": path}, None, send)
    with ThreadPoolExecutor(1) as thread:  # in this one the browser tests may have a loop of their own
        thread.submit(asyncio.run, answer).result()
    start, body = sent
    assert body["body"] == b"from Streamlit"
    assert ("immutable" in dict(start["headers"])[b"cache-control"].decode()) == kept
    assert len(start["headers"]) == 1
