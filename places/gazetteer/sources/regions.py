"""Regions of the first level in every country (states, provinces, oblasts), and some of the second."""

from __future__ import annotations

from collections.abc import Iterator

from places.gazetteer import table
from places.gazetteer.source import Entry
from places.languages import LANGUAGES, Languages
from places.model import Place

_TABLE = "regions.tsv"
_FEATURES = {"island": "ISL", "islands": "ISLS", "peninsula": "PEN"}  # GeoNames feature codes


class Regions:
    """The regions of ISO 3166-2 that GeoNames has, their ids ``geonames:<id>``.

    Parameters
    ----------
    languages : Languages, optional
        Those whose words for an island may stand beside a name.
    """

    name = "regions"
    credit = (
        "Regions: ids, codes and names from GeoNames (CC BY 4.0) and ISO 3166-2; German, English, French, "
        "Spanish and Italian names from Unicode CLDR (Unicode License v3); US counties placed by the "
        "US Census Bureau (public domain)"
    )

    def __init__(self, languages: Languages = LANGUAGES) -> None:
        self._languages = languages

    @property
    def version(self) -> str:
        """A digest of the table."""
        return table.digest(_TABLE, table.FURTHER_NAMES)

    def entries(self) -> Iterator[Entry]:
        """Yield an entry for every row of the table."""
        further = table.further_names()
        for row in table.rows(_TABLE):
            names = table.names(f"{further.get(row['id'], '')}|{row['names']}")
            shown = table.display(names)
            yield Entry(
                place=Place(
                    id=row["id"],
                    name=shown.get("en") or names[0].text,
                    kind="region",
                    latitude=float(row["latitude"]),
                    longitude=float(row["longitude"]),
                    country_codes=(row["country"],),
                    source=f"Names: Unicode CLDR, GeoNames. Coordinates: {row['source']}",
                    names=shown,
                    area=row["admin1"],
                    consists_of=(row["admin1"],) if row["feature_code"] == "ADM1" and row["admin1"] else (),
                ),
                names=names,
                feature_code=row["feature_code"],
                admin1=row["admin1"],
                types=self._types(row["types"]),
                prominence=int(row["prominence"]),
            )

    def _types(self, cell: str) -> tuple[str, ...]:
        """Return the words in a cell, with those that other languages have for an island."""
        words = list(filter(None, cell.split(",")))
        codes = [_FEATURES[word] for word in words if word in _FEATURES]
        return tuple(dict.fromkeys((*words, *self._languages.words_for(*codes))))
