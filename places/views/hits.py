"""What a search found: articles with the sentences in which the words stand, the best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.query import Hit, Sentence, count, marks_in, select_hits, select_places
from places.selection import Selection
from places.views import elements
from places.views.elements import Node, element
from places.views.pages import ARTICLES

Span = tuple[int, int]

_PLACES: Final = 8
"""Places that are named above the hits."""


def is_searched(selection: Selection) -> bool:
    """Tell whether a selection looks for words."""
    return bool(selection.words.strip())


def in_panel(dataset: Dataset, selection: Selection, say: Language, shown: int) -> list[Node]:
    """List the hits of a selection beside the map, after the places that they name most."""
    from places.views import panel  # which shows these in turn

    found = select_hits(dataset, selection, shown)
    if not found:
        return panel.most_named(dataset, selection, say, shown)
    total = count(dataset, selection).articles
    places = select_places(dataset, selection, _PLACES)
    chips = [
        element(
            "button",
            f"{row.place.name_in(say.code)} ",
            element("span", say.number(row.mentions), css="number"),
            css="chip",
            action=("choose", row.place.id),
        )
        for row in places
    ]
    return [
        element("h2", _title(total, say), css="panel-title"),
        *([element("div", *chips, css="chips")] if chips else []),
        *(_hit(hit, total, say) for hit in found),
        *panel.more_button(total, shown, say),
    ]


def in_list(dataset: Dataset, selection: Selection, say: Language, shown: int) -> list[Node]:
    """List the hits of a selection on the page of the articles."""
    from places.views import panel

    total = count(dataset, selection).articles
    return [
        element("p", _title(total, say), css="note"),
        *(_hit(hit, total, say) for hit in select_hits(dataset, selection, shown)),
        *panel.more_button(total, shown, say),
    ]


def _title(total: int, say: Language) -> str:
    return say.plural("{n} article found", "{n} articles found", total)


def _hit(hit: Hit, total: int, say: Language) -> Node:
    from places.views import panel

    article = hit.article
    first = hit.sentences[0].words[0][0] if hit.sentences else None
    facts = [
        say.published(article.published, article.date_origin),
        *([article.source] if article.source else []),
    ]
    numbered = say("{n} of {total}").format(n=say.number(hit.rank), total=say.number(total))
    more = say.plural("{n} more sentence", "{n} more sentences", hit.more)
    target = article.id if first is None else f"{article.id}@{first}"
    address = {"article": article.id} | ({} if first is None else {"at": str(first)})
    return element(
        "article",
        element(
            "header",
            element("span", " · ".join(facts), css="when"),
            element("span", numbered, css="numbered"),
            css="line",
        ),
        element(
            "h3",
            element(
                "a",
                *worded(article.title, hit.title),
                action=("open", target),
                href=panel.link(ARTICLES, **address),
            ),
            lang=article.language or "",
        ),
        *(_sentence(article.id, sentence, article.language) for sentence in hit.sentences),
        *([element("p", more, css="facts")] if hit.more else []),
        css="excerpt hit",
    )


def _sentence(article_id: str, sentence: Sentence, language: str | None) -> Node:
    """Show a sentence as a person would have typed it; it leads to where it stands in the article."""
    from places.views import panel

    at = str(sentence.words[0][0])
    return element(
        "p",
        element(
            "a",
            *worded(sentence.typed, sentence.typed_words),
            action=("open", f"{article_id}@{at}"),
            href=panel.link(ARTICLES, article=article_id, at=at),
            css="sentence",
        ),
        css="quote",
        lang=language or "",
    )


def words_in(dataset: Dataset, selection: Selection, text: str, language: str | None) -> list[Span]:
    """Find the words of a selection in a text that is shown; none where it looks for none."""
    return marks_in(dataset, selection, text, language) if is_searched(selection) else []


def worded(text: str, spans: Sequence[Span], ids: Sequence[str] = ()) -> Iterator[Node]:
    """Mark words in a piece of text.

    Parameters
    ----------
    text : str
    spans : sequence of (int, int)
        Where they begin and end in it, in order; what lies outside of it is left out.
    ids : sequence of str
        What each is called in the page, if anything leads there.
    """
    done = 0
    for number, (start, end) in enumerate(spans):
        begin, finish = max(start, done), min(end, len(text))
        if begin >= finish:
            continue
        if begin > done:
            yield text[done:begin]
        word = text[begin:finish]
        yield (
            element("strong", word, css="word", id=ids[number])
            if ids
            else element("strong", word, css="word")
        )
        done = finish
    if done < len(text):
        yield text[done:]


def help_with_words(say: Language) -> None:
    """Offer to tell how a search is written."""
    rows = (
        (say("bridge river"), say("both words, in all of their forms")),
        (say("“old bridge”"), say("one right after the other")),
        (say("-river"), say("without this word")),
        (say("bridge OR ferry"), say("one of them")),
        (say("bridg*"), say("words that begin so")),
        (say("bridge ~5 river"), say("at most five words between them")),
    )
    listed = [
        part
        for words, meaning in rows
        for part in (element("dt", element("kbd", words)), element("dd", meaning))
    ]
    nodes = element("details", element("summary", say("How to search")), element("dl", *listed))
    elements.show([nodes], key="help_words", on_action=lambda _: None)


def prepare(dataset: Dataset, selection: Selection, say: Language) -> None:
    """Make the index of a dataset that has none, and say so while it takes."""
    if not is_searched(selection):
        return
    from places.fulltext import has_index, index_file

    if not has_index(dataset):
        with st.spinner(say("Preparing the search of this dataset; only the first time takes that long")):
            index_file(dataset)
