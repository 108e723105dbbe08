"""English."""

from __future__ import annotations

from collections.abc import Iterator

from places.geoparsing.languages.language import load


def forms(name: str, city: bool) -> Iterator[str]:  # noqa: ARG001
    """Yield spellings: "Saint Louis" -> "St. Louis", "St Louis"."""
    for long, short in (("Saint ", ("St. ", "St ")), ("Mount ", ("Mt. ", "Mt ")), ("Fort ", ("Ft. ", "Ft "))):
        if name.startswith(long):
            yield from (other + name[len(long) :] for other in short)


# Postal and press abbreviations of the states of the USA and the provinces of Canada.
_ABBREVIATIONS = """
US AL Ala.|AZ Ariz.|AR Ark.|CA Calif.|CO Colo.|CT Conn.|DE Del.|FL Fla.|GA Ga.|IL Ill.
US IN Ind.|KS Kan.|KY Ky.|LA La.|MD Md.|MA Mass.|MI Mich.|MN Minn.|MS Miss.|MO Mo.
US MT Mont.|NE Neb.|NV Nev.|NH N.H.|NJ N.J.|NM N.M.|NY N.Y.|NC N.C.|ND N.D.|OK Okla.
US OR Ore.|PA Pa.|RI R.I.|SC S.C.|SD S.D.|TN Tenn.|TX Tex.|VT Vt.|VA Va.|WA Wash.
US WV W.Va.|WI Wis.|WY Wyo.|DC D.C.
CA AB Alta.|BC B.C.|MB Man.|NB N.B.|NL Nfld.|NS N.S.|ON Ont.|PE P.E.I.|QC Que.|SK Sask.
"""


def _tails() -> dict[str, str]:
    tails: dict[str, str] = {}
    for line in _ABBREVIATIONS.split("\n"):
        country, _, listed = line.partition(" ")
        for pair in filter(None, listed.split("|")):
            code, short = pair.split(" ")
            tails[code] = tails[short] = f"{country}-{code}"
    return tails


LANGUAGE = load(
    "en",
    forms=forms,
    tails=_tails(),
    compounds_count=True,
    people_of=False,
    conjunctions=frozenset([" and ", ", ", " or ", ", and "]),
)
