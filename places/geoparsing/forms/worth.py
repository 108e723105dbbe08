"""Which names can stand in a text at all."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from places.geoparsing.forms.table import Mask, mask
from places.languages.spelling import has_article


def can_stand(texts: pa.Array) -> Mask:
    """Tell which names have no digit, are and end in no Roman number, and have a capital where they begin."""
    could = ~mask(pc.match_substring_regex(texts, r"^$|\p{Nd}|\p{No}"))
    # "XII" for Soccsksargen; "Region X", which would hide what begins so, as "Region Xinjiang" does
    could &= ~mask(pc.match_substring_regex(texts, "(?:^| )[IVX]*$"))
    # "The D" for Detroit: it would hide "the D.R. Congo"
    could &= ~mask(pc.match_substring_regex(texts, r" \p{Lu}$"))
    # "Stettin.": a name with the end of its sentence; "U.S." is none
    could &= ~mask(pc.match_substring_regex(texts, r"\p{Ll}{5,}\.$"))
    small = pc.indices_nonzero(pc.match_substring_regex(texts, r"^\p{Ll}(?:\P{Lu}|$)"))  # not "eSwatini"
    articles = [has_article(text) for text in texts.take(small).to_pylist()]
    could[np.from_dlpack(small)] &= np.array(articles, np.bool_)
    return could
