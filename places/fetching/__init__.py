"""A web address -> what lies there: public pages and feeds, over the web alone, within limits."""

from places.fetching.address import FetchError, is_public
from places.fetching.fetch import Fetched, Rules, fetch
from places.fetching.page import articles_at, is_feed

__all__ = ["FetchError", "Fetched", "Rules", "articles_at", "fetch", "is_feed", "is_public"]
