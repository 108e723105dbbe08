import re
from pathlib import Path

import pytest
import yaml

from places import sample
from places.model import PartialDate

FILES = {path.stem: path for path in sorted(sample.ARTICLES.glob("*.md"))}

STANDS_IN = {
    "Pjöngjang": set(FILES),
    "Wostotschn": {"2024-06-partnerschaftsvertrag-pjoengjang", "2024-06-skigebiet-masik-ryong"},
    "Kursk": {"2025-07-ferien-wonsan-kalma"},
    "Tumen": {"2024-06-skigebiet-masik-ryong", "2025-07-ferien-wonsan-kalma"},
    "Wonsan[ -]Kalma": {"2025-07-ferien-wonsan-kalma"},
    "Masik-Ryong": {"2024-06-skigebiet-masik-ryong"},
    "Jakutsk": {"2024-06-zwischenhalt-jakutsk"},
    "Wladiwostok": {"2022-08-arbeiter-donbass"},
}


def parts(path: Path) -> tuple[dict[str, str], str]:
    _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), text


def test_the_sample_is_five_articles() -> None:
    assert len(FILES) == 5


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_an_article_of_the_sample_says_what_it_is_and_where_its_facts_come_from(path: Path) -> None:
    front, text = parts(path)
    assert front["title"]
    assert front["language"] == "de"
    assert front["source"].startswith("nacherzählt nach einem deutschen Presseartikel")
    published = PartialDate.parse(front["date"])
    assert published.precision == "month"
    assert path.name.startswith(str(published)), "the name of the file gives its date"
    assert len(text.split("\n\n")) > 5, "it has paragraphs"


def test_the_dates_that_only_the_facts_give_are_marked_as_estimated() -> None:
    origins = {name: parts(path)[0].get("date_origin") for name, path in FILES.items()}
    estimated = {name for name, origin in origins.items() if origin == "estimated"}
    assert estimated == {"2022-08-arbeiter-donbass", "2024-06-skigebiet-masik-ryong"}


@pytest.mark.parametrize("name", STANDS_IN)
def test_a_place_stands_in_the_articles_that_tell_of_it(name: str) -> None:
    found = {stem for stem, path in FILES.items() if re.search(name, parts(path)[1])}
    assert found == STANDS_IN[name]
