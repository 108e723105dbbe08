"""The page to go through what may be wrong: name by name, by keys, a second each."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import Final

import streamlit as st

from places import maps
from places.journal import (
    Everywhere,
    InArticle,
    JournalError,
    MentionChecked,
    OneMention,
    PlaceDecided,
    Said,
    Standing,
)
from places.journal.looked import keep_looked, new_to
from places.language import Language
from places.maps import UNSURE_BELOW
from places.query import find_place, typed
from places.query.doubts import MISSING, Doubt, select_doubts, select_new
from places.query.index import index_of
from places.query.missing import select_missing
from places.query.spots import Spot, find_spot
from places.selection import Selection
from places.views import access, changing, elements, words
from places.views.editing.choices import NO_PLACE, Choice, choice_nodes, choices, on_map, view_of
from places.views.editing.editor import state_text
from places.views.editing.lookup import in_gazetteer
from places.views.editing.wording import in_words
from places.views.elements import Action, Node, element
from places.views.map_page import tiles
from places.views.opening import journal_of
from places.views.shell import Visit

_LATER: Final = "_review_later"
_DONE: Final = "_review_done"
_KNOWN: Final = "_review_known"
_KEPT: Final = "_review_kept"
_SENTENCES: Final = 4
_MOST_CHECKED: Final = 500
"""Mentions that one decision says are right."""


def show(visit: Visit) -> None:
    """Show the name that is worth a look first."""
    say = visit.say
    later: list[str] = st.session_state.setdefault(_LATER, [])
    done: int = st.session_state.get(_DONE, 0)
    standing = _standing(visit)
    new = _new_articles(visit)
    with st.container(key="review", horizontal=True, gap="large"):
        with st.container(key="review_main", width="stretch"):
            title = element("h2", say("Review"), css="page-title")
            elements.show([title], key="review_title", on_action=_act)
            waiting = _heap(undecided(_all_doubts(visit, new), standing), say)
            ahead = [doubt for doubt in waiting if _token(doubt) not in later]
            elements.show(
                _progress(done, len(ahead), len(waiting) - len(ahead), say), key="review_head", on_action=_act
            )
            if not ahead:
                _keep_looked(visit)
                _nothing_left(waiting, say)
                return
            doubt = ahead[0]
            spots = _spots(visit, doubt)
            if not spots:  # the text has changed since
                later.append(_token(doubt))
                st.rerun()
            listed = choices(visit, spots[0], "")[:5]
            _card(visit, doubt, spots, listed, is_new=not new.isdisjoint(doubt.articles))
        with st.container(key="review_side", width=420), st.container(key="review_map"):
            _map(visit, listed, doubt)


def undecided(doubts: Sequence[Doubt], standing: Standing) -> list[Doubt]:
    """Leave out what somebody has decided or checked since the dataset was made."""
    return [doubt for doubt in doubts if not _is_decided(doubt, standing)]


def _all_doubts(visit: Visit, new: frozenset[str]) -> list[Doubt]:
    """List what is worth a look, what is in new articles first."""
    dataset = visit.dataset
    with st.spinner(visit.say("Looking through the texts"), show_time=False):
        found = [*select_doubts(dataset), *select_missing(dataset, in_gazetteer)]
    named = {(doubt.name, doubt.place_id) for doubt in found}
    found += [doubt for doubt in select_new(dataset, new) if (doubt.name, doubt.place_id) not in named]
    return sorted(found, key=lambda doubt: new.isdisjoint(doubt.articles))


def _new_articles(visit: Visit) -> frozenset[str]:
    """Return the ids of the articles that came since the visitor last reviewed, before this session too."""
    ids = frozenset(index_of(visit.dataset).article_ids)
    if _KNOWN not in st.session_state:
        who = access.visitor(visit.settings).name
        try:
            st.session_state[_KNOWN] = ids - new_to(journal_of(visit.settings.source), who, ids)
        except JournalError:
            return frozenset()
    known: frozenset[str] = st.session_state[_KNOWN]
    return ids - known


def _keep_looked(visit: Visit) -> None:
    """Keep, once a session, which articles there are: what comes later is new the next time."""
    if st.session_state.get(_KEPT) == visit.dataset.fingerprint:
        return
    with suppress(JournalError):
        who = access.visitor(visit.settings).name
        keep_looked(journal_of(visit.settings.source), who, index_of(visit.dataset).article_ids)
        st.session_state[_KEPT] = visit.dataset.fingerprint


def _heap(doubts: Sequence[Doubt], say: Language) -> list[Doubt]:
    """Let a visitor choose of which heap to look at; give it."""
    names = {
        "": say("All"),
        "unsure": say("Unsure"),
        "close": say("Close second"),
        "far": say("Far off"),
        "missing": say("Not in the gazetteer"),
        "new": say("New names"),
    }
    heaps = {heap: [doubt for doubt in doubts if not heap or heap in _heaps_of(doubt)] for heap in names}
    listed = [heap for heap in names if heaps[heap]]
    if len(listed) <= 2:  # all of them, and the one heap that they are
        return heaps[""]
    if st.session_state.get("review_heap") not in listed:
        st.session_state["review_heap"] = ""
    chosen = st.segmented_control(
        say("What to look at"),
        listed,
        format_func=lambda heap: f"{names[heap]} {say.number(len(heaps[heap]))}",
        key="review_heap",
        required=True,
        label_visibility="collapsed",
    )
    return heaps[chosen or ""]


def _heaps_of(doubt: Doubt) -> frozenset[str]:
    return frozenset("missing" if why in MISSING else why for why in doubt.why)


def _is_decided(doubt: Doubt, standing: Standing) -> bool:
    if doubt.name in standing.of_all:
        return True
    if all(doubt.name in standing.of_article.get(article_id, {}) for article_id in doubt.articles):
        return True
    return all(
        (start, end) in standing.checked_mentions.get(article_id, {})
        or (start, end) in standing.of_mention.get(article_id, {})
        for article_id, start, end in doubt.spots[:_MOST_CHECKED]
    )


def _standing(visit: Visit) -> Standing:
    try:
        return journal_of(visit.settings.source).standing()
    except JournalError:
        return Standing()


def _spots(visit: Visit, doubt: Doubt) -> list[Spot]:
    found = (find_spot(visit.dataset, *spot) for spot in doubt.spots[:_SENTENCES])
    return [spot for spot in found if spot is not None]


def _progress(done: int, left: int, later: int, say: Language) -> list[Node]:
    share = 100 * done / (done + left + later) if done + left + later else 100
    facts = [
        say.plural("{n} decided", "{n} decided", done),
        say.plural("{n} to look at", "{n} to look at", left),
        *([say.plural("{n} put off", "{n} put off", later)] if later else []),
    ]
    return [
        element("p", " · ".join(facts), css="facts"),
        element("div", element("span", style=f"width:{share:.0f}%"), css="progress"),
    ]


def _nothing_left(waiting: Sequence[Doubt], say: Language) -> None:
    nodes: list[Node] = [element("p", say("Nothing left that is worth a look."), css="note")]
    if waiting:
        nodes.append(
            element("button", say("Look at what was put off"), css="quiet", action=("pick", "again"))
        )
    elements.show(nodes, key="review_nothing", on_action=_act)


def _act(action: Action) -> None:
    if action == ("pick", "again"):
        st.session_state[_LATER] = []


def _card(
    visit: Visit, doubt: Doubt, spots: Sequence[Spot], listed: Sequence[Choice], *, is_new: bool
) -> None:
    say, token, seen = visit.say, _token(doubt), changing.last_seen(visit.settings)

    def decide(action: Action) -> None:
        name, of = action
        if name == "pick" and of == f"later {token}":
            st.session_state[_LATER] = [*st.session_state[_LATER], token]
        elif name == "pick" and of == f"other {token}":
            first = spots[0].mention
            words.open_words(words.Words(first.article_id, first.start, first.end))
        elif name == "pick" and of.startswith(
            f"{token} "
        ):  # a key that was meant for another card does nothing
            picked = of.partition(" ")[2]
            said = decision(doubt, None if picked == NO_PLACE else picked)
            done = in_words(said[0], visit.settings, say)
            if changing.save(visit.settings, visit.dataset, said, say, done=done, seen=seen):
                st.session_state[_DONE] = st.session_state.get(_DONE, 0) + 1
                _keep_looked(visit)

    keys = [
        element(
            "button",
            element("kbd", "l"),
            f" {say('Later')}",
            css="quiet",
            action=("pick", f"later {token}"),
            data_key="l",
        ),
        element(
            "button",
            element("kbd", "o"),
            f" {say('Something else') if doubt.place_id else say('Search for it, or point to it')}",
            css="quiet",
            action=("pick", f"other {token}"),
            data_key="o",
        ),
    ]
    elements.show(
        [
            element("h2", say.quoted(doubt.name), css="panel-title"),
            element("p", _why(visit, doubt, spots[0], is_new=is_new), css="facts"),
            *[_sentence(spot) for spot in spots],
            *choice_nodes(listed, doubt.place_id, say, token=token),
            element("div", *keys, css="buttons"),
        ],
        key="review_card",
        on_action=decide,
    )


def decision(doubt: Doubt, place_id: str | None) -> list[Said]:
    """Make of a choice what is said in one step.

    What stays as it is, is checked. What changes, changes for the name: in all articles, or where the
    same name was taken for several places, in those where it was taken for this one.
    """
    if place_id == doubt.place_id:
        return [
            MentionChecked(OneMention(article_id, start, end, doubt.name), place_id)
            for article_id, start, end in doubt.spots[:_MOST_CHECKED]
        ]
    if doubt.shared:
        return [PlaceDecided(InArticle(doubt.name, article_id), place_id) for article_id in doubt.articles]
    return [PlaceDecided(Everywhere(doubt.name), place_id)]


def _why(visit: Visit, doubt: Doubt, spot: Spot, *, is_new: bool) -> str:
    say = visit.say
    row = find_place(visit.dataset, Selection(), doubt.place_id)
    confidence = row.confidence if row else None  # as the table and the page of the place tell it
    reasons = {
        "unsure": say("by this name resolved unsurely"),
        "close": say("another place is nearly as likely"),
        "far": say("far from all other places of its articles"),
        "called": say("the text calls it a place, and the gazetteer lacks it"),
        "located": say("it stands where places stand, and the gazetteer lacks it"),
        "new": say("a name that is new"),
    }
    where = say("{mentions} {in_articles}").format(
        mentions=say.plural("{n} mention", "{n} mentions", doubt.mentions),
        in_articles=say.plural("in {n} article", "in {n} articles", len(doubt.articles)),
    )
    new = [say("in an article that is new")] if is_new else []
    if confidence is not None and confidence < UNSURE_BELOW:
        del reasons["unsure"]  # that is told already
    told = [reasons[why] for why in doubt.why if why in reasons]
    return " · ".join([where, *new, state_text(spot, say, confidence), *told])


def _sentence(spot: Spot) -> Node:
    before, toponym, after = typed(spot.mention)
    return element(
        "p",
        before,
        element("mark", toponym, css="toponym chosen"),
        after,
        css="quote small",
        lang=spot.article.language or "",
    )


def _map(visit: Visit, listed: Sequence[Choice], doubt: Doubt) -> None:
    from places.views.map import show_map

    places = on_map(listed, visit.say)
    show_map(
        places,
        view=view_of(places, 396, 240),
        chosen=doubt.place_id or None,
        theme=visit.theme,
        texts=maps.texts_in(visit.say),
        tiles=tiles(visit.settings, visit.selection),
        key="map_of_review",
    )


def _token(doubt: Doubt) -> str:
    """Name a doubt in what a page sends."""
    return blake2b(f"{doubt.name}\0{doubt.place_id}".encode(), digest_size=8).hexdigest()
