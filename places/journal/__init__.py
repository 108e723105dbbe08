"""What people changed: an append-only journal in a database, and what holds after it.

`places.journal.change` has what can be said, `fold` turns the changes into what holds now, and
`Journal` keeps them.
"""

from places.journal.change import (
    ArticleAdded,
    ArticleEdited,
    ArticleRemoved,
    ArticleRestored,
    Change,
    FeedFollowed,
    MentionChecked,
    OwnPlaceDeleted,
    OwnPlaceMerged,
    OwnPlaceSaved,
    PlaceChecked,
    PlaceDecided,
    Said,
    Undone,
    new_place_id,
)
from places.journal.checking import OWN
from places.journal.database import JournalError
from places.journal.fold import Standing, fold, redoable, refusal, undoable
from places.journal.scope import Everywhere, InArticle, InSource, OneMention, Scope
from places.journal.storage import Journal, RefusedError
from places.journal.wording import decode, encode, kind_of, line_of, tell

__all__ = [
    "OWN",
    "ArticleAdded",
    "ArticleEdited",
    "ArticleRemoved",
    "ArticleRestored",
    "Change",
    "Everywhere",
    "FeedFollowed",
    "InArticle",
    "InSource",
    "Journal",
    "JournalError",
    "MentionChecked",
    "OneMention",
    "OwnPlaceDeleted",
    "OwnPlaceMerged",
    "OwnPlaceSaved",
    "PlaceChecked",
    "PlaceDecided",
    "RefusedError",
    "Said",
    "Scope",
    "Standing",
    "Undone",
    "decode",
    "encode",
    "fold",
    "kind_of",
    "line_of",
    "new_place_id",
    "redoable",
    "refusal",
    "tell",
    "undoable",
]
