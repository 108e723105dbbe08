from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.legible import legible

CONJUNCTIONS = ("und", "oder", "and")

BROKEN = {
    "words divided at a line's end": ("aus Ingol-\nstadt", "aus Ingolstadt"),
    "words divided with a carriage return": ("aus Ingol-\r\n  stadt", "aus Ingolstadt"),
    "words divided by a soft hyphen": ("aus Ingol\u00ad\nstadt", "aus Ingolstadt"),
    "words divided by a scanner's sign": ("aus Ingol¬\nstadt", "aus Ingolstadt"),
    "capitals divided": ("AUS INGOL-\nSTADT", "AUS INGOLSTADT"),
    "a compound broken at its hyphen": ("in Sachsen-\nAnhalt", "in Sachsen-Anhalt"),
    "a hyphen that stands for a part": ("Ost-\n und Nordsee", "Ost- und Nordsee"),
    "soft hyphens": ("Reck\u00adling\u00adhau\u00adsen", "Recklinghausen"),
    "no-break spaces": ("Bad\u00a0Ems, St.\u202fPölten", "Bad Ems, St. Pölten"),
    "runs of spaces": ("Addis   Abeba", "Addis Abeba"),
    "zero-width characters": ("Ad\u200bdis\u2060 Abe\ufeffba", "Addis Abeba"),
    "letters apart from their marks": ("Go\u0308teborg, S\u030cibenik", "Göteborg, Šibenik"),
    "hyphens of other kinds": ("Rhône\u2010Alpes, Aix\u2011en\u2011Provence", "Rhône-Alpes, Aix-en-Provence"),
    "ligatures": ("Suﬀolk, Sheﬃeld", "Suffolk, Sheffield"),
    "entities": ("Z&uuml;rich&nbsp;West, M&#xe1;laga, Bri&shy;xen", "Zürich West, Málaga, Brixen"),
    "line ends of other systems": ("eins\r\nzwei\rdrei\u2028vier\x0cfünf", "eins\nzwei\ndrei\nvier\nfünf"),
    "letters read in a wrong encoding": ("MÃ¼nster, MalmÃ¶ â€“ SÃ£o Tomé", "Münster, Malmö – São Tomé"),
    "spaced capitals": ("B R E M E N – Plan A B C", "BREMEN – Plan A B C"),
    "what a mail quotes": ("> eins in Bad\n> Ems\n>> zwei", "eins in Bad\nEms\nzwei"),
    "spaces at a line's end": ("eins  \nzwei", "eins\nzwei"),
}


@pytest.mark.parametrize(("broken", "typed"), BROKEN.values(), ids=BROKEN)
def test_reads_as_typed(broken: str, typed: str) -> None:
    assert legible(broken, CONJUNCTIONS).text == typed


def test_letters_beside_quotation_marks_are_not_taken_for_garbled_ones() -> None:
    text = "„Spaß“ am Château, MENÜ“, Ö… und Ä“"
    assert legible(text).text == text


def test_a_text_that_is_whole_is_its_own_view() -> None:
    text = "Ein Satz über Ulm.\n\nUnd noch einer: R&D, Tom's 50 %."
    assert legible(text, CONJUNCTIONS).text is text


def test_joins_lines_that_were_wrapped() -> None:
    text = (
        "Die Fähre legte am Morgen ab und erreichte gegen Mittag die Insel vor\n"
        "der Küste, wo schon die Leute aus dem Ort warteten, um ihr Gepäck an\n"
        "Land zu bringen.\n\nAm Abend kehrte sie zurück."
    )
    first, second = legible(text, CONJUNCTIONS).text.split("\n\n")
    assert "\n" not in first
    assert "vor der Küste" in first
    assert second == "Am Abend kehrte sie zurück."


@pytest.mark.parametrize(
    "text",
    [
        "Augsburg\nBamberg\nCoburg",
        "Meier, Augsburg\nSchulze-Delitzsch, Bamberg\nLehmann, Coburg",
        "Die Elbe steigt\nSeit Tagen regnet es im Riesengebirge, und die Pegel flussabwärts melden Rekorde, "
        "wie es sie seit Jahren nicht gab.",
        "Stadt\tEinwohner\nUlm\t126000\nNeu-Ulm\t58000",
    ],
    ids=["a list", "a list of names and towns", "a heading", "a table"],
)
def test_leaves_lines_apart_that_were_not_wrapped(text: str) -> None:
    assert legible(text, CONJUNCTIONS).text == text


@pytest.mark.parametrize(
    "address", ["mail@hamburg.de", "https://example.org/Paris", "www.Rom.it/Capri", "@Genf"]
)
def test_blots_addresses_and_handles_out_where_names_are_looked_for(address: str) -> None:
    text = f"Mehr unter {address} in Bonn"
    assert legible(text, CONJUNCTIONS).text == text
    view = legible(text, CONJUNCTIONS, for_names=True)
    assert view.text == f"Mehr unter {'_' * len(address)} in Bonn"


def test_takes_hashtags_apart_where_names_are_looked_for() -> None:
    assert legible("#SriLanka", CONJUNCTIONS).text == "#SriLanka"
    assert legible("#SriLanka", CONJUNCTIONS, for_names=True).text == "#Sri Lanka"


@pytest.mark.parametrize(
    ("text", "name", "surface"),
    [
        ("von Ingol-\nstadt nach", "Ingolstadt", "Ingol-\nstadt"),
        ("von Reck\u00adlingen\u200b nach", "Recklingen", "Reck\u00adlingen"),
        ("\u200bUlm", "Ulm", "Ulm"),
        ("von Z&uuml;rich nach", "Zürich", "Z&uuml;rich"),
        ("von Suﬀolk nach", "Suffolk", "Suﬀolk"),
        ("#SriLanka!", "Sri Lanka", "SriLanka"),
    ],
)
def test_leads_back_to_the_letters_as_they_were_read(text: str, name: str, surface: str) -> None:
    view = legible(text, CONJUNCTIONS, for_names=True)
    start = view.text.index(name)
    first, last = view.original(start, start + len(name))
    assert text[first:last] == surface
    assert view.shown(first, last) == (start, start + len(name))


def test_leads_back_through_joined_lines_with_odd_spaces() -> None:
    text = (
        "Die Fähre  legte am Morgen ab und erreichte gegen Mittag die Insel\n"
        "    Helgoland, wo schon die Leute aus dem Ort warteten, um ihr\n"
        "    Gepäck an Land zu bringen und in den Hafen zu gehen, der im\n    Süden liegt."
    )
    view = legible(text, CONJUNCTIONS)
    assert "Insel Helgoland" in view.text
    start = view.text.index("Helgoland")
    first, last = view.original(start, start + 9)
    assert text[first:last] == "Helgoland"


_LETTERS = st.text(st.sampled_from("aäA -\n\r\t\u00ad\u00a0\u0308\u200b\u2011ﬁ&;#.12uml\u2028"), max_size=80)


@given(_LETTERS)
def test_every_stretch_of_a_view_is_a_stretch_of_the_text(text: str) -> None:
    view = legible(text, CONJUNCTIONS, for_names=True)
    before = 0
    for at in range(len(view.text)):
        first, last = view.original(at, at + 1)
        assert 0 <= first <= last <= len(text)
        assert first >= before
        before = first


@given(_LETTERS)
def test_no_view_holds_line_ends_of_other_systems_or_soft_hyphens(text: str) -> None:
    assert not set(legible(text, CONJUNCTIONS).text) & set("\r\u2028\u00ad\u200b\u2011")


def test_joins_lines_of_print_whose_letters_are_not_equally_wide() -> None:
    text = (
        "Am Morgen lag der Nebel noch über dem Fluss, und hinter Airolo, im\n"
        "Tessin, schien die Sonne auf den Schnee; wir sahen das Rheintal, die\n"
        "Bündner Alpen und am Abend den See.\nDann wurde es still."
    )
    assert legible(text, CONJUNCTIONS).text.count("\n") == 1


def test_joins_two_lines_of_which_the_second_goes_on_in_small_letters() -> None:
    text = (
        "Galway, 3 May — The ferry left Rossaveal at dawn for\nInishmore.\n"
        "The sea was calm, and nobody aboard was ill\nat all."
    )
    assert "nobody aboard was ill at all." in legible(text, CONJUNCTIONS).text


def test_figures_in_words_are_read_as_letters_where_names_are_looked_for_alone() -> None:
    text = "Die B1bliothek von Ha1le kostete 100 Euro, A10 und H2O bleiben; L0ndon auch."
    assert legible(text, for_names=True).text == (
        "Die Bibliothek von Halle kostete 100 Euro, A10 und H2O bleiben; London auch."
    )
    assert legible(text).text == text
