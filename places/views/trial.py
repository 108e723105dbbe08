"""What a visitor tries the dashboard with: held for one session, and deleted when that ends.

Streamlit keeps what `_held` returns for one session alone, and lets go of it when the browser is gone. No
address and no part of a page names it: only the session that brought the texts leads to them.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from places.dataset import Dataset, open_dataset
from places.language import Language
from places.query import count, date_range
from places.selection import Selection
from places.views import state
from places.views.opening import Opened
from places.views.settings import Settings

if TYPE_CHECKING:
    from places.adding import Draft
    from places.adding.trial import Trial

_MEMORY: Final = "64MB"
_LOST: Final = "_trial_lost"

_LOCK: Final = threading.Lock()
_LIVE: Final[set[int]] = set()
"""The ids of those that hold something now."""


class TooManyError(Exception):
    """Too many visitors hold texts of their own at the moment."""


@dataclass
class _Held:
    """What one session holds."""

    trial: Trial | None = None
    opened: Opened | None = None

    def begin(self, drafts: Sequence[Draft], most: int) -> None:
        """Hold texts instead of those that are held.

        Parameters
        ----------
        drafts : sequence of Draft
        most : int
            Visitors who may hold some at a time.

        Raises
        ------
        TooManyError
        """
        from places.adding.trial import begin_trial

        with _LOCK:
            if id(self) not in _LIVE and len(_LIVE) >= most:
                raise TooManyError
            _LIVE.add(id(self))
        try:
            trial = begin_trial(drafts)
            self._let_go()
            self.trial = trial
            dataset: Dataset = open_dataset(trial.folder, memory_limit=_MEMORY, threads=1)
            self.opened = Opened(dataset, count(dataset, Selection()), date_range(dataset))
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """Delete what is held."""
        self._let_go()
        with _LOCK:
            _LIVE.discard(id(self))

    def _let_go(self) -> None:
        opened, trial = self.opened, self.trial
        self.opened = self.trial = None
        if opened is not None:
            opened.dataset.close()
        if trial is not None:
            trial.end()


@st.cache_resource(scope="session", show_spinner=False, on_release=_Held.end)
def _held() -> _Held:
    return _Held()


def current(told: Settings) -> Opened | None:
    """Return the texts that this session brought; None where it shows what all see."""
    return _held().opened if told.trial else None


def begin(drafts: Sequence[Draft], told: Settings) -> None:
    """Show a visitor their own texts from now on; see `TooManyError`."""
    _held().begin(drafts, told.trial_visitors)
    _begin_anew()


def end() -> None:
    """Delete a visitor's own texts, and show again what all see."""
    _held().end()
    _begin_anew()


def _begin_anew() -> None:
    """Let go of what was chosen: it is of other texts."""
    language = state.selection().language
    state.change(**{**_fields(Selection()), "language": language})
    state.open_article(None)


def _fields(selection: Selection) -> dict[str, object]:
    return {name: getattr(selection, name) for name in selection.__dataclass_fields__}


def show(say: Language) -> None:
    """Say above every page whose texts these are."""
    with st.container(key="trial", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            say(
                "These are your own texts. You alone see them, and a link leads to them in this window only. "
                "They are deleted when you close or reload it."
            )
        )
        st.button(say("Delete them now"), on_click=end, key="trial_end")
