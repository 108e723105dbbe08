"""Put what a benchmark measured into a page of the docs, with its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path


def write_table(page: Path, name: str, rows: Sequence[Sequence[str]]) -> None:
    """Replace the table between ``<!-- NAME -->`` and ``<!-- end -->``; the first row is its head.

    Raises
    ------
    SystemExit
        If the page has no such place.
    """
    head, *others = rows
    measured = f"Measured on {datetime.now(UTC):%Y-%m-%d}."
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *others))
    text = page.read_text(encoding="utf-8")
    place = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(?=<!-- end -->)", re.DOTALL)
    if not place.search(text):
        raise SystemExit(f"{page}: has no <!-- {name} --> and <!-- end -->")
    page.write_text(place.sub(lambda found: f"{found[1]}{table}\n\n{measured}\n", text), encoding="utf-8")
