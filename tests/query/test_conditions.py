"""What a selection asks for, in words."""

from datetime import date

from places.language import language
from places.query import conditions_of, described, evaluate
from places.selection import Selection

ASKED = Selection(
    first=date(2024, 1, 1),
    undated=False,
    kinds=("city",),
    articles=("day",),
    sources=("Weser-Bote",),
    languages=("de",),
    checked=False,
    words="bremen",
    place="own:bremen",
)


def test_nothing_is_said_where_all_is_shown(dataset):
    assert conditions_of(dataset, Selection(place="own:bremen"), language("en")) == []
    assert described(dataset, Selection(), language("en")) == ""


def test_every_condition_is_said_in_the_language_of_the_reader(dataset):
    assert [each.text for each in conditions_of(dataset, ASKED, language("de"))] == [
        "01.01.2024 – …",
        "ohne undatierte Artikel",
        "„bremen“",
        "Stadt",
        "„Artikel day“",
        "Quelle: Weser-Bote",
        "Sprache: Deutsch",
        "noch nicht geprüft",
    ]


def test_taking_every_condition_back_one_by_one_shows_all(dataset):
    selection = ASKED
    while conditions := conditions_of(dataset, selection, language("en")):
        before = evaluate(dataset, selection).articles.sum()
        selection = conditions[0].without
        assert evaluate(dataset, selection).articles.sum() >= before
    assert selection == Selection(place="own:bremen")
