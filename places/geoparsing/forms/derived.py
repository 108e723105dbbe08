"""Further forms of what is known already: genitives, names without their marks, names in capitals."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from places.geoparsing.forms.table import (
    ALTERNATE,
    MAIN,
    RESPELLED,
    SHORTEST,
    Forms,
    Found,
    Mask,
    heard,
    joined,
    mask,
    of_rows,
    tongue,
)
from places.languages import UNDETERMINED, Languages
from places.languages.people import first_names, surnames
from places.languages.spelling import respelled

_CLEARLY: Final = 1.5  # how much better known a place must be for another's name to be its genitive
_RESPELLED_FROM: Final = 3.7  # salience from which a name is looked for without its marks
_CAPITALS_FROM: Final = 3.5  # salience from which a name is also looked for in capitals


def genitives(forms: Forms, saliences: npt.NDArray[np.float64], languages: Languages) -> Found:
    """Let a name that is another one's genitive as well mean that one too: "Islands"."""
    best = forms.most(saliences[forms.rows])
    found = [of_rows([])]
    for language in languages.values():
        for ending in language.endings:
            numbers = np.from_dlpack(pc.indices_nonzero(pc.ends_with(forms.texts, ending))).astype(np.int32)
            texts = forms.texts.take(pa.array(numbers))
            stems = pc.utf8_slice_codeunits(texts, 0, -len(ending))
            without = pa.array(sorted(language.no_ending_after), pa.string())
            takes_it = ~mask(pc.is_in(pc.utf8_slice_codeunits(stems, -1), without))
            bare = pc.index_in(stems, forms.texts)
            known = mask(bare.is_valid())
            bases, numbers = np.from_dlpack(bare.drop_null()), numbers[known]
            better = takes_it[known] & (best[bases] > best[numbers] + _CLEARLY)
            positions, which = forms.of_several(bases[better])
            own = (forms.tongues[positions] & np.uint64(heard(languages, language.code))) != 0
            positions, which = positions[own], which[own]
            found.append(
                Found(
                    forms.texts.take(pa.array(numbers[better])).take(pa.array(which)),
                    forms.rows[positions],
                    forms.roles[positions],
                    np.full(len(positions), tongue(languages, language.code), np.uint64),
                )
            )
    return joined(found)


def respelled_forms(
    forms: Forms, saliences: npt.NDArray[np.float64], languages: Languages
) -> tuple[Found, Mask]:
    """Return how names of better known places look where letters are lacking or lost: "Koeln", "Koln".

    And which of them are made of main names.
    """
    ordinary = languages[UNDETERMINED].ordinary
    known = forms.most(saliences[forms.rows]) >= _RESPELLED_FROM
    numbers = np.flatnonzero(known & ~mask(pc.string_is_ascii(forms.texts))).astype(np.int32)
    names = pa.array(sorted(first_names() | surnames()), pa.string())
    listed = set(names.filter(pc.is_in(names, forms.texts)).to_pylist())
    texts: list[str] = []
    origins: list[int] = []
    for number, text in zip(numbers.tolist(), forms.texts.take(pa.array(numbers)).to_pylist(), strict=True):
        for plain in sorted(respelled(text)):
            # "Duren": where somebody else is called so as well, it is looked for in any case.
            if len(plain) > SHORTEST and (plain not in ordinary or plain in listed):
                texts.append(plain)
                origins.append(number)
    positions, which = forms.of_several(np.array(origins, np.int32))
    found = Found(
        pa.array(texts, pa.string()).take(pa.array(which)),
        forms.rows[positions],
        np.maximum(forms.roles[positions], RESPELLED),
        forms.tongues[positions],
    )
    main: Mask = forms.roles[positions] == MAIN
    return found, main


def in_capitals(forms: Forms, saliences: npt.NDArray[np.float64], languages: Languages) -> Found:
    """Return what a name of a better known place looks like in a headline or a dateline.

    A name known from hearsay alone stands in none; where two spellings look the same in capitals,
    the one with the better role comes first.
    """
    attested = (forms.roles != ALTERNATE) | (forms.tongues != tongue(languages, None))
    known = np.logical_or.reduceat(attested, forms.starts[:-1])
    long = np.from_dlpack(pc.utf8_length(forms.texts)) > SHORTEST
    chosen = long & known & (forms.most(saliences[forms.rows]) >= _CAPITALS_FROM)
    numbers = np.flatnonzero(chosen).astype(np.int32)
    capitals = pa.array(
        [text.upper() for text in forms.texts.take(pa.array(numbers)).to_pylist()], pa.string()
    )
    positions, which = forms.of_several(numbers)
    order = np.argsort(forms.roles[positions], kind="stable")
    positions, which = positions[order], which[order]
    texts = capitals.take(pa.array(which))
    return Found(texts, forms.rows[positions], forms.roles[positions], forms.tongues[positions])
