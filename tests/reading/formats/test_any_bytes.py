"""Whatever bytes come under whatever name: articles or lines, and never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.model import Article
from places.reading import PassedOver, Problem, find, formats, read_files
from places.reading.folder import SourceFile

FILES = Path(__file__).parents[1] / "files"
SUFFIXES = [suffix for form in formats() for suffix in form.suffixes]
MADE = [file for file in sorted(FILES.rglob("*")) if file.is_file() and file.suffix not in {".py", ".fods"}]


def _read(file: Path) -> None:
    others: list[PassedOver] = []
    found = find(file)
    items = [*found.problems, *read_files(found.files, passed_over=others.append)]
    assert items or others
    for item in items:
        assert isinstance(item, Article | Problem)
        assert "\n" not in str(item) or isinstance(item, Article)
        if isinstance(item, Article):
            assert item.text.strip()
            item.text.encode()


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_named(tmp_path: Path, suffix: str, content: bytes) -> None:
    file = tmp_path / f"a{suffix}"
    file.write_bytes(content)
    _read(file)


@pytest.mark.parametrize("made", MADE, ids=lambda file: file.name)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_a_file_that_was_spoiled_is_read_or_named(tmp_path: Path, made: Path, data: st.DataObject) -> None:
    content = bytearray(made.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        match data.draw(st.sampled_from(["change", "cut", "double", "zeros"])):
            case "change":
                content[at : at + 1] = data.draw(st.binary(min_size=1, max_size=4))
            case "cut":
                del content[at : at + data.draw(st.integers(1, 200))]
            case "double":
                content[at:at] = content[at : at + 100]
            case "zeros":
                content[at : at + 10] = bytes(10)
    file = tmp_path / f"a{''.join(made.suffixes)}"
    file.write_bytes(bytes(content))
    _read(file)


@pytest.mark.parametrize("made", MADE, ids=lambda file: file.name)
def test_a_file_with_a_wrong_ending_is_read_or_named(tmp_path: Path, made: Path) -> None:
    for form in formats():
        file = tmp_path / f"a{form.suffixes[0]}"
        file.write_bytes(made.read_bytes())
        others: list[PassedOver] = []
        source = SourceFile(file, "a", file.stat().st_size, form)
        assert [*read_files((source,), passed_over=others.append), *others]
