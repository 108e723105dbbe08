"""Letters, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from places.model import Article
from places.reading import read
from places.reading.salutations import after_salutation


@pytest.mark.parametrize(
    "line",
    [
        "Sehr geehrte Redaktion,",
        "Sehr geehrter Herr Dr. Weber, sehr geehrte Frau Kunz,",
        "Sehr geehrte Damen und Herren",
        "Sehr geehrte Damen und Herren!",
        "Meine sehr verehrten Damen und Herren,",
        "Liebe Leserinnen und Leser,",
        "Liebe Leserinnen und Leser!",
        "Lieber Jan,",
        "Werte Kolleginnen,",
        "Hallo zusammen,",
        "Guten Tag,",
        "Lieber Bruder!",
        "Liebste Eltern!",
        "Mein lieber Freund!",
        "Teurer Freund!",
        "Meine liebe gute Mutter,",
        "Meine Liebe,",
        "Ihr Lieben,",
        "Unsere lieben Kinder!",
        "Dear Editor,",
        "Dear Sir or Madam:",
        "Dear Mrs. O'Neill,",
        "Sir,",
        "To the Editor:",
        "To the editor of the Gazette,",
        "To whom it may concern",
        "Madame, Monsieur,",
        "Madame, Monsieur",
        "Monsieur le Maire,",
        "Chères lectrices, chers lecteurs,",
        "Bonjour,",
        "Estimado señor:",
        "Señora directora:",
        "Muy señor mío:",
        "Hola a todos,",
        "Gentile direttore,",
        "Cari amici,",
        "Egregio Dott. Rossi,",
        "Buongiorno,",
    ],
)
def test_the_salutation_of_a_letter_is_known(line: str) -> None:
    text = f"  {line}\r\n\r\nin Lindau"
    assert text[after_salutation(text) :].strip() == "in Lindau"


@pytest.mark.parametrize(
    "line",
    [
        "Liebe in Zeiten der Grippe",
        "Liebe macht blind!",
        "Liebe auf den ersten Blick!",
        "Beste Freunde!",
        "Unsere Stadt, unsere Kinder!",
        "Mein Kampf mit der Post,",
        "Lieber spät als nie:",
        "Liebe, Hass und Neid,",
        "Liebe ist nicht alles. Wer das glaubt,",
        "Werte und Normen",
        "Hallo Welt!",
        "Damen und Herren",
        "Damen siegen in Kiel",
        "Sehr geehrte Redaktion, in Lindau fehlt eine Brücke.",
        "Dear prices hit Dover",
        "Hi-tech firms leave Leeds,",
        "Sir Keir visits Dover,",
        "Dearborn, a town in Michigan,",
        "Madame Tussauds zieht um",
        "Monsieur Hulot kehrt zurück:",
        "Cher pétrole",
        "Señor de los cielos",
        "Caro bollette, protesta a Lodi",
        "Dear Editor, " + "the bridge at Dover " * 4 + "is closed,",
    ],
)
def test_a_headline_or_a_sentence_is_no_salutation(line: str) -> None:
    assert after_salutation(f"{line}\n\nIn Lindau") == 0


def test_a_salutation_with_nothing_behind_it_is_the_text() -> None:
    assert after_salutation("Dear Editor,\n \n") == 0


def articles(folder: Path) -> list[Article]:
    return [item for item in read(folder) if isinstance(item, Article)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Sehr geehrte Redaktion,\n\nin Lindau fehlt eine Brücke.", "Brief an die Zeitung"),
        ("Lindau, 3. Mai 2024\n\nLiebe Leserinnen und Leser,\nin Lindau fehlt viel.", "Brief an die Zeitung"),
        ("Eine Brücke fehlt\n\nSehr geehrte Redaktion,\nin Lindau fehlt viel.", "Eine Brücke fehlt"),
        ("Titel: Zur Brücke\nDatum: 2024-05-03\n\nLiebe Redaktion,\nin Lindau fehlt viel.", "Zur Brücke"),
    ],
)
def test_a_letter_is_called_by_its_file_where_it_has_no_title(text: str, title: str, tmp_path: Path) -> None:
    (tmp_path / "Brief an die Zeitung.txt").write_text(text, encoding="utf-8")
    (article,) = articles(tmp_path)
    assert article.title == title
    assert article.text == text[-len(article.text) :]
    assert "Redaktion," in article.text or "Leserinnen und Leser," in article.text


def test_letters_in_a_table_are_called_by_what_they_say(tmp_path: Path) -> None:
    rows = ('"Dear Editor,\n\nThe bridge at Dover is closed. Why?"', '"Sir,\n\nThe ferry to Calais is late."')
    (tmp_path / "letters.csv").write_text("\n".join(["text", *rows]), encoding="utf-8")
    assert [article.title for article in articles(tmp_path)] == [
        "The bridge at Dover is closed.",
        "The ferry to Calais is late.",
    ]
