from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from places.exporting import FORMATS, Extract, Format, format_of, write


@pytest.mark.parametrize("name", FORMATS)
def test_a_failed_export_leaves_the_old_file_and_nothing_else(
    extract: Extract, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "export"
    path.write_text("the old one")
    broken = replace(extract, articles=extract.articles[:1])
    with pytest.raises(ValueError, match="unknown article"):
        write(broken, name, path)
    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_of_nothing_is_a_file_that_says_so(
    extract: Extract, tmp_path: Path, name: str, ogrinfo: Callable[..., str]
) -> None:
    path = tmp_path / f"empty{FORMATS[name].suffix}"
    write(replace(extract, articles=[], places=[], mentions=[]), name, path)
    if name in {"geojson", "lpf", "csv"}:
        assert "Feature Count: 0" in ogrinfo(path)
    else:
        assert path.stat().st_size > 0


def test_an_unknown_format_is_refused_with_those_that_there_are(extract: Extract, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no export format 'shape': choose one of geojson, csv, csv-de"):
        write(extract, "shape", tmp_path / "places.shp")
    assert not list(tmp_path.iterdir())


def test_others_may_read_the_file_as_they_may_any_other(extract: Extract, tmp_path: Path) -> None:
    plain, path = tmp_path / "plain", tmp_path / "places.geojson"
    plain.touch()
    write(extract, "geojson", path)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_writes_to_any_stream_and_leaves_it_open(extract: Extract, name: str) -> None:
    stream = BytesIO()
    FORMATS[name].write(extract, stream)
    stream.write(b"and more")
    assert len(stream.getvalue()) > 1000


def test_formats_differ_in_name_and_suffix() -> None:
    assert len({each.suffix for each in FORMATS.values()}) == len(FORMATS)
    assert all(each.suffix.startswith(".") and "/" in each.media_type for each in FORMATS.values())


@pytest.mark.parametrize("each", FORMATS.values(), ids=str)
def test_a_format_says_of_itself_what_a_menu_and_a_command_line_need(each: Format) -> None:
    assert FORMATS[each.name] is each
    assert each.label
    assert "/" in each.media_type
    assert each.excerpts is None or each.excerpts >= 0
    assert format_of(Path(f"orte{each.suffix}")) is each
    assert format_of(Path(f"ORTE{each.suffix.upper()}")) is each


def test_a_file_whose_name_tells_no_format_has_none() -> None:
    assert format_of(Path("orte.docx")) is None
    assert format_of(Path("orte")) is None
