from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

import pytest

from places.exporting import Extract
from places.language import language
from places.model import PartialDate, Place
from places.query import ArticleRow, MentionRow, PlaceRow

LAUNCH = ArticleRow(
    id="launch",
    title="Treffen am Startplatz",
    published=PartialDate.parse("2023-09-13"),
    date_origin="stated",
    source="Eigener Bericht",
    author=None,
    url="https://example.org/launch?a=1&b=2",
    language="de",
    path="launch.md",
    mentions=4,
)
SUMMER = ArticleRow(
    id="summer",
    title='=Sommer "am Fluss"',
    published=PartialDate.parse("2024-06"),
    date_origin="estimated",
    source=None,
    author=None,
    url=None,
    language="de",
    path="summer.txt",
    mentions=2,
)
UNDATED = ArticleRow(
    id="undated",
    title="Ohne Datum",
    published=None,
    date_origin=None,
    source=None,
    author=None,
    url=None,
    language="de",
    path="undated.txt",
    mentions=1,
)
PYONGYANG = PlaceRow(
    Place(
        id="geonames:1871859",
        name="Pyongyang",
        names={"de": "Pjöngjang", "en": "Pyongyang"},
        kind="city",
        latitude=39.03385,
        longitude=125.75432,
        country_codes=("KP",),
        population=3222000,
        source="GeoNames",
    ),
    mentions=3,
    articles=3,
    confidence=0.9,
)
COSMODROME = PlaceRow(
    Place(
        id="own:vostochny-cosmodrome",
        name="Vostochny Cosmodrome",
        names={"de": "Kosmodrom Wostotschny"},
        kind="site",
        latitude=51.8841666666,
        longitude=128.3338888888,
        country_codes=("RU",),
        population=0,
        source="own table",
    ),
    mentions=2,
    articles=1,
    confidence=0.95,
)
TUMEN = PlaceRow(
    Place(
        id="own:tumen-river",
        name="Tumen River",
        names={"de": "Tumen"},
        kind="water",
        latitude=42.29,
        longitude=130.69,
        country_codes=("CN", "KP", "RU"),
        population=0,
        source="own table",
    ),
    mentions=1,
    articles=1,
    confidence=0.4,
)
ANTARCTIC = PlaceRow(
    Place(
        id="geonames:6632406",
        name="Casey Station",
        names={},
        kind="site",
        latitude=-66.28243,
        longitude=-110.52764,
        country_codes=(),
        population=0,
        source="GeoNames",
    ),
    mentions=1,
    articles=1,
    confidence=0.5,
)


def said(article: ArticleRow, place: PlaceRow, excerpt: str, surface: str, confidence: float) -> MentionRow:
    offset = 100
    start = offset + excerpt.index(surface)
    return MentionRow(
        article.id, start, start + len(surface), surface, place.place.id, confidence, excerpt, offset
    )


MENTIONS = [
    said(SUMMER, PYONGYANG, "Aus Pjöngjang kam am <Abend> Antwort & Dank.", "Pjöngjang", 0.9),
    said(LAUNCH, PYONGYANG, 'Pjöngjangs Zug hielt\nam Morgen; "pünktlich", hieß es.', "Pjöngjangs", 1.0),
    said(UNDATED, PYONGYANG, "-1 Grad, sagt Pjöngjang.", "Pjöngjang", 0.8),
    said(LAUNCH, COSMODROME, "Der Weltraumbahnhof Wostotschnij liegt im Fernen Osten.", "Wostotschnij", 0.95),
    said(LAUNCH, COSMODROME, "In Wostotschny sahen sie Raketen.", "Wostotschny", 0.95),
    said(SUMMER, TUMEN, "Der Tumen ist dort nicht breit.", "Tumen", 0.4),
    said(LAUNCH, ANTARCTIC, "Casey meldete Schnee.", "Casey", 0.5),
]


@pytest.fixture(scope="session")
def extract() -> Extract:
    """Three articles, four places, seven mentions: dated by day, by month and not at all."""
    return Extract(
        title='Orte & "Zeiten"',
        articles=[SUMMER, LAUNCH, UNDATED],
        places=[PYONGYANG, COSMODROME, TUMEN, ANTARCTIC],
        mentions=MENTIONS,
        language=language("de"),
        description="Artikel von 2023 bis 2024",
        url="https://example.org/?from=2023&to=2024",
        created=datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC),
    )


@pytest.fixture(scope="session")
def ogrinfo() -> Callable[..., str]:
    """Read a file as GDAL reads it; warnings count as failures."""
    program = which("ogrinfo")
    if program is None:
        pytest.skip("GDAL's ogrinfo is missing (Debian: apt-get install gdal-bin)")

    def run(path: Path, *options: str) -> str:
        done = subprocess.run(
            [program, "-ro", "-al", *options, str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert not done.stderr.strip(), done.stderr
        return done.stdout

    return run
