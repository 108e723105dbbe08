from __future__ import annotations

import gzip
import io
import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from places.model import Article
from places.reading import find, read_files

Articles = Callable[[Path], list[Article]]
Problems = Callable[[Path], list[str]]
TEXT = "Der Dampfer legt um acht in Konstanz ab und kommt am Mittag in Bregenz an."


def zipped(contents: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(contents: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in contents.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def test_files_are_read_in_archives_of_any_depth(files: Path, tmp_path: Path, articles: Articles) -> None:
    inner = zipped({"see/mail.eml": (files / "mail.eml").read_bytes(), "b.txt": TEXT.encode()})
    (tmp_path / "a.tar.gz").write_bytes(tarred({"x/inner.zip": inner, "c.txt": TEXT.encode()}))
    assert [article.path for article in articles(tmp_path / "a.tar.gz")] == [
        "a.tar.gz/x/inner.zip/see/mail.eml",
        "a.tar.gz/x/inner.zip/see/mail.eml/Anhang für Gäste.docx",
        "a.tar.gz/x/inner.zip/b.txt",
        "a.tar.gz/c.txt",
    ]


@pytest.mark.parametrize(
    ("name", "mode"),
    [("a.tar", "w"), ("a.tgz", "w:gz"), ("a.tar.gz", "w:gz"), ("a.tar.bz2", "w:bz2"), ("a.tar.xz", "w:xz")],
)
def test_every_usual_kind_of_tar_is_read(tmp_path: Path, articles: Articles, name: str, mode: str) -> None:
    (tmp_path / name).write_bytes(tarred({"2024-06-19 a.txt": TEXT.encode()}, mode))
    (article,) = articles(tmp_path / name)
    assert str(article.published) == "2024-06-19"


def test_a_compressed_file_is_read_by_the_name_that_it_had(tmp_path: Path, articles: Articles) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(f"text,date\n{TEXT},2024\n".encode()))
    (article,) = articles(tmp_path / "a.csv.gz")
    assert (article.path, str(article.published)) == ("a.csv.gz/a.csv", "2024")


def test_every_file_of_an_archive_is_accounted_for(tmp_path: Path, problems: Problems) -> None:
    contents = {
        "a.txt": TEXT.encode(),
        "b.png": b"x",
        "c.doc": b"x",
        "__MACOSX/._a.txt": b"x",
        "../../d\x1b.gif": b"x",
    }
    (tmp_path / "a.zip").write_bytes(zipped(contents))
    lines: list[str] = []
    list(read_files(find(tmp_path).files, passed_over=lambda other: lines.append(str(other))))
    assert lines == [
        "a.zip/b.png: .png is not read",
        "a.zip/__MACOSX/._a.txt: hidden",
        "a.zip/../../d\\x1b.gif: .gif is not read",
    ]
    assert problems(tmp_path) == ["a.zip/c.doc: .doc is not read; save it as .docx"]


def test_an_encrypted_entry_is_named_and_the_others_read(
    tmp_path: Path, articles: Articles, problems: Problems
) -> None:
    whole = bytearray(zipped({"geheim.txt": TEXT.encode(), "offen.txt": TEXT.encode()}))
    whole[6] |= 1  # in the head of the first file
    whole[whole.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    (tmp_path / "a.zip").write_bytes(whole)
    assert problems(tmp_path / "a.zip") == ["a.zip/geheim.txt: it has a password; unpack it"]
    assert [article.path for article in articles(tmp_path / "a.zip")] == ["a.zip/offen.txt"]


def test_a_damaged_entry_costs_itself_alone(tmp_path: Path, articles: Articles, problems: Problems) -> None:
    whole = bytearray(zipped({"a.txt": TEXT.encode() * 50, "b.txt": TEXT.encode()}))
    whole[60] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(whole)
    (line,) = problems(tmp_path / "a.zip")
    assert line.startswith("a.zip/a.txt: ")
    assert [article.path for article in articles(tmp_path / "a.zip")] == ["a.zip/b.txt"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.csv.gz"])
def test_a_bomb_is_unpacked_to_a_limit_and_no_further(tmp_path: Path, problems: Problems, name: str) -> None:
    zeros = b" " * 150_000_000
    content: bytes
    if name == "a.zip":
        inner = zipped({"a.csv": zeros})
        content = zipped({"inner.zip": inner, "again.zip": inner})
    elif name == "a.tar.gz":
        content = tarred({"a.png": zeros, "b.csv": zeros})
    else:
        content = gzip.compress(zeros)
    (tmp_path / name).write_bytes(content)
    begun = time.process_time()
    (line,) = problems(tmp_path / name)
    assert time.process_time() - begun < 20
    assert line.startswith(f"{name}: ")
    assert "unpack to more than" in line


def test_archives_within_archives_without_end_end(tmp_path: Path, problems: Problems) -> None:
    content = TEXT.encode()
    name = "a.txt"
    for _ in range(20):
        content, name = zipped({name: content}), "a.zip"
    (tmp_path / "a.zip").write_bytes(content)
    (line,) = problems(tmp_path / "a.zip")
    assert line.endswith("more than 8 files deep in one another; unpack it")


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.txt.gz", "a.tar", "a.warc", "a.warc.gz"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"kein Archiv"])
def test_what_is_no_archive_gives_one_line(
    tmp_path: Path, problems: Problems, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert len(problems(tmp_path / name)) == 1


def test_devices_and_links_in_an_archive_are_passed_over(tmp_path: Path, articles: Articles) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name, kind in (
            ("a.txt", tarfile.FIFOTYPE),
            ("b.txt", tarfile.SYMTYPE),
            ("c.txt", tarfile.CHRTYPE),
        ):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert articles(tmp_path / "a.tar") == []


def test_a_web_archive_gives_its_pages_with_their_addresses(files: Path, articles: Articles) -> None:
    (article,) = articles(files / "netz.warc.gz")
    assert article.title == "Raddampfer läuft in Konstanz aus"
    assert str(article.published) == "2024-06-19"
    assert article.path == "netz.warc.gz/seeblatt.example/ausflug/raddampfer.html"
    lines: list[str] = []
    list(read_files(find(files / "netz.warc.gz").files, passed_over=lambda other: lines.append(str(other))))
    assert lines == ["netz.warc.gz/: 2 answers that are no page, document or feed: pictures, scripts, errors"]
