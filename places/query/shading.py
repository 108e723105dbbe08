"""Countries and regions shaded by how often a selection names them, as the map takes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from places.dataset import Dataset
from places.gazetteer.area_codes import country_ids, first_level_areas
from places.language import Language
from places.query.areas import Level, count_by_area
from places.query.conditions import area_name
from places.selection import Selection

if TYPE_CHECKING:  # a map's script and style are read with it: only for whoever draws one
    from places.maps import ShadedArea, Shades


def shades_of(dataset: Dataset, selection: Selection, say: Language) -> Shades | None:
    """Give what is shaded; None where nothing is asked to be."""
    if not selection.shades:
        return None
    from places.maps.shades import REGIONS_FROM, Shades

    return Shades(
        countries=tuple(_areas(dataset, selection, "countries", say)),
        regions=tuple(_areas(dataset, selection, "regions", say)),
        countries_title=say("Mentions by country"),
        regions_title=say("Mentions by region"),
        regions_from=0 if selection.shades == "regions" else REGIONS_FROM,
        language=say.code,
    )


def _areas(dataset: Dataset, selection: Selection, level: Level, say: Language) -> Iterator[ShadedArea]:
    from places.maps.shades import ShadedArea

    ids = country_ids()
    for code, mentions in count_by_area(dataset, selection, level).items():
        area = first_level_areas().get(code)
        place_id = ids.get(code) or (area.place_id if area else "")
        if place_id:
            told = say.plural("{n} mention in it", "{n} mentions in it", mentions)
            yield ShadedArea(code, place_id, area_name(place_id, say), mentions, told)
