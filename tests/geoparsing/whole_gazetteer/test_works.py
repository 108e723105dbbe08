"""Works, bands, cars, firms and dishes that are called after places, in the whole gazetteer."""

from __future__ import annotations

import pytest

from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Der Krimi „Nacht über Ostende“ spielt in Belgien.", ["Belgien"]),
        ("de", "Sie las in Kassel aus „Ein Winter auf Mallorca“.", ["Kassel"]),
        ("de", "Im Kino laufen „Tod auf dem Nil“ und „Fahrt nach Rom“.", []),
        ("de", "Das Album „Nebraska“ erschien in Japan.", ["Japan"]),
        ("de", "Im Musical Chicago tanzt eine Frau aus Graz.", ["Graz"]),
        ("en", 'The novel "Brighton Rock" was read in Leeds.', ["Leeds"]),
        ("en", 'We watched "An American in Paris" in Oslo.', ["Oslo"]),
        ("en", "The film Casablanca was shown in Tunis.", ["Tunis"]),
        ("en", "Forster's novel Howards End and his play Abinger were read.", []),
        ("en", "The ballet Seville was danced in Leeds.", ["Leeds"]),
        ("de", "Heinrich Manns „Die Göttin von Venedig“ liegt in Graz aus.", ["Graz"]),
        ("en", 'He hums "Galway Girl" in Denver.', ["Denver"]),
        ("fr", "Le film « Hiroshima mon amour » passe à Lyon.", ["Lyon"]),
        ("es", "La película «Vicky Cristina Barcelona» se rodó en Oviedo.", ["Oviedo"]),
        ("it", "Il romanzo «Cristo si è fermato a Eboli» si legge a Torino.", ["Torino"]),
    ],
)
def test_what_the_title_of_a_work_names_is_no_place(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "„Moskau zögert noch“, sagte der Autor in Wien.", ["Moskau", "Wien"]),
        ("de", "Im Buch steht: „Warschau liegt an der Weichsel“.", ["Warschau", "Weichsel"]),
        ("de", "Der Film spielt in Lissabon, die Band kommt aus Porto.", ["Lissabon", "Porto"]),
        ("de", "Die Serie Dänemarks hielt, die Band aus Genf spielte.", ["Dänemarks", "Genf"]),
        ("en", '"Moscow has lied," the author wrote in Paris.', ["Moscow", "Paris"]),
        ("en", 'They tagged it "Singapore, Singapore" as a joke.', ["Singapore", "Singapore"]),
        ("de", "Der Fluss „Saale“ fließt durch Jena.", ["Saale", "Jena"]),
        ("en", "In the film a man flees from Lisbon to Tangier.", ["Lisbon", "Tangier"]),
    ],
)
def test_what_is_said_and_where_a_work_plays_stay_places(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Bands wie Boston, Kansas und Asia spielten in Basel.", ["Basel"]),
        ("en", "Bands such as Chicago and Europe came to Malta.", ["Malta"]),
        ("en", "Bands from Chicago and Detroit came to Malta.", ["Chicago", "Detroit", "Malta"]),
        ("de", "Ein Cadillac Seville und ein Ferrari Portofino standen in Genf.", ["Genf"]),
        ("de", "Sie fuhr mit dem Ford von Köln nach Trier.", ["Köln", "Trier"]),
        ("en", "Her Kia Sorento and his Opel Monza crashed in Perth.", ["Perth"]),
        ("de", "Die Firma Dresden Papier liefert nach Ungarn.", ["Ungarn"]),
        ("de", "Die Firma in Fürth liefert nach Ungarn.", ["Fürth", "Ungarn"]),
        ("en", "The insurer Zurich left Kenya.", ["Kenya"]),
        ("en", "Cambridge Associates and Kentucky Fried Chicken left Ghana.", ["Ghana"]),
        ("en", "They sell Yorkshire puddings and Plymouth gin in Spain.", ["Spain"]),
        ("de", "Toast Hawaii gab es auch auf Kuba.", ["Kuba"]),
        ("en", "The Boston Globe's office in Baghdad closed.", ["Baghdad"]),
        ("en", "Boston's office in Baghdad closed.", ["Boston", "Baghdad"]),
        ("en", "Oxford University's dean left Peru.", ["Peru"]),
        ("en", "The Treaty of Rome was praised in Malta.", ["Malta"]),
        ("en", "They ate Parma ham and Peking duck in Leeds.", ["Leeds"]),
        ("de", "Die Kreiszeitung Syke, die NDR Niedersachsen zitiert, liegt in Verden aus.", ["Verden"]),
        ("de", "Die Mannheimer Abendzeitung und das Speyer Tagblatt berichten aus Worms.", ["Worms"]),
        ("en", "The Hartford Courant and the Times of Malta cite Voice of America in Cairo.", ["Cairo"]),
        ("de", "Er trank einen Bordeaux in Nizza.", ["Nizza"]),
        ("de", "Sie will einen Irak ohne Krieg.", ["Irak"]),
        ("de", "Feyenoord Rotterdam reist nach Athen.", ["Athen"]),
    ],
)
def test_bands_cars_firms_and_dishes_called_after_places_are_none(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "He smoked a Havana, then ordered a Manhattan.", []),
        ("en", "She wore Bermuda shorts and a Panama hat in Lima.", ["Lima"]),
        ("en", "A Peoria, Illinois, man bought a Dallas hotel.", ["Peoria", "Illinois", "Dallas"]),
        ("en", "They want a Chicago without cars.", ["Chicago"]),
    ],
)
def test_a_thing_at_the_end_of_a_clause_and_what_is_worn_are_no_places(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found
