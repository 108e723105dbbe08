"""Codes of states and provinces that addresses have after a town, whatever the language of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

_CODES: Final = {  # of the postal services, which are those of ISO 3166-2 without the country
    "AU": "ACT NSW NT QLD SA TAS VIC WA",
    "CA": "AB BC MB NB NL NS NT NU ON PE QC SK YT",
    "US": """AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ
        NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VT WA WI WV WY""",
}

STATED: Final = frozenset(_CODES)
"""ISO 3166-1 codes of the countries where a town is told with its state."""


def _states() -> Mapping[str, frozenset[str]]:
    states: dict[str, set[str]] = defaultdict(set)
    for country, codes in _CODES.items():
        for code in codes.split():
            states[code].add(f"{country}-{code}")
    return {code: frozenset(meant) for code, meant in states.items()}


STATES: Final = _states()
"""Each code and the ISO 3166-2 codes that it may mean: "WA" is Washington and Western Australia."""
