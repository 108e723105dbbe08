from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

from places.dataset import open_dataset
from places.exporting.hits import COLUMNS, WRITERS, write_csv
from places.exporting.table import unguard
from places.query import ArticleRow, Hit, Sentence, go_through_hits, read_article
from places.sample import DATASET
from places.selection import Selection


def written(ending: str, words: str) -> str:
    stream = BytesIO()
    with open_dataset(DATASET) as dataset:
        WRITERS[ending](go_through_hits(dataset, Selection(words=words)), stream)
    return stream.getvalue().decode("utf-8-sig")


def test_both_forms_hold_every_sentence_of_every_article_that_was_found() -> None:
    rows = list(csv.DictReader(StringIO(written("csv", "Brücke OR Soldat"), newline="")))
    objects = [json.loads(line) for line in written("jsonl", "Brücke OR Soldat").splitlines()]
    assert tuple(rows[0]) == COLUMNS
    assert [each["rank"] for each in objects] == [1, 2, 3]
    assert [int(row["sentence_start"]) for row in rows] == [
        sentence["start"] for each in objects for sentence in each["sentences"]
    ]
    assert {word for row in rows for word in row["words"].split()} == {"Brücke", "Soldaten"}


def test_offsets_count_the_characters_of_the_text() -> None:
    with open_dataset(DATASET) as dataset:
        for line in written("jsonl", "Brück*").splitlines():
            hit = json.loads(line)
            found = read_article(dataset, hit["article_id"])
            assert found is not None
            for sentence in hit["sentences"]:
                assert found[1].startswith(sentence["text"], sentence["start"])
                for start, end in sentence["words"]:
                    assert found[1][start:end] == "Brücke"


def test_no_cell_is_run_as_a_formula() -> None:
    article = ArticleRow("=a", "+b\x00", None, None, "@c", None, "javascript:x", "de", "", 0)
    stream = BytesIO()
    write_csv(
        [Hit(article, 1, (), (Sentence("=1+1", 0, ((1, 2),), "=1+1", ((1, 2),)),)), Hit(article, 2, (), ())],
        stream,
    )
    first, second = csv.DictReader(StringIO(stream.getvalue().decode("utf-8-sig"), newline=""))
    assert (first["article_id"], first["source"], first["url"]) == ("'=a", "'@c", "")
    assert unguard(first["sentence"]) == "=1+1"
    assert second["sentence"] == second["sentence_start"] == ""
