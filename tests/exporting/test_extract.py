from __future__ import annotations

from dataclasses import replace

import pytest

from places.exporting.extract import Extract, clean, groups


def test_each_place_comes_with_what_is_said_about_it(extract: Extract) -> None:
    pyongyang, cosmodrome, *_ = groups(extract)
    assert [mention.surface for mention, _ in pyongyang.mentions] == ["Pjöngjang", "Pjöngjangs", "Pjöngjang"]
    assert [article.id for _, article in pyongyang.mentions] == ["summer", "launch", "undated"]
    assert (pyongyang.articles, pyongyang.confidence) == (3, 0.9)
    assert (cosmodrome.articles, len(cosmodrome.mentions)) == (1, 2)


def test_the_dates_of_a_place_are_those_of_its_first_and_last_article_as_precise_as_they_are_known(
    extract: Extract,
) -> None:
    pyongyang = next(groups(extract))
    assert (str(pyongyang.first), str(pyongyang.last)) == ("2023-09-13", "2024-06")


def test_a_place_named_in_undated_articles_only_has_no_date(extract: Extract) -> None:
    undated = [mention for mention in extract.mentions if mention.article_id == "undated"]
    (group,) = groups(replace(extract, places=extract.places[:1], mentions=undated))
    assert (group.first, group.last) == (None, None)


def test_a_place_without_a_mention_stays_in_the_export(extract: Extract) -> None:
    tumen = [mention for mention in extract.mentions if mention.place_id == "own:tumen-river"]
    found = list(groups(replace(extract, mentions=tumen)))
    assert [len(group.mentions) for group in found] == [0, 0, 1, 0]


def test_coordinates_have_at_most_six_decimals(extract: Extract) -> None:
    cosmodrome = list(groups(extract))[1].place
    assert (cosmodrome.latitude, cosmodrome.longitude) == (51.884167, 128.333889)


def test_mentions_out_of_the_order_of_the_places_are_refused_not_lost(extract: Extract) -> None:
    backwards = replace(extract, mentions=list(extract.mentions)[::-1])
    with pytest.raises(ValueError, match="order of the places"):
        list(groups(backwards))


def test_a_mention_of_a_place_that_is_not_listed_is_refused(extract: Extract) -> None:
    with pytest.raises(ValueError, match="own:tumen-river"):
        list(groups(replace(extract, places=extract.places[:2])))


def test_a_mention_in_an_article_that_is_not_listed_is_refused(extract: Extract) -> None:
    with pytest.raises(ValueError, match="undated"):
        list(groups(replace(extract, articles=extract.articles[:2])))


def test_a_character_that_no_file_can_hold_is_replaced_by_one_other() -> None:
    assert clean("a\0b\x0bc\ud800d\ufffee\x7ff") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"
    assert (
        clean("Tab\t, Zeile\n, \u2028 und \U0001f680 bleiben")
        == "Tab\t, Zeile\n, \u2028 und \U0001f680 bleiben"
    )
