"""What a browser gets that asks for the files of a page."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit

from places.views.page_files import PageFiles

STATIC = Path(streamlit.__file__).parent / "static"
SCRIPT = next((STATIC / "static/js").glob("index.*.js"))


async def streamlit_itself(scope, _receive, send):
    """Stand where Streamlit stands: there is a file for every path but /component/none."""
    status = 404 if scope["path"].startswith("/component/none") else 200
    await send(
        {"type": "http.response.start", "status": status, "headers": [(b"Cache-Control", b"public")]},
    )
    await send({"type": "http.response.body", "body": b"from Streamlit"})


def ask(path: str, *, query: bytes = b"", method: str = "GET", files: PageFiles | None = None):
    """Give status, headers and body of an answer."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": []}
    answer = (files or PageFiles(streamlit_itself))(scope, receive, send)
    with ThreadPoolExecutor(1) as thread:  # in this one the browser tests may have a loop of their own
        thread.submit(asyncio.run, answer).result()
    start, body = sent
    return (
        start["status"],
        {name.decode().lower(): value.decode() for name, value in start["headers"]},
        body["body"],
    )


def test_a_script_of_streamlit_comes_whole_and_for_good():
    status, headers, body = ask(f"/static/js/{SCRIPT.name}")
    assert (status, body) == (200, SCRIPT.read_bytes())
    assert headers["content-type"].startswith("text/javascript")
    assert headers["content-length"] == str(SCRIPT.stat().st_size)
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize(("kind", "media_type"), [("css", "text/css"), ("woff2", "font/woff2")])
def test_style_sheets_and_fonts_are_called_what_they_are(kind, media_type):
    file = next((STATIC / "static").glob(f"*/*.{kind}"))
    _, headers, body = ask(f"/static/{file.parent.name}/{file.name}")
    assert body == file.read_bytes()
    assert headers["content-type"].startswith(media_type)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/articles",
        "/static/js/../../index.html",
        f"/static/js/..%2Fjs%2F{SCRIPT.name}",
        "/static/js/nothing.12345678.js",
        f"//static/js/{SCRIPT.name}",
    ],
)
def test_whatever_else_is_asked_for_streamlit_answers(path):
    assert ask(path) == (200, {"cache-control": "public"}, b"from Streamlit")


def test_streamlit_answers_all_that_is_not_a_get():
    assert ask(f"/static/js/{SCRIPT.name}", method="POST")[2] == b"from Streamlit"


def test_the_files_are_found_under_the_path_that_the_app_is_mounted_at(monkeypatch):
    monkeypatch.setattr("places.views.page_files.config.get_option", {"server.baseUrlPath": "/atlas/"}.get)
    files = PageFiles(streamlit_itself)
    assert ask(f"/atlas/static/js/{SCRIPT.name}", files=files)[2] == SCRIPT.read_bytes()
    assert ask(f"/static/js/{SCRIPT.name}", files=files)[2] == b"from Streamlit"


@pytest.mark.parametrize(
    ("path", "query", "kept"),
    [
        ("/component/places.views.map.static/world.json", b"0123456789", True),
        ("/component/places.views.map.static/world.json", b"", False),
        ("/component/places.views.map.static/world.json", b"streamlitUrl=x", False),
        ("/component/streamlit_folium.st_folium/static/js/main.521860b0.js", b"", True),
        ("/component/places.views.fetched.fetched/" + 64 * "a" + ".json", b"", True),
        ("/component/streamlit_folium.st_folium/index.html", b"", False),
        ("/component/none/world.json", b"0123456789", False),
        ("/media/main.521860b0.js", b"", False),
    ],
)
def test_a_browser_keeps_a_component_s_file_if_its_address_names_its_content(path, query, kept):
    _, headers, body = ask(path, query=query)
    assert body == b"from Streamlit"
    assert ("immutable" in headers["cache-control"]) == kept
