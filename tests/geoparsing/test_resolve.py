from __future__ import annotations

from collections.abc import Callable

import pytest

from places.geoparsing import Geoparser
from places.geoparsing.parser import Document
from places.model import Mention

Find = Callable[..., list[Mention]]


def chosen(mentions: list[Mention], surface: str) -> Mention:
    return next(mention for mention in mentions if mention.surface == surface)


def reasons(mention: Mention) -> dict[str, float]:
    return {evidence.reason: evidence.weight for evidence in mention.candidates[0].evidence}


def test_by_itself_a_name_means_its_largest_place(find: Find) -> None:
    assert chosen(find("Sie flog nach Paris."), "Paris").place.id == "test:paris"


@pytest.mark.parametrize(
    "text",
    ["The fair in Paris, Texas, ended.", "PARIS, Tex. (AP) — A fair ended.", "Paris (Texas) ist klein."],
)
def test_what_the_text_says_outweighs_the_size_of_a_place(find: Find, text: str) -> None:
    mention = find(text, "en")[0]
    assert mention.place.id == "test:paris-texas"
    assert reasons(mention)["said"] > 0


def test_what_is_said_once_holds_for_the_name_in_the_whole_article(find: Find) -> None:
    mentions = find("PARIS, Texas — A fair ended. Police in Paris were glad.", "en")
    assert [mention.place.id for mention in mentions] == [
        "test:paris-texas",
        "test:texas",
        "test:paris-texas",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Die Brücke über den Fluss Amur ist neu.", "test:amur"),
        ("Der Amur führt Hochwasser.", "test:amur"),
        ("Im Gebiet Amur brennt der Wald.", "test:amur-oblast"),
    ],
)
def test_the_words_beside_a_name_ask_for_a_kind_of_place(find: Find, text: str, place: str) -> None:
    assert chosen(find(text), "Amur").place.id == place


def test_a_word_in_the_plural_holds_for_every_name_of_a_list(find: Find) -> None:
    mentions = find("Die Flüsse Oder und Amur führen Hochwasser.")
    assert [mention.place.id for mention in mentions] == ["test:oder", "test:amur"]


def test_the_other_places_of_an_article_decide_between_namesakes(find: Find) -> None:
    alone = chosen(find("She lives in Clarksville.", "en"), "Clarksville")
    among = chosen(find("From Dallas, Texas, she moved to Clarksville.", "en"), "Clarksville")
    assert alone.place.id == "test:clarksville-tn"
    assert among.place.id == "test:clarksville"
    assert {"region", "nearness"} <= set(reasons(among))


def test_what_cannot_be_decided_keeps_its_candidates_and_a_low_confidence(find: Find) -> None:
    mention = chosen(find("It happened in Springfield.", "en"), "Springfield")
    assert len(mention.candidates) == 3
    assert mention.confidence < 0.6


def test_a_country_is_sure_and_says_why(find: Find) -> None:
    mention = chosen(find("Nordkorea schweigt."), "Nordkorea")
    assert mention.confidence > 0.9
    assert list(reasons(mention)) == ["population"]


def test_a_place_that_the_gazetteer_lacks_leaves_doubt_about_its_namesake(find: Find) -> None:
    elsewhere = chosen(find("He died in Kingsford, Texas.", "en"), "Kingsford")
    assert elsewhere.confidence < 0.5 < chosen(find("He died in Kingsford.", "en"), "Kingsford").confidence


def test_the_title_tells_where_an_article_moves_but_bears_no_mention(find: Find) -> None:
    (mention,) = find("She lives in Clarksville.", "en", title="A day in Dallas, Texas")
    assert mention.place.id == "test:clarksville"


def test_a_title_that_is_the_beginning_of_the_text_counts_once(find: Find) -> None:
    text = "A day in Dallas. She lives in Clarksville, not in Washington."
    assert find(text, "en", title="A day in Dallas…") == find(text, "en")
    spaced = text.replace(" in Dallas", "\n  in  Dallas")
    assert find(spaced, "en", title="A day in Dallas…") == find(spaced, "en")
    assert find(text, "en", title="A day in Dallas, Texas") != find(text, "en")


def test_documents_parsed_together_come_out_as_each_alone(geoparser: Geoparser) -> None:
    documents = [
        Document("Sie fuhr nach Paris.", "de"),
        Document("", "de"),
        Document("She lives in Clarksville.", "en", "A day in Dallas, Texas"),
        Document("Nichts als Wetter.", None, "Dallas"),
        Document("Sie fuhr nach Paris.", "de"),
    ]
    for explain in (True, False):
        alone = [geoparser.parse(*document, explain=explain) for document in documents]
        assert geoparser.parse_all(documents, explain=explain) == alone
    assert [len(mentions) for mentions in alone] == [1, 0, 1, 0, 1]
    assert geoparser.parse_all([]) == []


def test_a_part_of_a_country_lies_where_its_towns_lie(find: Find) -> None:
    (east,) = find("In der Ostukraine fällt Schnee.")
    (west,) = find("In der Westukraine fällt Schnee.")
    assert east.place.longitude > 32 > west.place.longitude
    assert east.place.country_codes == ("UA",)
    assert east.place.names["de"] == "Ostukraine"


def test_the_best_candidate_comes_first_and_shares_stay_below_one(find: Find) -> None:
    for mention in find("In Paris, Washington und Springfield; auch in Clarksville.", "de"):
        shares = [candidate.score for candidate in mention.candidates]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) <= 1 + 1e-9


def test_without_explanation_the_same_places_come_out(geoparser: Geoparser) -> None:
    text = "Von Paris nach Springfield und zum Amur."
    explained, plain = geoparser.parse(text, "de"), geoparser.parse(text, "de", explain=False)
    assert [(m.start, m.place.id, m.confidence) for m in explained] == [
        (m.start, m.place.id, m.confidence) for m in plain
    ]
    assert all(m.candidates for m in explained)
    assert not any(m.candidates for m in plain)
