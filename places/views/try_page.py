"""The page on which a visitor tries the dashboard with their own texts; nobody else sees them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Final

import streamlit as st

from places.adding import Draft, pasted, read_uploads
from places.adding.trial import Bounds, within
from places.dataset import DatasetError
from places.language import Language
from places.model import Article
from places.reading import Problem
from places.views import drafts_shown, elements, state, trial
from places.views.at_hand import page_geoparser
from places.views.elements import element
from places.views.limits import Limit
from places.views.pages import MAP
from places.views.settings import Settings
from places.views.shell import Visit

_LOOKS: Final = Limit(most=10, seconds=60)
"""Times that the texts of one visitor are read."""
_ONE_AT_A_TIME: Final = threading.Lock()
"""Texts of visitors are read one visitor after another: the map is there for everybody meanwhile."""
_ROUND: Final = "_try_round"
_PROBLEMS: Final = "_try_problems"


def show(visit: Visit) -> None:
    """Show the page."""
    say, told = visit.say, visit.settings
    bounds = Bounds(told.trial_articles, told.trial_megabytes)
    with st.container(key="try"):
        elements.show(
            [
                element("h2", say("Try it with your own texts"), css="page-title"),
                element("p", _promise(bounds, say), css="facts"),
            ],
            key="try_title",
            on_action=_act,
        )
        brought = _brought(bounds, say)
        if brought is not None:
            _look(brought, bounds, told, say)
        drafts_shown.show_problems(st.session_state.get(_PROBLEMS, []), say)


def _promise(bounds: Bounds, say: Language) -> str:
    return say(
        "You alone see what you bring, and it is deleted when you close or reload this window. "
        "Up to {articles} articles and {size} MB; nothing is fetched from the web."
    ).format(articles=say.number(bounds.articles), size=say.number(bounds.megabytes))


def _brought(bounds: Bounds, say: Language) -> Iterator[Article | Problem] | None:
    """Ask for files or a text; give how to read them once they are sent."""
    number = st.session_state.get(_ROUND, 0)
    with st.form(f"try_form_{number}", border=False):
        files = st.file_uploader(
            say("Files"),
            accept_multiple_files=True,
            max_upload_size=bounds.megabytes,
            key=f"try_files_{number}",
        )
        text = st.text_area(say("Or a text"), height=160, key=f"try_text_{number}")
        sent = st.form_submit_button(say("Show on the map"), type="primary")
    if not sent or not (files or text.strip()):
        return None
    if len(files) > bounds.articles or sum(file.size for file in files) + len(text) > bounds.bytes:
        st.warning(
            say("That is more than may be tried here: up to {articles} articles and {size} MB.").format(
                articles=say.number(bounds.articles), size=say.number(bounds.megabytes)
            ),
            icon=":material/folder_limited:",
        )
        return None

    def read() -> Iterator[Article | Problem]:
        if text.strip():
            title = text.strip().splitlines()[0][:80]
            yield from pasted({"text": text, "title": title})
        if files:
            yield from read_uploads((file.name, file) for file in files)

    return read()


def _look(brought: Iterator[Article | Problem], bounds: Bounds, told: Settings, say: Language) -> None:
    """Read what was brought, and go to the map with it."""
    if not _LOOKS.allows(str(st.context.ip_address)):
        st.warning(say("Too many attempts. Wait a minute and try again."), icon=":material/hourglass:")
        return
    found: list[Draft | Problem] = []
    with st.spinner(say("Reading")), _ONE_AT_A_TIME:
        found.extend(within(brought, bounds, page_geoparser()))
    drafts = [item for item in found if isinstance(item, Draft)]
    st.session_state[_PROBLEMS] = [item for item in found if isinstance(item, Problem)]
    if not drafts:
        if not st.session_state[_PROBLEMS]:
            st.warning(say("No article could be read of that."))
        return
    try:
        trial.begin(drafts, told)
    except trial.TooManyError:
        st.warning(
            say("Too many visitors are trying texts of their own at the moment; try again later."),
            icon=":material/hourglass:",
        )
        return
    except (DatasetError, OSError):
        st.error(say("The server has no room for your texts at the moment."), icon=":material/error:")
        return
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1  # the files themselves go now
    state.go(MAP.name)
    st.rerun()


def _act(action: elements.Action) -> None:
    """Do nothing here: nothing in these lines is asked for anything."""
