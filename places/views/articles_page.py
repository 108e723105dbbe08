"""The page with the articles: a list, and a reader that marks the places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, Final

import streamlit as st

from places.exporting.extract import web_address
from places.language import Language
from places.legible import Legible, legible
from places.query import (
    ArticleRow,
    MentionRow,
    PlaceRow,
    find_place,
    named_countries,
    points_on_courses,
    read_article,
    select_mentions,
    select_places,
)
from places.selection import Selection
from places.views import article_form, article_list, elements, hits, marking, panel, state, words
from places.views.elements import Action, Node, element
from places.views.map_page import draw_map, map_places
from places.views.shell import Visit

_LONGEST_TOPONYM: Final = 200
_LONG: Final = re.compile(r"\S{500}")
_ENDLESS: Final = re.compile(r"\S{5000}")


def show(visit: Visit) -> None:
    """Show the list, or the article that is open."""
    opened = state.reading()
    found = read_article(visit.dataset, opened.article) if opened.article else None
    if opened.article and found is None:
        st.info(visit.say("The article of this link is not in this dataset."), icon=":material/link_off:")
    place = visit.selection.place
    if place and find_place(visit.dataset, Selection(), place) is None:
        st.info(visit.say("The place of this link is not in this dataset."), icon=":material/link_off:")
    if found:
        _reader(visit, *found)
    else:
        article_list.show(visit, _act)


def _act(action: Action) -> None:
    name, of = action
    if name == "open":
        article, _, at = of.partition("@")
        state.open_article(article or None, int(at) if at else None)
    elif name == "select":
        words.select(of)
    else:
        panel.act(action)


def _reader(visit: Visit, article: ArticleRow, text: str) -> None:
    say, selection = visit.say, visit.selection
    everything = Selection(articles=(article.id,))
    mentions = select_mentions(visit.dataset, everything, excerpts=False)
    places = {row.place.id: row for row in select_places(visit.dataset, everything)}
    view = legible(text)
    words_found = hits.words_in(visit.dataset, selection, view.text, article.language)
    missed = words.selected()
    if missed:
        words.open_words(words.Words(article.id, *view.original(*missed)))
    with st.container(key="reader", horizontal=True, gap="large"):
        with st.container(key="reader_text", width="stretch"):
            body = paragraphs(view, mentions, words_found, selection.place, say, edit=visit.may_edit)
            selecting = _only(visit.may_edit, data_select=say("What is this?"))
            title = element("p", article.title)
            if _begins_with_title(view.text, article):  # it is read once, with its names
                title, *body = body
            nodes = [
                element("button", say("All articles"), css="quiet back", action=("open", "")),
                _heading(title, lang=article.language or "", **selecting),
                _facts(article, say),
                element("div", *body, css="body", lang=article.language or "", **selecting),
            ]
            at = state.reading().at
            elements.show(
                nodes,
                key="reader_elements",
                on_action=_act,
                scroll_to=f"at-{at}" if at is not None else None,
            )
        with st.container(key="reader_side", width=364):
            with st.container(key="reader_map"):
                found = list(places.values())
                countries = named_countries(visit.dataset, everything)
                draw_map(
                    visit,
                    map_places(found, say, points_on_courses(visit.dataset)),
                    countries,
                    key="map_of_article",
                )
            _side(visit, places, selection)
            if visit.may_edit:
                _missed(article, text, say)
            article_form.edit_article(visit, article)


def _missed(article: ArticleRow, text: str, say: Language) -> None:
    from places.views.editing import missed  # only for who may edit

    missed.show(article.id, text, say)


def _begins_with_title(text: str, article: ArticleRow) -> bool:
    """Tell whether the first line of a text is the title of the article."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return bool(first) and first.split() == article.title.split()


def _heading(paragraph: Node, **attributes: str) -> Node:
    """Make the page's heading of a paragraph, with its names and where it stands in the text."""
    if isinstance(paragraph, str):
        return element("h2", paragraph, css="page-title")
    about = {name.replace("_", "-"): value for name, value in attributes.items()}
    return {**paragraph, "t": "h2", "c": "page-title", "p": {**paragraph.get("p", {}), **about}}


def _facts(article: ArticleRow, say: Language) -> Node:
    facts: list[Node] = [say.published(article.published, article.date_origin)]
    for part in article_list.origin(article):
        facts += [" · ", part]
    address = web_address(article.url)
    if address:
        facts += [" · ", element("a", say("original"), href=address)]
    return element("p", *facts, css="facts")


def paragraphs(
    view: Legible,
    mentions: Sequence[MentionRow],
    found: Sequence[hits.Span],
    chosen: str | None,
    say: Language,
    *,
    edit: bool,
) -> list[Node]:
    """Cut an article into paragraphs at its line breaks, and in words without an end.

    The toponyms are marked, and the words that were `found`.

    It is shown as a person would have typed it: lines that were wrapped are one paragraph.
    """
    paragraphs: list[Node] = []
    spans = [view.shown(mention.start, mention.end) for mention in mentions]
    starts = [start for start, _ in spans]
    offset = 0
    for line in _lines(_with_names_whole(view.text, spans), starts):
        end = offset + len(line)
        if line.strip():
            begun = range(bisect_left(starts, offset), bisect_left(starts, end))
            whole = [number for number in begun if spans[number][1] <= end]
            inside = [mentions[number] for number in whole]
            places = [(spans[number][0] - offset, spans[number][1] - offset) for number in whole]
            css = "endless" if _LONG.search(line) else ""
            in_line = found[bisect_left(found, (offset, 0)) : bisect_left(found, (end, 0))]
            nodes = marking.marked(
                line,
                inside,
                places,
                say,
                chosen=chosen,
                edit=edit,
                found=[(start - offset, finish - offset) for start, finish in in_line],
                ids=[_word_id(view, span, mentions) for span in in_line],
            )
            paragraphs.append(element("p", *nodes, css=css, **_only(edit, data_at=str(offset))))
        offset = end
    return paragraphs


def _word_id(view: Legible, span: hits.Span, mentions: Sequence[MentionRow]) -> str:
    """Name a word by where it stands in the article, unless a toponym that begins there has that name."""
    start, _ = view.original(*span)
    at = bisect_left(mentions, start, key=lambda mention: mention.start)
    taken = at < len(mentions) and mentions[at].start == start
    return f"word-{start}" if taken else f"at-{start}"


def _only(wanted: bool, **attributes: Any) -> dict[str, Any]:
    return attributes if wanted else {}


def _with_names_whole(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Put a space where a line breaks within a toponym."""
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        if start >= done and "\n" in text[start:end]:
            pieces += (text[done:start], text[start:end].replace("\n", " "))
            done = end
    return "".join((*pieces, text[done:]))


def _lines(text: str, starts: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a text, a word without an end in pieces: a browser takes its length squared for it.

    Parameters
    ----------
    text : str
    starts : sequence of int
        Where toponyms begin, in order; they are not cut.
    """
    offset = 0
    for line in text.splitlines(keepends=True):
        done = 0
        for endless in _ENDLESS.finditer(line):
            cut = endless.end()
            last = bisect_left(starts, offset + cut) - 1
            if last >= 0 and starts[last] > offset + max(done, cut - _LONGEST_TOPONYM):
                cut = starts[last] - offset
            if cut > done:
                yield line[done:cut]
                done = cut
        yield line[done:]
        offset += len(line)


def _side(visit: Visit, places: dict[str, PlaceRow], selection: Selection) -> None:
    say = visit.say
    chosen = places.get(selection.place or "")
    if chosen is None and selection.place:
        chosen = find_place(visit.dataset, selection, selection.place)
    nodes: list[Node] = [*panel.place_header(chosen, say), panel.sheet(chosen, say)] if chosen else []
    nodes += [
        element("h3", say("Places in this article"), css="eyebrow"),
        element(
            "ol",
            *[element("li", panel.place_row(row, say, chosen=selection.place)) for row in places.values()],
            css="ranking",
        ),
    ]
    elements.show(nodes, key="reader_panel", on_action=_act)
