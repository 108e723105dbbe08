"""``places find``: texts -> the places in them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from places.cli.options import AddParser
from places.cli.printing import OUTPUT_CLOSED, READ, SOME_NOT_READ, fail, print_table, warn

if TYPE_CHECKING:
    from places.geoparsing import Geoparser
    from places.model import Candidate, Mention


def add(add_parser: AddParser) -> None:
    """Describe the command."""
    command = add_parser(
        "find",
        help="find the places in texts",
        description='A filter: JSON lines {"id", "text", "language"?, "title"?, "source"?} in, '
        '{"id", "mentions"} out, '
        "in order, one line for one line. A line that cannot be read is answered with an error.",
        epilog="Exit status: 0 every line was read; 1 some were not; 2 nothing was read.",
    )
    command.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help="read this instead of standard input (“-”)"
    )
    command.add_argument("--text", action="store_true", help="the input is one plain text")
    command.add_argument("--language", metavar="CODE", help="of texts that state none (default: detected)")
    command.add_argument(
        "--explain", action="store_true", help="show the candidates and what spoke for and against them"
    )
    command.add_argument(
        "--format",
        choices=("json", "table"),
        help="default: json; with --text on a terminal a table",
    )
    command.set_defaults(run=_find)


def _find(arguments: argparse.Namespace) -> int:
    if sys.stdout is None:
        return fail(OUTPUT_CLOSED)
    if arguments.file == Path("-"):
        arguments.file = None
    with ExitStack() as stack:
        stream: Any = sys.stdin and sys.stdin.buffer
        if arguments.file is None and stream is None:
            return fail("standard input is closed; name a file to read")
        if arguments.file is not None:
            try:
                stream = stack.enter_context(arguments.file.open("rb"))
            except OSError as error:
                return fail(f"{arguments.file}: cannot be read ({error.strerror})")
        if arguments.language is not None:
            from places.reading.languages import language_code

            stated, arguments.language = arguments.language, language_code(arguments.language)
            if arguments.language is None:
                return fail(f"no language: {stated!r} (write de or en)")
        if arguments.text:
            return _find_in_text(arguments, stream.read())
        if arguments.format == "table":
            return fail("a table is for one text: add --text")
        return _find_in_lines(arguments, stream)


def _find_in_lines(arguments: argparse.Namespace, stream: Any) -> int:
    from places.filtering import Filter, whole_lines

    answering = Filter(_geoparser(), language=arguments.language, explain=arguments.explain)
    output = sys.stdout.buffer
    failed, numbers = 0, count(1)
    for lines in whole_lines(stream):
        answers = answering.answers(lines)
        for (_, reason), number in zip(answers, numbers, strict=False):
            if reason is not None:
                failed += 1
                warn(f"line {number}: {reason}")
        output.write(b"".join(answer for answer, _ in answers))
        output.flush()
    return SOME_NOT_READ if failed else READ


def _find_in_text(arguments: argparse.Namespace, data: bytes) -> int:
    import json

    from places.filtering import Filter
    from places.reading.encoding import NotTextError, decode
    from places.reading.languages import detect

    try:
        text = decode(data).text
    except NotTextError as error:
        return fail(f"{arguments.file or 'standard input'}: {error}")
    geoparser = _geoparser()
    language = arguments.language or detect(text)
    table = arguments.format == "table" or (arguments.format is None and sys.stdout.isatty())
    if table:
        _print_mentions(geoparser.parse(text, language), explain=arguments.explain)
        return READ
    document = json.dumps({"id": arguments.file and arguments.file.name, "text": text}).encode()
    answer, reason = Filter(geoparser, language=language, explain=arguments.explain).answer(document)
    sys.stdout.buffer.write(answer)
    return fail(reason) if reason else READ


def _print_mentions(mentions: Sequence[Mention], *, explain: bool) -> None:
    rows = [("TEXT", "PLACE", "KIND", "COUNTRY", "LATITUDE", "LONGITUDE", "SURE")]
    notes: list[list[str]] = [[]]
    for mention in mentions:
        place = mention.place
        rows.append(
            (
                mention.surface,
                place.name,
                place.kind,
                " ".join(place.country_codes),
                f"{place.latitude:.4f}",
                f"{place.longitude:.4f}",
                f"{mention.confidence:.0%}",
            )
        )
        notes.append(_explanations(mention) if explain else [])
    print_table(rows, notes)


def _explanations(mention: Mention) -> list[str]:
    """Tell why it was taken for a place, in points, and then why for this one, in salience."""
    points = ", ".join(f"{part.reason} {part.weight:+.0f}" for part in mention.evidence)
    return [f"    a place: {points}", *map(_explanation, mention.candidates)]


def _explanation(candidate: Candidate) -> str:
    evidence = ", ".join(f"{part.reason} {part.weight:+.2f}" for part in candidate.evidence)
    countries = " ".join(candidate.country_codes) or "–"
    what = f"{candidate.kind}, {countries}; {candidate.latitude:.2f}, {candidate.longitude:.2f}"
    return f"    {candidate.score:4.0%} {candidate.name} ({what})  {evidence}"


def _geoparser() -> Geoparser:
    from places.gazetteer import open_gazetteer
    from places.geoparsing import Geoparser

    return Geoparser(open_gazetteer())
