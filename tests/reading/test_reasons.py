"""Why something was not read, in the language of the page: every reason that the code can give has one.

What the code can say is collected from its source: what a `Problem` or a `PassedOver` is made with, and
what is raised for one, with names followed to what they stand for. A value of the source is put as "x".
"""

import ast
import importlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

import places
from places.language import PAGE_LANGUAGES, language
from places.reading import formats

ROOT = Path(places.__file__).parent
SOURCES = [
    *(ROOT / "reading").rglob("*.py"),
    *(ROOT / "building").rglob("*.py"),
    *(ROOT / "fetching").rglob("*.py"),
    *(ROOT / "corrections").rglob("*.py"),
    ROOT / "model.py",
]
VALUE, NUMBER = "x", "7"
NOT_SHOWN = {"BuildError", "AssertionError", "TypeError", "StorageError"}

Scope = tuple[str, list[ast.AST]]
"""A module, and the functions around a piece of it, from the outside in."""


class Reasons:
    """What the source can say, with its names followed."""

    def __init__(self) -> None:
        self.functions: dict[tuple[str, str], tuple[Scope, ast.FunctionDef]] = {}
        self.trees: dict[str, ast.Module] = {}
        for file in SOURCES:
            name = ".".join(file.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")
            self.trees[name] = ast.parse(file.read_text(encoding="utf-8"))
            for scope, node in self.walk((name, [self.trees[name]]), self.trees[name]):
                if isinstance(node, ast.FunctionDef):
                    found = ((scope[0], [*scope[1], node]), node)
                    self.functions[name, node.name] = self.functions["", node.name] = found

    def walk(self, scope: Scope, node: ast.AST) -> Iterator[tuple[Scope, ast.AST]]:
        waiting = [(scope, node)]
        while waiting:
            scope, node = waiting.pop()
            for child in ast.iter_child_nodes(node):
                yield scope, child
                inner = (scope[0], [*scope[1], child]) if isinstance(child, ast.FunctionDef) else scope
                waiting.append((inner, child))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield each module with what it can say."""
        for name, tree in self.trees.items():
            for scope, node in self.walk((name, [tree]), tree):
                if isinstance(node, ast.Raise) and name.startswith("places.building"):
                    continue  # no reasons of a file
                given = self.given(node)
                if given is not None:
                    for text in self.texts(given, scope):
                        yield name, text

    def given(self, node: ast.AST) -> ast.expr | None:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "Problem":
                return node.args[2]
            if node.func.id == "PassedOver":
                return node.args[1]
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            raised = getattr(node.exc.func, "id", getattr(node.exc.func, "attr", ""))
            if raised.endswith("Error") and raised not in NOT_SHOWN:
                return node.exc.args[0]
        return None

    def texts(self, node: ast.expr, scope: Scope, at: int | None = None, depth: int = 0) -> set[str]:
        """Tell what an expression may be; `at` is a place in a tuple that it gives."""
        if depth > 12:
            return {VALUE}
        more = {"scope": scope, "depth": depth + 1}
        if isinstance(node, ast.Tuple) and at is not None:
            return self.texts(node.elts[at], **more)
        if isinstance(node, ast.Constant):
            return {node.value} if isinstance(node.value, str) else set()
        if isinstance(node, ast.IfExp):
            return self.texts(node.body, at=at, **more) | self.texts(node.orelse, at=at, **more)
        if isinstance(node, ast.JoinedStr):
            parts = [self.texts(part, **more) or {VALUE} for part in node.values]
            return {"".join(one) for one in product(*parts)}
        if isinstance(node, ast.FormattedValue):
            return {NUMBER} if node.format_spec else self.texts(node.value, **more) or {VALUE}
        if isinstance(node, ast.Name):
            return self.named(node.id, scope, at, depth)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            constant = getattr(importlib.import_module(scope[0]), node.value.id, None)
            return {text for text in constant.values() if isinstance(text, str)} if constant else {VALUE}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self.returned(node.func.id, scope, at, depth)
        if isinstance(node, ast.Call) and getattr(getattr(node.func, "value", None), "id", "") == "self":
            return self.returned(getattr(node.func, "attr", ""), scope, at, depth)
        return {VALUE}

    def returned(self, name: str, scope: Scope, at: int | None, depth: int) -> set[str]:
        if name == "str":  # an error's own words: where it is raised they are looked at
            return set()
        here = self.functions.get((scope[0], name)) or self.functions.get(("", name))
        if here is None or name in {"quoted", "printable", "reason_of"}:
            return {VALUE}
        inner, function = here
        return {
            text
            for _, each in self.walk(inner, function)
            if isinstance(each, ast.Return) and each.value is not None
            for text in self.texts(each.value, inner, at, depth + 1)
        }

    def named(self, name: str, scope: Scope, at: int | None, depth: int) -> set[str]:
        found: set[str] = set()
        for node in ast.walk(scope[1][-1]):
            value: Any = None
            position = at
            if isinstance(node, ast.NamedExpr):
                targets, value = [node.target], node.value
            elif isinstance(node, ast.Assign):
                targets, value = node.targets, node.value
            else:
                continue
            for target in targets:
                if isinstance(target, ast.Tuple):
                    names = [getattr(each, "id", None) for each in target.elts]
                    position = names.index(name) if name in names else None
                    if position is None:
                        continue
                elif getattr(target, "id", None) != name:
                    continue
                found |= self.texts(value, scope, position, depth + 1)
        return found or {VALUE}


UNKNOWN = {"places.reading.formats.spreadsheet"}
"""Where a reason is picked from a list that is not followed: there, those of other rooms are handed on."""

FOUND = set(Reasons())
SAID = sorted((module, text) for module, text in FOUND if text != VALUE)
OTHERS = [code for code in PAGE_LANGUAGES if code != "en"]


def test_the_source_is_understood() -> None:
    said = {text for _, text in SAID}
    assert len(said) > 90
    assert {"empty", "hidden", "x is not read; save it as .docx", "no feed (RSS, Atom) in it"} <= said
    assert "a cell of more than 7 MB, or a quote that never closes" in said
    assert "no x that can be read (x)" in said
    assert {module for module, text in FOUND if text == VALUE} == UNKNOWN


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize(("module", "text"), SAID)
def test_every_reason_has_a_translation(module: str, text: str, code: str) -> None:
    assert language(code).reason(text) != text, f"{module}: no “reason” in {code}.po that is like: {text}"


def test_the_names_of_formats_in_reasons_have_a_translation() -> None:
    with (ROOT / "locales/de.po").open("rb") as po:
        known = {message.id for message in read_po(po, locale="de") if message.context == "reason"}
    assert {form.label for form in formats()} <= known
