"""Words -> the articles that hold them, ranked: a full-text index that is a part of the dataset.

What a visitor types goes one way: `parse` makes a `Query` of it, `prepare` tells by which stems its
words stand in the index of a language, `search` asks SQLite's FTS5, and `marks` finds the same words in
one text. FTS5 reads nothing but stems that were made here, so that no sign of its own language ever
reaches it.
"""

from places.fulltext.asking import RANKED, Answer, Prepared, numbered, prepare, search
from places.fulltext.index import LACKING, has_engine, index_like, is_index_of, renewed_index, write_index
from places.fulltext.kept import has_index, index_file
from places.fulltext.marking import Mark, marks
from places.fulltext.syntax import Near, Query, Words, parse

__all__ = [
    "LACKING",
    "RANKED",
    "Answer",
    "Mark",
    "Near",
    "Prepared",
    "Query",
    "Words",
    "has_engine",
    "has_index",
    "index_file",
    "index_like",
    "is_index_of",
    "marks",
    "numbered",
    "parse",
    "prepare",
    "renewed_index",
    "search",
    "write_index",
]
