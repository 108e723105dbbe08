"""What stands in the news, found and placed with everything that the gazetteer knows."""

from __future__ import annotations

import pytest
from geopy.distance import geodesic

from places.geoparsing import Geoparser
from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "surface", "point", "kilometres"),
    [
        ("de", "Aus Sicht Pjöngjangs ist das ein Erfolg.", "Pjöngjangs", (39.03, 125.75), 30),
        ("de", "Sie trafen sich am Weltraumbahnhof Wostotschny.", "Wostotschny", (51.88, 128.33), 30),
        ("de", "Die Armee steht im Gebiet Kursk.", "Kursk", (51.7, 36.2), 100),
        ("de", "Die Brücke über den Grenzfluss Tumen wird gebaut.", "Tumen", (42.4, 130.6), 60),
        ("de", "Das Seebad Wonsan-Kalma ist eröffnet.", "Wonsan-Kalma", (39.17, 127.48), 30),
        ("de", "Im Skigebiet Masik-Ryong liegt Schnee.", "Masik-Ryong", (39.06, 127.26), 30),
        ("de", "Er flog über Jakutsk nach Wladiwostok.", "Jakutsk", (62.03, 129.73), 30),
        ("de", "Er flog über Jakutsk nach Wladiwostok.", "Wladiwostok", (43.12, 131.89), 30),
        (
            "de",
            "Der Zug hielt in Neustadt (Dosse) und in Wittenberge.",
            "Neustadt (Dosse)",
            (52.85, 12.43),
            5,
        ),
        ("de", "Die Feuerwehr in Frankfurt (Oder) rückte aus.", "Frankfurt (Oder)", (52.35, 14.55), 10),
        ("de", "Die Universität in Halle (Saale) wächst.", "Halle (Saale)", (51.48, 11.97), 10),
        ("de", "Der Sturm traf die Insel Sylt und den Norden.", "Sylt", (54.91, 8.33), 30),
        ("de", "Er reiste von Lemberg nach Danzig.", "Lemberg", (49.84, 24.03), 10),
        ("de", "In Singen und Weiden wurde gefeiert.", "Singen", (47.76, 8.84), 10),
        ("de", "Am Freitag geht es von Garmisch nach Schladming.", "Garmisch", (47.49, 11.1), 5),
        ("de", "Die Fähre nach Amorgos und Ios fiel aus.", "Ios", (36.72, 25.33), 15),
        ("de", "Der Albulapass ist gesperrt.", "Albulapass", (46.58, 9.83), 5),
        ("de", "Wanderer wurden vom Mont Ventoux gerettet.", "Mont Ventoux", (44.17, 5.28), 5),
        ("de", "Der Verkehr über den Brenner stockt.", "Brenner", (47.0, 11.51), 5),
        ("de", "Sie wohnen am Ufer des Kongo-Flusses.", "Kongo-Flusses", (-2.0, 19.0), 700),
        ("de", "Die Höhen des Kaukasus-Gebirges sind weiß.", "Kaukasus-Gebirges", (42.5, 45.0), 200),
        ("de", "Im Wolfgangsee ist es kalt.", "Wolfgangsee", (47.74, 13.39), 5),
        ("de", "Das Hotel in Stade ist geschlossen, das in Binz nicht.", "Stade", (53.59, 9.47), 5),
        ("en", "The wine went from Venice by way of Corfu to Izmir.", "Venice", (45.44, 12.33), 15),
        ("de", "Aus Lübeck fuhren sie nach Nowgorod, Brügge, London und Riga.", "Brügge", (51.21, 3.22), 10),
        ("de", "Waffen hat die Volksrepublik Moskau längst geliefert.", "Moskau", (55.752, 37.618), 1),
        ("de", "Betroffen sind Orte wie Paiporta und Chiva.", "Chiva", (39.47, -0.72), 10),
        ("de", "Im Sommer leben in St. Gilgen mehr Gäste als Bürger.", "St. Gilgen", (47.77, 13.36), 10),
        ("de", "Der Mackenzie mündet in das Nordpolarmeer.", "Mackenzie", (65.0, -128.0), 700),
        ("de", "Im Hafen von Rosario ruht die Arbeit.", "Rosario", (-32.95, -60.64), 10),
        ("de", "Drei Bilder malte sie für den Dom von Pozzuoli.", "Pozzuoli", (40.83, 14.12), 10),
        ("en", "The central bank of Turkey cut its rate.", "Turkey", (39.0, 35.0), 400),
        ("de", "In Nordkivu und Südkivu wird gekämpft.", "Südkivu", (-2.8, 28.9), 100),
        ("en", "Ministers meet at the Biarritz summit.", "Biarritz", (43.48, -1.56), 10),
        (
            "de",
            "Gesperrt ist die Auffahrt Hildesheim-Drispenstedt.",
            "Hildesheim-Drispenstedt",
            (52.15, 9.95),
            10,
        ),
        ("de", "Görlitz traf sich mit Zgorzelec, Lubań und Bolesławiec.", "Görlitz", (51.155, 14.97), 2),
        ("de", "Danzig, Posen, Breslau und Stettin wählen.", "Posen", (52.41, 16.93), 10),
        ("de", "Von Seoul fuhr er über Paju nach Kaesong.", "Kaesong", (37.97, 126.55), 10),
        ("de", "Die Armee rückt auf al-Faschir vor.", "al-Faschir", (13.63, 25.35), 10),
        ("de", "Humboldt kehrte über Philadelphia heim.", "Philadelphia", (39.95, -75.16), 20),
        ("de", "In Cortina beginnen die Spiele.", "Cortina", (46.54, 12.14), 5),
        ("de", "Die Hethiter herrschten von Hattuša aus.", "Hattuša", (40.02, 34.62), 5),
        ("de", "Lyon gewann den Preis vor Bilbao.", "Lyon", (45.75, 4.85), 10),
        ("en", "Yaounde voted, and Karachi's markets stayed closed.", "Yaounde", (3.87, 11.52), 10),
        ("en", "Yaounde voted, and Karachi's markets stayed closed.", "Karachi", (24.86, 67.01), 30),
        ("en", "Protests reached Diyarbakir.", "Diyarbakir", (37.91, 40.22), 10),
        ("en", "He studied at Marburg and taught there.", "Marburg", (50.8, 8.77), 10),
        ("en", "They were flown to the Pacific Island of Nauru.", "Nauru", (-0.53, 166.92), 30),
        ("en", "They grew up throughout West Kerry.", "Kerry", (52.1, -9.6), 60),
        ("de", "Er lebt auf der Insel Malta.", "Malta", (35.9, 14.4), 30),
        ("de", "IN BONN UND BERLIN", "BONN", (50.73, 7.1), 20),
        ("en", "Boats went up the Derwent River to Hobart.", "Derwent River", (-42.7, 147.1), 60),
        ("en", "Bhaktapur is an old town in the east of the valley.", "Bhaktapur", (27.67, 85.43), 10),
        ("en", "A fire destroyed the theatre in downtown Hoxie.", "Hoxie", (36.05, -90.98), 600),
        ("en", "A tractor was stolen from a yard in Claremorris, Co Mayo.", "Mayo", (53.9, -9.3), 60),
        ("en", "Snow is expected in northeastern Montana.", "Montana", (47.0, -109.6), 400),
        ("en", "Police in the Bronx are looking for him.", "Bronx", (40.85, -73.87), 5),
        ("en", "Hikers were lost in the Adirondacks.", "Adirondacks", (44.1, -74.1), 60),
        ("en", "Trawlers left the Dogger Bank.", "Dogger Bank", (54.7, 2.5), 60),
        (
            "de",
            "Sie machten Urlaub im slowenischen Piran.",
            "Piran",
            (45.53, 13.57),
            10,
        ),
        ("en", "Hikers died in Zion National Park.", "Zion National Park", (37.3, -113.03), 40),
        ("en", "The pope will visit Iznik.", "Iznik", (40.43, 29.72), 10),
        (
            "en",
            "Boats were banned on the Susquehanna River and the Merrimack River.",
            "Merrimack",
            (42.8, -71.3),
            30,
        ),
        ("de", "Auch auf Bali wackelten Häuser.", "Bali", (-8.4, 115.2), 60),
        ("en", "The volcano on Flores erupted again.", "Flores", (-8.6, 121.1), 120),
        ("en", "They won in Milwaukee and St. Louis. Toronto lost in Tampa.", "Toronto", (43.7, -79.4), 30),
        ("de", "Raketen trafen Kirjat Schmona und Haifa.", "Kirjat Schmona", (33.21, 35.57), 5),
        ("de", "Im Lötschental bleibt die Straße gesperrt.", "Lötschental", (46.42, 7.83), 15),
        ("en", "A storm hit Paris, Texas, on Monday.", "Paris", (33.66, -95.55), 10),
        ("en", "The mayor of Springfield, Illinois, resigned.", "Springfield", (39.8, -89.64), 10),
        ("en", "She died in a San Francisco hospital.", "San Francisco", (37.77, -122.42), 10),
        ("en", "In El Alto and La Paz, motorists slept in their cars.", "El Alto", (-16.51, -68.16), 10),
        ("en", "A hurricane watch is in effect for Antigua and Barbados.", "Antigua", (17.08, -61.8), 30),
        ("en", "The war in the Gulf states and on the Gulf went on.", "Gulf", (26.5, 51), 400),
        ("de", "Der Hafen von Tschabahar liegt im Iran.", "Tschabahar", (25.29, 60.64), 15),
        ("de", "Schiffe warten in Otschamtschire am Schwarzen Meer.", "Otschamtschire", (42.71, 41.47), 15),
        (
            "de",
            "Minen treiben vor Constanța im Schwarzen Meer und in Constanța.",
            "Constanța",
            (44.18, 28.65),
            15,
        ),
    ],
)
def test_a_place_in_the_news_is_found_where_it_is(
    geoparser: Geoparser,
    language: str,
    text: str,
    surface: str,
    point: tuple[float, float],
    kilometres: float,
) -> None:
    found = {mention.surface: mention.place for mention in geoparser.parse(text, language=language)}
    matches = [place for name, place in found.items() if surface in name]
    assert matches, f"{surface} not in {list(found)}"
    assert geodesic((matches[0].latitude, matches[0].longitude), point).km < kilometres


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Lage ist ernst, und das Baden ist verboten."),
        ("de", "Jack London schrieb viel, Paris Hilton wenig."),
        ("de", "The Moscow Times berichtete zuerst darüber."),
        ("de", "Werder Bremen verlor, die Dresdner Bank gibt es nicht mehr."),
        ("de", "Die nordkoreanische Führung zahlt in US-Dollar."),
        ("de", "Das Wasser aus Weiher und Bach ist trüb; aus Traben wurde Galopp."),
        ("de", "Das Spital kostet 18 Millionen Franken."),
        ("de", "Die Fregatte Hessen und der Kreuzer Moskwa sind alt."),
        ("de", "Preußen Münster spielt gegen Holstein Kiel."),
        ("de", "Ein Frachter, die „Helgoland Trader“, hat das Tor gerammt."),
        ("de", "Am schnellsten lief Lena Ruhland, und die Rhein-Neckar Löwen gewannen."),
        ("en", "His pickup left U.S. 68 before dawn, as Aung San Suu Kyi said."),
        ("en", "He was captured by the Northern Alliance, a Somali group."),
        ("en", "She was brought to the St George Hospital by the Red Cross."),
        ("en", "The Marburg virus and Rift Valley fever kill."),
        ("de", "Sie trafen sich im Café Wien, im Saal Rom und im Hotel Bristol."),
        ("en", "He sold Texas Instruments and drove his Hyundai Santa Fe home."),
        ("de", "Die Spitze des Bundes plant neue Moskau-Verhandlungen."),
        ("en", "The report for the regulator (APRA) is late."),
        ("en", "At noon Queen Elizabeth gave more power to Commonwealth agencies."),
        ("en", "Florence is a city councillor, and Sofia Kenin won again."),
        ("de", "Mathieu van der Poel siegte, und Rio Tinto zahlte."),
        ("de", "Sie stieg auf die Kiel Express; das sagte sie dem Redaktionsnetzwerk Deutschland."),
        ("en", "The choir sang for Rio Tinto and for Nottingham Forest."),
        ("en", "It was carried by the Lobito Atlantic Railway and the Hamburg Express."),
        ("de", "Am Abend weht es aus Südost, später aus Nordwest."),
        ("de", "Das Fass ist leer, Kapitel XII zu Ende und die Nuss hart."),
        ("de", "Rang drei ging an einen Herrn mit Schal und Dosen."),
        ("de", "Nach dem Regen schwoll der Bach und trat über die Ufer."),
        ("en", "Sure, axe handles are camel brown; gales and ill luck followed."),
        ("en", "Wear gloves. Gales are forecast. Ill guests stay at home."),
    ],
)
def test_words_people_papers_clubs_ships_and_roads_are_no_places(
    surfaces: Surfaces, language: str, text: str
) -> None:
    assert surfaces(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "CULIACAN, Mexico (AP) - Gunmen blocked highways.", ["city", "country"]),
        ("en", "He was born in Kingston, New York.", ["city", "region"]),
        ("en", "The plane from Seattle, Washington was late.", ["city", "region"]),
        ("de", "Das Fest in Schwabing, München, war laut.", ["city", "city"]),
    ],
)
def test_what_follows_a_comma_is_the_area_in_which_a_town_lies_unless_it_is_a_town_too(
    geoparser: Geoparser, language: str, text: str, kinds: list[str]
) -> None:
    assert [mention.place.kind for mention in geoparser.parse(text, language=language)] == kinds


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Wer Ostuni sieht, war auch in Lecce.", ["Ostuni"]),
        ("de", "Wer Ostuni sieht, war auch in Kiel.", []),
        ("de", "Betroffen waren Pepinster, Verviers und Lüttich.", ["Pepinster", "Verviers", "Lüttich"]),
        (
            "en",
            "Police in Darwin said nothing. Tennant Creek in the Northern Territory saw riots.",
            ["Tennant Creek"],
        ),
    ],
)
def test_a_small_town_is_found_where_others_of_its_neighbourhood_are_named(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    sure = {"Lecce", "Kiel", "Darwin", "Northern Territory"}
    assert [surface for surface in surfaces(language, text) if surface not in sure] == found


def test_a_namesake_elsewhere_is_hardly_believed_where_the_text_says_in_which_country_it_is(
    geoparser: Geoparser,
) -> None:
    # The gazetteer has a Foya in China alone.
    text = "Doctors came to Foya in Liberia and to Conakry in Guinea."
    beliefs = {mention.surface: mention.confidence for mention in geoparser.parse(text, language="en")}
    assert beliefs["Conakry"] > 0.9
    assert beliefs.get("Foya", 0) < 0.3


def test_a_hardly_known_namesake_is_no_rival_to_a_famous_city(geoparser: Geoparser) -> None:
    # There is a Toronto in Ohio, and the text names nothing but places of the United States.
    text = "They won in Milwaukee and St. Louis. Toronto lost in Tampa."
    toronto = {mention.surface: mention for mention in geoparser.parse(text, language="en")}["Toronto"]
    assert toronto.place.country_codes == ("CA",)
    assert toronto.confidence > 0.9


@pytest.mark.parametrize("written", ["Göteborg", "Goteborg", "Goeteborg"])
def test_names_are_found_without_their_marks_and_spelled_out(geoparser: Geoparser, written: str) -> None:
    (mention,) = geoparser.parse(f"Die Fähre nach {written} fällt aus.", "de")
    assert mention.surface == written
    assert mention.place.id == "geonames:2711537"


def test_a_name_that_is_written_so_comes_before_one_that_has_lost_its_marks(geoparser: Geoparser) -> None:
    (mention,) = geoparser.parse("Der Zug hielt lange in Lohne.", "de")
    assert mention.place.name == "Lohne"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Der Film lief zuerst in Radovljica.", "city"),
        ("Sie wurde in Baucau geboren und starb dort.", "city"),
    ],
)
def test_a_bare_name_is_the_town_and_not_the_municipality_called_after_it(
    geoparser: Geoparser, text: str, kind: str
) -> None:
    assert [mention.place.kind for mention in geoparser.parse(text, "de")] == [kind]


def test_an_older_and_a_newer_name_of_a_town_are_one_place(geoparser: Geoparser) -> None:
    found = geoparser.parse("Sie flohen aus Stepanakert. Die Busse nach Chankendi fahren leer.", "de")
    assert [mention.place.id for mention in found] == ["geonames:146970"] * 2


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("de", "Der Apfelmarkt in Jork beginnt am Samstag.", ["DE"]),
        ("en", "The distillery in Pekin has burnt down.", ["US"]),
        ("en", "Pilgrims returned from Mecca on Monday.", ["SA"]),
        ("de", "Der Wein aus Ostrau ist teuer.", ["CZ"]),
    ],
)
def test_a_town_at_home_is_not_taken_for_one_abroad_that_hardly_anybody_calls_so(
    geoparser: Geoparser, language: str, text: str, countries: list[str]
) -> None:
    assert [list(mention.place.country_codes) for mention in geoparser.parse(text, language)] == [countries]
