"""The confidences of very many pairs of article and place, in two bytes each.

Kept is the mean over the mentions of a pair, in steps of one 60,000th: a confidence with four decimals is
kept as it is, and the mean over any mentions is at most half a step (0.0000084) beside the right one. What
is shown has two decimals, what is exported three.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

STEPS: Final = 60_000
"""In 1: the largest multiple of 10,000 that two bytes hold."""

_BLOCK: Final = 1 << 20


def narrowed(sums: NDArray[Any], mentions: NDArray[Any]) -> NDArray[Any]:
    """Keep the confidences of pairs in two bytes, where each mention has one between 0 and 1.

    Parameters
    ----------
    sums : numpy.ndarray of float, shape (pairs,)
        Over the mentions of each pair.
    mentions : numpy.ndarray of int, shape (pairs,)

    Returns
    -------
    numpy.ndarray
        Of uint16, the means in steps; the sums themselves where they are not those of such confidences.
    """
    kept = np.empty(len(sums), dtype=np.uint16)
    for first in range(0, len(sums), _BLOCK):
        piece = slice(first, first + _BLOCK)
        steps = np.rint(sums[piece] / mentions[piece].astype(np.float32) * STEPS)
        if not (steps.min() >= 0 and steps.max() <= STEPS):
            return sums
        kept[piece] = steps
    return kept


def summed(kept: NDArray[Any], mentions: NDArray[np.integer]) -> NDArray[np.float64]:
    """Give the sum over the mentions of each of some pairs.

    Parameters
    ----------
    kept : numpy.ndarray, shape (pairs,)
        Of `narrowed`, or sums of float32.
    mentions : numpy.ndarray of int, shape (pairs,)
    """
    if kept.dtype != np.uint16:
        return kept.astype(np.float64)
    sums: NDArray[np.float64] = np.multiply(kept, mentions, dtype=np.float64)
    sums /= STEPS
    return sums
