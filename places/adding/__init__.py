"""What somebody brings -> articles to look at -> what the journal is told of them.

Files, a text, a web address: each is read and its places are found, so that it can be looked at before
anything is kept.
"""

from places.adding.accepting import accept
from places.adding.bringing import pasted, read_uploads
from places.adding.drafts import Draft, Drafting, Twin, drafts_of, folded
from places.adding.feeds import FeedLooked, look_at_feeds
from places.adding.known import Known, known_of

__all__ = [
    "Draft",
    "Drafting",
    "FeedLooked",
    "Known",
    "Twin",
    "accept",
    "drafts_of",
    "folded",
    "known_of",
    "look_at_feeds",
    "pasted",
    "read_uploads",
]
