"""Cyrillic names in the spelling of German and English texts."""

import pytest

from places.gazetteer.romanisation import romanised
from places.languages.cyrillic import reads
from places.languages.de.spelling import respelled, transcribed


@pytest.mark.parametrize(
    ("name", "language", "wanted"),
    [
        ("Владивосток", "ru", "Wladiwostok"),
        ("Якутск", "ru", "Jakutsk"),
        ("Нижний Новгород", "ru", "Nischni Nowgorod"),
        ("Восточный", "ru", "Wostotschny"),
        ("Новороссийск", "ru", "Noworossijsk"),
        ("Йошкар-Ола", "ru", "Joschkar-Ola"),
        ("Ессентуки", "ru", "Jessentuki"),
        ("Орёл", "ru", "Orjol"),
        ("Запоріжжя", "uk", "Saporischschja"),
        ("Часів Яр", "uk", "Tschassiw Jar"),
        ("Слов'янськ", "uk", "Slowjansk"),
        ("Магілёў", "be", "Mahiljou"),
        ("Велико Търново", "bg", "Weliko Tarnowo"),
    ],
)
def test_a_name_is_written_as_german_newspapers_write_it(name: str, language: str, wanted: str) -> None:
    assert transcribed(name, language) == wanted


@pytest.mark.parametrize(
    ("name", "language", "wanted"),
    [
        ("Хабаровск", "ru", "Khabarovsk"),
        ("Екатеринбург", "ru", "Yekaterinburg"),
        ("Харків", "uk", "Kharkiv"),
    ],
)
def test_a_name_is_written_as_english_newspapers_write_it(name: str, language: str, wanted: str) -> None:
    assert romanised(name, language) == wanted


@pytest.mark.parametrize(
    ("name", "country", "wanted"),
    [
        ("Chabahar", "IR", "Tschabahar"),
        ("Ochamchire", "GE", "Otschamtschire"),
        ("Akhaltsikhe", "GE", "Achalziche"),
        ("Vanadzor", "AM", "Wanadsor"),
        ("Khujand", "TJ", "Chudschand"),
        ("Jalālābād", "AF", "Dschalalabad"),
        ("Al Fallūjah", "IQ", "Al Falludschah"),
        ("Khan Shaykhun", "SY", "Chan Schaychun"),
        ("Yazd", "IR", "Jasd"),
        ("Tabriz", "IR", "Tabris"),
        ("Shanghai", "CN", "Shanghai"),
        ("Baghdad", "IQ", "Baghdad"),
    ],
)
def test_an_english_spelling_is_turned_into_the_german_one_where_papers_do_so(
    name: str, country: str, wanted: str
) -> None:
    assert respelled(name, country) == wanted


def test_a_name_is_read_only_in_a_language_that_has_its_letters() -> None:
    assert reads("Харків", "uk")
    assert not reads("Харків", "ru")
    assert not reads("Kharkiv", "ru")
