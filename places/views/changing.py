"""The way of a change: whether it is allowed is asked anew, then it is kept.

What was changed, or why it was not, the next run of the page tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from places.dataset import Dataset
from places.journal import ArticleEdited, ArticleRemoved, JournalError, Said
from places.language import Language
from places.query import read_article
from places.views import access
from places.views.opening import journal_of
from places.views.plain import plain
from places.views.settings import Settings

_TOLD: Final = "_changes_told"


def save(told: Settings, dataset: Dataset, said: Sequence[Said], say: Language, *, done: str) -> bool:
    """Keep a change, if whoever asks for it may make it and if what it names is there.

    Parameters
    ----------
    told : Settings
    dataset : Dataset
    said : sequence of Said
        One step.
    say : Language
    done : str
        What to tell when it is done.

    Returns
    -------
    bool
        Whether it was kept. If not, the visitor is told why.
    """
    who = access.admit(told)
    if who is None:
        tell(say("Not saved: that is not open to you, or too much in one minute."), wrong=True)
        return False
    named = [each.article_id for each in said if isinstance(each, ArticleEdited | ArticleRemoved)]
    if any(read_article(dataset, article_id) is None for article_id in named):
        tell(say("What was to be changed is not there any more."), wrong=True)
        return False
    try:
        journal_of(told.source).append(who.name, said)
    except JournalError as error:
        tell(say("Not saved: {reason}").format(reason=say.reason(str(error))), wrong=True)
        return False
    tell(done)
    return True


def tell(line: str, *, wrong: bool = False) -> None:
    """Have the next run tell a visitor something."""
    st.session_state[_TOLD] = (line, wrong)


def show_told() -> None:
    """Tell what there is to tell, once."""
    line, wrong = st.session_state.pop(_TOLD, ("", False))
    if line:
        st.toast(plain(line), icon=":material/error:" if wrong else ":material/check:")
