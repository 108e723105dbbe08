"""Gazetteers of one's own, however little they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from places.gazetteer import Entry, Name, open_gazetteer
from places.geoparsing import Geoparser
from places.model import Place


@dataclass(frozen=True)
class BorderRivers:
    """Rivers of which each is two countries', two of them of one name, and no town."""

    name: str = "border-rivers"
    version: str = "1"
    credit: str = "written for the tests"

    def entries(self) -> Iterator[Entry]:
        for key, name, latitude, longitude, codes in (
            ("salzach", "Salzach", 47.9, 12.9, ("AT", "DE")),
            ("thaya", "Thaya", 48.7, 16.5, ("AT", "CZ")),
            ("aach", "Aach", 47.7, 9.0, ("CH", "DE")),
            ("other-aach", "Aach", 47.4, 9.5, ("AT", "CH")),
        ):
            place = Place(f"test:{key}", name, "water", latitude, longitude, codes, 0, "test", {})
            yield Entry(place, (Name(name, "de", preferred=True),))


def test_a_text_is_parsed_where_no_place_lies_in_one_country_alone(tmp_path: Path) -> None:
    geoparser = Geoparser(open_gazetteer([BorderRivers()], cache=tmp_path))
    found = geoparser.parse("Die Salzach und die Aach traten über die Ufer, die Thaya nicht.", "de")
    assert [mention.surface for mention in found] == ["Salzach", "Aach", "Thaya"]
