r"""Score the geoparser against gold sets, and measure how fast it is.

    python tests/benchmarks/geoparsing.py FOLDER [--write]

The folder holds sets as JSON lines, one document a line: ``id``, ``lang``, ``text``,
``toponyms`` (``start``, ``end``, and where known ``lat``, ``lon``, ``country``,
``tolerance_km``) and ``ignore`` (``start``, ``end``: spans that count neither way).

Printed are precision, recall and F1 of exact spans; oF1, where any overlap counts; of the
toponyms with a point cov (found), acc161 (of those, within 161 km of it) and e2e161 (found
and within 161 km, of all); how far confidence can be trusted; and the speed in time of the
processor, from JSON lines to JSON lines on one core as ``places find`` does it, and from JSON
lines to a dataset as ``places build`` does it, beside that of a plain regular expression
(``\w+``): "new" where a process meets the texts for the first time, "ratio" where it has met the
same words and names before, as after some megabytes of news. A build is timed with copies of the
articles, which compress better than other articles would; the one with new ones is timed once and
without copies.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from tables import write_table

import places
from places.building import build
from places.filtering import Filter
from places.gazetteer import open_gazetteer
from places.geoparsing import Geoparser
from places.model import Mention

DOCS = Path(__file__).parents[2] / "docs"
QUALITY, SPEED = DOCS / "quality.md", DOCS / "speed.md"
DEFAULT_TOLERANCE_KM = 161.0  # a hundred miles, the habit of the field
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
CLAIM = 0.9
ROUNDS = 7  # the fastest of which counts
BUILT_BYTES = 3_000_000  # of text that a build is timed with, at least
BLOCK = 1 << 18  # bytes that `places find` reads at once
ARTICLE = 300  # characters that a document of a build has at least
WORDS = re.compile(r"\w+")

Span = tuple[int, int]


@dataclass
class Tally:
    """What one set comes to."""

    gold: int = 0
    predicted: int = 0
    exact: int = 0
    gold_touched: int = 0
    predicted_touched: int = 0
    pointed: int = 0
    located: int = 0
    right: int = 0
    claims: list[tuple[float, bool]] = field(default_factory=list)


def main(folder: Path, *, write: bool) -> None:
    """Score every set in a folder and print the tables; put them into the docs if asked to."""
    sets = {path.stem: _read(path) for path in sorted(folder.glob("*.jsonl"))}
    if not sets:
        raise SystemExit(f"{folder}: no *.jsonl in it")
    began = time.perf_counter()
    geoparser = Geoparser(open_gazetteer())
    geoparser.parse("Berlin", "de")
    ready = time.perf_counter() - began
    print(f"places {places.__version__}\n")
    print(f"{'set':24}     P     R    F1   oF1   cov acc161 e2e161  gold found   MB/s ratio   new")
    claims: list[tuple[float, bool]] = []
    reached = [("set", "texts", "toponyms", "precision", "recall", "F1", "located right, of all")]
    fast = [("what", "MB/s", "ratio", "ratio, new")]
    for name, documents in sets.items():
        tally = Tally()
        speed = _speed(geoparser, documents)
        for document in documents:
            _score(document, geoparser.parse(document["text"], document.get("lang")), tally)
        claims += tally.claims
        figures = _figures(tally)
        print(f"{name:24} {figures} {speed}")
        precision, recall, both, *rest = figures.split()
        right = rest[3] if tally.pointed else ""
        reached.append((name, f"{len(documents):,}", f"{tally.gold:,}", precision, recall, both, right))
        fast.append((f"`places find`, {name}", *speed.split()))
    del geoparser  # the builds have one of their own, which has met nothing yet
    built = _print_build([document for documents in sets.values() for document in documents])
    believed = _print_reliability(claims)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nready after {ready:.2f} s, {memory:.0f} MB resident at most")
    if write:
        write_table(QUALITY, "sets", reached)
        write_table(QUALITY, "confidence", believed)
        write_table(SPEED, "texts", [*fast, *built])


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _score(document: Mapping[str, Any], mentions: Sequence[Mention], tally: Tally) -> None:
    gold = {(toponym["start"], toponym["end"]): toponym for toponym in document["toponyms"]}
    ignored = [(span["start"], span["end"]) for span in document.get("ignore", ())]
    found = {
        span: mention
        for mention in mentions
        if _touches(span := (mention.start, mention.end), gold) or not _touches(span, ignored)
    }
    pointed = any(toponym.get("lat") is not None for toponym in gold.values())
    tally.gold += len(gold)
    tally.predicted += len(found)
    tally.exact += len(gold.keys() & found.keys())
    tally.gold_touched += sum(_touches(span, found) for span in gold)
    tally.predicted_touched += sum(_touches(span, gold) for span in found)
    for span, toponym in gold.items():
        if toponym.get("lat") is None:
            continue
        tally.pointed += 1
        if span in found:
            right = _right(toponym, found[span])
            tally.located += 1
            tally.right += right
            tally.claims.append((found[span].confidence, right))
    if pointed:  # a false mention is a claim as well, and a wrong one
        tally.claims += [
            (mention.confidence, False) for span, mention in found.items() if not _touches(span, gold)
        ]


def _touches(span: Span, others: Any) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _right(toponym: Mapping[str, Any], mention: Mention) -> bool:
    """Tell whether a mention lies where its toponym does; tolerance 0 asks for the country itself."""
    place, tolerance = mention.place, toponym.get("tolerance_km", DEFAULT_TOLERANCE_KM)
    if tolerance == 0:
        return place.kind == "country" and toponym["country"] in place.country_codes
    return kilometres(toponym["lat"], toponym["lon"], place.latitude, place.longitude) <= tolerance


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance by the haversine formula, mean radius of the earth 6371 km."""
    north = radians(other_latitude - latitude) / 2
    east = radians(other_longitude - longitude) / 2
    across = cos(radians(latitude)) * cos(radians(other_latitude))
    return 2 * 6371.0 * asin(min(1.0, sqrt(sin(north) ** 2 + across * sin(east) ** 2)))


def _figures(tally: Tally) -> str:
    precision, recall = _share(tally.exact, tally.predicted), _share(tally.exact, tally.gold)
    loose = _f1(_share(tally.predicted_touched, tally.predicted), _share(tally.gold_touched, tally.gold))
    points = ["     "] * 3
    if tally.pointed:
        points = [
            f"{_share(part, whole):5.3f}"
            for part, whole in (
                (tally.located, tally.pointed),
                (tally.right, tally.located),
                (tally.right, tally.pointed),
            )
        ]
    spans = " ".join(f"{value:5.3f}" for value in (precision, recall, _f1(precision, recall), loose))
    return f"{spans} {points[0]}  {points[1]}  {points[2]} {tally.gold:5d} {tally.predicted:5d}"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _speed(geoparser: Geoparser, documents: Sequence[Mapping[str, Any]]) -> str:
    """Time the way from JSON lines to JSON lines, and a search for words in the same texts."""
    lines = [
        json.dumps(
            {"id": document["id"], "text": document["text"], "language": document["lang"]},
            ensure_ascii=False,
        ).encode()
        for document in documents
    ]
    texts = [document["text"] for document in documents]
    answering = Filter(geoparser)
    blocks = _blocks(lines)
    return _beside_words(lambda: [answering.answers(block) for block in blocks], texts)


def _blocks(lines: Sequence[bytes]) -> list[list[bytes]]:
    """Put lines together as they come through a pipe."""
    blocks: list[list[bytes]] = [[]]
    size = 0
    for line in lines:
        if size + len(line) > BLOCK and blocks[-1]:
            blocks.append([])
            size = 0
        blocks[-1].append(line)
        size += len(line)
    return blocks


def _print_build(documents: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """Time builds of all that are no single sentences, once and then as often as it takes."""
    documents = [document for document in documents if len(document["text"]) >= ARTICLE]
    if not documents:
        return []
    geoparser = Geoparser(open_gazetteer())
    size = sum(len(document["text"].encode()) for document in documents)
    texts = [document["text"] for document in documents]
    with tempfile.TemporaryDirectory() as folder:
        source, dataset = Path(folder, "articles.jsonl"), Path(folder, "dataset")

        def work() -> object:
            return build(source, dataset, geoparser=geoparser)

        _write(source, documents, 1)
        new = _beside_words(work, texts, rounds=1).split()[-1]
        copies = -(-BUILT_BYTES // size)
        _write(source, documents, copies)
        megabytes, ratio, _ = _beside_words(work, texts * copies).split()
    print(f"{f'build of {len(documents)} articles, {copies} times':75} {megabytes:>5} {ratio:>5} {new:>5}")
    return [(f"`places build`, {len(documents)} articles of these", megabytes, ratio, new)]


def _write(source: Path, documents: Sequence[Mapping[str, Any]], copies: int) -> None:
    """Write articles, each copy under an id of its own."""
    with source.open("w", encoding="utf-8") as file:
        for copy in range(copies):
            for number, document in enumerate(documents):
                article = {
                    "id": f"{number}-{copy}",
                    "text": document["text"],
                    "language": document["lang"],
                }
                file.write(json.dumps(article, ensure_ascii=False) + "\n")


def _beside_words(work: Callable[[], object], texts: Sequence[str], rounds: int = ROUNDS) -> str:
    """Time some work on texts, and a search for words in the same texts.

    Returns
    -------
    str
        Megabytes a second, their ratio to the search for words, and that of the first time.
    """
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    first = _seconds(work)
    working, plain = first, float("inf")
    for _ in range(rounds):  # in turns, so that a busy machine slows both
        plain = min(plain, _seconds(lambda: [WORDS.findall(text) for text in texts]))
        working = min(working, _seconds(work))
    return f"{megabytes / working:6.1f} {plain / working:5.2f} {plain / first:5.2f}"


def _seconds(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes, whatever else the machine does."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _print_reliability(claims: Sequence[tuple[float, bool]]) -> list[tuple[str, ...]]:
    print("\nconfidence      mentions  right   (sets with points; a false mention counts as wrong)")
    rows = [("confidence", "mentions", "right")]
    for low, high in pairwise(BINS):
        inside = [right for confidence, right in claims if low <= confidence < high]
        print(f"{low:4.2f} to {min(high, 1):4.2f} {len(inside):12d}  {_share(sum(inside), len(inside)):5.3f}")
        share = f"{_share(sum(inside), len(inside)):.3f}" if inside else ""
        rows.append((f"{low:.2f} to {min(high, 1):.2f}", f"{len(inside):,}", share))
    proud = [right for confidence, right in claims if confidence >= CLAIM]
    print(f"{CLAIM:4.2f} and more {len(proud):9d}  {_share(sum(proud), len(proud)):5.3f}")
    return rows


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit("usage: python tests/benchmarks/geoparsing.py FOLDER_OF_GOLD_SETS [--write]")
    main(Path(sys.argv[1]), write="--write" in sys.argv)
