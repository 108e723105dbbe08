"""A build learns where papers are at home, and parses again what that can tell."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from places.building import Report, build
from places.building.parsing import versions_of
from places.dataset import open_dataset
from places.gazetteer import open_gazetteer
from places.geoparsing import Geoparser
from places.geoparsing.parser import Document
from places.model import Mention

AROUND = ["Bern", "Solothurn", "Thun", "Biel", "Langenthal", "Bern", "Köniz"]
OPEN = "In Burgdorf fehlt ein Arzt."


class Counting:
    """The project's own geoparser, which notes what it parses."""

    def __init__(self) -> None:
        self._geoparser = Geoparser(open_gazetteer())
        self.parsed: list[str] = []

    def parse(
        self, text: str, language: str | None = None, title: str = "", *, explain: bool = True
    ) -> Sequence[Mention]:
        return self.parse_all([Document(text, language, title)], explain=explain)[0]

    def parse_all(
        self, documents: Sequence[Document], *, explain: bool = True
    ) -> Sequence[Sequence[Mention]]:
        self.parsed.extend(document.text for document in documents)
        return self._geoparser.parse_all(documents, explain=explain)


@pytest.fixture(scope="module")
def counting() -> Counting:
    return Counting()


def write(folder: Path, source: str, texts: Sequence[str], **more: str) -> None:
    folder.mkdir(exist_ok=True)
    lines = [json.dumps({"text": text, "source": source, "language": "de", **more}) for text in texts]
    (folder / f"{source}.jsonl").write_text("\n".join(lines), encoding="utf-8")


def built(folder: Path, counting: Counting) -> Report:
    counting.parsed.clear()
    return build(
        folder,
        folder.parent / "dataset",
        geoparser=counting,
        versions=versions_of(open_gazetteer()),
    )


def country_of_burgdorf(folder: Path, source: str) -> str:
    with open_dataset(folder.parent / "dataset") as dataset:
        ((codes,),) = dataset.rows(
            "SELECT country_codes FROM mentions JOIN articles ON articles.id = article_id "
            "JOIN places ON places.id = place_id WHERE surface = 'Burgdorf' AND articles.source = ?",
            [source],
        )
    return str(codes[0])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    local = [f"In {town} wird die {at}. Brücke neu gebaut." for at, town in enumerate(AROUND, 1)]
    write(tmp_path / "articles", "Seeblatt", [*local, OPEN])
    far = ["Wien", "Hamburg", "Paris", "Madrid", "Köln", "Oslo"]
    write(tmp_path / "articles", "Umschau", [*(f"Der Zug nach {town} fällt aus." for town in far), OPEN])
    return tmp_path / "articles"


def test_a_paper_means_its_own_town_where_its_other_articles_move(folder: Path, counting: Counting) -> None:
    report = built(folder, counting)
    assert report.articles_read == 15
    assert report.articles_reused == 0
    assert country_of_burgdorf(folder, "Seeblatt") == "CH"
    assert country_of_burgdorf(folder, "Umschau") == "DE"
    with open_dataset(folder.parent / "dataset") as dataset:
        assert list(dataset.manifest["homes"]) == ["Seeblatt"]
        ((told,),) = dataset.rows(
            "SELECT candidates[1].evidence FROM mentions JOIN articles ON articles.id = article_id "
            "WHERE surface = 'Burgdorf' AND articles.source = 'Seeblatt'"
        )
    assert "home" in {part["reason"] for part in told}


def test_only_what_was_left_open_is_parsed_again_and_nothing_in_the_next_build(
    folder: Path, counting: Counting
) -> None:
    built(folder, counting)
    assert len(counting.parsed) < 15 + 15 / 2
    assert counting.parsed.count(OPEN) == 3  # once for each paper, and once at home
    again = built(folder, counting)
    assert counting.parsed == []
    assert again.articles_reused == 15
    write(folder, "Nachtrag", ["Auch in Burgdorf."])
    assert built(folder, counting).articles_reused == 15
    assert counting.parsed == ["Auch in Burgdorf."]
    assert country_of_burgdorf(folder, "Seeblatt") == "CH"


def test_a_few_articles_make_no_home(tmp_path: Path, counting: Counting) -> None:
    write(tmp_path / "articles", "Seeblatt", ["In Bern regnet es.", "In Thun nicht.", OPEN])
    built(tmp_path / "articles", counting)
    assert country_of_burgdorf(tmp_path / "articles", "Seeblatt") == "DE"


@pytest.mark.parametrize("home", ["47.06, 7.62", "Bern", "Lyss, Schweiz"])
def test_an_article_may_say_where_its_paper_is_at_home(tmp_path: Path, counting: Counting, home: str) -> None:
    write(tmp_path / "articles", "Hannoverscher Bote", [OPEN], home=home)
    built(tmp_path / "articles", counting)
    assert country_of_burgdorf(tmp_path / "articles", "Hannoverscher Bote") == "CH"
    write(tmp_path / "articles", "Hannoverscher Bote", [OPEN])
    built(tmp_path / "articles", counting)
    assert country_of_burgdorf(tmp_path / "articles", "Hannoverscher Bote") == "DE"
