"""What a search found, as a table or as JSON lines: every sentence in which the words stand."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Mapping
from io import TextIOWrapper
from typing import BinaryIO, Final

import orjson

from places.exporting.extract import clean, web_address
from places.exporting.table import guard
from places.query import Hit, Sentence

COLUMNS: Final = (
    "rank",
    "article_id",
    "article",
    "date",
    "source",
    "author",
    "url",
    "language",
    "sentence",
    "sentence_start",
    "words",
)
"""``rank`` is 1 for the article that fits best; ``date`` is EDTF; ``sentence`` is as a person would have
typed it; ``sentence_start`` counts characters of the article's text; ``words`` are those that were found."""


def write_csv(hits: Iterable[Hit], stream: BinaryIO) -> None:
    """Write a head and one row a sentence; of an article whose title alone has the words, one without."""
    stream.write(codecs.BOM_UTF8)
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        for hit in hits:
            article = hit.article
            of_article = (
                hit.rank,
                *map(
                    _cell,
                    (
                        article.id,
                        article.title,
                        str(article.published or ""),
                        article.source,
                        article.author,
                        web_address(article.url),
                        article.language,
                    ),
                ),
            )
            for sentence in hit.sentences:
                found = " ".join(dict.fromkeys(_words(sentence)))
                rows.writerow((*of_article, _cell(sentence.typed), sentence.offset, _cell(found)))
            if not hit.sentences:
                rows.writerow((*of_article, "", "", ""))
    finally:
        text.detach()  # the stream is the caller's to close


def write_json_lines(hits: Iterable[Hit], stream: BinaryIO) -> None:
    """Write an object an article; its offsets count characters of the article's text."""
    for hit in hits:
        article = hit.article
        written = {
            "rank": hit.rank,
            "article_id": clean(article.id),
            "title": clean(article.title),
            "date": str(article.published) if article.published else None,
            "source": clean(article.source) if article.source else None,
            "author": clean(article.author) if article.author else None,
            "url": web_address(article.url),
            "language": article.language,
            "sentences": [
                {"text": clean(each.text), "start": each.offset, "words": [list(word) for word in each.words]}
                for each in hit.sentences
            ],
        }
        stream.write(orjson.dumps(written, option=orjson.OPT_APPEND_NEWLINE))


def _cell(text: str | None) -> str:
    return guard(clean(text or ""))


def _words(sentence: Sentence) -> list[str]:
    return [sentence.typed[start:end] for start, end in sentence.typed_words]


WRITERS: Final[Mapping[str, Callable[[Iterable[Hit], BinaryIO], None]]] = {
    "csv": write_csv,
    "jsonl": write_json_lines,
}
"""By the ending of a file."""
