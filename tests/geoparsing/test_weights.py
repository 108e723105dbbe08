from __future__ import annotations

import ast
import inspect
import re
from dataclasses import fields

import pytest

from places.gazetteer.source import ROLE_WEIGHT
from places.geoparsing import weights
from places.geoparsing.weights import RECOGNITION, WEIGHTS, Weights, evidence

_UNITS = re.compile(r"\b(Points|points|[Ss]alience|[Dd]egrees|[Kk]ilometres|odds|[Cc]hance|[Ss]hare)\b")


def documented() -> dict[str, str]:
    """What stands beside each field of the record."""
    (record,) = [
        node
        for node in ast.parse(inspect.getsource(weights)).body
        if isinstance(node, ast.ClassDef) and node.name == "Weights"
    ]
    texts = {}
    for statement, following in zip(record.body, [*record.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            said = following.value if isinstance(following, ast.Expr) else None
            texts[statement.target.id] = str(said.value) if isinstance(said, ast.Constant) else ""
    return texts


@pytest.mark.parametrize("name", [field.name for field in fields(Weights)])
def test_every_weight_says_what_it_does_in_which_unit_and_what_set_it(name: str) -> None:
    text = " ".join(documented()[name].split())
    assert len(text) > 40
    assert _UNITS.search(text)
    assert re.search("[Mm]easure|sum of", text)


def test_every_reason_to_take_a_form_for_a_place_is_worth_whole_points() -> None:
    assert {float(getattr(WEIGHTS, reason)).is_integer() for reason in RECOGNITION} == {True}


def test_evidence_is_worth_what_its_name_is() -> None:
    assert evidence("preposition").weight == WEIGHTS.preposition
    assert evidence("population", 4.123).weight == 4.12


def test_no_role_of_a_name_adds_to_what_a_place_is_known_for() -> None:
    assert ROLE_WEIGHT["main"] == 0
    assert max(ROLE_WEIGHT.values()) == 0
