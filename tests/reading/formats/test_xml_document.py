"""Texts, pages and finding aids that digital libraries and archives give as XML."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from places.model import Article
from places.reading import PassedOver, Repeated, find, read_files

Articles = Callable[[Path], list[Article]]
Problems = Callable[[Path], list[str]]


@pytest.fixture
def digitised(files: Path) -> Path:
    return files / "digitised"


def test_a_letter_in_tei_is_read_with_what_its_header_says(digitised: Path, articles: Articles) -> None:
    (article,) = articles(digitised / "brief.tei.xml")
    assert (article.title, article.author) == ("Hans an seinen Bruder", "Hans Beispiel")
    assert (str(article.published), article.date_origin) == ("1912-05-03", "stated")
    assert article.url == "https://briefe.example.org/17"
    assert article.tags == ("Bahn", "Bodensee")
    assert article.language == "de"


def test_the_text_of_tei_is_what_a_reader_of_the_edition_reads(digitised: Path, articles: Articles) -> None:
    (article,) = articles(digitised / "brief.tei.xml")
    assert article.text == (
        "Bregenz, den 3. Mai 1912\nLieber Karl!\n\n"
        "Gestern bin ich mit der Bahn von Lindau nach Dornbirn gefahren, und Feldkirch war im Nebel.\n"
        "Der Herr aus Nenzing grüßt.\n\n"
        "ein Brot\neine Karte von Chur\n\nDein\nHans\n\nDie Bahn fuhr über Wolfurt."
    )


def test_each_text_of_a_corpus_in_tei_is_an_article(digitised: Path, articles: Articles) -> None:
    first, second = articles(digitised / "korpus.tei.xml")
    assert (first.title, first.source) == ("Der Zug ist da", "Seeblatt")
    assert (str(first.published), first.date_origin) == ("1914-08-04/1914-08-05", "stated")
    assert (str(second.published), second.date_origin) == ("1910-01-01/1912-12-31", "estimated")
    assert first.text == "Der erste Zug aus Röthenbach hielt in Lindau."
    assert second.text.startswith("Über die Brücke von Köln\nund weiter nach Bonn")
    assert "Köln\t1\nBonn\t2" in second.text


TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Zug</title></titleStmt>'
    "<publicationStmt><date>2021</date></publicationStmt>{source}</fileDesc>{profile}</teiHeader>"
    "<text><body>{body}<p>Der Zug hielt in Lindau.</p></body></text></TEI>"
)


@pytest.mark.parametrize(
    ("element", "date", "origin"),
    [
        ('<date when="1912-05"/>', "1912-05", "stated"),
        ('<date from="1914" to="1918"/>', "1914-01-01/1918-12-31", "stated"),
        (
            '<date notBefore="1914-08" notAfter="1914-09">Spätsommer</date>',
            "1914-08-01/1914-09-30",
            "estimated",
        ),
        ('<date notAfter="1914">vor 1914</date>', "1914", "estimated"),
        ('<date when="1912" cert="low"/>', "1912", "estimated"),
        ("<date>um 1912</date>", "1912", "estimated"),
        ('<date when="--05-03">3. Mai</date><date>1912</date>', "1912", "stated"),
        ("<date>irgendwann</date>", "None", None),
    ],
)
def test_the_date_of_a_text_in_tei_is_that_of_its_source(
    tmp_path: Path, articles: Articles, problems: Problems, element: str, date: str, origin: str | None
) -> None:
    source = f"<sourceDesc><bibl>{element}</bibl></sourceDesc>"
    (tmp_path / "a.xml").write_text(TEI.format(source=source, profile="", body=""), encoding="utf-8")
    (article,) = articles(tmp_path)
    assert (str(article.published), article.date_origin) == (date, origin)
    assert problems(tmp_path) == []


def test_where_no_header_says_a_date_that_at_the_head_of_the_text_counts(
    tmp_path: Path, articles: Articles
) -> None:
    body = '<opener><dateline>Lindau, <date when="1912-05-03">vorgestern</date></dateline></opener>'
    (tmp_path / "a.xml").write_text(TEI.format(source="", profile="", body=body), encoding="utf-8")
    (article,) = articles(tmp_path)
    assert str(article.published) == "1912-05-03"


def test_a_word_is_joined_over_the_end_of_a_line_in_tei_and_tokens_stay_apart(
    tmp_path: Path, articles: Articles
) -> None:
    body = (
        '<p>Dorn-<lb break="no"/>birn und Feld¬\n <pb break="no"/>kirch</p>'
        "<p><w>Nach</w><w>Lindau</w><w join='right'>um</w></p>"
    )
    (tmp_path / "a.xml").write_text(TEI.format(source="", profile="", body=body), encoding="utf-8")
    (article,) = articles(tmp_path)
    assert article.text == "Dornbirn und Feldkirch\n\nNach Lindauum\n\nDer Zug hielt in Lindau."


def test_a_page_in_alto_has_its_divided_words_whole(digitised: Path, articles: Articles) -> None:
    (article,) = articles(digitised / "1914-08-04 Seite 3.alto.xml")
    assert article.text == (
        "Der Zug nach Lindau\n\nAm Morgen hielt er in Bregenz\nund in Feld-\nkirch, sagt man."
    )
    assert (article.title, str(article.published)) == ("Der Zug nach Lindau", "1914-08-04")


@pytest.mark.parametrize(
    "namespace",
    ["", ' xmlns="http://schema.ccs-gmbh.com/ALTO"', ' xmlns="http://www.loc.gov/standards/alto/ns-v4#"'],
)
def test_alto_of_every_version_is_read(
    digitised: Path, tmp_path: Path, articles: Articles, namespace: str
) -> None:
    page = (digitised / "1914-08-04 Seite 3.alto.xml").read_text(encoding="utf-8")
    (tmp_path / "a.xml").write_text(
        page.replace(' xmlns="http://www.loc.gov/standards/alto/ns-v3#"', namespace), encoding="utf-8"
    )
    (article,) = articles(tmp_path)
    assert article.text.startswith("Der Zug nach Lindau")


def test_blocks_in_alto_are_read_in_the_order_that_is_said(
    digitised: Path, tmp_path: Path, articles: Articles
) -> None:
    page = (digitised / "1914-08-04 Seite 3.alto.xml").read_text(encoding="utf-8")
    order = "<ReadingOrder><OrderedGroup>"
    order += "<ElementRef REF='B2'/><ElementRef REF='B1'/></OrderedGroup></ReadingOrder>"
    (tmp_path / "a.xml").write_text(
        page.replace("</Description>", f"</Description>{order}"), encoding="utf-8"
    )
    (article,) = articles(tmp_path)
    assert article.text.endswith("\n\nDer Zug nach Lindau")


def test_a_page_in_page_xml_is_read_in_its_order_without_its_number(
    digitised: Path, articles: Articles
) -> None:
    (article,) = articles(digitised / "seite.page.xml")
    assert article.text == "Der Zug nach Lindau\n\nAm Morgen hielt er in Bre¬\ngenz und fuhr weiter."
    assert (article.title, article.published) == ("Der Zug nach Lindau", None)


def test_a_finding_aid_in_ead_has_an_article_a_file(
    digitised: Path, articles: Articles, problems: Problems
) -> None:
    first, second = articles(digitised / "findbuch.ead.xml")
    assert first.text == "Bau der Strecke Lindau - Bregenz\n\nPläne der Brücke in Hard; Briefe aus Dornbirn"
    assert (first.title, first.section, first.source) == (
        "Bau der Strecke Lindau - Bregenz",
        "Strecken",
        "Archiv am See",
    )
    assert str(first.published) == "1911-01-01/1913-12-31"
    assert (second.title, second.published) == ("Brücken bei Feldkirch", None)
    assert problems(digitised / "findbuch.ead.xml") == []


def test_ead_of_the_third_version_is_read(tmp_path: Path, articles: Articles) -> None:
    aid = (
        '<ead xmlns="http://ead3.archivists.org/schema/"><archdesc level="fonds"><did/><dsc>'
        "<c01><did><unittitle>Brücken</unittitle><unitdatestructured><daterange>"
        '<fromdate standarddate="1911">1911</fromdate><todate standarddate="1913">1913</todate>'
        "</daterange></unitdatestructured></did></c01></dsc></archdesc></ead>"
    )
    (tmp_path / "a.xml").write_text(aid, encoding="utf-8")
    (article,) = articles(tmp_path)
    assert (article.title, str(article.published)) == ("Brücken", "1911-01-01/1913-12-31")


@pytest.mark.parametrize("name", ["brief.tei.xml", "seite.page.xml", "findbuch.ead.xml"])
@pytest.mark.parametrize("ending", ["", ".txt"])
def test_it_is_read_as_what_it_is_whatever_it_is_called(
    digitised: Path, tmp_path: Path, articles: Articles, name: str, ending: str
) -> None:
    shutil.copy(digitised / name, tmp_path / f"Ein Fund{ending}")
    expected = [article.text for article in articles(digitised / name)]
    assert [article.text for article in articles(tmp_path)] == expected


MULTIPLYING = (
    '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)


@pytest.mark.parametrize("where", ["<p>&j;</p>", '<p n="&j;">x</p>'])
def test_entities_that_multiply_do_nothing(
    tmp_path: Path, articles: Articles, problems: Problems, where: str
) -> None:
    (tmp_path / "a.xml").write_text(
        MULTIPLYING + TEI.format(source="", profile="", body=where), encoding="utf-8"
    )
    texts = [article.text for article in articles(tmp_path)]
    assert (texts, problems(tmp_path)) in (
        ([], ["a.xml: entities that multiply"]),
        (["Der Zug hielt in Lindau."], []),
    )


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY x SYSTEM "{secret}">', '<!ENTITY % p SYSTEM "{secret}"> %p; <!ENTITY x "&#37;p;">'],
)
def test_nothing_outside_a_file_is_read(tmp_path: Path, articles: Articles, declared: str) -> None:
    (tmp_path / "secret").write_text("Geheimnis", encoding="utf-8")
    doctype = f"<!DOCTYPE TEI [{declared.format(secret=(tmp_path / 'secret').as_uri())}]>"
    file = tmp_path / "a.xml"
    file.write_text(doctype + TEI.format(source="", profile="", body="<p>Es ist &x;</p>"), encoding="utf-8")
    assert all("Geheimnis" not in article.text for article in articles(file))


@pytest.mark.parametrize(
    "doctype", ["", '<!DOCTYPE TEI.2 SYSTEM "tei2.dtd">', '<!DOCTYPE TEI [<!ENTITY ouml "&#246;">]>']
)
def test_letters_that_are_named_are_read(tmp_path: Path, articles: Articles, doctype: str) -> None:
    text = TEI.format(source="", profile="", body="<p>In K&ouml;ln &amp; Bonn.</p>")
    (tmp_path / "a.xml").write_text(doctype + text, encoding="utf-8")
    (article,) = articles(tmp_path)
    assert article.text == "In Köln & Bonn.\n\nDer Zug hielt in Lindau."


def test_a_wrong_encoding_that_is_declared_costs_no_letter(tmp_path: Path, articles: Articles) -> None:
    text = TEI.format(source="", profile="", body="<p>In Köln.</p>")
    (tmp_path / "a.xml").write_bytes(f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode("cp1252"))
    (article,) = articles(tmp_path)
    assert article.text.startswith("In Köln.")


def test_what_is_of_no_known_kind_is_one_line(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "a.xml").write_text("<root><a>1</a></root>", encoding="utf-8")
    (tmp_path / "b.xml").write_text('<TEI xmlns="http://example.org/"><text>x</text></TEI>', encoding="utf-8")
    (tmp_path / "c.xml").write_text("<TEI>\n<text>", encoding="utf-8")
    nothing = "no feed, TEI, ALTO, PAGE or EAD in it"
    assert [line.partition(" (")[0] for line in problems(tmp_path)] == [
        f"a.xml: {nothing}",
        f"b.xml: {nothing}",
        "c.xml: no XML",
    ]


def test_a_list_of_the_pages_of_an_issue_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "mets.xml").write_text('<mets xmlns="http://www.loc.gov/METS/"/>', encoding="utf-8")
    others: list[PassedOver | Repeated] = []
    assert list(read_files(find(tmp_path).files, passed_over=others.append)) == []
    assert [*map(str, others)] == ["mets.xml: a list of other files (METS)"]


def test_a_page_that_is_called_xml_is_read_as_a_page(tmp_path: Path, articles: Articles) -> None:
    page = (
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n'
        "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>Am See</title></head>"
        "<body><p>Der Zug hielt in Lindau.</p></body></html>"
    )
    (tmp_path / "a.xml").write_text(page, encoding="utf-8")
    (article,) = articles(tmp_path)
    assert article.text == "Der Zug hielt in Lindau."
