"""The other places of a text, which speak for towns that lie among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final

from places.geo import within_km
from places.geoparsing.lexicon import Sense
from places.geoparsing.recognise.areas import close
from places.geoparsing.weights import WEIGHTS

_DEGREES: Final = WEIGHTS.neighbour_degrees
_SOME_SIZE: Final = 3.4  # salience of a town that may be meant by a common word
_LARGER: Final = 3.5  # the same where one neighbour has to do


class Surroundings:
    """Where a text moves: its regions, and a grid with its towns, so that few are looked at.

    Parameters
    ----------
    senses : iterable of Sense
        What the text names.
    """

    def __init__(self, senses: Iterable[Sense]) -> None:
        self._regions: set[str] = set()
        self._cells: defaultdict[tuple[int, int], list[Sense]] = defaultdict(list)
        seen: set[int] = set()
        for sense in senses:
            if sense.kind == "region" and sense.admin1:
                self._regions.add(sense.admin1)
            elif sense.kind in ("city", "site") and sense.row not in seen:
                seen.add(sense.row)
                self._cells[_cell(sense)].append(sense)

    def have(self, sense: Sense) -> bool:
        """Tell whether a town lies in one of the regions, or close to another town."""
        return sense.kind == "city" and (
            sense.admin1 in self._regions or any(town.row != sense.row for town in self._close_to(sense))
        )

    def have_several(self, sense: Sense) -> bool:
        """Tell whether a town of some size lies close to two others."""
        return (
            sense.kind == "city"
            and sense.salience + sense.role >= _SOME_SIZE
            and sum(town.row != sense.row for town in self._close_to(sense)) > 1
        )

    def have_one_beside(self, sense: Sense) -> bool:
        """Tell whether a larger town lies right beside another."""
        return (
            sense.kind == "city"
            and sense.salience + sense.role >= _LARGER
            and any(
                town.row != sense.row
                and within_km(town.latitude, town.longitude, sense.latitude, sense.longitude, WEIGHTS.pair_km)
                for town in self._close_to(sense)
            )
        )

    def names_near(self, sense: Sense, senses: Mapping[int, Iterable[Sense]]) -> int:
        """Tell how many names have a town close to another town, its own included.

        Parameters
        ----------
        sense : Sense
            The other town.
        senses : mapping of int to iterable of Sense
            Of each name, those that were put in.
        """
        if sense.kind != "city":
            return 0
        rows = {town.row for town in self._close_to(sense)}
        return sum(any(one.row in rows for one in each) for each in senses.values())

    def _close_to(self, sense: Sense) -> Iterator[Sense]:
        north, east = _cell(sense)
        for cell in product((north - 1, north, north + 1), (east - 1, east, east + 1)):
            for town in self._cells.get(cell, ()):
                if close(sense, town, _DEGREES):
                    yield town


def _cell(sense: Sense) -> tuple[int, int]:
    return int(sense.latitude // _DEGREES), int(sense.longitude // _DEGREES)
