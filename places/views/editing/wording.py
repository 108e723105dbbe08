"""A change in the words of a page."""

from __future__ import annotations

from typing import Final

from places.journal import (
    ArticleAdded,
    ArticleEdited,
    ArticleRemoved,
    ArticleRestored,
    Everywhere,
    FeedFollowed,
    InArticle,
    InSource,
    MentionChecked,
    OneMention,
    OwnPlaceDeleted,
    OwnPlaceMerged,
    OwnPlaceSaved,
    PlaceChecked,
    PlaceDecided,
    Said,
    Scope,
    Undone,
)
from places.language import Language
from places.views.editing import lookup
from places.views.settings import Settings

_MOST_QUOTED: Final = 40


def no_point(text: str, say: Language) -> str:
    """Say in one line why what somebody typed is no point on the earth."""
    text = " ".join(text.split())
    quoted = text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}…"
    return say(
        "{text} is no point: latitude goes from -90 to 90, longitude from -180 to 180, as in 52.52, 13.40."
    ).format(text=say.quoted(quoted))


def in_words(said: Said, told: Settings, say: Language) -> str:
    """Say in one short line what was changed."""
    match said:
        case PlaceDecided():
            return _decided(said, told, say)
        case MentionChecked(mention, _, checked):
            line = say("{name} checked") if checked else say("{name} not checked")
            return line.format(name=say.quoted(mention.name))
        case PlaceChecked(place_id, checked):
            line = say("{name} checked") if checked else say("{name} not checked")
            return line.format(name=_name(place_id, told, say))
        case OwnPlaceSaved():
            return say("place {name} saved").format(name=say.quoted(said.name))
        case OwnPlaceMerged(_, into):
            return say("place merged into {name}").format(name=_name(into, told, say))
        case OwnPlaceDeleted():
            return say("place deleted")
        case ArticleAdded():
            return say("article {name} added").format(name=say.quoted(said.title))
        case ArticleEdited():
            return say("article edited")
        case ArticleRemoved():
            return say("article removed")
        case ArticleRestored():
            return say("article brought back")
        case FeedFollowed(_, title, followed):
            line = say("feed {name} followed") if followed else say("feed {name} not followed")
            return line.format(name=say.quoted(title or said.url))
        case Undone():
            return say("a change undone")


def _decided(said: PlaceDecided, told: Settings, say: Language) -> str:
    name, where = say.quoted(said.scope.name), scope_text(said.scope, say)
    if said.place_id is None:
        return say("{name} is no place, {where}").format(name=name, where=where)
    place = _name(said.place_id, told, say)
    found = lookup.find(told, said.place_id)
    if found is not None and place == said.scope.name:  # which of that name
        where_it_is = ", ".join(lookup.where_of(found, say))
        place = f"{place} ({where_it_is})" if where_it_is else place
    return say("{name} is {place}, {where}").format(name=name, place=place, where=where)


def scope_text(scope: Scope, say: Language) -> str:
    """Say for which mentions something is said."""
    match scope:
        case OneMention():
            return say("at one place of the text")
        case InArticle():
            return say("in one article")
        case InSource(_, source):
            return say("in articles of {source}").format(source=source)
        case Everywhere():
            return say("in all articles")


def _name(place_id: str, told: Settings, say: Language) -> str:
    place = lookup.find(told, place_id)
    return place.name_in(say.code) if place else place_id
