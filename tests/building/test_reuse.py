"""What is parsed before and damaged since costs time, and nothing else."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from places.building import build
from places.dataset import DatasetError, open_dataset
from places.dataset.manifest import build_name, content_name
from places.model import Mention, Place

from ..one_part import table_files

VERSIONS = {"v": "1"}


class Lindau:
    """A geoparser that counts what it parses."""

    def __init__(self) -> None:
        self.parsed = 0

    def parse(self, text: str, *_: object) -> Sequence[Mention]:
        self.parsed += 1
        place = Place("test:lindau", "Lindau", "city", 47.55, 9.68, ("DE",))
        return [Mention(at.start(), at.end(), "Lindau", place, 0.9) for at in re.finditer("Lindau", text)]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [f"{at},Nach Lindau und wieder nach Lindau im Jahr {at}.\n" for at in range(100)]
    file = tmp_path_factory.mktemp("source") / "a.csv"
    file.write_text("id,text\n" + "".join(rows), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what every dataset to be damaged is a copy of."""
    folder = tmp_path_factory.mktemp("whole") / "d"
    build(source, folder, geoparser=Lindau(), versions=VERSIONS)
    return folder


@pytest.fixture
def built(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "d"))


def flip(file: Path, seed: int = 1) -> None:
    content = bytearray(file.read_bytes())
    chance = random.Random(seed)
    for _ in range(20):
        content[chance.randrange(4, len(content) - 4)] ^= 0xFF
    file.write_bytes(content)


@pytest.mark.parametrize("table", ["articles", "places", "mentions"])
@pytest.mark.parametrize(
    "damage",
    [
        flip,
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"PAR1"),
        lambda file: file.write_bytes(file.read_bytes()[:-100]),
        lambda file: file.unlink(),
        lambda file: pq.write_table(pq.read_table(file).slice(1), file),
    ],
)
def test_a_build_over_a_damaged_dataset_parses_anew_and_succeeds(
    source: Path, built: Path, damage: Callable[[Path], None], table: str
) -> None:
    damage(table_files(built)[table])
    geoparser = Lindau()
    report = build(source, built, geoparser=geoparser, versions=VERSIONS)
    assert (geoparser.parsed, report.articles_reused, report.mentions) == (100, 0, 200)
    with open_dataset(built) as dataset:
        assert dataset.cursor().execute("SELECT count(*) FROM mentions").fetchall() == [(200,)]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": 2}', '{"format": 2, "files": {"articles": "/etc/passwd"}}']
)
def test_a_build_over_a_damaged_manifest_succeeds(source: Path, built: Path, content: str) -> None:
    (built / "dataset.json").write_text(content, encoding="utf-8")
    with pytest.raises(DatasetError):
        open_dataset(built)
    assert build(source, built, geoparser=Lindau(), versions=VERSIONS).mentions == 200
    with open_dataset(built) as dataset:
        assert dataset.manifest["counts"]["mentions"] == 200


def test_mentions_that_do_not_fit_their_articles_are_not_used_again(source: Path, built: Path) -> None:
    old = table_files(built)
    pq.write_table(pq.read_table(old["mentions"]).slice(7), built / "fewer")
    fewer = (built / "fewer").rename(built / content_name("mentions", built / "fewer"))
    manifest = built / "dataset.json"
    text = manifest.read_text(encoding="utf-8").replace(old["mentions"].name, fewer.name)
    manifest.write_text(text, encoding="utf-8")
    (build_file,) = built.glob("build-*.json")
    build_file.rename(built / build_name(json.loads(text)["files"]))
    geoparser = Lindau()
    assert build(source, built, geoparser=geoparser, versions=VERSIONS).mentions == 200
    assert geoparser.parsed == 100


def leave_behind(whole: Path, folder: Path) -> Path:
    """Lay out what a build leaves that is killed after it has parsed everything."""
    shutil.copytree(whole, folder / "made")
    left = folder / ".d.01234567.building"
    (left / "parsed-00000").mkdir(parents=True)
    (left / "lock").touch()
    (left / "versions.json").write_text('{"v": "1"}', encoding="utf-8")
    for file in table_files(folder / "made").values():
        (left / "parsed-00000" / file.name).write_bytes(file.read_bytes())
    return left


@pytest.mark.parametrize("damaged", ["versions.json", "mentions", "articles", "places", "all"])
def test_what_a_killed_build_left_behind_damaged_makes_no_build_fail(
    source: Path, whole: Path, tmp_path: Path, damaged: str
) -> None:
    left = leave_behind(whole, tmp_path)
    for file in left.glob(f"**/{damaged}*") if damaged != "all" else left.glob("**/*.*"):
        flip(file, 2) if file.suffix == ".parquet" else file.write_text("{")
    geoparser = Lindau()
    report = build(source, tmp_path / "d", geoparser=geoparser, versions=VERSIONS)
    assert (geoparser.parsed, report.mentions) == (100, 200)
    assert not left.exists()


def test_what_a_killed_build_left_behind_is_used_if_it_is_whole(
    source: Path, whole: Path, tmp_path: Path
) -> None:
    leave_behind(whole, tmp_path)
    assert build(source, tmp_path / "d", geoparser=Lindau(), versions=VERSIONS).articles_reused == 100
