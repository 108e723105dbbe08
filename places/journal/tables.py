"""The tables of a journal, and the steps by which an older form becomes the one of today."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    text,
    update,
)

VERSION: Final = 3
"""The form that is written."""

_METADATA: Final = MetaData()

ABOUT: Final = Table(
    "places_journal",
    _METADATA,
    Column("version", Integer, nullable=False),
    Column("identity", String(36), nullable=False),
)
"""One row: the form of the tables, and what tells this journal from every other one."""

CHANGES: Final = Table(
    "places_changes",
    _METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("step", Integer, nullable=False),
    Column("at", String(32), nullable=False),  # ISO 8601, UTC
    Column("who", Text, nullable=False),
    Column("subject", String(64), nullable=False, index=True),  # a digest: of what the change speaks
    Column("said", Text, nullable=False),  # JSON in ASCII
    Column("token", String(32)),  # of the step: whether it was accepted is seen even if the answer was lost
)
"""A row for each change. Rows are only ever added."""

TEXTS: Final = Table(
    "places_texts",
    _METADATA,
    Column("digest", String(32), primary_key=True),
    Column("content", LargeBinary, nullable=False),  # UTF-8: not every database keeps every letter as text
)
"""The texts of articles that were added, each once."""

LOOKED: Final = Table(
    "places_looked",
    _METADATA,
    Column("who", Text, primary_key=True),
    Column("articles", LargeBinary, nullable=False),  # digests of their ids, one after the other
)
"""Which articles there were when somebody last reviewed. It is no change, and says nothing of the dataset."""


class NewerFormError(Exception):
    """The tables were written by a newer version of the program."""


def is_there(connection: Connection) -> bool:
    """Tell whether a database holds a journal."""
    return inspect(connection).has_table(ABOUT.name)


def prepare(connection: Connection) -> str:
    """Make the tables, or bring them to the form of today; within a transaction.

    Returns
    -------
    str
        The identity of the journal.

    Raises
    ------
    NewerFormError
    """
    if not is_there(connection):
        _METADATA.create_all(connection)
        connection.execute(insert(ABOUT).values(version=VERSION, identity=str(uuid.uuid4())))
    version = version_of(connection)
    if version > VERSION:
        raise NewerFormError
    for before in range(version, VERSION):
        MIGRATIONS[before](connection)
        connection.execute(update(ABOUT).values(version=before + 1))
    return identity_of(connection)


def version_of(connection: Connection) -> int:
    """Tell in which form the tables are."""
    return int(connection.execute(select(ABOUT.c.version)).scalar_one())


def identity_of(connection: Connection) -> str:
    """Return what tells a journal from every other one."""
    return str(connection.execute(select(ABOUT.c.identity)).scalar_one())


def _add_token(connection: Connection) -> None:
    connection.execute(text(f"ALTER TABLE {CHANGES.name} ADD COLUMN token VARCHAR(32)"))


def _add_looked(connection: Connection) -> None:
    LOOKED.create(connection)


MIGRATIONS: Final[Mapping[int, Callable[[Connection], None]]] = {1: _add_token, 2: _add_looked}
"""What makes of each form the next one."""
