"""Spanish: what towns are called besides."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from places.languages.people import first_names, surnames
from places.languages.town import Town, TownName

# "Miranda de Ebro", "Jerez de la Frontera": texts of the neighbourhood often say the first part alone.
_LONG_NAME = re.compile(
    r"((?:(?:El|La|Las|Los|San|Sant|Santa) )?[A-ZÁÉÍÓÚÑ]\w{3,}) "
    r"(?:de|de l[’']|de la|de las|de los|del|dels|el|la) ?[A-ZÁÉÍÓÚÑ].*"
)
_SAINTS = ("San ", "Sant ", "Santa ")
_NO_NAMES = frozenset(
    """
    Aguada Alameda Aldea Arroyo Bahía Bajos Balcón Barra Barranca Barranco Barri Barrio Boca Bocas
    Cabeza Campo Canal Capilla Casa Casas Cañada Cerro Cinco Ciudad Ciénaga Ciénega Colonia Costa Cruz
    Cuatro Delta Diez Doce Dos Dreta Ejido Estación Estancia Fraccionamiento Fuente Fuentes Hacienda
    Ingenio Isla Jardines Jardín Lago Laguna Llano Llanos Loma Lomas Mesa Minas Monte Nueva Nueve Nuevo
    Ocho Once Palmar Palmas Paraje Parque Paso Piedra Pinar Playa Playas Plaza Portal Potrero Primero
    Progreso Pueblo Puente Puerta Puerto Punta Purísima Pórticos Quince Rancho Reparto Residencial
    Ribera Rincón Rodeo Sabana Salinas Salto Santuario Seis Sierra Siete Termas Terrazas Torre Torres
    Treinta Tres Unidad Unión Uno Valle Vega Veinte Veinticinco Villa Villas Vista
    """.split()  # noqa: SIM905 (a list of one word a line would fill a page)
)
"""First parts that are words for a kind of place, or numbers of days, and no names by themselves."""
_SHORT_FROM = 1500  # inhabitants
_CITY_FROM = 50_000  # inhabitants of a city of which the first part is said, whatever it is called after


def town_names(town: Town, _listed: Container[str]) -> Iterator[TownName]:
    """Yield the first part of a long name; that of a person or a saint in Spain alone."""
    long = _LONG_NAME.fullmatch(town.name)
    if long is None or town.population < _SHORT_FROM or long[1] in _NO_NAMES:
        return
    called_after = long[1].startswith(_SAINTS) or long[1] in first_names() or long[1] in surnames()
    if town.country == "ES" or not called_after or town.population >= _CITY_FROM:
        yield TownName(long[1], "short")
