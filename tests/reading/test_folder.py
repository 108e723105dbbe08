from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.dataset import DatasetWriter, mention_table
from places.model import Article
from places.reading import Problem, find, read

TEXT = "Der Dampfer legt um acht in Konstanz ab und kommt am Mittag in Bregenz an."


def test_a_folder_is_walked_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.txt", "b.txt", "Z.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    names = [item.path for item in read(tmp_path)]
    assert names == ["Z.TXT", "a.txt", "b/10.txt", "b/2.txt", "b.txt", "c.txt"]


def test_ids_stay_the_same_when_other_files_come_and_go(tmp_path: Path) -> None:
    (tmp_path / "m.txt").write_text(TEXT, encoding="utf-8")
    (before,) = read(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/m.txt").write_text(TEXT, encoding="utf-8")
    after = [item for item in read(tmp_path) if isinstance(item, Article)]
    assert isinstance(before, Article)
    assert after[1].id == before.id
    assert len({article.id for article in after}) == 3


def test_ids_stated_twice_are_made_unique_in_the_same_way_every_time(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"id,text\n1,{TEXT}\n1,{TEXT}\n2,{TEXT}\n", encoding="utf-8")
    first = [item.id for item in read(tmp_path) if isinstance(item, Article)]
    second = [item.id for item in read(tmp_path) if isinstance(item, Article)]
    assert first == second
    assert len(set(first)) == 6
    assert (first[0], first[2]) == ("1", "2")


@settings(max_examples=30)
@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_an_id_made_from_any_name_fits_into_a_url(name: str) -> None:
    from places.reading.articles import Articles
    from places.reading.record import Record

    (article,) = (
        item
        for item in Articles().read(Record({"text": TEXT, "id": name}, 7), f"{name}.csv")
        if isinstance(item, Article)
    )
    assert article.id
    assert len(article.id) <= 40
    assert all(letter.isascii() and (letter.isalnum() or letter in "._-") for letter in article.id)


def test_names_with_quotes_and_tags_are_read_as_they_are(tmp_path: Path) -> None:
    name = "<script>alert(1)<'\"&;--.txt"
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert article.path == name


def test_control_characters_in_names_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\nb\u202e.txt").write_bytes(b"")
    (problem,) = read(tmp_path)
    assert str(problem) == "a\\x1b[31m\\nb\\u202e.txt: empty"


def test_names_that_are_no_utf_8_are_read(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/K\xf6ln.txt", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(TEXT)
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert article.path == "K\\xf6ln.txt"


def test_hidden_files_are_passed_over_and_other_kinds_counted(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/a.txt", ".hidden.txt", "LICENSE", "karte.png"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = find(tmp_path)
    assert (found.files, found.problems, found.passed_over) == ((), (), 2)


@pytest.mark.parametrize(
    ("name", "advice"), [("a.pdf", "save it as .txt"), ("a.json", "name it .jsonl"), ("a.zip", "unpack it")]
)
def test_a_file_that_seems_meant_gives_a_line_with_advice(tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    (problem,) = read(tmp_path)
    assert str(problem).startswith(f"{name}: ")
    assert advice in str(problem)


def test_links_that_go_round_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sub/up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub/again").symlink_to(tmp_path / "sub", target_is_directory=True)
    (tmp_path / "self.txt").symlink_to("self.txt")
    items = list(read(tmp_path))
    assert [item.path for item in items if isinstance(item, Article)] == ["sub/a.txt"]
    assert [item.path for item in items if isinstance(item, Problem)] == ["self.txt"]


def test_a_link_to_nothing_and_a_pipe_give_a_line_each(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "b.txt")
    assert [str(item) for item in read(tmp_path)] == [
        "a.txt: cannot be read (no such file or directory)",
        "b.txt: no regular file",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_gives_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert [str(item) for item in read(tmp_path)] == ["a.txt: cannot be read (permission denied)"]


def test_a_dataset_among_the_articles_is_not_read_but_one_alone_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with DatasetWriter(tmp_path / "dataset") as writer:
        writer.add([Article("x", "X", TEXT)], mention_table([]), [])
        writer.commit({})
    assert [item.path for item in read(tmp_path)] == ["a.txt"]
    (article,) = read(tmp_path / "dataset")
    assert isinstance(article, Article)
    assert (article.id, article.title) == ("x", "X")


def test_a_source_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read(tmp_path / "nowhere"))


def test_one_file_of_an_unknown_kind_says_which_are_known(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_bytes(b"x")
    (problem,) = read(tmp_path / "a.xyz")
    assert "articles are .txt, .md" in str(problem)
