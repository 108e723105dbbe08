"""French."""

from __future__ import annotations

from places.geoparsing.languages.language import Language, words

LANGUAGE = Language(
    code="fr",
    common=words("common-fr.txt"),
    frequent=words("frequent-fr.txt"),
    home=frozenset(["FR", "BE", "CH", "CA", "LU"]),
    never=frozenset(
        "Le La Les Un Une Des De Du Et Ou Mais Il Elle Ils Elles On Nous Vous Je Tu Ce Cette Ces En Au Aux Dans Pour Par Sur Avec Sans Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre Nord Sud Est Ouest".split()
    ),
    prepositions=frozenset("à en dans".split()),
    weak_prepositions=frozenset("au aux de d depuis vers entre près".split()),
    of=frozenset(["de", "d"]),
    nobles=frozenset("duc duchesse comte comtesse prince princesse baron".split()),
    articles=frozenset(["le", "la", "les", "du", "de"]),
    types_before={
        **dict.fromkeys("ville commune village capitale".split(), "city"),
        **dict.fromkeys("région province département oblast canton".split(), "region"),
        **dict.fromkeys("fleuve rivière lac mer".split(), "water"),
        **dict.fromkeys("île mont péninsule presqu'île îles".split(), "terrain"),
        **dict.fromkeys("aéroport cosmodrome port".split(), "site"),
    },
    titles=frozenset("m mme mlle dr président présidente ministre roi reine pape général".split()),
    bodies_after=frozenset("fc match".split()),
    bodies_before=frozenset("olympique fc as banque université".split()),
    types_in_name=frozenset(["lac", "mont", "île", "îles", "mer"]),
    definite=frozenset("le la l du".split()),
    conjunctions=frozenset([" et ", ", ", " ou "]),
    compounds_count=True,
)
