from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from places.geoparsing.automata import Automata, write_automata

LETTERS = st.text("ABCXYZÄab ", min_size=1, max_size=5)


def found(forms: Sequence[str], text: str) -> list[str]:
    """Return what the automata of some forms find in a text."""
    with TemporaryDirectory() as folder:
        write_automata(pa.array(forms, pa.string()), Path(folder))
        matches, none, again = Automata(Path(folder)).find([text, "", text])
    assert not none
    assert matches == again
    assert all(text[start:stop] == forms[number] for start, stop, number in matches)
    return [forms[number] for *_, number in matches]


def read_through(forms: Sequence[str], text: str) -> list[str]:
    """Return the same by trying every form at every letter."""
    found, at = [], 0
    while at < len(text):
        here = max((form for form in forms if text.startswith(form, at)), key=len, default="")
        if here:
            found.append(here)
        at += len(here) or 1
    return found


@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        (["Bad", "Bad Ems", "Emsland", "Zell"], "In Bad Ems und Zell", ["Bad Ems", "Zell"]),
        (["Bad Ems", "Emsland", "Zell"], "Bad Emsland bei Zell", ["Bad Ems", "Zell"]),
        (["Bad Ulm", "Ulmünster", "Urach"], "Bad UlmünsterUrach", ["Bad Ulm", "Urach"]),
        (["Ab Z", "Zcc C", "Cd Y", "Yx"], "Ab Zcc Cd Yx", ["Ab Z", "Cd Y"]),
        (["ʻEua", "al-Arisch", "Öhringen"], "ʻEua, al-Arisch, Öhringen", ["ʻEua", "al-Arisch", "Öhringen"]),
        (["Ulm"], "", []),
        ([], "Ulm", []),
    ],
)
def test_of_forms_that_overlap_the_first_counts_and_at_one_spot_the_longest(
    forms: list[str], text: str, expected: list[str]
) -> None:
    assert found(forms, text) == expected


@given(forms=st.sets(LETTERS, min_size=1, max_size=12).map(sorted), text=st.text("ABCXYZÄab ", max_size=40))
@example(forms=["AX", "BB", "XBZ", "Z"], text="AXBZBB")
def test_several_automata_find_what_one_would(forms: list[str], text: str) -> None:
    assert found(forms, text) == read_through(forms, text)
