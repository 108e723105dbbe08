from __future__ import annotations

import csv
from pathlib import Path

from places.exporting import Extract, format_of, write


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def test_it_differs_from_the_plain_table_by_its_delimiter_and_its_decimal_commas_alone(
    extract: Extract, tmp_path: Path
) -> None:
    write(extract, "csv", tmp_path / "plain")
    write(extract, "csv-de", tmp_path / "german")
    plain, german = _rows(tmp_path / "plain", ","), _rows(tmp_path / "german", ";")
    assert len(german) == len(plain) > 0
    numbers = ("latitude", "longitude", "confidence")
    for row, other in zip(german, plain, strict=True):
        assert {**row, **{name: row[name].replace(",", ".") for name in numbers}} == other
        assert all("," in row[name] for name in numbers)


def test_excel_learns_the_encoding_by_a_byte_order_mark(extract: Extract, tmp_path: Path) -> None:
    write(extract, "csv-de", tmp_path / "german")
    assert (tmp_path / "german").read_bytes().startswith(b"\xef\xbb\xbfarticle_id;")


def test_the_end_of_a_name_tells_both_tables_apart() -> None:
    named = {name: format_of(Path(name)) for name in ("a.csv", "a.de.csv", "A.DE.CSV", "made.csv")}
    assert {name: found and found.name for name, found in named.items()} == {
        "a.csv": "csv",
        "a.de.csv": "csv-de",
        "A.DE.CSV": "csv-de",
        "made.csv": "csv",
    }
