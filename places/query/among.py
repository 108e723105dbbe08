"""Ask a table for the rows of a few ids so that it can be told which parts of it need not be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

MOST: Final = 100
"""So many ids are written out one by one; a table is searched for more of them as a whole."""


def among(column: str, ids: Sequence[str], name: str = "among") -> tuple[str, dict[str, object]]:
    """Write a condition of SQL that a column is one of some ids.

    Parameters
    ----------
    column : str
        Our own name of it, never one that comes from outside.
    ids : sequence of str
    name : str
        What the parameters begin with; another one for each condition of a question.

    Returns
    -------
    tuple of (str, dict)
        The condition and its parameters.
    """
    distinct = list(dict.fromkeys(ids))
    if len(distinct) > MOST:
        return f"{column} IN (SELECT unnest(${name}))", {name: distinct}
    parameters: dict[str, object] = {f"{name}{number}": each for number, each in enumerate(distinct)}
    listed = ", ".join(f"${each}" for each in parameters)
    return (f"{column} IN ({listed})" if listed else "false"), parameters
