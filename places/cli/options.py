"""Options that several commands have."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from places.storage import is_address

if TYPE_CHECKING:
    from places.dataset import Dataset
    from places.geocoding import OnlineGeocoder
    from places.language import Language
    from places.selection import Selection


AddParser = Callable[..., argparse.ArgumentParser]
"""Adds a command: its name and what argparse wants to know of it."""


class Choices:
    """What argparse lets somebody choose from, where to list it takes an import that others go without.

    With a `metavar`, it is asked for only when an argument is checked or the help is written.
    """

    def __init__(self, listed: Callable[[], Iterable[str]]) -> None:
        self._listed = listed

    def __iter__(self) -> Iterator[str]:
        """Go through the choices."""
        return iter(self._listed())

    def __contains__(self, value: object) -> bool:
        """Tell whether something is among them."""
        return value in tuple(self._listed())


NO_JOURNAL_BESIDE: Final = (
    "no journal lies beside a dataset in a bucket; name one: --journal postgresql://USER@HOST/DATABASE"
)


def dataset_named(text: str) -> Path | str:
    """Read the name of a dataset, for argparse: a folder, or ``s3://bucket/prefix`` as it is."""
    return text if is_address(text) else Path(text)


def natural_number(text: str) -> int:
    """Read a number from 1 up, for argparse."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return number


def add_journal(command: argparse.ArgumentParser, beside: str) -> None:
    """Add the option that says where changes are kept; `beside` says beside what by default."""
    command.add_argument(
        "--journal",
        metavar="URL",
        default=os.environ.get("PLACES_JOURNAL", ""),
        help="where changes are kept: a file, or postgresql://USER@HOST/DATABASE (default: the environment's "
        f"PLACES_JOURNAL, or beside {beside})",
    )


def add_online(command: argparse.ArgumentParser, what: str) -> None:
    """Add the options of a lookup on a server; `what` says what it is asked for."""
    command.add_argument("--online", action="store_true", help=what)
    command.add_argument(
        "--contact",
        metavar="ADDRESS",
        default=os.environ.get("PLACES_CONTACT", ""),
        help="mail or page by which the server's people can reach you; they require it "
        "(default: the environment's PLACES_CONTACT)",
    )
    command.add_argument("--server", metavar="URL", help="another Nominatim server than the public one")


def online_geocoder(arguments: argparse.Namespace, report: Callable[[str], None]) -> OnlineGeocoder | None:
    """Make the online geocoder that was asked for; a ValueError says in one line what it lacks."""
    if not arguments.online:
        return None
    from geopy.exc import ConfigurationError

    from places.geocoding import OnlineGeocoder

    server = {}
    if arguments.server:
        scheme, _, domain = arguments.server.rpartition("://")
        server = {"scheme": scheme or "https", "domain": domain}
    try:
        return OnlineGeocoder(contact=arguments.contact, report=report, **server)
    except ConfigurationError as error:
        raise ValueError(f"{error}: --contact you@example.org") from None


def add_selection(command: argparse.ArgumentParser) -> None:
    """Add the options that say what of a dataset is taken, in which language and under which title."""
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


class NotSelectedError(ValueError):
    """A selection asks for what cannot be read or is not there; the message says so in one line."""


def selected(arguments: argparse.Namespace, dataset: Dataset) -> tuple[Selection, Language]:
    """Read the options of `add_selection`.

    A page sets aside what it cannot read, and says so; a file with something else in it than asked for
    misleads.

    Raises
    ------
    NotSelectedError
        If the query cannot be read, or asks for what the dataset does not have.
    """
    from places.language import DEFAULT, language

    selection = selection_of(arguments.query, dataset)
    return selection, language(arguments.language or selection.language or DEFAULT)


def selection_of(address: str, dataset: Dataset) -> Selection:
    """Read what follows the question mark of an address, or that alone.

    Raises
    ------
    NotSelectedError
        If it cannot be read, has a key that no page has, or asks for what the dataset does not have.
    """
    from urllib.parse import parse_qsl

    from places.cli.printing import shortened
    from places.dataset.mirror import named
    from places.query import find_place, set_aside_unknown
    from places.selection import PARAMETERS, Selection, from_query, unknown_parameters

    query = dict(parse_qsl(query_of(address), keep_blank_values=True))
    if misnamed := unknown_parameters(query):
        keys = shortened(", ".join(misnamed))
        raise NotSelectedError(f"--query: no such key: {keys} (known are {', '.join(PARAMETERS)})")
    selection, spoiled = from_query(query)
    if spoiled:
        raise NotSelectedError(f"--query: cannot be read: {', '.join(spoiled)}")
    known, unknown = set_aside_unknown(dataset, selection)
    if selection.place and find_place(dataset, Selection(), selection.place) is None:
        unknown.append(("place", selection.place))
    if unknown:
        lacking = shortened(", ".join(f"{field}={value}" for field, value in unknown))
        raise NotSelectedError(f"--query: not in {named(dataset.folder)}: {lacking}")
    return known


def _languages() -> Iterable[str]:
    from places.language import PAGE_LANGUAGES

    return PAGE_LANGUAGES


def query_of(address: str) -> str:
    """Give what follows the question mark of an address; what is none is a query itself.

    Examples
    --------
    >>> query_of("http://localhost:8501/?from=2024&q=was?"), query_of("q=was?")
    ('from=2024&q=was?', 'q=was?')
    >>> query_of("http://localhost:8501/places")
    ''
    """
    before, mark, query = address.partition("?")
    if "://" in before and "=" not in before:
        return query
    return query if mark and "=" not in before else address
