"""Count which short texts are read wholly right: all their places found and put right, nothing else.

    python tests/benchmarks/cases.py FILE... [--failures] [--kinds KIND,...]

A file holds one text a line as JSON: ``id``, ``kind``, ``lang``, ``text``, ``source`` (the name of the
paper), ``expect`` (``start``, ``end``, ``surface``, where known ``lat``, ``lon``, ``tolerance_km``,
``country``, ``is_country``, and ``alts``: further spans that are as good) and ``optional`` (spans that
may be found).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from geoparsing import kilometres

from places.gazetteer import open_gazetteer
from places.geoparsing import Geoparser
from places.model import Mention


def main() -> None:
    """Read every file and print the shares of texts read right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--failures", action="store_true", help="show what went wrong")
    parser.add_argument("--kinds", default="", help="only these, with commas")
    options = parser.parse_args()
    geoparser = Geoparser(open_gazetteer())
    asked = set(filter(None, options.kinds.split(",")))
    for file in options.files:
        passed, total = defaultdict[str, int](int), defaultdict[str, int](int)
        for line in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if asked and case["kind"] not in asked:
                continue
            source = case.get("source") or ""
            faults = judge(case, geoparser.parse(case["text"], case.get("lang"), source=source))
            total[case["kind"]] += 1
            passed[case["kind"]] += not faults
            if faults and options.failures:
                print(f"{case['id']} [{case['kind']}] {case['text']!r}")
                for fault in faults:
                    print(f"    {fault}")
        print(f"\n{file.name}")
        for kind in total:
            print(f"  {kind:30} {passed[kind]:4d} of {total[kind]}")
        whole = sum(total.values())
        print(
            f"  {'all':30} {sum(passed.values()):4d} of {whole}  {sum(passed.values()) / max(whole, 1):.2f}"
        )


def judge(case: Mapping[str, Any], mentions: Sequence[Mention]) -> list[str]:
    """Say in a line each what is wrong with what was found."""
    faults = []
    left = {(mention.start, mention.end): mention for mention in mentions}
    for toponym in case["expect"]:
        spans = [(toponym["start"], toponym["end"]), *(_span(each) for each in toponym.get("alts") or ())]
        mention = next((left.pop(span) for span in spans if span in left), None)
        if mention is None:
            faults.append(f"not found: {toponym['surface']}")
        elif not _right(toponym, mention):
            place = mention.place
            faults.append(
                f"wrong: {mention.surface} is {place.name} ({place.kind}, {'/'.join(place.country_codes)}; "
                f"{place.latitude:.2f}, {place.longitude:.2f}) at {mention.confidence:.2f}"
            )
    allowed = [_span(each) for each in (*(case.get("optional") or ()), *case["expect"])]
    for (start, end), mention in left.items():
        if not any(start < last and first < end for first, last in allowed):
            faults.append(f"no place: {mention.surface} ({mention.place.name}) at {mention.confidence:.2f}")
    return faults


def _span(each: Any) -> tuple[int, int]:
    return (each["start"], each["end"]) if isinstance(each, Mapping) else (each[0], each[1])


def _right(toponym: Mapping[str, Any], mention: Mention) -> bool:
    place, country = mention.place, toponym.get("country")
    if country and country != "*" and place.country_codes and country not in place.country_codes:
        return False
    if toponym.get("is_country"):
        return place.kind == "country"
    if toponym.get("lat") is None:
        return True
    tolerance = toponym.get("tolerance_km")
    distance = kilometres(toponym["lat"], toponym["lon"], place.latitude, place.longitude)
    return distance <= (161.0 if tolerance is None else tolerance)


if __name__ == "__main__":
    main()
