"""Names are found in texts whose lines, spaces and letters are broken."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser

BROKEN = {
    "a line that breaks within a name": ("Die Fähre fährt über den Lake\nConstance.", "Lake\nConstance"),
    "lines that end as on Windows": ("Die Fähre fährt über den Lake\r\nConstance.", "Lake\r\nConstance"),
    "a run of spaces": ("Die Fähre fährt über den Lake   Constance.", "Lake   Constance"),
    "a no-break space": ("Die Fähre fährt über den Lake\u00a0Constance.", "Lake\u00a0Constance"),
    "a word divided at a line's end": ("Sie wohnt in Kon-\nstanz am Ufer.", "Kon-\nstanz"),
    "soft hyphens": ("Sie wohnt in Kon\u00adstanz am Ufer.", "Kon\u00adstanz"),
    "zero-width characters": ("Sie wohnt in Kon\u200bstanz am Ufer.", "Kon\u200bstanz"),
    "a hashtag": ("Grüße von #LakeConstance!", "LakeConstance"),
}


@pytest.mark.parametrize(("text", "surface"), BROKEN.values(), ids=BROKEN)
def test_finds_names_in(small_geoparser: Geoparser, text: str, surface: str) -> None:
    found = small_geoparser.parse(text, "de")
    assert [mention.surface for mention in found] == [surface]
    for mention in found:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.excerpt_start <= mention.start < mention.end <= mention.excerpt_end


@pytest.mark.parametrize(
    "text", ["Schreib an info@Konstanz.de", "Mehr unter www.Konstanz.de/Bregenz", "Danke, @Konstanz!"]
)
def test_finds_no_places_in_addresses(small_geoparser: Geoparser, text: str) -> None:
    assert small_geoparser.parse(text, "de") == []


def test_one_name_a_line_is_read(small_geoparser: Geoparser) -> None:
    found = small_geoparser.parse("Konstanz\nBregenz\nLindau\n", "de")
    assert [mention.surface for mention in found] == ["Konstanz", "Bregenz", "Lindau"]


def test_the_sentence_around_a_name_runs_over_wrapped_lines(small_geoparser: Geoparser) -> None:
    text = (
        "Am Morgen legte das Schiff ab, und gegen Mittag erreichte es\n"
        "Bregenz, wo am Ufer schon die Leute standen und lange winkten,\n"
        "bis es fest lag. Danach gingen alle nach Hause, denn es regnete."
    )
    (mention,) = small_geoparser.parse(text, "de")
    assert text[mention.excerpt_start : mention.excerpt_end].startswith("Am Morgen")
    assert text[mention.excerpt_start : mention.excerpt_end].endswith("fest lag.")
