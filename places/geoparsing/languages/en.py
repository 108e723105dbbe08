"""English."""

from __future__ import annotations

from collections.abc import Iterator

from places.geoparsing.languages.language import Language, words


def forms(name: str, city: bool) -> Iterator[str]:  # noqa: ARG001
    """Yield spellings: "Saint Louis" -> "St. Louis", "St Louis"."""
    for long, short in (("Saint ", ("St. ", "St ")), ("Mount ", ("Mt. ", "Mt ")), ("Fort ", ("Ft. ", "Ft "))):
        if name.startswith(long):
            yield from (other + name[len(long) :] for other in short)


# Postal and press abbreviations of the states of the USA and the provinces of Canada.
_ABBREVIATIONS = """
US AL Ala.|AZ Ariz.|AR Ark.|CA Calif.|CO Colo.|CT Conn.|DE Del.|FL Fla.|GA Ga.|IL Ill.|IN Ind.|KS Kan.|KY Ky.|LA La.
US MD Md.|MA Mass.|MI Mich.|MN Minn.|MS Miss.|MO Mo.|MT Mont.|NE Neb.|NV Nev.|NH N.H.|NJ N.J.|NM N.M.|NY N.Y.
US NC N.C.|ND N.D.|OK Okla.|OR Ore.|PA Pa.|RI R.I.|SC S.C.|SD S.D.|TN Tenn.|TX Tex.|VT Vt.|VA Va.|WA Wash.|WV W.Va.
US WI Wis.|WY Wyo.|DC D.C.
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


_TYPES_AFTER = {
    **dict.fromkeys(
        "county province region state district territory oblast prefecture governorate peninsula".split(),
        "region",
    ),
    **dict.fromkeys("river lake sea bay creek gulf strait".split(), "water"),
    **dict.fromkeys("island islands mountains mountain desert valley".split(), "terrain"),
    **dict.fromkeys("city town village suburb".split(), "city"),
}

LANGUAGE = Language(
    code="en",
    common=words("common-en.txt"),
    frequent=words("frequent-en.txt"),
    home=frozenset(["US", "GB", "CA", "AU", "IE", "NZ"]),
    never=frozenset(
        ["White House", "Far North", "Wall Street", "EU", "European Union", "Downtown Eastside", "North West"]
    )
    | frozenset(
        "District Canadian American Castro Western Eastern Northern Southern Central Jewish Muslim Christian Kremlin Xinhua Molotov Downtown Islamic Arab The A An And Or But He She It We They You I In On At Of To From For By With As If So No Not Is Are Was Were Be Has Have Had Do Did Will Would Can May Mr Mrs Ms Dr All Any Many Most More Some This That These Those There Then When Where What Who Why How Our His Her Their Its My Your January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday North South East West Police President Minister State States County City Republican Democrat University".split()
    ),
    prepositions=frozenset(
        "in at near from to of around outside toward towards across through into via between".split()
    ),
    articles=frozenset(["the"]),
    types_before={
        **dict.fromkeys(
            "city town village suburb capital municipality cities towns villages suburbs".split(), "city"
        ),
        **dict.fromkeys(
            "province region state district governorate republic county provinces regions states districts".split(),
            "region",
        ),
        **dict.fromkeys("river lake sea".split(), "water"),
        **dict.fromkeys("island mount mountain".split(), "terrain"),
    },
    types_after=_TYPES_AFTER,
    titles=frozenset(
        "mr mrs ms miss dr prof sir lady lord president sen rep gov gen lt col capt sgt officer judge justice king queen pope senator congressman congresswoman detective coach captain lieutenant sergeant".split()
    ),
    bodies_before=frozenset(
        "mall association st saint san stade fc real inter air bank university royal radio".split()
    ),
    bodies_after=frozenset(
        "group company limited insurance exchange capital partners times post globe herald tribune journal news gazette star sun observer bank university institute school academy airlines airways united city rovers fc symphony orchestra street st avenue ave road rd boulevard blvd drive lane square bulls lakers knicks rangers giants inc corp ltd llc co company".split()
    ),
    types_taken=frozenset(
        "county river lake bay creek gulf strait island islands mountains mountain desert valley peninsula".split()
    ),
    types_in_name=frozenset(["republic", "state", "sea", "lake", "river", "mount", "island", "county"]),
    plural_types=frozenset(
        "cities towns provinces regions districts states islands rivers villages suburbs".split()
    ),
    definite=frozenset(["the"]),
    conjunctions=frozenset([" and ", ", ", " or ", ", and "]),
    tails=_tails(),
    compounds_count=True,
    forms=forms,
)
