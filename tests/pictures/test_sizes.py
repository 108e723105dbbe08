"""What the legend of a picture says of sizes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from places.language import language
from places.pictures.furniture import Legend, legend


def sizes(most: int, code: str = "en") -> tuple[Legend, list[str]]:
    laid = legend(["city"], unsure=False, most=most, room=600, say=language(code))
    return laid, [label.text for label in laid.labels[len(laid.signs) :]]


@pytest.mark.parametrize(
    ("most", "told"),
    [
        (1, []),
        (12, ["1 mention", "5 mentions", "10 mentions"]),
        (21, ["1–3 mentions", "10 mentions", "20 mentions"]),
        (3000, ["1–458 mentions", "1,000 mentions", "2,000 mentions"]),
    ],
)
def test_numbers_that_look_alike_are_told_together(most: int, told: list[str]) -> None:
    assert sizes(most)[1] == told


@pytest.mark.parametrize("most", [2, 7, 21, 60, 207, 3000, 100_000])
def test_sizes_in_the_legend_can_be_told_apart(most: int) -> None:
    radii = [sign.radius for sign in sizes(most)[0].sizes]
    assert radii
    assert all(1.2 * less < more for less, more in pairwise(radii))


def test_sizes_are_told_in_german() -> None:
    assert sizes(21, "de")[1][0] == "1–3 Erwähnungen"
