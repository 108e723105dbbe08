"""The files of the map: Leaflet's, and our script, style and base map."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from xstatic.pkg import leaflet  # type: ignore[import-untyped]

LEAFLET: Final = Path(leaflet.BASE_DIR)
"""Folder with ``leaflet.js`` and ``leaflet.css``, out of the package XStatic-Leaflet."""

MODULES: Final = (
    "projection",
    "keeping",
    "theme",
    "canvas",
    "world",
    "lines",
    "parts",
    "towns",
    "tiles",
    "switch",
    "outlines",
    "shades",
    "land",
    "shapes",
    "content",
    "clusters",
    "arrange",
    "groups",
    "markers",
    "circle",
    "company",
    "labels",
    "controls",
    "extent",
    "view",
    "input",
    "frame",
    "layer",
)
"""The modules of the script, each after those that it builds on. Each adds to the namespace ``placesMap``."""

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a page needs to hold the map in itself.

    Attributes
    ----------
    leaflet_js, leaflet_css, script, style : str
        For a ``<script>`` and a ``<style>`` element.
    world : str
        The base map, JSON; also good JavaScript, and free of ``<``.
    """

    leaflet_js: str
    leaflet_css: str
    script: str
    style: str
    world: str


GROUND: Final = _HERE / "ground"
"""Folder with what is drawn of the land as one zooms in; `places.maps.ground_data` makes it."""


@cache
def ground_digest() -> str:
    """Give a digest of the files in `GROUND`, to stand in their addresses."""
    # The file of the world has the digests of the others.
    return hashlib.sha256((GROUND / "world.json").read_bytes()).hexdigest()[:16]


@cache
def pieces() -> Pieces:
    """Read all that a page needs to show the map without a server and without a network.

    The page, with `p` for the pieces, and `land` and `places` for what `script_json` makes of
    `land_data` and `places_data`::

        <style>{p.leaflet_css}{p.style}</style>
        <div id="map" style="height: 100vh"></div>
        <script>{p.leaflet_js}</script>
        <script>{p.script}</script>
        <script>
          const map = L.map("map", { center: [0, 0], zoom: 2, zoomSnap: 0.25 });
          placesMap.landLayer({ ...{land}, land: {p.world} }).addTo(map);
          placesMap.placesLayer({places}).addTo(map);
        </script>

    What a layer tells stands at the head of ``script/layer.js``.
    """
    return Pieces(
        leaflet_js=_text(LEAFLET / "leaflet.js"),
        leaflet_css=_text(LEAFLET / "leaflet.css"),
        script="\n".join(_text(_HERE / "script" / f"{module}.js") for module in MODULES),
        style=_text(_HERE / "places-map.css"),
        world=_text(_HERE / "world.json"),
    )


def data_url(text: str, media_type: str) -> str:
    """Write a text as an address that holds it, for a page that has no server to ask."""
    return f"data:{media_type};base64,{base64.b64encode(text.encode()).decode()}"


def _text(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    # Source maps are files of their own: a page on a disk would look for them in vain.
    return "\n".join(line for line in text.splitlines() if "sourceMappingURL=" not in line)
