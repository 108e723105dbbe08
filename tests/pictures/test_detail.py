from __future__ import annotations

import numpy as np
import pytest

from places.maps import GROUND
from places.model import MapView
from places.pictures import land
from places.pictures.detail import Detail, detail_of, zoom_of
from places.pictures.frame import Frame, frame_of
from places.query import PlaceRow

VLADIVOSTOK = MapView(43.1, 131.9, 7)


def _frame(korea: list[PlaceRow], view: MapView) -> tuple[Frame, float]:
    frame = frame_of(korea, 1.5, view=view)
    return frame, zoom_of(frame, 0.75 * 900 / frame.width)


def _detail(korea: list[PlaceRow], view: MapView, language: str = "en") -> Detail:
    return detail_of(*_frame(korea, view), language)


@pytest.mark.parametrize("zoom", [4, 5.5, 7, 9])
def test_a_picture_as_wide_as_the_map_of_the_page_has_its_zoom(korea: list[PlaceRow], zoom: float) -> None:
    assert _frame(korea, MapView(43.1, 131.9, zoom))[1] == pytest.approx(zoom, abs=0.01)


def test_from_far_away_there_is_no_detail(korea: list[PlaceRow]) -> None:
    assert _detail(korea, MapView(43.1, 131.9, 3)) == Detail()
    assert _detail(korea, MapView(20, 10, 1)) == Detail()


def test_at_a_middle_distance_there_are_waters_and_towns_on_the_coarse_land(korea: list[PlaceRow]) -> None:
    near = _detail(korea, MapView(43.1, 131.9, 5))
    assert near.rivers
    assert near.lakes
    assert near.towns
    assert near.countries == ()


def test_near_by_the_land_is_finer_and_has_no_edge_where_its_files_were_cut(korea: list[PlaceRow]) -> None:
    near = _detail(korea, VLADIVOSTOK)
    assert {"RU", "CN", "KP"} <= {country.code for country in near.countries}
    for line in near.coasts:
        steps = np.abs(np.diff(line, axis=0))
        straight = steps.min(axis=1) < 1e-9
        assert not (straight & (steps.max(axis=1) > 0.5)).any()


def test_a_point_lies_in_its_country_on_the_finer_land_too(korea: list[PlaceRow]) -> None:
    frame, _ = _frame(korea, VLADIVOSTOK)
    flat = {
        country.code: land.outlines(country.rings, frame) for country in _detail(korea, VLADIVOSTOK).countries
    }
    for spot, code in (
        ((43.8, 132.0), "RU"),
        ((43.6, 130.3), "CN"),
        ((41.9, 129.5), "KP"),
        ((41.5, 132.5), ""),
    ):
        x, y = frame.projection.forward(np.array([spot[0]]), np.array([spot[1]]))
        found = [name for name, rings in flat.items() if _covers(rings, (float(x[0]), float(y[0])))]
        assert found == ([code] if code else [])


def _covers(rings: list[land.Line], point: tuple[float, float]) -> bool:
    around = 0
    for ring in rings:
        closed = np.vstack((ring, ring[:1]))
        angle = np.arctan2(closed[:, 1] - point[1], closed[:, 0] - point[0])
        turns = (np.diff(angle) + np.pi) % (2 * np.pi) - np.pi
        around += round(float(turns.sum()) / (2 * np.pi))
    return around != 0


def test_towns_are_named_in_the_language_of_the_reader(korea: list[PlaceRow]) -> None:
    german = {town.name for town in _detail(korea, VLADIVOSTOK, "de").towns}
    english = {town.name for town in _detail(korea, VLADIVOSTOK, "en").towns}
    assert "Wladiwostok" in german
    assert "Vladivostok" in english


@pytest.mark.parametrize(
    "view", [MapView(66, 179.9, 6.5), MapView(84, 10, 7), MapView(-84, 10, 7), MapView(0, -179.9, 8)]
)
def test_at_the_edges_of_the_files_there_is_detail_or_none_but_no_fault(
    korea: list[PlaceRow], view: MapView
) -> None:
    assert isinstance(_detail(korea, view), Detail)
    assert (GROUND / "world.json").is_file()
