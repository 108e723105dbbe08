"""Where in its text each mention stands: what a reader looks up of a few articles of very many.

Beside arranged pairs (`places.dataset.arranged`) stands another stream of Arrow, with a row for each mention:
the articles as they are shown, the mentions of each as the table has them. Nothing of it is compressed, as
a reader maps the file and looks at the rows of the articles that it wants. The columns are ``place`` (its row
in the table), ``start`` in the text, ``length``, how many characters of the excerpt stand ``before`` and
``after`` the toponym, ``surface``, ``confidence``, and ``said`` where somebody said anything of any mention.
Numbers are as narrow as can be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from places.dataset.arranged import MADE_OF, Order, shifts
from places.dataset.confidences import narrowed, summed
from places.dataset.numbered import go_through

CHECKED: Final = 1
"""In `Offsets.said`: somebody found the mention right."""

BY_HAND: Final = 2
"""In `Offsets.said`: somebody set the mention."""

_ONE: Final = np.ones(1, np.uint8)
_NUMBERS: Final = ("place", "start", "length", "before", "after", "surface", "said")
_READ: Final = (
    *("start", "end", "surface", "confidence"),
    *("excerpt_start", "excerpt_end", "by_hand", "checked"),
)


class Offsets(NamedTuple):
    """What such a file holds, a row for each mention.

    Attributes
    ----------
    place : numpy.ndarray of int
        The row in the table of places.
    start, length : numpy.ndarray of int
        Of the toponym in its text, in characters.
    before, after : numpy.ndarray of int
        Characters of the excerpt before the toponym and behind it.
    surface : numpy.ndarray of int
        Positions in `surfaces`.
    confidence : numpy.ndarray
        See `sure`.
    said : numpy.ndarray of uint8, or None
        What people said of it: `CHECKED`, `BY_HAND`, or both; None where nobody said anything of any.
    surfaces : pyarrow.Array of string
        Each toponym as it stands in the texts, once.
    """

    place: NDArray[np.integer]
    start: NDArray[np.integer]
    length: NDArray[np.integer]
    before: NDArray[np.integer]
    after: NDArray[np.integer]
    surface: NDArray[np.integer]
    confidence: NDArray[Any]
    said: NDArray[np.uint8] | None
    surfaces: pa.Array

    def sure(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the confidences of some mentions."""
        return summed(self.confidence[rows], _ONE)


def write_offsets(parts: Mapping[str, Sequence[Path]], order: Order, made_of: bytes, file: Path) -> bool:
    """Write where the mentions of a finished dataset stand, in the order in which its articles are shown.

    Parameters
    ----------
    parts : mapping of str to sequence of Path
        The tables of articles, places and mentions, part after part; mentions in the order of articles.
    order : Order
        In which the articles are shown.
    made_of : bytes
        Of which files it is.
    file : Path
        What to write.

    Returns
    -------
    bool
        False where an excerpt does not hold its toponym, where anything is missing, or where the mentions are
        not in the order of the articles, as in tables that a hand changed; nothing is written then.
    """
    shift = shifts(order.mentions, order.row_of_article)
    size, read, latest = int(order.mentions.sum(dtype=np.int64)), 0, 0
    kept: dict[str, NDArray[Any]] = {name: np.zeros(size, np.uint8) for name in _NUMBERS}
    confidence = np.zeros(size, np.float32)
    codes: dict[str, int] = {}
    for piece in go_through(parts, _READ):
        article = np.asarray(piece.column("article"))
        if any(column.null_count for column in piece.columns) or np.any(np.diff(article, prepend=latest) < 0):
            return False
        latest = int(article[-1]) if len(article) else latest
        to = shift[article] + np.arange(read, read + len(piece))
        read += len(to)
        confidence[to] = np.asarray(piece.column("confidence"))
        for name, values in _numbers(piece, codes).items():
            if int(values.min(initial=0)) < 0:
                return False
            wide = np.promote_types(kept[name].dtype, np.min_scalar_type(int(values.max(initial=0))))
            kept[name] = kept[name].astype(wide, copy=False)
            kept[name][to] = values
    if not kept["said"].any():
        del kept["said"]
    columns = {name: pa.array(column) for name, column in kept.items()}
    columns["confidence"] = pa.array(narrowed(confidence, np.broadcast_to(_ONE, size)))
    columns["surface"] = pa.DictionaryArray.from_arrays(columns["surface"], pa.array(codes, pa.string()))
    batch = pa.record_batch(columns).replace_schema_metadata({MADE_OF: made_of})
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return True


def _numbers(piece: pa.Table, codes: dict[str, int]) -> dict[str, NDArray[Any]]:
    """Tell of some mentions what is kept of each; new surfaces get the next codes."""
    start, end, begin, finish = (
        np.asarray(piece.column(name)).astype(np.int64)
        for name in ("start", "end", "excerpt_start", "excerpt_end")
    )
    surfaces = piece.column("surface").combine_chunks()
    of_surface = np.array([codes.setdefault(each, len(codes)) for each in surfaces.dictionary.to_pylist()])
    said = {name: np.asarray(piece.column(name)) for name in ("checked", "by_hand")}
    return {
        "place": np.asarray(piece.column("place")),
        "start": start,
        "length": end - start,
        "before": start - begin,
        "after": finish - end,
        "surface": of_surface[np.asarray(surfaces.indices)],
        "said": said["checked"] * CHECKED + said["by_hand"] * BY_HAND,
    }


def read_offsets(file: Path) -> Offsets:
    """Map such a file.

    Raises
    ------
    pyarrow.ArrowException, OSError
        If it is damaged.
    """
    with pa.memory_map(str(file)) as source, pa.ipc.open_stream(source) as stream:
        batch = stream.read_next_batch()
    surface: pa.DictionaryArray = batch.column("surface")
    # Else what lies behind a buffer would be read; the numbers themselves are not gone through.
    batch.validate()
    surface.dictionary.validate(full=True)

    def column(name: str) -> NDArray[Any]:
        return np.from_dlpack(batch.column(name))

    codes: NDArray[Any] = np.from_dlpack(surface.indices)
    return Offsets(
        place=column("place"),
        start=column("start"),
        length=column("length"),
        before=column("before"),
        after=column("after"),
        surface=codes,
        confidence=column("confidence"),
        said=column("said") if "said" in batch.schema.names else None,
        surfaces=surface.dictionary,
    )
