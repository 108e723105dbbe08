"""What names are looked up by."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from places.gazetteer.folding import fold, fold_all

LATIN = (*range(1, 0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070))


def test_all_names_at_once_have_the_keys_that_each_has_alone() -> None:
    names = [f"{before}{chr(code)}{after}" for code in LATIN for before, after in (("", ""), ("Bad A", "b"))]
    keys = fold_all(pa.array(names)).to_pylist()
    assert {name: key for name, key in zip(names, keys, strict=True) if key != fold(name)} == {}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_names_in_any_script_have_the_same_keys_too(names: list[str]) -> None:
    assert fold_all(pa.array(names, pa.string())).to_pylist() == [fold(name) for name in names]


def test_case_marks_and_punctuation_do_not_count() -> None:
    assert fold("Wonsan-Kalma") == fold("WONSAN  KALMA") == "wonsan kalma"
    assert fold("Müllrose") == fold("mullrose")
    assert fold("Weißenfels") == fold("WEISSENFELS")
