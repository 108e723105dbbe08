"""Where a dataset comes from, as its manifest tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from places.exporting import from_dataset
from places.language import language
from places.query import credits_of, versions_of
from places.selection import Selection


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        ({"a": "A, CC BY", "b": "B"}, ("A, CC BY", "B")),
        (["A, CC BY", "B"], ("A, CC BY", "B")),
        ("A, CC BY", ("A, CC BY",)),
        (["A", None, 7, ["B"]], ("A",)),
        (None, ()),
        (7, ()),
    ],
)
def test_credits_are_read_in_whatever_form_they_are_told(dataset, told, lines):
    other = replace(dataset, manifest={**dataset.manifest, "credits": told})
    assert credits_of(other) == lines
    assert set(lines) <= set(from_dataset(other, Selection(), language("en")).credits)


def test_a_dataset_that_tells_no_credits_credits_geonames_in_its_exports(dataset):
    assert any("GeoNames" in line for line in from_dataset(dataset, Selection(), language("en")).credits)


@pytest.mark.parametrize("told", [None, [], "1.0", 7])
def test_versions_that_cannot_be_read_are_none(dataset, told):
    assert versions_of(replace(dataset, manifest={**dataset.manifest, "versions": told})) == {}
