"""The map and its layer as elements of folium, so that streamlit-folium can mount them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from places.maps.layer import script_json
from places.maps.lean_folium import folium


class Atlas(folium.Map):
    """A map that draws itself with places-map.js and nothing from another host.

    Its script is short and the same in every run, so that streamlit-folium keeps the map
    that is there; what changes comes with `PlacesLayer`.

    Parameters
    ----------
    leaflet, static : str
        URLs of the folders that hold Leaflet's files and ours, absolute or relative to the
        page that holds the map.
    version : str
        Goes into the links to the files, so that a browser keeps them no longer than they are good.
    font : str, optional
        URL of the font for names and controls.
    """

    _template = folium.template.Template(
        """
        {% macro header(this, kwargs) %}{% endmacro %}
        {% macro html(this, kwargs) %}{% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = placesMap.create("{{ this.get_name() }}", {{ this.create_options }});
        {% endmacro %}
        """
    )

    def __init__(self, *, leaflet: str, static: str, version: str, font: str | None = None) -> None:
        super().__init__(tiles=None)
        # folium gives every element a new number; the same name in every run is the same text in every run.
        self._id = "atlas"
        # Ours first: it fetches the base map while Leaflet is under way.
        self.default_js = [
            ("places", f"{static}/places-map.js?{version}"),
            ("leaflet", f"{leaflet}/leaflet.js?{version}"),
        ]
        # Not as default_css: streamlit-folium loads style sheets twice and does not wait for them.
        self.default_css = []
        self.create_options = script_json(
            {
                "css": [f"{leaflet}/leaflet.css?{version}", f"{static}/places-map.css?{version}"],
                "font": font,
                "fill": True,
            }
        )


class PlacesLayer(folium.FeatureGroup):
    """All markers as one layer.

    Parameters
    ----------
    data : mapping
        What `places.maps.layer` gives.
    """

    _template = folium.template.Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = placesLayer({{ this.data }});
        {% endmacro %}
        """
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(control=False)
        self.data = script_json(data)

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 - the signature is folium's
        """Render nothing: streamlit-folium takes the script straight from the template.

        folium would compile the finished script as a template once more, which takes a fifth
        of a second for ten thousand places and reads ``{% ... %}`` in a name as an order.
        """
        return ""
