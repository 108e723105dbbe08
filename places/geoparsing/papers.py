"""Where papers appear: what their names do not tell, or leave open ("Ostsee-Zeitung", "Bangor Daily News").

The table `papers.tsv` has some 1,300 newspapers of one town or region: which town each appears in is general
knowledge of our own, the coordinates of that town are those of GeoNames (CC BY 4.0).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from places.geoparsing.parser import Home

_TABLE: Final = Path(__file__).with_name("papers.tsv")
_ARTICLES: Final = ("the", "der", "die", "das")


def home_of_paper(name: str) -> Home | None:
    """Return where a paper appears, by its name or the address of its pages; None if that is not known."""
    return _papers().get(_key(name))


@cache
def _papers() -> Mapping[str, Home]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {_key(row["paper"]): Home(float(row["latitude"]), float(row["longitude"])) for row in rows}


def _key(name: str) -> str:
    """Return what a name and an address of a paper have in common: "bangordailynews"."""
    name = name.strip().casefold()
    if " " not in name and "." in name.strip("."):  # "www.bangordailynews.com"
        name = name.partition("://")[2] or name
        name = name.partition("/")[0].removeprefix("www.").rpartition(".")[0]
    words = name.replace("&", " and ").split()
    if len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    return "".join(letter for letter in "".join(words) if letter.isalnum())
