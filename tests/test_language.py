"""What a reader sees in their own language."""

import ast
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import places
from places.building.run import ONLINE_CREDIT
from places.gazetteer.sources import SOURCES
from places.language import language, language_for, preferred
from places.model import PartialDate

German = language("de")
English = language("en")


def messages() -> set[str]:
    """Every message in the code: the constant arguments of `say(…)` and of `….plural(…)`."""
    found: set[str] = set()
    for path in Path(places.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            constants = [
                arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            ]
            if name in {"say", "self", "plural"}:
                found.update(constants[:1])
    return found


def test_every_message_has_a_german_translation_and_no_translation_is_left_over():
    with files("places").joinpath("locales/de.po").open("rb") as po:
        catalogue = read_po(po, locale="de")
    translated = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.context is None  # with one: below, and tests/reading/test_reasons.py
        and message.id
        and all([message.string] if isinstance(message.string, str) else message.string)
    }
    assert messages() - translated == set()
    assert translated - messages() == set()


def test_whose_data_it_is_is_told_in_the_language_of_the_page():
    lines = {*(source.credit for source in SOURCES), ONLINE_CREDIT}
    with files("places").joinpath("locales/de.po").open("rb") as po:
        assert {message.id for message in read_po(po, locale="de") if message.context == "credit"} == lines
    for line in lines:
        assert German.credit(line) not in {line, ""}
        assert English.credit(line) == line
    assert German.credit("somebody's list, CC BY") == "somebody's list, CC BY"


def test_translations_keep_the_places_where_values_go():
    with files("places").joinpath("locales/de.po").open("rb") as po:
        for message in read_po(po, locale="de"):
            if message.id:
                assert list(message.check()) == []


def plain(text: str) -> str:
    """Thin and unbreakable spaces, which the CLDR likes, as plain ones."""
    return text.replace("\u2009", " ").replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("written", "german", "english"),
    [
        ("2024-06-19", "19. Juni 2024", "June 19, 2024"),
        ("2024-06", "Juni 2024", "June 2024"),
        ("2024", "2024", "2024"),
        ("2022-08-01/2022-09-12", "1. Aug. – 12. Sept. 2022", "Aug 1 – Sep 12, 2022"),
    ],
)
def test_a_date_is_written_no_more_precisely_than_it_is_known(written, german, english):
    date = PartialDate.parse(written)
    assert plain(German.published(date)) == german
    assert plain(English.published(date)) == english


def test_an_estimated_date_says_so_and_no_date_is_undated():
    assert German.published(PartialDate.parse("2022-08"), "estimated") == "August 2022, geschätzt"
    assert English.published(None) == "undated"


def test_counts_have_singular_plural_and_separators():
    assert German.plural("{n} place", "{n} places", 1) == "1 Ort"
    assert German.plural("{n} place", "{n} places", 12345) == "12.345 Orte"
    assert English.plural("{n} place", "{n} places", 12345) == "12,345 places"


def test_points_have_the_hemispheres_of_the_language():
    assert (
        German.coordinates(43.115, 131.885)
        == "43,12°\N{NO-BREAK SPACE}N\N{NO-BREAK SPACE}131,88°\N{NO-BREAK SPACE}O"
    )
    assert (
        English.coordinates(-33.87, -70.5)
        == "33.87°\N{NO-BREAK SPACE}S\N{NO-BREAK SPACE}70.50°\N{NO-BREAK SPACE}W"
    )


@pytest.mark.parametrize(
    ("tag", "code"), [("de-AT", "de"), ("de", "de"), ("en-GB", "en"), ("fr", "en"), (None, "en")]
)
def test_the_browser_chooses_the_language(tag, code):
    assert preferred(tag) == code


def test_where_a_place_comes_from_is_told_in_the_language_of_the_page():
    source = "own estimate from general knowledge, about 80 km; lies on land in Natural Earth (1:10m)"
    assert German.source(source) == (
        "eigene Schätzung aus allgemeinem Wissen, auf etwa 80 km; liegt an Land in Natural Earth (1:10m)"
    )
    assert English.source(source) == source
    assert German.source("somebody's list of Namesakes, 2 km") == "somebody's list of Namesakes, 2 km"


def test_a_span_of_whole_months_is_told_by_its_months():
    span = PartialDate.parse("2024-06/2024-08")
    assert plain(English.published(span)) == "Jun – Aug 2024"
    assert plain(German.published(span)) == "Juni–Aug. 2024"


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("empty", "leer"),
        (".doc is not read; save it as .docx", ".doc wird nicht gelesen; als .docx speichern"),
        (
            "no date: “1/2/2025” (day or month first? write 2024-06-19); read as undated",
            "kein Datum: „1/2/2025“ (erst Tag oder erst Monat? 2024-06-19 schreiben); als undatiert gelesen",
        ),
        (
            "1,234.5 MB that unpack to more than 2,000 MB; the rest is not read: unpack it",
            "1.234,5 MB, die ausgepackt mehr als 2.000 MB haben; der Rest wird nicht gelesen: entpacken",
        ),
        (
            "no PDF that can be read (damaged, or something else under this name)",
            "nicht lesbar als PDF (beschädigt, oder etwas anderes unter diesem Namen)",
        ),
        ("no JSON (line 1, character 7)", "kein JSON (Zeile 1, Zeichen 7)"),
        ("no PDF that can be read (Data format error)", "nicht lesbar als PDF (Data format error)"),
        ("no web page that can be read ({n})", "nicht lesbar als Webseite ({n})"),
        ("what another program wrote", "what another program wrote"),
        (
            "places.journal: the disk is full; the change was not made",
            "places.journal: die Platte ist voll; die Änderung wurde nicht gemacht",
        ),
        ("change 7 is undone already", "die Änderung 7 ist schon zurückgenommen"),
    ],
)
def test_why_something_was_not_read_is_told_in_the_language_of_the_page(english: str, german: str) -> None:
    assert German.reason(english) == german
    assert English.reason(english) == english


@pytest.mark.parametrize(
    ("code", "browser", "day"),
    [
        (None, "en-GB", "12 Jan 2025"),
        (None, "en-US", "Jan 12, 2025"),
        (None, "en", "Jan 12, 2025"),
        (None, "de-AT", "12.01.2025"),
        ("en", "de-DE", "Jan 12, 2025"),
        ("en", "en-Latn-GB", "12 Jan 2025"),
        ("en", "en-ZQ", "Jan 12, 2025"),
        ("en", "en-../..", "Jan 12, 2025"),
        ("de", None, "12.01.2025"),
    ],
)
def test_a_day_is_written_as_whoever_looks_at_the_page_writes_it(
    code: str | None, browser: str | None, day: str
) -> None:
    assert language_for(code, browser).day(date(2025, 1, 12)) == day


def test_the_messages_of_a_territory_are_those_of_its_language() -> None:
    assert language_for(None, "de-AT")("Places") == "Orte"
    assert language_for(None, "de-AT").code == "de"
