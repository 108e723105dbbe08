"""Pages of other sites: they may not speak to the server in a visitor's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_HERE: Final = frozenset(("localhost", "127.0.0.1", "0.0.0.0"))  # noqa: S104 - nothing is bound here
_POLICY_VIOLATION: Final = 1008  # RFC 6455, section 7.4.1


class OwnPages:
    """ASGI middleware for `streamlit.App`: only the dashboard's own pages open a channel to it.

    Streamlit by itself, before it refuses a page of another site, asks a server on the internet for the
    address of this one. So it is refused here, by the same rules otherwise: ``server.enableCORS``,
    ``server.corsAllowedOrigins`` and ``browser.serverAddress``.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse a channel."""
        if scope["type"] != "websocket" or is_own(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION, "reason": "another site"})


def is_own(headers: Headers) -> bool:
    """Tell whether a channel is asked for by a page of the dashboard itself, or by no page at all."""
    origin = headers.get("origin")
    if origin is None or not st.get_option("server.enableCORS"):
        return True
    try:
        site = urlsplit(origin)
        trusted = {
            urlsplit(each).hostname or each for each in st.get_option("server.corsAllowedOrigins") or ()
        }
    except ValueError:
        return False
    if site.netloc == headers.get("host"):
        return True
    return site.hostname in _HERE | trusted | {st.get_option("browser.serverAddress")}
