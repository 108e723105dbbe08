"""Points that somebody writes or copies."""

from __future__ import annotations

import pytest

from places.geocoding import as_point


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("52.52, 13.40", (52.52, 13.4)),
        (" -33.9 18.4 ", (-33.9, 18.4)),
        ("52.5; 180", (52.5, 180.0)),
        ("43 N, 131 E", (43.0, 131.0)),
        ("52,52 13,40", (52.52, 13.4)),
        ("52,52, -13,40", (52.52, -13.4)),
        ("52,52; 13,40", (52.52, 13.4)),
    ],
)
def test_a_point_is_read_in_the_forms_that_people_write(text: str, point: tuple[float, float]) -> None:
    assert as_point(text) == pytest.approx(point)


@pytest.mark.parametrize(
    "text", ["95, 10", "-90.5 0", "10, 190", "10, -180.1", "10,5 200,5", "Berlin", "52", ""]
)
def test_what_lies_nowhere_on_the_earth_is_no_point(text: str) -> None:
    assert as_point(text) is None
