"""``places search``: words -> the sentences of a dataset in which they stand."""

from __future__ import annotations

import argparse
import sys
from itertools import islice
from typing import TYPE_CHECKING

from places.cli.options import AddParser, NotSelectedError, dataset_named, selection_of
from places.cli.printing import OUTPUT_CLOSED, READ, SOME_NOT_READ, fail, shortened, warn

if TYPE_CHECKING:
    from places.query import Hit


def add(add_parser: AddParser) -> None:
    """Describe the command."""
    command = add_parser(
        "search",
        help="find words in the articles of a dataset",
        description="Print the sentences in which words stand, the articles that fit best first.",
        epilog='Words in all their forms; "a phrase", -without, one OR the other, begin*, near ~5 each '
        "other. Exit status: 0 found; 1 nothing was found; 2 nothing was read.",
    )
    command.add_argument("dataset", metavar="DATASET", type=dataset_named)
    command.add_argument("words", metavar="WORDS", nargs="*", help="put those with a “-” in front after “--”")
    command.add_argument(
        "--query",
        metavar="QUERY",
        default="",
        help="what follows the ? in the address of the page, or that address: only its articles, its words",
    )
    command.add_argument("--format", choices=("text", "csv", "jsonl"), default="text", help="default: text")
    command.add_argument("--limit", metavar="N", type=int, help="of articles (default: 20 as text, else all)")
    command.set_defaults(run=_search)


def _search(arguments: argparse.Namespace) -> int:
    from dataclasses import replace

    from places.dataset import DatasetError, open_dataset
    from places.exporting.hits import WRITERS
    from places.query import count, go_through_hits

    if sys.stdout is None:
        return fail(OUTPUT_CLOSED)
    if arguments.limit is not None and not 1 <= arguments.limit <= sys.maxsize:
        return fail(f"--limit: from 1 to {sys.maxsize}")
    as_text = arguments.format == "text"
    limit = arguments.limit or (20 if as_text else None)
    try:
        with open_dataset(arguments.dataset) as dataset:
            selection = selection_of(arguments.query, dataset)
            words = " ".join(filter(str.strip, (*arguments.words, selection.words)))
            if not words:
                return fail("no words to look for")
            wanted = replace(selection, words=words)
            total = count(dataset, wanted).articles
            hits = islice(go_through_hits(dataset, wanted), limit)
            if as_text:
                for hit in hits:
                    _print(hit)
            else:
                WRITERS[arguments.format](hits, sys.stdout.buffer)
    except (DatasetError, NotSelectedError) as error:
        return fail(error)
    if not total:
        warn(f"no article has {shortened(words)}")
        return SOME_NOT_READ
    if limit is not None and total > limit:
        warn(f"{limit:,} of {total:,} articles; --limit shows more")
    return READ


def _print(hit: Hit) -> None:
    from places.reading import printable

    article = hit.article
    about = " · ".join(str(part) for part in (article.published, article.source, article.id) if part)
    print(printable(f"{hit.rank}. {article.title} ({about})"))
    for sentence in hit.sentences:
        print(printable(f"   {sentence.typed}"))
