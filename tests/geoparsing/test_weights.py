from __future__ import annotations

import ast
import inspect
import re
from dataclasses import fields
from pathlib import Path

import pytest

from places.gazetteer.source import ROLE_WEIGHT
from places.geoparsing import weights
from places.geoparsing.weights import RECOGNITION, RESOLUTION, WEIGHTS, Weights, evidence

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


def rows_of_the_method() -> dict[str, str]:
    text = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^\| `(\w+)` \| (.+?) \|", text))


def test_the_page_on_the_method_tells_every_reason_with_what_it_is_worth() -> None:
    rows = rows_of_the_method()
    assert set(rows) == {*RECOGNITION, *RESOLUTION}
    assert {reason: rows[reason] for reason in RECOGNITION} == {
        reason: f"{getattr(WEIGHTS, reason):+d}" for reason in RECOGNITION
    }


@pytest.mark.parametrize(
    ("reason", "names"),
    [
        ("fame", ["fame"]),
        ("name", ["borrowed", "twin"]),
        ("kind", ["kind", "kind_by_word", "other_kind", "no_country"]),
        ("said", ["said", "not_said"]),
        ("country", ["country"]),
        ("region", ["region"]),
        ("nearness", ["nearness"]),
    ],
)
def test_the_page_on_the_method_tells_what_speaks_for_one_place_before_another(
    reason: str, names: list[str]
) -> None:
    told = set(re.findall(r"[+-]\d+(?:\.\d+)?", rows_of_the_method()[reason]))
    assert {f"{getattr(WEIGHTS, name):+g}" for name in names} <= told
