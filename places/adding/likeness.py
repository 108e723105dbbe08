"""How like two texts are: the same to a reader, or nearly.

Nearly the same are texts that share many of their runs of words, as an agency's report does that several
papers print, each with a cut of its own. How many they share is estimated by MinHash signatures.

References
----------
A. Broder, On the resemblance and containment of documents, 1997.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

Signature = npt.NDArray[np.uint32]
"""Of `SLOTS` numbers; two texts have as many in common as they share runs of words."""

SLOTS: Final = 128
NEARLY: Final = 0.45
"""Shared runs of words, of all that either text has. A report that lost a third of its length keeps more."""

_RUN: Final = 3
_LEAST: Final = 20
_SEED: Final = 1997
_WORD: Final = re.compile(r"\w+")


def same_key(text: str) -> bytes:
    """Identify a text by its words: spaces, line breaks and capitals do not count."""
    words = " ".join(text.casefold().split())
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def signature_of(text: str) -> Signature | None:
    """Return the signature of a text; None for one that is too short to be like another."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    if len(runs) < _LEAST:
        return None
    signature = RMinHash(num_perm=SLOTS, seed=_SEED)
    signature.update(list(runs))
    return np.array(signature.digest(), dtype=np.uint32)


def likeness(signature: Signature, others: npt.NDArray[np.uint32]) -> npt.NDArray[np.float64]:
    """Estimate how like a text is to each of some others.

    Parameters
    ----------
    signature : array of shape (SLOTS,)
    others : array of shape (n, SLOTS)

    Returns
    -------
    array of shape (n,)
        From 0 to 1.
    """
    alike: npt.NDArray[np.float64] = (others == signature).mean(axis=1, dtype=np.float64)
    return alike
