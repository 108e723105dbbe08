"""Where articles come from: the folder that is watched, and feeds that are looked at again."""

from __future__ import annotations

from typing import Final

import streamlit as st

from places.adding import FeedLooked, look_at_feeds
from places.building.watching import Difference
from places.journal import FeedFollowed, JournalError
from places.language import Language
from places.views import access, changing, watched
from places.views.at_hand import known_now
from places.views.limits import Limit
from places.views.opening import journal_of
from places.views.plain import plain
from places.views.settings import may_fetch
from places.views.shell import Visit

_LOOKS: Final = Limit(most=6, seconds=60)
"""Looks at all feeds, whoever asks for them."""


def show_sources(visit: Visit) -> None:
    """Show where articles come from by themselves, with a button to look there now."""
    _show_folder(visit)
    _show_feeds(visit)


def _show_folder(visit: Visit) -> None:
    say, source = visit.say, visit.settings.source
    watch = watched.watch_of(source)
    if watch is None:
        return

    def look() -> None:
        if access.admit(visit.settings) is None:
            return
        found = watch.look()
        if watch.error:
            changing.tell(say.reason(watch.error), wrong=True)
        else:
            changing.tell(_found(found, say))

    with st.container(key="watched", horizontal=True, vertical_alignment="center"):
        line = say("The folder {name} is watched: what is new, changed or gone there is seen by itself.")
        st.markdown(line.format(name=f"**{plain(source.resolve().name)}**"))
        st.button(say("Look now"), key="watched_look", on_click=look)
    if watch.error:
        st.warning(plain(say.reason(watch.error)), icon=":material/folder_off:")


def _found(found: Difference, say: Language) -> str:
    if not found:
        return say("Nothing has changed in the folder.")
    return " · ".join(
        line
        for number, line in (
            (found.new, say.plural("{n} new file", "{n} new files", found.new)),
            (found.changed, say.plural("{n} changed file", "{n} changed files", found.changed)),
            (found.removed, say.plural("{n} file gone", "{n} files gone", found.removed)),
        )
        if number
    )


def _show_feeds(visit: Visit) -> None:
    say = visit.say
    try:
        feeds = journal_of(visit.settings.source).standing().feeds
    except JournalError:
        return  # whoever adds something is told
    if not feeds:
        return
    with st.expander(
        say.plural("{n} feed", "{n} feeds", len(feeds)), key="feeds", icon=":material/rss_feed:"
    ):
        for number, feed in enumerate(feeds.values()):
            with st.container(horizontal=True, vertical_alignment="center", key=f"feed_{number}"):
                said = feed.said
                st.markdown(f"{plain(said.title or said.url)}  \n:small[{plain(said.url)}]")
                st.button(
                    say("Follow no more"), key=f"unfollow_{number}", on_click=_unfollow, args=(visit, said)
                )
        if may_fetch(visit.settings):
            st.button(say("Look at the feeds now"), key="feeds_look", on_click=_look, args=(visit,))


def _unfollow(visit: Visit, feed: FeedFollowed) -> None:
    no_more = FeedFollowed(feed.url, feed.title, followed=False)
    done = visit.say("The feed is followed no more.")
    changing.save(visit.settings, visit.dataset, [no_more], visit.say, done=done)


def _look(visit: Visit) -> None:
    say = visit.say
    if access.admit(visit.settings) is None or not may_fetch(visit.settings) or not _LOOKS.allows(""):
        changing.tell(say("Too many addresses in a minute; wait a little."), wrong=True)
        return
    try:
        looked = look_at_feeds(
            journal_of(visit.settings.source), known_now(visit.settings.source, visit.dataset)
        )
    except JournalError as error:
        changing.tell(say("Not saved: {reason}").format(reason=say.reason(str(error))), wrong=True)
        return
    changing.tell(_in_feeds(looked, say), wrong=any(each.error for each in looked))


def _in_feeds(looked: list[FeedLooked], say: Language) -> str:
    new = sum(each.new for each in looked)
    lines = [say.plural("{n} article was added.", "{n} articles were added.", new)]
    lines += [
        f"{each.feed.said.title or each.feed.said.url}: {say.reason(each.error)}"
        for each in looked
        if each.error
    ]
    return " ".join(lines)
