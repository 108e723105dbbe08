import pytest

from places.geocoding import unknown_toponyms
from places.model import Mention, Place


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Ein Schiff lag vor der Insel Xylonia.", "de", [("Xylonia", "terrain")]),
        ("Am Grenzfluss „Xylon“ wird gebaut.", "de", [("Xylon", "water")]),
        ("In der Provinz Xy-Lon und im Dorf Quarz'ow", "de", [("Xy-Lon", "region"), ("Quarz'ow", "city")]),
        ("People left Mount Xylonia and the city Xylon.", "en", [("Xylonia", "terrain"), ("Xylon", "city")]),
        ("Xylonia liegt am Meer, und Xylon auch.", "de", []),
        ("Die Insel der Xylonia.", "de", []),
        ("Er kam in die Stadt Stadt.", "de", []),
        ("Die Insel xylonia.", "de", []),
        ("Die Insel Xylonia.", "xx", []),
        ("", "de", []),
    ],
)
def test_a_name_counts_if_the_text_says_what_it_is(
    text: str, language: str, found: list[tuple[str, str]]
) -> None:
    unknown = list(unknown_toponyms(text, [], language))
    assert [(one.name, one.kind) for one in unknown] == found
    assert all(text[one.start : one.end] == one.name for one in unknown)


def test_what_is_a_mention_already_is_not_unknown() -> None:
    text = "Ein Schiff lag vor der Insel Sylt und der Insel Xylonia."
    sylt = Mention(29, 33, "Sylt", Place("test:Sylt", "Sylt", "terrain", 54.9, 8.3), 0.9)
    assert text[sylt.start : sylt.end] == sylt.surface
    assert [one.name for one in unknown_toponyms(text, [sylt], "de")] == ["Xylonia"]
