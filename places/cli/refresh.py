"""``places refresh``: look at the feeds that are followed, and add what is new in them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from places.cli.options import NO_JOURNAL_BESIDE, AddParser, add_journal, dataset_named
from places.cli.printing import READ, SOME_NOT_READ, fail, warn

if TYPE_CHECKING:
    from places.adding import FeedLooked, Known


def add(add_parser: AddParser) -> None:
    """Describe the command."""
    command = add_parser(
        "refresh",
        help="look at the feeds that are followed, and add what is new in them",
        description="Fetch every feed that an editor follows on the page, and add its new articles in their "
        "name, as a button on the page does. Only public machines are asked.",
        epilog="Exit status: 0 every feed was fetched; 1 some were not; 2 nothing was done.",
    )
    command.add_argument(
        "source",
        metavar="SOURCE",
        type=dataset_named,
        help="the dataset or folder of articles that the dashboard shows",
    )
    add_journal(command, "SOURCE")
    command.set_defaults(run=_refresh)


def _refresh(arguments: argparse.Namespace) -> int:
    from places.adding import look_at_feeds
    from places.building import revise
    from places.dataset import DatasetError
    from places.dataset.cached import is_dataset
    from places.dataset.mirror import local
    from places.journal import Journal, JournalError
    from places.journal.location import journal_file

    if isinstance(arguments.source, str) and not arguments.journal:  # in a bucket
        return fail(f"{arguments.source}: {NO_JOURNAL_BESIDE}")
    try:
        source: Path = local(arguments.source)
        if not source.exists():
            return fail(f"{source}: there is nothing there")
        journal = Journal(arguments.journal or journal_file(source))
        if not journal.standing().feeds:
            return fail(f"{source}: no feed is followed; follow one on the page “Add”")
        looked = look_at_feeds(journal, _known(source))
        for each in looked:
            _tell(each)
        if is_dataset(source):
            revise(source, journal)
    except (DatasetError, JournalError) as error:
        return fail(error)
    return SOME_NOT_READ if any(each.error for each in looked) else READ


def _known(source: Path) -> Known:
    """Tell what the dashboard has; of a folder that it never built, only the journal tells."""
    from places.adding import Known, known_of
    from places.dataset import open_dataset
    from places.dataset.cached import cached_dataset, is_dataset

    folder = source if is_dataset(source) else cached_dataset(source)
    if not is_dataset(folder):
        return Known()
    with open_dataset(folder) as dataset:
        return known_of(dataset)


def _tell(looked: FeedLooked) -> None:
    from places.reading import printable

    feed = looked.feed.said
    if looked.error:
        warn(f"{feed.url}: {looked.error}")
    else:
        print(printable(f"{feed.title or feed.url}: {looked.new:,} new, {looked.known:,} known"))
