"""Regions of the first level in every country (states, provinces, oblasts), and some of the second."""

from __future__ import annotations

from collections.abc import Iterator

from places.gazetteer import table
from places.gazetteer.source import Entry
from places.model import Place

_TABLE = "regions.tsv"


class Regions:
    """The regions of ISO 3166-2 that GeoNames has, their ids ``geonames:<id>``."""

    name = "regions"
    credit = (
        "Regions: ids, codes and names from GeoNames (CC BY 4.0) and ISO 3166-2; German, English, French, "
        "Spanish and Italian names from Unicode CLDR (Unicode License v3); US counties placed by the "
        "US Census Bureau (public domain)"
    )

    @property
    def version(self) -> str:
        """A digest of the table."""
        return table.digest(_TABLE)

    def entries(self) -> Iterator[Entry]:
        """Yield an entry for every row of the table."""
        for row in table.rows(_TABLE):
            names = table.names(row["names"])
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
                types=tuple(filter(None, row["types"].split(","))),
                prominence=int(row["prominence"]),
            )
