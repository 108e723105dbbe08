"""For which mentions something is said: what each choice would change, and which one is the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import streamlit as st

from places import building
from places.building import Impact
from places.journal import Everywhere, InArticle, InSource, OneMention, PlaceDecided, Said, Scope
from places.language import Language
from places.query.spots import Spot
from places.views import changing
from places.views.editing import lookup
from places.views.opening import GAZETTEER, journal_of
from places.views.plain import plain

if TYPE_CHECKING:
    from places.views.shell import Visit

_FIELD: Final = "editor_scope"
_ASKED: Final = "_editor_scope_asked"
"""Whether the visitor has said for which mentions; until then it is the narrowest that is probably meant."""
_COUNTED: Final = "_editor_counted"
"""What each scope would change, as it was counted last, and for what."""
FIELDS: Final = (_FIELD, _ASKED, _COUNTED)
"""What is forgotten when the editor is closed."""

_EXAMPLES: Final = 3


def this_one(spot: Spot) -> OneMention:
    """Give the one mention that is looked at."""
    mention = spot.mention
    return OneMention(mention.article_id, mention.start, mention.end, mention.surface)


def scopes_of(spot: Spot) -> dict[str, Scope]:
    """List for which mentions something may be said, the narrowest first."""
    name = lookup.base_name(spot.mention.surface, spot.article.language)
    scopes: dict[str, Scope] = {"mention": this_one(spot), "article": InArticle(name, spot.article.id)}
    if spot.article.source:
        scopes["source"] = InSource(name, spot.article.source)
    return {**scopes, "all": Everywhere(name)}


def impacts(
    visit: Visit, made: Sequence[Said], place_id: str | None, scopes: Mapping[str, Scope]
) -> dict[str, Impact]:
    """Tell what a decision would change in each scope; counted once for each choice.

    Parameters
    ----------
    visit : Visit
    made : sequence of Said
        What is said before it: a place of one's own is saved.
    place_id : str or None
    scopes : mapping of str to Scope

    Raises
    ------
    JournalError, DatasetError
        If the journal or the dataset cannot be read.
    """
    asked = (visit.dataset.fingerprint, changing.last_seen(visit.settings), repr((made, place_id, scopes)))
    counted: tuple[object, dict[str, Impact]] = st.session_state.get(_COUNTED, (None, {}))
    if counted[0] != asked:
        journal = journal_of(visit.settings.source)
        choices = [[*made, PlaceDecided(scope, place_id)] for scope in scopes.values()]
        found = building.impacts(visit.dataset.folder, journal, choices, places=GAZETTEER, examples=_EXAMPLES)
        told = dict(zip(scopes, found, strict=True))
        st.session_state[_COUNTED] = counted = (asked, told)
    return counted[1]


def ask_scope(
    spot: Spot, scopes: Mapping[str, Scope], told: Mapping[str, Impact], say: Language, *, narrowest: bool
) -> str:
    """Ask for which mentions something is said, and tell how many each choice changes.

    Until somebody has said it, a place is meant for the article, in which a name seldom stands for two;
    "no place" only for the words that were clicked ("das Essen aus Essen").
    """
    name = say.quoted(scopes["all"].name)
    labels = {
        "mention": say("only here"),
        "article": say("{name} in this article").format(name=name),
        "source": say("{name} in articles of {source}").format(name=name, source=spot.article.source),
        "all": say("{name} in all articles").format(name=name),
    }
    if not st.session_state.get(_ASKED):
        st.session_state[_FIELD] = "mention" if narrowest else "article"

    def ask() -> None:
        st.session_state[_ASKED] = True

    asked: str = st.radio(
        say("For which mentions"),
        list(scopes),
        format_func=lambda each: plain(labels[each]),
        captions=[count_text(told[each], say) for each in scopes],
        key=_FIELD,
        on_change=ask,
    )
    return asked


def count_text(told: Impact, say: Language) -> str:
    """Say how much a decision changes."""
    if not told.mentions:
        return say("changes nothing")
    mentions = say.plural("{n} mention", "{n} mentions", told.mentions)
    if told.articles < 2:
        return mentions
    in_articles = say.plural("in {n} article", "in {n} articles", told.articles)
    return say("{mentions} {in_articles}").format(mentions=mentions, in_articles=in_articles)
