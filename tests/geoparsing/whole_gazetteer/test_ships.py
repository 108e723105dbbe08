"""Ships that are called after towns, in the whole gazetteer."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser
from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Divers found the wreck of the Lisbon off Ushant.", ["Ushant"]),
        ("en", "He sailed on the Oslo from Stavanger.", ["Stavanger"]),
        ("en", "The tanker, named Caracas, leaked oil.", []),
        ("en", "Survivors of the Lusitania reached Cork.", ["Cork"]),
        ("en", "The Estonia sank within an hour.", []),
        ("en", "The paddle-steamer Pride of Devon is for sale.", []),
        ("de", "Die „Stolz von Bremen“ liegt in Emden.", ["Emden"]),
        ("de", "Der Tanker „Nordic Bergen“ liegt vor Kiel.", ["Kiel"]),
        ("en", "The frigates Boston, Perth and Adelaide left Brest.", ["Brest"]),
        ("en", "Of the submarines, the Toledo and the Albany, none sailed.", []),
        ("de", "Die Korvetten „Erfurt“ und „Oldenburg“ liegen in Emden.", ["Emden"]),
        ("de", "Das Museumsschiff „Stolz von Stralsund“ wird verkauft.", []),
        ("de", "Das Schiff rammte die „Elbe“ vor Cuxhaven.", ["Cuxhaven"]),
        ("de", "Er fuhr als Matrose auf der „Zugspitze“ nach Riga.", ["Riga"]),
        ("de", "Das Hotel liegt am Fuß der „Zugspitze“ bei Garmisch.", ["Zugspitze", "Garmisch"]),
        ("de", "Die Bremen sank nach einem Feuer vor Danzig.", ["Danzig"]),
        ("de", "Der Frachter, die Odessa, lag vor Varna.", ["Varna"]),
        ("de", "Das Schiff Lübeck liegt vor Reval.", ["Reval"]),
        ("de", "Die Yacht Elba kreuzt vor Madeira.", ["Madeira"]),
        ("en", "The mate of the Leicester wept.", []),
        ("en", "Cooks from the Ljubljana were questioned in Hull.", ["Hull"]),
        ("en", "The captain of the Arizona waved from the quay.", []),
        ("de", "Das Dampfschiff Stadt Wehlen liegt in Pirna.", ["Pirna"]),
        ("de", "Das Peilschiff Sachsen-Anhalt und der Lotsenkutter Emden kamen aus Husum.", ["Husum"]),
        ("de", "Die Fregatten Karlsruhe und Augsburg liegen in Oslo.", ["Oslo"]),
        ("de", "Seine Koje an Bord der Valencia war schmal.", []),
        ("de", "Mit der Göttingen kam er nach Riga.", ["Riga"]),
        ("de", "Die Thüringen lief in Narvik ein.", ["Narvik"]),
        ("de", "Abends kam die Fehmarn aus Rostock.", ["Rostock"]),
        ("de", "Der Smutje der „Stadt Linz“ kommt aus Passau.", ["Passau"]),
        ("de", "Vom Bug der Gotland sprangen Kinder.", []),
        ("de", "Die Andalusien 2 legt in Vigo an.", ["Vigo"]),
        ("en", "Each year the Nevada is painted in Bath.", ["Bath"]),
        ("en", "The Antrim, a coaster, sank off Malta.", ["Malta"]),
        ("de", "Das Schwesterschiff heißt Bochum und liegt in Emden.", ["Emden"]),
        ("de", "Vor Danzig bekam die Potsdam Wasser in die Kombüse.", ["Danzig"]),
        ("de", "An Bord der Wismar, die Rostock und die Barth folgten, war es still.", []),
        ("en", "He served in Malta, then on the Sheffield.", ["Malta"]),
        ("en", "The Bremen crossed the Pacific in ten days.", ["Pacific"]),
        ("en", "The Latvia slipped past the ferries in Turku.", ["Turku"]),
        ("en", "The Isle of Skye lost her propeller off Oban.", ["Oban"]),
        ("en", "The sloops Dublin and Cork shelled Tunis.", ["Tunis"]),
        ("en", "The anchor of the Bruges fouled, so the Ghent took the lines.", []),
        ("en", "The locomotive City of Bath stands in Swindon.", ["Swindon"]),
        ("en", "They named the airship Spirit of Ohio in Berlin.", ["Berlin"]),
    ],
)
def test_a_town_with_an_article_or_the_word_for_a_ship_is_a_ship(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The wreck lies off the Dublin coast.", ["Dublin"]),
        ("en", "He lived in the Bronx and sailed to the Hague.", ["Bronx", "Hague"]),
        ("en", "The Boston skyline shone as they sailed home.", ["Boston"]),
        ("en", "They sailed down the Hudson.", ["Hudson"]),
        ("en", "The captain of the Netherlands waved.", ["Netherlands"]),
        ("en", "The Vancouver police are proud.", ["Vancouver"]),
        ("en", "The tanker sank off the Crimea.", ["Crimea"]),
        ("en", "The pride of Kent is its hops.", ["Kent"]),
        ("en", "Tankers wait off Boston, Perth and Adelaide.", ["Boston", "Perth", "Adelaide"]),
        ("de", "Die Schiffe fahren nach Emden und Kiel.", ["Emden", "Kiel"]),
        ("de", "Auf dem Schiff nach Lübeck war es kalt.", ["Lübeck"]),
        ("de", "Die Fähre Konstanz – Meersburg fährt nicht.", ["Konstanz", "Meersburg"]),
        ("de", "Das Schiff, das Bremen verließ, kam in Oslo an.", ["Bremen", "Oslo"]),
        ("de", "Der Kapitän, mit der Hamburg wirbt, blieb an Bord.", ["Hamburg"]),
        ("de", "Auf der Köln zugewandten Seite lag ein Frachter.", ["Köln"]),
        ("de", "Die Josefstadt und die Mainau waren grün.", ["Josefstadt", "Mainau"]),
        ("de", "Die Marine der Ukraine verlor einen Kutter.", ["Ukraine"]),
        ("de", "Die Krim, die Russland 2014 nahm, hat eine Flotte.", ["Krim", "Russland"]),
        ("en", "Crews in the Pilbara are building a ferry.", ["Pilbara"]),
        ("en", "Ships of the U.S. are welcome.", ["U.S."]),
        ("en", "The Quebec crew of the ferry was French.", ["Quebec"]),
        ("en", "The Boston sailors and the Dublin passengers sank into sleep.", ["Boston", "Dublin"]),
        ("en", "They live in Oregon, across the Columbia.", ["Oregon", "Columbia"]),
        ("en", "The train left Latvia with the crew of a ferry.", ["Latvia"]),
        ("en", "They sailed round the Isle of Skye with her mother.", ["Isle of Skye"]),
        ("en", "The Portsmouth and Gosport ferry was late.", ["Portsmouth", "Gosport"]),
        ("en", "The Lisbon that he knew had more trams than ferries.", ["Lisbon"]),
        ("de", "Die Stadt Lübeck baute ein Schiff.", ["Lübeck"]),
    ],
)
def test_a_town_of_which_ships_are_told_stays_a_town(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Spirit of Alberta II left her builders in Rauma.", ["Rauma"]),
        ("en", "The Pride of Antrim docked late; passengers waited aboard.", []),
        ("en", "The pride of Antrim lives on.", ["Antrim"]),
        ("en", "The Queen of Norway went aboard the ship in Bergen.", ["Norway", "Bergen"]),
    ],
)
def test_a_ship_with_a_longer_name_is_told_by_its_number_and_by_the_sea(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


def test_a_word_with_an_article_stays_one_though_a_town_of_its_name_is_told(geoparser: Geoparser) -> None:
    text = "Der Regen hörte nicht auf. In Regen liefen Keller voll."
    assert [mention.start for mention in geoparser.parse(text, "de")] == [text.index("Regen", 20)]
