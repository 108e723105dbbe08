from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from places.corrections import Corrections, corrected, correction_row, read_corrections
from places.gazetteer import Gazetteer
from places.geoparsing import Geoparser
from places.model import Article, Mention

HEADER = "name,article,place,latitude,longitude,label,kind,countries\n"


def read(file: Path, text: str, gazetteer: Gazetteer) -> tuple[Corrections, list[str]]:
    file.write_text(text, encoding="utf-8")
    corrections, problems = read_corrections(file, gazetteer)
    return corrections, [str(problem) for problem in problems]


@pytest.fixture
def mentions_of(tmp_path: Path, small_gazetteer: Gazetteer, small_geoparser: Geoparser):  # type: ignore[no-untyped-def]
    def find(rows: str, text: str, name: str = "a.txt") -> list[tuple[str, str]]:
        corrections, problems = read(tmp_path / "corrections.csv", HEADER + rows, small_gazetteer)
        assert not problems
        article = Article("id-of-it", "title", text, "de", path=name)
        found = corrected(article, small_geoparser.parse(text, "de"), corrections.of(article))
        for mention in found:
            assert text[mention.start : mention.end] == mention.surface
            assert mention.excerpt_start <= mention.start < mention.end <= mention.excerpt_end
        return [(mention.surface, mention.place.id) for mention in found]

    return find


def test_a_name_gets_the_place_that_somebody_says(mentions_of) -> None:  # type: ignore[no-untyped-def]
    text = "Sie fuhr von Lindau nach Bregenz."
    assert mentions_of("", text) == [("Lindau", "test:lindau"), ("Bregenz", "test:bregenz")]
    assert mentions_of("Lindau,,test:konstanz", text) == [
        ("Lindau", "test:konstanz"),
        ("Bregenz", "test:bregenz"),
    ]


def test_a_name_that_is_no_place_is_left_out(mentions_of) -> None:  # type: ignore[no-untyped-def]
    assert mentions_of("Lindau,,none", "Sie fuhr von Lindau nach Bregenz.") == [("Bregenz", "test:bregenz")]


def test_a_name_that_the_gazetteer_lacks_is_found_as_a_word_and_in_the_genitive(mentions_of) -> None:  # type: ignore[no-untyped-def]
    found = mentions_of("Wyhl,,,48.164,7.65,,,DE", "In Wyhl, in Wyhls Auwald, in Wyhlen und am Wyhl.")
    assert [surface for surface, _ in found] == ["Wyhl", "Wyhls", "Wyhl"]
    assert len({place for _, place in found}) == 1


def test_what_is_said_of_one_article_holds_there_alone(mentions_of) -> None:  # type: ignore[no-untyped-def]
    rows = "Lindau,,none\nLindau,a.txt,test:konstanz\nBregenz,id-of-it,none"
    text = "Von Lindau nach Bregenz."
    assert mentions_of(rows, text) == [("Lindau", "test:konstanz")]
    assert mentions_of(rows, text, "b.txt") == []
    assert mentions_of("Lindau,other,none", text)[0] == ("Lindau", "test:lindau")


def test_a_longer_name_goes_before_one_within_it(mentions_of) -> None:  # type: ignore[no-untyped-def]
    rows = "Klein,,,48,9\nBad Klein,,,49,9"
    found = mentions_of(rows, "Von Bad Klein nach Klein.")
    assert [surface for surface, _ in found] == ["Bad Klein", "Klein"]
    assert found[0][1] != found[1][1]
    # ... and a mention that is more than the name stays as it is
    assert mentions_of("Lake,,none\nBoden,,none", "Am Bodensee liegt Lindau.")[0] == ("Bodensee", "test:lake")


def test_what_was_set_by_hand_says_so(tmp_path: Path, small_gazetteer: Gazetteer) -> None:
    table = HEADER + "Wyhl,,,48.164,7.65,Wyhl am Kaiserstuhl,city,DE"
    corrections, _ = read(tmp_path / "corrections.csv", table, small_gazetteer)
    article = Article("1", "t", "Die Bauern von Wyhl.", "de")
    (mention,) = corrected(article, [], corrections.of(article))
    assert (mention.place.name, mention.place.country_codes) == ("Wyhl am Kaiserstuhl", ("DE",))
    assert (mention.place.latitude, mention.place.longitude) == (48.164, 7.65)
    assert mention.place.source == "Set by hand in corrections.csv"
    assert mention.confidence == 1
    assert [each.reason for each in mention.candidates[0].evidence] == ["corrected"]


def test_a_table_of_a_german_spreadsheet_is_read(tmp_path: Path, small_gazetteer: Gazetteer) -> None:
    table = "\ufeffName;Artikel;Ort;Breite;Länge;Land\nWyhl;;;48,164;7,65;de\nLindau;;NONE\n;;;;;\n"
    corrections, problems = read(tmp_path / "c.csv", table, small_gazetteer)
    assert not problems
    place = corrections.of_all["Wyhl"].place
    assert place is not None
    assert (place.latitude, place.longitude, place.country_codes) == (48.164, 7.65, ("DE",))
    assert corrections.of_all["Lindau"].place is None


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",,test:lindau", "no name"),
        ("Lindau,,test:nowhere", "the gazetteer has no place “test:nowhere”"),
        ("Lindau", "neither a place nor coordinates for “Lindau”"),
        ("Lindau,,,47.5", "neither a place nor coordinates for “Lindau”"),
        ("Lindau,,,147.5,9", "no latitude: “147.5”"),
        ("Lindau,,,47.5,east", "no longitude: “east”"),
        ("Lindau,,,nan,9", "no latitude: “nan”"),
        ("Lindau,,,47.5,9,,town", "no kind of place: “town”"),
        ("Lindau,,,47.5,9,,city,Germany", "no country code: “GERMANY”"),
    ],
)
def test_a_row_that_makes_no_sense_is_told_and_the_others_count(
    tmp_path: Path, small_gazetteer: Gazetteer, row: str, told: str
) -> None:
    table = f"{HEADER}Bregenz,,none\n{row}\nKonstanz,,none\n"
    corrections, problems = read(tmp_path / "c.csv", table, small_gazetteer)
    assert set(corrections.of_all) == {"Bregenz", "Konstanz"}
    (problem,) = problems
    assert problem.startswith(f"c.csv, row 3: {told}")


def test_the_name_of_the_table_cannot_steer_a_terminal(tmp_path: Path, small_gazetteer: Gazetteer) -> None:
    _, problems = read(tmp_path / "\x1b[2J.csv", "name,place\nLindau,", small_gazetteer)
    assert problems[0].startswith("\\x1b[2J.csv, row 2: ")


def test_of_two_rows_for_one_name_the_first_counts(tmp_path: Path, small_gazetteer: Gazetteer) -> None:
    table = HEADER + "Lindau,,none\nLindau,,test:lindau\n"
    corrections, problems = read(tmp_path / "c.csv", table, small_gazetteer)
    assert corrections.of_all["Lindau"].place is None
    assert problems == ["c.csv, row 3: “Lindau” stands in an earlier row, and that one counts"]


@pytest.mark.parametrize("table", ["", "\n\n", "title,text\na,b\n", '"' + "x" * 200_000])
def test_what_is_no_table_of_corrections_is_told_in_one_line(
    tmp_path: Path, small_gazetteer: Gazetteer, table: str
) -> None:
    corrections, problems = read(tmp_path / "c.csv", table, small_gazetteer)
    assert not corrections.of_all
    assert len(problems) == 1
    assert problems[0].startswith("c.csv: ")


def test_a_row_that_is_offered_is_one_that_is_read(tmp_path: Path, small_gazetteer: Gazetteer) -> None:
    rows = [correction_row('Haus "Lindau", Nord', "test:lindau"), correction_row("=Bregenz", "none")]
    corrections, problems = read(
        tmp_path / "c.csv", "name,article,place\n" + "\n".join(rows), small_gazetteer
    )
    assert not problems
    assert set(corrections.of_all) == {'Haus "Lindau", Nord', "=Bregenz"}
    assert next(csv.reader([rows[0]])) == ['Haus "Lindau", Nord', "", "test:lindau"]


@pytest.mark.slow
def test_a_long_text_is_set_right_in_a_time_that_grows_with_its_length(
    tmp_path: Path, small_gazetteer: Gazetteer
) -> None:
    corrections, _ = read(tmp_path / "corrections.csv", HEADER + "Lindau,,test:konstanz", small_gazetteer)
    lindau, bregenz = (small_gazetteer.place(f"test:{name}") for name in ("lindau", "bregenz"))
    sentence = "Sie fuhr von Lindau nach Bregenz. "

    def seconds(sentences: int) -> float:
        mentions = [
            Mention(at + start, at + end, sentence[start:end], place, 0.9)
            for at in range(0, sentences * len(sentence), len(sentence))
            for start, end, place in ((13, 19, lindau), (25, 32, bregenz))
        ]
        article = Article("id-of-it", "title", sentence * sentences, "de", path="a.txt")
        began = time.process_time()
        found = corrected(article, mentions, corrections.of(article))
        assert [mention.place.id for mention in found[:2]] == ["test:konstanz", "test:bregenz"]
        return time.process_time() - began

    # Ten times the text: ten times as long where each byte costs the same, a hundred times where it does not.
    assert seconds(20_000) < 40 * max(seconds(2_000) for _ in range(3))
