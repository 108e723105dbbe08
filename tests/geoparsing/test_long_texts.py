"""How the time that a text takes grows with its length."""

from __future__ import annotations

import random
import time

import pytest

from places.gazetteer import Gazetteer, open_gazetteer
from places.geoparsing import Geoparser
from places.model import KINDS

_SENTENCES = (
    "In {} und {} sprach der Minister. ",
    "Der Zug von {} nach {} fiel aus, sagte Anna Berg. ",
    "{} liegt bei {}. ",
    "Die Stadt {} hat {} besucht. ",
    "Nord- und Südkorea sind {} fern, {} nicht. ",
    "Wir sahen {} ({}). ",
)
_DISTINCT = 5000


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def text_with_towns(gazetteer: Gazetteer, length: int) -> str:
    """Name towns of the whole world, most of them so small that their neighbours decide on them."""
    chance = random.Random(17)
    kinds = gazetteer.column("kind").to_pylist()
    names = gazetteer.column("name").to_pylist()
    towns = [name for name, kind in zip(names, kinds, strict=True) if KINDS[kind] == "city"]
    towns = chance.sample(towns, _DISTINCT)
    sentences, written = [], 0
    while written < length:
        sentence = chance.choice(_SENTENCES).format(*chance.sample(towns, 2))
        sentences.append(sentence)
        written += len(sentence)
    return "".join(sentences)


@pytest.mark.slow
@pytest.mark.parametrize("explain", [False, True])
def test_thirteen_megabytes_take_thirteen_times_as_long_as_one(gazetteer: Gazetteer, explain: bool) -> None:
    geoparser = Geoparser(gazetteer)
    short, long = (text_with_towns(gazetteer, megabytes * 1_000_000) for megabytes in (1, 13))

    def seconds(text: str) -> float:
        began = time.process_time()
        assert len(geoparser.parse(text, "de", explain=explain)) > len(text) / 60
        return time.process_time() - began

    seconds(short)  # reads every place once
    # Other programs only ever add to it: the quickest of three tries counts.
    most = 1.3 * min(seconds(short) for _ in range(3))
    assert any(seconds(long) / 13 < most for _ in range(3))
