"""A kind of places looks the same wherever it is drawn."""

from __future__ import annotations

import json
import re
from pathlib import Path

import places
from places.exporting import kml
from places.language import language
from places.maps import GLYPHS
from places.model import KINDS
from places.query import SIDES

ROOT = Path(places.__file__).parent
PAGE = ROOT / "exporting/assets/page.css"


def test_a_kind_has_one_colour_in_the_panel_in_the_page_and_in_kml() -> None:
    panel = json.loads((ROOT / "views/assets/colours.json").read_text(encoding="utf-8"))["light"]
    page = dict(
        re.findall(r"--(\w+): (#[0-9a-fA-F]{6})", PAGE.read_text(encoding="utf-8").partition("@media")[0])
    )
    for kind in KINDS:
        assert panel[kind].lower() == page[kind].lower() == f"#{kml.COLOURS[kind]}"


def test_a_side_of_a_comparison_has_one_colour_on_the_map_and_beside_it() -> None:
    panel = json.loads((ROOT / "views/assets/colours.json").read_text(encoding="utf-8"))
    style = (ROOT / "maps/places-map.css").read_text(encoding="utf-8")
    for side in SIDES:
        of_map = re.findall(rf"--side-{side}: (#[0-9a-f]{{6}})", style)
        assert of_map == [panel[theme][f"side-{side}"].lower() for theme in ("light", "dark")]


def test_a_kind_has_one_sign_and_one_name_of_its_own() -> None:
    assert set(GLYPHS) == set(KINDS)
    assert len(set(GLYPHS.values())) == len(KINDS)
    for code in ("de", "en"):
        assert len({language(code).kind(kind) for kind in KINDS}) == len(KINDS)
