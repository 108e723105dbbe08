"""The two fields for dates: they take what people write, and say so where they cannot read it."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

import streamlit as st

from places.language import Language
from places.model import PartialDate
from places.selection import Selection
from places.views import state
from places.views.plain import plain

End = Literal["from", "to"]

_UNREAD: Final = "_unread_dates"
"""For an end what was typed there, and the day that stood there before."""
_LONGEST: Final = 40


def show(selection: Selection, say: Language) -> None:
    """Show the fields; a date that is typed changes the selection, from its first day or to its last."""
    unread: list[str] = []
    ends: tuple[tuple[End, str], ...] = (("from", say("from")), ("to", say("to")))
    for end, label in ends:
        day = _day(selection, end)
        typed, before = _unread().get(end, ("", day))
        if typed and before == day:
            unread.append(typed)
            st.session_state[end] = typed
        else:
            st.session_state[end] = written(day, end, say)
        st.text_input(
            label,
            key=end,
            max_chars=_LONGEST,
            placeholder=say("year, month or day"),
            on_change=_set,
            args=(end,),
        )
    for text in unread:
        st.caption(say("No date: {text}. It may be 2024, 06/2024 or 1 June 2024.").format(text=plain(text)))


def _unread() -> dict[End, tuple[str, date | None]]:
    unread: dict[End, tuple[str, date | None]] = st.session_state.get(_UNREAD, {})
    return unread


def _day(selection: Selection, end: End) -> date | None:
    return selection.first if end == "from" else selection.last


def _set(end: End) -> None:
    """Change the dates to what was typed; what is no date stays in its field and changes nothing."""
    from places.reading.dates import read_date  # only for who types a date

    typed = state.told(end)
    if typed is None:
        return
    text = typed.strip()
    unread = {other: typed for other, typed in _unread().items() if other != end}
    try:
        read = read_date(text) if text else None
    except ValueError:
        unread[end] = (text, _day(state.selection(), end))
    else:
        _change(end, read)
    st.session_state[_UNREAD] = unread


def _change(end: End, typed: PartialDate | None) -> None:
    """Move an end to a date; one that lies beyond the other end stands for both."""
    chosen = state.selection()
    if end == "from":
        first, last = typed.first if typed else None, chosen.last
    else:
        first, last = chosen.first, typed.last if typed else None
    if typed and first and last and last < first:
        first, last = typed.first, typed.last
    state.change(first=first, last=last)


def written(day: date | None, end: End, say: Language) -> str:
    """Write an end of a range of days as shortly as it can be typed: a year, a month or a day.

    Parameters
    ----------
    day : date or None
        None, an open end, is an empty field.
    end : {"from", "to"}
        The first of January is the year for a range that begins with it, not for one that ends.
    say : Language
    """
    if day is None:
        return ""
    year, month = day.isoformat()[:4], day.isoformat()[:7]
    for whole, text in ((PartialDate.parse(year), year), (PartialDate.parse(month), say.month(day))):
        if day == (whole.first if end == "from" else whole.last):
            return text
    return say.day(day)
