"""Who signed in by name stays so when the page is loaded again: by a cookie that is signed and expires.

The page's script gets a ticket that is good once and for seconds, and the server answers it with the cookie:
so no script ever sees that one (HttpOnly), and no page of another site sends it (SameSite).
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

import streamlit as st
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from places.views.foreign import is_own

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from places.views.settings import Settings

COOKIE: Final = "places_sign_in"
_PATH: Final = "places-stay"
_DAYS: Final = 7
_SECONDS: Final = _DAYS * 24 * 3600
_GOOD_FOR: Final = 30.0  # seconds
_MOST_TICKETS: Final = 1_000
_LONGEST: Final = 100  # characters of a ticket
_TICKET: Final = "_stay_ticket"

_LOCK: Final = threading.Lock()
_TICKETS: Final[OrderedDict[str, tuple[float, str]]] = OrderedDict()
"""What the cookie of each is to hold, and until when it is good."""

_component = st.components.v2.component(
    "places.staying",
    html="",
    js=f"""export default function ({{ data }}) {{
      const where = new URL("{_PATH}", document.baseURI);
      fetch(where, {{ method: "POST", body: data, credentials: "same-origin" }});
    }}""",
)


def keep(name: str, told: Settings) -> None:
    """Let the browser of somebody who has just signed in keep that; nothing without a `cookie_secret`."""
    if told.cookie_secret:
        _give(_serializer(told).dumps([name, told.accounts[name][-_LONGEST:]]))


def let_go(told: Settings) -> None:
    """Let the browser of somebody who signs out forget it."""
    if told.cookie_secret:
        _give("")


def name_kept(told: Settings) -> str:
    """Return who signed in with this browser before; empty where that does not count."""
    cookie = st.context.cookies.get(COOKIE)
    if not cookie or not told.cookie_secret:
        return ""
    try:
        name, known = _serializer(told).loads(cookie, max_age=_SECONDS)
    except (BadSignature, ValueError, TypeError):
        return ""
    # Another password ends what was kept with the old one.
    is_known = name in told.accounts and secrets.compare_digest(str(known), told.accounts[name][-_LONGEST:])
    return str(name) if is_known else ""


def show() -> None:
    """Send the browser for its cookie, if there is one for it."""
    ticket = st.session_state.get(_TICKET)
    if ticket is None:
        return
    with _LOCK:
        waits = ticket in _TICKETS
    if waits:
        _component(key="staying", data=ticket)
    else:
        del st.session_state[_TICKET]


class Staying:
    """ASGI middleware for `streamlit.App` that answers tickets with cookies.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a ticket, and pass everything else on."""
        if scope["type"] != "http" or not scope["path"].endswith(f"/{_PATH}") or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        ticket = ""
        async for piece in request.stream():
            ticket += piece.decode("ascii", "replace")
            if len(ticket) > _LONGEST:
                break
        content = _take(ticket) if is_own(request.headers) else None
        response = Response(status_code=403 if content is None else 204)
        if content is not None:
            path = scope["path"].removesuffix(_PATH)
            secure = "https" in {request.url.scheme, request.headers.get("x-forwarded-proto")}
            response.set_cookie(
                COOKIE,
                content,
                max_age=_SECONDS if content else 0,
                path=path,
                secure=secure,
                httponly=True,
                samesite="strict",
            )
        await response(scope, receive, send)


def _give(content: str) -> None:
    ticket = secrets.token_urlsafe(24)
    with _LOCK:
        _TICKETS[ticket] = time.monotonic() + _GOOD_FOR, content
        while len(_TICKETS) > _MOST_TICKETS:
            _TICKETS.popitem(last=False)
    st.session_state[_TICKET] = ticket


def _take(ticket: str) -> str | None:
    with _LOCK:
        until, content = _TICKETS.pop(ticket, (0.0, ""))
    return content if time.monotonic() < until else None


def _serializer(told: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(told.cookie_secret, salt="places: signed in by name")
