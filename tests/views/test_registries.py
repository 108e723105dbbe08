"""The lists from which the pages take what they offer."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from places import pictures
from places.exporting import FORMATS
from places.language import DEFAULT, PAGE_LANGUAGES, language
from places.views.pages import PAGES, page_named, pages_for

ROOT = Path(__file__).parents[2]
ROUTER = Path(__file__).with_name("router.py")


def test_every_file_of_a_page_is_in_the_list_of_pages_and_every_page_has_a_file():
    assert {Path(page.file) for page in PAGES} == set((ROOT / "pages").glob("*.py"))
    assert [page.address for page in PAGES] == ["./", "articles", "places", "method", "add", "review", "try"]
    assert all(page_named(page.name) is page for page in PAGES)


def _navigation(app: AppTest) -> str:
    """Give the links to the pages, as they go to the browser."""
    data = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    (links,) = [each for each in data if '["page", "articles"]' in json.dumps(each)]
    return json.dumps(links, ensure_ascii=False)


@pytest.mark.parametrize("code", PAGE_LANGUAGES)
def test_a_language_of_the_page_is_offered_and_has_messages(code):
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.query_params["lang"] = code
    app.run()
    assert not app.exception
    switch = app.button_group(key="language")
    assert switch.options == [each.upper() for each in PAGE_LANGUAGES]
    assert code == DEFAULT or files("places").joinpath("locales", f"{code}.po").is_file()
    titles = {page.title(language(code)) for page in pages_for(may_edit=False)}
    assert titles <= set(re.findall(r'"k": \["([^"]+)"\]', _navigation(app)))


def test_the_menu_of_exports_has_the_labels_of_the_formats():
    app = AppTest.from_file(str(ROUTER), default_timeout=30).run()
    app.session_state["export"] = True
    app.run()
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == [*(each.label for each in FORMATS.values()), *map(str.upper, pictures.FORMATS)]
