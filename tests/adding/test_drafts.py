"""What somebody brings, before anything is kept."""

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from places.adding import Draft, Known, accept, drafts_of, folded, known_of, pasted, read_uploads
from places.building import build
from places.dataset import open_dataset
from places.journal import ArticleRemoved, Journal
from places.model import Article, Mention, Place
from places.reading import Problem

LINDAU = Place("geonames:1", "Lindau", "city", 47.55, 9.68)
WORDS = [f"wort{number}" for number in range(400)]


@dataclass
class OnlyLindau:
    """A parser that knows one place, so that a test needs no gazetteer."""

    def parse(self, text: str, *_: str | None, **__: bool) -> Sequence[Mention]:
        at = text.find("Lindau")
        return [Mention(at, at + 6, "Lindau", LINDAU, 0.9)] if at >= 0 else []


def report(seed: int, length: int = 300) -> str:
    """A text of its own in words that nobody else puts in that order."""
    return "In Lindau: " + " ".join(random.Random(seed).choices(WORDS, k=length))


def article(text: str, name: str = "bericht", **known: str) -> Article:
    return Article(name, name.title(), text, path=f"{name}.txt", **known)


def look(*texts: str, known: Known | None = None) -> list[Draft]:
    items = [article(text, f"bericht{number}") for number, text in enumerate(texts)]
    drafts = list(drafts_of(items, OnlyLindau(), known or Known()))
    assert all(isinstance(draft, Draft) for draft in drafts)
    return drafts


def uploads(**files: str | bytes) -> list[Article | Problem]:
    return list(
        read_uploads(
            (name, io.BytesIO(content.encode() if isinstance(content, str) else content))
            for name, content in files.items()
        )
    )


def test_a_draft_tells_what_its_article_names() -> None:
    (draft,) = look(report(1))
    assert draft.is_new
    assert [mention.place.name for mention in draft.mentions] == ["Lindau"]


def test_two_texts_of_one_name_have_ids_of_their_own_and_one_text_has_always_the_same() -> None:
    first, second = look(report(1)), look(report(2))
    assert first[0].article.id != second[0].article.id
    assert look(report(1))[0].article.id == first[0].article.id


@pytest.mark.parametrize(
    "change",
    [lambda text: text.replace(" ", "\n", 5), lambda text: text.upper(), lambda text: f"\n{text}  "],
)
def test_the_same_words_are_the_same_text_however_they_are_set(change) -> None:
    first, second = look(report(1), change(report(1)))
    assert first.is_new
    assert second.twin.is_same
    assert second.twin.title == first.article.title


def test_a_report_of_an_agency_is_known_again_though_a_paper_cut_it_and_wrote_a_line_of_its_own() -> None:
    words = report(1).split()
    cut = " ".join(words[:200])
    own = " ".join(["Eilmeldung", "aus", "Lindau", *words[8:260]])
    first, *others, alone = look(report(1), cut, own, report(2))
    assert [draft.twin.id for draft in others] == [first.article.id] * 2
    assert not any(draft.twin.is_same for draft in others)
    assert alone.is_new
    assert [len(under) for _, under in folded([first, *others, alone])] == [2, 0]


def test_texts_that_share_only_ordinary_words_are_not_nearly_the_same() -> None:
    assert all(draft.is_new for draft in look(*map(report, range(12))))


def test_short_texts_are_the_same_only_where_they_are_the_same() -> None:
    first, second, third = look("Regen in Lindau.", "Schnee in Lindau.", "regen in lindau.")
    assert first.is_new
    assert second.is_new
    assert third.twin.is_same


def test_what_the_dataset_has_is_said_to_be_there(tmp_path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "alt.txt").write_text(report(1), encoding="utf-8")
    (folder / "page.json").write_text(
        f'[{{"text": "{report(2)}", "url": "https://paper.example/a", "title": "Seite"}}]', encoding="utf-8"
    )
    build(folder, tmp_path / "dataset", geoparser=OnlyLindau())
    with open_dataset(tmp_path / "dataset") as dataset:
        known = known_of(dataset)
    same, near, new = look(report(1), report(1, 280), report(3), known=known)
    assert (same.twin.is_there, same.twin.is_same) == (True, True)
    assert (near.twin.is_there, near.twin.is_same) == (True, False)
    assert new.is_new
    item = article(report(4), url="https://paper.example/a")  # the page says something else today
    (draft,) = drafts_of([item], OnlyLindau(), known)
    assert draft.twin.title == "Seite"


def test_files_from_a_browser_are_read_as_a_folder_of_them_would_be() -> None:
    read = uploads(
        **{"2024-06-03 Hochwasser.txt": "Regen in Lindau.", "ordner/b.md": "# Titel\n\nIn Bregenz."}
    )
    assert [str(item.published) for item in read if isinstance(item, Article)] == ["2024-06-03", "None"]
    assert [item.path for item in read] == ["2024-06-03 Hochwasser.txt", "ordner/b.md"]


def test_a_file_that_is_not_read_is_said() -> None:
    read = uploads(
        **{"bild.png": b"\x89PNG", "alt.doc": b"x", "leer.txt": b"", "gut.txt": "Regen in Lindau."}
    )
    said = {item.path: item.reason for item in read if isinstance(item, Problem)}
    assert set(said) == {"bild.png", "alt.doc", "leer.txt"}
    assert "save it as .docx" in said["alt.doc"]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "/etc/x.txt",
        "..\\..\\x.txt",
        "C:\\x.txt",
        "a\0b.txt",
        "\n.txt",
        "ä" * 300 + ".txt",
        "..",
        "",
        "a/../../b.txt",
        "\ud800.txt",
    ],
)
def test_a_name_that_leads_elsewhere_stays_in_the_folder(name: str, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    here: list[str] = []

    def content() -> Iterator[tuple[str, io.BytesIO]]:
        yield name, io.BytesIO(b"Regen in Lindau.")
        here.extend(str(file) for file in tmp_path.rglob("*") if file.is_file())

    read = list(read_uploads(content()))
    assert len(read) == 1
    assert len(here) == 1
    assert not list(tmp_path.iterdir())


def test_two_files_of_one_name_are_both_read() -> None:
    files = [("a.txt", io.BytesIO(b"Regen in Lindau.")), ("a.txt", io.BytesIO(b"Schnee in Lindau."))]
    assert [item.text for item in read_uploads(files)] == ["Schnee in Lindau.", "Regen in Lindau."]


def test_a_text_is_pasted_with_what_is_said_of_it() -> None:
    (item,) = pasted(
        {"text": "Regen in Lindau.", "title": "Wetter", "date": "Juni 2024", "source": "Seeblatt"}
    )
    assert (item.title, str(item.published), item.source) == ("Wetter", "2024-06", "Seeblatt")


def test_a_date_that_is_none_is_said_and_the_text_is_kept() -> None:
    problem, item = pasted({"text": "Regen in Lindau.", "title": "", "date": "neulich", "source": " "})
    assert isinstance(problem, Problem)
    assert item.published is None
    assert item.source is None


def test_what_is_accepted_is_in_the_journal_and_in_the_dataset_and_can_be_undone(tmp_path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "alt.txt").write_text(report(1), encoding="utf-8")
    journal = Journal(tmp_path / "journal.sqlite")
    new = [draft.article for draft in look(report(2), report(3))]
    changes = accept(journal, "anna", new)
    assert len(changes) == 2
    assert {change.step for change in changes} == {1}
    build(folder, tmp_path / "dataset", geoparser=OnlyLindau(), journal=journal)
    with open_dataset(tmp_path / "dataset") as dataset:
        assert {row[0] for row in dataset.rows("SELECT text FROM articles")} == set(map(report, (1, 2, 3)))
    assert accept(journal, "anna", new) == ()


def test_what_was_removed_is_brought_back_when_it_is_added_again(tmp_path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    (draft,) = look(report(2))
    accept(journal, "anna", [draft.article])
    journal.append("anna", [ArticleRemoved(draft.article.id)])
    accept(journal, "bert", [draft.article])
    assert not journal.standing().removed


def test_what_a_dataset_has_is_told_alike_whether_or_not_it_was_known_before(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(report(number), encoding="utf-8")
    build(folder, tmp_path / "first", geoparser=OnlyLindau(), versions={"geoparser": "1"})
    (folder / "0.txt").unlink()
    (folder / "neu.txt").write_text(report(9), encoding="utf-8")
    (folder / "kurz.txt").write_text("Regen in Lindau.", encoding="utf-8")
    build(folder, tmp_path / "second", geoparser=OnlyLindau(), versions={"geoparser": "1"})
    with open_dataset(tmp_path / "first") as first, open_dataset(tmp_path / "second") as second:
        anew, further = known_of(second), known_of(second, known_of(first))
    assert (further.ids, further.keys, further.signed.tolist()) == (anew.ids, anew.keys, anew.signed.tolist())
    assert (further.signatures == anew.signatures).all()
    gone, new = look(report(0), report(9), known=further)
    assert gone.is_new
    assert new.twin is not None
    assert new.twin.is_there
