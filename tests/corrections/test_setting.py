from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from places.corrections import Correction, Corrections, read_corrections
from places.corrections.setting import Before, set_mentions, set_right
from places.gazetteer import Gazetteer
from places.geoparsing import Geoparser
from places.model import Article, ByHand, Mention, Place

HEADER = "name,article,place,latitude,longitude,label,kind,countries,source,start,note\n"


def corrected(article: Article, mentions: Sequence[Mention], corrections: Corrections) -> list[Mention]:
    spans = [(mention.start, mention.end) for mention in mentions]
    right = set_right(article, spans, corrections.of(article))
    by_span = {
        spans[at]: Before(mentions[at].candidates, mentions[at].excerpt_start, mentions[at].excerpt_end)
        for at in right.set_aside
    }
    instead_of = [by_span.get((each.start, each.end)) for each in right.held]
    aside = set(right.set_aside)
    kept = [mention for at, mention in enumerate(mentions) if at not in aside]
    added = set_mentions(article, right.held, instead_of)
    return sorted([*kept, *added], key=lambda mention: mention.start)


def read(file: Path, text: str, gazetteer: Gazetteer) -> Corrections:
    file.write_text(text, encoding="utf-8")
    corrections, problems = read_corrections(file, gazetteer)
    assert not problems
    return corrections


@pytest.fixture
def mentions_of(tmp_path: Path, small_gazetteer: Gazetteer, small_geoparser: Geoparser):  # type: ignore[no-untyped-def]
    def find(rows: str, text: str, name: str = "a.txt") -> list[tuple[str, str]]:
        corrections = read(tmp_path / "corrections.csv", HEADER + rows, small_gazetteer)
        article = Article("id-of-it", "title", text, "de", source="Bote", path=name)
        found = corrected(article, small_geoparser.parse(text, "de"), corrections)
        for mention in found:
            assert text[mention.start : mention.end] == mention.surface
            assert mention.excerpt_start <= mention.start < mention.end <= mention.excerpt_end
        return [(mention.surface, mention.place.id) for mention in found]

    return find


def test_a_name_gets_the_place_that_somebody_says(mentions_of) -> None:  # type: ignore[no-untyped-def]
    text = "Sie fuhr von Lindau nach Bregenz."
    assert mentions_of("", text) == [("Lindau", "test:lindau"), ("Bregenz", "test:bregenz")]
    assert mentions_of("Lindau,,test:konstanz", text) == [
        ("Lindau", "test:konstanz"),
        ("Bregenz", "test:bregenz"),
    ]


def test_a_name_that_is_no_place_is_left_out(mentions_of) -> None:  # type: ignore[no-untyped-def]
    assert mentions_of("Lindau,,none", "Sie fuhr von Lindau nach Bregenz.") == [("Bregenz", "test:bregenz")]


def test_a_name_that_the_gazetteer_lacks_is_found_as_a_word_and_in_the_genitive(mentions_of) -> None:  # type: ignore[no-untyped-def]
    found = mentions_of("Wyhl,,,48.164,7.65,,,DE", "In Wyhl, in Wyhls Auwald, in Wyhlen und am Wyhl.")
    assert [surface for surface, _ in found] == ["Wyhl", "Wyhls", "Wyhl"]
    assert len({place for _, place in found}) == 1


def test_what_is_said_of_one_article_holds_there_alone(mentions_of) -> None:  # type: ignore[no-untyped-def]
    rows = "Lindau,,none\nLindau,a.txt,test:konstanz\nBregenz,id-of-it,none"
    text = "Von Lindau nach Bregenz."
    assert mentions_of(rows, text) == [("Lindau", "test:konstanz")]
    assert mentions_of(rows, text, "b.txt") == []
    assert mentions_of("Lindau,other,none", text)[0] == ("Lindau", "test:lindau")


def test_a_longer_name_goes_before_one_within_it(mentions_of) -> None:  # type: ignore[no-untyped-def]
    rows = "Klein,,,48,9\nBad Klein,,,49,9"
    found = mentions_of(rows, "Von Bad Klein nach Klein.")
    assert [surface for surface, _ in found] == ["Bad Klein", "Klein"]
    assert found[0][1] != found[1][1]
    # ... and a mention that is more than the name stays as it is
    assert mentions_of("Lake,,none\nBoden,,none", "Am Bodensee liegt Lindau.")[0] == ("Bodensee", "test:lake")


def test_what_was_set_by_hand_says_so(tmp_path: Path, small_gazetteer: Gazetteer) -> None:
    table = HEADER + "Wyhl,,,48.164,7.65,Wyhl am Kaiserstuhl,city,DE"
    corrections = read(tmp_path / "corrections.csv", table, small_gazetteer)
    article = Article("1", "t", "Die Bauern von Wyhl.", "de")
    (mention,) = corrected(article, [], corrections)
    assert (mention.place.name, mention.place.country_codes) == ("Wyhl am Kaiserstuhl", ("DE",))
    assert (mention.place.latitude, mention.place.longitude) == (48.164, 7.65)
    assert mention.place.source == "Set by hand in corrections.csv"
    assert mention.confidence == 1
    assert [each.reason for each in mention.candidates[0].evidence] == ["corrected"]


def test_the_narrower_goes_before_the_wider(mentions_of) -> None:  # type: ignore[no-untyped-def]
    text = "Lindau und Lindau und Lindau."
    rows = [
        "Lindau,,none",
        "Lindau,,test:bregenz,,,,,,Bote",
        "Lindau,a.txt,test:konstanz",
        "Lindau,a.txt,test:lake,,,,,,,11",
    ]
    assert mentions_of(rows[0], text) == []
    assert {place for _, place in mentions_of("\n".join(rows[:2]), text)} == {"test:bregenz"}
    assert {place for _, place in mentions_of("\n".join(rows[:3]), text)} == {"test:konstanz"}
    found = [place for _, place in mentions_of("\n".join(rows), text)]
    assert found == ["test:konstanz", "test:lake", "test:konstanz"]
    assert {place for _, place in mentions_of("\n".join(rows), text, "b.txt")} == {"test:bregenz"}


def test_two_towns_of_one_name_in_one_article_can_be_told_apart(mentions_of) -> None:  # type: ignore[no-untyped-def]
    text = "Von Lindau am See fuhr sie nach Lindau an der Schlei."
    rows = f"Lindau,a.txt,,54.6,9.8,Lindau an der Schlei,city,DE,,{text.rindex('Lindau')}"
    first, second = mentions_of(rows, text)
    assert first == ("Lindau", "test:lindau")
    assert second[1].startswith("corrected:")


def test_words_that_were_missed_can_be_said_to_be_a_place_at_one_spot(mentions_of) -> None:  # type: ignore[no-untyped-def]
    text = "Vom Steg bis zum Steg in Lindau."
    assert mentions_of("Steg,a.txt,,47.5,9.7,,site,,,4", text) == [
        ("Steg", mentions_of("Steg,a.txt,,47.5,9.7,,site,,,4", text)[0][1]),
        ("Lindau", "test:lindau"),
    ]


def test_what_is_said_of_a_spot_takes_the_place_of_all_that_it_touches(mentions_of) -> None:  # type: ignore[no-untyped-def]
    text = "Vom Bodensee nach Lindau."
    assert mentions_of("Boden,a.txt,test:konstanz,,,,,,,4", text) == [
        ("Boden", "test:konstanz"),
        ("Lindau", "test:lindau"),
    ]
    assert mentions_of("Bodensee nach Lindau,a.txt,none,,,,,,,4", text) == []


def test_where_other_words_stand_now_nothing_holds(mentions_of) -> None:  # type: ignore[no-untyped-def]
    assert mentions_of("Lindau,a.txt,none,,,,,,,4", "Von Bregenz nach Lindau.") == mentions_of(
        "", "Von Bregenz nach Lindau."
    )


def test_of_two_forms_of_a_name_the_one_that_stands_there_counts(mentions_of) -> None:  # type: ignore[no-untyped-def]
    rows = "Lindau,,test:bregenz\nLindaus,,test:konstanz"
    assert mentions_of(rows, "In Lindau und Lindaus Hafen.") == [
        ("Lindau", "test:bregenz"),
        ("Lindaus", "test:konstanz"),
    ]


def test_what_a_name_may_stand_for_besides_stays_with_its_excerpt(
    tmp_path: Path, small_gazetteer: Gazetteer, small_geoparser: Geoparser
) -> None:
    article = Article("1", "t", "Sie kam an. In Lindau war es still. Dann fuhr sie.", "de")
    (found,) = small_geoparser.parse(article.text, "de")
    corrections = read(tmp_path / "c.csv", HEADER + "Lindau,,test:konstanz", small_gazetteer)
    (mention,) = corrected(article, [found], corrections)
    assert [each.place_id for each in mention.candidates] == ["test:konstanz", "test:lindau"]
    assert [each.score for each in mention.candidates] == [1.0, 0.0]
    assert mention.candidates[1].evidence == found.candidates[0].evidence
    assert (mention.excerpt_start, mention.excerpt_end) == (found.excerpt_start, found.excerpt_end)
    assert mention.by_hand == ByHand("c.csv", None, "", "all", None)


def test_a_thousand_names_are_found_as_a_few_are(small_gazetteer: Gazetteer) -> None:
    place = small_gazetteer.place("test:lake")
    by = ByHand("anna", None, "", "all", 1)
    few = [Correction(name, place, by) for name in ("Steg", "Lindau", "Steg am Ufer")]
    many = [Correction(f"Name{at}", place, by) for at in range(1_000)]
    article = Article("1", "t", "Vom Steg am Ufer nach Lindau, Lindaus Steg. Name7.", "de")
    alone = Corrections.of_rows(iter(few)).of(article)
    among = Corrections.of_rows(iter([*many, *few])).of(article)
    assert sorted(row.name for row in alone) == ["Lindau", "Steg", "Steg am Ufer"]
    assert [row for row in among if row.name != "Name7"] == list(alone)
    assert len(among) == 4


def test_of_two_lists_the_one_that_is_over_the_other_counts(small_gazetteer: Gazetteer) -> None:
    lindau, konstanz = (small_gazetteer.place(f"test:{name}") for name in ("lindau", "konstanz"))
    by = ByHand("table", None, "", "all", None)
    table = Corrections.of_rows(iter([Correction("A", lindau, by), Correction("B", lindau, by)]))
    journal = Corrections.of_rows(iter([Correction("B", konstanz, replace(by, number=3))]))
    places: dict[str, Place | None] = {row.name: row.place for row in table.under(journal).rows()}
    assert places == {"A": lindau, "B": konstanz}


@pytest.mark.slow
def test_a_long_text_is_set_right_in_a_time_that_grows_with_its_length(
    tmp_path: Path, small_gazetteer: Gazetteer
) -> None:
    corrections = read(tmp_path / "corrections.csv", HEADER + "Lindau,,test:konstanz", small_gazetteer)
    lindau, bregenz = (small_gazetteer.place(f"test:{name}") for name in ("lindau", "bregenz"))
    sentence = "Sie fuhr von Lindau nach Bregenz. "

    def seconds(sentences: int) -> float:
        mentions = [
            Mention(at + start, at + end, sentence[start:end], place, 0.9)
            for at in range(0, sentences * len(sentence), len(sentence))
            for start, end, place in ((13, 19, lindau), (25, 32, bregenz))
        ]
        article = Article("id-of-it", "title", sentence * sentences, "de", path="a.txt")
        began = time.process_time()
        found = corrected(article, mentions, corrections)
        assert [mention.place.id for mention in found[:2]] == ["test:konstanz", "test:bregenz"]
        return time.process_time() - began

    # Ten times the text: ten times as long where each byte costs the same, a hundred times where it does not.
    # Other programs only ever add to it: the quickest of three tries counts.
    most = 40 * max(seconds(2_000) for _ in range(3))
    assert any(seconds(20_000) < most for _ in range(3))
