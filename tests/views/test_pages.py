"""Each page as Streamlit runs it, without a browser."""

import errno
import json
import os
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ..cases import slow

ROOT = Path(__file__).parents[2]
ROUTER = Path(__file__).with_name("router.py")
PAGES = ("map", "articles", "places", "method")
COUNTS = re.compile(r"(\d+)(?: of \d+)? articles? · (\d+) places? · (\d+) mentions?")


def run(page: str = "map", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    for name, value in query.items():
        app.query_params[name.rstrip("_")] = value
    app.run()
    if page != "map":
        app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    return app


def counts(app: AppTest) -> tuple[int, int, int]:
    (found,) = [match for each in app.markdown if (match := COUNTS.fullmatch(each.value))]
    articles, places, mentions = map(int, found.groups())
    return articles, places, mentions


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_without_an_error_and_with_the_counts(page):
    app = run(page)
    assert not app.exception
    articles, places, mentions = counts(app)
    assert articles == 5
    assert places > 15
    assert mentions > 150


def test_the_method_says_in_the_readers_language_whose_data_it_is():
    app = run("method", lang="de")
    data = "".join(
        json.dumps(json.loads(each.proto.json), ensure_ascii=False) for each in app.get("bidi_component")
    )
    assert "Länder: Namen aus Unicode CLDR" in data
    assert " · gemeinfrei" in data
    for english in ("Countries:", "Cities:", "our own tables", "public domain", "by way of"):
        assert english not in data


@pytest.mark.parametrize("page", PAGES)
def test_a_page_file_that_is_run_on_its_own_sets_itself_up(page):
    app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=30).run()
    assert not app.exception
    assert counts(app)[0] == 5


def test_the_date_filter_narrows_and_half_a_range_is_no_error():
    app = run()
    everything = counts(app)
    app.text_input(key="from").set_value("2025").run()
    assert not app.exception
    later = counts(app)
    assert later[0] == 1
    assert later[2] < everything[2]
    app.text_input(key="from").set_value("").run()
    assert counts(app) == everything
    app.text_input(key="to").set_value("2022").run()
    assert counts(app)[0] == 1


@pytest.mark.parametrize(
    ("typed", "first", "last", "written"),
    [
        ("Juni 2024", "2024-06-01", "2024-06-30", "Juni 2024"),
        ("12. Juni 2024", "2024-06-12", "2024-06-12", "12.06.2024"),
        *slow(
            ("2024", "2024-01-01", "2024-12-31", "2024"),
            ("2024-06", "2024-06-01", "2024-06-30", "Juni 2024"),
            ("06/2024", "2024-06-01", "2024-06-30", "Juni 2024"),
            ("1.6.2024", "2024-06-01", "2024-06-01", None),
        ),
    ],
)
def test_a_date_is_typed_as_people_write_it_and_stands_for_all_of_its_days(typed, first, last, written):
    app = run(lang="de")
    app.text_input(key="from").set_value(typed).run()
    assert app.query_params["from"] == first
    app.text_input(key="to").set_value(typed).run()
    assert app.query_params["to"] == last
    assert app.text_input(key="from").value == (written or "Juni 2024")
    assert app.text_input(key="to").value == (written or "01.06.2024")


@pytest.mark.parametrize(("end", "typed"), [("from", "2025"), ("to", "2023")])
def test_a_year_typed_beyond_the_other_end_is_that_whole_year(end, typed):
    app = run(from_="2024-01-01", to="2024-12-31")
    app.text_input(key=end).set_value(typed).run()
    assert (app.query_params["from"], app.query_params["to"]) == (f"{typed}-01-01", f"{typed}-12-31")


@pytest.mark.parametrize("typed", ["gestern", *slow("2024-02-31", "06/07/2024", "*1*")])
def test_what_is_no_date_stays_in_its_field_with_one_line_that_says_so(typed):
    app = run(to="2024-06-30")
    app.text_input(key="to").set_value(typed).run()
    assert not app.exception
    (line,) = [each.value for each in app.caption if each.value.startswith("No date")]
    assert "06/2024" in line
    assert app.text_input(key="to").value == typed
    assert app.query_params["to"] == "2024-06-30"
    app.text_input(key="to").set_value("May 2024").run()
    assert not [each for each in app.caption if each.value.startswith("No date")]
    assert app.query_params["to"] == "2024-05-31"


def test_a_month_precise_article_is_shown_for_every_day_of_its_month():
    app = run(from_="2024-06-30", to="2024-06-30")
    assert counts(app)[0] == 3


def test_every_article_taken_out_is_an_empty_result_and_not_everything():
    app = run(articles="-")
    assert not app.exception
    assert counts(app) == (0, 0, 0)


def test_counts_say_of_how_many_where_something_is_left_out():
    assert any(each.value.startswith("1 of 5 articles · ") for each in run(from_="2025").markdown)
    assert any(each.value.startswith("5 articles · ") for each in run().markdown)


@pytest.mark.parametrize("page", ["map", "articles", *slow("places", "method")])
def test_an_article_or_a_source_that_is_not_there_is_named_and_set_aside(page):
    app = run(page, articles="zzz", sources="no <b>such</b> paper")
    assert not app.exception
    assert counts(app)[0] == 5
    (note,) = [each.value for each in app.info if "Not in this dataset" in each.value]
    assert "zzz" in note
    assert "paper" in note
    assert "<b>" not in note
    assert "articles" not in app.query_params


@pytest.mark.parametrize("words", ["PJONGJANG", *slow("Kosmodrom", "kosmodrom")])
def test_words_are_found_whatever_their_case_and_accents(words):
    app = run(q=words)
    assert not app.exception
    assert 0 < counts(app)[0] <= 5


def test_words_that_no_article_holds_show_nothing_and_no_error():
    app = run(q="' OR 1=1 --")
    assert not app.exception
    assert counts(app) == (0, 0, 0)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "query",
    [
        {"from_": "gestern", "kinds": "castle", "view": "x", "lang": "xx", "undated": "2"},
        *slow(
            {"place": "<script>alert(1)</script>", "article": "nothing", "at": "-3"},
            {"from_": "2025", "to": "2022"},
        ),
    ],
)
def test_a_spoiled_address_is_never_an_exception(page, query):
    app = run(page, **query)
    assert not app.exception
    assert counts(app)[0] == 5


def test_a_spoiled_parameter_is_named_to_the_visitor():
    app = run(kinds="castle")
    assert any("`kinds`" in note.value for note in app.info)


def test_the_page_speaks_german_when_the_address_says_so():
    app = run(lang="de")
    assert any("5 Artikel · " in each.value for each in app.markdown)


def test_an_address_that_leads_nowhere_says_what_to_do_and_the_log_says_where_it_leads(monkeypatch, caplog):
    monkeypatch.setattr("sys.argv", ["streamlit", "/no/such/folder"])
    app = AppTest.from_file(str(ROUTER), default_timeout=30).run()
    assert not app.exception
    assert "There is nothing at `folder`. Start with" in app.error[0].value
    assert "/no/such" in caplog.text


def test_a_page_does_not_tell_where_a_dataset_lies_that_it_cannot_show(monkeypatch, tmp_path, caplog):
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "dataset.json").write_text('{"format": 99}', encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["streamlit", str(tmp_path / "maps")])
    app = AppTest.from_file(str(ROUTER), default_timeout=30).run()
    assert not app.exception
    assert app.error[0].value.startswith(
        "The dataset `maps` has a form that this version of places does not read"
    )
    assert f"{tmp_path / 'maps'}: format 99" in caplog.text


def test_a_dataset_that_may_not_be_read_is_told_in_one_line(monkeypatch, tmp_path, caplog):
    maps = tmp_path / "maps"
    maps.mkdir()
    monkeypatch.setattr("sys.argv", ["streamlit", str(maps)])
    stat = Path.stat

    def denied(path, **options):
        if path.is_relative_to(maps):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", denied)
    app = AppTest.from_file(str(ROUTER), default_timeout=30).run()
    assert not app.exception
    assert app.error[0].value.startswith("`maps` cannot be read at the moment")
    assert str(maps) in caplog.text


@pytest.mark.slow
def test_a_folder_of_articles_is_built_and_shown(monkeypatch, tmp_path):
    (tmp_path / "eins.txt").write_text(
        " date 2024-06 Der Zug fuhr von Pjöngjang nach Wladiwostok.", encoding="utf-8"
    )
    (tmp_path / "zwei.txt").write_text("", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["streamlit", str(tmp_path)])
    app = AppTest.from_file(str(ROUTER), default_timeout=300).run()
    assert not app.exception
    assert counts(app) == (1, 2, 2)


def test_a_folder_in_which_nothing_can_be_read_gets_one_clear_line(monkeypatch, tmp_path):
    (tmp_path / "leer.txt").write_text("", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["streamlit", str(tmp_path)])
    app = AppTest.from_file(str(ROUTER), default_timeout=300).run()
    assert not app.exception
    assert "no article could be read" in app.error[0].value


def test_an_empty_folder_is_an_empty_map(monkeypatch, tmp_path):
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["streamlit", str(tmp_path / "empty")])
    app = AppTest.from_file(str(ROUTER), default_timeout=300).run()
    assert not app.exception
    assert not app.error
    assert any(each.value.startswith("0 articles") for each in app.markdown)
    assert "No article yet" in json.dumps([json.loads(each.proto.json) for each in app.get("bidi_component")])


def test_the_command_that_an_error_tells_can_be_copied(monkeypatch):
    monkeypatch.setattr("sys.argv", ["streamlit", "/no/such/folder"])
    app = AppTest.from_file(str(ROUTER), default_timeout=30).run()
    assert "`streamlit run dashboard.py -- " in app.error[0].value


@pytest.mark.slow
def test_an_order_of_articles_that_the_address_does_not_know_is_that_of_their_dates():
    for sort in ("places", "colour"):
        app = run("articles", sort=sort)
        assert not app.exception
        assert app.query_params["sort"] == sort
