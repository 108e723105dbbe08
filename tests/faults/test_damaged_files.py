"""One bad file ends nothing: of a folder, what can be read is read, and what is lost is named."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as made

from places.model import Article
from places.reading import PassedOver, Problem, find, formats, read_files

pytestmark = pytest.mark.slow

FILES = Path(__file__).parents[1] / "reading/files"
TEXT = "Der Dampfer legt um acht in Konstanz ab und kommt am Mittag in Bregenz an."


def written(folder: Path) -> dict[str, bytes]:
    """Make one whole file of every suffix that is read: of the examples, or of a text or a table."""
    pq.write_table(pa.table({"id": ["1", "2"], "text": [TEXT, TEXT]}), folder / "table.parquet")
    table = (folder / "table.parquet").read_bytes()
    (folder / "table.parquet").unlink()
    row = json.dumps({"id": 1, "text": TEXT})
    whole = {
        ".txt": TEXT.encode(),
        ".md": f"---\ntitle: A\ndate: 2024-06\n---\n{TEXT}".encode(),
        ".csv": f"id,text,date\n1,{TEXT},2024\n2,{TEXT},2024\n".encode(),
        ".tsv": f"id\ttext\n1\t{TEXT}\n".encode(),
        ".jsonl": f"{row}\n{row}\n".encode(),
        ".json": f"[{row}, {row}]".encode(),
        ".html": f"<html><body><article><p>{TEXT}</p></article></body></html>".encode(),
        ".parquet": table,
    }
    for file in FILES.iterdir():
        if file.is_file() and file.suffix in {suffix for each in formats() for suffix in each.suffixes}:
            whole.setdefault("".join(file.suffixes), file.read_bytes())
    return whole


class Whole(dict[str, bytes]):
    """Whole files by suffix; a failing example does not print them all."""

    def __repr__(self) -> str:
        return f"<{len(self)} whole files>"


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return Whole(written(tmp_path_factory.mktemp("whole")))


def read_beside(folder: Path, suffix: str, content: bytes) -> list[Article | Problem | PassedOver]:
    """Read a file that lies between two whole ones; give what came of it."""
    (folder / f"b{suffix}").write_bytes(content)
    for name in ("a.txt", "c.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    seen = find(folder)
    passed: list[PassedOver] = []
    found = [*seen.problems, *read_files(seen.files, passed_over=passed.append), *passed]
    (folder / f"b{suffix}").unlink()
    others = [item for item in found if item.path in {"a.txt", "c.txt"}]
    assert [item.text for item in others if isinstance(item, Article)] == [TEXT, TEXT]
    return [item for item in found if item not in others]


def test_every_example_is_read_as_long_as_it_is_whole(tmp_path: Path, whole: Whole) -> None:
    unread = [
        suffix
        for suffix, content in whole.items()
        if not any(isinstance(item, Article) for item in read_beside(tmp_path, suffix, content))
    ]
    assert unread == []
    assert len(whole) >= 15


damage = made.one_of(
    made.tuples(made.just("cut"), made.floats(0, 1, exclude_max=True), made.just(b"")),
    made.tuples(made.just("over"), made.floats(0, 1, exclude_max=True), made.binary(min_size=1, max_size=60)),
    made.tuples(made.just("into"), made.floats(0, 1), made.binary(min_size=1, max_size=60)),
    made.tuples(made.just("instead"), made.just(0.0), made.binary(max_size=400)),
)


def damaged(content: bytes, way: tuple[str, float, bytes]) -> bytes:
    how, where, put = way
    at = int(where * len(content))
    match how:
        case "cut":
            return content[:at]
        case "over":
            return content[:at] + put + content[at + len(put) :]
        case "into":
            return content[:at] + put + content[at:]
        case _:
            return put


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(way=damage, choice=made.integers(0, 10**6))
def test_whatever_happens_to_a_file_the_others_are_read_and_each_loss_is_one_printable_line(
    tmp_path: Path, whole: Whole, way: tuple[str, float, bytes], choice: int
) -> None:
    suffix = sorted(whole)[choice % len(whole)]
    found = read_beside(tmp_path, suffix, damaged(whole[suffix], way))
    assert found  # it was read, or it is said why not
    for item in found:
        if isinstance(item, Problem | PassedOver):
            assert str(item).isprintable()
            assert item.path.startswith(f"b{suffix}")
            assert "Traceback" not in str(item)
        else:
            item.text.encode("utf-8")
            assert item.published is None or item.published.first <= item.published.last


@pytest.mark.parametrize(
    ("suffix", "content", "articles", "line"),
    [
        (".csv", f"id,text\r1,{TEXT}\r2,{TEXT}\r".encode(), 2, ""),
        (".csv", f'id,text\n1,{TEXT}\n2,"never closed\n'.encode(), 1, ""),
        (".jsonl", f'{{"id": 1, "text": "{TEXT}"}}\nbroken\n'.encode(), 1, "row 2"),
        (".jsonl", f'{{"id": 1, "text": "{TEXT}", "date": "9999-12-31"}}\n'.encode(), 1, ""),
        (".parquet", b"PAR1 cut", 0, "b.parquet"),
        (".txt", b"", 0, "empty"),
    ],
)
def test_what_could_be_read_was_read_and_what_was_lost_is_named(
    tmp_path: Path, suffix: str, content: bytes, articles: int, line: str
) -> None:
    found = read_beside(tmp_path, suffix, content)
    texts = [item.text for item in found if isinstance(item, Article)]
    assert texts[:articles] == [TEXT] * articles
    if line:
        assert any(line in str(item) for item in found if isinstance(item, Problem))


@pytest.mark.parametrize(
    "column",
    [
        pa.array([b"\xff\xfe", b"\xc3"], pa.binary()),
        pa.array([2**62, 1], pa.timestamp("us")),
        pa.array([3_000_000, 1], pa.date32()),
        pa.array([1, 2], pa.timestamp("us", tz="Nowhere/Nothing")),
    ],
    ids=["no UTF-8", "a timestamp out of range", "the year 10183", "an unknown time zone"],
)
def test_a_parquet_table_with_dates_that_cannot_be_is_read_without_them(
    tmp_path: Path, column: pa.Array
) -> None:
    table = pa.table({"id": ["1", "2"], "text": [TEXT, TEXT], "date": column})
    pq.write_table(table, tmp_path / "t.parquet")
    content = (tmp_path / "t.parquet").read_bytes()
    (tmp_path / "t.parquet").unlink()
    found = read_beside(tmp_path, ".parquet", content)
    texts = [item.text for item in found if isinstance(item, Article)]
    problems = [str(item) for item in found if isinstance(item, Problem)]
    assert texts == [TEXT, TEXT] or problems
    assert all(line.startswith("b.parquet") for line in problems)
