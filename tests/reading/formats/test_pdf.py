from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from places.model import Article
from places.reading import leaves
from places.reading.formats import pdf
from places.reading.headings import heading_of
from places.reading.pages import Line, rows, text_of_pages, without_gaps

Articles = Callable[[Path], list[Article]]
Problems = Callable[[Path], list[str]]


def words(text: str) -> str:
    return " ".join(text.replace("-\n", "").split())


def test_columns_are_read_one_after_another(files: Path, articles: Articles) -> None:
    text = words(articles(files / "dampfer.pdf")[0].text)
    order = [
        "Konstanz ab.",
        "Meersburg",
        "Langenargen",
        "Lindau",
        "Pfänder",
        "Feldkirch",
        "Arbon",
        "Überlingen",
    ]
    places = [text.index(name) for name in order]
    assert places == sorted(places)
    assert "Um acht Uhr legt der alte Raddampfer in Konstanz ab. Der Kapitän" in text


def test_running_heads_and_page_numbers_are_left_out(files: Path, articles: Articles) -> None:
    text = articles(files / "dampfer.pdf")[0].text
    assert "Ausflügler" not in text
    assert "Seite" not in text


def test_a_hyphen_at_the_end_of_a_line_stays_as_it_comes(files: Path, articles: Articles) -> None:
    assert "Maschi-\nnenraum" in articles(files / "dampfer.pdf")[0].text


def test_paragraphs_headings_and_rows_of_a_table_stand_apart(files: Path, articles: Articles) -> None:
    text = articles(files / "dampfer.pdf")[0].text
    assert text.startswith("Mit dem Dampfer über den Bodensee\n\nUm acht Uhr")
    assert "ist glatt wie ein Teller.\n\nNach einer" in text
    assert "Konstanz\t8 Uhr\n" in text


def test_properties_tell_title_author_and_day(files: Path, articles: Articles) -> None:
    (article,) = articles(files / "dampfer.pdf")
    assert (article.title, article.author) == ("Mit dem Dampfer über den Bodensee", "Seeblatt")
    assert article.date_origin == "estimated"


def test_a_page_that_a_browser_printed_is_read(files: Path, articles: Articles) -> None:
    text = articles(files / "seite-gedruckt.pdf")[0].text
    assert "liegen die Weinberge, und dazwischen hängt die Wäsche" in words(text)
    assert "1/1" not in text


def test_a_scan_names_what_makes_it_readable(files: Path, articles: Articles, problems: Problems) -> None:
    assert problems(files / "scan.pdf") == ["scan.pdf: no text in it: a scan? ocrmypdf makes it readable"]
    assert articles(files / "scan.pdf") == []


def test_pages_without_text_among_others_are_counted(
    files: Path, tmp_path: Path, articles: Articles, problems: Problems
) -> None:
    file = tmp_path / "a.pdf"
    with (
        pypdfium2.PdfDocument(files / "dampfer.pdf") as book,
        pypdfium2.PdfDocument(files / "scan.pdf") as scan,
    ):
        for _ in range(3):
            book.import_pages(scan)
        book.save(file)
    assert problems(file) == ["a.pdf: 3 of 5 pages have no text: scans? ocrmypdf makes them readable"]
    assert "Meersburg" in articles(file)[0].text


def test_a_password_is_named(files: Path, problems: Problems) -> None:
    assert problems(files / "passwort.pdf") == ["passwort.pdf: it has a password; save it without one"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"Text", b"\0" * 1000])
def test_what_is_no_pdf_gives_one_line(tmp_path: Path, problems: Problems, content: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    (line,) = problems(file)
    assert line.startswith("a.pdf: no PDF that can be read (")


def test_a_pdf_of_two_gigabytes_is_not_opened(tmp_path: Path, problems: Problems) -> None:
    with (tmp_path / "a.pdf").open("wb") as stream:
        stream.truncate(2_000_000_000)
    assert problems(tmp_path / "a.pdf") == [
        "a.pdf: 2,000 MB, and one file of this kind (PDF) may have 500; split it"
    ]


def drawn_in_itself(levels: int, shown: str = "") -> bytes:
    """Write a page that draws a form ten times, which draws another one ten times, and so on."""
    forms = [
        *(
            (f"/XObject << /X {7 + level} 0 R >>", "/X Do " * 10)  # each is the object after the one before
            for level in range(levels)
        ),
        ("/Font << /F 5 0 R >>", "BT /F 12 Tf 50 600 Td (Lindau) Tj ET"),
    ]
    content = shown or "BT /F 12 Tf 50 700 Td (Der Dampfer legt um acht in Konstanz ab.) Tj ET /X Do"
    resources = "/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {resources} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << {needs} >>"
            f" /Length {len(draws)} >>\nstream\n{draws}\nendstream"
            for needs, draws in forms
        ),
    ]
    written, begins = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        begins.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{begin:010} 00000 n \n" for begin in begins)
    size = len(objects) + 1
    return (
        f"{written}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    ).encode()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there a process has no such limits")
def test_a_pdf_that_takes_hours_or_all_memory_costs_itself_alone(
    tmp_path: Path, articles: Articles, problems: Problems
) -> None:
    (tmp_path / "a.pdf").write_bytes(drawn_in_itself(2))
    (tmp_path / "b.pdf").write_bytes(drawn_in_itself(12))
    (tmp_path / "c.pdf").write_bytes(drawn_in_itself(2))
    assert problems(tmp_path) == ["b.pdf: takes more time or memory than any book; print it into a new PDF"]
    found = articles(tmp_path)
    assert [article.path for article in found] == ["a.pdf", "c.pdf"]
    assert all("Der Dampfer legt um acht in Konstanz ab." in article.text for article in found)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_a_pdf_whose_name_is_no_utf_8_is_read(files: Path, tmp_path: Path, articles: Articles) -> None:
    shutil.copy(files / "dampfer.pdf", tmp_path / "K\udcf6ln.pdf")
    (article,) = articles(tmp_path)
    assert "Meersburg" in article.text


def test_files_are_read_one_after_another_by_one_program(files: Path, articles: Articles) -> None:
    first = articles(files / "dampfer.pdf")
    (waiting,) = pdf._IDLE
    assert articles(files / "dampfer.pdf") == first
    assert [*pdf._IDLE] == [waiting]
    waiting.kill()
    waiting.wait()
    assert articles(files / "dampfer.pdf") == first


def test_a_file_that_cannot_be_read_costs_the_next_one_no_new_program(
    files: Path, tmp_path: Path, articles: Articles, problems: Problems
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    shutil.copy(files / "dampfer.pdf", tmp_path / "b.pdf")
    articles(files / "dampfer.pdf")
    (waiting,) = pdf._IDLE
    assert len(problems(tmp_path / "a.pdf") + problems(files / "passwort.pdf")) == 2
    assert "Meersburg" in articles(tmp_path / "b.pdf")[0].text
    assert [*pdf._IDLE] == [waiting]


def printed(*lines: tuple[int, str]) -> list[Line]:
    """Set lines below each other, each with the size of its letters; some space after a larger one."""
    page: list[Line] = []
    top = 800.0
    for number, (size, text) in enumerate(lines):
        if number and size != lines[number - 1][0]:
            top -= lines[number - 1][0]
        page.append(Line(50, top - size, 50 + 0.5 * size * len(text), top, 842, text))
        top -= 1.3 * size
    return page


BODY = [(10, f"Zeile {at} der Meldung, die hier in kleinen Buchstaben gesetzt ist.") for at in range(9)]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (
            [(18, "Der erste Zug bringt"), (18, "Gäste in die Stadt")],
            "Der erste Zug bringt Gäste in die Stadt",
        ),
        (
            [(18, "Gäste aus Saar-"), (18, "brücken und aus der"), (18, "Pfalz")],
            "Gäste aus Saarbrücken und aus der Pfalz",
        ),
        ([(18, "Gäste in der Stadt")], ""),
        ([(18, "Gäste"), (14, "Sie kamen mit dem Zug")], ""),
        ([(11, "Gäste"), (11, "und Leute")], ""),
        ([(18, "Gäste")] * 9, ""),
        ([], ""),
    ],
)
def test_a_heading_in_larger_letters_is_one_title_however_it_is_wrapped(
    heading: list[tuple[int, str]], title: str
) -> None:
    assert heading_of(printed(*heading, *BODY)) == title


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ([(10, "Verkehr")], "Der erste Zug bringt Gäste in die Stadt"),
        ([(10, "Seeblatt, 6. Mai 1999"), (10, "Verkehr")], "Der erste Zug bringt Gäste in die Stadt"),
        ([(40, "Seeblatt"), (10, "Nr. 12, 6. Mai 1999")], "Der erste Zug bringt Gäste in die Stadt"),
        ([(40, "Ausflug"), (10, "mit dem Rad")], ""),
        ([(10, "Es war ein Satz, der da stand.")], ""),
        ([(10, f"Zeile {at}") for at in range(6)], ""),
    ],
)
def test_a_heading_below_a_few_short_lines_is_the_title(above: list[tuple[int, str]], title: str) -> None:
    page = printed(*above, (18, "Der erste Zug bringt"), (18, "Gäste in die Stadt"), *BODY)
    assert heading_of(page) == title


def test_a_heading_that_is_bold_alone_is_the_title(files: Path, articles: Articles) -> None:
    (article,) = articles(files / "fett.pdf")
    assert article.title == (
        "Ausflug der zweiten Klasse über den neuen Damm auf die Insel"
        " und weiter mit dem Schiff zu den Pfahlbauten"
    )


def test_where_all_is_bold_nothing_is_a_heading() -> None:
    page = [replace(line, bold=True) for line in printed((10, "Gäste aus"), (10, "der Stadt"), *BODY)]
    assert heading_of(page) == ""
    assert heading_of([replace(line, bold=at < 2) for at, line in enumerate(page)]) == "Gäste aus der Stadt"


def test_the_first_page_of_a_newspaper_is_called_by_its_headline(files: Path, articles: Articles) -> None:
    (article,) = articles(files / "blatt.pdf")
    assert article.title == "Der erste Zug über den neuen Damm bringt viele Gäste auf die Insel"
    assert (str(article.published), article.date_origin) == ("1999-05-06", "stated")


def test_a_large_first_letter_and_spaced_type_break_no_name(files: Path, articles: Articles) -> None:
    text = " ".join(articles(files / "blatt.pdf")[0].text.split())
    assert "Lindau hat seit heute wieder einen Zug." in text
    assert "In Dornbirn und in Bad Ragaz war er noch leer" in text


def test_letters_that_stand_in_a_table_are_no_word() -> None:
    letters = [Line(50 + 60 * at, 10, 56 + 60 * at, 20, 842, letter) for at, letter in enumerate("ABCDE")]
    assert [line.text for line in rows(without_gaps(letters))] == ["A", "B", "C", "D", "E"]


def test_a_wrapped_heading_is_one_paragraph() -> None:
    page = printed((18, "Mit dem Rad an"), (18, "der Saar entlang"), *BODY)
    assert text_of_pages([page]).startswith("Mit dem Rad an\nder Saar entlang\n\nZeile 0 ")


def test_a_file_is_called_by_its_heading_where_its_properties_say_nothing(
    tmp_path: Path, articles: Articles
) -> None:
    shown = " ".join(
        f"BT /F {size} Tf 50 {y} Td ({text}) Tj ET"
        for size, y, text in [
            (18, 700, "Der erste Zug bringt viele"),
            (18, 676, "Leute in die Stadt"),
            *((10, 640 - 13 * at, f"Zeile {at} der Meldung, die hier klein gesetzt ist.") for at in range(9)),
        ]
    )
    (tmp_path / "a.pdf").write_bytes(drawn_in_itself(0, shown))
    assert articles(tmp_path / "a.pdf")[0].title == "Der erste Zug bringt viele Leute in die Stadt"


def _page(files: Path) -> list[Line]:
    with pypdfium2.PdfDocument(files / "dampfer.pdf") as document:
        return pdf.lines_of(leaves.page_of(document, 0))


def test_columns_whose_lines_the_file_has_mixed_are_set_right(files: Path) -> None:
    page = _page(files)
    whole = words(text_of_pages([page]))
    rows = sorted(page, key=lambda line: (-round(line.bottom), line.left))
    for mixed in (rows, page[::-1]):
        text = words(text_of_pages([mixed]))
        assert text != words(" ".join(line.text for line in mixed))
        for sentence in (
            "Um acht Uhr legt der alte Raddampfer in Konstanz ab.",
            "Lindau ist eine Insel mit einem",
        ):
            assert sentence in text
        assert text.index("Meersburg") < text.index("Lindau") < text.index("Arbon")
        assert len(text) == len(whole)


def test_a_table_is_read_row_by_row() -> None:
    cells = [
        ("Konstanz", "8 Uhr"),
        ("Meersburg", "9 Uhr"),
        ("Lindau", "11 Uhr"),
        ("Bregenz", "12 Uhr"),
        ("Rorschach", "15 Uhr"),
    ]
    page = [
        Line(50 + 200 * column, 500 - 15 * row, 50 + 200 * column + 6 * len(cell), 510 - 15 * row, 600, cell)
        for row, names in enumerate(cells)
        for column, cell in enumerate(names)
    ]
    assert text_of_pages([page]).splitlines() == ["\t".join(names) for names in cells]


def test_a_pdf_is_read_by_its_name_on_the_disk(files: Path, tmp_path: Path, articles: Articles) -> None:
    file = tmp_path / "2025-03-04 Dampfer auf dem See.PDF"
    shutil.copy(files / "dampfer.pdf", file)
    assert str(articles(file)[0].published) == "2025-03-04"
