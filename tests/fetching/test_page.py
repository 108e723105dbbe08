"""What was fetched is read as what it is."""

from places.fetching import articles_at, fetch
from places.model import Article
from places.reading import Problem

from .conftest import PAGE, Site


def read(site: Site, path: str) -> list[Article | Problem]:
    return list(articles_at(fetch(site.url(path), site.rules())))


def test_a_page_is_one_article_with_what_it_says_of_itself(site: Site) -> None:
    (article,) = read(site, "/news")
    assert isinstance(article, Article)
    assert article.title == "Hochwasser in Lindau"
    assert "Bregenz" in article.text
    assert "Sport Wetter" not in article.text
    assert (str(article.published), article.language, article.source) == ("2024-06-03", "de", "Seeblatt")
    assert article.url == site.url("/news")
    assert article.path == "paper.example/news"


def test_a_packed_page_is_the_same(site: Site) -> None:
    packed, plain = read(site, "/packed"), read(site, "/news")
    assert packed[0].text == plain[0].text


def test_the_server_s_word_on_the_letters_of_a_page_counts(site: Site) -> None:
    page = PAGE.replace("utf-8", "koi8-r").encode("cp1252", "ignore")
    site.has("/western", page, content_type="text/html; charset=iso-8859-1")
    (article,) = read(site, "/western")
    assert "über die Ufer" in article.text


def test_a_feed_is_an_article_an_entry(site: Site) -> None:
    site.has("/feed-as-text", site.answers["/feed"][2], content_type="text/xml; charset=utf-8")
    for path in ("/feed", "/feed-as-text"):
        first, second = read(site, path)
        assert (first.title, first.source) == ("Fähre nach Meersburg fällt aus", "Seeblatt")
        assert second.url == "https://paper.example/bruecke"
        assert str(second.published) == "2024-06-04"


def test_a_text_is_read_as_a_file_and_knows_its_address(site: Site) -> None:
    site.has("/note.txt", "In Lindau am Bodensee regnete es am Montag.", content_type="text/plain")
    (article,) = read(site, "/note.txt")
    assert article.text.startswith("In Lindau")
    assert article.url == site.url("/note.txt")


def test_what_is_neither_page_nor_feed_nor_a_known_file_is_said(site: Site) -> None:
    site.has("/picture.png", b"\x89PNG", content_type="image/png")
    (problem,) = read(site, "/picture.png")
    assert isinstance(problem, Problem)
    assert "neither a page nor a feed" in problem.reason
