"""The page on which an editor adds articles: files, a text, a web address; looked at first, then kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, Literal

import streamlit as st

from places.adding import Draft, accept, drafts_of, folded, pasted, read_uploads
from places.fetching import FetchError, articles_at, fetch, is_feed
from places.journal import FeedFollowed, JournalError
from places.language import Language
from places.model import Article
from places.reading import Problem, formats
from places.views import access, article_form, drafts_shown, elements
from places.views.at_hand import known_now, page_geoparser
from places.views.elements import element
from places.views.limits import Limit
from places.views.opening import journal_of
from places.views.pages import ARTICLES, MAP
from places.views.panel import link
from places.views.settings import Settings, may_fetch
from places.views.shell import Visit
from places.views.sources_shown import show_sources

Way = Literal["files", "folder", "text", "address"]

MOST_FILES: Final = 1_000
"""So many files are read at once; a folder of more is better given to the server at its start."""
MOST_BYTES: Final = 300_000_000
"""So large may all of them be together."""

_FETCHES: Final = Limit(most=20, seconds=60)
"""Web addresses of one visitor."""
_LOOK: Final = "_add_look"
_ROUND: Final = "_add_round"
_WAY: Final = "_add_way"
_TOLD: Final = "_add_told"
_FEED: Final = "_add_feed"
_PASTED: Final = frozenset({"add_pasted", "add_pasted_title", "add_pasted_date"})
"""The keys of the fields that belong to one text alone."""


@dataclass
class _Look:
    """What a visitor brought, and what became of it so far.

    Attributes
    ----------
    of : tuple
        What was brought; something else is looked at anew.
    found : list of Draft or Problem
    done : bool
        Whether all of it was looked at.
    stopped : bool
        Whether the visitor wants no more of it.
    """

    of: tuple[object, ...]
    found: list[Draft | Problem] = field(default_factory=list)
    done: bool = False
    stopped: bool = False

    @property
    def drafts(self) -> list[Draft]:
        return [item for item in self.found if isinstance(item, Draft)]

    @property
    def problems(self) -> list[Problem]:
        return [item for item in self.found if isinstance(item, Problem)]


@dataclass(frozen=True)
class _Brought:
    """Something to look at: what tells it from everything else, and what reads it."""

    of: tuple[object, ...]
    read: Callable[[], Iterator[Article | Problem]]
    files: int = 1


def show(visit: Visit) -> None:
    """Show the page."""
    say = visit.say
    with st.container(key="add", horizontal=True, gap="large"):
        with st.container(key="add_main", width="stretch"):
            elements.show(
                [element("h2", say("Add articles"), css="page-title")], key="add_title", on_action=_nothing
            )
            _told(visit)
            brought = _ways(visit)
            if brought is not None:
                st.session_state[_LOOK] = _looked_at(brought, st.session_state.get(_LOOK))
            look: _Look | None = st.session_state.get(_LOOK)
            if look is not None:
                _look_on(visit, look, brought)
                _show_look(visit, look)
            with st.container(key="add_sources"):
                show_sources(visit)
                article_form.show_removed(visit)
        with st.container(key="add_side", width=364):
            ticked = drafts_shown.ticked(look.drafts) if look is not None else []
            drafts_shown.show_map(visit, ticked)


def _ways(visit: Visit) -> _Brought | None:
    say = visit.say
    names: dict[Way, str] = {
        "files": say("Files"),
        "folder": say("Folder"),
        "text": say("Text"),
        "address": say("Web address"),
    }
    way: Way = st.segmented_control(
        say("What to add"),
        list(names),
        format_func=lambda each: names[each],
        key="add_way",
        default="files",
        required=True,
        label_visibility="collapsed",
    )
    if st.session_state.setdefault(_WAY, way) != way:
        _forget()
        st.session_state[_WAY] = way
    match way:
        case "files" | "folder":
            return _files(way, say)
        case "text":
            return _text(say)
        case "address":
            return _address(visit)


def _files(way: Literal["files", "folder"], say: Language) -> _Brought | None:
    known = ", ".join(suffix for form in formats() for suffix in form.suffixes[:1])
    # Streamlit's own words for it are English in every language (style/adding.css).
    st.html(
        f"<style>.st-key-add_main {{ --choose: {json.dumps(say('Choose'), ensure_ascii=False)}; }}</style>"
    )
    files = st.file_uploader(
        say("Files with articles") if way == "files" else say("A folder with articles"),
        accept_multiple_files=True if way == "files" else "directory",
        key=f"add_{way}_{st.session_state.get(_ROUND, 0)}",
    )
    if not files:
        st.caption(
            say(
                "Drop them here or choose them. You look at what was read before anything is added, and what "
                "was added can be undone."
            )
        )
        st.caption(say("Read are {suffixes}").format(suffixes=known))
        return None
    if len(files) > MOST_FILES or sum(file.size for file in files) > MOST_BYTES:
        st.warning(
            say(
                "That is more than fits on a page: up to {n} files and {size} MB at once. "
                "Start the dashboard with the folder instead."
            ).format(n=say.number(MOST_FILES), size=say.number(MOST_BYTES // 1_000_000)),
            icon=":material/folder_limited:",
        )
        return None

    def read() -> Iterator[Article | Problem]:
        for file in files:
            file.seek(0)
        return read_uploads((file.name, file) for file in files)

    return _Brought((way, *(file.file_id for file in files)), read, len(files))


def _text(say: Language) -> _Brought | None:
    with st.form("add_text", border=False):
        text = st.text_area(say("Text"), height=220, key="add_pasted")
        first, second, third = st.columns([2, 1, 1])
        title = first.text_input(say("Title"), key="add_pasted_title")
        date = second.text_input(
            say("Date"), placeholder=say("2024-06-19, or less of it"), key="add_pasted_date"
        )
        source = third.text_input(say("Source"), key="add_pasted_source")
        sent = st.form_submit_button(say("Preview"))
    if not (sent and text.strip()):
        return None
    return _Brought(
        ("text", text, title, date, source),
        lambda: pasted({"text": text, "title": title, "date": date, "source": source}),
    )


def _address(visit: Visit) -> _Brought | None:
    say = visit.say
    if not may_fetch(visit.settings):
        st.info(
            say(
                "On this server, web addresses are not fetched. Whoever runs it can allow it: "
                "{setting} in the settings."
            ).format(setting="`fetch = true`"),
            icon=":material/public_off:",
        )
        return None
    with st.form("add_address", border=False):
        url = st.text_input(
            say("Address of an article or a feed"),
            placeholder="https://",
            key=f"add_url_{st.session_state.get(_ROUND, 0)}",
        )
        sent = st.form_submit_button(say("Preview"))
    if not (sent and url.strip()):
        return None
    who = access.visitor(visit.settings)
    if not _FETCHES.allows(who.name):
        st.warning(say("Too many addresses in a minute; wait a little."), icon=":material/hourglass:")
        return None
    return _Brought(("address", url), lambda: _fetched(url))


def _fetched(url: str) -> Iterator[Article | Problem]:
    st.session_state.pop(_FEED, None)
    try:
        fetched = fetch(url)
    except FetchError as error:
        yield Problem(url, None, str(error))
        return
    items = list(articles_at(fetched))
    if is_feed(fetched):
        sources = [item.source for item in items if isinstance(item, Article) and item.source]
        st.session_state[_FEED] = FeedFollowed(fetched.url, next(iter(sources), "")[:200])
    yield from items


def _follow(say: Language) -> FeedFollowed | None:
    """Offer to look at a feed again later."""
    feed: FeedFollowed | None = st.session_state.get(_FEED)
    if feed is None:
        return None
    followed = st.checkbox(say("Look at this feed again for new articles"), value=True, key="add_follow")
    return feed if followed else None


def _looked_at(brought: _Brought, before: _Look | None) -> _Look:
    """Keep what was found as long as it is of the same things."""
    same = before is not None and before.of == brought.of
    return before if same and before is not None else _Look(brought.of)


def _look_on(visit: Visit, look: _Look, brought: _Brought | None) -> None:
    """Look at what was brought; a visitor who presses Stop keeps what was found until then."""
    look.stopped = look.stopped or (brought is None and not look.done)
    if look.done or look.stopped or brought is None:
        return
    say = visit.say

    def stop() -> None:
        look.stopped = True

    look.found.clear()
    with st.container(key="add_progress", horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0, text=say("Reading"), width="stretch")
        button = st.empty()
        button.button(say("Stop reading"), on_click=stop, key="add_stop")
        known = known_now(visit.settings.source, visit.dataset)
        for item in drafts_of(brought.read(), page_geoparser(), known):
            look.found.append(item)
            number = len(look.drafts)
            share = min(number / max(brought.files, number + 1), 1.0)
            bar.progress(share, text=say.plural("{n} article read", "{n} articles read", number))
        look.done = True
        bar.empty()
        button.empty()


def _show_look(visit: Visit, look: _Look) -> None:
    say = visit.say
    if look.stopped:
        st.caption(say("Stopped; the rest was not looked at."))
    drafts_shown.show_problems(look.problems, say)
    groups = folded(look.drafts)
    if groups:
        drafts_shown.show_drafts(groups, say)
        chosen = drafts_shown.ticked(look.drafts)
        feed = _follow(say)
        with st.container(key="add_buttons", horizontal=True):
            st.button(
                say.plural("Add {n} article", "Add {n} articles", len(chosen)),
                type="primary",
                key="add_accept",
                disabled=not chosen and feed is None,
                on_click=_accept,
                args=(visit.settings, [draft.article for draft in chosen], feed, say),
            )
            st.button(say("Discard"), key="add_discard", on_click=_forget)


def _accept(told: Settings, articles: Sequence[Article], feed: FeedFollowed | None, say: Language) -> None:
    who = access.admit(told)
    if who is None:
        st.session_state[_TOLD] = say("Not saved: that is not open to you, or too much in one minute."), ()
        return
    try:
        accept(journal_of(told.source), who.name, articles, also=[feed] if feed else ())
    except JournalError as error:
        st.session_state[_TOLD] = say("Not saved: {reason}").format(reason=say.reason(str(error))), ()
        return
    _forget()
    for key in _PASTED & st.session_state.keys():  # or a second press would bring the same text again
        st.session_state[key] = ""
    done = say.plural("{n} article was added.", "{n} articles were added.", len(articles))
    st.session_state[_TOLD] = done, tuple(article.id for article in articles)


def _told(visit: Visit) -> None:
    """Tell, once, what became of the last thing that was to be added."""
    line, ids = st.session_state.pop(_TOLD, ("", ()))
    if not line:
        return
    say = visit.say
    if not ids:
        st.error(line, icon=":material/error:")
        return
    with st.container(key="add_done"):
        elements.show(
            [
                element("p", line, css="done"),
                element(
                    "p",
                    element("a", say("See them on the map"), href=link(MAP, articles=",".join(ids[:50]))),
                    " · ",
                    element("a", say("In the list of articles"), href=link(ARTICLES)),
                ),
            ],
            key="add_done_elements",
            on_action=_nothing,
        )


def _forget() -> None:
    """Begin anew: the files that were chosen go with what was found in them."""
    with suppress(KeyError):
        del st.session_state[_LOOK]
    st.session_state.pop(_FEED, None)
    drafts_shown.forget()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _nothing(action: elements.Action) -> None:
    """Do nothing here: links lead by themselves."""
