"""What a build and a filter ask of a geoparser."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol, runtime_checkable

from places.model import Mention


class Parser(Protocol):
    """Finds the places that a text names."""

    def parse(
        self, text: str, language: str | None = None, title: str = "", *, explain: bool = True
    ) -> Sequence[Mention]:
        """Return the mentions of a text in order, with their candidates if they are to be explained."""


@runtime_checkable
class ForesightedParser(Parser, Protocol):
    """A parser that is quicker if it knows what it will be asked for."""

    def look_ahead(self, texts: Sequence[str]) -> None:
        """Get ready to parse some texts; it changes nothing but the time."""


def look_ahead(parser: Parser, texts: Sequence[str]) -> None:
    """Tell a parser which texts come next, if that is of use to it.

    What goes wrong here goes wrong again when that text is parsed, and is told there.
    """
    if isinstance(parser, ForesightedParser):
        with suppress(Exception):
            parser.look_ahead(texts)
