"""One bad file ends nothing: of a folder, what can be read is read, and what is lost is named."""

from __future__ import annotations

import bz2
import datetime
import gzip
import io
import json
import lzma
import os
import plistlib
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as made

from places.model import Article
from places.reading import PassedOver, Problem, find, formats, read_files

pytestmark = pytest.mark.slow

FILES = Path(__file__).parents[1] / "reading/files"
TEXT = "Der Dampfer legt um acht in Konstanz ab und kommt am Mittag in Bregenz an."
WITHOUT_EXAMPLE = {".xlsb", ".arc", ".arc.gz"}
"""Nothing at hand writes these: they are read as what other files hold."""

FLAT = """<?xml version="1.0"?><office:document
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>
 <text:p>%s</text:p></office:text></office:body></office:document>"""


def table(**columns: object) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table({"id": ["1", "2"], "text": [TEXT, TEXT], **columns}), stream)
    return stream.getvalue()


def written() -> dict[str, bytes]:
    """Make whole files, by the end of their names: one of every suffix, and of every press archive."""
    example = {
        "".join(file.suffixes): file.read_bytes()
        for file in sorted(FILES.iterdir(), reverse=True)
        if file.is_file() and file.stem not in {"passwort", "scan"}
    }
    row = json.dumps({"id": 1, "text": TEXT})
    plain, page = TEXT.encode(), f"<html><body><article><p>{TEXT}</p></article></body></html>".encode()
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.html", page)
    with tarfile.open(fileobj=tarred, mode="w") as archive:
        about = tarfile.TarInfo("a.txt")
        about.size = len(plain)
        archive.addfile(about, io.BytesIO(plain))
    tar = tarred.getvalue()
    lines = f"{row}\n{row}\n".encode()
    markdown = f"---\ntitle: A\ndate: 2024-06\n---\n{TEXT}".encode()
    whole = {
        ".txt": plain,
        ".md": markdown,
        ".markdown": markdown,
        ".pdf": example[".pdf"],
        ".rtf": example[".rtf"],
        ".epub": example[".epub"],
        **dict.fromkeys((".docx", ".docm", ".dotx"), example[".docx"]),
        ".odt": example[".odt"],
        ".ott": example[".odt"],
        ".fodt": (FLAT % TEXT).encode(),
        **dict.fromkeys((".html", ".htm", ".xhtml"), page),
        ".mhtml": example[".mhtml"],
        ".mht": example[".mhtml"],
        ".webarchive": plistlib.dumps(
            {
                "WebMainResource": {
                    "WebResourceData": page,
                    "WebResourceMIMEType": "text/html",
                    "WebResourceTextEncodingName": "UTF-8",
                    "WebResourceURL": "https://example.org/dampfer",
                }
            },
            fmt=plistlib.FMT_BINARY,
        ),
        ".xml": example[".xml"],
        ".rss": example[".xml"],
        ".atom": example[".atom"],
        ".csv": f"id,text,date\n1,{TEXT},2024\n2,{TEXT},2024\n".encode(),
        ".tsv": f"id\ttext\n1\t{TEXT}\n".encode(),
        ".xlsx": example[".xlsx"],
        ".xlsm": example[".xlsx"],
        ".xls": example[".xls"],
        ".ods": example[".ods"],
        ".eml": example[".eml"],
        ".msg": example[".msg"],
        ".mbox": example[".mbox"],
        ".mbx": example[".mbox"],
        ".jsonl": lines,
        ".ndjson": lines,
        ".json": f"[{row}, {row}]".encode(),
        ".parquet": table(),
        ".zip": zipped.getvalue(),
        ".tar": tar,
        ".tar.gz": gzip.compress(tar),
        ".tgz": gzip.compress(tar),
        ".tar.bz2": bz2.compress(tar),
        ".tbz2": bz2.compress(tar),
        ".tar.xz": lzma.compress(tar),
        ".txz": lzma.compress(tar),
        ".txt.gz": gzip.compress(plain),
        ".txt.bz2": bz2.compress(plain),
        ".txt.xz": lzma.compress(plain),
        ".warc.gz": example[".warc.gz"],
        ".warc": gzip.decompress(example[".warc.gz"]),
    }
    for file in sorted((FILES / "press").iterdir()):
        whole[f"-{file.name}"] = file.read_bytes()
    return whole


WHOLE = written()


def read_beside(folder: Path, end: str, content: bytes) -> list[Article | Problem | PassedOver]:
    """Read a file that lies between two whole ones; give what came of it."""
    (folder / f"b{end}").write_bytes(content)
    for name in ("a.txt", "c.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    seen = find(folder)
    passed: list[PassedOver] = []
    found = [*seen.problems, *read_files(seen.files, passed_over=passed.append), *passed]
    (folder / f"b{end}").unlink()
    others = [item for item in found if item.path in {"a.txt", "c.txt"}]
    assert [item.text for item in others if isinstance(item, Article)] == [TEXT, TEXT]
    return [item for item in found if item not in others]


def test_every_suffix_that_is_read_is_drilled() -> None:
    suffixes = {suffix for each in formats() for suffix in each.suffixes} - WITHOUT_EXAMPLE
    assert [suffix for suffix in suffixes if not any(end.endswith(suffix) for end in WHOLE)] == []


@pytest.mark.parametrize("end", WHOLE)
def test_every_file_is_read_as_long_as_it_is_whole(tmp_path: Path, end: str) -> None:
    assert any(isinstance(item, Article) and item.text for item in read_beside(tmp_path, end, WHOLE[end]))


WHERE = made.floats(0, 1, exclude_max=True)
DAMAGE = made.lists(
    made.one_of(
        made.tuples(made.just("flip"), WHERE, made.integers(0, 7).map(lambda bit: bytes([1 << bit]))),
        made.tuples(made.just("cut"), WHERE, made.just(b"")),
        made.tuples(made.just("double"), WHERE, made.binary(min_size=1, max_size=99)),
        made.tuples(made.just("over"), WHERE, made.binary(min_size=1, max_size=60)),
        made.tuples(made.just("into"), WHERE, made.binary(min_size=1, max_size=60)),
        made.tuples(made.just("instead"), made.just(0.0), made.binary(max_size=400)),
    ),
    min_size=1,
    max_size=3,
)


def damaged(content: bytes, ways: Sequence[tuple[str, float, bytes]]) -> bytes:
    for how, where, put in ways:
        at = int(where * len(content))
        match how:
            case "flip":
                content = (
                    content[:at] + bytes(byte ^ put[0] for byte in content[at : at + 1]) + content[at + 1 :]
                )
            case "cut":
                content = content[:at]
            case "double":
                content = content[: at + len(put)] + content[at:]
            case "over":
                content = content[:at] + put + content[at + len(put) :]
            case "into":
                content = content[:at] + put + content[at:]
            case _:
                content = put
    return content


def check(found: Sequence[Article | Problem | PassedOver], end: str) -> None:
    """Check that something came of a file: articles that can be kept, and lines that can be printed."""
    assert found
    for item in found:
        if isinstance(item, Article):
            item.text.encode("utf-8")
            assert item.text.strip()
            assert item.published is None or item.published.first <= item.published.last
        else:
            assert str(item).isprintable()
            assert item.path.startswith(f"b{end}")
            assert "Traceback" not in str(item)
            assert len(str(item)) < 600


@pytest.mark.parametrize("end", WHOLE)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(ways=DAMAGE)
def test_whatever_happens_to_a_file_the_others_are_read_and_each_loss_is_one_printable_line(
    tmp_path: Path, end: str, ways: Sequence[tuple[str, float, bytes]]
) -> None:
    check(read_beside(tmp_path, end, damaged(WHOLE[end], ways)), end)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    end=made.sampled_from([suffix for each in formats() for suffix in each.suffixes]),
    of=made.sampled_from(list(WHOLE)),
)
def test_a_file_with_the_ending_of_another_kind_is_read_or_named(tmp_path: Path, end: str, of: str) -> None:
    check(read_beside(tmp_path, end, WHOLE[of]), end)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(end=made.sampled_from([".csv", ".tsv", ".jsonl"]), rows=made.integers(1, 30), where=made.floats(0, 1))
@example(end=".jsonl", rows=26, where=0.341796875)  # the bracket alone is missing
def test_of_a_table_that_was_cut_every_whole_row_is_read(
    tmp_path: Path, end: str, rows: int, where: float
) -> None:
    texts = [f"Am {number}. Tag: {TEXT}" for number in range(rows)]
    lines = {
        ".csv": ["id,text", *(f'{number},"{text}"' for number, text in enumerate(texts))],
        ".tsv": ["id\ttext", *(f"{number}\t{text}" for number, text in enumerate(texts))],
        ".jsonl": [json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)],
    }[end]
    content = "".join(f"{line}\n" for line in lines)[: int(where * sum(len(line) + 1 for line in lines))]
    found = read_beside(tmp_path, end, content.encode())
    ends = {".csv": '"', ".tsv": "\n", ".jsonl": '"}'}[end]
    whole = [text for text in texts if f"{text}{ends}" in content]
    read = [item.text for item in found if isinstance(item, Article)]
    assert read[: len(whole)] == whole
    assert len(read) <= len(whole) + 1
    assert found
    if end == ".jsonl" and content and not content.endswith(("}", "\n")):
        assert any(isinstance(item, Problem) and "no JSON" in item.reason for item in found)


QUOTED = f'id,text\n1,{TEXT}\n2,"never closed\n3,{TEXT}\n'


@pytest.mark.parametrize(
    ("end", "content", "texts", "lines"),
    [
        (".csv", f"id,text\r1,{TEXT}\r2,{TEXT}\r", [TEXT, TEXT], []),
        (".csv", f"id,text\n1,{TEXT}\rB\n2,{TEXT}\n", [TEXT, TEXT], ["b.csv, row 3: no text"]),
        (
            ".csv",
            QUOTED,
            [TEXT, TEXT],
            ['b.csv, row 3: quotes that do not close; it begins “2,"never closed”'],
        ),
        (".jsonl", f'{{"text": "{TEXT}"}}\nbroken\n', [TEXT], ["b.jsonl, row 2: no JSON"]),
        (".jsonl", f'{{"text": "{TEXT}", "date": "9999-12-31"}}\n', [TEXT], ["b.jsonl, row 1: "]),
        (".md", f"---\ndate: 9999-12-31\n---\n{TEXT}", [TEXT], ["b.md: "]),
        (".parquet", "PAR1 cut", [], ["b.parquet: no Parquet that can be read"]),
        (".txt", "", [], ["b.txt: empty"]),
        (
            ".docx",
            "PK\x03\x04 cut",
            [],
            ["b.docx: no Word that can be read (damaged, or something else under this name)"],
        ),
    ],
)
def test_what_could_be_read_was_read_and_what_was_lost_is_named(
    tmp_path: Path, end: str, content: str, texts: list[str], lines: list[str]
) -> None:
    found = read_beside(tmp_path, end, content.encode())
    assert [item.text for item in found if isinstance(item, Article)] == texts
    problems = [str(item) for item in found if isinstance(item, Problem)]
    assert len(problems) == len(lines)
    for problem, line in zip(problems, lines, strict=True):
        assert problem.startswith(line)


DAY = datetime.date(2024, 6, 18)
SECOND = datetime.datetime(2024, 6, 18, 7, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("column", "dates", "told"),
    [
        (pa.array([b"\xff\xfe", None], pa.binary()).view(pa.string()), [None, None], "row 1: "),
        (pa.array([2**62, SECOND.timestamp() * 10**6], pa.timestamp("us")), [None, "2024-06-18"], "row 1: "),
        (pa.array([3_000_000, DAY.toordinal() - 719_163], pa.date32()), [None, "2024-06-18"], "row 1: "),
        (pa.array([SECOND, SECOND], pa.timestamp("us", tz="Nowhere/Nothing")), [None, None], "row 2: "),
    ],
    ids=["no UTF-8", "a timestamp out of range", "the year 10183", "an unknown time zone"],
)
def test_a_table_with_dates_that_cannot_be_is_read_without_them(
    tmp_path: Path, column: pa.Array, dates: list[str | None], told: str
) -> None:
    found = read_beside(tmp_path, ".parquet", table(date=column))
    articles = [item for item in found if isinstance(item, Article)]
    assert [article.text for article in articles] == [TEXT, TEXT]
    assert [article.published and str(article.published) for article in articles] == dates
    problems = [item for item in found if isinstance(item, Problem)]
    assert problems
    assert all(problem.kept for problem in problems)
    assert str(problems[-1]).startswith(f"b.parquet, {told}")


def test_of_a_column_that_stands_twice_and_of_dates_beside_timestamps_the_right_ones_count(
    tmp_path: Path,
) -> None:
    stream = io.BytesIO()
    pq.write_table(
        pa.Table.from_arrays(
            [pa.array([TEXT]), pa.array(["another"]), pa.array([DAY]), pa.array([SECOND])],
            names=["text", "text", "date", "published"],
        ),
        stream,
    )
    (article,) = read_beside(tmp_path, ".parquet", stream.getvalue())
    assert isinstance(article, Article)
    assert (article.text, str(article.published)) == (TEXT, "2024-06-18")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_pipes_devices_and_links_out_of_the_folder_are_named_and_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("Nobody is to read this.", encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "in.txt").symlink_to("b.txt")
    found = read_beside(folder, ".txt", TEXT.encode())
    assert [item.path for item in found if isinstance(item, Article)] == ["b.txt", "in.txt"]
    assert sorted(str(item) for item in found if isinstance(item, Problem)) == [
        "out.txt: a link that leads out of the folder; copy what it leads to",
        "pipe.txt: no regular file",
        "zero.txt: a link that leads out of the folder; copy what it leads to",
    ]
    device = find(Path("/dev/zero"))
    assert not device.files
    assert len(device.problems) == 1
