"""Feeds at the start of a server, where a setting allows it to fetch."""

from __future__ import annotations

import logging
from typing import Final

from places.adding import known_of, look_at_feeds
from places.dataset import DatasetError, open_dataset
from places.dataset.cached import cached_dataset, is_dataset
from places.journal import JournalError
from places.views.opening import journal_of
from places.views.settings import Settings

_LOG: Final = logging.getLogger(__name__)


def look_at_start(told: Settings) -> None:
    """Look at the feeds that are followed; the log says how many articles are new, and no more of them."""
    try:
        journal = journal_of(told.source)
        if not (told.fetch and journal.standing().feeds):
            return
        folder = told.source if is_dataset(told.source) else cached_dataset(told.source)
        with open_dataset(folder) as dataset:
            looked = look_at_feeds(journal, known_of(dataset))
    except (DatasetError, JournalError) as error:
        _LOG.warning("the feeds were not looked at: %s", error)
        return
    new, broken = sum(each.new for each in looked), sum(bool(each.error) for each in looked)
    _LOG.info("%d feeds were looked at: %d new articles, %d not fetched", len(looked), new, broken)
