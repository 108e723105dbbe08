"""Positions that follow each other, range after range: the pairs or the mentions of some articles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def positions_between(
    begins: NDArray[np.integer], ends: NDArray[np.integer]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count from each begin to the end that belongs to it, and tell to which of them each number belongs.

    Parameters
    ----------
    begins, ends : numpy.ndarray of int, shape (ranges,)
        An end is behind the last number that counts.

    Returns
    -------
    numbers, ranges : numpy.ndarray of int64
        One range after the other.
    """
    begins, ends = begins.astype(np.int64), ends.astype(np.int64)
    number = ends - begins
    which = np.repeat(np.arange(len(begins)), number)
    return np.arange(len(which)) - (np.cumsum(number) - number - begins)[which], which
