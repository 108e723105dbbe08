from __future__ import annotations

import pytest

from places.geoparsing.weights import RECOGNITION, RESOLUTION
from places.language import language
from places.views.reasons import recognition_text, resolution_text


@pytest.mark.parametrize("code", ["en", "de"])
def test_every_reason_is_said_in_words_and_no_two_in_the_same(code: str) -> None:
    say = language(code)
    recognition = [recognition_text(reason, say) for reason in RECOGNITION]
    resolution = [resolution_text(reason, say) for reason in RESOLUTION]
    for reasons, texts in ((RECOGNITION, recognition), (RESOLUTION, resolution)):
        assert not set(reasons) & set(texts)
        assert len(set(texts)) == len(texts)
