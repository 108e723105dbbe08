from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

from places.language import language
from places.pictures.fonts import width
from places.pictures.labels import Label, Space, marker_box, place_labels
from places.pictures.markers import Marker, arranged, marker_of, most_named
from places.query import PlaceRow

Row = Callable[..., PlaceRow]
FRAME = (0.0, 0.0, 700.0, 400.0)
AREA = 280_000.0


def _box(label: Label) -> tuple[float, float, float, float]:
    wide = width(label.text, label.letters)
    return label.x, label.y - 0.2 * label.letters.size, label.x + wide, label.y + 0.75 * label.letters.size


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _markers(row: Row, number: int, chosen: str | None = None) -> list[Marker]:
    random = np.random.default_rng(7)
    kinds = ("city", "city", "region", "country", "site", "water")
    rows = [row(f"Ortsname {n}", 0, 0, 1 + (n * 37) % 50, kinds[n % 6]) for n in range(number)]
    most = most_named(rows)
    spots = random.uniform((0, 0), (700, 400), (number, 2)).tolist()
    return arranged([marker_of(r, (x, y), most, chosen) for r, (x, y) in zip(rows, spots, strict=True)], AREA)


@pytest.mark.parametrize("number", [5, 60, 240, 3000])
def test_no_name_covers_another_or_a_marker_or_leaves_the_frame(row: Row, number: int) -> None:
    markers = _markers(row, number)
    signs = [m for m in markers if m.kind != "country" and not m.is_dot]
    labels = place_labels(markers, Space(FRAME, map(marker_box, signs)), language("de"))
    assert len(labels) >= 5
    boxes = list(map(_box, labels))
    assert not any(_overlap(a, b) for a, b in combinations(boxes, 2))
    assert not any(_overlap(box, marker_box(sign)) for box in boxes for sign in signs)
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 700 and box[3] <= 400 for box in boxes)


def test_the_most_named_have_their_names_first(row: Row) -> None:
    crowd = [
        marker_of(
            row(f"Langer Name {n}", 0, 0, n + 1), (350 + n % 7, 200 + n % 5), {True: 1, False: 30}, None
        )
        for n in range(30)
    ]
    labels = place_labels(arranged(crowd, AREA), Space(FRAME, []), language("de"))
    assert labels[0].text == "Langer Name 29"
    assert len(labels) < 30


def test_the_chosen_place_has_its_name_wherever_it_stands(row: Row) -> None:
    markers = _markers(row, 240, "own:Ortsname 100")
    labels = place_labels(markers, Space(FRAME, map(marker_box, markers)), language("de"))
    assert labels[0].text == "Ortsname 100"
    assert labels[0].letters.size > labels[1].letters.size


@pytest.mark.parametrize("spot", [(350.0, 200.0), (698.0, 398.0), (1.0, 1.0)])
def test_the_name_of_a_place_that_is_chosen_in_a_crowd_covers_no_other_one(
    row: Row, spot: tuple[float, float]
) -> None:
    random = np.random.default_rng(5)
    around = np.clip(random.normal(spot, 45, (150, 2)), (1, 1), (699, 399)).tolist()
    rows = [row(f"Ortsname {n}", 0, 0, 1 + n % 9) for n in range(151)]
    most = most_named(rows)
    markers = [
        marker_of(each, (x, y), most, "own:Ortsname 0")
        for each, (x, y) in zip(rows, [spot, *around], strict=True)
    ]
    labels = place_labels(markers, Space(FRAME, map(marker_box, markers)), language("de"))
    boxes = list(map(_box, labels))
    assert labels[0].text == "Ortsname 0"
    assert len(labels) > 5
    assert not any(_overlap(a, b) for a, b in combinations(boxes, 2))
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 700 and box[3] <= 400 for box in boxes)


def test_no_name_stands_on_the_ring_around_the_chosen_place(row: Row) -> None:
    rows = [row("Hof", 0, 0, 4), row("Ulm", 0, 0, 4)]
    for x in np.arange(260.0, 300.0, 0.5).tolist():
        spots = [(300.0, 200.0), (x, 200.0)]
        markers = [
            marker_of(each, spot, {True: 1, False: 4}, "own:Hof")
            for each, spot in zip(rows, spots, strict=True)
        ]
        _, *others = place_labels(markers, Space(FRAME, map(marker_box, markers)), language("de"))
        reach = markers[0].radius + 3
        ring = (300 - reach, 200 - reach, 300 + reach, 200 + reach)
        assert not any(_overlap(_box(label), ring) for label in others), x


def test_of_many_places_those_that_would_pile_up_are_dots_and_none_is_lost(row: Row) -> None:
    markers = _markers(row, 3000)
    assert len(markers) == 3000
    signs = [marker for marker in markers if not marker.is_dot]
    assert 20 < len(signs) < 1500
    assert max(marker.mentions for marker in markers) == signs[0].mentions


def test_markers_in_one_spot_are_moved_a_little_apart(row: Row) -> None:
    twins = [marker_of(row(name, 0, 0, 5), (100, 100), {True: 1, False: 5}, None) for name in "ab"]
    a, b = arranged(twins, AREA)
    apart = float(np.hypot(a.x - b.x, a.y - b.y))
    assert 2 < apart < 17
