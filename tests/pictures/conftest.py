from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from places.exporting import Extract
from places.language import language
from places.model import Kind, Place
from places.query import PlaceRow


def _row(
    name: str, latitude: float, longitude: float, mentions: int = 1, kind: Kind = "city", code: str = ""
) -> PlaceRow:
    place = Place(f"own:{name}", name, kind, latitude, longitude, (code,) if code else ())
    return PlaceRow(place, mentions, 1, 0.9)


_KOREA = [
    _row("Pjöngjang", 39.03, 125.75, 20),
    _row("Seoul", 37.57, 126.98, 6),
    _row("Wonsan-Kalma", 39.17, 127.49, 3, "site"),
    _row("Tumen", 42.29, 130.69, 2, "water"),
    _row("Nordkorea", 40.0, 127.0, 60, "country", "KP"),
]


@pytest.fixture
def row() -> Callable[..., PlaceRow]:
    return _row


@pytest.fixture
def korea() -> list[PlaceRow]:
    return list(_KOREA)


@pytest.fixture
def extract_of() -> Callable[..., Extract]:
    def make(places: list[PlaceRow], title: str = "Korea", code: str = "de") -> Extract:
        return Extract(
            title=title,
            articles=[],
            places=places,
            mentions=[],
            language=language(code),
            created=datetime(2026, 11, 28, 12, tzinfo=UTC),
        )

    return make
