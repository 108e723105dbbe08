"""The words of sport of a language, and how they are found in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from places.languages import LANGUAGES
from places.languages.folder import load
from places.languages.sport import SURE, Sport, Terms


@pytest.mark.parametrize(
    ("listed", "sentence", "found"),
    [
        ("goalie", "The goalie's save", 1),
        ("goalie", "Goalies", 1),
        ("goalie", "A goal", 0),
        ("pokal*", "Pokalsieg im Pokal", 2),
        ("*torwart", "Der Ersatztorwart hielt", 1),
        ("clean sheet", "A second clean sheet", 1),
        ("clean sheet", "A sheet, clean", 0),
        ("bis #", "Bleibt bis 2027", 1),
        ("steigt ab .", "Ulm steigt ab, Kiel nicht", 1),
        ("steigt ab .", "Der Pegel steigt ab Montag", 0),
        ("u- derby", "", 0),
        ("derby", "Zwei-Tore-Derby", 1),
        ("derby", "Derby, derby, derbys", 1),
    ],
)
def test_words_groups_beginnings_and_endings_are_found_once_each(
    listed: str, sentence: str, found: int
) -> None:
    assert Sport(sure=Terms.of([listed])).points(sentence) == found * SURE


def test_a_folder_may_list_words_of_sport(tmp_path: Path) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "words.toml").write_text("", encoding="utf-8")
    assert load(folder).sport.verbs == frozenset()
    (folder / "sport.toml").write_text('sure = "off_side"\nverbs = "wins"', encoding="utf-8")
    language = load(folder)
    assert language.sport.verbs == {"wins"}
    assert language.sport.points("He was off side.") == SURE


def test_a_list_of_sport_that_is_not_known_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "words.toml").write_text("", encoding="utf-8")
    (folder / "sport.toml").write_text('goals = "one"', encoding="utf-8")
    with pytest.raises(ValueError, match=r"sport\.toml: goals"):
        load(folder)


@pytest.mark.parametrize("code", ["de", "en", "es", "it"])
def test_no_word_of_sport_counts_as_one_of_the_life_of_towns(code: str) -> None:
    sport = LANGUAGES[code].sport
    strengths = [terms.words for terms in (sport.sure, sport.likely, sport.weak, sport.civic)]
    for number, words in enumerate(strengths):
        assert not any(words & others for others in strengths[number + 1 :])
