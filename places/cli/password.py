"""``places password``: a password -> the line of the settings by which it is known."""

from __future__ import annotations

import argparse
import getpass
import json
import sys

from places.cli.options import AddParser
from places.cli.printing import NOTHING, OUTPUT_CLOSED, READ, fail

_SHORTEST = 10  # characters


def add(add_parser: AddParser) -> None:
    """Describe the command."""
    command = add_parser(
        "password",
        help="make the line of the settings by which an editor signs in",
        description="Ask for a password, and print the line for [places.accounts] in the settings: "
        "an Argon2 hash, from which nobody can tell the password.",
        epilog="Exit status: 0 printed; 2 not.",
    )
    command.add_argument("name", metavar="NAME", help="what the editor is called")
    command.set_defaults(run=_password)


def _password(arguments: argparse.Namespace) -> int:
    if sys.stdout is None:
        return fail(OUTPUT_CLOSED)
    try:
        from argon2 import PasswordHasher
    except ImportError:
        return fail("passwords need an extra: pip install 'places-dashboard[sign-in]'")
    try:
        password = getpass.getpass("Password: ")
        if len(password) < _SHORTEST:
            return fail(f"a password needs at least {_SHORTEST} characters")
        if getpass.getpass("Once more: ") != password:
            return fail("the two are not the same")
    except EOFError:
        return NOTHING
    print(f"{json.dumps(arguments.name)} = {json.dumps(PasswordHasher().hash(password))}")
    return READ
