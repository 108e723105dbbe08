"""``places picture``: a dataset -> its map as a picture."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from places.cli.options import (
    AddParser,
    Choices,
    NotSelectedError,
    add_selection,
    dataset_named,
    natural_number,
    selected,
)
from places.cli.printing import READ, fail


def add(add_parser: AddParser) -> None:
    """Describe the command."""
    command = add_parser(
        "picture",
        help="draw the map for print and for the screen",
        description="Draw the map of a dataset, or of what a selection shows of it, as PNG, SVG or PDF, with "
        "title, legend, scale, date and credits.",
        epilog="Exit status: 0 drawn; 2 nothing was drawn.",
    )
    command.add_argument("dataset", metavar="DATASET", type=dataset_named)
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        required=True,
        help="a name that ends with .png, .svg or .pdf; a file that is there is replaced",
    )
    add_selection(command)
    command.add_argument(
        "--paper",
        metavar="SIZE",
        choices=Choices(_papers),
        default="A4",
        help="%(choices)s (default: %(default)s); screen is 1600 by 900 pixels",
    )
    command.add_argument(
        "--dpi",
        metavar="N",
        type=natural_number,
        help="dots per inch of a PNG (default: 300, and 144 for the screen)",
    )
    command.set_defaults(run=_draw)


def _papers() -> Iterable[str]:
    from places.pictures import PAPERS

    return PAPERS


def _draw(arguments: argparse.Namespace) -> int:
    from places.dataset import DatasetError, open_dataset
    from places.exporting import extract_shown
    from places.pictures import PictureError, save

    try:
        with open_dataset(arguments.dataset) as dataset:
            selection, say = selected(arguments, dataset)
            save(
                extract_shown(dataset, selection, say, title=arguments.title),
                arguments.output,
                paper=arguments.paper,
                dpi=arguments.dpi,
                chosen=selection.place,
                view=selection.view,
            )
    except (DatasetError, NotSelectedError, PictureError) as error:
        return fail(error)
    except OSError as error:
        return fail(f"{arguments.output}: cannot be written ({error.strerror})")
    return READ
