from places import sample
from places.dataset import open_dataset
from places.query import all_articles, select_articles
from places.selection import Selection


def test_all_articles_are_those_of_a_selection_of_everything_and_listed_once() -> None:
    with open_dataset(sample.DATASET) as dataset:
        listed = all_articles(dataset)
        assert list(listed) == select_articles(dataset, Selection())
        assert all_articles(dataset) is listed
