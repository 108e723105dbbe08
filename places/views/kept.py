"""Files of components whose address says what is in them: a browser keeps them for good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NAMED_BY_CONTENT: Final = re.compile(
    r"/component/[^/]+/(?:[0-9a-f]{16}/[^/]+|.*\.[0-9a-f]{8,64}\.(?:css|js))$"
)


class Kept:
    """ASGI middleware for `streamlit.App`, which by itself lets a browser ask again on every page.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and say with the answer how long it is good."""

        async def send_for_good(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["cache-control"] = "public, immutable, max-age=31536000"
            await send(message)

        named = scope["type"] == "http" and _NAMED_BY_CONTENT.search(scope["path"])
        await self._app(scope, receive, send_for_good if named else send)
