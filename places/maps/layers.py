"""The map as layers of folium: places, and the land and borders below them.

They are added as every layer of folium is, in a notebook, in a saved file and with streamlit-folium::

    map = folium.Map(tiles=None)
    LandLayer().add_to(map)
    PlacesLayer([MapPlace("a", "Bergen", "city", 60.39, 5.32, mentions=9)]).add_to(map)

Both are feature groups, so that `streamlit_folium.st_folium` can exchange them in place
(``feature_group_to_add``); their scripts come with the layers, in addresses that hold them, and can be
had from elsewhere by folium's `add_js_link` and `add_css_link` ("places_map", "places_map_css").
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from folium import FeatureGroup
from folium.elements import JSCSSMixin
from folium.template import Template

from places.maps.assets import data_url, pieces
from places.maps.content import (
    Around,
    FetchedPlaces,
    Grounds,
    Line,
    MapPlace,
    MapTexts,
    Theme,
    Tiles,
)
from places.maps.scripted import land_data, places_data, script_json
from places.maps.shades import Shades
from places.model import MapView


class _Layer(JSCSSMixin, FeatureGroup):
    """A layer that our script draws."""

    default_js = [("places_map", data_url(pieces().script, "text/javascript"))]  # noqa: RUF012 - as folium has it
    default_css = [("places_map_css", data_url(pieces().style, "text/css"))]  # noqa: RUF012

    def __init__(self, data: str, *, name: str | None, overlay: bool, control: bool, show: bool) -> None:
        super().__init__(name=name, overlay=overlay, control=control, show=show)
        # folium changes links in the list that it finds: that of this layer, not that of all.
        self.default_js = list(self.default_js)
        self.default_css = list(self.default_css)
        self.data = data


class LandLayer(_Layer):
    """Land and borders of the world (Natural Earth), drawn without a network; finer where a server has more.

    Parameters
    ----------
    shaded_countries : collection of str, default ()
        ISO 3166-1 alpha-2 codes of the countries to draw a shade deeper.
    theme : {"light", "dark"}, default "light"
        Colours.
    tiles : Tiles, optional
        Map tiles over the land, which stays visible where they do not come.
    url : str, optional
        Where the browser finds ``world.json`` of this package, absolute or relative to the page. Without it
        the layer holds it, 470 kB; in a Streamlit app that travels with every run.
    ground : str, optional
        Where the browser finds the files of the folder `places.maps.GROUND`, ``{name}`` for the name of one
        without its suffix: ``ground/{name}.json``. It fetches those that the map comes to, once places and
        land are painted. Without it the map is land and borders at every zoom.
    grounds : Grounds, optional
        A switch on the map. In JavaScript the layer fires ``ground`` with the key of what is chosen; whoever
        listens shows the layer again with that.
    language : str, default "en"
        Of the names of towns, ISO 639-1.
    shades : Shades, optional
        Countries and first-level areas shaded by how often they are named, with a legend, instead of
        `shaded_countries`. A click on one chooses it where it is among the places of the map; otherwise the
        layer of the places fires ``area`` with its id.
    name : str, optional
        Of the layer in folium's `LayerControl`.
    overlay : bool, default False
        Whether it can be switched by itself (True) or is one base map among others (False).
    control, show : bool, default True
        Whether it stands in a `LayerControl`, and is shown at first.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = placesMap.landLayer({{ this.data }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        shaded_countries: Collection[str] = (),
        *,
        theme: Theme = "light",
        tiles: Tiles | None = None,
        url: str | None = None,
        ground: str | None = None,
        grounds: Grounds | None = None,
        language: str = "en",
        shades: Shades | None = None,
        name: str | None = None,
        overlay: bool = False,
        control: bool = True,
        show: bool = True,
    ) -> None:
        land = script_json(url) if url else pieces().world
        options = script_json(
            land_data(
                shaded_countries,
                theme=theme,
                tiles=tiles,
                ground=ground,
                grounds=grounds,
                language=language,
                shades=shades,
            )
        )
        super().__init__(
            f'{{"land":{land},{options[1:]}', name=name, overlay=overlay, control=control, show=show
        )


class PlacesLayer(_Layer):
    """Places as markers: shape and colour say the kind, the area how often a place is named.

    A few hundred are elements of the page, which can be reached by keyboard and tell screen readers what they
    are; the rest are dots on a canvas. Names are shown as text, whatever stands in them.

    In JavaScript the layer fires ``choose``, ``clear``, ``look``, ``point`` and ``click``
    (``script/layer.js``), and folium's `on` listens to them. With streamlit-folium a click on a place
    comes back as ``last_object_clicked``, its name as ``last_object_clicked_tooltip`` and its id as
    ``last_object_clicked_popup``.

    Parameters
    ----------
    places : sequence of MapPlace, or FetchedPlaces
        All places to show, in any order; ids are unique.
    chosen : str, optional
        Id of the place that stands out.
    theme : {"light", "dark"}, default "light"
        Colours.
    texts : MapTexts, optional
        Words; English ones where not given.
    legend : bool, default True
        Whether the map says what shapes and colours mean.
    buttons : bool, default False
        Whether the map has buttons to zoom and to show all places; for a map without folium's own
        (``zoom_control=False``).
    within : bool, default False
        Whether one of these buttons asks for what is in sight alone: the layer fires ``within``.
    fit : bool, default True
        Whether the map starts where the places are, whatever its `location`, and shows one world at most.
        Once a visitor has moved it, it stays there.
    view : MapView, optional
        Where the map starts instead (degrees, Leaflet's zoom), and goes when it changes.
    view_parameter : str, optional
        Name of the parameter of the page's own URL in which the map writes its view after a visitor has moved
        it, as ``latitude,longitude,zoom``. The page sees it in its next run, whatever causes that.
    fit_for : str, default ""
        What the places belong to. With another value the map shows all of them again, wherever it has been
        moved; with the same one it stays where it is, whichever places it shows.
    fill_frame : bool, default False
        Whether the map is alone in a frame, as in a Streamlit page: it takes all of it, and the page's font.
    outlines : str or mapping, optional
        The shapes of places, drawn when one is chosen or pointed at: where the browser finds the files of the
        folder `places.maps.OUTLINES`, ``{name}`` for the name of one without its suffix; or the shapes
        themselves, what `places.maps.outlines_of` gives.
    lines : sequence of Line, default ()
        Lines from the chosen place to others.
    clusters : bool, optional
        Whether places that are near each other in the view come together in a circle with their number,
        the most named ones aside. Without it they do so where there are more than 1,000, unless the places
        have sides. With `buttons` a visitor can have it otherwise, and the layer fires ``clusters``.
    around : Around, optional
        A circle that is drawn: what is shown lies in it.
    name : str, optional
        Of the layer in folium's `LayerControl`.
    overlay, control, show : bool, default True
        As folium's layers have them.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = placesMap.placesLayer({{ this.data }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        places: Sequence[MapPlace] | FetchedPlaces,
        *,
        chosen: str | None = None,
        theme: Theme = "light",
        texts: MapTexts | None = None,
        legend: bool = True,
        buttons: bool = False,
        within: bool = False,
        fit: bool = True,
        view: MapView | None = None,
        view_parameter: str | None = None,
        fit_for: str = "",
        fill_frame: bool = False,
        outlines: str | Mapping[str, Any] | None = None,
        lines: Sequence[Line] = (),
        clusters: bool | None = None,
        around: Around | None = None,
        name: str | None = None,
        overlay: bool = True,
        control: bool = True,
        show: bool = True,
    ) -> None:
        data = places_data(
            places,
            chosen=chosen,
            theme=theme,
            texts=texts,
            legend=legend,
            buttons=buttons,
            within=within,
            fit=fit,
            view=view,
            view_parameter=view_parameter,
            fit_for=fit_for,
            fill_frame=fill_frame,
            outlines=outlines,
            lines=lines,
            clusters=clusters,
            around=around,
        )
        super().__init__(script_json(data), name=name, overlay=overlay, control=control, show=show)
        self.places = places

    def get_bounds(self) -> list[list[float | None]]:
        """Give the corners of what is shown, south-west and north-east, for folium's `fit_bounds`."""
        if isinstance(self.places, FetchedPlaces) or not self.places:
            return [[None, None], [None, None]]
        latitudes = [place.latitude for place in self.places]
        longitudes = [place.longitude for place in self.places]
        return [[min(latitudes), min(longitudes)], [max(latitudes), max(longitudes)]]
