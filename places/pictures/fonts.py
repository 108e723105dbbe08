"""The letters of a picture: which fonts there are, what they can write, and how wide that is.

Source Sans and Source Serif come with the extra `pictures`; DejaVu, which comes with matplotlib, stands in
for signs that they lack, and fonts of the system for the scripts of East Asia.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Final

from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.textpath import TextToPath

_OF_THE_SYSTEM: Final = (
    "Noto Sans CJK KR",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Arial Unicode MS",
    "Noto Sans",
)
_MISSING: Final = "\ufffd"


@dataclass(frozen=True, slots=True)
class Type:
    """A face in a size in points: how a text is written."""

    size: float
    bold: bool = False
    serif: bool = False

    @property
    def properties(self) -> FontProperties:
        """What matplotlib wants to know."""
        families, weight = _face(serif=self.serif, bold=self.bold)
        return FontProperties(family=list(families), weight=weight, size=self.size)


@cache
def _face(*, serif: bool, bold: bool) -> tuple[tuple[str, ...], int]:
    """Give the families in which glyphs are looked for, and the weight."""
    known = _known_families()
    source = ("Source Serif Pro" if serif else "Source Sans Pro") + (" Semibold" if bold else "")
    stand_in = "DejaVu Serif" if serif else "DejaVu Sans"
    others: tuple[str, ...] = tuple(family for family in _OF_THE_SYSTEM if family in known)
    if serif:
        others = ("DejaVu Sans", *others)  # it has scripts that the one with serifs lacks
    if source in known:  # the semibold is a family of its own, with one weight
        return (source, stand_in, *others), 400
    return (stand_in, *others), 700 if bold else 400


@cache
def _known_families() -> frozenset[str]:
    """Add the fonts that come with the extra, and list what there is."""
    added: list[str] = []
    if find_spec("font_source_sans_pro"):
        from font_source_sans_pro import font_files_ttf as sans

        added += [sans["SourceSansPro"], sans["SourceSansProSemibold"]]
    if find_spec("font_source_serif_pro"):
        from font_source_serif_pro import font_files_ttf as serif

        added += [serif["SourceSerifPro"], serif["SourceSerifProSemibold"]]
    for path in added:
        fontManager.addfont(path)
    return frozenset(entry.name for entry in fontManager.ttflist)


@cache
def _letters() -> frozenset[int]:
    """List what every font together can write, of those that a text in sans serif is written with."""
    letters: set[int] = set()
    for family in _face(serif=False, bold=False)[0]:
        letters.update(get_font(findfont(FontProperties(family=family))).get_charmap())
    return frozenset(letters)


def can_write(text: str) -> bool:
    """Tell whether there is a glyph for every character of a text."""
    return all(ord(letter) in _letters() for letter in text)


def first_writable(texts: Iterable[str]) -> str:
    """Choose the first text that can be written whole; none gives the empty text."""
    return next((text for text in texts if text and can_write(text)), "")


def writable(text: str) -> str:
    """Put the sign for a missing character where there is no glyph, and one space for white space."""
    words = " ".join(text.split())
    return "".join(letter if ord(letter) in _letters() else _MISSING for letter in words)


@lru_cache(maxsize=20_000)
def width(text: str, letters: Type) -> float:
    """Measure how wide a text is, in points."""
    measured, _, _ = TextToPath().get_text_width_height_descent(text, letters.properties, ismath=False)
    return float(measured)


def wrapped(text: str, letters: Type, room: float, rows: int) -> list[str]:
    """Break a text into at most some rows of at most so many points; what is left over is cut off with …."""
    found: list[str] = []
    row = ""
    for word in text.split():
        longer = f"{row} {word}" if row else word
        if width(longer, letters) <= room or not row:
            row = longer
            continue
        found.append(row)
        row = word
    found = [*found, row] if row else found
    if len(found) > rows:
        found = [*found[: rows - 1], f"{found[rows - 1]} …"]
    return [_shortened(row, letters, room) for row in found]


def _shortened(row: str, letters: Type, room: float) -> str:
    if width(row, letters) <= room:
        return row
    kept = row
    while kept and width(f"{kept}…", letters) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
