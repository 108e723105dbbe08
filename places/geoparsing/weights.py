"""What the rules of the geoparser are worth, as data: each with its unit, effect and measurement.

Two scales. **Points** say whether a form is a place at all: a rule gives or takes whole points, and a form
is a place where they add up to nothing or more. **Salience** says which place it is: a place ten times as
large has one more, and a rule adds to that or takes off. All other units are named.

The measurements are those of ``tests/benchmarks/weights.py`` of November 2026, to be made again with it: what
five gold sets change by in thousandths, in F1 of the spans found and in the share of places found within
161 km, when a rule of points is worth nothing, or any other number is halved. They are German examples
(22 sentences), German news (SmartData, 145 texts), English news (TR-News, 118), and German and Portuguese
sentences (UNER PUD, 1,000 each). Where none changes, a case of ``tests/geoparsing`` asks for the rule, or
nothing does.
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
    for them. Measured: without it, F1 -9 German news, -24 English news, -19 German sentences, -7
    Portuguese sentences; within 161 km -3 English news (thousandths)."""

    often_a_word: int = -2
    """Points of a form that is as often a word as a place (ASKED): a preposition of place makes up for
    them. Measured: without it, F1 -20 German examples, -43 German news, -4 English news, -44 German
    sentences, -3 Portuguese sentences; within 161 km +3 English news (thousandths)."""

    doubtful_name: int = -1
    """Points of a small place, or of a name that people bear too (DOUBTFUL): anything that speaks for a
    place makes up for it. Measured: without it, F1 -8 German news, -9 English news, -16 German
    sentences, +20 Portuguese sentences (thousandths)."""

    plausible_name: int = 0
    """Points of a name that is a place unless something speaks against it (PLAUSIBLE). It is the zero of
    the scale: nothing is measured."""

    well_known_name: int = 1
    """Points of a place that everybody knows (CERTAIN): one thing may speak against it. Measured:
    without it, no gold set changes."""

    # The words around it

    preposition: int = 2
    """Points for a preposition of place right before the form ("in", "nach"). The measure of the others:
    it has to make up for `often_a_word`. Measured: without it, F1 -2 German news, -1 English news, -7
    German sentences; within 161 km -6 English news (thousandths)."""

    weak_preposition: int = 1
    """Points for a preposition that stands before people too ("von", "of"). Measured: without it, F1 -2
    German news, +2 German sentences (thousandths)."""

    island_preposition: int = 2
    """Points for "auf" or "on" before what may be an island or a mountain. Measured: without it, no gold
    set changes."""

    adjective_before: int = 1
    """Points for an adjective of a country after an article ("im polnischen Posen"). Measured: without
    it, no gold set changes."""

    type_with_of: int = 2
    """Points for a word for a kind of place with an "of" ("Hafen von"). Measured: without it, no gold
    set changes."""

    type_word: int = 3
    """Points for a word beside the form that says what it is ("Fluss", "County"): it makes up even for
    `common_word`. Measured: without it, F1 -10 German examples, -2 German sentences; within 161 km -20
    German examples, -1 English news (thousandths)."""

    said_to_be: int = 3
    """Points for a sentence that says what it is ("Bled is a town in"). Measured: without it, no gold
    set changes."""

    area_after: int = 3
    """Points for an abbreviation of an area after a comma ("Paris, Ky."). Measured: without it, no gold
    set changes."""

    area_adjective: int = 2
    """Points for an adjective of the area in which a place of that name lies. Measured: without it, no
    gold set changes."""

    article_before: int = 2
    """Points for a definite article before a river, a mountain or an area, at most: a language says what
    it is worth there (`Language.article_worth`). Measured: without it, within 161 km -2 English news
    (thousandths)."""

    dateline: int = 2
    """Points for a form with which a report begins ("KIEW (dpa)"). Measured: without it, within 161 km
    -1 English news (thousandths)."""

    own_line: int = 1
    """Points for a form that is a line of its own. Measured: without it, no gold set changes."""

    entry: int = 2
    """Points for a postcode before the form, for a birth, a death and its date ("* 1833 Calw"), for what
    quotes a sign. Measured on hand-made cases."""

    in_quotes: int = -3
    """Points for a form in quotation marks: a ship, a song. Measured: without it, F1 -1 German news, +1
    German sentences (thousandths)."""

    club: int = -6
    """Points for a town that stands for its club in a sentence about sport: neither its fame nor its
    neighbours make up for them. Measured: without it, no gold set changes."""

    acronym: int = -4
    """Points for capitals that the place is not written in ("APRA"). Measured: without it, no gold set
    changes."""

    capital_before: int = -2
    """Points for a word with a capital right before the form, where nouns have none. Measured: without
    it, within 161 km +3 English news (thousandths)."""

    capital_after: int = -1
    """Points for a word with a capital right after a doubtful form, where nouns have none. Measured:
    without it, F1 -1 English news (thousandths)."""

    sentence_start: int = -1
    """Points for a doubtful form at the beginning of a sentence, where any word has a capital and nouns
    have none. Measured: without it, F1 -1 Portuguese sentences (thousandths)."""

    before_a_name: int = -2
    """Points for a first name before a word with a capital ("Lena Ruhland"). Measured: without it, no
    gold set changes."""

    # The other names of the text

    lies_in: int = 3
    """Points for what lies in the area that is named next to it ("Paris, Texas"). Measured: without it,
    F1 -1 German news, -1 English news, -1 German sentences, -2 Portuguese sentences; within 161 km -2
    English news (thousandths)."""

    holds: int = 3
    """Points for the area in which the name before it lies. Measured: without it, F1 -4 German news, -8
    English news; within 161 km -14 English news (thousandths)."""

    shared_type: int = 3
    """Points for a word for a kind of place in the plural that holds for this form too. Measured:
    without it, no gold set changes."""

    listed: int = 1
    """Points for standing in a list of three or more with a sure place. Measured: without it, no gold
    set changes."""

    listed_with_and: int = 2
    """The same, in points, where an "and" ends the list. Measured: without it, no gold set changes."""

    listed_with_figures: int = 3
    """Points for standing in a row of three or more towns with a time, a temperature or the like behind
    each. Measured on hand-made cases."""

    repeated: int = 1
    """Points for a form that is surely a place elsewhere in the text. Measured: without it, F1 -2 German
    news; within 161 km -1 English news (thousandths)."""

    person_too: int = -2
    """Points for the name of a person of the text; "in Austin" stays a place. Measured: without it, F1
    -9 English news, -1 German sentences (thousandths)."""

    neighbours: int = 1
    """Points that may be lacking where other towns of the text lie close by. Measured: without it, F1 +1
    German news, -1 English news, -3 German sentences, -7 Portuguese sentences; within 161 km -2 English
    news (thousandths)."""

    at_home: int = 2
    """Points that may be lacking where a town lies at the home of the paper. Measured on hand-made cases."""

    shared_ending: int = 1
    """Points for the first of two names that share their last part ("Nord- und Südkorea"). It decides on
    nothing, as the second name did. Measured: without it, no gold set changes."""

    recognised: tuple[float, ...] = (0.0, 0.8, 0.9, 0.87, 0.95, 0.99)
    """Chance, 0 to 1, that what was found is a place at all, by the standing of its form. Measured:
    halved, no gold set changes."""

    # Which neighbours count

    neighbours_of_several_words: int = 2
    """The same as `neighbours`, in points, for a name of several words, which are seldom anything else.
    Measured: halved, no gold set changes."""

    neighbour_degrees: float = 0.7
    """How many degrees apart towns may lie of which one speaks for the other. Measured: halved, F1 -1
    German sentences, -3 Portuguese sentences (thousandths)."""

    pair_km: float = 30.0
    """Kilometres that two towns may lie apart which a text tells in one breath ("from Deal to Dover"), to
    speak for each other though they are called like common words. Measured on hand-made cases."""

    part_degrees: float = 0.4
    """How many degrees a part may lie from the middle of its town ("Berlin-Mitte"). Measured: halved, F1
    +1 German news (thousandths)."""

    area_degrees: float = 1.0
    """How many degrees a town may lie from the middle of an area that is little more than it. Measured:
    halved, no gold set changes."""

    worth_km: float = 25.0
    """How many kilometres from the town or the district that it is told by outweigh one of salience
    ("Heringen bei Nordhausen"). Measured on hand-made cases."""

    strays: float = 1.5
    """How much salience a place may have more than the one meant that "lies in" a region. Measured:
    halved, no gold set changes."""

    # Which place it is

    sharpness: float = 1.4
    """How much one of salience changes the odds: e to the power of this (no unit). Measured: halved, F1
    +2 English news; within 161 km +2 English news (thousandths)."""

    language: float = 0.6
    """Salience for a town or a region where the language of the text is spoken ("vive en Toledo"). Measured
    on hand-made cases."""

    outgrown: float = -2.5
    """Salience for a country with fewer people than a town abroad of its name where the language of the text
    is spoken ("vive en Granada"). Measured on hand-made cases."""

    country: float = 2.6
    """Salience for a text that names nothing but places of the same country. Measured: halved, F1 -1
    German sentences; within 161 km -3 English news (thousandths)."""

    few_places: float = 0.25
    """How much more that is (share of it) where the country has a tenth of the places that the largest has:
    few of the world's namesakes lie in New Zealand by chance. Measured: doubled, within 161 km -4 English
    news (thousandths)."""

    side: float = 1.5
    """Salience for a text that names nothing but places on the same side of the oceans, where namesakes are
    about as well known ("Prague, Vienna and Lincoln"). Measured on hand-made cases."""

    as_well_known: float = 0.8
    """How much less salience such a namesake may have than the best. Measured on hand-made cases."""

    region: float = 2.8
    """Salience for a text that names nothing but places of the same region. Measured: halved, within 161
    km -9 English news (thousandths)."""

    nearness: float = 0.5
    """Salience for another place of the text at the same spot; less with distance. Measured: halved, no
    gold set changes."""

    one_witness: float = 0.5
    """How much of `region` and `nearness` counts (share of it) for a namesake of a `known_far` place where
    the text names one place besides. Measured on hand-made cases."""

    known_far: float = 5.6
    """Salience of a place that is known far away, from which on one neighbour does not speak for a namesake:
    of two names as well known neither is one beside the other's namesake. Measured on hand-made cases."""

    beside: float = 4.0
    """Salience for a little known place of the text right beside it, less with distance: who names a village
    is near it ("Wisbech" and King's Lynn). Measured on hand-made cases."""

    beside_km: float = 45.0
    """Kilometres from which on that is nothing; within a third of them it is all. Measured on hand-made
    cases."""

    known_within: float = 1.1
    """How much less salience than `known_far` a place has that is little known. Measured on hand-made
    cases."""

    further: tuple[float, ...] = (5.5, 2.0)
    """Salience for the second and the third place of the text at the same spot; less with distance. Measured
    on hand-made cases: one neighbour does not overturn a metropolis, two do."""

    local_km: float = 100.0
    """Kilometres from which on the second and the third are nothing. Measured on hand-made cases."""

    in_a_row: float = 6.0
    """Salience for a place close to all others of a row of three or more names ("Delhi, Oneonta and
    Walton"). Measured on hand-made cases: it overturns a metropolis."""

    row_costs: float = 7.0
    """How much less salience all places of such a row of three may have together than the best known ones
    of their names; one more for each further name. Measured on hand-made cases."""

    next_to_it: float = 2.0
    """Salience for a place at the same spot as the name before it or after it in a row, less with distance
    ("von Chemnitz nach Annaberg"). Measured on hand-made cases."""

    row_km: float = 60.0
    """Kilometres from which on the two above are nothing. Measured on hand-made cases."""

    told_beside: float = 5.0
    """Salience for a place at the same spot as the town or the district that it is told by, less with
    distance ("Lohne (bei Lingen)", "im Kreis Biberach"). Measured on hand-made cases."""

    local_pair_costs: float = 5.0
    """How much less salience both places of a row of two may have together than the best known ones of
    their names, in a sentence about what is local ("the school bus from Rome to Boonville"): then
    `in_a_row` counts. Measured on hand-made cases."""

    at_the_water: float = 3.0
    """Salience for a river at the same spot as the town beside it, less with distance, and for that town
    ("the Don at Doncaster"). Measured on hand-made cases."""

    water_km: float = 150.0
    """Kilometres from which on that is nothing; a river is longer. Measured on hand-made cases."""

    alone: float = 3.0
    """How many sure witnesses there are, as the sum of their shares (share, 0 to 1, each), where `country` is
    worth half. Measured on hand-made cases."""

    alone_in_region: float = 3.4
    """The square of how many sure witnesses there are, as the sum of their shares (share, 0 to 1, each),
    where `region` is worth half. Measured on hand-made cases."""

    adjective: float = 2.0
    """How many sure witnesses (share 1 each) an adjective of a country in the sentence is worth. Measured on
    hand-made cases."""

    home: float = 2.5
    """Salience for what lies at the home of the paper; less with distance. Measured on hand-made cases."""

    home_km: float = 120.0
    """Kilometres from which on that is nothing; within a third of them it is all. Measured on hand-made
    cases."""

    next_door: float = 2.5
    """Salience besides for what lies next door to that home, less with distance and where the text names
    places elsewhere ("Melbourne" in a paper of Derby). Measured on hand-made cases."""

    next_door_km: float = 75.0
    """Kilometres from which on that is nothing; within a third of them it is all. Measured on hand-made
    cases."""

    namesake: float = 3.0
    """Salience besides for the town that the paper is called after, under that name. Measured on hand-made
    cases."""

    near_km: float = 250.0
    """Kilometres from which on that is nothing. Measured: halved, within 161 km +1 English news
    (thousandths)."""

    most_by_context: float = 6.0
    """Salience that the text can add, hardly ever more: what is further behind is not looked at.
    Measured: halved, within 161 km -5 English news (thousandths)."""

    famous: float = 6.0
    """Salience of a place that everybody thinks of first. Measured: halved, no gold set changes."""

    overshadowed: float = 2.5
    """How much less salience a namesake of such a place has that hardly a text means. Measured: halved,
    within 161 km -1 English news (thousandths)."""

    fame: float = -0.6
    """Salience of such a namesake, taken off. Measured: halved, no gold set changes."""

    twin: float = -5.0
    """Salience taken off another name of a town that is the proper one of a town at its side ("Görlitz"
    across the river). Measured: halved, no gold set changes."""

    borrowed: float = -1.5
    """Salience taken off another name of a town that is the proper one of a better known town
    ("Freiburg" for Freiberg). Measured: halved, no gold set changes."""

    much_smaller: float = 0.8
    """How much less salience the owner of such a name may have. Measured on hand-made cases."""

    said: float = 6.0
    """Salience for what lies in the area that the text tells. Measured: halved, no gold set changes."""

    not_said: float = -3.0
    """Salience for what lies elsewhere than the text tells. Measured: halved, no gold set changes."""

    kind: float = 2.0
    """Salience for the kind that a word beside it asks for. Measured: halved, no gold set changes."""

    kind_by_word: float = 3.0
    """The same, in salience, by the very word that the gazetteer has for it. Measured: halved, no gold
    set changes."""

    other_kind: float = -2.0
    """Salience for another kind than a word beside it asks for. Measured: halved, F1 +1 English news, +1
    German sentences; within 161 km +1 English news (thousandths)."""

    no_country: float = -4.0
    """The same, in salience, for a country. Measured: halved, no gold set changes."""

    article: Mapping[Kind, float] = field(
        default_factory=lambda: {"water": 1.0, "terrain": 1.0, "site": 0.5, "region": 0.0, "city": -1.0}
    )
    """Salience for a definite article before the name, by the kind of place. Measured: halved, no gold
    set changes."""

    article_of_regions: float = 1.5
    """Salience besides for a region where the language is spoken, in a language in which regions have an
    article as rivers have it ("dans la Drôme"). Measured on hand-made cases."""

    no_article: float = -2.0
    """Salience for a river without the article that it has in the language: "in Fulda" is in the town.
    Measured on hand-made cases."""

    unlisted: float = 3.0
    """Salience of a place that the gazetteer does not have. Measured: halved, F1 +1 English news, +1
    German sentences; within 161 km +1 English news (thousandths)."""

    unasked: float = 2.5
    """Salience that this has more where nothing listed is of the kind asked for. Measured: halved, F1 +1
    English news, +1 German sentences; within 161 km +1 English news (thousandths)."""

    unlisted_here: float = 3.5
    """Salience that it has more where the text moves in one area and each small place of the name lies far
    from that. Measured on hand-made cases."""

    unlisted_below: float = 5.7
    """Salience of such a place, with what the text says of its name, from which on that is nothing.
    Measured on hand-made cases."""

    unlisted_within: float = 2.0
    """How much less salience it has where that is all. Measured on hand-made cases."""

    surely_unlisted: float = 0.9
    """Share, 0 to 1, of the chance that a place is meant which is not listed, from which on a name is left
    out. Measured on hand-made cases."""

    obvious: float = 0.98
    """Share, 0 to 1, from which the rest of the text is not asked. It saves time. Measured: halved,
    within 161 km -32 English news (thousandths)."""

    same_km: float = 50.0
    """Kilometres within which it makes no difference which of two places is meant. A town and its
    district are less apart. Measured: halved, no gold set changes."""

    least_belief: float = 0.012
    """Share, 0 to 1, below which a name is left out as one that no listed place bears. Measured: halved,
    F1 +1 English news, +1 German sentences; within 161 km +1 English news (thousandths)."""


WEIGHTS: Final = Weights()


@lru_cache(maxsize=4096)
def evidence(reason: str, weight: float | None = None) -> Evidence:
    """Return what a reason says: with the weight of its name, if it has no other, in hundredths."""
    return Evidence(reason, round(float(getattr(WEIGHTS, reason) if weight is None else weight), 2))


_NAMES: Final = [one.name for one in fields(Weights)]

RECOGNITION: Final = tuple(_NAMES[: _NAMES.index("recognised")])
"""The reasons for which a form is taken for a place, in points."""

RESOLUTION: Final = (
    "population",
    "fame",
    "name",
    "kind",
    "article",
    "said",
    "language",
    "country",
    "region",
    "nearness",
    "home",
)
"""The reasons for which one place is chosen before another, in salience."""
