"""Places put together by the cells of a grid, where a browser cannot be told of each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from places.maps.content import CELL_STEPS, Cells


def put_together(
    points: NDArray[np.float64],
    mentions: NDArray[np.int64],
    positions: NDArray[np.int64],
    across: int,
    apart: NDArray[np.int64] | None = None,
) -> tuple[Cells, NDArray[np.bool_]]:
    """Put together the places that lie in one cell.

    Parameters
    ----------
    points : numpy.ndarray of float64, shape (places, 2)
        Where they lie, the most named first; see `geo.on_web_mercator`.
    mentions : numpy.ndarray of int64, shape (places,)
        How often each is named.
    positions : numpy.ndarray of int64, shape (places,)
        Where each stands in the file that the browser fetches.
    across : int
        How many cells lie side by side around the world, and as many above each other.
    apart : numpy.ndarray of int64, shape (places,), optional
        Places with another number here have cells of their own.

    Returns
    -------
    Cells
        Those with the most named places first.
    numpy.ndarray of bool, shape (places,)
        Which places are alone in their cell: it is left out.
    """
    column, row = np.clip(points * across, 0, across - 1).astype(np.int64).T
    cell = row * across + column
    if apart is not None:
        cell += apart * across**2
    _, first, which, numbers = np.unique(cell, return_index=True, return_inverse=True, return_counts=True)
    which = which.reshape(-1)
    width = CELL_STEPS * across
    middle = [np.minimum(np.bincount(which, weights=each) / numbers * width, width - 1) for each in points.T]
    named = np.bincount(which, weights=mentions)
    order = np.argsort(first)
    order = order[numbers[order] > 1]
    columns = (*middle, numbers, named, positions[first])
    return Cells(across, *(column[order].astype(np.int64).tolist() for column in columns)), numbers[
        which
    ] == 1
