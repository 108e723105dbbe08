"""What spoke for a place and against it, in the words of a page."""

from __future__ import annotations

from places.corrections import REASON
from places.language import Language


def recognition_text(reason: str, say: Language) -> str:
    """Say in words what spoke for a form being a place, or against it."""
    return {
        "common_word": say("a common word"),
        "often_a_word": say("as often a word as a place"),
        "doubtful_name": say("a small place, or a name of people too"),
        "plausible_name": say("the name of a place"),
        "well_known_name": say("the name of a well-known place"),
        "preposition": say("a preposition of place before it"),
        "weak_preposition": say("a preposition before it"),
        "island_preposition": say("a preposition of islands and mountains before it"),
        "adjective_before": say("an adjective of a country before it"),
        "type_with_of": say("a kind of place, and “of”, before it"),
        "type_word": say("a word beside it says what it is"),
        "said_to_be": say("the sentence says what it is"),
        "area_after": say("the abbreviation of an area after it"),
        "area_adjective": say("an adjective says in what it lies"),
        "article_before": say("an article before it, as rivers and mountains have"),
        "dateline": say("a report begins with it"),
        "own_line": say("a line of its own"),
        "entry": say("in an address, a register, data or on a sign"),
        "in_quotes": say("in quotation marks, as ships and titles are"),
        "club": say("a club is called so"),
        "acronym": say("in capitals, as abbreviations are"),
        "listed_with_figures": say("in a row of towns with a figure behind each"),
        "capital_before": say("a word with a capital before it"),
        "capital_after": say("a word with a capital after it"),
        "sentence_start": say("at the beginning of a sentence"),
        "before_a_name": say("a first name too, and a name after it"),
        "lies_in": say("next to it the area in which it lies"),
        "holds": say("next to it a place that lies in it"),
        "shared_type": say("a word before the list says what it is"),
        "listed": say("in a list with places"),
        "listed_with_and": say("in a list with places that ends in “and”"),
        "repeated": say("surely a place elsewhere in the text"),
        "person_too": say("a person of the text is called so"),
        "neighbours": say("near to other towns of the text"),
        "at_home": say("near the home of the paper"),
        "shared_ending": say("shares its last part with the next name"),
    }.get(reason, reason)


def resolution_text(reason: str, say: Language) -> str:
    """Say in words what spoke for a candidate, or against it."""
    return {
        "population": say("how well known the place is"),
        "fame": say("a namesake is far better known"),
        "name": say("an old, short or foreign name of it"),
        "kind": say("the words around it ask for this kind"),
        "article": say("the article before the name"),
        "said": say("the text says in what it lies"),
        "language": say("the language of the text is spoken there"),
        "country": say("the country in which the text moves"),
        "region": say("the region in which the text moves"),
        "nearness": say("near the other places of the text"),
        "home": say("near the home of the paper"),
        REASON: say("set by hand"),
    }.get(reason, reason)
