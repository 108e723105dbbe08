"""The files of the map: Leaflet's, and our script, style and base map."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet  # type: ignore[import-untyped]

LEAFLET = Path(leaflet.BASE_DIR)
"""Folder with ``leaflet.js`` and ``leaflet.css``, out of the package XStatic-Leaflet."""

STATIC = Path(__file__).parent / "static"
"""Folder with ``places-map.js``, ``places-map.css`` and ``world.json``."""


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


def pieces() -> Pieces:
    """Read all that a page needs to show the map without a server and without a network.

    The page, with `p` for the pieces and `data` for ``script_json(layer(places, ...))``::

        <style>{p.leaflet_css}{p.style}</style>
        <div id="map" style="height: 100vh"></div>
        <script>{p.leaflet_js}</script>
        <script>{p.script}</script>
        <script>
          placesMap.create("map", {world: {p.world}, onEvent: (event) => { ... }});
          placesMap.update({data});
        </script>

    ``onEvent`` gets ``{event: "place" | "clear" | "view", place: id or null, center, zoom}``;
    ``placesMap.update`` with other data, or the same with another `chosen`, changes the map.
    The element is as large as its style says; it needs no ``fill``, ``css`` or ``font``.
    """
    return Pieces(
        leaflet_js=_text(LEAFLET / "leaflet.js"),
        leaflet_css=_text(LEAFLET / "leaflet.css"),
        script=_text(STATIC / "places-map.js"),
        style=_text(STATIC / "places-map.css"),
        world=_text(STATIC / "world.json"),
    )


def _text(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    # Source maps are files of their own: a page on a disk would look for them in vain.
    return "\n".join(line for line in text.splitlines() if "sourceMappingURL=" not in line)


@cache
def version() -> str:
    """Give a few characters that change when one of the map's files does, for links to them."""
    leaflets = [LEAFLET / "leaflet.css", LEAFLET / "leaflet.js"]
    contents = (path.read_bytes() for path in [*leaflets, *sorted(STATIC.iterdir())])
    return hashlib.sha256(b"".join(contents)).hexdigest()[:10]
