"""``places export``: a dataset -> a file for other tools."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from places.cli.options import AddParser, Choices
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
    command.add_argument(
        "--query",
        metavar="QUERY",
        default="",
        help="what follows the ? in the address of the page, or that address",
    )
    command.add_argument(
        "--language",
        metavar="CODE",
        choices=Choices(_languages),
        help="of names and labels: %(choices)s (default: the query's, or en)",
    )
    command.add_argument("--title", default="", help="what the map is called")
    command.set_defaults(run=_export)


def _formats() -> Iterable[str]:
    from places.exporting import FORMATS

    return FORMATS


def _languages() -> Iterable[str]:
    from places.language import PAGE_LANGUAGES

    return PAGE_LANGUAGES


def _export(arguments: argparse.Namespace) -> int:
    from urllib.parse import parse_qsl

    from places.dataset import DatasetError, open_dataset
    from places.exporting import FORMATS, format_of, from_dataset, write
    from places.language import DEFAULT, language
    from places.query import set_aside_unknown
    from places.selection import from_query

    chosen = FORMATS[arguments.format] if arguments.format else format_of(arguments.output)
    if chosen is None:
        return fail(f"{arguments.output}: which format? add --format {'|'.join(FORMATS)}")
    query = arguments.query.rpartition("?")[2]
    selection, spoiled = from_query(dict(parse_qsl(query)))
    if spoiled:
        # A page sets aside what it cannot read; a file with something else in it than asked for misleads.
        return fail(f"--query: cannot be read: {', '.join(spoiled)}")
    try:
        with open_dataset(arguments.dataset) as dataset:
            selection, unknown = set_aside_unknown(dataset, selection)
            if unknown:
                lacking = ", ".join(f"{field}={value}" for field, value in unknown)
                return fail(f"--query: not in {arguments.dataset}: {lacking}")
            tongue = language(arguments.language or selection.language or DEFAULT)
            write(
                from_dataset(dataset, selection, tongue, title=arguments.title), chosen.name, arguments.output
            )
    except DatasetError as error:
        return fail(error)
    except OSError as error:
        return fail(f"{arguments.output}: cannot be written ({error.strerror})")
    return READ
