"""What every page has around it: set-up, style, the header with its navigation, and the counts."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, Literal

import streamlit as st

from places.dataset import DamagedDatasetError, Dataset, DatasetError, fingerprint
from places.language import PAGE_LANGUAGES, Language, language_for
from places.query import Counts, count, facet_name, find_place, set_aside_unknown
from places.selection import Selection
from places.views import (
    access,
    changing,
    chips,
    elements,
    exports,
    finder,
    hits,
    panel,
    state,
    trial,
    watched,
)
from places.views.opening import Opened, open_source, show_damaged, suspect
from places.views.pages import MAP, PLACES, REVIEW, Page, page_at, page_named, pages_for
from places.views.plain import plain
from places.views.refused import title_of
from places.views.served import hand_out
from places.views.settings import Settings, is_for_whoever_runs_it, settings

_ASSETS: Final = files("places.views").joinpath("assets")
_SHEETS: Final = (
    *sorted(_ASSETS.joinpath("style").iterdir(), key=lambda sheet: sheet.name),
    *(_ASSETS.joinpath(f"{part}.css") for part in ("elements", "timeline")),
)
_STYLE: Final = "".join(sheet.read_text(encoding="utf-8") for sheet in _SHEETS)
"""Of every part of a page a sheet, in the order of their names; behind them those of components."""
_EMBEDDED: Final = _ASSETS.joinpath("embedded.css").read_text(encoding="utf-8")
_COLOURS: Final[dict[str, dict[str, str]]] = json.loads(
    _ASSETS.joinpath("colours.json").read_text(encoding="utf-8")
)
_ICON: Final = _ASSETS.joinpath("icon.svg").read_text(encoding="utf-8")
"""A file of our own: Streamlit's named icons and emoji would be fetched from another host."""

_LONGEST_VALUE: Final = 80
"""So much of a value that is not in the dataset is shown, in characters."""

_SET_UP: Final = "_set_up"
_DAMAGED: Final = "_damaged"


@dataclass(frozen=True, slots=True)
class Visit:
    """All that a page needs to know: what it shows, of what, in which language and theme."""

    page: Page
    opened: Opened
    selection: Selection
    say: Language
    theme: Literal["light", "dark"]
    settings: Settings
    embedded: bool
    may_edit: bool = False

    @property
    def dataset(self) -> Dataset:
        """The dataset that is shown."""
        return self.opened.dataset


_VISIT: Final[ContextVar[Visit | None]] = ContextVar("visit", default=None)
"""The visit in which a page is shown, while it is."""


def route() -> None:
    """Show what every page has around it, and in it the page that the address asks for.

    What is around belongs to no single page: it stays where it is while another page comes, and a click on
    it counts even then.
    """
    st.session_state.pop(_SET_UP, None)
    asked = _navigation()
    _show(page_at(asked.url_path), asked.run)


def show_page(name: str, show: Callable[[Visit], None]) -> None:
    """Show a page, by its name, in what every page has around it.

    Until somebody has called `st.navigation`, a fresh server runs the file of a page without
    the router (its rule for a folder named ``pages``). A deep link must work there too, so
    the page then sets itself up, and asks to be run by the router: there, its widgets have other
    ids, and what a visitor did with these would be lost.
    """
    visit = _VISIT.get()
    if visit is not None:
        show(visit)
        return
    _navigation()
    if not st.session_state.get(_SET_UP):
        st.session_state[_SET_UP] = True
        st.rerun()
    _show(page_named(name), lambda: show_page(name, show))


def _show(page: Page, show: Callable[[], None]) -> None:
    state.follow_url()
    _go_where_asked()
    state.arrive(page.name)
    chosen = state.selection()
    say = language_for(chosen.language, st.context.locale)
    told = settings()
    title = title_of(told, say)
    st.set_page_config(page_title=title, page_icon=_ICON, layout="wide", initial_sidebar_state="collapsed")
    theme: Literal["light", "dark"] = "dark" if st.context.theme.type == "dark" else "light"
    embedded = bool(st.context.is_embedded)
    hand_out()
    st.html(f"<style>{_colours(theme)}{_STYLE}{_EMBEDDED if embedded else ''}</style>")
    _set_aside(told, say)
    access.guard(told, title, say)
    tried = trial.current(told)
    may_edit = access.visitor(told).may_edit and not embedded and tried is None
    _keep_out(page, told, say, may_edit=may_edit)
    of_copy = fingerprint(told.source) if told.address else ""
    opened = tried or open_source(told.source, say, address=told.address, revised=page is not REVIEW)
    chosen = _known(opened.dataset, chosen)
    visit = Visit(page, opened, chosen, say, theme, told, embedded, may_edit)
    within = _VISIT.set(visit)
    try:
        hits.prepare(visit.dataset, chosen, say)
        _above(visit, title, tried=tried is not None)
        show()
        changing.show_told()
        if tried is None:
            _follow(told, opened, of_copy)
        if may_edit:
            _editing(visit)
    except DamagedDatasetError as error:  # it was whole when it was opened
        if not st.session_state.get(_DAMAGED):
            st.session_state[_DAMAGED] = True
            suspect(told.source)
            st.rerun()  # without the part of the page that is there already
        show_damaged(error, say)
        st.stop()
    except DatasetError as error:
        st.error(str(error), icon=":material/error:")
        st.stop()
    finally:
        _VISIT.reset(within)
    st.session_state.pop(_DAMAGED, None)
    state.write_url(page.own)


def _follow(told: Settings, opened: Opened, of_copy: str) -> None:
    """Run the page again once another dataset is there, where one may come by itself."""
    if told.address:
        watched.follow(of_copy, lambda: fingerprint(told.source))
    elif watched.watch_of(told.source) is not None:
        watched.follow(opened.dataset.fingerprint, lambda: fingerprint(opened.dataset.folder))


def _above(visit: Visit, title: str, *, tried: bool) -> None:
    """Show what every page has above itself."""
    _header(visit, title)
    if tried:
        trial.show(visit.say)
    if not visit.embedded:
        chips.show(visit.dataset, visit.selection, visit.say, always=visit.page is MAP)
        _barred(visit)
    _spoiled(visit.say)


def _barred(visit: Visit) -> None:
    """Say to who might edit why they cannot."""
    if access.visitor(visit.settings).is_barred:
        with st.container(key="barred"):
            st.caption(
                visit.say(
                    "This map cannot be changed: its dataset is in a bucket, and the setting journal names "
                    "no database for changes."
                )
            )


def _keep_out(page: Page, told: Settings, say: Language, *, may_edit: bool) -> None:
    """Stop a page for editors that somebody else asked for, and one that is not there in this dashboard.

    The router does not lead there; a fresh server's first visitor may come.
    """
    if (page.for_editors and not may_edit) or (page.for_trial and not told.trial):
        st.info(say("This page is not open to you."), icon=":material/lock:")
        st.stop()


def _editing(visit: Visit) -> None:
    from places.views.editing import editor  # only for who may edit

    editor.show(visit)


def _colours(theme: str) -> str:
    named = ";".join(f"--{name}:{colour}" for name, colour in _COLOURS[theme].items())
    return f":root{{{named}}}\n"


def _navigation() -> st.Page:
    say = language_for(state.selection().language, st.context.locale)
    return st.navigation(
        [
            st.Page(page.file, title=page.title(say), url_path=page.name, default=page.is_first)
            for page in pages_for(may_edit=access.visitor(settings()).may_edit, may_try=settings().trial)
        ],
        position="hidden",
    )


def _go_where_asked() -> None:
    name = state.where_to()
    if name:
        page = page_named(name)
        st.switch_page(page.file, query_params=state.query(page.own))


def _header(visit: Visit, title: str) -> None:
    say = visit.say
    with st.container(key="header", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(f"<h1 class='masthead'>{html.escape(title)}</h1>", width="content")
        if not visit.embedded:
            _links(visit)
        with st.container(key="counts", width="content"):
            counted = count(visit.dataset, visit.selection)
            st.markdown(counts_text(counted, say, visit.opened.total))
        if not visit.embedded:
            with st.container(key="tools", horizontal=True, gap="small", width="content"):
                with st.container(key="find", width="content"):
                    finder.show(visit.dataset, visit.page, say)
                _copy_button(say)
                name = visit.settings.title or visit.settings.source.stem
                exports.show(visit.dataset, visit.selection, title, say, name=name)
                if visit.may_edit:
                    _history(visit)
                access.show(visit.settings, say)
                _language_switch(visit)


def _links(visit: Visit) -> None:
    """Show the navigation.

    A click goes by way of a run: the page is told then where the map looks, which only the browser knew.
    """
    skip = elements.element(
        "a", visit.say("Skip to the page"), css="skip quiet", action=("skip", ""), href="./"
    )
    links = [
        elements.element(
            "a",
            page.title(visit.say),
            action=("page", page.name),
            href=panel.link(page, **({"list": "1"} if page is PLACES and visit.selection.place else {})),
            **({"aria_current": "page"} if page is visit.page else {}),
        )
        for page in pages_for(may_edit=visit.may_edit, may_try=visit.settings.trial)
    ]
    with st.container(key="nav", width="content"):
        elements.show([skip, *links], key="nav_links", on_action=_leave)


def _leave(action: elements.Action) -> None:
    """Go to a page as the navigation does: to its list, whatever is open or chosen."""
    _, name = action
    state.open_article(None)
    state.show_list(wanted=True)
    state.go(name)


def counts_text(counts: Counts, say: Language, total: Counts | None = None) -> str:
    """Write how much is shown: ``5 articles · 31 places · 264 mentions``, or ``2 of 5 articles · …``."""
    articles = say.plural("{n} article", "{n} articles", counts.articles)
    if total and counts.articles != total.articles:
        articles = say("{chosen} of {total} articles").format(
            chosen=say.number(counts.articles), total=say.number(total.articles)
        )
    return " · ".join(
        (
            articles,
            say.plural("{n} place", "{n} places", counts.places),
            say.plural("{n} mention", "{n} mentions", counts.mentions),
        )
    )


def _copy_button(say: Language) -> None:
    button = elements.element(
        "button", say("Copy link"), css="quiet", action=("copy", ""), title=say("Link copied")
    )
    elements.show([button], key="copy", on_action=_nothing)


def _history(visit: Visit) -> None:
    from places.views.editing import history

    history.show(visit)


def _nothing(action: elements.Action) -> None:
    """Do nothing here: the browser copies the address by itself."""


def _language_switch(visit: Visit) -> None:
    def switch() -> None:
        wanted = state.told("language")
        if wanted is not None:
            state.change(language=wanted)

    st.session_state["language"] = visit.say.code
    st.segmented_control(
        visit.say("Language"),
        list(PAGE_LANGUAGES),
        format_func=str.upper,
        key="language",
        required=True,
        on_change=switch,
        label_visibility="collapsed",
    )


def _set_aside(told: Settings, say: Language) -> None:
    if told.wrong and is_for_whoever_runs_it():
        st.warning("  \n".join(wrong.told(say) for wrong in told.wrong), icon=":material/settings_alert:")


def _known(dataset: Dataset, chosen: Selection) -> Selection:
    known, unknown = set_aside_unknown(dataset, chosen)
    if unknown:
        state.set_aside(known, unknown)
    gone = changing.was_changed() and known.place and find_place(dataset, Selection(), known.place) is None
    if gone:  # with what was undone or deleted; whoever followed a link to it is told
        state.change(place=None)
        known = state.selection()
    return known


def _field_name(field: str, say: Language) -> str:
    named = {"articles": say("Article"), "within": say("Place")}
    return named.get(field) or facet_name(field, say)


def _spoiled(say: Language) -> None:
    unknown = state.unknown()
    if unknown:
        listed = ", ".join(
            f"{_field_name(field, say)}: {plain(value[:_LONGEST_VALUE])}" for field, value in unknown
        )
        st.info(
            say("Not in this dataset, and set aside: {values}").format(values=listed),
            icon=":material/link_off:",
        )
    names = state.notes()
    if names:
        listed = ", ".join(f"`{name}`" for name in names)
        st.info(
            say("The address held values that make no sense; they were set aside: {names}").format(
                names=listed
            ),
            icon=":material/link_off:",
        )
