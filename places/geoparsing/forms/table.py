"""Forms of names as columns, and how they are put together.

A form has senses: the places that it may name, each with the role of the name and the languages that it
belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from places.languages import UNDETERMINED, Languages
from places.languages.spelling import APOSTROPHES

ROLES: Final = ("main", "official", "short", "former", "alternate", "respelled", "typed")
"""Roles of a name, the best first.

"respelled" is a name without its marks, or with "ue" for "ü", where neither is usual.
"typed" is what is left of "Flughafen Frankfurt" without its first word: it takes that word.
"""

ALTERNATE: Final = ROLES.index("alternate")
MAIN: Final = ROLES.index("main")
RESPELLED: Final = ROLES.index("respelled")
SHORT: Final = ROLES.index("short")
TYPED: Final = ROLES.index("typed")
SHORTEST: Final = 3
"""Letters of a name, fewer of which are looked for in capitals alone."""

_MOST_LANGUAGES: Final = 60  # bits that tell them apart

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int32]
Tongues = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Found:
    """Forms of names, each with a place that it may name; the same pair may come again.

    Attributes
    ----------
    texts : pyarrow.Array
        The forms.
    rows : numpy.ndarray
        Rows of the places in the gazetteer.
    roles : numpy.ndarray
        Numbers of the names' roles in `ROLES`.
    tongues : numpy.ndarray
        The languages that the names belong to, a bit for each (`tongue`).
    """

    texts: pa.Array
    rows: Rows
    roles: npt.NDArray[np.uint8]
    tongues: Tongues


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms, and the senses of each one after the other.

    Attributes
    ----------
    texts : pyarrow.Array
        The forms, each once.
    starts : numpy.ndarray
        Where the senses of each begin, shape (forms + 1,).
    rows, roles, tongues : numpy.ndarray
        Of each sense, as in `Found`.
    """

    texts: pa.Array
    starts: Rows
    rows: Rows
    roles: npt.NDArray[np.uint8]
    tongues: Tongues

    def owners(self) -> Rows:
        """Return the number of the form of each sense."""
        return np.repeat(np.arange(len(self.texts), dtype=np.int32), np.diff(self.starts))

    def most(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the largest of some values, one a sense, of each form."""
        most: npt.NDArray[np.float64] = np.maximum.reduceat(values, self.starts[:-1])
        return most

    def of_several(self, numbers: Rows) -> tuple[Rows, Rows]:
        """Return the positions of the senses of some forms, and for each which of these forms it is."""
        sizes = np.diff(self.starts)[numbers]
        which = np.repeat(np.arange(len(numbers), dtype=np.int32), sizes)
        within = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return (self.starts[numbers][which] + within).astype(np.int32), which


def tongue(languages: Languages, code: str | None) -> int:
    """Return a bit for a language, the last one for any that has no rules; all of them for none.

    Raises
    ------
    ValueError
        If there are more languages than a number has bits.
    """
    codes = list(languages)
    if len(codes) > _MOST_LANGUAGES:
        raise ValueError(f"{len(codes)} languages, but the lexicon tells {_MOST_LANGUAGES} apart at most")
    if code is None:
        return (1 << len(codes)) - 1
    return 1 << codes.index(code if code in codes else UNDETERMINED)


def heard(languages: Languages, code: str) -> int:
    """Return the bits of the languages whose names a text in a language may use as its own."""
    return tongue(languages, None if code == UNDETERMINED else code)


def mask(values: pa.Array | pa.ChunkedArray) -> Mask:
    """Return an array of truth values as numpy has it; null is false."""
    marked = np.zeros(len(values), np.bool_)
    marked[np.from_dlpack(pc.indices_nonzero(values))] = True
    return marked


def of_rows(found: Sequence[tuple[str, int, int, int]]) -> Found:
    """Return forms with their place, role and languages as columns."""
    texts, rows, roles, tongues = zip(*found, strict=True) if found else ((), (), (), ())
    return Found(
        pa.array(texts, pa.string()),
        np.array(rows, np.int32),
        np.array(roles, np.uint8),
        np.array(tongues, np.uint64),
    )


def varied(listed: Found, asked: Mask, vary: Callable[[str], Iterable[str]]) -> Found:
    """Return what something makes of some of the forms listed."""
    positions = np.flatnonzero(asked)
    texts: list[str] = []
    origins: list[int] = []
    for position, text in zip(
        positions.tolist(), listed.texts.take(pa.array(positions)).to_pylist(), strict=True
    ):
        for form in vary(text):
            texts.append(form)
            origins.append(position)
    chosen = np.array(origins, np.int64)
    return Found(
        pa.array(texts, pa.string()), listed.rows[chosen], listed.roles[chosen], listed.tongues[chosen]
    )


def joined(several: Iterable[Found]) -> Found:
    """Put what was found one below the other."""
    several = list(several)
    return Found(
        pa.concat_arrays([one.texts for one in several]),
        np.concatenate([one.rows for one in several]),
        np.concatenate([one.roles for one in several]),
        np.concatenate([one.tongues for one in several]),
    )


def with_plain_apostrophes(found: Found) -> Found:
    """Write forms with apostrophes as texts are read: "'" for each, and none at the end.

    There it is the sign of a soft consonant ("Perm’"), in a text one that quotes or owns ("Perm's").
    """
    other = mask(pc.match_substring_regex(found.texts, f"[{APOSTROPHES}]"))
    around = mask(pc.match_substring_regex(found.texts, rf"^['{APOSTROPHES}]\p{{Lu}}|['{APOSTROPHES}]$"))
    chosen = np.flatnonzero(other | around)
    texts = pc.replace_substring_regex(found.texts.take(pa.array(chosen)), f"[{APOSTROPHES}]", "'")
    texts = pc.replace_substring_regex(texts, r"^'(\p{Lu})", r"\1")
    texts = pc.replace_substring_regex(texts, "'+$", "")
    long = np.from_dlpack(pc.utf8_length(texts)) >= SHORTEST
    chosen, texts = chosen[long], texts.filter(pa.array(long))
    plain = Found(texts, found.rows[chosen], found.roles[chosen], found.tongues[chosen])
    kept = np.flatnonzero(~around)
    as_they_are = Found(
        found.texts.take(pa.array(kept)), found.rows[kept], found.roles[kept], found.tongues[kept]
    )
    return joined([as_they_are, plain])


def grouped(found: Found) -> Forms:
    """Put what was found together: of a form and a place the best role, and every language."""
    texts = found.texts.dictionary_encode()
    keys = _keys(np.from_dlpack(texts.indices), found.rows)
    order = np.argsort(keys, kind="stable")
    firsts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    return _sorted(
        texts.dictionary,
        keys[order][firsts],
        np.minimum.reduceat(found.roles[order], firsts),
        np.bitwise_or.reduceat(found.tongues[order], firsts),
    )


def enlarged(forms: Forms, found: Found) -> Forms:
    """Add what was found where it is new; what is known of a form and a place stays as it is."""
    texts = pa.concat_arrays([forms.texts, found.texts]).dictionary_encode()
    keys = _keys(forms.owners(), forms.rows)
    numbers = np.from_dlpack(texts.indices)[len(forms.texts) :]
    more, firsts = np.unique(_keys(numbers, found.rows), return_index=True)
    at = np.searchsorted(keys, more)
    new = keys[np.minimum(at, len(keys) - 1)] != more
    more, firsts, at = more[new], firsts[new], at[new]
    return _sorted(
        texts.dictionary,
        np.insert(keys, at, more),
        np.insert(forms.roles, at, found.roles[firsts]),
        np.insert(forms.tongues, at, found.tongues[firsts]),
    )


def attested(forms: Forms, respelled: Found, main: Mask, any_tongue: int) -> Forms:
    """Believe a name known from hearsay alone that is a main one of no one language, respelled: "Malmoe"."""
    telling = main & (respelled.tongues == np.uint64(any_tongue))
    texts = pc.index_in(respelled.texts.filter(pa.array(telling)), forms.texts)
    known = mask(texts.is_valid())
    keys = _keys(np.from_dlpack(texts.drop_null()), respelled.rows[telling][known])
    hearsay = (forms.roles == ALTERNATE) & (forms.tongues == np.uint64(any_tongue))
    told = hearsay & np.isin(_keys(forms.owners(), forms.rows), keys)
    return replace(forms, roles=np.where(told, np.uint8(RESPELLED), forms.roles))


def _keys(forms: npt.NDArray[Any], rows: Rows) -> npt.NDArray[np.int64]:
    return (forms.astype(np.int64) << 32) + rows


def _sorted(
    texts: pa.Array, keys: npt.NDArray[np.int64], roles: npt.NDArray[np.uint8], tongues: Tongues
) -> Forms:
    sizes = np.bincount(keys >> 32, minlength=len(texts))
    starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    return Forms(texts, starts, (keys & 0xFFFFFFFF).astype(np.int32), roles, tongues)
