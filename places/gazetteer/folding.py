"""What a name is looked up by: no case, no diacritics, no punctuation, single spaces."""

from __future__ import annotations

import unicodedata

import pyarrow as pa
import pyarrow.compute as pc

_NOT_LATIN = r"[^\x00-\x{24F}\x{1E00}-\x{1EFF}\x{2000}-\x{206F}]"


def fold(name: str) -> str:
    """Return a name as search key.

    Examples
    --------
    >>> fold("Wonsan-Kalma"), fold("Łódź")
    ('wonsan kalma', 'łodz')
    """
    plain = name.casefold()
    if plain.isascii() and plain.isalpha():
        return plain
    return " ".join(unicodedata.normalize("NFKD", plain).translate(_PLAIN).split())


def fold_all(names: pa.Array) -> pa.Array:
    """Return the search key of each of many names, as `fold` does; those in Latin script all at once."""
    more = pc.invert(pc.ascii_is_alnum(names))
    return pc.replace_with_mask(pc.ascii_lower(names), more, _folded(names.filter(more)))


def _folded(names: pa.Array) -> pa.Array:
    plain = pc.replace_substring(pc.utf8_lower(names), "ß", "ss")
    bare = pc.replace_substring_regex(pc.utf8_normalize(plain, "NFKD"), r"\p{M}+", "")
    keys = pc.ascii_trim(pc.replace_substring_regex(bare, r"[^\p{L}\p{N}]+", " "), " ")
    other = pc.match_substring_regex(names, _NOT_LATIN)
    return pc.replace_with_mask(
        keys, other, pa.array([fold(name) for name in names.filter(other).to_pylist()], pa.string())
    )


class _PlainCharacters(dict[int, str]):
    """What becomes of each character of a search key, decided when it is met first."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = "" if unicodedata.combining(character) else character if character.isalnum() else " "
        self[code] = kept
        return kept


_PLAIN = _PlainCharacters()
