from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from places.model import Article
from places.reading import find, read_files

Articles = Callable[[Path], list[Article]]
Problems = Callable[[Path], list[str]]


@pytest.mark.parametrize("name", ["mail.eml", "mail.msg"])
def test_a_mail_is_an_article_and_its_attachment_another(files: Path, articles: Articles, name: str) -> None:
    letter, attachment = articles(files / name)
    assert letter.title == "Raddampfer fährt nach Bregenz"
    assert letter.text.strip() == "Der Dampfer legt um acht in Konstanz ab."
    assert (str(letter.published), letter.date_origin) == ("2024-06-19", "stated")
    assert letter.author in {"Seeblatt", "redaktion@seeblatt.example"}
    assert attachment.path.startswith(f"{name}/Anhang")
    assert "Meersburg" in attachment.text


def test_an_attachment_without_a_date_takes_that_of_its_mail_as_an_estimate(
    tmp_path: Path, articles: Articles
) -> None:
    text = "Der Dampfer legt um acht in Konstanz ab und kommt am Mittag in Bregenz an."
    (tmp_path / "a.eml").write_text(
        "Date: Wed, 19 Jun 2024 08:30:00 +0200\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; name="a.txt"\n'
        f'Content-Disposition: attachment; filename="a.txt"\n\n{text}\n--x--\n'
    )
    (article,) = articles(tmp_path / "a.eml")
    assert (str(article.published), article.date_origin, article.path) == (
        "2024-06-19",
        "estimated",
        "a.eml/a.txt",
    )


def test_what_is_attached_and_not_read_is_accounted_for(files: Path) -> None:
    lines: list[str] = []
    list(read_files(find(files / "mail.eml").files, passed_over=lambda other: lines.append(str(other))))
    assert lines == ["mail.eml/logo.gif: .gif is not read"]


def test_a_mailbox_is_read_mail_by_mail(files: Path, articles: Articles) -> None:
    found = articles(files / "mails.mbox")
    assert [article.title for article in found if article.path == "mails.mbox"] == [
        "Raddampfer fährt nach Bregenz",
        "Stau in Lindau",
    ]
    assert found[1].path == "mails.mbox/1/Anhang für Gäste.docx"
    assert found[2].text.splitlines()[2] == "From Lindau nach Bregenz."
    assert len({article.id for article in found}) == 3


def test_a_mail_in_html_alone_is_read_as_text(tmp_path: Path, articles: Articles) -> None:
    (tmp_path / "a.eml").write_bytes(
        "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nContent-Type: text/html; charset=iso-8859-1\n\n"
        "<p>Für die Gäste</p><p>aus Köln</p>".encode("latin-1")
    )
    (article,) = articles(tmp_path / "a.eml")
    assert (article.title, article.text) == ("Grüße", "Für die Gäste\n\naus Köln")


def test_a_mail_within_a_mail_is_read(files: Path, tmp_path: Path, articles: Articles) -> None:
    inner = (files / "mail.eml").read_text()
    (tmp_path / "a.eml").write_text(
        'Subject: Weiter\nContent-Type: multipart/mixed; boundary="xyz"\n\n'
        "--xyz\nContent-Type: text/plain\n\nAus Lindau.\n"
        f"--xyz\nContent-Type: message/rfc822\n\n{inner}\n--xyz--\n"
    )
    assert [article.title for article in articles(tmp_path / "a.eml")] == [
        "Weiter",
        "Raddampfer fährt nach Bregenz",
        "Mit dem Dampfer über den Bodensee",
    ]


@pytest.mark.parametrize("name", ["a.eml", "a.mbox", "a.msg"])
@pytest.mark.parametrize(
    "content", [b"", b"\0" * 1000, b"Subject: x\n\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_mail_gives_one_line(
    tmp_path: Path, problems: Problems, articles: Articles, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert len(problems(tmp_path / name)) + len(articles(tmp_path / name)) == 1


def test_a_mail_cut_short_is_read_as_far_as_it_goes(files: Path, tmp_path: Path, articles: Articles) -> None:
    (tmp_path / "a.eml").write_bytes((files / "mail.eml").read_bytes()[:700])
    assert [article.title for article in articles(tmp_path / "a.eml")] == ["Raddampfer fährt nach Bregenz"]


HEAD = "From: a@example.org\nSubject: Zug\nDate: Mon, 6 May 2024 10:00:00 +0200\nMIME-Version: 1.0\n"


def test_a_mail_whose_plain_text_is_blank_is_read_from_its_page(
    tmp_path: Path, articles: Articles, problems: Problems
) -> None:
    (tmp_path / "a.eml").write_text(
        f"{HEAD}Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\n \n\n"
        "--x\nContent-Type: text/html\n\n<p>Der Zug hielt in Lindau.</p>\n--x--\n"
    )
    (article,) = articles(tmp_path)
    assert article.text == "Der Zug hielt in Lindau."
    assert problems(tmp_path) == []


def test_what_stands_in_a_mail_behind_a_picture_is_read_too(tmp_path: Path, articles: Articles) -> None:
    (tmp_path / "a.eml").write_text(
        f"{HEAD}Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nIn Lindau.\n"
        "--x\nContent-Type: image/gif; name=a.gif\n\nGIF89a\n"
        "--x\nContent-Type: text/plain\nContent-Disposition: inline\n\nIn Hohenems.\n--x--\n"
    )
    (article,) = articles(tmp_path)
    assert article.text.split() == ["In", "Lindau.", "In", "Hohenems."]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_letters_in_the_head_of_a_mail_that_nobody_encoded_are_read(
    tmp_path: Path, articles: Articles, encoding: str
) -> None:
    mail = "From: Jörg Müller <j@example.org>\nSubject: Züge nach Köln\nMIME-Version: 1.0\n\nIn Lindau.\n"
    (tmp_path / "a.eml").write_bytes(mail.encode(encoding))
    (article,) = articles(tmp_path)
    assert (article.title, article.author) == ("Züge nach Köln", "Jörg Müller")


def test_a_line_that_begins_like_a_mail_belongs_to_the_text_of_the_last_one(
    tmp_path: Path, articles: Articles, problems: Problems
) -> None:
    told = "In Lindau.\n\nFrom Lindau to Bregenz he went.\nThen to Chur.\n\n"
    first = f"From x Mon May  6 10:00:00 2024\n{HEAD}\n{told}"
    (tmp_path / "a.mbox").write_text(f"{first}From y Tue May  7 10:00:00 2024\n{HEAD}\nIn Bludenz.\n")
    one, other = articles(tmp_path)
    assert one.text.split("\n")[-4:] == ["", "From Lindau to Bregenz he went.", "Then to Chur.", ""]
    assert other.text.strip() == "In Bludenz."
    assert problems(tmp_path) == []
