from __future__ import annotations

from pathlib import Path

import pytest

from places.building import build
from places.building.parsing import parse_articles
from places.gazetteer import Gazetteer
from places.geoparsing import Geoparser
from places.model import Article

SENTENCE = "Die Fähre fuhr am Abend von Lindau nach Bregenz, und der See war still. "


@pytest.mark.slow
@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_a_book_is_parsed_in_parts_and_every_name_of_it_is_where_it_stands(
    small_geoparser: Geoparser, between: str
) -> None:
    times = 1_300_000 // len(SENTENCE + between)
    text = (SENTENCE + between) * times
    parsed = parse_articles(small_geoparser, [(Article("a", "Der See", text, "de"), None)])
    assert parsed.counts == [2 * times]
    assert not parsed.lacking
    table = parsed.mentions
    columns = [
        table.column(name).to_pylist() for name in ("start", "end", "surface", "excerpt_start", "excerpt_end")
    ]
    assert columns[2] == ["Lindau", "Bregenz"] * times
    for start, end, surface, first, last in zip(*columns, strict=True):
        assert text[start:end] == surface
        assert first <= start < end <= last
        assert text[first:last].count("Lindau") >= 1
    assert columns[0] == sorted(set(columns[0]))


@pytest.mark.slow
def test_an_article_of_names_without_end_has_a_limit_and_a_line_says_so(
    tmp_path: Path, small_gazetteer: Gazetteer, small_geoparser: Geoparser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("places.building.parsing.MOST_MENTIONS", 10_000)
    source = tmp_path / "articles"
    source.mkdir()
    (source / "a.txt").write_text(SENTENCE * 8_000, encoding="utf-8")
    (source / "b.txt").write_text(SENTENCE, encoding="utf-8")
    for _ in range(2):  # a build that goes on from the last one says it as well
        report = build(source, tmp_path / "d", geoparser=small_geoparser, versions=small_gazetteer.versions)
        assert report.articles_read == 2
        assert report.mentions == 10_000 + 2
        (line,) = map(str, report.problems)
        assert "more than 10,000 mentions; those after 360," in line
        assert line.startswith("a.txt: ")
