"""Articles that are about to be added: a list to tick, and their places on a small map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import streamlit as st

from places.adding import Draft
from places.language import Language
from places.model import Place
from places.query import PlaceRow
from places.reading import Problem
from places.views import elements, state
from places.views.elements import Node, element
from places.views.map_page import draw_map, map_places
from places.views.plain import plain
from places.views.shell import Visit

_SHOWN: Final = 50
_NAMED: Final = 6
_TICKED: Final = "_add_ticked"


def ticked(drafts: Sequence[Draft]) -> list[Draft]:
    """Return those drafts that are to be added: new ones, until a visitor says something else."""
    said: dict[str, bool] = st.session_state.get(_TICKED, {})
    return [draft for draft in drafts if _may_be_added(draft) and said.get(draft.article.id, draft.is_new)]


def forget() -> None:
    """Forget what was ticked."""
    st.session_state.pop(_TICKED, None)


def _may_be_added(draft: Draft) -> bool:
    return draft.twin is None or not draft.twin.is_same


def show_drafts(groups: Sequence[tuple[Draft, Sequence[Draft]]], say: Language) -> None:
    """Show drafts, those that are alike folded under the first of them."""
    with st.container(key="drafts"):
        for draft, alike in groups[:_SHOWN]:
            _show_draft(draft, say)
            if alike:
                label = say.plural(
                    "{n} more is the same, or nearly", "{n} more are the same, or nearly", len(alike)
                )
                with st.expander(label):
                    for each in alike[:_SHOWN]:
                        _show_draft(each, say)
        unlisted = len(groups) - _SHOWN
        if unlisted > 0:
            st.caption(say.plural("{n} more is not listed", "{n} more are not listed", unlisted))


def _show_draft(draft: Draft, say: Language) -> None:
    article = draft.article
    key = f"draft_{article.id}"

    def tick() -> None:
        is_ticked = state.told(key)
        if is_ticked is not None:
            st.session_state.setdefault(_TICKED, {})[article.id] = is_ticked

    with st.container(key=f"entry_{key}", gap=None):
        st.session_state[key] = draft in ticked([draft])
        st.checkbox(plain(article.title), key=key, on_change=tick, disabled=not _may_be_added(draft))
        elements.show(
            [element("p", " · ".join(_facts(draft, say)), css="facts"), *_twin(draft, say)],
            key=f"facts_{key}",
            on_action=_nothing,
        )


def _facts(draft: Draft, say: Language) -> list[str]:
    article = draft.article
    facts = [say.published(article.published, article.date_origin)]
    facts += [say.language_name(article.language)] if article.language else []
    facts += [part for part in (article.author, article.source, article.path) if part]
    if draft.mentions:
        names = Counter(mention.place.name_in(say.code) for mention in draft.mentions)
        most = ", ".join(name for name, _ in names.most_common(_NAMED))
        facts.append(f"{most} …" if len(names) > _NAMED else most)
    elif _may_be_added(draft):
        facts.append(say("no places found"))
    return facts


def _twin(draft: Draft, say: Language) -> list[Node]:
    twin = draft.twin
    if twin is None:
        return []
    match twin.is_there, twin.is_same:
        case True, True:
            line = say("is there already: {title}")
        case True, False:
            line = say("nearly the same is there already: {title}")
        case False, True:
            line = say("the same as {title}")
        case _:
            line = say("nearly the same as {title}")
    return [element("p", line.format(title=say.quoted(twin.title)), css="twin")]


def show_problems(problems: Sequence[Problem], say: Language) -> None:
    """Show what was not read, or not all of it, in the language of the page."""
    if not problems:
        return
    lines = [element("li", *_line(problem, say)) for problem in problems[:_SHOWN]]
    unlisted = len(problems) - _SHOWN
    if unlisted > 0:
        lines.append(element("li", say.plural("{n} more is not listed", "{n} more are not listed", unlisted)))
    with st.container(key="add_problems"):
        elements.show([element("ul", *lines, css="problems")], key="problems", on_action=_nothing)


def _line(problem: Problem, say: Language) -> list[Node]:
    where = problem.path
    if problem.row is not None:
        where = say("{path}, row {row}").format(path=problem.path, row=problem.row)
    reason = say.reason(problem.reason)
    return [element("span", where, css="path"), f": {reason}"] if where else [reason]


def show_map(visit: Visit, drafts: Sequence[Draft]) -> None:
    """Show the places of drafts on a small map."""
    found = rows_of(drafts)
    if not found:
        return
    say = visit.say
    with st.container(key="add_map"):
        countries = sorted({code for row in found for code in row.place.country_codes[:1]})
        draw_map(visit, map_places(found, say), countries, key="map_of_drafts")
    elements.show(
        [
            element(
                "p",
                say.plural("{n} place", "{n} places", len(found))
                + " · "
                + say.plural("{n} mention", "{n} mentions", sum(row.mentions for row in found)),
                css="facts",
            )
        ],
        key="add_counts",
        on_action=_nothing,
    )


def rows_of(drafts: Sequence[Draft]) -> list[PlaceRow]:
    """Count how often drafts name each place, the most named first."""
    places: dict[str, Place] = {}
    mentions: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    confidence: Counter[str] = Counter()
    for draft in drafts:
        for mention in draft.mentions:
            places[mention.place.id] = mention.place
            mentions[mention.place.id] += 1
            confidence[mention.place.id] += mention.confidence  # type: ignore[assignment] # a sum, not a count
        articles.update({mention.place.id for mention in draft.mentions})
    return [
        PlaceRow(places[place_id], count, articles[place_id], confidence[place_id] / count)
        for place_id, count in mentions.most_common()
    ]


def _nothing(action: elements.Action) -> None:
    """Do nothing here: nothing in these lists is asked for anything."""
