"""``places locate``: a name -> where it may be."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from places.cli.options import AddParser, add_online, natural_number, online_geocoder
from places.cli.printing import OUTPUT_CLOSED, READ, SOME_NOT_READ, fail, print_table, warn

if TYPE_CHECKING:
    from geopy.location import Location


def add(add_parser: AddParser) -> None:
    """Describe the command."""
    command = add_parser(
        "locate",
        help="find out where a place is",
        description="Look a name up in the gazetteer and print what it may stand for, best first.",
        epilog="Exit status: 0 found; 1 not found; 2 not asked.",
    )
    command.add_argument("query", metavar="QUERY", help="a name, such as “Masik-Ryong” or “Paris, Texas”")
    command.add_argument(
        "--country", metavar="CODE", action="append", help="only in this country (ISO 3166-1), repeatable"
    )
    command.add_argument("--language", metavar="CODE", help="language of the name and of the answer")
    command.add_argument(
        "--limit", metavar="N", type=natural_number, default=10, help="at most so many (default: 10)"
    )
    command.add_argument("--json", action="store_true", help="one JSON object a line")
    add_online(command, "ask a Nominatim server for a name that the gazetteer lacks")
    command.set_defaults(run=_locate)


def _locate(arguments: argparse.Namespace) -> int:
    if sys.stdout is None:
        return fail(OUTPUT_CLOSED)
    from places.gazetteer import open_gazetteer
    from places.geocoding import GazetteerGeocoder, locate

    geocoders: list[Any] = [GazetteerGeocoder(open_gazetteer())]
    try:
        online = online_geocoder(arguments, warn)
    except ValueError as error:
        return fail(error)
    if online is not None:
        geocoders.append(online)
    found = locate(
        arguments.query,
        *geocoders,
        language=arguments.language,
        country_codes=arguments.country,
        limit=arguments.limit,
    )
    if not found:
        print(f"places: nothing found for {arguments.query!r}", file=sys.stderr)
        return SOME_NOT_READ
    if arguments.json:
        import json

        for location in found:
            raw = {key: value for key, value in location.raw.items() if key != "names"}
            point = {"latitude": location.latitude, "longitude": location.longitude}
            print(json.dumps({**raw, "address": location.address, **point}, ensure_ascii=False))
    else:
        print_table([("PLACE", "KIND", "COUNTRY", "LATITUDE", "LONGITUDE", "SCORE", "ID"), *map(_row, found)])
    return READ


def _row(location: Location) -> tuple[str, ...]:
    raw = location.raw
    score = raw.get("score")
    return (
        location.address,
        raw["kind"],
        " ".join(raw["country_codes"]),
        f"{location.latitude:.4f}",
        f"{location.longitude:.4f}",
        "" if score is None else f"{score:.2f}",
        raw["place_id"],
    )
