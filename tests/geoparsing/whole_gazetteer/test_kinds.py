"""Names that are no places after all, and places that words beside them tell, in the whole gazetteer."""

from __future__ import annotations

import pytest
from geopy.distance import geodesic

from places.geoparsing import Geoparser
from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Mainz unterliegt Freiburg zu Hause mit 0:3.", []),
        ("de", "Am Samstag schlägt Rostock Cottbus dank eines späten Treffers.", []),
        ("de", "Leverkusen zieht vorbei.", []),
        ("de", "Bayern stolpert in Bochum.", ["Bochum"]),
        ("de", "Kiel gewann in Flensburg 31:28.", ["Flensburg"]),
        ("de", "Hannover holt Karlsruhes Stürmer. In Hannover beginnt das Training.", ["Hannover"]),
        ("de", "Aachen verlängert mit dem Torwart bis 2030.", []),
        ("de", "Duisburg rettet sich am letzten Spieltag vor dem Abstieg.", []),
        ("de", "Kassel bezwingt Offenbach, Trier verliert in Homburg.", ["Homburg"]),
        ("de", "Osnabrück steht im Halbfinale, dort wartet Lübeck.", []),
        ("de", "Erfurt kann gegen Jena nicht gewinnen, es bleibt beim 2:2.", []),
        ("de", "Der Torhüter wechselt von Rostock zu Dresden.", []),
        ("en", "Napoli beat Verona away.", []),
        ("en", "Derby slip to sixth; Preston held Stoke to a 2-2 draw.", []),
        ("en", "Tampa fell to Phoenix in overtime.", []),
        ("en", "Bordeaux have appointed a new coach.", []),
        ("en", "Leverkusen thumped Augsburg on Friday.", []),
        ("en", "Bilbao drew with Girona on Friday in Madrid.", ["Madrid"]),
        ("en", "Dallas traded a winger to Calgary for a draft pick.", []),
        ("en", "Leicester host Norwich; the match was moved.", []),
        ("en", "Ipswich 3, Barnsley 1", []),
        ("en", "Header in added time sinks Swindon", []),
        ("en", "Tulsa hires former El Paso coach", []),
        ("en", "Blackpool cling on to sixth spot", []),
        ("de", "Eishockey: Straubing ringt Bremerhaven nieder", []),
        ("de", "Cottbus: Torwart fällt lange aus", []),
        ("de", "Duisburg patzt wieder", []),
        ("en", "Swindon v Barnsley: Teams and kick-off time", []),
        ("en", "She played for Lyon and Wolfsburg before she moved to Oslo.", ["Oslo"]),
        ("en", "Ipswich relegated on the last day", []),
        ("de", "Kassel unterliegt Offenbach", []),
        ("de", "Osnabrück holt ihn ablösefrei aus Genua.", ["Genua"]),
        ("en", "Preston appoint Dane as manager", []),
        ("de", "Rostock gegen Cottbus: Alles ist bereit", []),
        ("de", "Heidenheim steigt ab, Paderborn bleibt", []),
        ("de", "Heimsieg für Osnabrück", []),
        ("de", "Oldenburg und Meppen teilen die Punkte", []),
    ],
)
def test_a_town_of_which_sport_tells_is_its_club(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Moskau schlägt Verhandlungen in Istanbul vor.", ["Moskau", "Istanbul"]),
        ("de", "Berlin gewinnt die Ausschreibung gegen Hamburg.", ["Berlin", "Hamburg"]),
        ("de", "Kiew verliert weitere Orte bei Charkiw.", ["Kiew", "Charkiw"]),
        ("de", "Berlin spielt eine Partie auf Zeit, Paris wartet.", ["Berlin", "Paris"]),
        ("de", "Der Zug nach Köln fährt 18:30 Uhr, Bonn folgt.", ["Köln", "Bonn"]),
        ("de", "Hamburg verlängert den Vertrag mit dem Museum in Altona.", ["Hamburg", "Altona"]),
        ("de", "Dresden steht vor einem heißen Sommer.", ["Dresden"]),
        ("de", "Die Allianz zu Köln klagt gegen Bonn.", ["Köln", "Bonn"]),
        ("en", "Moscow won more territory near Kharkiv.", ["Moscow", "Kharkiv"]),
        ("en", "Leeds and York are to share a mayor.", ["Leeds", "York"]),
        ("en", "The judge ruled against Chicago over the tax.", ["Chicago"]),
        ("en", "Seattle won the right to tax the firm.", ["Seattle"]),
        ("en", "Tulsa hires more teachers.", ["Tulsa"]),
        ("en", "Oslo 4, Bergen 7, Bodø 2", ["Oslo", "Bergen", "Bodø"]),
        ("en", "A storm hammers Ipswich.", ["Ipswich"]),
        ("de", "Der Rhein bei Köln steigt ab Mittwoch.", ["Rhein", "Köln"]),
        ("de", "Rostock teilt die Stadt neu ein.", ["Rostock"]),
    ],
)
def test_a_town_of_which_the_same_is_said_without_sport_is_a_place(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The Don froze at Rostov.", ["Don", "Rostov"]),
        ("en", "The Danube rose. The DPRK denied it.", ["Danube", "DPRK"]),
        ("en", "They went from Panama by boat to Cuba.", ["Panama", "Cuba"]),
        ("en", "Goods leave Mexico by rail.", ["Mexico"]),
    ],
)
def test_a_longer_name_hides_no_other_one_that_the_text_has(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("text", "town", "point"),
    [
        ("Parts come from Tucson, AZ, and Omaha NE.", "Omaha", (41.26, -95.94)),
        ("The nurse left Eugene OR for Provo UT.", "Eugene", (44.05, -123.09)),
        ("MEMPHIS, TENN. — The levee held.", "MEMPHIS", (35.15, -90.05)),
        ("Cranes were built in Peru, Illinois, for years.", "Peru", (41.33, -89.13)),
        ("A mill burned in Cuba, Missouri, and one in China, Maine.", "Cuba", (38.06, -91.4)),
        ("He was born in Moscow, Idaho.", "Moscow", (46.73, -117.0)),
        ("Mail it to Perth WA.", "Perth", (-31.95, 115.86)),
        ("The depots are in Watertown, S. Dak., and in Windsor, N. Car.", "Watertown", (44.9, -97.11)),
        ("A kiln in Hastings, Nebr., still works.", "Hastings", (40.59, -98.39)),
        ("A mill in Huntington, W. Va., closed.", "Huntington", (38.42, -82.45)),
        ("The depot in Georgetown, DE 19947 is closed.", "Georgetown", (38.69, -75.39)),
    ],
)
def test_the_code_of_a_state_decides_the_town_before_it(
    geoparser: Geoparser, text: str, town: str, point: tuple[float, float]
) -> None:
    mentions = geoparser.parse(text, "en")
    assert not {mention.surface for mention in mentions} & {"NE", "OR", "UT", "WA"}
    place = next(mention.place for mention in mentions if mention.surface == town)
    assert geodesic((place.latitude, place.longitude), point).km < 30


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The jars went to Tucson, AZ.", "Arizona"),
        ("MEMPHIS, TENN. — The levee held.", "Tennessee"),
        ("The bank in Salem, N.H., closed.", "New Hampshire"),
        ("Das Lager steht in Denver, CO.", "Colorado"),
    ],
)
def test_the_code_of_a_state_is_the_state_and_no_county(geoparser: Geoparser, text: str, state: str) -> None:
    mentions = geoparser.parse(text, "en" if "Lager" not in text else "de")
    assert [mention.place.name for mention in mentions[1:]] == [state]


def test_a_country_in_a_list_of_states_is_no_town(geoparser: Geoparser) -> None:
    mentions = geoparser.parse("The firm sells to Mexico, Texas and Arizona.", "en")
    assert [mention.place.kind for mention in mentions] == ["country", "region", "region"]


def test_a_town_that_is_not_listed_is_put_into_the_state_that_is_told_unsurely(geoparser: Geoparser) -> None:
    (mention,) = geoparser.parse("Oslo, Minn., has a new bridge.", "en")
    assert (mention.surface, mention.place.name) == ("Oslo", "Minnesota")
    assert mention.confidence < 0.8


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Madison Oyelaran, the goalkeeper, left Leeds.", ["Leeds"]),
        ("en", "Police thanked Dallas Brzozowski, who pulled the boy from the lake.", []),
        ("en", "Cairo Mbatha and Vienna Sokolov married in Rome.", ["Rome"]),
        ("de", "Madison Kowalczuk siegte im Hochsprung.", []),
        ("de", "Paris Kotzenbacher, der Wirt, kocht in Paris.", ["Paris"]),
        ("de", "Die Cellistin Irland spielte in Wien.", ["Wien"]),
        ("en", "Phoenix Mayor Kate Gallego spoke.", ["Phoenix"]),
        ("de", "Nach China Reisende müssen warten.", ["China"]),
        ("de", "In Florida Hausbesitzer zu versichern ist teuer.", ["Florida"]),
    ],
)
def test_a_first_name_after_a_place_is_that_of_a_person_before_a_surname(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The trawler Bergen rescued six men off Iceland.", ["Iceland"]),
        ("en", "The *Cordoba* left Lagos; the tanker *Ravenna* stayed.", ["Lagos"]),
        ("en", "- *Idlib*\n- **Aleppo**: no water", ["Idlib", "Aleppo"]),
        ("en", "A schooner named Bristol burned off Dakar.", ["Dakar"]),
        ("en", "The barque Seville and the MSC Antwerp lay in Santos.", ["Santos"]),
        ("de", "Ein Kutter namens Danzig liegt in Husum.", ["Husum"]),
        ("de", "Der Eisbrecher Rostock lief aus Kiel aus.", ["Kiel"]),
    ],
)
def test_a_ship_is_no_place(surfaces: Surfaces, language: str, text: str, found: list[str]) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "surface", "code"),
    [
        ("en", "The U.K sent a note to Oslo.", "U.K", "GB"),
        ("en", "A fair in the U.S for once.", "U.S", "US"),
        ("en", "The U.A.E paid.", "U.A.E", "AE"),
        ("en", "Thanks came from the Argentine Republic.", "Argentine Republic", "AR"),
        ("en", "A stamp from Basutoland was sold.", "Basutoland", "LS"),
        ("en", "The visitors spoke of Bharat.", "Bharat", "IN"),
        ("en", "A bill of the Co-operative Republic of Guyana was shown.", "Guyana", "GY"),
        (
            "de",
            "Die Vereinigten Mexikanischen Staaten stimmten zu.",
            "Vereinigten Mexikanischen Staaten",
            "MX",
        ),
        ("de", "Ein Brief aus Nordrhodesien kam an.", "Nordrhodesien", "ZM"),
        ("de", "Auf den Färöern wird gewählt.", "Färöern", "FO"),
    ],
)
def test_a_country_is_found_by_its_long_its_short_and_its_former_name(
    geoparser: Geoparser, language: str, text: str, surface: str, code: str
) -> None:
    mention = geoparser.parse(text, language)[0]
    assert (mention.surface, mention.place.kind, mention.place.country_codes) == (surface, "country", (code,))


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind"),
    [
        ("en", "Gulls are back on the Orange downstream of Upington.", "Orange", "water"),
        ("en", "The Trent burst its banks near Newark.", "Trent", "water"),
        ("de", "Der Regen ist abends über die Ufer getreten.", "Regen", "water"),
        ("de", "Als Hafen verlor Pillau an Rang.", "Pillau", "city"),
        ("en", "The ferry rounded the Datça peninsula.", "Datça", "city"),
        ("de", "Der Flug via Dubrovnik dauert.", "Dubrovnik", "city"),
        ("en", "Vanuatu Closes Luganville Runway", "Luganville", "city"),
        ("en", "They jog on Boston Common.", "Boston Common", "site"),
        ("de", "Im Jardin du Luxembourg blüht der Flieder.", "Jardin du Luxembourg", "site"),
    ],
)
def test_words_around_a_name_tell_of_which_kind_it_is(
    geoparser: Geoparser, language: str, text: str, surface: str, kind: str
) -> None:
    mentions = {mention.surface: mention.place.kind for mention in geoparser.parse(text, language)}
    assert mentions.get(surface) == kind


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Der Regen ist kalt, das Wasser steht."), ("en", "She ate the orange."), ("de", "Als Hafen!")],
)
def test_a_word_that_is_a_river_too_stays_a_word_without_such_words(
    geoparser: Geoparser, language: str, text: str
) -> None:
    assert geoparser.parse(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("de", "Am Niger fischen sie bei Timbuktu.", "Niger", "water"),
        ("de", "Die Brücke über den Regen ist alt; der Regen fließt dort träge.", "Regen", "water"),
        ("de", "Die Mulde stieg in Eilenburg.", "Mulde", "water"),
        ("de", "In Fulda tagt der Rat.", "Fulda", "city"),
        ("de", "Die Fähre aus Memel war pünktlich.", "Memel", "city"),
        ("de", "Damals wurde Memel abgetrennt.", "Memel", "city"),
        ("de", "Die Memel bildet die Grenze.", "Memel", "water"),
        ("en", "Punts on the Cam were full.", "Cam", "water"),
        ("en", "The Niger near Mopti is low.", "Niger", "water"),
        ("en", "Niger expelled the envoy.", "Niger", "country"),
        ("en", "The Senegal separates two countries.", "Senegal", "water"),
        ("en", "They paddled down the Colorado past Moab.", "Colorado", "water"),
        ("en", "The Colorado senator agreed.", "Colorado", "region"),
        ("en", "The Po is dry near Ferrara.", "Po", "water"),
        ("en", "The Bronx, they said, is loud.", "The Bronx", "city"),
        ("en", "As a spa, Bath had no equal.", "Bath", "city"),
    ],
)
def test_words_around_a_name_tell_whether_it_is_a_river_a_town_or_a_country(
    geoparser: Geoparser, language: str, text: str, name: str, kind: str
) -> None:
    mention = next(mention for mention in geoparser.parse(text, language) if mention.surface == name)
    assert mention.place.kind == kind


@pytest.mark.parametrize("text", ["The Tay at Perth is wide.", "They fish in the Tay near Perth."])
def test_a_town_named_after_its_river_lies_there(geoparser: Geoparser, text: str) -> None:
    mention = next(mention for mention in geoparser.parse(text, "en") if mention.surface == "Perth")
    assert mention.place.country_codes == ("GB",)


@pytest.mark.parametrize(
    ("language", "text", "surface", "country"),
    [
        ("en", "The U. S. Senate met.", "U. S.", "US"),
        ("en", "S. Africa and N. Korea abstained.", "S. Africa", "ZA"),
        ("en", "The Tunisian Republic signed.", "Tunisian Republic", "TN"),
        ("en", "The Mongolian People's Republic was dissolved.", "Mongolian People's Republic", "MN"),
        ("de", "Die Ungarische Republik zahlt.", "Ungarische Republik", "HU"),
        ("de", "Der Ungarischen Republik fehlt Geld.", "Ungarischen Republik", "HU"),
    ],
)
def test_a_country_is_found_by_its_longer_and_its_shorter_names(
    geoparser: Geoparser, language: str, text: str, surface: str, country: str
) -> None:
    mention = next(mention for mention in geoparser.parse(text, language) if mention.surface == surface)
    assert (mention.place.kind, mention.place.country_codes) == ("country", (country,))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Die Fahrt von Zwickau nach Annaberg ist lang.", ["Zwickau", "Annaberg-Buchholz"]),
        ("Von Göttingen nach Münden fährt ein Bus.", ["Göttingen", "Hannoversch Münden"]),
        ("Die Straße von Hof nach Selb ist gesperrt.", ["Hof", "Selb"]),
        ("Aus Ostrów kamen Arbeiter nach Kalisz.", ["Ostrów Wielkopolski", "Kalisz"]),
        ("Von Lübeck nach Segeberg sind es 30 Kilometer.", ["Lübeck", "Bad Segeberg"]),
    ],
)
def test_a_town_is_found_by_the_part_of_its_name_that_its_neighbours_say(
    geoparser: Geoparser, text: str, names: list[str]
) -> None:
    assert [mention.place.name for mention in geoparser.parse(text, "de")] == names


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Der Zoo Duisburg und das Theater Aachen öffnen wieder.", []),
        ("de", "Das Kunstmuseum Bonn und die Kunsthalle Kiel tauschen Bilder.", []),
        ("de", "Das Oberverwaltungsgericht Schleswig tagt in Lübeck.", ["Lübeck"]),
        ("en", "An Iowa State researcher grew it near Ames.", ["Ames"]),
        ("en", "The Ohio State Police closed the road.", ["Ohio"]),
        ("en", "He moved from Washington State to Oregon.", ["Washington State", "Oregon"]),
        ("en", "The Toledo Zoo lost a bear to the Houston Zoo.", []),
        ("en", "My guide, Chad Lagos, knew the way to Mwanza.", ["Mwanza"]),
        ("en", "Lake Chad, Lagos, and Mwanza are far apart.", ["Lake Chad", "Lagos", "Mwanza"]),
    ],
)
def test_what_is_called_after_a_place_is_none(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ferry Sinks Off Zanzibar, Dozens Missing", ["Zanzibar"]),
        ("Officials Want Leicester Shelters Opened", ["Leicester"]),
        ("Houston Mayor Defends Plan For Flood Gates", ["Houston"]),
        ("Phoenix Endures Longest Heat Wave On Record", ["Phoenix"]),
        ("Vienna, Paris Sign Night Train Deal", ["Vienna", "Paris"]),
        ("New Rail Link Between Porto And Vigo Delayed", ["Porto", "Vigo"]),
    ],
)
def test_a_headline_in_capitals_keeps_its_places(surfaces: Surfaces, text: str, found: list[str]) -> None:
    assert surfaces("en", text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Der Bürgermeister von Hagen widerspricht.", ["Hagen"]),
        ("de", "Die Innenstadt von Essen ist gesperrt.", ["Essen"]),
        ("de", "Der Löffel von Hagen ist aus Holz.", []),
        ("de", "Hamm, Halle und Hagen gedenken der Toten.", ["Hamm", "Halle", "Hagen"]),
        ("de", "Das Dorf Schuld liegt an der Ahr.", ["Schuld", "Ahr"]),
        ("de", "Die Schuld der Bank ist bewiesen.", []),
        ("en", "The mayor of Reading and the bishop of Lincoln met.", ["Reading", "Lincoln"]),
    ],
)
def test_a_name_that_is_a_word_too_is_found_where_only_towns_stand(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Man fährt ab Split und kommt nach Ancona.", ["Split", "Ancona"]),
        ("de", "Die USS Tampa und die MS Bergen lagen vor Haifa.", ["Haifa"]),
        ("en", "Her sister ship, the Lisbon, sank near Bergen.", ["Bergen"]),
        ("en", "The *Arabia* met the *Kenya* off Malta.", ["Malta"]),
        ("en", "Nothing but a ship, they said, left Lisbon.", ["Lisbon"]),
    ],
)
def test_a_ship_is_none_of_the_places_that_it_sails_between(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "surface", "shown"),
    [
        (
            "de",
            "In Landsberg an der Warthe kam er zur Welt.",
            "Landsberg an der Warthe",
            "Gorzów Wielkopolski",
        ),
        ("de", "Das Beben traf Shigatse.", "Shigatse", "Shigatse"),
        ("de", "Die Straße nach Tamanrasset ist offen.", "Tamanrasset", "Tamanrasset"),
        ("en", "The town of Memel fell in 1945.", "Memel", "Klaipeda"),
        ("en", "A plant in Boluo closed.", "Boluo", "Boluo"),
    ],
)
def test_a_place_is_shown_by_the_name_that_news_print(
    geoparser: Geoparser, language: str, text: str, surface: str, shown: str
) -> None:
    mention = next(mention for mention in geoparser.parse(text, language) if mention.surface == surface)
    assert mention.place.names[language] == shown


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Hagen 7:15, Essen 7:50, Halle 10:05", ["Hagen", "Essen", "Halle"]),
        ("de", "Heute: Halle 14°, Essen 19 °C, Hagen 21°", ["Halle", "Essen", "Hagen"]),
        ("en", "Bath 9.40, Split 11.15, Nice 12.05", ["Bath", "Split", "Nice"]),
        ("en", "Reading 40 %, Mobile 35 %, Nice 22 %", ["Reading", "Mobile", "Nice"]),
        ("de", "Wesel bezwingt Hagen 3:1, Essen verliert 0:2.", []),
        ("de", "Sport 7:15, Essen 7:50, Pause 8:05", []),
        ("de", "Treffpunkt: Singen", ["Singen"]),
        ("de", "Wohnort: Essen\nBeruf: Koch", ["Essen"]),
        ("en", "Venue: Reading", ["Reading"]),
        ("en", "Hobby: Reading", []),
    ],
)
def test_towns_that_are_words_too_are_read_in_timetables_and_behind_labels(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind", "point"),
    [
        ("de", "Ein Boot kenterte auf der Traun.", "Traun", "water", (48.05, 13.85)),
        ("de", "Der Kocher trat über die Ufer.", "Kocher", "water", (49.2, 9.55)),
        ("de", "Hochwasser an der Zschopau.", "Zschopau", "water", (50.8, 13.05)),
        ("en", "The Itchen burst its banks.", "Itchen", "water", (51.03, -1.3)),
        ("en", "Seals came back to the Isle of Sheppey.", "Isle of Sheppey", "terrain", (51.4, 0.8)),
        ("en", "They live on the island of Zakynthos.", "Zakynthos", "terrain", (37.8, 20.75)),
        ("en", "A mural in Nørrebro was cleaned.", "Nørrebro", "city", (55.69, 12.55)),
    ],
)
def test_rivers_islands_and_quarters_of_which_local_news_tell_are_known(
    geoparser: Geoparser, language: str, text: str, surface: str, kind: str, point: tuple[float, float]
) -> None:
    (mention,) = geoparser.parse(text, language)
    assert (mention.surface, mention.place.kind) == (surface, kind)
    assert geodesic((mention.place.latitude, mention.place.longitude), point).km < 15


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Wagen im Test: ein Paar Schuhe in Blau, mehr als Sense und Hase."),
        ("en", "A dart, a dove and a Test in the Weaver household."),
    ],
)
def test_words_that_are_rivers_too_stay_words(surfaces: Surfaces, language: str, text: str) -> None:
    assert surfaces(language, text) == []


def test_a_state_of_the_country_that_letters_stand_for_is_not_that_country(geoparser: Geoparser) -> None:
    found = geoparser.parse("Die Spur führte in den US-Staat Utah und auf UK-Gebiet.", "de")
    assert [mention.surface for mention in found] == ["Utah"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Er trank ein Glas Bordeaux und aß zwei Scheiben Gouda in Kassel.", ["Kassel"]),
        ("en", "Two bottles of Bordeaux and a cup of Java were served in Exeter.", ["Exeter"]),
        ("fr", "Un verre de Cognac à Limoges.", ["Limoges"]),
        ("es", "Una copa de Rioja en Burgos.", ["Burgos"]),
        ("it", "Un bicchiere di Marsala a Palermo.", ["Palermo"]),
    ],
)
def test_what_is_poured_or_sliced_is_no_place(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


def test_whoever_is_sold_goes_to_a_club_and_the_club_tells_where_the_rest_is(geoparser: Geoparser) -> None:
    text = "Burnley sold her to Sunderland for two million, and she moved to a flat in Durham."
    (durham,) = geoparser.parse(text, "en")
    assert (durham.surface, durham.place.country_codes) == ("Durham", ("GB",))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Zwischen Fulda und Bad Hersfeld wird die Autobahn ausgebaut.", ["city", "city"]),
        ("Zwischen Alsfeld und Fulda fahren nur Busse.", ["city", "city"]),
        ("Zwischen Werra und Fulda liegt ein Wald.", ["water", "water"]),
        ("Zwischen Elbe und Bremen liegt ein Moor.", ["water", "city"]),
    ],
)
def test_a_name_beside_a_town_is_a_town_where_a_river_had_an_article(
    geoparser: Geoparser, text: str, kinds: list[str]
) -> None:
    assert [mention.place.kind for mention in geoparser.parse(text, "de")] == kinds
