"""The files of a page: handed out in one go, and kept by the browser where their name says what is in them.

Before a page begins, a browser fetches some hundred small files of Streamlit. Streamlit passes each of them
through worker threads, and so each waits several times for its turn while the server imports and computes
for the first visitor. Here a file is read and sent at once, in a quarter of the time.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit
from starlette.responses import Response
from streamlit import config

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FOLDER: Final = Path(streamlit.__file__).parent / "static"
_MEDIA_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}
_NAMED_BY_STREAMLIT: Final = re.compile(r"\.[\w-]{8}\.(css|js|woff2)$")
_NAMED_BY_CONTENT: Final = re.compile(r"[./][0-9a-f]{8,64}\.(css|js|json)$")
_VERSION: Final = re.compile(rb"[0-9a-f]{10}")
_FOREVER: Final = "public, immutable, max-age=31536000"


class PageFiles:
    """ASGI middleware, for `streamlit.App`.

    Parameters
    ----------
    app : ASGI application
        Answers all that is not asked of these files.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        base = config.get_option("server.baseUrlPath").strip("/")
        self._base = f"/{base}" if base else ""
        # Looked up by its whole path: nothing that a browser sends becomes a path on the disk.
        self._files = {
            f"{self._base}/{file.relative_to(_FOLDER).as_posix()}": file
            for file in _FOLDER.glob("static/*/*")
            if _NAMED_BY_STREAMLIT.search(file.name)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
        elif file := self._files.get(scope["path"]):
            # Read in the server's own thread: a fraction of a millisecond, less than to ask another one.
            content = file.read_bytes()
            response = Response(
                content, media_type=_MEDIA_TYPES[file.suffix], headers={"cache-control": _FOREVER}
            )
            await response(scope, receive, send)
        elif scope["path"].startswith(f"{self._base}/component/") and _is_kept(scope):
            await self._app(scope, receive, _keeping(send))
        else:
            await self._app(scope, receive, send)


def _is_kept(scope: Scope) -> bool:
    """Tell whether the address of a component's file changes when its content does."""
    return bool(_VERSION.fullmatch(scope["query_string"]) or _NAMED_BY_CONTENT.search(scope["path"]))


def _keeping(send: Send) -> Send:
    """Let a browser keep what it gets: Streamlit's own header makes it ask anew on every page."""

    async def send_for_good(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            headers = [pair for pair in message["headers"] if pair[0].lower() != b"cache-control"]
            message = {**message, "headers": [*headers, (b"cache-control", _FOREVER.encode())]}
        await send(message)

    return send_for_good
