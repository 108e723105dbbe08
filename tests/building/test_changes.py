"""A build folds in what people changed."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from places.building import build
from places.building.homes import learn_homes
from places.dataset import open_dataset
from places.journal import (
    ArticleAdded,
    ArticleEdited,
    ArticleRemoved,
    ArticleRestored,
    Everywhere,
    InArticle,
    InSource,
    Journal,
    MentionChecked,
    OneMention,
    PlaceChecked,
    PlaceDecided,
)
from places.model import Article

from ..one_part import table_files
from .changing import AS_FOUND, STEG, VERSIONS, Finder, Known, found


def test_decisions_of_every_scope_are_in_the_dataset_and_say_whose_they_are(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    journal.append(
        "anna",
        [
            STEG,
            PlaceDecided(Everywhere("Lindau"), "made:steg", "überall"),
            PlaceDecided(InSource("Bregenz", "Blatt"), None),
            PlaceDecided(InArticle("Bregenz", "a"), "made:steg"),
            PlaceDecided(OneMention("b", 5, 11, "Lindau"), "test:berlin"),
            PlaceDecided(OneMention("a", 32, 36, "Steg"), "made:steg"),
        ],
    )
    report = build(
        source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known()
    )
    assert found(tmp_path / "d") == [
        ("a", "Lindau", "made:steg"),
        ("a", "Bregenz", "made:steg"),
        ("a", "Steg", "made:steg"),
        ("b", "Lindau", "test:berlin"),
        ("b", "Lindau", "made:steg"),
    ]
    assert [str(line) for line in report.held] == ["journal: 5 of 5 rows hold, at 6 spots in 3 articles"]
    with open_dataset(tmp_path / "d") as dataset:
        told = dataset.rows(
            "SELECT by_hand.who, by_hand.scope, by_hand.note, by_hand.number, by_hand.at, confidence "
            "FROM mentions ORDER BY article_id, start"
        )
        (own,) = dataset.rows(
            "SELECT names, kind, by_hand.note, by_hand.who FROM places WHERE id = 'made:steg'"
        )
        assert dataset.manifest["journal"] == {"identity": journal.identity(), "last": 6}
    assert [row[:4] for row in told] == [
        ("anna", "all", "überall", 2),
        ("anna", "article", "", 4),
        ("anna", "mention", "", 6),
        ("anna", "mention", "", 5),
        ("anna", "all", "überall", 2),
    ]
    assert {row[4] for row in told} == {journal.changes()[0].when.replace(tzinfo=None)}
    assert {row[5] for row in told} == {1.0}
    assert own == ({"de": "Steg", "en": "Pier"}, "site", "am Ufer", "anna")


def test_what_is_undone_is_as_it_was_found_and_nothing_is_parsed_again(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS)
    as_built = {table: file.name for table, file in table_files(tmp_path / "d").items()}
    journal.append(
        "anna", [PlaceDecided(Everywhere("Lindau"), None), ArticleRemoved("c"), ArticleRemoved("a")]
    )
    finder = Finder()
    report = build(
        source, tmp_path / "d", geoparser=finder, versions=VERSIONS, journal=journal, places=Known()
    )
    assert found(tmp_path / "d") == []
    assert (report.articles_read, report.removed) == (1, 2)
    journal.undo("bert", [3, 2, 1])
    build(source, tmp_path / "d", geoparser=finder, versions=VERSIONS, journal=journal, places=Known())
    assert found(tmp_path / "d") == AS_FOUND
    assert {table: file.name for table, file in table_files(tmp_path / "d").items()} == as_built
    assert finder.parsed == []


def test_what_was_checked_says_so_as_long_as_it_stands_for_that_place(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    query = "SELECT article_id, start, checked.who, checked.number FROM mentions WHERE checked IS NOT NULL"
    journal.append(
        "anna",
        [
            MentionChecked(OneMention("a", 4, 10, "Lindau"), "test:lindau"),
            MentionChecked(OneMention("c", 0, 7, "Bregenz"), "test:lindau"),
            PlaceChecked("test:bregenz"),
        ],
    )
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    with open_dataset(tmp_path / "d") as dataset:
        assert dataset.rows(query) == [("a", 4, "anna", 1)]
        checked = "SELECT id, checked.who FROM places WHERE checked IS NOT NULL"
        assert dataset.rows(checked) == [("test:bregenz", "anna")]
    journal.append("bert", [PlaceDecided(Everywhere("Lindau"), "test:berlin")])
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    with open_dataset(tmp_path / "d") as dataset:
        assert dataset.rows(query) == []


def test_articles_are_edited_added_removed_and_brought_back(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    added = Article("z", "Neu", "Von Bregenz.", "de", source="Bote")
    journal.append("anna", [ArticleAdded.of(added)], texts=[added.text])
    edit = ArticleEdited("b", title="Anders", published="2024-06", source="Blatt", tags=("x", "y"))
    journal.append("anna", [edit, ArticleEdited("z", author="Anna"), ArticleRemoved("a")])
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    query = "SELECT id, title, source, author, CAST(published_first AS VARCHAR), tags FROM articles"
    with open_dataset(tmp_path / "d") as dataset:
        assert dataset.rows(query) == [
            ("b", "Anders", "Blatt", None, "2024-06-01", ["x", "y"]),
            ("c", "Titel c", "Blatt", None, None, []),
            ("z", "Neu", "Bote", "Anna", None, []),
        ]
    journal.append("anna", [ArticleRestored("a")])
    journal.undo("anna", [2])
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    assert found(tmp_path / "d") == [*AS_FOUND, ("z", "Bregenz", "test:bregenz")]
    with open_dataset(tmp_path / "d") as dataset:
        assert dataset.rows("SELECT title FROM articles WHERE id = 'b'") == [("Titel b",)]


def test_a_decision_for_a_source_holds_in_articles_that_are_said_to_be_of_it(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    journal.append(
        "anna", [PlaceDecided(InSource("Lindau", "Blatt"), None), ArticleEdited("b", source="Blatt")]
    )
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    assert [row for row in found(tmp_path / "d") if row[1] == "Lindau"] == [("a", "Lindau", "test:lindau")]


def test_what_holds_nowhere_is_told_with_the_reason(tmp_path: Path, journal: Journal) -> None:
    folder = tmp_path / "articles" / "2024"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Von Lindau nach Bregenz.", encoding="utf-8")
    rows = ["Lindau,a.txt,none,", "Wyhl,,none,", "Lindau,2024/a.txt,none,", "Lindau,2024/a.txt,none,5"]
    table = "\n".join(["name,article,place,start", *rows])
    (tmp_path / "articles" / "corrections.csv").write_text(table, encoding="utf-8")
    journal.append("anna", [PlaceDecided(InArticle("Lindau", "gone"), None)])
    journal.append("anna", [PlaceDecided(Everywhere("Bregenz"), "geonames:0")])
    told: list[str] = []
    report = build(
        tmp_path / "articles",
        tmp_path / "d",
        geoparser=Finder(),
        versions=VERSIONS,
        journal=journal,
        places=Known(),
        report_problem=lambda problem: told.append(str(problem)),
    )
    assert told == [
        "journal: change 2 names the place “geonames:0”, which the gazetteer lacks",
        "corrections.csv, row 3: “Wyhl” stands nowhere, or only within longer names or where more is said",
        "corrections.csv, row 2: there is no article “a.txt”; write “2024/a.txt”",
        "journal: change 1: there is no article “gone”",
        "corrections.csv, row 5: “Lindau” does not stand at 5 of “2024/a.txt”",
    ]
    assert [str(line) for line in report.held] == [
        "corrections.csv: 1 of 4 rows hold, at 1 spot in 1 article; 3 nowhere",
        "journal: none of 1 rows holds anywhere",
    ]


def test_the_originals_are_kept_beside_and_only_where_somebody_changed_something(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    with open_dataset(tmp_path / "d") as dataset:
        assert "original_mentions" not in dataset.manifest["files"]
        assert dataset.rows("SELECT count(*) FROM original_mentions") == [(0,)]
        assert dataset.rows("SELECT count(position) FROM original_articles") == [(0,)]
    journal.append("anna", [PlaceDecided(InArticle("Lindau", "a"), None), ArticleRemoved("c")])
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    with open_dataset(tmp_path / "d") as dataset:
        query = "SELECT article_id, surface, place_id FROM original_mentions"
        assert dataset.rows(query) == [("a", "Lindau", "test:lindau"), ("c", "Bregenz", "test:bregenz")]
        assert dataset.rows("SELECT id, position FROM original_articles") == [("c", 2)]
    for table, file in table_files(tmp_path / "d").items():
        assert pq.read_table(file).num_rows == {"articles": 2, "places": 2, "mentions": 3}[table]


def test_homes_are_learned_from_what_was_found_whatever_was_said_since(
    tmp_path: Path, journal: Journal
) -> None:
    file = tmp_path / "articles.csv"
    rows = [f'{at},Bote,Titel {at},"Von Lindau nach Bregenz."\n' for at in range(12)]
    file.write_text("id,source,title,text\n" + "".join(rows), encoding="utf-8")
    build(file, tmp_path / "plain", geoparser=Finder(), versions=VERSIONS)
    added = [Article(f"z{at}", "Neu", "Von Bregenz.", "de", source="Bote") for at in range(20)]
    journal.append("anna", [ArticleAdded.of(each) for each in added], texts=[added[0].text])
    journal.append("anna", [PlaceDecided(Everywhere("Lindau"), "test:berlin"), ArticleRemoved("3")])
    journal.append("anna", [ArticleEdited("4", source="Blatt")])
    build(file, tmp_path / "d", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    assert learn_homes(tmp_path / "d", {}, journal.standing().added) == learn_homes(tmp_path / "plain", {})
