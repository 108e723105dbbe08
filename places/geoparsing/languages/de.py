"""German."""

from __future__ import annotations

import re
from collections.abc import Iterator

from places.geoparsing.languages.language import Language, words

_ADJECTIVE_NAME = re.compile(r"(\w+)(es|er|e) ([A-ZÄÖÜ][\w-]*)")
_RIVER_TOWN = re.compile(r"(.+) (?:am|an der|im|in der|in|ob der|bei|vor der) ([A-ZÄÖÜ][\w-]+)")


def forms(name: str, city: bool) -> Iterator[str]:
    """Yield inflected and abbreviated forms: "Gelbes Meer" -> "Gelben Meeres", "Gelbe Meer"."""
    adjective = _ADJECTIVE_NAME.match(name)
    if adjective and not city:
        rest = name[adjective.end() :]
        stem, _, noun = adjective.groups()
        for ending in ("e", "es", "en", "em", "er"):
            for case in ("", "s", "es"):
                yield f"{stem}{ending} {noun}{case}{rest}"
    town = _RIVER_TOWN.fullmatch(name)
    if town:
        place, river = town.groups()
        yield from (f"{place}/{river}", f"{place} / {river}", f"{place} ({river})")
    if not city and name.endswith("lande"):
        yield f"{name}n"
    if name.startswith("Sankt "):
        yield f"St. {name[6:]}"


_CITY = "ortsausgang ortseingang ausfahrt anschlussstelle flüchtlingslager stadt hauptstadt großstadt kleinstadt hafenstadt millionenstadt gemeinde ort ortschaft dorf kurort badeort seebad kreisstadt landeshauptstadt metropole stadtteil ortsteil ortsteils bezirk stadtbezirk universitätsstadt siedlung hansestadt bischofssitz markt marktgemeinde"
_REGION = "region provinz oblast gebiet gebiete gebiets bundesland bundesstaat kanton departement département gouvernement gouvernorat landkreis kreis distrikt teilrepublik autonomen volksrepublik republik grafschaft woiwodschaft rajon krai landstrich bundesstaaten regionen provinzen republiken bezirke kreise städte orte"
_WATER = "fluss grenzfluss flusses see meer strom bach kanal bucht golf meerenge stausee nebenfluss flüsse"
_TERRAIN = "insel halbinsel inselgruppe berg gebirge vulkan wüste tal gipfel pass inseln atoll vulkans"
_SITE = "autobahnkreuz autobahndreieck weltraumbahnhof kosmodrom weltraumflugplatz flughafen hafen flugplatz atomkraftwerk kernkraftwerk akw skigebiet wintersportzentrum wintersportort skiort ferienort urlaubsort touristenort touristenhotel badeort touristenzone resort militärbasis stützpunkt luftwaffenstützpunkt raketenstartplatz"

_TYPES = {
    word: kind
    for kind, listed in (
        ("city", _CITY),
        ("region", _REGION),
        ("water", _WATER),
        ("terrain", _TERRAIN),
        ("site", _SITE),
    )
    for word in listed.split()
}

LANGUAGE = Language(
    code="de",
    nouns_capitalised=True,
    common=words("common-de.txt"),
    frequent=words("frequent-de.txt"),
    home=frozenset(["DE", "AT", "CH", "LI", "LU"]),
    never=frozenset(["Wall Street", "EU", "Europäische Union", "Europäischen Union"])
    | frozenset(
        "Die Der Das Den Dem Des Ein Eine Einen Er Sie Es Wir Ich Ihr Man Und Aber Auch Als Am An Auf Aus Bei Bis Da Dabei Damit Dann Daran Darin Davon Dazu Doch Dort Durch Er Für Gegen Hier Im In Ist Ja Jetzt Kein Mit Nach Noch Nun Nur Ob Ohne Sehr Seit So Um Uns Unter Vom Von Vor War Was Weil Wenn Wer Wie Wo Zu Zum Zur Zwar Alle Alles Hat Han Sind Sein Seine Soll Sollen Wird Wurde Januar Februar März April Mai Juni Juli August September Oktober November Dezember Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Norden Süden Osten Westen Nordosten Nordwesten Südosten Südwesten Gott Herr Frau Swiss Region Western Eurozone".split()
    ),
    prepositions=frozenset("in nach aus bei nahe".split()) | {"an der", "entlang der", "auf der insel"},
    weak_prepositions=frozenset("von um über richtung zwischen bis ab gegen für vor".split()),
    of=frozenset(["von", "zu"]),
    nobles=frozenset(
        "herzog herzogin graf gräfin prinz prinzessin duke earl fürst fürstin freiherr baron".split()
    ),
    articles=frozenset("der die das dem den des".split()),
    types_before=_TYPES,
    titles=frozenset(
        "frau herr herrn dr prof familie präsident präsidentin minister ministerin sir lady lord könig königin papst sprecher sprecherin trainer trainerin kommissar richter richterin staatsanwalt general oberst autor regisseur".split()
    ),
    bodies_before=frozenset(
        "st sankt mall amtsgericht landgericht oberlandesgericht verwaltungsgericht bundesgericht polizeipräsidium klinikum uni galatasaray fenerbahce besiktas dynamo spartak lokomotive lok zska schachtar schachtjor sparta slavia rapid austria sturm zenit olympique energie kickers stade werder borussia eintracht fortuna hertha arminia alemannia union fc sc sv vfb vfl tsv fsv msv 1860 bayer hansa rot-weiß fanuc ac real atletico inter radio banco bank universität university hochschule".split()
    ),
    bodies_after=frozenset(
        "group company limited insurance stock exchange center centre film rück mall bank school university post times zeitung rundschau nachrichten kurier tageblatt anzeiger allgemeine airlines airport university college institute institut hotels open symphony philharmoniker gmbh ag kg inc ltd corp united city rovers town fc news journal herald tribune globe".split()
    ),
    types_in_name=frozenset("volksrepublik republik kreis landkreis halbinsel golf bucht".split()),
    plural_types=frozenset(
        "gebiete regionen provinzen städte orte inseln republiken flüsse kreise bezirke".split()
    ),
    definite=frozenset("der die das den dem des am im vom zum zur beim ins ans".split()),
    conjunctions=frozenset([" und ", ", ", " oder ", " sowie "]),
    types_within=frozenset("kreis kreises landkreis landkreises halbinsel".split()),
    region_heads={
        **dict.fromkeys("region gebiet provinz oblast becken raum delta staat zone".split(), "region"),
        **dict.fromkeys("halbinsel insel inseln tal wüste gebirge".split(), "terrain"),
        **dict.fromkeys("see fluss meer kanal".split(), "water"),
    },
    parts=frozenset("süd nord west ost mitte zentrum stadt land altstadt neustadt innenstadt".split()),
    type_suffixes={
        "stadt": "city",
        "dorf": "city",
        "fluss": "water",
        "insel": "terrain",
        "gebirge": "terrain",
        "provinz": "region",
        "region": "region",
        "gebiet": "region",
        "oblast": "region",
        "see": "water",
        "bahnhof": "site",
        "hafen": "site",
        "hotel": "site",
        "resort": "site",
        "kraftwerk": "site",
    },
    forms=forms,
    endings=("s",),
)
