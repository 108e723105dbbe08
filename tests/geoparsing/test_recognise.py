from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.geoparsing import Geoparser
from places.model import Mention

Find = Callable[..., list[Mention]]


def surfaces(mentions: list[Mention]) -> list[str]:
    return [mention.surface for mention in mentions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Aus Sicht Pjöngjangs ist das ein Erfolg.", ["Pjöngjangs"]),
        ("Die Armee des Sudans zog ab.", ["Sudans"]),
        ("Paris’ Bürgermeisterin lud ein.", ["Paris"]),
    ],
)
def test_a_german_genitive_is_found_with_its_ending(find: Find, text: str, found: list[str]) -> None:
    assert surfaces(find(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sie badeten im Kaspischen Meer.", "Kaspischen Meer"),
        ("Die Fläche des Kaspischen Meeres schrumpft.", "Kaspischen Meeres"),
        ("Er flog in die Vereinigten Arabischen Emirate.", "Vereinigten Arabischen Emirate"),
        ("Er war in den Vereinigten Arabischen Emiraten.", "Vereinigten Arabischen Emiraten"),
        ("Regen fällt auf der malaiischen Halbinsel.", "malaiischen Halbinsel"),
        ("Er lebte in der Zentralafrikanischen Republik.", "Zentralafrikanischen Republik"),
        ("Der Zug fuhr aus den Niederlanden ab.", "Niederlanden"),
    ],
)
def test_an_adjective_in_a_name_may_be_inflected(find: Find, text: str, found: str) -> None:
    assert surfaces(find(text)) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Truppen sammeln sich in der Donbass-Region.", ["Donbass-Region"]),
        ("Das Büro liegt in Berlin-Mitte.", ["Berlin-Mitte"]),
        ("Die Linie Weimar-Bremen bleibt gesperrt.", ["Weimar", "Bremen"]),
        ("In der Ostukraine fällt Schnee.", ["Ostukraine"]),
        ("In der Ost-Ukraine fällt Schnee.", ["Ost-Ukraine"]),
    ],
)
def test_a_compound_that_names_a_place_is_taken_whole(find: Find, text: str, found: list[str]) -> None:
    assert surfaces(find(text)) == found


@pytest.mark.parametrize(
    "text", ["Der Ukraine-Krieg dauert an.", "Ein Pro-China-Lager siegte.", "Das kostet zehn US-Dollar."]
)
def test_a_place_that_only_qualifies_another_word_is_no_mention(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Stadt Essen baut ein Bad.", ["Essen"]),
        ("Der Zug nach Essen fiel aus.", ["Essen"]),
        ("Das Essen wurde kalt.", []),
        ("Essen und Trinken kosten mehr.", []),
        ("Die Lage bleibt ernst.", []),
        ("Die Stadt Lage wählt neu.", ["Lage"]),
        ("Das Moos auf dem Dach ist nass.", []),
        ("In der Gemeinde Moos brannte es.", ["Moos"]),
    ],
)
def test_a_common_word_is_a_place_only_where_the_words_around_it_say_so(
    find: Find, text: str, found: list[str]
) -> None:
    assert surfaces(find(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Der Roman von Jack London erschien neu.",
        "Frau Berlin lachte.",
        "Gestern sprach Dr. Hagen darüber.",
        "Da lachte Außenminister Weimar.",
        "Der Herzog von Essen starb.",
        "Isabella von Frankreich heiratete.",
    ],
)
def test_a_person_is_no_place(find: Find, text: str) -> None:
    assert find(text) == []


def test_a_name_that_was_a_person_s_stays_one_in_the_rest_of_the_article(find: Find) -> None:
    assert find("Der Autor Klaus Weimar las vor. Danach ging Weimar heim.") == []
    assert surfaces(find("Danach ging es heim. Schön ist Weimar.")) == ["Weimar"]


def test_a_preposition_of_place_makes_a_place_of_a_name_that_a_person_bears_too(find: Find) -> None:
    text = "Der Autor Klaus Weimar las vor. Danach reiste er nach Weimar."
    assert surfaces(find(text)) == ["Weimar"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Es regnete in Weimar und Essen.", ["Weimar", "Essen"]),
        ("Auch Essen, Kingsford und Berlin waren betroffen.", ["Essen", "Kingsford", "Berlin"]),
        ("Es ging um Wohnen, Essen und Trinken.", []),
        ("Der Präsident Chinas, Kingsford, kam an.", ["Chinas"]),
        ("Paris spart. Essen und Trinken kosten mehr.", ["Paris"]),
    ],
)
def test_in_a_list_one_sure_place_speaks_for_its_neighbours(find: Find, text: str, found: list[str]) -> None:
    assert surfaces(find(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Werder Bremen gewann wieder.",
        "Das Amtsgericht Essen entschied.",
        "Die „Washington Post“ berichtet.",
        "Laut Berlin University stimmt das.",
        "Die Universität von Paris forscht.",
        "Die „Berlin“ lief aus.",
        "Weimar 96 stieg auf.",
        "Die Staatsanwaltschaft Essen ermittelt.",
    ],
)
def test_a_place_in_the_name_of_a_club_a_court_or_a_paper_is_no_mention(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(("text", "found"), [("Team France gewann.", []), ("Er lebt in France.", ["France"])])
def test_the_name_of_a_country_in_another_language_needs_support(
    find: Find, text: str, found: list[str]
) -> None:
    assert surfaces(find(text)) == found


@pytest.mark.parametrize(
    "text", ["Ein Berliner Kurier kam an.", "Die nordkoreanische Führung schwieg.", "Zwei Moskauer kamen."]
)
def test_adjectives_and_inhabitants_are_no_mentions(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So hieß es dort.Nordkorea schwieg dazu.", ["Nordkorea"]),
        ("Ein Urlaub in Masik-RyongDanach flog er heim.", ["Masik-Ryong"]),
        ("Sie sah eine PufferzoneNordkorea schwieg.", ["Nordkorea"]),
        ("Der Londoner Nebel und ein Essener.", []),
    ],
)
def test_a_name_is_found_where_a_paragraph_break_was_lost(find: Find, text: str, found: list[str]) -> None:
    assert surfaces(find(text)) == found


def test_a_word_that_is_written_small_within_a_sentence_is_no_place_at_its_beginning(find: Find) -> None:
    assert find("Oder kommt er nicht? Oder doch?") == []
    assert surfaces(find("Wer schwimmt durch die Oder?")) == ["Oder"]
    assert surfaces(find("An der Oder ist es still.")) == ["Oder"]


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("Es brannte im texanischen Paris.", "de", "US"),
        ("Es brannte in der texanischen Stadt Paris.", "de", "US"),
        ("It burned in the Texas town of Paris.", "en", "US"),
        ("Es brannte in Paris.", "de", "FR"),
    ],
)
def test_the_words_around_a_name_say_in_which_country_or_region_it_lies(
    find: Find, text: str, language: str, country: str
) -> None:
    (paris,) = (mention for mention in find(text, language) if mention.surface == "Paris")
    assert paris.place.country_codes == (country,)


def test_the_first_of_two_names_that_share_their_last_part_is_found(find: Find) -> None:
    mentions = find("Es schneit in Nord- und Südkorea.")
    assert surfaces(mentions) == ["Nord-", "Südkorea"]
    assert [mention.place.id for mention in mentions] == ["test:kp", "test:kr"]
    assert find("Nord- und Südwind wechseln.") == []


def test_a_country_in_the_genitive_is_not_the_capital_of_which_it_is_said(find: Find) -> None:
    mentions = find("Die Hauptstadt Nordkoreas, Pjöngjang, wächst.")
    assert surfaces(mentions) == ["Nordkoreas", "Pjöngjang"]
    assert mentions[0].confidence > 0.9


def test_a_ruler_leads_a_country_and_is_no_part_of_a_name(find: Find) -> None:
    assert surfaces(find("Der Emir von China lachte.")) == ["China"]


def test_a_name_after_a_word_for_a_countryman_is_a_person(find: Find) -> None:
    assert find("Der Sieger Odermatt schlug den Italiener Paris im Ziel.") == []
    assert surfaces(find("Der Präsident Nordkoreas lachte.")) == ["Nordkoreas"]


def test_an_organisation_whose_name_looks_like_a_genitive_is_no_place(find: Find) -> None:
    assert find("Die Hamas schwieg zu Pjöngjang.")[0].surface == "Pjöngjang"


def test_quotation_marks_do_not_hide_the_word_that_says_what_a_name_is(find: Find) -> None:
    mention = find("Der Fluss „Oder“ trat über die Ufer.")[0]
    assert (mention.surface, mention.place.kind) == ("Oder", "water")


def test_a_town_on_a_river_is_found_in_its_short_forms(find: Find) -> None:
    for text in ("in Frankfurt am Main", "in Frankfurt/Main", "in Frankfurt (Main)"):
        (mention,) = find(f"Das geschah {text}.")
        assert mention.place.id == "test:frankfurt"


def test_a_headline_in_capitals_is_read(find: Find) -> None:
    assert surfaces(find("PJÖNGJANG (dpa) - Es regnet.")) == ["PJÖNGJANG"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("China-backed banks grow.", ["China"]),
        ("He flew to Paris's airport.", ["Paris"]),
        ("Mr. London left early.", []),
        ("Adam Smith of London left early.", ["London"]),
        ("The University of London grew.", []),
        ("The London Times wrote so.", []),
        ("He lives in Kingsford now.", ["Kingsford"]),
        ("Last year Marlow Kingsford Farms grew.", []),
        ("Kingsford, Mich., is small.", ["Kingsford"]),
    ],
)
def test_english_has_rules_of_its_own(find: Find, text: str, found: list[str]) -> None:
    assert surfaces(find(text, "en")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il habite à Paris depuis mai.", ["Paris"]),
        ("Le président de la France a parlé.", ["France"]),
        ("M. Berlin est parti.", []),
        ("Il a lu Jack London.", []),
    ],
)
def test_french_needs_nothing_but_its_words(find: Find, text: str, found: list[str]) -> None:
    assert surfaces(find(text, "fr")) == found


def test_a_text_in_an_unknown_language_still_gets_its_unambiguous_names(find: Find) -> None:
    assert surfaces(find("Prezydent odwiedził China i Paris.", "pl")) == ["China", "Paris"]
    assert find("Essen Lage Moos", None) == []


_PIECES = st.sampled_from(
    [
        "Nordkorea",
        "Paris",
        "Texas",
        "Pjöngjang",
        "Essen",
        "Frau ",
        "in ",
        "Oder",
        "-",
        " ",
        ", ",
        ".",
        "\n",
        "„",
        "“",
        "s",
        "Region",
        "Kaspischen Meer",
        "St. ",
        "Dr. ",
        "z. B. ",
        "Washington",
        " Post",
        "(",
        ")",
        "Ende ",
        "ß",
        "İ",
        "😀",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    text=st.one_of(st.lists(_PIECES, max_size=40).map("".join), st.text(max_size=200)),
    language=st.sampled_from(["de", "en", "fr", None]),
)
def test_in_any_text_offsets_point_at_the_surface_and_mentions_do_not_overlap(
    geoparser: Geoparser, text: str, language: str | None
) -> None:
    mentions = geoparser.parse(text, language, title=f"Aus {text[:40]}")
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert 0 <= mention.excerpt_start <= mention.start < mention.end <= mention.excerpt_end <= len(text)
        assert mention.excerpt_end - mention.excerpt_start <= 400
        assert 0 < mention.confidence <= 1
        assert mention.place.id == mention.candidates[0].place_id
    for before, after in pairwise(mentions):
        assert before.end <= after.start


def test_a_country_in_the_genitive_after_an_office_is_a_place_and_stays_one(find: Find) -> None:
    text = "Es sprach der Präsident Nordkoreas. Danach hat Nordkorea geschwiegen."
    assert surfaces(find(text)) == ["Nordkoreas", "Nordkorea"]


def test_a_region_before_another_one_in_a_list_does_not_lie_in_it(find: Find) -> None:
    alone = find("It snows in Donbas.", "en")[0]
    listed = find("It snows in Donbas, Texas and China.", "en")[0]
    assert listed.place.id == alone.place.id
    assert listed.confidence > 0.8 * alone.confidence


def test_a_numbered_region_does_not_hide_what_begins_like_it(find: Find) -> None:
    assert surfaces(find("Sie lebt in der Region Xanadu.")) == ["Xanadu"]


def test_a_club_may_bear_a_region_before_its_town(find: Find) -> None:
    assert find("Der FC Bayern Weimar siegte.") == []
