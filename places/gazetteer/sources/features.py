"""What the packages lack: waters, mountains, islands, areas, quarters and sites, from tables of our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from places.gazetteer import table
from places.gazetteer.source import Entry
from places.languages import LANGUAGES, Languages
from places.model import Kind, Place

_PARTS = "consists_of.tsv"
TABLES = ("water.tsv", "terrain.tsv", "areas.tsv", "sites.tsv", "quarters.tsv", "districts.tsv")
"""The tables, all with the same columns; README.md beside them describes these."""

# The tables rank by how much is written about a place, from 1 (an ocean) to 5 (a brook).
_PROMINENCE = {"1": 20_000_000, "2": 5_000_000, "3": 1_000_000, "4": 200_000, "5": 40_000}


class Features:
    """The rows of our own tables, their ids ``own:<slug>`` or, where GeoNames has one, that.

    Parameters
    ----------
    languages : Languages, optional
        Those whose words for a lake or a bridge may stand beside a name.
    """

    name = "features"
    credit = (
        "Waters, mountains, islands, areas, quarters and sites: our own tables; every row says where its "
        "coordinates come from"
    )

    def __init__(self, languages: Languages = LANGUAGES) -> None:
        self._languages = languages

    @property
    def version(self) -> str:
        """A digest of the tables."""
        return table.digest(*TABLES, _PARTS, table.FURTHER_NAMES)

    def entries(self) -> Iterator[Entry]:
        """Yield an entry for every row of every table."""
        parts = {row["id"]: tuple(row["areas"].split(",")) for row in table.rows(_PARTS)}
        further = table.further_names()
        for one in TABLES:
            for row in table.rows(one):
                types = self._languages.words_for(row["feature_code"])
                yield _entry(row, further.get(row["id"], ""), types, parts.get(row["id"], ()))


def _entry(row: dict[str, str], further: str, types: tuple[str, ...], parts: tuple[str, ...]) -> Entry:
    known = f"de:main:{row['name_de']}|en:main:{row['name_en']}|{row['names']}|{further}"
    if row["kind"] in ("terrain", "region") and row["name_de"] == row["name_en"]:
        # "Formentera", "Brianza": what two languages do not translate is nobody's own.
        known += f"|:main:{row['name_en']}"
    names = table.names(known)
    return Entry(
        place=Place(
            id=row["id"],
            name=row["name_en"],
            kind=cast("Kind", row["kind"]),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            country_codes=tuple(filter(None, row["country_codes"].split(","))),
            source=row["source"],
            names=table.display(names),
            consists_of=parts,
        ),
        names=names,
        feature_code=row["feature_code"],
        types=types,
        prominence=_PROMINENCE[row["rank"]],
    )
