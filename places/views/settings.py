"""What whoever hosts the dashboard can set: in `.streamlit/secrets.toml`, or on the command line.

`.streamlit/secrets.toml.example` shows every setting.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from places import sample
from places.model import MapView

OSM_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
OSM_CREDIT = "© OpenStreetMap contributors"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a hosted dashboard.

    Attributes
    ----------
    source : Path
        The dataset, or the folder of articles to build one from.
    title : str or None
        What stands above the page; None gives the page's own title.
    tiles_url, tiles_credit : str
        The provider of base-map tiles, in Leaflet's form; an empty URL switches tiles off.
    view : MapView or None
        Where the map looks at first; None lets it fit what it shows.
    """

    source: Path
    title: str | None = None
    tiles_url: str = ""
    tiles_credit: str = ""
    view: MapView | None = None


def settings() -> Settings:
    """Read the settings; the command line counts more than the file."""
    told = _told()
    view = told.get("view")
    return Settings(
        source=_source(told),
        title=told.get("title"),
        tiles_url=str(told.get("tiles_url", "")),
        tiles_credit=str(told.get("tiles_credit", "")),
        view=MapView(*(float(part) for part in view)) if view else None,
    )


def _told() -> Mapping[str, Any]:
    try:
        told: Mapping[str, Any] = st.secrets.get("places", {})
    except StreamlitSecretNotFoundError:
        return {}
    return told


def _source(told: Mapping[str, Any]) -> Path:
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        return Path(sys.argv[1]).expanduser()
    if told.get("dataset"):
        return Path(str(told["dataset"])).expanduser()
    return sample.DATASET if sample.DATASET.exists() else sample.ARTICLES
