"""What a dataset has already, to compare with what somebody brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from places.adding.likeness import SLOTS, Signature, same_key, signature_of
from places.dataset import Dataset

_AT_ONCE: Final = 1000


class Mark(NamedTuple):
    """What a text is known by: its `same_key`, and its signature if it is long enough for one."""

    key: bytes
    signature: Signature | None


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
    marks : mapping of bytes to Mark
        By what the dataset knows a text by; a later look need not read these again.
    """

    ids: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    keys: dict[bytes, int] = field(default_factory=dict)
    urls: dict[str, int] = field(default_factory=dict)
    signatures: npt.NDArray[np.uint32] = field(default_factory=lambda: np.empty((0, SLOTS), dtype=np.uint32))
    signed: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    marks: Mapping[bytes, Mark] = field(default_factory=dict)


def known_of(dataset: Dataset, before: Known | None = None) -> Known:
    """Look through the texts of a dataset; that takes about a second for a thousand of them.

    Parameters
    ----------
    dataset : Dataset
    before : Known, optional
        Of an earlier state of it: only texts that are new since are read.
    """
    rows = dataset.rows("SELECT id, title, url, text_hash FROM articles ORDER BY id")
    marks: dict[bytes, Mark] = {}
    lacking: dict[str, bytes] = {}
    for article_id, _, _, text_hash in rows:
        name = text_hash or article_id.encode()  # what was not parsed has none
        if text_hash and before is not None and text_hash in before.marks:
            marks[name] = before.marks[text_hash]
        else:
            lacking[article_id] = name
    for article_id, mark in _marks(dataset, list(lacking)):
        marks[lacking[article_id]] = mark
    signatures: list[Signature] = []
    signed: list[int] = []
    keys: dict[bytes, int] = {}
    urls: dict[str, int] = {}
    for row, (article_id, _, url, text_hash) in enumerate(rows):
        mark = marks[text_hash or article_id.encode()]
        keys.setdefault(mark.key, row)
        if url:
            urls.setdefault(url, row)
        if mark.signature is not None:
            signatures.append(mark.signature)
            signed.append(row)
    return Known(
        [article_id for article_id, *_ in rows],
        [title or article_id for article_id, title, *_ in rows],
        keys,
        urls,
        np.stack(signatures) if signatures else np.empty((0, SLOTS), dtype=np.uint32),
        np.array(signed, dtype=np.int64),
        marks,
    )


def _marks(dataset: Dataset, ids: Sequence[str]) -> Iterator[tuple[str, Mark]]:
    for begin in range(0, len(ids), _AT_ONCE):
        for article_id, text in dataset.rows(
            "SELECT id, text FROM articles WHERE id IN (SELECT unnest($ids))",
            {"ids": ids[begin : begin + _AT_ONCE]},
        ):
            yield article_id, Mark(same_key(text or ""), signature_of(text or ""))
