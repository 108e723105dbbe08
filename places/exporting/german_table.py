"""CSV as Excel reads it in German settings by a double click: semicolons between fields, decimal commas.

All else is as in `places.exporting.table`.
"""

from __future__ import annotations

from typing import BinaryIO, Final

from places.exporting.extract import Extract
from places.exporting.table import write_table

name: Final = "csv-de"
label: Final = "CSV (Excel, DE)"
suffix: Final = ".de.csv"
media_type: Final = "text/csv"
excerpts: Final = None


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write a head and one row a mention."""
    write_table(extract, stream, delimiter=";", point=",")
