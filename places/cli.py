"""The command line: build, find, locate, export."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

# What takes long to load is imported by the command that needs it.

if TYPE_CHECKING:
    from geopy.location import Location

    from places.building import Progress, Report
    from places.geocoding import OnlineGeocoder
    from places.geoparsing import Geoparser
    from places.model import Mention
    from places.reading import Problem

READ: Final = 0
SOME_NOT_READ: Final = 1
NOTHING: Final = 2
_INTERRUPTED: Final = 130
_BROKEN_PIPE: Final = 141
_FORMATS: Final = ("geojson", "csv", "kml", "lpf", "html")
_EXTENSIONS: Final = {".geojson": "geojson", ".csv": "csv", ".kml": "kml", ".json": "lpf", ".html": "html"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the process if not given.

    Returns
    -------
    int
        The exit status: 0 all went well; 1 something was not read or not found, the rest was;
        2 nothing was done; 130 interrupted; 141 nobody read the output.
    """
    parsed = _parser().parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would try to flush once more at the end and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        print("\nplaces: interrupted", file=sys.stderr)
        return _INTERRUPTED
    return status


def _parser() -> argparse.ArgumentParser:
    from places import COMPILED, __version__

    parser = argparse.ArgumentParser(
        prog="places",
        description="Find the places that news articles name, offline, and put them on a map.",
        epilog="Exit status: 0 all went well; 1 something was not read or found, the rest was; "
        "2 nothing was done.",
    )
    version = f"places {__version__}{' (compiled)' if COMPILED else ''}"
    parser.add_argument("--version", action="version", version=version)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    build = commands.add_parser(
        "build",
        help="make a dataset of a folder of articles",
        description="Read articles (.txt, .md, .csv, .tsv, .jsonl, .parquet), find their places and write a "
        "dataset for the dashboard. Articles that have not changed since are not parsed again.",
        epilog="Exit status: 0 every article was read; 1 some were not, the dataset was written without "
        "them; 2 nothing was written and an older dataset stays as it was.",
    )
    build.add_argument("source", metavar="SOURCE", type=Path, help="a file or a folder of articles")
    build.add_argument(
        "-o", "--output", metavar="DATASET", type=Path, required=True, help="folder of the dataset"
    )
    build.add_argument(
        "--workers", metavar="N", type=_count, default=1, help="processes that parse (default: 1)"
    )
    build.add_argument(
        "--corrections",
        metavar="FILE",
        type=Path,
        help="a table that says what some names stand for (default: corrections.csv in SOURCE)",
    )
    _add_online(build, "ask a Nominatim server for names that the gazetteer lacks")
    build.add_argument("--quiet", action="store_true", help="no progress bar and no summary, problems only")
    build.set_defaults(run=_build)

    find = commands.add_parser(
        "find",
        help="find the places in texts",
        description='A filter: JSON lines {"id", "text", "language"?} in, {"id", "mentions"} out, '
        "in order, one line for one line. A line that cannot be read is answered with an error.",
        epilog="Exit status: 0 every line was read; 1 some were not; 2 nothing was read.",
    )
    find.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help="read this instead of standard input"
    )
    find.add_argument("--text", action="store_true", help="the input is one plain text")
    find.add_argument("--language", metavar="CODE", help="of texts that state none (default: detected)")
    find.add_argument(
        "--explain", action="store_true", help="show the candidates and what spoke for and against them"
    )
    find.add_argument(
        "--format",
        choices=("json", "table"),
        help="default: json; with --text on a terminal a table",
    )
    find.set_defaults(run=_find)

    locate = commands.add_parser(
        "locate",
        help="find out where a place is",
        description="Look a name up in the gazetteer and print what it may stand for, best first.",
        epilog="Exit status: 0 found; 1 not found; 2 not asked.",
    )
    locate.add_argument("query", metavar="QUERY", help="a name, such as “Masik-Ryong” or “Paris, Texas”")
    locate.add_argument(
        "--country", metavar="CODE", action="append", help="only in this country (ISO 3166-1), repeatable"
    )
    locate.add_argument("--language", metavar="CODE", help="language of the name and of the answer")
    locate.add_argument("--limit", metavar="N", type=_count, default=10, help="at most so many (default: 10)")
    locate.add_argument("--json", action="store_true", help="one JSON object a line")
    _add_online(locate, "ask a Nominatim server for a name that the gazetteer lacks")
    locate.set_defaults(run=_locate)

    export = commands.add_parser(
        "export",
        help="write what a dataset shows for other tools",
        description="Write a dataset, or what a selection shows of it, as GeoJSON, CSV (one row a mention), "
        "KML, Linked Places or one page of HTML that opens offline.",
        epilog="Exit status: 0 written; 2 nothing was written.",
    )
    export.add_argument("dataset", metavar="DATASET", type=Path)
    export.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    export.add_argument("--format", choices=_FORMATS, help="default: by the end of the file's name")
    export.add_argument(
        "--query",
        metavar="QUERY",
        default="",
        help="what follows the ? in the address of the page, or that address",
    )
    export.add_argument(
        "--language", choices=("de", "en"), help="of names and labels (default: the query's, or en)"
    )
    export.add_argument("--title", default="", help="what the map is called")
    export.set_defaults(run=_export)
    return parser


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return number


def _fail(line: object) -> int:
    print(f"places: {line}", file=sys.stderr)
    return NOTHING


# build


def _add_online(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("--online", action="store_true", help=what)
    command.add_argument(
        "--contact",
        metavar="ADDRESS",
        default=os.environ.get("PLACES_CONTACT", ""),
        help="mail or page by which the server's people can reach you; they require it "
        "(default: the environment's PLACES_CONTACT)",
    )
    command.add_argument("--server", metavar="URL", help="another Nominatim server than the public one")


def _online(arguments: argparse.Namespace, report: Callable[[str], None]) -> OnlineGeocoder | None:
    """Make the online geocoder that was asked for; a ValueError says in one line what it lacks."""
    if not arguments.online:
        return None
    from geopy.exc import ConfigurationError

    from places.geocoding import OnlineGeocoder

    server = {}
    if arguments.server:
        scheme, _, domain = arguments.server.rpartition("://")
        server = {"scheme": scheme or "https", "domain": domain}
    try:
        return OnlineGeocoder(contact=arguments.contact, report=report, **server)
    except ConfigurationError as error:
        raise ValueError(f"{error}: --contact you@example.org") from None


def _build(arguments: argparse.Namespace) -> int:
    from places.building import BuildError, build

    if arguments.online and arguments.workers > 1:
        return _fail("--online and --workers do not go together: a server answers one question a second")
    bar = _Bar(shown=sys.stderr.isatty() and not arguments.quiet)
    try:
        online = _online(arguments, _warn)
    except ValueError as error:
        return _fail(error)
    with ExitStack() as stack:
        executor = None
        if arguments.workers > 1:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            # Forking would copy threads that Arrow has started.
            executor = ProcessPoolExecutor(arguments.workers, mp_context=get_context("spawn"))
            stack.callback(executor.shutdown, cancel_futures=True)
        try:
            report = build(
                arguments.source,
                arguments.output,
                online=online,
                corrections=arguments.corrections,
                executor=executor,
                progress=bar.show,
                report_problem=bar.tell,
            )
        except BuildError as error:
            bar.clear()
            return _fail(error)
    bar.clear()
    if not arguments.quiet:
        print(_summary(report), file=sys.stderr)
    return SOME_NOT_READ if report.articles_failed else READ


def _summary(report: Report) -> str:
    parts = [f"{report.articles_read:,} articles read"]
    if report.articles_reused:
        parts[0] += f" ({report.articles_reused:,} unchanged)"
    parts.append(f"{report.articles_failed:,} not read")
    if report.undated:
        parts.append(f"{report.undated:,} undated")
    if report.passed_over:
        parts.append(f"{report.passed_over:,} other files passed over")
    return (
        f"{', '.join(parts)}; {report.places:,} places, {report.mentions:,} mentions, {report.seconds:.1f} s"
    )


class _Bar:
    """A line on the terminal that grows, and gives way to lines that stay."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._drawn = 0.0
        self._begun = time.monotonic()
        self._on_screen = False

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if not self._shown or now - self._drawn < 0.1:
            return
        self._drawn = now
        width = shutil.get_terminal_size().columns
        share = progress.done / progress.total if progress.total else 1.0
        speed = progress.articles / max(now - self._begun, 0.001)
        filled = round(20 * share)
        bar = "█" * filled + "░" * (20 - filled)
        line = f"{bar} {share:4.0%}  {progress.articles:,} articles, {speed:,.0f}/s  {progress.current}"
        sys.stderr.write("\r\x1b[K" + line[: width - 1])
        sys.stderr.flush()
        self._on_screen = True

    def tell(self, problem: Problem) -> None:
        self.clear()
        print(problem, file=sys.stderr)

    def clear(self) -> None:
        if self._on_screen:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._on_screen = False


# find


def _find(arguments: argparse.Namespace) -> int:
    with ExitStack() as stack:
        stream: Any = sys.stdin.buffer
        if arguments.file is not None:
            try:
                stream = stack.enter_context(arguments.file.open("rb"))
            except OSError as error:
                return _fail(f"{arguments.file}: cannot be read ({error.strerror})")
        if arguments.language is not None:
            from places.reading.languages import language_code

            stated, arguments.language = arguments.language, language_code(arguments.language)
            if arguments.language is None:
                return _fail(f"no language: {stated!r} (write de or en)")
        if arguments.text:
            return _find_in_text(arguments, stream.read())
        if arguments.format == "table":
            return _fail("a table is for one text: add --text")
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
                print(f"places: line {number}: {reason}", file=sys.stderr)
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
        return _fail(f"{arguments.file or 'standard input'}: {error}")
    geoparser = _geoparser()
    language = arguments.language or detect(text)
    table = arguments.format == "table" or (arguments.format is None and sys.stdout.isatty())
    if table:
        _print_mentions(geoparser.parse(text, language), explain=arguments.explain)
        return READ
    document = json.dumps({"id": arguments.file and arguments.file.name, "text": text}).encode()
    answer, reason = Filter(geoparser, language=language, explain=arguments.explain).answer(document)
    sys.stdout.buffer.write(answer)
    return _fail(reason) if reason else READ


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
        notes.append([_explanation(candidate) for candidate in mention.candidates] if explain else [])
    _print_table(rows, notes)


def _explanation(candidate: Any) -> str:
    evidence = ", ".join(f"{part.reason} {part.weight:+.2f}" for part in candidate.evidence)
    countries = " ".join(candidate.country_codes) or "–"
    what = f"{candidate.kind}, {countries}; {candidate.latitude:.2f}, {candidate.longitude:.2f}"
    return f"    {candidate.score:4.0%} {candidate.name} ({what})  {evidence}"


def _geoparser() -> Geoparser:
    from places.gazetteer import open_gazetteer
    from places.geoparsing import Geoparser

    return Geoparser(open_gazetteer())


# locate


def _locate(arguments: argparse.Namespace) -> int:
    from places.gazetteer import open_gazetteer
    from places.geocoding import GazetteerGeocoder, locate

    geocoders: list[Any] = [GazetteerGeocoder(open_gazetteer())]
    try:
        online = _online(arguments, _warn)
    except ValueError as error:
        return _fail(error)
    if online is not None:
        geocoders.append(online)
    found = locate(
        arguments.query,
        *geocoders,
        language=arguments.language,
        country_codes=arguments.country,
        limit=arguments.limit,
    )
    if not found:
        print(f"places: nothing found for {arguments.query!r}", file=sys.stderr)
        return SOME_NOT_READ
    if arguments.json:
        import json

        for location in found:
            raw = {key: value for key, value in location.raw.items() if key != "names"}
            point = {"latitude": location.latitude, "longitude": location.longitude}
            print(json.dumps({**raw, "address": location.address, **point}, ensure_ascii=False))
    else:
        _print_table(
            [("PLACE", "KIND", "COUNTRY", "LATITUDE", "LONGITUDE", "SCORE", "ID"), *map(_row, found)]
        )
    return READ


def _row(location: Location) -> tuple[str, ...]:
    raw = location.raw
    score = raw.get("score")
    return (
        location.address,
        raw["kind"],
        " ".join(raw["country_codes"]),
        f"{location.latitude:.4f}",
        f"{location.longitude:.4f}",
        "" if score is None else f"{score:.2f}",
        raw["place_id"],
    )


def _warn(line: object) -> None:
    print(f"places: {line}", file=sys.stderr)


# export


def _export(arguments: argparse.Namespace) -> int:
    from urllib.parse import parse_qsl

    from places.dataset import DatasetError, open_dataset
    from places.exporting import from_dataset, write
    from places.language import language
    from places.selection import from_query

    name = arguments.format or _EXTENSIONS.get(arguments.output.suffix.lower())
    if name is None:
        return _fail(f"{arguments.output}: which format? add --format {'|'.join(_FORMATS)}")
    query = arguments.query.rpartition("?")[2]
    selection, spoiled = from_query(dict(parse_qsl(query)))
    if spoiled:
        # A page sets aside what it cannot read; a file with something else in it than asked for misleads.
        return _fail(f"--query: cannot be read: {', '.join(spoiled)}")
    try:
        with open_dataset(arguments.dataset) as dataset:
            tongue = language(arguments.language or selection.language or "en")
            write(from_dataset(dataset, selection, tongue, title=arguments.title), name, arguments.output)
    except DatasetError as error:
        return _fail(error)
    except OSError as error:
        return _fail(f"{arguments.output}: cannot be written ({error.strerror})")
    return READ


def _print_table(rows: Sequence[Sequence[str]], notes: Iterable[Sequence[str]] = ()) -> None:
    """Print columns side by side, what is unprintable escaped; wide letters may shift them."""
    from places.reading import printable

    cells = [[printable(" ".join(cell.split())) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    under = [*notes, *([[]] * len(cells))]
    for row, lines in zip(cells, under, strict=False):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        for line in lines:
            print(printable(line))
