"""What a selection shows of a dataset: one evaluator decides, texts are read for what was decided.

`evaluate` decides by masks over the `index`; the other modules turn what was decided into rows.
"""

from places.dataset.counting import PlaceCounts
from places.query.account import Account, AccountLine, Became, account_of, files_read
from places.query.areas import Level, count_by_area
from places.query.articles import (
    ArticleRow,
    all_articles,
    date_range,
    find_articles,
    read_article,
    select_articles,
)
from places.query.by_source import SourcePlaces, has_sources, list_by_source
from places.query.choices import count_checked, count_values, set_aside_unknown
from places.query.company import Companion, select_company
from places.query.compare import (
    SIDES,
    ComparedPlace,
    Comparison,
    Side,
    compare,
    compared_place,
    compared_places,
    side_names,
)
from places.query.conditions import Condition, area_name, conditions_of, described, facet_name, value_name
from places.query.courses import points_on_courses
from places.query.evaluate import Shown, evaluate
from places.query.excluding import excluding_words
from places.query.explain import Explanation, explain
from places.query.held import Held, count_held
from places.query.hits import Hit, Sentence, go_through_hits, marks_in, select_hits
from places.query.index import index_of
from places.query.listing import Listed, Order, select_listed
from places.query.mentions import (
    MentionRow,
    go_through_mentions,
    of_sentence,
    select_mentions,
    typed,
    typed_together,
)
from places.query.named import Named, find_named
from places.query.nearest import select_nearest
from places.query.origin import credits_of, versions_of
from places.query.place_list import By, Group, PlaceList, checked_places, country_of, list_places
from places.query.places import (
    Counts,
    PlaceRow,
    count,
    count_by_place,
    count_kinds,
    find_place,
    known_places,
    named_countries,
    points_on_map,
    select_places,
)
from places.query.readings import Reading, read_mentions
from places.query.remember import remembered
from places.query.shading import shades_of
from places.query.timeline import Timeline, make_timeline_ready, select_courses, select_timeline, slot_dates
from places.query.words import make_search_ready

__all__ = [
    "SIDES",
    "Account",
    "AccountLine",
    "ArticleRow",
    "Became",
    "By",
    "Companion",
    "ComparedPlace",
    "Comparison",
    "Condition",
    "Counts",
    "Explanation",
    "Group",
    "Held",
    "Hit",
    "Level",
    "Listed",
    "MentionRow",
    "Named",
    "Order",
    "PlaceCounts",
    "PlaceList",
    "PlaceRow",
    "Reading",
    "Sentence",
    "Shown",
    "Side",
    "SourcePlaces",
    "Timeline",
    "account_of",
    "all_articles",
    "area_name",
    "checked_places",
    "compare",
    "compared_place",
    "compared_places",
    "conditions_of",
    "count",
    "count_by_area",
    "count_by_place",
    "count_checked",
    "count_held",
    "count_kinds",
    "count_values",
    "country_of",
    "credits_of",
    "date_range",
    "described",
    "evaluate",
    "excluding_words",
    "explain",
    "facet_name",
    "files_read",
    "find_articles",
    "find_named",
    "find_place",
    "go_through_hits",
    "go_through_mentions",
    "has_sources",
    "index_of",
    "known_places",
    "list_by_source",
    "list_places",
    "make_search_ready",
    "make_timeline_ready",
    "marks_in",
    "named_countries",
    "of_sentence",
    "points_on_courses",
    "points_on_map",
    "read_article",
    "read_mentions",
    "remembered",
    "select_articles",
    "select_company",
    "select_courses",
    "select_hits",
    "select_listed",
    "select_mentions",
    "select_nearest",
    "select_places",
    "select_timeline",
    "set_aside_unknown",
    "shades_of",
    "side_names",
    "slot_dates",
    "typed",
    "typed_together",
    "value_name",
    "versions_of",
]
