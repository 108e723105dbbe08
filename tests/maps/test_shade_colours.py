"""The shades of areas can be told apart, from each other and from bare land, in both themes."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from places.maps import pieces


def colours(theme: str) -> dict[str, str]:
    """Read the colours of a theme from the map's style sheet."""
    rule = {"light": r"\.places-map \{(.*?)\}", "dark": r"\.places-map\.dark \{(.*?)\}"}[theme]
    found = re.search(rule, pieces().style, re.DOTALL)
    assert found
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", found[1]))


def lightness(colour: str) -> float:
    """Give the lightness L* of CIE 1976 (ISO/CIE 11664-4), 0 to 100, of a colour in sRGB (IEC 61966-2-1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_shade_stands_out_from_the_one_before_and_the_first_from_land(theme: str) -> None:
    of = colours(theme)
    steps = [lightness(of[name]) for name in ("land", *(f"shade-{number}" for number in range(1, 6)))]
    assert all(abs(after - before) >= 7 for before, after in pairwise(steps)), steps
    assert steps == sorted(steps, reverse=theme == "light")
