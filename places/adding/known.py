"""What a dataset has already, to compare with what somebody brings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from places.adding.likeness import SLOTS, same_key, signature_of
from places.dataset import Dataset
from places.query import remembered

_AT_ONCE: Final = 1000


@dataclass(frozen=True)
class Known:
    """The articles of a dataset, as far as it takes to know one again.

    Attributes
    ----------
    ids, titles : list of str
    keys : dict of bytes to int
        The `same_key` of a text -> its row.
    urls : dict of str to int
        A web address -> its row.
    signatures : array of shape (n, SLOTS)
    signed : array of shape (n,)
        The rows of `signatures`: short texts have none.
    """

    ids: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    keys: dict[bytes, int] = field(default_factory=dict)
    urls: dict[str, int] = field(default_factory=dict)
    signatures: npt.NDArray[np.uint32] = field(default_factory=lambda: np.empty((0, SLOTS), dtype=np.uint32))
    signed: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))


@remembered(1)
def known_of(dataset: Dataset) -> Known:
    """Look through all texts of a dataset; that takes about a second for a thousand of them."""
    known = Known()
    signatures, signed, last = [], [], ""
    while rows := dataset.rows(
        "SELECT id, title, url, text FROM articles WHERE id > ? ORDER BY id LIMIT ?", [last, _AT_ONCE]
    ):
        for article_id, title, url, text in rows:
            row = len(known.ids)
            known.ids.append(article_id)
            known.titles.append(title)
            known.keys.setdefault(same_key(text), row)
            if url:
                known.urls.setdefault(url, row)
            if (signature := signature_of(text)) is not None:
                signatures.append(signature)
                signed.append(row)
        last = known.ids[-1]
    if not signed:
        return known
    return replace(known, signatures=np.stack(signatures), signed=np.array(signed, dtype=np.int64))
