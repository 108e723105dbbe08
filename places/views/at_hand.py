"""What it takes to look at articles before they are added: kept by the server, for all who add some."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from places.adding import Known, known_of
from places.dataset import Dataset
from places.geoparsing.parser import Parser


@cache
def page_geoparser() -> Parser:
    """Open the project's own geoparser over the whole gazetteer."""
    from places.building.parsing import own_geoparser

    return own_geoparser()


@st.cache_resource(show_spinner=False)
def _known() -> dict[Path, tuple[str, Known]]:
    return {}


def known_now(source: Path, dataset: Dataset) -> Known:
    """Tell what a dataset has; of one that has changed, only what is new is read.

    Parameters
    ----------
    source : Path
        What the dashboard was pointed at.
    dataset : Dataset
        As it is now.
    """
    fingerprint, known = _known().get(source, ("", None))
    if known is None or fingerprint != dataset.fingerprint:
        known = known_of(dataset, known)
        _known()[source] = dataset.fingerprint, known
    return known
