"""The geoparser over batches of Arrow, in a plain loop and in the engines that people have."""

from __future__ import annotations

import pickle
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from places.batches import DOCUMENTS, MENTIONS, geoparse

TEXTS = [
    ("a", "Die Brücke in Görlitz wird im Mai gesperrt. Auch Zittau baut.", "de", None, None),
    ("b", "Nothing happened anywhere.", "en", None, None),
    ("c", "The Portland council met.", "en", "", "Portland Press Herald"),
    ("d", "Trains from Leeds to York ran late, as did those to Hull.", None, None, None),
]


def documents(times: int = 1) -> pa.RecordBatch:
    rows = [
        {"id": f"{name}{at}", "text": text, "language": language, "title": title, "source": source}
        for at in range(times)
        for name, text, language, title, source in TEXTS
    ]
    return pa.RecordBatch.from_pylist(rows, schema=DOCUMENTS)


def rows(batches: Iterator[pa.RecordBatch]) -> list[dict[str, object]]:
    return [row for batch in batches for row in batch.to_pylist()]


def test_a_row_comes_for_every_mention_in_the_order_of_the_documents() -> None:
    found = rows(geoparse(iter([documents()])))
    assert [(row["id"], row["surface"]) for row in found] == [
        ("a0", "Görlitz"),
        ("a0", "Zittau"),
        ("c0", "Portland"),
        ("d0", "Leeds"),
        ("d0", "York"),
        ("d0", "Hull"),
    ]
    first = found[0]
    assert TEXTS[0][1][first["start"] : first["end"]] == first["surface"]  # type: ignore[misc]
    assert (first["kind"], first["country_codes"], first["error"]) == ("city", ["DE"], None)
    assert found[2]["longitude"] == pytest.approx(-70.26, abs=0.1)  # in Maine, where that paper appears


def test_what_comes_has_one_schema_however_the_batches_are_cut() -> None:
    whole = list(geoparse(iter([documents(200)])))
    pieces = [documents(200).slice(at, 7) for at in range(0, 800, 7)]
    assert {batch.schema for batch in whole} == {MENTIONS}
    assert rows(iter(whole)) == rows(geoparse(iter(pieces)))
    assert list(geoparse(iter([]))) == []


def test_other_columns_and_types_of_text_are_taken_and_missing_ones_are_named() -> None:
    large = pa.RecordBatch.from_pydict(
        {"text": pa.array(["Ulm baut."], pa.large_string()), "id": pa.array([7]), "more": pa.array([None])}
    )
    assert [(row["id"], row["surface"]) for row in rows(geoparse(iter([large])))] == [("7", "Ulm")]
    with pytest.raises(ValueError, match="without the column 'text'"):
        list(geoparse(iter([large.drop_columns(["text"])])))
    empty = pa.RecordBatch.from_pydict({"id": ["a"], "text": pa.array([None], pa.string())})
    with pytest.raises(ValueError, match="'text' has 1 nulls"):
        list(geoparse(iter([empty])))


def test_it_can_be_sent_elsewhere() -> None:
    assert pickle.loads(pickle.dumps(geoparse)) is geoparse


@pytest.mark.slow
def test_dask_gives_the_rows_of_a_plain_loop() -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    pieces = [documents(60).slice(at, 80) for at in range(0, 240, 80)]
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        answers = client.gather([client.submit(_parse, piece, pure=False) for piece in pieces])
    assert [row for answer in answers for row in answer] == rows(geoparse(iter(pieces)))


def _parse(piece: pa.RecordBatch) -> list[dict[str, object]]:
    return rows(geoparse(iter([piece])))


@pytest.mark.slow
def test_spark_gives_the_rows_of_a_plain_loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    sql = pytest.importorskip("pyspark.sql", reason="Spark is not installed: pip install pyspark")
    if shutil.which("java") is None:
        pytest.skip("there is no Java, which Spark needs")
    schema = (
        "id string, start int, end int, surface string, confidence double, place_id string, name string, "
        "kind string, latitude double, longitude double, country_codes array<string>, error string"
    )
    spark = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.local.dir", str(tmp_path))
        .getOrCreate()
    )
    try:
        frame = spark.createDataFrame(
            documents(20).to_pylist(), "id string, text string, language string, title string, source string"
        )
        found = [row.asDict() for row in frame.mapInArrow(geoparse, schema).collect()]
    finally:
        spark.stop()
    key = [(row["id"], row["start"]) for row in found]
    plain = rows(geoparse(iter([documents(20)])))
    assert sorted(found, key=lambda row: (row["id"], row["start"])) == sorted(
        plain, key=lambda row: (str(row["id"]), row["start"])
    )
    assert len(key) == len(set(key))
