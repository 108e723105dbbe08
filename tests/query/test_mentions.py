"""The mentions of a selection and their excerpts."""

from places.dataset import DatasetWriter, mention_table, open_dataset
from places.model import Article, Mention, Place
from places.query import go_through_mentions, read_article, read_mentions, select_mentions
from places.selection import Selection

BREMEN = Place("own:bremen", "Bremen", "city", 53.08, 8.80, ("DE",), 570_000, "made up", {"de": "Bremen"})


def test_an_excerpt_is_the_piece_of_the_text_that_its_offsets_say(dataset):
    for row in select_mentions(dataset, Selection()):
        _, text = read_article(dataset, row.article_id)
        assert text[row.start : row.end] == row.surface
        assert text[row.offset : row.offset + len(row.excerpt)] == row.excerpt


def test_mentions_of_a_place_are_listed_whatever_kinds_are_asked_for(dataset):
    rows = select_mentions(dataset, Selection(kinds=("water",)), place_id="own:bremen")
    assert [row.article_id for row in rows] == ["day", "day", "year"]


def test_the_first_mentions_can_be_asked_for_alone(dataset):
    everything = select_mentions(dataset, Selection())
    for limit in range(len(everything) + 2):
        assert select_mentions(dataset, Selection(), limit=limit) == everything[:limit]


def test_what_stands_beside_a_mention_is_in_its_excerpt_and_is_not_the_mention_itself(dataset):
    read = read_mentions(dataset, Selection(), "own:bremen", 25)
    assert [[other.surface for other in others] for _, others, _ in read] == [
        ["Weser", "Bremen"],
        ["Weser", "Bremen"],
        ["Italien"],
    ]
    of_cities = read_mentions(dataset, Selection(kinds=("city",)), "own:bremen", 25)
    assert [[other.surface for other in others] for _, others, _ in of_cities] == [["Bremen"], ["Bremen"], []]
    of_waters = read_mentions(dataset, Selection(kinds=("water",)), "own:bremen", 25)
    assert [[other.surface for other in others] for _, others, _ in of_waters] == [["Weser"], ["Weser"], []]


def test_what_is_read_of_a_place_are_its_mentions_with_their_excerpts(dataset):
    every = select_mentions(dataset, Selection(), place_id="own:bremen")
    for limit in range(len(every) + 2):
        read = read_mentions(dataset, Selection(), "own:bremen", limit)
        assert [each.mention for each in read] == every[:limit]


def test_a_selection_that_is_read_in_pieces_loses_nothing_and_keeps_its_order(dataset, monkeypatch):
    whole = list(go_through_mentions(dataset, Selection()))
    for size in (1, 2, 3, 7):
        monkeypatch.setattr("places.query.mentions._PIECE", size)
        assert list(go_through_mentions(dataset, Selection())) == whole


def test_an_excerpt_of_a_text_without_an_end_is_what_stands_near_its_toponym(tmp_path):
    text = f"{'x' * 1_000_000} Bremen {'y' * 1_000_000}"
    mention = Mention(1_000_001, 1_000_007, "Bremen", BREMEN, 1.0, (), 0, len(text))
    with DatasetWriter(tmp_path / "d") as writer:
        article = Article("a", "A", text)
        writer.add([article], mention_table([("a", [mention])]), [BREMEN])
        writer.commit({"source": "test"})
    with open_dataset(tmp_path / "d") as dataset:
        (row,) = select_mentions(dataset, Selection(), place_id=BREMEN.id, limit=25)
        assert list(go_through_mentions(dataset, Selection())) == [row]
        assert [each[:2] for each in read_mentions(dataset, Selection(), BREMEN.id, 25)] == [(row, ())]
    assert row.excerpt == text[row.offset : row.offset + len(row.excerpt)]
    assert row.offset == 1_000_001 - 5_000
    assert row.excerpt.endswith(f" Bremen {'y' * 4_999}")
