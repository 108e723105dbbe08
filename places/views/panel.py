"""The panel beside the map: the most named places, or the chosen one with its excerpts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.legible import legible
from places.maps import GLYPHS
from places.model import Place
from places.query import (
    ArticleRow,
    MentionRow,
    PlaceRow,
    account_of,
    compare,
    count,
    excluding_words,
    find_place,
    of_sentence,
    read_mentions,
    select_places,
)
from places.selection import Selection
from places.views import (
    account,
    beyond,
    company_shown,
    comparing,
    elements,
    hits,
    marking,
    state,
    within_shown,
    words,
)
from places.views.elements import Action, Node, element
from places.views.pages import ARTICLES, MAP, METHOD, PLACES, Page

PAGE_LENGTH: Final = 25
SHOWN: Final = "_panel_shown"


def show(dataset: Dataset, selection: Selection, say: Language, *, edit: bool = False) -> None:
    """Show the panel of a selection; a click changes the selection or opens an article.

    Who may `edit` opens a mention with a click on it.
    """
    shown: int = st.session_state.get(SHOWN, PAGE_LENGTH)
    chosen = find_place(dataset, selection, selection.place) if selection.place else None
    if selection.place and chosen is None:
        nodes: list[Node] = [
            element("p", say("The place of this link is not in this dataset."), css="note"),
            *most_named(dataset, selection, say, shown),
        ]
    elif chosen:
        nodes = [
            *place_header(chosen, say),
            *(
                comparing.place_line(dataset, selection.beside, selection, chosen.place.id, say)
                if selection.beside
                else []
            ),
            *within_shown.nodes_of(dataset, selection, chosen.place, say),
            *(
                _places_in_range(dataset, selection, say, shown)
                if within_shown.keeps_to(selection, chosen.place)
                else excerpts(dataset, selection, chosen, say, shown, edit=edit)
            ),
            *company_shown.in_panel(dataset, selection, chosen.place, say),
        ]
    elif selection.beside:
        nodes = comparing.table(dataset, selection.beside, selection, say, shown)
        nodes += more_button(len(compare(dataset, selection.beside, selection).order), shown, say)
    elif hits.is_searched(selection):
        nodes = hits.in_panel(dataset, selection, say, shown)
    else:
        nodes = most_named(dataset, selection, say, shown)
    scroll_to = _id(chosen.place) if chosen else None
    elements.show([*_beyond(say), *nodes], key="panel", on_action=act, scroll_to=scroll_to)


def _beyond(say: Language) -> list[Node]:
    """Say of a place that was found in the gazetteer that no article names it."""
    place = beyond.place()
    if place is None:
        return []
    facts = [say.kind(place.kind), *map(say.country, place.country_codes[:2])]
    return [
        element(
            "div",
            element("h2", place.name_in(say.code), css="panel-title"),
            element("p", " · ".join(facts), css="facts"),
            element("p", say("No article of this dataset names this place."), css="note"),
            element(
                "div",
                element("button", say("Clear choice"), css="quiet", action=("clear", "")),
                css="buttons",
            ),
            css="excerpt",
        )
    ]


def act(action: Action) -> None:
    """Do what a click in the panel, on a place page or in the reader asks for."""
    name, of = action
    if name in {"choose", "clear", "place"}:
        beyond.leave()
    if name == "choose":
        state.choose(of)
        st.session_state.pop(SHOWN, None)
    elif name == "clear":
        state.change(place=None)
        st.session_state.pop(SHOWN, None)
    elif name == "open":
        article, _, at = of.partition("@")
        state.open_article(article, int(at) if at else None)
        state.go(ARTICLES.name)
    elif name == "place":
        state.choose(of)
        state.show_list(wanted=False)
        state.go(PLACES.name)
    elif name == "page":
        state.go(of)
    elif name == "unread":
        account.open_not_read()
        state.go(METHOD.name)
    elif name == "more":
        st.session_state[SHOWN] = int(of)
    elif name == "mention":
        words.choose(of)
    elif name == "within":
        within_shown.act(action)
    elif name == "lines":
        state.change(lines=of == "1")


def link(page: Page, **parameters: str) -> str:
    """Write the address of a page for a new tab; the selection goes along."""
    selection = state.selection()
    if parameters.get("place", selection.place) != selection.place:
        selection = replace(selection, view=None)
    query = selection.to_query() | parameters
    return f"{page.address}?{urlencode(query, safe=',:')}"


def most_named(dataset: Dataset, selection: Selection, say: Language, shown: int) -> list[Node]:
    """List the places of a selection, the most named first, as buttons that choose."""
    places = select_places(dataset, selection, shown)
    if not places and not count(dataset, Selection()).articles:
        return [
            element("h2", say("No article yet"), css="panel-title"),
            element("p", say("Put files into the folder, or add them on the page “Add”."), css="note"),
        ]
    if not places:
        return [
            element("h2", say("Nothing to show"), css="panel-title"),
            *([element("p", no_hit(dataset, selection, say))] if hits.is_searched(selection) else []),
            element(
                "p",
                say("No article matches. Widen the dates, tick more kinds or articles, or empty the search."),
                css="note",
            ),
        ]
    rows = [element("li", place_row(row, say)) for row in places]
    return [
        element("h2", say("Most named places"), css="panel-title"),
        element("p", say("Choose a place, here or on the map, to read what is said about it."), css="note"),
        *not_read(dataset, say),
        element("ol", *rows, css="ranking"),
        *more_button(count(dataset, selection).places, shown, say),
    ]


def no_hit(dataset: Dataset, selection: Selection, say: Language) -> str:
    """Say which words of a search leave no article."""
    if count(dataset, selection).articles:
        return say("The articles with these words name no such place.")
    excluding = excluding_words(dataset, selection)
    if not excluding:
        return say("Each of these words is found, but no article holds all of them.")
    return say("What leaves no article: {words}").format(words=", ".join(map(say.quoted, excluding)))


def _places_in_range(dataset: Dataset, selection: Selection, say: Language, shown: int) -> list[Node]:
    """List the places that lie where the selection keeps to, in the stead of what is said of one of them."""
    rows = select_places(dataset, selection, shown)
    return [
        element("h3", say("Places there"), css="eyebrow"),
        element(
            "ol",
            *[element("li", place_row(row, say, chosen=selection.place)) for row in rows],
            css="ranking",
        ),
        *more_button(count(dataset, selection).places, shown, say),
    ]


def not_read(dataset: Dataset, say: Language) -> list[Node]:
    """Tell how many files are missing from all of this, and lead to their list."""
    total = account_of(dataset, "not read", 0).total
    if not total:
        return []
    line = say.plural(
        "{n} file, or row of one, was not read", "{n} files, or rows of them, were not read", total
    )
    return [
        element("p", element("a", line, action=("unread", ""), href=link(METHOD)), css="note unread-files")
    ]


def place_row(row: PlaceRow, say: Language, *, chosen: str | None = None) -> Node:
    """Write a place as a line that chooses it: its shape on the map, its name, its mentions."""
    place = row.place
    name = place.name_in(say.code)
    mentions = say.plural("{n} mention", "{n} mentions", row.mentions)
    return element(
        "button",
        element("span", GLYPHS[place.kind], css=f"glyph {place.kind}"),
        element("span", name, css="name"),
        element("span", say.number(row.mentions), css="number"),
        css="row",
        action=("choose", place.id),
        aria_label=f"{name}, {say.kind(place.kind)}, {mentions}",
        aria_pressed="true" if place.id == chosen else "false",
    )


def more_button(total: int, shown: int, say: Language) -> list[Node]:
    """Offer what is not shown yet."""
    if total <= shown:
        return []
    rest = say.plural("Show {n} more", "Show {n} more", min(total - shown, 4 * PAGE_LENGTH))
    return [element("button", rest, css="quiet", action=("more", str(shown + 4 * PAGE_LENGTH)))]


def place_header(row: PlaceRow, say: Language) -> list[Node]:
    """Show what is known of a place, in short."""
    place = row.place
    facts = [say.kind(place.kind)]
    if place.kind != "country":
        facts += [say.country(code) for code in place.country_codes[:3]]
    facts += [say.coordinates(place.latitude, place.longitude)]
    facts.append(source_text(place, say))
    named = named_text(row.mentions, row.articles, say)
    return [
        element("h2", place.name_in(say.code), css="panel-title", id=_id(place)),
        element("p", " · ".join(fact for fact in facts if fact), css="facts"),
        element("p", named, *_how_sure(row, say), css="facts"),
        element(
            "div",
            element(
                "a",
                say("Page of the place"),
                css="quiet",
                action=("place", place.id),
                href=link(PLACES, place=place.id),
            ),
            element("button", say("Clear choice"), css="quiet", action=("clear", "")),
            css="buttons",
        ),
    ]


def _how_sure(row: PlaceRow, say: Language) -> list[Node | str]:
    if not row.mentions:  # what is not named is neither sure nor unsure
        return []
    to_reasons = link(PLACES, place=row.place.id)
    return [
        " · ",
        marking.confidence(row.confidence, say),
        " · ",
        element("a", say("why?"), action=("place", row.place.id), href=to_reasons, css="why"),
    ]


def _id(place: Place) -> str:
    return f"place-{place.id}"


def sheet(row: PlaceRow, say: Language) -> Node:
    """Tell at the foot of a phone what the chosen place is, and lead on; wider pages tell it elsewhere."""
    place = row.place
    facts = [say.kind(place.kind), *(say.country(code) for code in place.country_codes[:2])]
    facts = [fact for fact in facts if fact != place.name_in(say.code)]
    facts.append(named_text(row.mentions, row.articles, say))
    return element(
        "section",
        element("span", place.name_in(say.code), css="name"),
        element("button", "×", css="quiet", action=("clear", ""), aria_label=say("Clear choice")),
        element("p", " · ".join(facts), css="facts"),
        element(
            "div",
            element(
                "a",
                say("Page of the place"),
                css="quiet",
                action=("place", place.id),
                href=link(PLACES, place=place.id),
            ),
            element("a", say("Show on the map"), css="quiet", action=("page", MAP.name), href=link(MAP)),
            css="buttons",
        ),
        css="sheet",
        aria_label=say("The chosen place"),
    )


def named_text(mentions: int, articles: int, say: Language) -> str:
    """Say how often a place is named, and in how many articles."""
    return say("{mentions} {in_articles}").format(
        mentions=say.plural("{n} mention", "{n} mentions", mentions),
        in_articles=say.plural("in {n} article", "in {n} articles", articles),
    )


def named_pattern(mentions: int, articles: int, say: Language) -> str:
    """Give what `named_text` says with ``{mentions}`` and ``{articles}`` instead of the numbers."""
    counted = say.messages.ngettext
    return say("{mentions} {in_articles}").format(
        mentions=counted("{n} mention", "{n} mentions", mentions).replace("{n}", "{mentions}"),
        in_articles=counted("in {n} article", "in {n} articles", articles).replace("{n}", "{articles}"),
    )


def source_text(place: Place, say: Language) -> str:
    """Say in short where a place comes from: its source and number there."""
    origin, _, key = place.id.partition(":")
    return f"GeoNames {key}" if origin == "geonames" else say.source(place.source)


def excerpts(
    dataset: Dataset, selection: Selection, row: PlaceRow, say: Language, shown: int, *, edit: bool = False
) -> list[Node]:
    """Show the excerpts of a place, grouped by article, the newest first."""
    mentions = read_mentions(dataset, selection, row.place.id, shown)
    if not mentions:
        return [element("p", say("The selection shows no article that names this place."), css="note")]
    nodes: list[Node] = []
    number = 0
    for _, same in groupby(mentions, key=lambda each: of_sentence(each.mention)):
        (mention, inside, article), *others = same  # a sentence that names it more than once is read once
        marked = {each.start for each in inside}
        nodes.append(
            _excerpt(
                mention,
                range(number + 1, number + 2 + len(others)),
                of=row,
                article=article,
                inside=[*inside, *(other.mention for other in others if other.mention.start not in marked)],
                found=lambda text, language: hits.words_in(dataset, selection, text, language),
                say=say,
                edit=edit,
            )
        )
        number += 1 + len(others)
    return [*nodes, *more_button(row.mentions, shown, say)]


def _excerpt(
    mention: MentionRow,
    numbers: range,
    *,
    of: PlaceRow,
    article: ArticleRow,
    inside: Sequence[MentionRow],
    found: Callable[[str, str | None], Sequence[hits.Span]],
    say: Language,
    edit: bool,
) -> Node:
    ends = dict.fromkeys((numbers[0], numbers[-1]))
    numbered = say("{n} of {total}").format(n="–".join(map(say.number, ends)), total=say.number(of.mentions))
    target = f"{article.id}@{mention.start}"
    return element(
        "article",
        element(
            "header",
            element("span", _when_and_where(article, say), css="when", title=article.source or ""),
            element("span", numbered, css="numbered"),
            css="line",
        ),
        element(
            "h3",
            element(
                "a",
                article.title,
                action=("open", target),
                href=link(ARTICLES, article=article.id, at=str(mention.start)),
            ),
        ),
        element(
            "p",
            *_marked_excerpt(mention, inside, lambda text: found(text, article.language), say, edit=edit),
            css="quote",
            lang=article.language or "",
        ),
        css="excerpt",
    )


def _when_and_where(article: ArticleRow, say: Language) -> str:
    """Say when an article was published, and by whom, as far as that is known."""
    return " · ".join(filter(None, (say.published(article.published, article.date_origin), article.source)))


def _marked_excerpt(
    mention: MentionRow,
    inside: Sequence[MentionRow],
    found: Callable[[str], Sequence[hits.Span]],
    say: Language,
    *,
    edit: bool,
) -> list[Node]:
    """Show an excerpt as a person would have typed it, with the toponyms and words in it marked."""
    view = legible(mention.excerpt)
    mentions = sorted([mention, *inside], key=lambda each: each.start)
    offsets = [view.shown(each.start - mention.offset, each.end - mention.offset) for each in mentions]
    return marking.marked(
        view.text, mentions, offsets, say, chosen=mention.place_id, edit=edit, found=found(view.text)
    )
