"""Spanish: what towns are called besides."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from places.languages.town import Town, TownName

# "Miranda de Ebro", "Jerez de la Frontera": texts of the neighbourhood often say the first part alone.
_LONG_NAME = re.compile(
    r"((?:(?:El|La|Las|Los|San|Sant|Santa) )?[A-ZÁÉÍÓÚÑ]\w{3,}) "
    r"(?:de|de l[’']|de la|de las|de los|del|dels|el|la) ?[A-ZÁÉÍÓÚÑ].*"
)
_SAINTS = ("San ", "Sant ", "Santa ")
_NO_NAMES = frozenset(
    """
    Aldea Arroyo Barra Barranca Barranco Barrio Boca Bocas Cabeza Campo Canal Cañada Casa Casas Cerro Ciudad
    Colonia Costa Cruz Estación Estancia Hacienda Isla Jardín Jardines Lago Laguna Loma Lomas Mesa Monte Nueva
    Nuevo Paraje Parque Paso Piedra Playa Playas Portal Potrero Pueblo Puente Puerta Puerto Punta Rancho
    Residencial Rincón Salto Sierra Torre Torres Unidad Valle Vega Villa Villas Vista
    """.split()  # noqa: SIM905 (a list of one word a line would fill a page)
)
"""First parts that are words for a kind of place, and no names by themselves."""
_SHORT_FROM = 1500  # inhabitants


def town_names(town: Town, _listed: Container[str]) -> Iterator[TownName]:
    """Yield the first part of a long name; of saints in Spain alone, as America has too many of each."""
    long = _LONG_NAME.fullmatch(town.name)
    if long is None or town.population < _SHORT_FROM or long[1] in _NO_NAMES:
        return
    if town.country == "ES" or not long[1].startswith(_SAINTS):
        yield TownName(long[1], "short")
