"""Countries and regions shaded by how often the selection names them, and what a click on one does."""

from __future__ import annotations

from collections.abc import Iterator

from places.dataset import Dataset
from places.gazetteer.area_codes import codes_of_areas, country_ids, first_level_areas
from places.language import Language
from places.maps import ShadedArea, Shades
from places.maps.shades import REGIONS_FROM
from places.query import Level, area_name, count_by_area
from places.ranges import InPlace
from places.selection import Selection
from places.views import state


def shades(dataset: Dataset, selection: Selection, say: Language) -> Shades | None:
    """Give what is shaded; None where nothing is asked to be."""
    if not selection.shades:
        return None
    return Shades(
        countries=tuple(_areas(dataset, selection, "countries", say)),
        regions=tuple(_areas(dataset, selection, "regions", say)),
        countries_title=say("Mentions by country"),
        regions_title=say("Mentions by region"),
        regions_from=0 if selection.shades == "regions" else REGIONS_FROM,
        language=say.code,
    )


def _areas(dataset: Dataset, selection: Selection, level: Level, say: Language) -> Iterator[ShadedArea]:
    ids = country_ids()
    for code, mentions in count_by_area(dataset, selection, level).items():
        area = first_level_areas().get(code)
        place_id = ids.get(code) or (area.place_id if area else "")
        if place_id:
            told = say.plural("{n} mention in it", "{n} mentions in it", mentions)
            yield ShadedArea(code, place_id, area_name(place_id, say), mentions, told)


def keep_to(place_id: str) -> None:
    """Keep to a country or a region that is shaded, or no more where that is done already."""
    if place_id in codes_of_areas():
        asked = InPlace(place_id)
        state.change(within=None if state.selection().within == asked else asked)
