"""Why a search finds nothing."""

import pytest

from places.query import excluding_words
from places.selection import Selection


@pytest.mark.parametrize(
    ("words", "excluding"),
    [
        ("Bremen Zeppelin", ("Zeppelin",)),
        ('Bremen "liegt Weser" Zepp*', ('"liegt Weser"', "Zepp*")),
        ("Zeppelin OR Ballon Bremen", ("Zeppelin OR Ballon",)),
        ("Café Hochwasser", ()),
        ("Hochwasser -Weser", ("-Weser",)),
    ],
)
def test_the_words_that_leave_no_article_are_named(dataset, words, excluding):
    assert excluding_words(dataset, Selection(words=words)) == excluding
