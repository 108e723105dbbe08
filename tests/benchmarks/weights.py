"""Tell what each weight of the geoparser is worth: what gold sets lose without it.

    python tests/benchmarks/weights.py FOLDER

The folder holds sets as ``tests/benchmarks/geoparsing.py`` reads them. For every field of
`places.geoparsing.weights.Weights` the sets are scored anew, in a process of its own, with what a rule is
worth set to nothing and any other number halved. Printed are the changes, in thousandths, of F1 (exact
spans) and, after a stroke, of the share of toponyms found within 161 km, where a set has points: what is
below nothing is lost without the weight.
"""

from __future__ import annotations

import importlib.util
import multiprocessing
import sys
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

Scores = dict[str, tuple[float, float | None]]
"""F1 and, if it has points, the share within 161 km, by set."""


def main(folder: Path) -> None:
    """Score the sets with every weight and without each of them, and print what changes."""
    from places.gazetteer import open_gazetteer
    from places.geoparsing.weights import WEIGHTS

    open_gazetteer()
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        whole = pool.apply(_scores, (folder, {}))
        print(f"{'':28} {'':14} " + " ".join(f"{name[:14]:>14}" for name in whole))
        print(f"{'all as they are':43} " + " ".join(f"{_pair(one):>14}" for one in whole.values()))
        for field in fields(WEIGHTS):
            value = getattr(WEIGHTS, field.name)
            other = _without(field.name, value)
            scores = pool.apply(_scores, (folder, {field.name: other}))
            changes = (_change(scores[name], whole[name]) for name in whole)
            shown = f"{value} to {other}" if isinstance(value, int | float) else "halved"
            print(f"{field.name:28} {shown:14} " + " ".join(f"{one:>14}" for one in changes), flush=True)


def _without(name: str, value: Any) -> Any:
    """Return a weight that does not count."""
    from places.geoparsing.weights import RECOGNITION

    if isinstance(value, Mapping):
        return dict.fromkeys(value, 0.0)
    if isinstance(value, tuple):
        return tuple(one / 2 for one in value)
    return 0 if name in RECOGNITION else value / 2


def _scores(folder: Path, changed: Mapping[str, Any]) -> Scores:
    """Score every set with some weights changed."""
    from places.geoparsing import weights

    weights.WEIGHTS = replace(weights.WEIGHTS, **changed)  # type: ignore[misc]
    weights.evidence.cache_clear()
    for name in [name for name in sys.modules if name.startswith("places.geoparsing")]:
        if name != weights.__name__:
            del sys.modules[name]  # it is imported again, and reads the weights as they are now
    spec = importlib.util.spec_from_file_location(
        "geoparsing_benchmark", Path(__file__).with_name("geoparsing.py")
    )
    assert spec
    assert spec.loader
    benchmark = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = benchmark
    spec.loader.exec_module(benchmark)
    geoparser = benchmark.Geoparser(benchmark.open_gazetteer())
    scores: Scores = {}
    for path in sorted(folder.glob("*.jsonl")):
        documents, tally = benchmark._read(path), benchmark.Tally()
        if not documents or "toponyms" not in documents[0]:
            continue
        for document in documents:
            benchmark._score(
                document, geoparser.parse(document["text"], document.get("lang"), explain=False), tally
            )
        exact = 2 * tally.exact / max(1, tally.gold + tally.predicted)
        scores[path.stem] = exact, tally.right / tally.pointed if tally.pointed else None
    return scores


def _pair(score: tuple[float, float | None]) -> str:
    return f"{score[0]:.3f}" + ("" if score[1] is None else f" / {score[1]:.3f}")


def _change(score: tuple[float, float | None], whole: tuple[float, float | None]) -> str:
    found = f"{(score[0] - whole[0]) * 1000:+.0f}"
    if score[1] is None or whole[1] is None:
        return found
    return f"{found} / {(score[1] - whole[1]) * 1000:+.0f}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python tests/benchmarks/weights.py FOLDER_OF_GOLD_SETS")
    main(Path(sys.argv[1]))
