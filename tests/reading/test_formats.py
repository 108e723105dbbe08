"""What each format makes of files, good ones and bad ones."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from places.model import Article
from places.reading import Problem, read
from places.reading.encoding import undoubled

Write = Callable[[str, str | bytes], Path]
TEXT = "Der Dampfer legt um acht in Konstanz ab und kommt am Mittag in Bregenz an."


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, content: str | bytes) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return write_file


def articles(path: Path) -> list[Article]:
    return [item for item in read(path) if isinstance(item, Article)]


def problems(path: Path) -> list[str]:
    return [str(item) for item in read(path) if isinstance(item, Problem)]


# text


def test_a_text_file_is_one_article_exactly_as_read_after_what_its_head_says(write: Write) -> None:
    content = f"{TEXT}\r\n\r\nEnde.\n"
    assert articles(write("ohne.txt", content))[0].text == content
    (article,) = articles(write("dampfer.txt", f" date 2024-06 {content}"))
    assert article.text == content
    assert str(article.published) == "2024-06"
    assert article.date_origin == "stated"
    assert article.title == TEXT
    assert article.language == "de"
    assert article.path == "dampfer.txt"


def test_a_text_without_a_date_is_undated(write: Write) -> None:
    (article,) = articles(write("dampfer.txt", TEXT))
    assert (article.published, article.date_origin) == (None, None)


def test_a_date_that_is_none_gives_a_line_and_the_article_is_read_undated(write: Write) -> None:
    file = write("dampfer.txt", f" date 2024-13 {TEXT}")
    assert problems(file) == ["dampfer.txt: no date: “2024-13” (month must be in 1..12); read as undated"]
    assert articles(file)[0].published is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x00\x01\x02\x03" * 50, "a binary file, not text"),
        (b"\x89PNG\r\n\x1a\n", "a picture, not text"),
        (b"%PDF-1.4 abc", "no PDF that can be read (damaged, or something else under this name)"),
    ],
)
def test_an_empty_or_binary_file_gives_one_line(write: Write, content: bytes, reason: str) -> None:
    file = write("schlecht.txt", content)
    assert problems(file) == [f"schlecht.txt: {reason}"]
    assert not articles(file)


def test_a_text_of_200_megabytes_is_not_read_and_the_line_says_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "riese.txt"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    assert problems(file) == ["riese.txt: 200 MB, and one article may have 20; split it"]


def test_damaged_characters_are_counted_and_the_article_is_read(write: Write) -> None:
    file = write("dampfer.txt", "Über Köln fährt für Gäste".encode() + b"\xff.")
    assert "1 damaged characters" in problems(file)[0]
    assert articles(file)[0].text == "Über Köln fährt für Gäste\ufffd."


def test_a_date_is_taken_from_the_name_before_the_first_lines(write: Write) -> None:
    content = f"Ein Dampfer\nKonstanz, 7. Januar 2025\n\n{TEXT}"
    assert str(articles(write("2025-03-04 Dampfer.txt", content))[0].published) == "2025-03-04"
    assert str(articles(write("2025-03 Dampfer.txt", content))[0].published) == "2025-01-07"
    assert str(articles(write("2025-03 Dampfer.txt", TEXT))[0].published) == "2025-03"
    assert str(articles(write("2025-03-04.txt", f"date 2024-06 {TEXT}"))[0].published) == "2024-06"
    (article,) = articles(write("Dampfer.md", f"---\ntitle: D\n---\n{content}"))
    assert str(article.published) == "2025-01-07"
    assert article.text == content


def test_an_ambiguous_date_in_a_text_gives_a_line_and_the_article_is_undated(write: Write) -> None:
    file = write("dampfer.txt", f"London, 12/01/2025\n\n{TEXT}")
    assert problems(file) == [
        "dampfer.txt: no date: “12/01/2025” (day or month first? write 2024-06-19); read as undated"
    ]
    assert articles(file)[0].published is None


def test_an_estimated_date_says_so(write: Write) -> None:
    (article,) = articles(write("a.csv", f"text,date\n{TEXT},um 1920\n"))
    assert (str(article.published), article.date_origin) == ("1920", "estimated")


# Markdown


def test_front_matter_tells_what_is_known_of_an_article(write: Write) -> None:
    (article,) = articles(
        write(
            "dampfer.md",
            "---\ntitle: Der Dampfer\ndate: 2024-06\ndate_origin: estimated\nauthor: [Anna Beispiel, Bo]\n"
            "source: Seeblatt\nurl: https://example.org/a?b=c\nlanguage: de\nid: dampfer-1\n---\n\n" + TEXT,
        )
    )
    assert article == Article(
        id="dampfer-1",
        title="Der Dampfer",
        text=TEXT,
        language="de",
        published=article.published,
        date_origin="estimated",
        source="Seeblatt",
        author="Anna Beispiel, Bo",
        url="https://example.org/a?b=c",
        path="dampfer.md",
    )
    assert str(article.published) == "2024-06"


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ("2024-06-19", "2024-06-19"),
        ("2024", "2024"),
        ("19.06.2024", "2024-06-19"),
        ('"2024-06"', "2024-06"),
        ("2024-06-19T00:30:00+02:00", "2024-06-19"),
        ("2024-06-19 22:30:00 -08:00", "2024-06-19"),
    ],
)
def test_front_matter_dates_are_read_as_they_stand_there(write: Write, stated: str, meant: str) -> None:
    (article,) = articles(write("a.md", f"---\ndate: {stated}\n---\n{TEXT}"))
    assert str(article.published) == meant


def test_norwegian_is_a_language_and_not_false(write: Write) -> None:
    (article,) = articles(write("a.md", f"---\nlanguage: no\n---\n{TEXT}"))
    assert article.language == "no"


def test_a_title_with_a_colon_is_read_although_it_is_no_yaml(write: Write) -> None:
    file = write("a.md", f"---\ntitle: Bodensee: ein Dampfer\ndate: 2024-06\n---\n{TEXT}")
    assert articles(file)[0].title == "Bodensee: ein Dampfer"
    assert str(articles(file)[0].published) == "2024-06"
    assert not problems(file)


def test_broken_front_matter_gives_a_line_and_the_text_is_read(write: Write) -> None:
    file = write("a.md", f"---\ntitle: [offen\n  - quer\n---\n{TEXT}")
    assert "front matter that is no YAML" in problems(file)[0]
    assert articles(file)[0].text == TEXT


def test_a_line_in_a_text_is_no_front_matter(write: Write) -> None:
    content = f"---\n\n{TEXT}\n\nKein Ende der Klammer."
    assert articles(write("a.md", content))[0].text == content.removeprefix("---\n\n")


def test_german_names_for_the_fields_are_understood(write: Write) -> None:
    (article,) = articles(
        write("a.md", f"---\nTitel: Dampfer\nDatum: 19. Juni 2024\nQuelle: Seeblatt\n---\n{TEXT}")
    )
    assert (article.title, str(article.published), article.source) == ("Dampfer", "2024-06-19", "Seeblatt")


def test_an_unknown_date_origin_or_language_gives_a_line_and_the_article_is_read(write: Write) -> None:
    file = write("a.md", f"---\ndate: 2024\ndate_origin: geraten\nlanguage: Elbisch\n---\n{TEXT}")
    assert problems(file) == [
        "a.md: the date_origin is “stated” or “estimated”, not “geraten”; taken as stated",
        "a.md: no language: “Elbisch” (write de or en); detected instead",
    ]
    assert (articles(file)[0].date_origin, articles(file)[0].language) == ("stated", "de")


# CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "header", [["title", "text", "date"], ["Titel", "Inhalt", "Datum"], ["headline", "BODY", "published"]]
)
def test_a_csv_is_read_with_any_usual_delimiter_and_column_names(
    write: Write, delimiter: str, header: list[str]
) -> None:
    rows = [delimiter.join(header), delimiter.join(["Eins", f'"{TEXT}{delimiter}\nZweite Zeile"', "2024-06"])]
    (article,) = articles(write("a.csv", "\r\n".join(rows)))
    assert article.text == f"{TEXT}{delimiter}\nZweite Zeile"
    assert (article.title, str(article.published)) == ("Eins", "2024-06")


def test_broken_rows_of_a_csv_are_named_and_the_others_read(write: Write) -> None:
    file = write(
        "a.csv",
        "id,title,text,date\n"
        f"a,Eins,{TEXT},2024\n"
        "b,Zwei,,2024\n"
        f"c,Drei,{TEXT},gestern\n"
        f"d,Vier,{TEXT},2024,zu,viel\n"
        "\n"
        f'e,"Er sagte "doch" nicht",{TEXT},2024\n'
        f"f,Sechs,{TEXT}\n",
    )
    assert [article.id for article in articles(file)] == ["a", "c", "e", "f"]
    assert problems(file) == [
        "a.csv, row 3: no text",
        "a.csv, row 4: no date: “gestern” (write 2024, 2024-06 or 2024-06-19); read as undated",
        "a.csv, row 5: 6 cells where the header has 4",
    ]


def test_a_quote_that_never_closes_costs_its_own_row_and_no_other(write: Write) -> None:
    file = write(
        "a.csv", f'id,text\na,{TEXT}\nb,"offen\nc,"{TEXT}"\nd,{TEXT}\ne,"offen bis zum Ende\nf,{TEXT}\n'
    )
    assert [article.id for article in articles(file)] == ["a", "c", "d", "f"]
    assert [line.partition(":")[0] for line in problems(file)] == ["a.csv, row 3", "a.csv, row 6"]


def test_a_csv_without_a_column_for_the_text_says_what_it_found(write: Write) -> None:
    file = write("a.csv", "nummer,datum\n1,2024\n")
    assert problems(file) == ["a.csv: no column with the text: found “nummer”, “datum”; name one “text”"]


@pytest.mark.parametrize(("content", "reason"), [("", "empty"), ("text,title\n", "a header and no rows")])
def test_an_empty_csv_gives_one_line(write: Write, content: str, reason: str) -> None:
    assert problems(write("a.csv", content)) == [f"a.csv: {reason}"]


def test_a_csv_from_a_spreadsheet_in_windows_is_read(write: Write) -> None:
    file = write("a.csv", f"sep=;\r\nTitel;Text\r\nGrüße;{TEXT} Schön für alle Gäste.\r\n".encode("cp1252"))
    assert articles(file)[0].title == "Grüße"


def test_an_article_of_a_million_characters_fits_into_a_cell(write: Write) -> None:
    long = "Das Schiff fährt. " * 60_000
    assert articles(write("a.csv", f'id,text\n1,"{long}"\n'))[0].text == long


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["C"])), st.sampled_from(["", "x\ny", 'a"b', ","]))
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_what_a_csv_writer_writes_is_read_back(write: Write, cells: list[tuple[str, str]]) -> None:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["text", "title"])
    texts = [f"x{one}{other}" for one, other in cells]
    assume(all(undoubled(text) == text for text in texts))
    writer.writerows([text, "t"] for text in texts)
    assert [article.text for article in articles(write("a.csv", out.getvalue()))] == texts


def test_a_csv_with_line_ends_of_old_macs_is_read(write: Write) -> None:
    file = write("a.csv", f"title,text\rEins,{TEXT}\rZwei,{TEXT}\r")
    assert [article.title for article in articles(file)] == ["Eins", "Zwei"]
    assert problems(file) == []


def test_a_line_break_outside_quotes_ends_a_row_and_one_inside_does_not(write: Write) -> None:
    file = write("a.csv", f'text,title\n{TEXT}\r{TEXT},Zwei\n"{TEXT}\rEnde.",Drei\n')
    assert [article.text for article in articles(file)] == [TEXT, TEXT, f"{TEXT}\rEnde."]


@pytest.mark.slow
@pytest.mark.parametrize("line", ['a",', '"a,', '"a', 'x,"a', '","', '"a"b,'])
def test_quotes_that_never_close_take_time_that_grows_with_the_length_alone(
    write: Write, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("places.reading.articles.detect", lambda _text: "de")
    file = write("a.csv", "text,title\n" + f"{line}\n" * 20_001 + f'"{TEXT}",Ende\n')
    begun = time.process_time()
    items = list(read(file))
    assert time.process_time() - begun < 15
    assert len(items) >= 10_000


def test_a_quote_that_never_closes_costs_no_row_far_behind_it(write: Write) -> None:
    rows = 2_000
    file = write("a.csv", 'text,title\n"offen\n' + f'"{TEXT}\nEnde.",b\n' * rows)
    assert len(articles(file)) == rows
    assert len(problems(file)) == 1


def test_lines_without_end_are_named(write: Write) -> None:
    file = write("a.csv", b"text,title\n" + b"x" * 21_000_000 + f"\n{TEXT},b\n".encode())
    assert problems(file) == ["a.csv, row 2: line 2 has more than 20 MB"]
    assert [article.text for article in articles(file)] == [TEXT]
    assert problems(write("b.csv", b"x," * 11_000_000)) == ["b.csv: line 1 has more than 20 MB"]
    assert problems(write("c.csv", b"x," * 1_000_000)) == ["c.csv: a header of more than 1 MB"]


# JSON lines


def test_json_lines_are_read_and_broken_ones_named(write: Write) -> None:
    lines = [
        json.dumps({"id": "a", "text": TEXT, "title": "Eins", "date": "2024-06", "author": ["A", "B"]}),
        '{"id": "b", "text": ',
        "",
        "[1, 2]",
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": 17}),
        json.dumps({"id": "e", "text": TEXT, "date": "2024-02-30"}),
        '{"id": "f", "text": "Halbes Zeichen \\ud83d in Köln"}',
        "[" * 100_000,
    ]
    file = write("a.jsonl", "\n".join(lines))
    assert [article.id for article in articles(file)] == ["a", "e", "f"]
    assert articles(file)[0].author == "A, B"
    assert articles(file)[2].text == "Halbes Zeichen \ufffd in Köln"
    found = problems(file)
    assert [line.partition(": ")[0] for line in found] == [
        f"a.jsonl, row {row}" for row in (2, 4, 5, 6, 7, 9)
    ]
    assert found[0].endswith(")")
    assert "no JSON (character " in found[0]
    assert "no JSON object" in found[1]
    assert found[2].endswith("no text")
    assert (
        found[4] == "a.jsonl, row 7: no date: “2024-02-30” (day is out of range for month); read as undated"
    )


# Parquet


def test_parquet_is_read_with_dates_of_any_type(tmp_path: Path) -> None:
    table = pa.table(
        {
            "Text": [TEXT, TEXT, None, TEXT],
            "datum": pa.array(
                [datetime(2024, 6, 19, 23), None, None, datetime(2023, 1, 1)], pa.timestamp("us")
            ),
            "unknown": [1, 2, 3, 4],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    assert [str(article.published) for article in articles(tmp_path / "a.parquet")] == [
        "2024-06-19",
        "None",
        "2023-01-01",
    ]
    assert problems(tmp_path / "a.parquet") == ["a.parquet, row 3: no text"]


def test_the_span_of_a_dataset_is_read_back(tmp_path: Path) -> None:
    table = pa.table(
        {"text": [TEXT], "published_first": [date(2024, 6, 1)], "published_last": [date(2024, 6, 30)]}
    )
    pq.write_table(table, tmp_path / "a.parquet")
    assert str(articles(tmp_path / "a.parquet")[0].published) == "2024-06"


def test_a_value_that_python_cannot_hold_costs_itself_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    for column in (
        pa.array([3_000_000, 19_000], pa.date32()),
        pa.array([9_000_000_000_000_000, 1_641_600_000_000], pa.timestamp("ms")),
    ):
        pq.write_table(pa.table({"text": [TEXT, TEXT], "date": column}), file)
        (line,) = problems(file)
        assert line == "a.parquet, row 1: the date cannot be read (date value out of range); read without it"
        assert [str(article.published) for article in articles(file)] == ["None", "2022-01-08"]
    pq.write_table(
        pa.table({"text": [TEXT], "date": pa.array([0], pa.timestamp("us", tz="Mars/Olymp"))}), file
    )
    assert "the date cannot be read" in problems(file)[0]
    assert articles(file)[0].text == TEXT


def test_a_parquet_text_that_is_no_utf_8_is_read_as_far_as_it_is(tmp_path: Path) -> None:
    data = pa.py_buffer(b"K\xf6ln am Rhein")
    offsets = pa.py_buffer((0).to_bytes(4, "little") + len(data).to_bytes(4, "little"))
    table = pa.table({"text": pa.Array.from_buffers(pa.string(), 1, [None, offsets, data])})
    pq.write_table(table, tmp_path / "a.parquet")
    assert articles(tmp_path / "a.parquet")[0].text == "K\ufffdln am Rhein"
    assert "no UTF-8" in problems(tmp_path / "a.parquet")[0]


def test_a_column_that_stands_twice_and_dates_of_two_kinds_are_read(tmp_path: Path) -> None:
    table = pa.Table.from_arrays(
        [
            pa.array([TEXT]),
            pa.array(["anderer"]),
            pa.array([date(2024, 6, 1)]),
            pa.array([datetime(2024, 6, 30, 12)], pa.timestamp("us")),
        ],
        names=["text", "text", "published_first", "published_last"],
    )
    pq.write_table(table, tmp_path / "a.parquet")
    (article,) = articles(tmp_path / "a.parquet")
    assert (article.text, str(article.published)) == (TEXT, "2024-06")


@pytest.mark.parametrize("column", [[[TEXT]], [{"a": TEXT}], [17], [True]])
def test_a_parquet_text_of_another_type_is_named(tmp_path: Path, column: list[object]) -> None:
    pq.write_table(pa.table({"text": pa.array(column)}), tmp_path / "a.parquet")
    assert "the text is no text" in problems(tmp_path / "a.parquet")[0]


@pytest.mark.slow
def test_a_parquet_that_unpacks_without_end_is_read_to_a_limit(tmp_path: Path) -> None:
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), pa.array(["x " * 7_000_000]))
    pq.write_table(pa.table({"text": text}), tmp_path / "a.parquet", compression="zstd")
    begun = time.process_time()
    items = list(read(tmp_path / "a.parquet"))
    assert time.process_time() - begun < 20
    assert len(items) < 20
    assert "unpack to more than" in str(items[-1])


def test_a_damaged_parquet_gives_one_line(write: Write, tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": [TEXT] * 100}), tmp_path / "good.parquet")
    content = (tmp_path / "good.parquet").read_bytes()
    for name, damaged in {"a.parquet": content[:-20], "b.parquet": b"no", "c.parquet": b""}.items():
        (line,) = problems(write(name, damaged))
        assert line.startswith(f"{name}: no Parquet that can be read")


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        ("a.md", "---\ntags: [Wasser, Hafen, Wasser]\n---\n{text}"),
        ("a.md", "---\nSchlagwörter: Wasser; Hafen\n---\n{text}"),
        ("a.json", '[{{"text": "{text}", "keywords": ["Wasser", "Hafen"]}}]'),
        ("a.csv", 'text,tags\n"{text}","Wasser, Hafen"\n'),
    ],
)
def test_tags_are_read_where_they_are_stated(write: Write, name: str, stated: str) -> None:
    (article,) = articles(write(name, stated.format(text=TEXT)))
    assert article.tags == ("Wasser", "Hafen")


def test_front_matter_in_toml_is_read(write: Write) -> None:
    file = write("a.md", f'+++\ntitle = "Am See"\ndate = 2024-05-06\ntags = ["Bahn", "See"]\n+++\n\n{TEXT}\n')
    (article,) = articles(file)
    assert (article.title, str(article.published), article.tags) == ("Am See", "2024-05-06", ("Bahn", "See"))
    assert article.text == f"{TEXT}\n"
    file = write("b.md", f"+++\ntitle: kein TOML\n+++\n{TEXT}\n")
    assert "front matter that is no TOML" in problems(file)[0]
