"""Options that several commands have."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from places.geocoding import OnlineGeocoder


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
