"""English: spellings of a name."""

from __future__ import annotations

from collections.abc import Iterator


def forms(name: str, city: bool) -> Iterator[str]:  # noqa: ARG001
    """Yield spellings: "Saint Louis" -> "St. Louis", "St Louis"."""
    for long, short in (("Saint ", ("St. ", "St ")), ("Mount ", ("Mt. ", "Mt ")), ("Fort ", ("Ft. ", "Ft "))):
        if name.startswith(long):
            yield from (other + name[len(long) :] for other in short)
