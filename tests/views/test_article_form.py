"""What an editor says an article to be."""

import pytest

from places.journal import ArticleEdited
from places.model import PartialDate
from places.query import ArticleRow
from places.views.article_form import edit_of

ARTICLE = ArticleRow(
    "a",
    "Am See",
    PartialDate.parse("2024-06"),
    "stated",
    "Der Bote",
    "Anna Muster",
    None,
    "de",
    "a.txt",
    3,
    tags=("Wasser", "Boote"),
)
AS_IT_IS = {
    "title": "Am See",
    "date": "2024-06",
    "language": "de",
    "source": "Der Bote",
    "author": "Anna Muster",
    "tags": "Wasser, Boote",
}


def edit(**said: str) -> ArticleEdited | None:
    return edit_of(ARTICLE, **(AS_IT_IS | said))


def test_a_form_in_which_nothing_was_changed_says_nothing() -> None:
    assert edit() is None
    assert edit(title="  Am See ", tags=" Wasser,Boote, ") is None
    assert edit(language="Deutsch", date="Juni 2024") is None


def test_only_what_was_changed_is_said() -> None:
    assert edit(title="Am Ufer") == ArticleEdited("a", title="Am Ufer")
    assert edit(date="19.6.2024") == ArticleEdited("a", published="2024-06-19")
    assert edit(language="English") == ArticleEdited("a", language="en")
    assert edit(tags="Wasser, Sturm, Wasser") == ArticleEdited("a", tags=("Wasser", "Sturm"))


def test_a_field_can_be_emptied() -> None:
    assert edit(date=" ", source="", author="", language="", tags=",") == ArticleEdited(
        "a", published="", source="", author="", language="", tags=()
    )


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"title": " "}, "the title is empty"),
        ({"date": "neulich"}, "no date"),
        ({"date": "31.2.2024"}, "no date"),
        ({"language": "klingonisch"}, "no language"),
        ({"tags": "x" * 300}, "the tag is longer"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line(said: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as error:
        edit(**said)
    assert "\n" not in str(error.value)
