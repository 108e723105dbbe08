"""``places export``: a dataset -> a file for other tools."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from places.cli.options import AddParser
from places.cli.printing import READ, fail

_FORMATS: Final = ("geojson", "csv", "kml", "lpf", "html")
_EXTENSIONS: Final = {".geojson": "geojson", ".csv": "csv", ".kml": "kml", ".json": "lpf", ".html": "html"}


def add(add_parser: AddParser) -> None:
    """Describe the command."""
    command = add_parser(
        "export",
        help="write what a dataset shows for other tools",
        description="Write a dataset, or what a selection shows of it, as GeoJSON, CSV (one row a mention), "
        "KML, Linked Places or one page of HTML that opens offline.",
        epilog="Exit status: 0 written; 2 nothing was written.",
    )
    command.add_argument("dataset", metavar="DATASET", type=Path)
    command.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    command.add_argument("--format", choices=_FORMATS, help="default: by the end of the file's name")
    command.add_argument(
        "--query",
        metavar="QUERY",
        default="",
        help="what follows the ? in the address of the page, or that address",
    )
    command.add_argument(
        "--language", choices=("de", "en"), help="of names and labels (default: the query's, or en)"
    )
    command.add_argument("--title", default="", help="what the map is called")
    command.set_defaults(run=_export)


def _export(arguments: argparse.Namespace) -> int:
    from urllib.parse import parse_qsl

    from places.dataset import DatasetError, open_dataset
    from places.exporting import from_dataset, write
    from places.language import language
    from places.selection import from_query

    name = arguments.format or _EXTENSIONS.get(arguments.output.suffix.lower())
    if name is None:
        return fail(f"{arguments.output}: which format? add --format {'|'.join(_FORMATS)}")
    query = arguments.query.rpartition("?")[2]
    selection, spoiled = from_query(dict(parse_qsl(query)))
    if spoiled:
        # A page sets aside what it cannot read; a file with something else in it than asked for misleads.
        return fail(f"--query: cannot be read: {', '.join(spoiled)}")
    try:
        with open_dataset(arguments.dataset) as dataset:
            tongue = language(arguments.language or selection.language or "en")
            write(from_dataset(dataset, selection, tongue, title=arguments.title), name, arguments.output)
    except DatasetError as error:
        return fail(error)
    except OSError as error:
        return fail(f"{arguments.output}: cannot be written ({error.strerror})")
    return READ
