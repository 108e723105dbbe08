"""People of one name that is a place too, and their first names before surnames of which nothing is known."""

from __future__ import annotations

import pytest

from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "His granddaughters Siena and Verona play the harp.", []),
        ("en", "They called their puppies Denver, Tulsa and Reno.", []),
        ("en", "A mare named Odessa won the race at York.", ["York"]),
        ("en", "Memphis and Camden are the names of the two lion cubs.", []),
        ("de", "Die Drillinge heißen Sydney, Dallas und Milan.", []),
        ("de", "Der Hund namens Boston bellte in Kiel.", ["Kiel"]),
        ("de", "Seine Enkelin Savannah turnt.", []),
        ("de", "Paris und Kenia sind die Namen der Zwillinge.", []),
        ("en", "The boys flew to Sydney, their sister to Vienna.", ["Sydney", "Vienna"]),
        ("en", "The suburb is called Paris.", ["Paris"]),
        ("de", "Die Töchter leben in Sydney und Florenz.", ["Sydney", "Florenz"]),
        ("de", "Ihre Cousins, Denver und Memphis, kamen aus Ulm.", ["Ulm"]),
        ("de", "Chelsea (12) und Jordan (14) schwammen am schnellsten.", []),
        ("de", "Franz Josef Wimmer lebt in Graz.", ["Graz"]),
        ("de", "Oma Dakota kochte, Papa Milan spülte.", []),
        ("de", "Es singt Nils Gera.", []),
        ("de", "Gewählt wurde Ines Kassel-Worms.", []),
        ("en", "His mother, Vienna says, has left the city.", ["Vienna"]),
        ("en", "Rev. Camden Osgood and the poet Denver Lisle spoke.", []),
        ("de", "Pfarrer Stade und Anwältin Worms stritten.", []),
        ("de", "Liebe Florenz, komm bald!", []),
        ("de", "Die Hauptstadt heißt Paris.", ["Paris"]),
    ],
)
def test_children_and_animals_that_are_called_after_places_are_no_places(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Camden, who chaired the inquiry, was not available.", []),
        ('"Nobody warned us," Lincoln recalled.', []),
        ("Houston told the court that she had paid.", []),
        ("It was Camden who rang the bell.", []),
        ("Sydney, 31, and Camden, 29, were married in Reno.", ["Reno"]),
        ("Dear Vienna, we miss you.", []),
        ("Houston told its residents to stay at home.", ["Houston"]),
        ('"Nobody warned us," Beijing said.', ["Beijing"]),
        ("The mayor of Camden, who had been ill, was back.", ["Camden"]),
    ],
)
def test_who_speaks_or_is_told_of_as_a_person_is_none(
    surfaces: Surfaces, text: str, found: list[str]
) -> None:
    assert surfaces("en", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Memphis Ottershaw reviewed the play.", []),
        ("Guests were Georgia Pettifer, Phoenix Tolbrook and Denver Ashgrove.", []),
        ("Rio Ferdinand retired years ago.", []),
        ("Bristol Palin was born in Reno.", ["Reno"]),
        ("Dakota Halstead was born in Reno.", ["Reno"]),
        ("Texas Republicans voted against it.", ["Texas"]),
        ("The Kansas Speedway was flooded.", ["Kansas"]),
    ],
)
def test_a_first_name_and_a_rare_word_that_ends_the_name_are_a_person(
    surfaces: Surfaces, text: str, found: list[str]
) -> None:
    assert surfaces("en", text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Geneva grinned and drove on to Truro.", ["Truro"]),
        ("en", "She and Vienna run a bakery in Truro.", ["Truro"]),
        ("en", "Verona and I moved to Truro.", ["Truro"]),
        ("en", "Cairo and Odessa got married in Truro.", ["Truro"]),
        ("en", "She left Vienna and I stayed in Truro.", ["Vienna", "Truro"]),
        ("en", "He flew from Verona and she from Truro.", ["Verona", "Truro"]),
        ("de", "Er und Florence zogen nach Soest.", ["Soest"]),
        ("de", "Savannah nickte und fuhr nach Soest.", ["Soest"]),
        ("fr", "Lui et Sofia vivent à Auch.", ["Auch"]),
        ("fr", "Leur fille Adélaïde et leur chien Oslo sont à Auch.", ["Auch"]),
        ("es", "Su prima Valencia vive en Soria.", ["Soria"]),
        ("es", "Florencia y Alma se casaron en Soria.", ["Soria"]),
        ("es", "La nieta Mérida nació en Soria.", ["Soria"]),
        ("it", "La nipote Verona vive a Udine.", ["Udine"]),
        ("it", "Siena e Asia si sono sposate a Udine.", ["Udine"]),
        ("it", "La madre di lui vive a Siena.", ["Siena"]),
    ],
)
def test_who_does_what_people_do_or_is_somebodys_relative_is_none(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Dakota, hör bitte auf damit!", []),
        ("de", "Guten Morgen, Adelaide! Der Zug nach Soest fährt gleich.", ["Soest"]),
        ("de", "„Verona, gib mir die Lampe“, sagte sie.", []),
        ("de", "Paris, die Hauptstadt, lag im Nebel.", ["Paris"]),
        ("de", "Guten Morgen, Frankreich!", ["Frankreich"]),
        ("en", "Geneva, put the kettle on.", []),
        ("en", "“Odessa, don’t touch that,” he called.", []),
        ("en", "Well done, Memphis!", []),
        ("en", "Excuse me, Camden, is this the bus to Truro?", ["Truro"]),
        ("en", "Vienna, home of many banks, voted no.", ["Vienna"]),
        ("fr", "Chelsea, attends-moi !", []),
        ("fr", "Bonjour, Florence, ton train pour Auch part bientôt.", ["Auch"]),
        ("es", "Florencia, mira esto.", []),
        ("es", "¡Enhorabuena, Lourdes!", []),
        ("it", "Siena, aspetta un momento.", []),
        ("it", "Auguri, Asia!", []),
    ],
)
def test_who_is_spoken_to_is_no_place(surfaces: Surfaces, language: str, text: str, found: list[str]) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Mit ihrem Lebensgefährten Dallas zog sie nach Soest.", ["Soest"]),
        ("de", "Sein Freund Kenia kocht in Soest.", ["Soest"]),
        ("de", "Das Land und sein Partner Jordanien schweigen.", ["Jordanien"]),
        ("en", "My flatmate Vienna found a job in Truro.", ["Truro"]),
        ("en", "His partner Kenya opened a shop in Truro.", ["Truro"]),
        ("en", "The state and its partner Kenya signed.", ["Kenya"]),
        ("fr", "Mon voisin Oslo est né à Auch.", ["Auch"]),
        ("es", "Su compañera Valencia nació en Soria.", ["Soria"]),
        ("it", "La mia amica Verona vive a Udine.", ["Udine"]),
    ],
)
def test_somebodys_friend_or_neighbour_is_no_place_but_a_states_is(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A lorry overturned between Sale and Stretford.", ["Sale", "Stretford"]),
        ("The bus from Settle to Ingleton was late.", ["Settle", "Ingleton"]),
        ("Sale of tickets to begin on Monday", []),
        ("Deal on Fishing Rights Close, Ministers Say", []),
        ("She believes in Deal and Trade alike.", []),
    ],
)
def test_a_very_frequent_word_is_a_town_only_beside_another_one(
    text: str, surfaces: Surfaces, found: list[str]
) -> None:
    assert surfaces("en", text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Von Adria Stöckl und Uwe Bamberg\n\nIn Gera begann der Prozess.", ["Gera"]),
        ("en", "By Troy Quigley\n\nTrains to Hull are late.", ["Hull"]),
        ("de", "Von Adria nach Triest sind es zwei Stunden.", ["Adria", "Triest"]),
        ("en", "The defendant, Jordan Balochistan, 34, of Hull, was silent.", ["Hull"]),
        ("en", "She came in ahead of Brooklyn Oyelaran and was cheered.", []),
        ("en", "Guests: Odessa Pruitt-Langley. It rained in Hull.", ["Hull"]),
        ("en", "Tell Vienna that the parcel has come.", []),
        ("de", "Nach dem Beben hat der Iran Helfer geschickt.", ["Iran"]),
    ],
)
def test_names_of_people_are_known_by_bylines_ages_and_what_leads_to_them(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Die Polen haben in Kiel gewonnen.", ["Kiel"]),
        ("de", "Das sagt man den Sachsen nach.", []),
        ("de", "Das alte Polen grenzte an Ungarn.", ["Polen", "Ungarn"]),
        ("en", "She leaves a son, Lincoln, and two granddaughters, Madison and Sydney.", []),
        ("en", "Can you and Brooklyn come to Tulsa?", ["Tulsa"]),
    ],
)
def test_peoples_relatives_and_who_is_with_somebody_are_no_places(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "BY PARIS\n\nThe mayor spoke.", ["PARIS"]),
        ("en", "Photos by Adria Kocks and Troy Quigley\n\nIt rained in Hull.", ["Hull"]),
        ("de", "VON BERLIN NACH HAMBURG\n\nDer Zug war voll.", ["BERLIN", "HAMBURG"]),
    ],
)
def test_a_line_with_one_name_or_a_way_is_no_byline(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Madison told Brooklyn that Savannah would bring her niece Sydney to Leeds.", ["Leeds"]),
        ("de", "Victoria und Charlotte besuchten mit ihrer Tante Florence ein Museum in Paris.", ["Paris"]),
        ("en", "Colonel Lincoln and General Jackson met near Trenton.", ["Trenton"]),
        ("en", "Medals for Paris Okonjo and Sydney Vandermolen in Leeds.", ["Leeds"]),
        ("en", "Forget Leeds. Visit Whitby instead.", ["Leeds", "Whitby"]),
    ],
)
def test_relatives_have_relatives_and_officers_names_but_what_opens_a_sentence_is_none(
    surfaces: Surfaces, language: str, text: str, expected: list[str]
) -> None:
    assert surfaces(language, text) == expected
