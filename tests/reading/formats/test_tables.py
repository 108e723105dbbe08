"""Spreadsheets, JSON and feeds: files with many articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from places.model import Article
from places.reading import find, read_files

Articles = Callable[[Path], list[Article]]
Problems = Callable[[Path], list[str]]
TEXT = "Der Dampfer legt um acht in Konstanz ab und kommt am Mittag in Bregenz an."


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_a_spreadsheet_is_read_row_by_row_with_dates_as_dates(
    files: Path, articles: Articles, suffix: str
) -> None:
    found = articles(files / f"tabelle.{suffix}")
    assert [(article.title, str(article.published), article.source) for article in found] == [
        ("Raddampfer läuft aus", "2024-06-19", "Seeblatt"),
        ("Stau in Lindau", "2024-06-20", "Seeblatt"),
        ("Rückblick", "1920", "Seeblatt"),
    ]
    assert found[0].text == "Der Dampfer legt um acht in Konstanz ab."


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_a_sheet_without_a_text_is_accounted_for(files: Path, suffix: str) -> None:
    lines: list[str] = []
    list(
        read_files(
            find(files / f"tabelle.{suffix}").files, passed_over=lambda other: lines.append(str(other))
        )
    )
    assert lines == [
        f"tabelle.{suffix}/Notizen: the sheet “Notizen” has no column with the text:"
        " found “Wer”, “Was”; name one “text”"
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls", "xlsb"])
@pytest.mark.parametrize(
    "content", [b"", b"keine Tabelle", b"PK\x03\x04abc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_spreadsheet_that_is_none_gives_one_line(
    tmp_path: Path, articles: Articles, problems: Problems, suffix: str, content: bytes
) -> None:
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(content)
    assert (len(articles(file)), len(problems(file))) == (0, 1)


def test_a_spreadsheet_of_zeros_is_not_unpacked(tmp_path: Path, problems: Problems) -> None:
    file = tmp_path / "a.xlsx"
    sheet = "xl/worksheets/sheet1.xml"
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive, archive.open(sheet, "w") as stream:
        for _ in range(21):
            stream.write(b"\0" * 10_000_000)
    assert problems(file) == ["a.xlsx: unpacks to 210 MB, and a document may have 200"]


def test_a_cell_far_away_from_the_others_costs_its_own_file_alone(
    files: Path, tmp_path: Path, articles: Articles, problems: Problems
) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    with ZipFile(files / "tabelle.xlsx") as good, ZipFile(tmp_path / "a.xlsx", "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"</sheetData>", far))
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert problems(tmp_path) == [
        "a.xlsx: cells too far from one another, or damaged; copy what is meant into a new file"
    ]
    assert [article.path for article in articles(tmp_path)] == ["b.txt"]


@pytest.mark.parametrize(
    "around",
    [
        lambda found: found,
        lambda found: {"status": "ok", "articles": found},
        lambda found: {"response": {"total": 2, "tags": ["a", "b", "c"], "results": found}},
    ],
)
def test_a_json_file_is_a_list_or_has_one(
    tmp_path: Path, articles: Articles, around: Callable[[object], object]
) -> None:
    found = [
        {
            "title": "Eins",
            "content": TEXT,
            "publishedAt": "2024-06-19T08:30:00Z",
            "source": {"name": "Seeblatt"},
        },
        {"title": "Zwei", "content": TEXT, "publishedAt": "2024-06-20T08:30:00Z"},
    ]
    (tmp_path / "a.json").write_text(json.dumps(around(found)), encoding="utf-8")
    read = articles(tmp_path / "a.json")
    assert [(article.title, str(article.published), article.source) for article in read] == [
        ("Eins", "2024-06-19", "Seeblatt"),
        ("Zwei", "2024-06-20", None),
    ]


def test_a_json_file_may_hold_articles_by_name(tmp_path: Path, articles: Articles) -> None:
    found = {"a1": {"title": "Eins", "text": TEXT}, "a2": {"title": "Zwei", "text": TEXT, "id": "b2"}}
    (tmp_path / "a.json").write_text(json.dumps({"items": found}), encoding="utf-8")
    read = [(article.id, article.title) for article in articles(tmp_path / "a.json")]
    assert read == [("a1", "Eins"), ("b2", "Zwei")]


def test_a_text_that_is_a_piece_of_a_page_is_read_as_one(tmp_path: Path, articles: Articles) -> None:
    page = "<p>Der Zug nach <b>Ulm</b> &amp; Jena.</p><p>Er war voll.</p>"
    (tmp_path / "a.json").write_text(json.dumps([{"text": page}, {"text": "a < b > c"}]), encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"title,text\nZug,Am Ufer.<br>{page}\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text(page, encoding="utf-8")
    (tmp_path / "d.txt").write_text(f"Im Quelltext {page}", encoding="utf-8")
    assert [article.text for article in articles(tmp_path)] == [
        "Der Zug nach Ulm & Jena.\n\nEr war voll.",
        "a < b > c",
        "Am Ufer.\n\nDer Zug nach Ulm & Jena.\n\nEr war voll.",
        "Der Zug nach Ulm & Jena.\n\nEr war voll.",
        f"Im Quelltext {page}",
    ]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("above", "read"),
    [
        ([], True),
        ([["Stadtarchiv, Bestand 12"], ["Stand: 2024"]], True),
        ([["Titel", "Inhalt des Bestands", "1912"]], True),
        ([["Zeile"]] * 12, False),
    ],
)
def test_the_header_of_a_table_is_found_below_a_title(
    tmp_path: Path, articles: Articles, problems: Problems, suffix: str, above: list[list[str]], read: bool
) -> None:
    rows = [*above, ["Signatur", "Titel", "Datum", "Inhalt"], ["A 1", "Brief", "o. D.", TEXT]]
    file = tmp_path / f"a.{suffix}"
    if suffix == "csv":
        file.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    else:
        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    assert [(article.title, article.text) for article in articles(file)] == [("Brief", TEXT)] * read
    assert len(problems(file)) == (not read)


def test_a_finding_aid_is_read_by_the_names_of_its_columns(tmp_path: Path, articles: Articles) -> None:
    rows = f"Signatur;Titel;Entstehungszeitraum;Enthält\nNL-12;Brief;1848 März 14;{TEXT}\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    (article,) = articles(tmp_path)
    assert (article.id, article.title, str(article.published), article.text) == (
        "NL-12",
        "Brief",
        "1848-03-14",
        TEXT,
    )


def test_rows_that_only_hold_the_word_for_a_column_are_no_header(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "a.csv").write_text("Feld;Wert\nInhalt;viel\nArt;Brief\n", encoding="utf-8")
    assert problems(tmp_path) == ["a.csv: no column with the text: found “Feld”, “Wert”; name one “text”"]


def test_a_json_file_may_hold_one_article_or_one_a_line(tmp_path: Path, articles: Articles) -> None:
    one = json.dumps({"text": TEXT, "title": "Eins"})
    (tmp_path / "a.json").write_text(one, encoding="utf-8")
    (tmp_path / "b.json").write_text(f"{one}\n{one}\n", encoding="utf-8")
    assert [len(articles(tmp_path / name)) for name in ("a.json", "b.json")] == [1, 2]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "17", '{"a": 1}', "[" * 100_000, "\ud83d", '{"a": ' * 9000]
)
def test_a_json_file_without_articles_gives_one_line(
    tmp_path: Path, articles: Articles, problems: Problems, content: str
) -> None:
    (tmp_path / "a.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    assert (len(articles(tmp_path / "a.json")), len(problems(tmp_path / "a.json"))) == (0, 1)


def test_each_entry_of_a_feed_is_an_article(files: Path, articles: Articles) -> None:
    first, second = articles(files / "feed.xml")
    assert first.text == "Der Dampfer legt um acht in Konstanz ab.\n\nMittags ist er in Bregenz."
    assert (first.title, str(first.published), first.author) == (
        "Raddampfer & Fähre",
        "2024-06-19",
        "Redaktion",
    )
    assert (first.source, first.url) == ("Seeblatt", "https://seeblatt.example/1")
    assert (second.title, second.published) == ("Stau", None)


def test_what_an_alert_found_is_taken_from_where_it_stands(files: Path, articles: Articles) -> None:
    (article,) = articles(files / "alerts.atom")
    assert article.title == "Raddampfer läuft in Konstanz aus"
    assert article.url == "https://seeblatt.example/ausflug/raddampfer"
    assert article.source == "seeblatt.example"
    assert "<" not in article.text


@pytest.mark.parametrize(
    "content", [b"", b"<a/>", b"<rss version='2.0'><channel><title>x</title></channel></rss>", b"\0\xff"]
)
def test_a_file_that_is_no_feed_gives_one_line(tmp_path: Path, problems: Problems, content: bytes) -> None:
    (tmp_path / "a.xml").write_bytes(content)
    assert len(problems(tmp_path / "a.xml")) == 1


def test_a_parquet_with_a_damaged_footer_is_one_line_and_ends_nothing(
    files: Path, problems: Problems
) -> None:
    (line,) = problems(files / "fuss.parquet")
    assert line.startswith("fuss.parquet: no Parquet that can be read")
    assert line.isprintable()


AS_PROGRAMS_GIVE = {
    "Elasticsearch": {
        "hits": {
            "hits": [
                {"_id": "x1", "_source": {"title": "Zug", "body": TEXT, "published": "2024-05-05T10:00:00Z"}}
            ]
        }
    },
    "WordPress": [
        {
            "id": "x1",
            "date": "2024-05-05T10:00:00",
            "title": {"rendered": "Zug"},
            "content": {"rendered": f"<p>{TEXT}</p>"},
        }
    ],
    "Guardian": {
        "response": {
            "results": [
                {
                    "id": "x1",
                    "webTitle": "Zug",
                    "webPublicationDate": "2024-05-05T10:00:00Z",
                    "fields": {"bodyText": TEXT},
                }
            ]
        }
    },
    "seconds": [{"id": "x1", "title": "Zug", "text": TEXT, "created_utc": 1714867200}],
    "thousandths": [{"id": "x1", "title": "Zug", "text": TEXT, "timestamp": "1714867200123"}],
}


@pytest.mark.parametrize("program", AS_PROGRAMS_GIVE)
def test_json_is_read_as_programs_give_it(tmp_path: Path, articles: Articles, program: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps(AS_PROGRAMS_GIVE[program]), encoding="utf-8")
    (article,) = articles(tmp_path)
    assert (article.id, article.title, article.text) == ("x1", "Zug", TEXT)
    assert str(article.published) == "2024-05-05"


@pytest.mark.parametrize(
    ("table", "date"),
    [
        ("Jahr,Text\n1912,Am Hafen.\n", "1912"),
        ("Tag,Monat,Jahr,Text\n5,5,1912,Am Hafen.\n", "1912"),
        ("Jahr,Datum,Text\n1912,5.5.1912,Am Hafen.\n", "1912-05-05"),
    ],
)
def test_a_column_of_years_is_a_date_where_there_is_none(
    tmp_path: Path, articles: Articles, table: str, date: str
) -> None:
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    (article,) = articles(tmp_path)
    assert str(article.published) == date
