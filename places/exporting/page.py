"""A page of HTML: the map with its excerpts in one file that opens from disk, without a network.

Leaflet, land and borders, style and data are all in it. Nothing in it can be run but its
own scripts: a Content Security Policy names their hashes and forbids every request. The
data stand in a block of JSON in which no ``<`` is written as such, and the script sets
every text as text.

References
----------
Content Security Policy Level 3, https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from importlib import resources
from itertools import groupby
from typing import Any, BinaryIO, Final

from places.exporting.extract import Extract, Group, clean, groups, web_address
from places.language import Language
from places.maps import GLYPHS, UNSURE_BELOW, MapPlace, land_data, outlines_of, pieces, places_data, texts_in
from places.model import KINDS
from places.query import ArticleRow, MentionRow, of_sentence, typed_together

name: Final = "html"
label: Final = "HTML"
suffix: Final = ".html"
media_type: Final = "text/html"

excerpts: Final = 1000
"""A browser holds the whole file in memory."""


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write the page; the places go out one by one."""
    for part in _page(extract):
        stream.write(part.encode())


def _page(extract: Extract) -> Iterator[str]:

    map_ = pieces()
    style = map_.leaflet_css + map_.style + _asset("page.css")
    scripts = [map_.leaflet_js, map_.script, _asset("page.js")]
    title = escape(clean(extract.title))
    policy = (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    yield (
        f'<!doctype html>\n<html lang="{extract.language.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<title>{title}</title>\n'
        f"<style>{style}</style>\n</head>\n"
    )
    yield from _body(extract, title)
    yield '<script type="application/json" id="data">'
    yield from _data(extract, map_.world)
    yield "</script>\n"
    for script in scripts:
        yield f"<script>{script}</script>\n"
    yield "</body>\n</html>\n"


def _body(extract: Extract, title: str) -> Iterator[str]:
    say = extract.language
    counts = " · ".join(
        (
            say.plural("{n} article", "{n} articles", len(extract.articles)),
            say.plural("{n} place", "{n} places", len(extract.places)),
            say.plural("{n} mention", "{n} mentions", len(extract.mentions)),
        )
    )
    made = say("Made on {date} from articles that a program has read: a place may be mistaken.").format(
        date=say.day(extract.created.date())
    )
    land = f"Natural Earth, {say('public domain')}"
    sources = [*map(say.credit, extract.credits), land, "Leaflet, BSD 2-Clause"]
    link = web_address(extract.url)
    lead_back = (
        f'<p><a href="{escape(link)}">{escape(say("The same on the dashboard"))}</a></p>' if link else ""
    )
    yield (
        f'<body>\n<header class="header"><h1>{title}</h1>'
        f'<p class="about">{escape(clean(extract.description))}</p>'
        f'<p class="counts" id="counts">{escape(counts)}</p></header>\n'
        f'<noscript><p class="footer">{escape(say("The map and the list need JavaScript."))}</p></noscript>\n'
        '<main class="workbench">'
        f'<section class="map-frame" aria-label="{escape(say("Map"))}">'
        '<div id="map"></div></section>'
        f'<section class="panel" id="panel" aria-label="{escape(say("Places and excerpts"))}" tabindex="0">'
        "</section></main>\n"
        f'<details class="articles" id="articles"><summary>{escape(say("Articles"))}</summary>'
        "<ol></ol></details>\n"
        f'<footer class="footer">{lead_back}<p>{escape(made)}</p>'
        f"<p>{escape(say('Sources'))}: {escape(' · '.join(clean(line) for line in sources))}</p></footer>\n"
    )


def _data(extract: Extract, world: str) -> Iterator[str]:
    say = extract.language
    texts = {
        "places": say("Most named places"),
        "hint": say("Choose a place, here or on the map, to read what is said about it."),
        "search": say("Find a place"),
        "nothing": say("No place has this name."),
        "more": say("Show more"),
        "clear": say("Clear choice"),
    }
    kinds = {kind: {"name": say.kind(kind), "glyph": GLYPHS[kind]} for kind in KINDS}
    yield f'{{"texts":{_json(texts)},"kinds":{_json(kinds)},'
    yield f'"land":{_json(_land(extract))},"map":{_json(_map(extract))},\n"articles":['
    numbers = {}
    for number, article in enumerate(extract.articles):
        numbers[clean(article.id)] = number
        yield (",\n" if number else "\n") + _json(_article(article, say))
    yield '\n],\n"places":['
    for number, group in enumerate(groups(extract)):
        yield (",\n" if number else "\n") + _json(_place(group, numbers, say))
    yield f'\n],\n"world":{world}}}'


def _article(article: ArticleRow, say: Language) -> dict[str, Any]:
    return {
        "title": clean(article.title),
        "date": say.published(article.published, article.date_origin),
        "language": clean(article.language or ""),
        "source": clean(article.source or ""),
        "url": web_address(article.url),
    }


def _place(group: Group, numbers: dict[str, int], say: Language) -> dict[str, Any]:
    place = group.place
    origin, _, key = place.id.partition(":")
    facts = [say.kind(place.kind)]
    if place.kind != "country":
        facts += [say.country(code) for code in place.country_codes[:3]]
    facts += [
        say.coordinates(place.latitude, place.longitude),
        f"GeoNames {key}" if origin == "geonames" else say.source(place.source),
    ]
    rest = len(group.mentions) - excerpts
    return {
        "id": place.id,
        "name": place.name_in(say.code),
        "kind": place.kind,
        "mentions": len(group.mentions),
        "facts": " · ".join(filter(None, facts)),
        "named": _named(len(group.mentions), group.articles, say),
        "rest": say.plural("and one more mention", "and {n} more mentions", rest) if rest > 0 else "",
        "said": list(_said(group, numbers, say)),
    }


def _land(extract: Extract) -> dict[str, Any]:
    shades = extract.shades
    if shades:
        shades = replace(shades, shapes=outlines_of(area.place_id for area in shades.regions))
    return land_data(
        {code for row in extract.places if row.place.kind == "country" for code in row.place.country_codes},
        language=extract.language.code,
        shades=shades,
    )


def _map(extract: Extract) -> dict[str, Any]:
    say = extract.language
    places = [
        MapPlace(
            place_id=clean(place.id),
            name=clean(place.name_in(say.code)),
            kind=place.kind,
            latitude=place.latitude,
            longitude=place.longitude,
            mentions=mentions,
            articles=articles,
            confidence=confidence,
            tooltip=_named(mentions, articles, say),
            at=extract.points.get(place.id),
        )
        for place, mentions, articles, confidence in extract.places
    ]
    return places_data(places, texts=texts_in(say), buttons=True)


def _named(mentions: int, articles: int, say: Language) -> str:
    return say("{mentions} {in_articles}").format(
        mentions=say.plural("{n} mention", "{n} mentions", mentions),
        in_articles=say.plural("in {n} article", "in {n} articles", articles),
    )


def _said(group: Group, numbers: dict[str, int], say: Language) -> Iterator[list[Any]]:
    """Write each sentence once, with every mention in it: article, pieces, and doubts of the toponyms."""
    by_sentence = groupby(group.mentions[:excerpts], key=lambda each: of_sentence(each[0]))
    for (article_id, _, _), same in by_sentence:
        mentions = [mention for mention, _ in same]
        yield [numbers[article_id], typed_together(mentions), [_doubt(each, say) for each in mentions]]


def _doubt(mention: MentionRow, say: Language) -> str:
    if mention.confidence >= UNSURE_BELOW:
        return ""
    return say("resolved unsurely ({figure})").format(figure=say.decimal(mention.confidence))


def _json(value: object) -> str:
    """Write JSON that can stand in an element ``script``, whose end no text may write."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace(
        "<", "\\u003c"
    )


def _asset(file: str) -> str:
    return resources.files("places.exporting").joinpath("assets", file).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
