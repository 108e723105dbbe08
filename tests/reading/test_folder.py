from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.dataset import DatasetWriter, mention_table
from places.model import Article
from places.reading import Format, Problem, Record, SourceFile, find, formats, read, read_files
from places.reading.problem import UnreadableError

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


def test_a_copy_is_read_after_what_it_is_a_copy_of(tmp_path: Path) -> None:
    for name in ("Kopie von Zug.txt", "Zug (1).txt", "Zug.txt", "Zug 2.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    names = [file.name for file in find(tmp_path).files]
    assert names == ["Zug 2.txt", "Zug.txt", "Kopie von Zug.txt", "Zug (1).txt"]


def test_hidden_files_are_passed_over_and_other_kinds_counted(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/a.txt", ".hidden.txt", "karte.png", "notes.bak"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = find(tmp_path)
    assert (found.files, found.problems, found.passed_over) == ((), (), 2)
    assert [str(other) for other in found.others] == [
        ".git/: hidden",
        ".hidden.txt: hidden",
        "karte.png: .png is not read",
        "notes.bak: .bak is not read",
    ]


def test_every_file_of_a_folder_is_accounted_for_by_name(tmp_path: Path) -> None:
    with DatasetWriter(tmp_path / "map") as writer:
        writer.add([Article("x", "X", TEXT)], mention_table([]), [])
        writer.commit({})
    for name in ("a.txt", "b/c.csv", "b/d.png", "b/e.ppt", ".f", "corrections.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "b/up").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "b/pipe")
    found = find(tmp_path)
    assert [source.name for source in found.files] == ["a.txt", "b/c.csv"]
    assert [str(problem) for problem in found.problems] == ["b/e.ppt: .ppt is not read; save it as .pdf"]
    assert [str(other) for other in found.others] == [
        ".f: hidden",
        "b/d.png: .png is not read",
        "b/pipe: a file without a suffix is not read",
        "b/up/: a folder that is read under another name",
        "corrections.csv: the table of corrections",
        "map/: a dataset",
    ]
    assert found.passed_over == 2


def test_what_a_browser_saved_with_a_page_is_a_part_of_it(tmp_path: Path) -> None:
    for name in ("Dampfer.html", "Dampfer-Dateien/frame.html", "Dampfer-Dateien/a.js", "Alte_files/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = find(tmp_path)
    assert [source.name for source in found.files] == ["Alte_files/a.txt", "Dampfer.html"]
    assert [str(other) for other in found.others] == [
        "Dampfer-Dateien/: a part of the saved page Dampfer.html"
    ]


def test_every_ending_that_is_read_stands_in_the_documents() -> None:
    page = Path("docs/formats.md").read_text(encoding="utf-8")
    missing = [suffix for form in formats() for suffix in form.suffixes if f"`{suffix}`" not in page]
    assert missing == []


def test_links_are_followed_within_the_folder_only(tmp_path: Path) -> None:
    inside, outside = tmp_path / "articles", tmp_path / "elsewhere"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (inside / "b.txt").symlink_to(inside / "a.txt")
    (inside / "c.txt").symlink_to(outside / "a.txt")
    (inside / "d").symlink_to(outside, target_is_directory=True)
    (tmp_path / "link").symlink_to(inside, target_is_directory=True)
    for source in (inside, tmp_path / "link"):
        assert [item.path for item in read(source) if isinstance(item, Article)] == ["a.txt", "b.txt"]
        assert [str(problem) for problem in find(source).problems] == [
            f"{name}: a link that leads out of the folder; copy what it leads to" for name in ("c.txt", "d")
        ]


@pytest.mark.parametrize("suffix", [suffix for form in formats() for suffix in form.suffixes])
def test_a_pipe_by_any_name_is_not_waited_for(tmp_path: Path, suffix: str) -> None:
    os.mkfifo(tmp_path / f"a{suffix}")
    assert [str(item) for item in read(tmp_path)] == [f"a{suffix}: no regular file"]
    assert [str(item) for item in read(tmp_path / f"a{suffix}")] == [f"a{suffix}: no regular file"]


def test_whatever_a_reader_raises_is_one_line_for_its_file_and_the_rest_goes_on(tmp_path: Path) -> None:
    def records(_file: Path, name: str) -> Iterator[Record]:
        yield Record({"text": TEXT})
        raise errors[name]

    errors = {
        "a": ZeroDivisionError("division by\nzero"),
        "b": RecursionError(),
        "c": MemoryError(),
        "d": UnreadableError("it has a password"),
        "e": PermissionError(13, "Permission denied"),
        "f": AssertionError(),
    }
    form = Format("Odd", (".odd",), 1, records)
    (tmp_path / "x.odd").write_bytes(b"x")
    files = tuple(SourceFile(tmp_path / "x.odd", name, 1, form) for name in errors)
    items = list(read_files(files))
    assert [item.path for item in items if isinstance(item, Article)] == list(errors)
    assert [str(item) for item in items if isinstance(item, Problem)] == [
        "a: no Odd that can be read (division by zero)",
        "b: nested too deep",
        "c: needs more memory than there is; split it",
        "d: it has a password",
        "e: cannot be read (permission denied)",
        "f: no Odd that can be read (AssertionError)",
    ]


def test_a_file_whose_packages_are_missing_says_which_command_brings_them(tmp_path: Path) -> None:
    form = Format("Odd", (".odd",), 1, lambda _file, _name: iter(()), packages=("no_such_package",))
    (tmp_path / "a.odd").write_bytes(b"x")
    (problem,) = read_files((SourceFile(tmp_path / "a.odd", "a.odd", 1, form),))
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "files" in project["optional-dependencies"]
    name = project["name"]
    assert str(problem) == f"a.odd: Odd files are read once this is done: pip install '{name}[files]'"


def test_a_file_over_its_limit_is_not_opened_and_the_line_says_the_limit(tmp_path: Path) -> None:
    form = Format("Odd", (".odd",), 1, lambda _file, _name: iter(()), size_limit=5_000_000)
    file = tmp_path / "a.odd"
    with file.open("wb") as stream:
        stream.truncate(2_000_000_000)
    (problem,) = read_files((SourceFile(file, "a.odd", 1, form),))
    assert str(problem) == "a.odd: 2,000 MB, and one file of this kind (Odd) may have 5; split it"


@pytest.mark.parametrize(
    ("name", "advice"), [("a.doc", "save it as .docx"), ("a.pst", "as .mbox"), ("a.rar", "unpack it")]
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
