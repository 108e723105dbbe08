"""What the rules of the geoparser are worth, as data: each with its unit, effect and measurement.

Two scales. **Points** say whether a form is a place at all: a rule gives or takes whole points, and a form
is a place where they add up to nothing or more. **Salience** says which place it is: a place ten times as
large has one more, and a rule adds to that or takes off. All other units are named.

The measurements are those of ``tests/benchmarks/geoparsing.py``: F1 of the spans found for points, the share
of places within 161 km (and, for `said`, `region` and `near`, the hand-made cases of namesakes) for salience.
``tests/benchmarks/weights.py`` tells for every weight what the sets lose without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Final

from places.model import Evidence, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Every weight of the geoparser. A field named like a reason is what that reason is worth."""

    # The form itself, by its standing

    common_word: int = -3
    """Points of a form that is a common word (standing TYPED): only a word for a kind of place makes up
    for them. Measured on German news: at -2 "in" before a common noun makes a place of it."""

    often_a_word: int = -2
    """Points of a form that is as often a word as a place (ASKED): a preposition of place makes up for
    them. Measured on German news and sentences."""

    doubtful_name: int = -1
    """Points of a small place, or of a name that people bear too (DOUBTFUL): anything that speaks for a
    place makes up for it. Measured on German news and sentences."""

    plausible_name: int = 0
    """Points of a name that is a place unless something speaks against it (PLAUSIBLE). The zero of the
    scale: nothing was measured."""

    well_known_name: int = 1
    """Points of a place that everybody knows (CERTAIN): one thing may speak against it. Measured on
    English news, where capitals speak against names most."""

    # The words around it

    preposition: int = 2
    """Points for a preposition of place right before the form ("in", "nach"). The measure of the others:
    it has to make up for `often_a_word`. Measured on German sentences."""

    weak_preposition: int = 1
    """Points for a preposition that stands before people too ("von", "of"). Measured on German news."""

    island_preposition: int = 2
    """Points for "auf" or "on" before what may be an island or a mountain. Measured on hand-made cases."""

    adjective_before: int = 1
    """Points for an adjective of a country after an article ("im polnischen Posen"). Measured on German
    sentences."""

    type_with_of: int = 2
    """Points for a word for a kind of place with an "of" ("Hafen von"). Measured on English news."""

    type_word: int = 3
    """Points for a word beside the form that says what it is ("Fluss", "County"): it makes up even for
    `common_word`. Measured on German sentences and English news."""

    said_to_be: int = 3
    """Points for a sentence that says what it is ("Bled is a town in"). Measured on hand-made cases."""

    area_after: int = 3
    """Points for an abbreviation of an area after a comma ("Paris, Ky."). Measured on English news."""

    area_adjective: int = 2
    """Points for an adjective of the area in which a place of that name lies. Measured on German
    sentences."""

    article_before: int = 2
    """Points for a definite article before a river, a mountain or an area, at most: a language says what
    it is worth there (`Language.article_worth`). Measured on English news."""

    dateline: int = 2
    """Points for a form with which a report begins ("KIEW (dpa)"). Measured on German and English news."""

    own_line: int = 1
    """Points for a form that is a line of its own. Measured on English news."""

    in_quotes: int = -3
    """Points for a form in quotation marks: a ship, a song. Measured on hand-made cases."""

    club: int = -6
    """Points for a town that stands for its club in a sentence about sport: neither its fame nor its
    neighbours make up for them. Measured on sentences of sport and on German and English news."""

    acronym: int = -4
    """Points for capitals that the place is not written in ("APRA"). Measured on English news."""

    capital_before: int = -2
    """Points for a word with a capital right before the form, where nouns have none. Measured on English
    news."""

    capital_after: int = -1
    """Points for a word with a capital right after a doubtful form, where nouns have none. Measured on
    English news."""

    sentence_start: int = -1
    """Points for a doubtful form at the beginning of a sentence, where any word has a capital and nouns
    have none. Measured on English news."""

    before_a_name: int = -2
    """Points for a first name before a word with a capital ("Lena Ruhland"). Measured on German news."""

    # The other names of the text

    lies_in: int = 3
    """Points for what lies in the area that is named next to it ("Paris, Texas"). Measured on English
    news."""

    holds: int = 3
    """Points for the area in which the name before it lies. Measured on English news."""

    shared_type: int = 3
    """Points for a word for a kind of place in the plural that holds for this form too. Measured on
    German sentences."""

    listed: int = 1
    """Points for standing in a list of three or more with a sure place. Measured on German news."""

    listed_with_and: int = 2
    """The same, in points, where an "and" ends the list. Measured on German news."""

    repeated: int = 1
    """Points for a form that is surely a place elsewhere in the text. Measured on English news."""

    person_too: int = -2
    """Points for the name of a person of the text; "in Austin" stays a place. Measured on English news."""

    neighbours: int = 1
    """Points that may be lacking where other towns of the text lie close by. Measured on German news: with
    2 every common word is a hamlet near some town."""

    shared_ending: int = 1
    """Points for the first of two names that share their last part ("Nord- und Südkorea"). It decides on
    nothing, as the second name did: nothing was measured."""

    recognised: tuple[float, ...] = (0.0, 0.7, 0.8, 0.85, 0.95, 0.99)
    """Chance, 0 to 1, that what was found is a place at all, by the standing of its form. Measured as the
    share of right ones among those found, on the sets with points."""

    # Which neighbours count

    neighbours_of_several_words: int = 2
    """The same as `neighbours`, in points, for a name of several words, which are seldom anything else.
    Measured on English news."""

    neighbour_degrees: float = 0.7
    """How many degrees apart towns may lie of which one speaks for the other. Measured on German news."""

    part_degrees: float = 0.4
    """How many degrees a part may lie from the middle of its town ("Berlin-Mitte"). Measured on the
    quarters that the gazetteer has."""

    area_degrees: float = 1.0
    """How many degrees a town may lie from the middle of an area that is little more than it. Measured on
    hand-made cases."""

    strays: float = 1.5
    """How much salience a place may have more than the one meant that "lies in" a region. Measured on
    German news."""

    # Which place it is

    sharpness: float = 1.5
    """How much one of salience changes the odds: e to the power of this (no unit). Measured by how far
    confidence can be trusted."""

    country: float = 2.2
    """Salience for a text that names nothing but places of the same country. Measured on English news."""

    region: float = 2.5
    """Salience for a text that names nothing but places of the same region. Measured on English news."""

    nearness: float = 1.2
    """Salience for another place of the text at the same spot; less with distance. Measured on English
    news."""

    near_km: float = 250.0
    """Kilometres from which on that is nothing. Measured on English news."""

    most_by_context: float = 5.0
    """Salience that the text can add, hardly ever more: what is further behind is not looked at. The sum of
    `country`, `region` and `nearness`, less what they never reach together."""

    famous: float = 6.0
    """Salience of a place that everybody thinks of first. Measured on English news."""

    overshadowed: float = 2.5
    """How much less salience a namesake of such a place has that hardly a text means. Measured on English
    news."""

    fame: float = -0.6
    """Salience of such a namesake, taken off. Measured on English news."""

    twin: float = -5.0
    """Salience taken off another name of a town that is the proper one of a town at its side ("Görlitz"
    across the river). Measured on hand-made cases."""

    borrowed: float = -1.5
    """Salience taken off another name of a town that is the proper one of a better known town ("Freiburg"
    for Freiberg). Measured on German news."""

    much_smaller: float = 0.5
    """How much less salience the owner of such a name may have. Measured on hand-made cases."""

    said: float = 6.0
    """Salience for what lies in the area that the text tells. Measured on English news and hand-made
    cases."""

    not_said: float = -3.0
    """Salience for what lies elsewhere than the text tells. Measured on English news."""

    kind: float = 2.0
    """Salience for the kind that a word beside it asks for. Measured on German sentences."""

    kind_by_word: float = 3.0
    """The same, in salience, by the very word that the gazetteer has for it. Measured on German sentences."""

    other_kind: float = -2.0
    """Salience for another kind than a word beside it asks for. Measured on German sentences."""

    no_country: float = -4.0
    """The same, in salience, for a country. Measured on hand-made cases."""

    article: Mapping[Kind, float] = field(
        default_factory=lambda: {"water": 1.0, "terrain": 1.0, "site": 0.5, "region": 0.0, "city": -1.0}
    )
    """Salience for a definite article before the name, by the kind of place. Measured on German sentences."""

    unlisted: float = 3.0
    """Salience of a place that the gazetteer does not have. Measured by how far confidence can be trusted."""

    unasked: float = 2.5
    """Salience that this has more where nothing listed is of the kind asked for. Measured on hand-made
    cases."""

    obvious: float = 0.98
    """Share, 0 to 1, from which the rest of the text is not asked. It saves time; measured so that no set
    changes."""

    same_km: float = 50.0
    """Kilometres within which it makes no difference which of two places is meant. Less than the 161 km of
    the measurements, more than a town and its district are apart."""

    least_belief: float = 0.02
    """Share, 0 to 1, below which a name is left out as one that no listed place bears. Measured by how far
    confidence can be trusted."""


WEIGHTS: Final = Weights()


@lru_cache(maxsize=4096)
def evidence(reason: str, weight: float | None = None) -> Evidence:
    """Return what a reason says: with the weight of its name, if it has no other, in hundredths."""
    return Evidence(reason, round(float(getattr(WEIGHTS, reason) if weight is None else weight), 2))


_NAMES: Final = [one.name for one in fields(Weights)]

RECOGNITION: Final = tuple(_NAMES[: _NAMES.index("recognised")])
"""The reasons for which a form is taken for a place, in points."""

RESOLUTION: Final = ("population", "fame", "name", "kind", "article", "said", "country", "region", "nearness")
"""The reasons for which one place is chosen before another, in salience."""
