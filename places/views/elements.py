"""Text on the page that can be clicked: built in the browser from plain data, never from HTML.

Whatever comes from an article or a gazetteer reaches the page as the text of an element;
there is no string of markup in between that it could break out of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any, Final, Literal

import streamlit as st

from places.views import state
from places.views.served import served_script

Node = dict[str, Any] | str
"""An element (`element` makes one) or a piece of text."""

Action = tuple[
    Literal[
        "choose",
        "clear",
        "open",
        "place",
        "page",
        "more",
        "copy",
        "mention",
        "select",
        "pick",
        "list",
        "toggle",
        "only",
        "remove",
        "reset",
        "skip",
        "sort",
        "group",
        "unread",
        "within",
        "lines",
        "compare",
        "source",
    ],
    str,
]
"""What a visitor asked for, and of what: ``("choose", place id)``, ``("open", "article id@offset")``."""

_ASSETS: Final = files("places.views").joinpath("assets")
_component = st.components.v2.component(
    "places.elements",
    html='<div class="elements"></div>',
    js=served_script(_ASSETS.joinpath("elements.js")),
    isolate_styles=False,
)


def element(
    tag: str,
    *children: Node,
    css: str = "",
    action: Action | None = None,
    href: str = "",
    **attributes: str,
) -> Node:
    """Describe an element.

    Parameters
    ----------
    tag : str
        One of the tags that the browser's part knows; another one becomes a ``span``.
    *children : Node
        Elements and pieces of text.
    css : str
        Its classes.
    action : Action, optional
        What a click on it asks for.
    href : str
        Where it leads when it is opened in a new tab; relative to the page.
    **attributes : str
        Further attributes (``aria_label`` for ``aria-label``), of those that the browser's part knows.
    """
    node: dict[str, Any] = {"t": tag}
    if css:
        node["c"] = css
    if action:
        node["a"] = list(action)
    if href:
        node["h"] = href
    if attributes:
        node["p"] = {name.replace("_", "-"): value for name, value in attributes.items()}
    if children:
        node["k"] = list(children)
    return node


def show(
    nodes: Sequence[Node],
    *,
    key: str,
    on_action: Callable[[Action], None],
    scroll_to: str | None = None,
) -> None:
    """Show elements, and tell of the clicks on them.

    Parameters
    ----------
    nodes : sequence of Node
    key : str
        Names the place on the page; the same from run to run.
    on_action : callable
        Called before the next run with what was asked for.
    scroll_to : str, optional
        The ``id`` of the element to bring into view when it is not the one of the last run; where all of it
        is in view, nothing moves.
    """
    answered = f"answered_{key}"

    def act() -> None:
        asked = (state.told(key) or {}).get("action")
        if asked:
            st.session_state[answered] = asked.get("at")
            state.acted()
            on_action((asked["name"], str(asked["of"])))

    shown = _component(
        key=key,
        # A list, not a mapping: Streamlit looks for data frames in mappings, and imports pandas for that.
        data=[list(nodes), scroll_to],
        on_action_change=act,
    )
    # While one page takes the place of another, a click comes without a call: nothing is known to be here.
    if shown.action and shown.action.get("at") != st.session_state.get(answered):
        act()
        st.rerun()
