from __future__ import annotations

import pytest

from places.reading.languages import detect, language_code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Brücke über den Fluss wird im Herbst gesperrt, weil sie zu alt ist.", "de"),
        ("The bridge over the river will be closed in autumn because it is too old.", "en"),
        ("Le pont sur le fleuve sera fermé à l'automne, parce qu'il est trop vieux.", "fr"),
        ("El puente sobre el río se cerrará en otoño porque es demasiado viejo.", "es"),
        ("De brug over de rivier wordt in de herfst gesloten omdat die te oud is.", "nl"),
        ("Most na rzece zostanie zamknięty jesienią, ponieważ jest zbyt stary.", "pl"),
        ("Мост через реку закроют осенью, потому что он слишком старый.", "ru"),
        ("Frankreich hat keinen guten Ruf.", "de"),
        ("Aus Ulm.", "de"),
        ("The docks of Hull", "en"),
        ("BERICHT AUS DER STADT: DIE BRÜCKE IST ZU UND DAS SCHIFF AUCH NICHT DA.", "de"),
        ("„Der Fluss“, sagte sie, „ist über die Ufer getreten.“", "de"),
    ],
)
def test_the_language_of_a_sentence_is_told(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "12345", "x", "+++", "Berlin, Hamburg", "In Ulm", "Die Hard"])
def test_a_text_that_does_not_show_its_language_has_none(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("de-AT", "de"),
        ("de_CH", "de"),
        ("deu", "de"),
        ("ger", "de"),
        ("eng", "en"),
        ("German", "de"),
        ("deutsch", "de"),
        (" Englisch ", "en"),
        ("nb", "no"),
        ("no", "no"),
    ],
)
def test_a_stated_language_is_read_as_code_or_name(stated: str, code: str) -> None:
    assert language_code(stated) == code


@pytest.mark.parametrize("stated", ["", "xx", "klingonisch", "<b>", "d"])
def test_what_is_no_language_is_none(stated: str) -> None:
    assert language_code(stated) is None
