"""The forms in which names stand in texts: what a gazetteer and the languages make of each name.

Columns, and not an object for each of a million forms: what holds for all names is done to all at
once, and only what a language's rules or a spelling vary is looked at one by one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from places.gazetteer.index import Gazetteer
from places.geoparsing.forms.areas import abbreviations, of_areas, republics
from places.geoparsing.forms.cities import of_cities, plainly_written
from places.geoparsing.forms.derived import genitives, in_capitals, respelled_forms
from places.geoparsing.forms.shortened import shortened_countries
from places.geoparsing.forms.table import (
    ALTERNATE,
    ROLES,
    TYPED,
    Forms,
    Mask,
    attested,
    enlarged,
    grouped,
    heard,
    joined,
    mask,
    tongue,
    with_plain_apostrophes,
)
from places.languages import Languages
from places.model import KINDS

__all__ = ["ALTERNATE", "FILES", "ROLES", "TYPED", "Forms", "Mask", "collect", "heard", "mask", "tongue"]

FILES: Final = tuple(sorted(Path(__file__).parent.glob("*.py")))
"""What the forms are made by, besides the languages: with other rules they are others."""

_CITY: Final = KINDS.index("city")


def collect(gazetteer: Gazetteer, saliences: npt.NDArray[np.float64], languages: Languages) -> Forms:
    """Collect the forms of all names of a gazetteer.

    Parameters
    ----------
    gazetteer : Gazetteer
    saliences : numpy.ndarray
        How well known each place is.
    languages : Languages
        Whose rules are asked.
    """
    cities = gazetteer.numbers("kind")[gazetteer.numbers_of_names("place")] == _CITY
    several = [
        *of_cities(gazetteer, cities, languages),
        *of_areas(gazetteer, ~cities, languages),
        plainly_written(gazetteer, languages),
        abbreviations(gazetteer, languages),
        republics(gazetteer, languages),
        shortened_countries(gazetteer, languages),
    ]
    forms = grouped(with_plain_apostrophes(joined(several)))
    del several
    forms = enlarged(forms, genitives(forms, saliences, languages))
    respelled, main = respelled_forms(forms, saliences, languages)
    forms = enlarged(attested(forms, respelled, main, tongue(languages, None)), respelled)
    return enlarged(forms, in_capitals(forms, saliences, languages))
