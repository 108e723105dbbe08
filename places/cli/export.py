"""``places export``: a dataset -> a file for other tools."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from places.cli.options import AddParser, Choices, NotSelectedError, add_selection, dataset_named, selected
from places.cli.printing import READ, fail


def add(add_parser: AddParser) -> None:
    """Describe the command."""
    command = add_parser(
        "export",
        help="write what a dataset shows for other tools",
        description="Write a dataset, or what a selection shows of it, as a table, for a map of another "
        "program, or as one page that opens offline.",
        epilog="Exit status: 0 written; 2 nothing was written.",
    )
    command.add_argument("dataset", metavar="DATASET", type=dataset_named)
    command.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=Choices(_formats),
        help="%(choices)s (default: by the end of the file's name)",
    )
    command.add_argument(
        "--by-source",
        action="store_true",
        help="write which source names which place how often instead: as csv, csv-de or xlsx",
    )
    add_selection(command)
    command.set_defaults(run=_export)


def _formats() -> Iterable[str]:
    from places.exporting import FORMATS

    return FORMATS


def _export(arguments: argparse.Namespace) -> int:
    from places.dataset import DatasetError, open_dataset
    from places.exporting import FORMATS, extract_shown, format_of, formats_for, write
    from places.exporting.by_source import table_by_source

    chosen = FORMATS[arguments.format] if arguments.format else format_of(arguments.output)
    if chosen is None:
        return fail(f"{arguments.output}: which format? add --format {'|'.join(FORMATS)}")
    take = table_by_source if arguments.by_source else extract_shown
    try:
        with open_dataset(arguments.dataset) as dataset:
            selection, say = selected(arguments, dataset)
            extract = take(dataset, selection, say, title=arguments.title)
            formats = formats_for(extract)
            if chosen.name not in formats:
                what = "the table by source" if arguments.by_source else "a comparison (with= in --query)"
                return fail(f"{arguments.output}: {what} is written as {', '.join(formats)}")
            write(extract, chosen.name, arguments.output)
    except (DatasetError, NotSelectedError) as error:
        return fail(error)
    except OSError as error:
        return fail(f"{arguments.output}: cannot be written ({error.strerror})")
    return READ
