"""Count which of the names found in a text are still found when its letters are broken.

    python tests/benchmarks/disturbed.py FOLDER [--write]

The folder holds gold sets as for `geoparsing.py`. Each way of breaking letters is done to every text; what
counts are the gold toponyms that are found and put somewhere in the undisturbed text and that the breaking
touches: the share of them that is found in the same place of the text and put where it was.
"""

from __future__ import annotations

import html.entities
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from tables import write_table

from places.gazetteer import open_gazetteer
from places.geoparsing import Geoparser

Spell = Callable[[str], str]

_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}


def _inside(name: str, sign: str) -> str:
    """Put a sign into the middle of every longer word."""
    return re.sub(r"[^\W\d_]{6,}", lambda word: word[0][:3] + sign + word[0][3:], name)


def _without_marks(name: str) -> str:
    apart = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _spelled_out(name: str) -> str:
    spelled = "".join(_UMLAUTS.get(letter, letter) for letter in name)
    return spelled.upper() if name.isupper() else spelled


def _entities(name: str) -> str:
    names = html.entities.codepoint2name
    return "".join(f"&{names[ord(a)]};" if ord(a) > 127 and ord(a) in names else a for a in name)


def _divided(name: str) -> str:
    """Divide the first longer word at the end of a line."""
    return re.sub(r"([^\W\d_]{3,}?)([^\W\d_]{3,})", r"\1-\n\2", name, count=1)


NAMES: Mapping[str, Spell] = {
    "line break inside": lambda name: name.replace(" ", "\n"),
    "CRLF inside": lambda name: name.replace(" ", "\r\n"),
    "runs of spaces": lambda name: name.replace(" ", "   "),
    "no-break space": lambda name: name.replace(" ", "\u00a0"),
    "thin space": lambda name: name.replace(" ", "\u2009"),
    "divided at a line's end": _divided,
    "line break after a hyphen": lambda name: name.replace("-", "-\n"),
    "soft hyphen": lambda name: _inside(name, "\u00ad"),
    "soft hyphen at a line's end": lambda name: _inside(name, "\u00ad\n"),
    "zero-width space": lambda name: _inside(name, "\u200b"),
    "zero-width joiner": lambda name: _inside(name, "\u2060"),
    "NFD": lambda name: unicodedata.normalize("NFD", name),
    "U+2010": lambda name: name.replace("-", "\u2010"),
    "U+2011": lambda name: name.replace("-", "\u2011"),
    "ligature": lambda name: re.sub("ffi|ffl|fi|fl|ff", lambda found: _LIGATURES[found[0]], name),
    "HTML entities": _entities,
    "ae oe ue ss": _spelled_out,
    "marks lost": lambda name: _without_marks(name.replace("ß", "ss")),
    "hashtag": lambda name: "#" + "".join(part[:1].upper() + part[1:] for part in name.split(" ")),
}
"""How a name is written then."""


def _wrapped(text: str, width: int = 72) -> str:
    """Wrap a text hard: spaces become line breaks, nothing else changes."""
    letters, begin, space = list(text), 0, -1
    for at, letter in enumerate(text):
        if letter == "\n":
            begin, space = at + 1, -1
        elif letter == " ":
            if at - begin > width and space >= begin:
                letters[space] = "\n"
                begin = space + 1
            space = at
    return "".join(letters)


def main(folder: Path, *, write: bool) -> None:
    """Print the share of names found for every way of breaking letters; put it into the docs if asked to."""
    geoparser = Geoparser(open_gazetteer())
    documents = [
        json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.open(encoding="utf-8")
    ]
    found = [_known(document, geoparser) for document in documents]
    print(f"{'what is broken':32} touched found  right  share")
    rows = [("what is broken", "names touched", "found again")]
    for what, spell in NAMES.items():
        touched = again = right = 0
        for document, known in zip(documents, found, strict=True):
            text, moved = _respelled(document["text"], known, spell)
            if not moved:
                continue
            touched += len(moved)
            here = _by_span(geoparser, text, document["lang"])
            for span, place in moved.items():
                again += _body(text, span) in here
                right += here.get(_body(text, span)) == place
        rows += _print(what, touched, again, right)
    touched = again = right = 0
    for document, known in zip(documents, found, strict=True):
        text = _wrapped(document["text"])
        here = _by_span(geoparser, text, document["lang"])
        touched += len(known)
        again += sum(span in here for span in known)
        right += sum(here.get(span) == place for span, place in known.items())
    rows += _print("whole text wrapped at 72", touched, again, right)
    if write:
        write_table(Path(__file__).parents[2] / "docs" / "quality.md", "disturbed", rows)


def _print(what: str, touched: int, again: int, right: int) -> list[tuple[str, ...]]:
    print(f"{what:32} {touched:7d} {again:5d} {right:6d}  {again / max(touched, 1):.3f}")
    return [(what, f"{touched:,}", f"{again / touched:.3f}")] if touched else []


def _known(document: Mapping[str, Any], geoparser: Geoparser) -> dict[tuple[int, int], str]:
    here = _by_span(geoparser, document["text"], document["lang"])
    spans = {(toponym["start"], toponym["end"]) for toponym in document["toponyms"]}
    return {span: place for span, place in here.items() if span in spans}


def _by_span(geoparser: Geoparser, text: str, language: str) -> dict[tuple[int, int], str]:
    return {(each.start, each.end): each.place.id for each in geoparser.parse(text, language)}


def _body(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Leave the sign of a hashtag out."""
    return (span[0] + (text[span[0]] == "#"), span[1])


def _respelled(
    text: str, spans: Iterable[tuple[int, int]], spell: Spell
) -> tuple[str, dict[tuple[int, int], str]]:
    """Write the names of a text otherwise; return it, and where those are that have changed."""
    pieces: list[str] = []
    moved: dict[tuple[int, int], str] = {}
    places = dict(spans) if isinstance(spans, Mapping) else {}
    done = length = 0
    for start, end in sorted(places):
        name = text[start:end]
        new = spell(name)
        pieces += (text[done:start], new)
        length += start - done
        if new != name:
            moved[length, length + len(new)] = places[start, end]
        length += len(new)
        done = end
    pieces.append(text[done:])
    return "".join(pieces), moved


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit("usage: python tests/benchmarks/disturbed.py FOLDER_OF_GOLD_SETS [--write]")
    main(Path(sys.argv[1]), write="--write" in sys.argv)
