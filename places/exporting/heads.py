"""What the columns of a workbook are called, in the language of the page."""

from __future__ import annotations

from collections.abc import Sequence

from places.language import Language


def heads(columns: Sequence[str], say: Language) -> list[str]:
    """Name columns for a reader; in English they are called what they are called in CSV."""
    named = {
        "article_id": say("article_id"),
        "article": say("article"),
        "date": say("date"),
        "date_origin": say("date_origin"),
        "source": say("source"),
        "url": say("url"),
        "language": say("language"),
        "start": say("start"),
        "end": say("end"),
        "toponym": say("toponym"),
        "quote": say("quote"),
        "quote_start": say("quote_start"),
        "place_id": say("place_id"),
        "place": say("place"),
        "kind": say("kind"),
        "country_codes": say("country_codes"),
        "latitude": say("latitude"),
        "longitude": say("longitude"),
        "confidence": say("confidence"),
        "place_source": say("place_source"),
        "mentions": say("mentions"),
        "articles": say("articles"),
        "first_date": say("first_date"),
        "last_date": say("last_date"),
        "section": say("section"),
        "author": say("author"),
        "path": say("path"),
        "countries": say("countries"),
        "side": say("side"),
        "mentions_a": say("mentions_a"),
        "mentions_b": say("mentions_b"),
        "articles_a": say("articles_a"),
        "articles_b": say("articles_b"),
        "share_a": say("share_a"),
        "share_b": say("share_b"),
        "share": say("share"),
    }
    return [named.get(column, column) for column in columns]
