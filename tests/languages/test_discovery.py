"""A language is one folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from places.gazetteer import Entry, Gazetteer, Name, open_gazetteer
from places.geoparsing import Geoparser
from places.languages import LANGUAGES, UNDETERMINED, discover
from places.model import Place

from ..cases import slow

TEN_CATALAN_WORDS = """
prepositions = "a cap_a des_de"
never = "El La Els Les Però"
titles = "president batlle"
"""


@dataclass(frozen=True)
class Spain:
    name: str = "spain"
    version: str = "1"
    credit: str = "written for the tests"

    def entries(self) -> Iterator[Entry]:
        for key, people, latitude, longitude in (
            ("Sevilla", 5_000, 37.4, -6.0),
            ("Carmona", 900, 37.5, -5.6),
        ):
            place = Place(f"t:{key}", key, "city", latitude, longitude, ("ES",), people)
            yield Entry(place, (Name(key, "ca", True),), "PPL")


@pytest.fixture(scope="module")
def spain(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return open_gazetteer([Spain()], tmp_path_factory.mktemp("spain"))


def folder_of(place: Path, code: str, words: str = TEN_CATALAN_WORDS) -> None:
    (place / code).mkdir()
    (place / code / "words.toml").write_text(words, encoding="utf-8")


def found(geoparser: Geoparser, text: str, language: str) -> list[str]:
    return [mention.surface for mention in geoparser.parse(text, language)]


def test_catalan_is_ten_words_in_one_new_folder(spain: Gazetteer, tmp_path: Path) -> None:
    folder_of(tmp_path, "ca")
    text = "Ahir va nevar a Sevilla. El Batlle Carmona no hi era."
    assert found(Geoparser(spain), text, "ca") == []
    assert found(Geoparser(spain, discover(tmp_path)), text, "ca") == ["Sevilla"]


@pytest.mark.parametrize("count", [9, *slow(20)])
def test_no_language_is_lost_however_many_there_are(spain: Gazetteer, tmp_path: Path, count: int) -> None:
    codes = ["ca", *("abcdefghijklmnopqrst"[number] * 2 for number in range(count - len(LANGUAGES)))]
    for code in codes:
        folder_of(tmp_path, code)
    languages = discover(tmp_path)
    assert len(languages) == count + 1
    geoparser = Geoparser(spain, languages)
    assert found(geoparser, "Ahir va nevar a Sevilla.", "ca") == ["Sevilla"]
    # In any other language it is a foreign name of a small town.
    assert found(geoparser, "Ahir va nevar a Sevilla.", codes[-1]) == ["Sevilla"]
    assert found(geoparser, "Gestern schneite es, Sevilla.", "de") == []


def test_more_languages_than_can_be_told_apart_are_refused(spain: Gazetteer, tmp_path: Path) -> None:
    for number in range(70):
        folder_of(tmp_path, f"x{number}")
    with pytest.raises(ValueError, match="76 languages"):
        Geoparser(spain, discover(tmp_path))


def test_rules_come_with_a_folder_too(spain: Gazetteer, tmp_path: Path) -> None:
    folder_of(tmp_path, "ca")
    rules = "def forms(name, city):\n    yield f'{name}ón'\n"
    (tmp_path / "ca" / "rules.py").write_text(rules, encoding="utf-8")
    assert found(Geoparser(spain, discover(tmp_path)), "Ahir va nevar a Sevillaón.", "ca") == ["Sevillaón"]


@pytest.mark.parametrize(
    "wrong", ["prepositons = 'en'", "prepositions = 7", "nouns_capitalised = 'no'", "= ="]
)
def test_a_mistake_in_a_list_of_words_is_named_with_its_file(tmp_path: Path, wrong: str) -> None:
    folder_of(tmp_path, "ca", wrong)
    with pytest.raises(ValueError, match=r"ca/words\.toml"):
        discover(tmp_path)


def test_what_holds_in_any_language_is_made_of_the_languages_that_are_there(tmp_path: Path) -> None:
    folder_of(tmp_path, "ca")
    (tmp_path / "ca" / "common.txt").write_text("# words\nCarmona\n", encoding="utf-8")
    languages = discover(tmp_path)
    assert {"Carmona", "Essen"} <= languages[UNDETERMINED].common
    assert "Carmona" in languages["de"].ordinary
    assert languages.rules_for("ca-ES").code == "ca"
    assert languages.rules_for("fi").code == languages.rules_for(None).code == UNDETERMINED
