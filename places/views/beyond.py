"""A place of the gazetteer that a visitor looks at, and that no article of the dataset names."""

from __future__ import annotations

from typing import Final

import streamlit as st

from places.model import Place

_PLACE: Final = "_beyond"


def place() -> Place | None:
    """Give it, if there is one."""
    looked_at: Place | None = st.session_state.get(_PLACE)
    return looked_at


def look_at(wanted: Place) -> None:
    """Look at one."""
    st.session_state[_PLACE] = wanted


def leave() -> None:
    """Look at it no longer."""
    st.session_state.pop(_PLACE, None)
