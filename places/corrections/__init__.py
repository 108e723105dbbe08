"""What a person says of a name goes before what the geoparser found.

`read_corrections` reads a table of it, the journal has more, and `places.corrections.setting` sets
the mentions of an article right. That is not loaded here: a dashboard has no need of a geoparser.
"""

from places.corrections.correction import REASON, Correction, Corrections
from places.corrections.table import COLUMNS, NO_PLACE, Places, correction_row, read_corrections

__all__ = [
    "COLUMNS",
    "NO_PLACE",
    "REASON",
    "Correction",
    "Corrections",
    "Places",
    "correction_row",
    "read_corrections",
]
