"""What a map shows as its script wants it: few columns, short, and safe to stand in a page."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

import numpy as np

from places.maps.content import (
    CELL_STEPS,
    UNSURE_BELOW,
    Around,
    FetchedPlaces,
    Grounds,
    Line,
    Look,
    MapPlace,
    MapTexts,
    Theme,
    Tiles,
)
from places.maps.outlines import marker_point
from places.maps.shades import Shades, shades_data
from places.model import KINDS, MapView

_JINJA_OPENING: Final = re.compile(r"\{(?=[{%#])")
_KIND_DIGITS: Final = {kind: str(index) for index, kind in enumerate(KINDS)}


def place_columns(places: Sequence[MapPlace]) -> dict[str, Any]:
    """Put together what stays the same of places, whatever is selected.

    Returns
    -------
    dict
        Columns of one value a place: `ids`, `names`, `latitudes` and `longitudes` (degrees, 5
        decimals, a metre) are lists, `kinds` is a string of digits, each a position in `KINDS`. A river
        stands on its course where that is known, at the point nearest to its own.
    """
    points = [
        marker_point(place.place_id, place.kind, place.latitude, place.longitude, place.at)
        for place in places
    ]
    return {
        "ids": [place.place_id for place in places],
        "names": [place.name for place in places],
        "kinds": "".join([_KIND_DIGITS[place.kind] for place in places]),
        "latitudes": np.round([point[0] for point in points], 5).tolist(),
        "longitudes": np.round([point[1] for point in points], 5).tolist(),
    }


def _looks(places: Sequence[MapPlace]) -> tuple[list[Look], list[int]]:
    numbers: dict[Look, int] = {}
    look = [
        numbers.setdefault(
            Look(place.mentions, place.tooltip, place.confidence < UNSURE_BELOW, place.side), len(numbers) + 1
        )
        for place in places
    ]
    return list(numbers), look


def land_data(
    shaded_countries: Collection[str] = (),
    *,
    theme: Theme = "light",
    tiles: Tiles | None = None,
    ground: str | None = None,
    grounds: Grounds | None = None,
    language: str = "en",
    shades: Shades | None = None,
) -> dict[str, Any]:
    """Put together what ``placesMap.landLayer`` takes beside the land; see `places.maps.layers.LandLayer`."""
    return {
        "shaded": sorted(shaded_countries),
        "theme": theme,
        "tiles": tiles
        and {
            "url": tiles.url,
            "attribution": tiles.attribution,
            "minZoom": tiles.min_zoom,
            "maxZoom": tiles.max_zoom,
            "photographs": tiles.photographs,
        },
        "grounds": grounds
        and {
            "title": grounds.title,
            "choices": list(grounds.choices.items()),
            "chosen": grounds.chosen,
        },
        "ground": ground,
        "language": language,
        "shades": shades and shades_data(shades),
    }


def places_data(
    places: Sequence[MapPlace] | FetchedPlaces,
    *,
    chosen: str | None = None,
    theme: Theme = "light",
    texts: MapTexts | None = None,
    legend: bool = True,
    buttons: bool = False,
    within: bool = False,
    fit: bool = True,
    view: MapView | None = None,
    view_parameter: str | None = None,
    fit_for: str = "",
    fill_frame: bool = False,
    outlines: str | Mapping[str, Any] | None = None,
    lines: Sequence[Line] = (),
    clusters: bool | None = None,
    around: Around | None = None,
) -> dict[str, Any]:
    """Put together what ``placesMap.placesLayer`` takes; see `places.maps.layers.PlacesLayer`.

    Returns
    -------
    dict
        `places` are the columns of `place_columns` or the URL where the browser finds them; `look`
        has one value a place, a position in `looks` counted from 1; a negative one stands for as many
        places that are not drawn. `cells` are the columns of `Cells`.
    """
    words = texts or MapTexts()
    if isinstance(places, FetchedPlaces):
        known: dict[str, Any] | str = places.url
        looks, look = places.looks, places.look
    else:
        known = place_columns(places)
        looks, look = _looks(places)
    tips = sorted({each.tooltip for each in looks if each.articles})
    return {
        "kindNames": KINDS,
        "places": known,
        "tips": tips,
        "looks": [_look(each, tips) for each in looks],
        "look": _without_gaps(look),
        "cells": [asdict(each) for each in places.cells] if isinstance(places, FetchedPlaces) else [],
        "cellSteps": CELL_STEPS,
        "chosen": chosen,
        "theme": theme,
        "texts": {
            "language": words.language,
            "title": words.title,
            "kinds": dict(words.kinds),
            "unsure": words.unsure,
            "sides": dict(words.sides),
            "more": words.more,
            "grouped": words.grouped,
            "groupOf": words.group_of,
            "outside": words.outside,
            "keys": words.keys,
            "zoomIn": words.zoom_in,
            "zoomOut": words.zoom_out,
            "fit": words.fit,
            "within": words.within,
            "group": words.group,
        },
        "legend": legend,
        "buttons": buttons,
        "within": within,
        "fit": fit,
        "view": view and [round(view.latitude, 4), round(view.longitude, 4), round(view.zoom, 2)],
        "viewParameter": view_parameter,
        "fitFor": fit_for,
        "fill": fill_frame,
        "outlines": outlines,
        "clusters": clusters,
        "around": around and [around.latitude, around.longitude, around.kilometres],
        "lines": [[line.place_id, round(line.weight, 3), int(line.close)] for line in lines],
    }


def _look(look: Look, tips: Sequence[str]) -> list[int | str]:
    """Write what markers have in common: with its text, or with the position of a pattern in `tips`."""
    if look.articles:
        return [look.mentions, tips.index(look.tooltip), int(look.unsure), look.articles]
    return [look.mentions, look.tooltip, int(look.unsure), *([look.side] if look.side else [])]


def _without_gaps(look: Sequence[int]) -> list[int]:
    """Write one negative number for each run of zeros."""
    written: list[int] = []
    for drawn, group in groupby(look, bool):
        run = list(group)
        written += run if drawn else [-len(run)]
    return written


def script_json(value: object) -> str:
    r"""Write JSON that may stand in a script of a page: no tag, comment or template can begin in it.

    ``<``, ``>``, ``&``, the line ends of JavaScript and the braces that open something in Jinja are
    written as ``\u....``, which JSON and JavaScript read as the same characters.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # No brace of JSON itself has one of these behind it. In a string they would open a template.
    return _JINJA_OPENING.sub(r"\\u007b", text)
