"""What a build tells of every file that it met."""

import json
import zipfile
from pathlib import Path

import pytest

from places.building import build
from places.building.account import Account
from places.dataset import account_file, open_dataset
from places.geoparsing import Geoparser
from places.reading import Found, PassedOver, Problem


def test_every_file_of_a_folder_is_named_with_what_became_of_it(
    tmp_path: Path, small_geoparser: Geoparser
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "Bäder in Lindau.txt").write_text("Nach Lindau.", encoding="utf-8")
    (source / "a.csv").write_text("text,date\nNach Lindau.,gestern\n,2024\n", encoding="utf-8")
    (source / "b.txt").write_bytes(b"")
    (source / "c.doc").write_bytes(b"x")
    (source / "d.png").write_bytes(b"x")
    (source / ".hidden").write_bytes(b"x")
    with zipfile.ZipFile(source / "e.zip", "w") as archive:
        archive.writestr("brief.txt", "Aus Bregenz.")
        archive.writestr("bild.jpg", "x")
    with zipfile.ZipFile(source / "f.zip", "w") as archive:
        archive.writestr("nothing/", "")
    report = build(source, tmp_path / "d", geoparser=small_geoparser)
    with open_dataset(tmp_path / "d") as dataset:
        manifest = dataset.manifest
        read = {path for (path,) in dataset.cursor().execute("SELECT path FROM articles").fetchall()}
    file = account_file(tmp_path / "d", manifest)
    assert file is not None
    assert file == report.whole_list
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert read == {"Bäder in Lindau.txt", "a.csv", "e.zip/brief.txt"}
    assert {(line["path"], line.get("row")): line["became"] for line in lines} == {
        ("a.csv", 2): "read in part",
        ("a.csv", 3): "not read",
        ("b.txt", None): "not read",
        ("c.doc", None): "not read",
        ("f.zip", None): "not read",
        ("d.png", None): "passed over",
        ("e.zip/bild.jpg", None): "passed over",
        (".hidden", None): "not meant",
    }
    assert all(line["reason"] for line in lines)
    counted = [manifest[of] for of in ("files_read", "not_read", "read_in_part", "passed_over", "not_meant")]
    assert counted == [3, 4, 1, 2, 1]
    assert (manifest["repeated"], manifest["repeats"]) == (0, [])
    assert [line["path"] for line in manifest["others"]] == [".hidden", "d.png", "e.zip/bild.jpg"]
    assert [line.get("kept", False) for line in manifest["problems"]] == [True, False, False, False, False]


@pytest.mark.slow
def test_a_hundred_thousand_broken_files_are_all_listed_and_the_manifest_stays_small(tmp_path: Path) -> None:
    with Account(Found((), ()), tmp_path / "list") as account:
        for number in range(100_000):
            account.note(Problem(f"{number:06}.pdf", None, "damaged", kept=number % 2 == 1))
            account.pass_over(PassedOver(f"{number:06}.png", ".png is not read"))
    assert len(json.dumps(account.manifest())) < 50_000
    counts = [account.not_read, account.read_in_part, account.passed_over]
    assert counts == [50_000, 50_000, 100_000]
    assert len((tmp_path / "list").read_text(encoding="utf-8").splitlines()) == 200_000


def test_a_table_of_rows_without_text_does_not_fill_the_disk_and_is_counted(tmp_path: Path) -> None:
    with Account(Found((), ()), tmp_path / "list") as account:
        for row in range(50_000):
            account.note(Problem("a.csv", row, "no text"))
        account.note(Problem("b.pdf", None, "damaged"))
    assert account.not_read == 50_001
    lines = (tmp_path / "list").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 2_000
    assert "b.pdf" in lines[-1]


def test_where_everything_was_read_there_is_no_list(tmp_path: Path, small_geoparser: Geoparser) -> None:
    (tmp_path / "a.txt").write_text("Nach Lindau.", encoding="utf-8")
    assert build(tmp_path / "a.txt", tmp_path / "d", geoparser=small_geoparser).whole_list is None
    assert not list((tmp_path / "d").glob("account-*"))


def test_the_list_of_the_dataset_that_was_there_before_is_cleared_up(
    tmp_path: Path, small_geoparser: Geoparser
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text("Nach Lindau.", encoding="utf-8")
    (source / "b.png").write_bytes(b"x")
    build(source, tmp_path / "d", geoparser=small_geoparser)
    (source / "c.png").write_bytes(b"x")
    second = build(source, tmp_path / "d", geoparser=small_geoparser)
    assert list((tmp_path / "d").glob("account-*")) == [second.whole_list]
