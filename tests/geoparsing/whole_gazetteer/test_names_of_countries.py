"""Countries, towns and ruins under other names than their usual ones, in the whole gazetteer."""

from __future__ import annotations

import pytest

from places.geo import distance_km
from places.geoparsing import Geoparser
from tests.cases import slow

SENTENCES = {
    "de": "Die Lieferung ging im Mai nach {} und kam nie an.",
    "en": "The cargo was sent to {} in May and never arrived.",
}


def found(geoparser: Geoparser, name: str, language: str) -> list[tuple[str, str]]:
    """Return the places in a sentence about a name: what stands there, and in which country it lies."""
    mentions = geoparser.parse(SENTENCES[language].format(name), language)
    return [(mention.surface, mention.place.country_codes[0]) for mention in mentions]


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Azərbaycan", "AZ"),
        ("Hayastan", "AM"),
        ("Sakartvelo", "GE"),
        ("Madagasikara", "MG"),
        ("Uburundi", "BI"),
        ("Dhivehi Raajje", "MV"),
        ("eSwatini", "SZ"),
        ("Bénin", "BJ"),
        *slow(
            ("Pilipinas", "PH"),
            ("Kalaallit Nunaat", "GL"),
            ("Ellan Vannin", "IM"),
            ("Føroyar", "FO"),
            ("Noreg", "NO"),
            ("Papua Niugini", "PG"),
            ("Soomaaliya", "SO"),
            ("Qazaqstan", "KZ"),
            ("Oʻzbekiston", "UZ"),
            ("Tojikiston", "TJ"),
            ("Zhongguo", "CN"),
            ("Česká republika", "CZ"),
        ),
    ],
)
def test_a_country_is_found_by_what_it_calls_itself(
    geoparser: Geoparser, name: str, country: str, language: str
) -> None:
    assert found(geoparser, name, language) == [(name, country)]


@pytest.mark.parametrize(
    ("language", "name", "country"),
    [
        ("en", "Marshall Is.", "MH"),
        ("en", "W. Sahara", "EH"),
        ("en", "Bosnia & Herz.", "BA"),
        ("en", "Rep. of Moldova", "MD"),
        ("de", "Dem. Rep. Kongo", "CD"),
        ("de", "Ver. Arab. Emirate", "AE"),
        ("de", "Franz.-Polynesien", "PF"),
        ("de", "Tschech. Rep.", "CZ"),
        *slow(
            ("en", "Syrian Arab Rep.", "SY"),
            ("en", "Fr. Polynesia", "PF"),
            ("en", "P.R. China", "CN"),
            ("en", "British Virgin Is.", "VG"),
            ("en", "US Virgin Islands", "VI"),
            ("de", "US Virgin Islands", "VI"),
            ("de", "Trinidad u. Tobago", "TT"),
            ("de", "Zentralafr. Rep.", "CF"),
            ("de", "Amerik. Jungferninseln", "VI"),
            ("de", "V.R. China", "CN"),
        ),
    ],
)
def test_a_country_is_found_as_tables_shorten_it(
    geoparser: Geoparser, language: str, name: str, country: str
) -> None:
    assert found(geoparser, name, language) == [(name, country)]


@pytest.mark.parametrize(
    ("language", "name", "country"),
    [
        ("de", "Bielorussland", "BY"),
        ("de", "Columbien", "CO"),
        ("de", "Cuba", "CU"),
        ("de", "Deutsch-Samoa", "WS"),
        ("en", "Roumania", "RO"),
        ("en", "Esthonia", "EE"),
        ("en", "West Pakistan", "PK"),
        ("en", "Trucial Oman", "AE"),
        *slow(("en", "Upper Peru", "BO"), ("en", "Szechwan", "CN"), ("de", "Tschekiang", "CN")),
    ],
)
def test_a_country_or_a_province_is_found_by_its_older_names(
    geoparser: Geoparser, language: str, name: str, country: str
) -> None:
    assert found(geoparser, name, language) == [(name, country)]


@pytest.mark.parametrize(
    ("language", "name", "countries"),
    [
        ("de", "Italienisch-Somaliland", {"SO"}),
        ("de", "Kurhessen", {"DE"}),
        ("de", "Sardinien-Piemont", {"IT"}),
        ("en", "Bophuthatswana", {"ZA"}),
        ("en", "East Berlin", {"DE"}),
        ("en", "the Straits Settlements", {"MY", "SG"}),
        ("en", "the Panama Canal Zone", {"PA"}),
        ("en", "the Dutch Antilles", {"CW", "BQ", "SX"}),
        *slow(
            ("de", "Mecklenburg-Strelitz", {"DE"}),
            ("de", "Sachsen-Coburg", {"DE"}),
            ("de", "Cisleithanien", {"AT", "CZ", "SI", "PL", "UA"}),
            ("de", "Dänisch-Westindien", {"VI"}),
            ("en", "North Borneo", {"MY"}),
            ("en", "the Republic of Genoa", {"IT"}),
            ("en", "Mandatory Palestine", {"IL", "PS"}),
            ("en", "Utah Territory", {"US"}),
        ),
    ],
)
def test_a_former_state_is_found(geoparser: Geoparser, language: str, name: str, countries: set[str]) -> None:
    (mention,) = geoparser.parse(SENTENCES[language].format(name), language)
    assert mention.surface == name.removeprefix("the ")
    assert set(mention.place.country_codes) == countries


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Auf den Niederländischen Antillen regnete es.", "Niederländischen Antillen"),
        ("Die Grenzen des Großherzogtums Baden standen fest.", "Großherzogtums Baden"),
        ("Die Beamten des Protektorats Aden reisten ab.", "Protektorats Aden"),
        ("Sie lebt in der Demokratischen Rep. Kongo.", "Demokratischen Rep. Kongo"),
        ("Er flog in die Vereinigten Arab. Emirate.", "Vereinigten Arab. Emirate"),
    ],
)
def test_a_declined_name_of_a_state_is_found(geoparser: Geoparser, text: str, surface: str) -> None:
    assert [mention.surface for mention in geoparser.parse(text, "de")] == [surface]


@pytest.mark.parametrize(
    ("language", "name", "latitude", "longitude"),
    [
        ("de", "Jekaterinodar", 45.04, 38.98),
        ("de", "Lüderitzbucht", -26.65, 15.16),
        ("de", "Ujung Pandang", -5.15, 119.43),
        ("de", "Marxwalde", 52.6, 14.25),
        ("en", "Lemberg", 49.84, 24.02),
        ("en", "Fort Lamy", 12.11, 15.04),
        ("en", "Komani", -31.9, 26.88),
        ("en", "Angmagssalik", 65.61, -37.64),
        *slow(
            ("de", "Elisabethpol", 40.68, 46.36),
            ("de", "Michailowgrad", 43.41, 23.22),
            ("de", "Nowonikolajewsk", 55.03, 82.92),
            ("de", "Canton", 23.12, 113.25),
            ("de", "Przewalsk", 42.49, 78.39),
            ("de", "Akkerman", 46.19, 30.35),
            ("en", "Chardzhou", 39.07, 63.58),
            ("en", "Paotow", 40.65, 109.84),
            ("en", "Kuibyshev", 53.2, 50.15),
            ("en", "Yekaterinoslav", 48.46, 35.04),
            ("en", "Makhado", -23.04, 29.9),
            ("en", "Port Stanley", -51.69, -57.86),
        ),
    ],
)
def test_a_town_is_found_by_its_former_name(
    geoparser: Geoparser, language: str, name: str, latitude: float, longitude: float
) -> None:
    (mention,) = geoparser.parse(SENTENCES[language].format(name), language)
    assert mention.surface == name
    assert distance_km(latitude, longitude, mention.place.latitude, mention.place.longitude) < 30


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Ḥalab", "SY"),
        ("Ṣaydā", "LB"),
        ("ʿAmmān", "JO"),
        ("Karbalāʾ", "IQ"),
        ("Abẹ́òkúta", "NG"),
        ("Molokaʻi", "US"),
        ("Vārāṇasī", "IN"),
        ("Lʹviv", "UA"),
        *slow(
            ("Đà Lạt", "VN"),
            ("Oṣogbo", "NG"),
            ("Bhārat", "IN"),
            ("Pākistān", "PK"),
            ("Savaiʻi", "WS"),
            ("Ḥamā", "SY"),
            ("Þingvellir", "IS"),
        ),
    ],
)
def test_a_place_is_found_with_more_marks_than_the_gazetteer_has(
    geoparser: Geoparser, name: str, country: str, language: str
) -> None:
    assert found(geoparser, name, language) == [(name, country)]


@pytest.mark.parametrize(
    "text",
    [
        "Jānis Bērziņš und Ōe Kenzaburō sprachen mit Nguyễn Phú Trọng.",
        "The Sūfī order read the Mahābhārata, and masters of jūdō trained in the dōjō.",
        "Der Koran (al-Qurʾān) und die Ḥadīṯe wurden im Kreis gelesen, so aṭ-Ṭabarī.",
    ],
)
def test_a_word_with_marks_is_no_place_for_them(geoparser: Geoparser, text: str) -> None:
    assert not geoparser.parse(text, "de" if "und" in text else "en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Larsa Pippen and Ani DiFranco came with Elis Regina."),
        ("de", "Egon Erwin Kisch schrieb, und Berenike las."),
    ],
)
def test_people_called_like_ruins_are_no_places(geoparser: Geoparser, language: str, text: str) -> None:
    assert not geoparser.parse(text, language)


@pytest.mark.parametrize("apostrophe", "'’‘ʻʼ")
@pytest.mark.parametrize("name", ["Land's End", "Ra'anana", "Prince George's County", "N'Djamena", "O'ahu"])
def test_a_name_is_found_with_any_apostrophe(geoparser: Geoparser, name: str, apostrophe: str) -> None:
    name = name.replace("'", apostrophe)
    (mention,) = geoparser.parse(SENTENCES["en"].format(name), "en")
    assert mention.surface == name


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Omsk's mayor met Kazan's mayor and Tver’s.", ["Omsk", "Kazan", "Tver"]),
        ("en", "In 'Perm' it snowed.", ["Perm"]),
        ("de", "In ‚Perm‘ und in 'Kasan' schneite es.", ["Perm", "Kasan"]),
        ("en", "Sana’a’s old town and Xi'an's walls were filmed.", ["Sana’a", "Xi'an"]),
    ],
)
def test_an_apostrophe_behind_a_name_is_no_part_of_it(
    geoparser: Geoparser, language: str, text: str, names: list[str]
) -> None:
    assert [mention.surface for mention in geoparser.parse(text, language)] == names


@pytest.mark.parametrize(
    ("language", "name", "country"),
    [
        ("en", "Val d’Isère", "FR"),
        ("en", "Khanty Mansiysk", "RU"),
        ("en", "Al-Kharj", "SA"),
        ("en", "Chersky", "RU"),
        ("en", "Medina", "SA"),
        ("en", "Santander", "ES"),
        ("de", "Kara Balta", "KG"),
        ("de", "Al-Hudaida", "YE"),
    ],
)
def test_a_town_is_found_in_other_spellings_of_its_name(
    geoparser: Geoparser, language: str, name: str, country: str
) -> None:
    assert found(geoparser, name, language) == [(name, country)]


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("de", "Die Tempel von Memphis liegen bei Sakkara, nahe Kairo.", "EG"),
        ("de", "In Memphis und in Nashville spielten sie Blues.", "US"),
        ("en", "The kings of Ur and Uruk built ziggurats.", "IQ"),
        ("de", "Die Grabungen in Ur und Eridu begannen 1922.", "IQ"),
        ("de", "Krieger aus Sparta zogen nach Athen.", "GR"),
        ("de", "Theben verlor den Krieg gegen Athen.", "GR"),
        ("en", "A barn burned in Sparta, Tenn., on Sunday.", "US"),
        ("en", "Floods hit Troy, Michigan, and Detroit.", "US"),
        ("de", "Die Legionäre lagen in Viminacium und in Sirmium.", "RS"),
        *slow(
            ("de", "Bei Amphipolis wird wieder gegraben.", "GR"),
            ("de", "Die Stele aus Sepphoris steht im Museum.", "IL"),
            ("en", "The ball court at Xunantunich is small.", "BZ"),
            ("en", "Bricks from Dholavira went on show.", "IN"),
        ),
    ],
)
def test_an_ancient_town_is_told_from_a_modern_one_of_its_name(
    geoparser: Geoparser, language: str, text: str, country: str
) -> None:
    assert geoparser.parse(text, language)[0].place.country_codes == (country,)


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("de", "In Peru im US-Bundesstaat Indiana brannte eine Halle.", "US"),
        ("de", "In Jamaika im US-Bundesstaat New York brannte eine Halle.", "US"),
        ("de", "In Mexiko im Bundesstaat Puebla bebte die Erde.", "MX"),
    ],
)
def test_a_town_called_like_a_country_lies_in_the_state_that_is_told(
    geoparser: Geoparser, language: str, text: str, country: str
) -> None:
    assert geoparser.parse(text, language)[0].place.country_codes == (country,)
