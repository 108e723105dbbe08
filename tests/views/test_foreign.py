"""Who may open a channel to the server."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from places.views.foreign import is_own


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        (None, "map.example.org", True),
        ("https://map.example.org", "map.example.org", True),
        ("http://map.example.org:8501", "map.example.org:8501", True),
        ("http://localhost:3000", "map.example.org", True),
        ("https://elsewhere.example", "map.example.org", False),
        ("https://map.example.org.elsewhere.example", "map.example.org", False),
        ("https://elsewhere.example/map.example.org", "map.example.org", False),
        ("https://map.example.org@elsewhere.example", "map.example.org", False),
        ("null", "map.example.org", False),
        ("", "map.example.org", False),
        ("http://[", "map.example.org", False),
        ("https://trusted.example", "map.example.org", True),
        ("https://named.example", "127.0.0.1:8501", True),
    ],
)
def test_a_page_of_another_site_opens_no_channel(
    monkeypatch: pytest.MonkeyPatch, origin: str | None, host: str, own: bool
) -> None:
    options = {
        "server.enableCORS": True,
        "server.corsAllowedOrigins": ["https://trusted.example"],
        "browser.serverAddress": "named.example",
    }
    monkeypatch.setattr("streamlit.get_option", options.get)
    headers = {"host": host} | ({} if origin is None else {"origin": origin})
    assert is_own(Headers(headers)) is own
    options["server.enableCORS"] = False
    assert is_own(Headers(headers))
