"""``places export``: a dataset -> a file for other tools."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from places.cli.options import AddParser, Choices, NotSelectedError, add_selection, selected
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
    command.add_argument("dataset", metavar="DATASET", type=Path)
    command.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=Choices(_formats),
        help="%(choices)s (default: by the end of the file's name)",
    )
    add_selection(command)
    command.set_defaults(run=_export)


def _formats() -> Iterable[str]:
    from places.exporting import FORMATS

    return FORMATS


def _export(arguments: argparse.Namespace) -> int:
    from places.dataset import DatasetError, open_dataset
    from places.exporting import COMPARISON_WRITERS, FORMATS, extract_shown, format_of, write

    chosen = FORMATS[arguments.format] if arguments.format else format_of(arguments.output)
    if chosen is None:
        return fail(f"{arguments.output}: which format? add --format {'|'.join(FORMATS)}")
    try:
        with open_dataset(arguments.dataset) as dataset:
            selection, say = selected(arguments, dataset)
            if selection.beside is not None and chosen.name not in COMPARISON_WRITERS:
                return fail(
                    f"{arguments.output}: a comparison is written as {', '.join(COMPARISON_WRITERS)}; leave "
                    "with= out of --query to write what it is compared with"
                )
            write(
                extract_shown(dataset, selection, say, title=arguments.title), chosen.name, arguments.output
            )
    except (DatasetError, NotSelectedError) as error:
        return fail(error)
    except OSError as error:
        return fail(f"{arguments.output}: cannot be written ({error.strerror})")
    return READ
