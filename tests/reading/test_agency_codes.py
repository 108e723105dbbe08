"""What agencies put before a report is no title."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.model import Article
from places.reading.agency_codes import after_codes

Articles = Callable[[Path], list[Article]]

REPORT = "Zug fährt wieder nach Lindau\n\nLindau (dpa) - Am Morgen fuhr der erste Zug über den Damm.\n"


@pytest.mark.parametrize(
    "before",
    [
        "bdt0123 4 vm 210 dpa 0567\n\nVerkehr/Bahn/Bayern/\n\n",
        "dpa/lni\n\n",
        "(dpa/lby)\n",
        "APA0123 5 CI 0210 II                    Mo, 06.Mai 2024\n\nVerkehr/Bahn/Vorarlberg\n\n",
        "AFP-0123\n",
        "OTS0123 5 WI 0210 NEF0005\n\n",
        "Stichworte: Bahn, Verkehr\n\n",
        "Quelle: dpa\n",
        "Az. 12-3/1999\n",
        "+++ Sperrfrist: 6. Mai 2024, 10 Uhr +++\n\n",
        "Zug/Lindau/Bayern\n(Zusammenfassung 1630)\n\n",
    ],
)
def test_a_report_is_called_by_its_headline(tmp_path: Path, articles: Articles, before: str) -> None:
    (tmp_path / "a.txt").write_text(before + REPORT, encoding="utf-8")
    (article,) = articles(tmp_path)
    assert article.title == "Zug fährt wieder nach Lindau"
    assert article.text.endswith(REPORT)


@pytest.mark.parametrize(
    "title", ["SPD/Grüne wollen den Damm", "Bahn: Zug fährt", "4 Züge am See", "Rund um Lindau (Bodensee)"]
)
def test_a_headline_stays_one(tmp_path: Path, articles: Articles, title: str) -> None:
    (tmp_path / "a.txt").write_text(f"{title}\n\n{REPORT}", encoding="utf-8")
    (article,) = articles(tmp_path)
    assert article.title == title


def test_the_date_that_an_agency_writes_before_a_report_is_read(tmp_path: Path, articles: Articles) -> None:
    (tmp_path / "a.txt").write_text(
        f"APA0123 5 CI 0210 II      Mo, 06.Mai 2024\n\n{REPORT}", encoding="utf-8"
    )
    (article,) = articles(tmp_path)
    assert str(article.published) == "2024-05-06"


@given(st.text(st.sampled_from("aBz09/ .-()+\n:dpa"), max_size=300))
def test_a_text_always_begins_within_it(text: str) -> None:
    assert 0 <= after_codes(text) <= len(text)
