"""``places build``: a folder of articles -> a dataset."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from places.cli.options import (
    AddParser,
    add_journal,
    add_online,
    dataset_named,
    natural_number,
    online_geocoder,
)
from places.cli.printing import READ, SOME_NOT_READ, fail, tell, warn

if TYPE_CHECKING:
    from places.building import Progress, Report
    from places.reading import Problem

_NAMED: Final = 5
"""Files passed over that are named; problems are all named, as they are met."""


_INCOMPLETE: Final = "a dataset without its manifest (dataset.json is missing)"


def add(add_parser: AddParser) -> None:
    """Describe the command."""
    command = add_parser(
        "build",
        help="make a dataset of a folder of articles",
        description="Read articles (text, PDF, office documents, web pages, mails, feeds, tables, archives "
        "of them; docs/formats.md has every ending), find their places and write a dataset for the "
        "dashboard. Articles that have not changed since are not parsed again.",
        epilog="Exit status: 0 every article was read; 1 some were not, the dataset was written without "
        "them; 2 nothing was written and an older dataset stays as it was.",
    )
    command.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        type=dataset_named,
        help="a file or a folder of articles, or s3://BUCKET/PREFIX, also with * in it",
    )
    command.add_argument(
        "-o",
        "--output",
        metavar="DATASET",
        type=dataset_named,
        required=True,
        help="folder of the dataset, or s3://BUCKET/PREFIX",
    )
    command.add_argument(
        "--workers",
        metavar="N",
        type=natural_number,
        help="processes that parse what is large enough to gain by it (default: as many as there are "
        "processors; 1 with --online)",
    )
    command.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="parse on the workers of this Dask scheduler, tcp://HOST:PORT (needs the extra cluster)",
    )
    command.add_argument(
        "--corrections",
        metavar="FILE",
        type=Path,
        help="a table that says what some names stand for (default: corrections.csv in SOURCE)",
    )
    add_journal(command, "DATASET")
    add_online(command, "ask a Nominatim server for names that the gazetteer lacks")
    command.add_argument("--quiet", action="store_true", help="no progress bar and no summary, problems only")
    command.set_defaults(run=_build)


def _build(arguments: argparse.Namespace) -> int:
    from places.building import BuildError, build, build_to
    from places.building.workers import usable_cores
    from places.dataset import is_without_manifest
    from places.journal import Journal, JournalError
    from places.journal.location import journal_file

    if arguments.online and (arguments.workers or 1) > 1:
        return fail("--online and --workers do not go together: a server answers one question a second")
    if arguments.scheduler and (arguments.online or arguments.workers):
        return fail("--scheduler goes neither with --online nor with --workers: its workers are elsewhere")
    bar = _Bar(shown=sys.stderr.isatty() and not arguments.quiet)
    try:
        online = online_geocoder(arguments, warn)
    except ValueError as error:
        return fail(error)
    for source in arguments.sources:
        if isinstance(source, Path) and is_without_manifest(source):
            return fail(f"{source}: {_INCOMPLETE}; name the folder of the articles")
    if isinstance(arguments.output, Path) and is_without_manifest(arguments.output):
        warn(f"{arguments.output}: {_INCOMPLETE}; a new one takes its place")
    with ExitStack() as at_end:
        try:
            if isinstance(arguments.output, str):  # in a bucket, where no journal lies beside a dataset
                journal = Journal(arguments.journal) if arguments.journal else None
            else:
                journal = Journal(arguments.journal or journal_file(arguments.output))
            engine = _engine(arguments, at_end) or {
                "workers": 1 if online else arguments.workers or usable_cores()
            }
            report = build_to(
                arguments.output,
                lambda folder: build(
                    arguments.sources,
                    folder,
                    online=online,
                    corrections=arguments.corrections,
                    journal=journal,
                    progress=bar.show,
                    report_problem=bar.tell,
                    **engine,
                ),
            )
        except (BuildError, JournalError) as error:
            bar.clear()
            return fail(error)
    bar.clear()
    if not arguments.quiet:
        for line in (*_passed_over(report), *report.held, _summary(report)):
            tell(f"{line}\n")
    return SOME_NOT_READ if report.articles_failed else READ


def _engine(arguments: argparse.Namespace, at_end: ExitStack) -> Mapping[str, Any]:
    """Return where to parse if that is elsewhere.

    Raises
    ------
    BuildError
        If it cannot be done there.
    """
    if not arguments.scheduler:
        return {}
    from places.building import BuildError

    try:
        from places.building.cluster import cluster
    except ImportError as error:
        raise BuildError("--scheduler needs Dask: pip install 'places-dashboard[cluster]'") from error
    workers = at_end.enter_context(cluster(arguments.scheduler))
    return {"executor": workers, "in_flight": workers.in_flight}


def _passed_over(report: Report) -> Iterator[str]:
    """Name what was passed over or is there twice, a few by name, and say where the rest stands."""
    for repeated in report.repeats[:_NAMED]:
        yield f"there once more: {repeated}"
    more = report.repeated - _NAMED
    if more > 0:
        yield f"there once more: {more:,} more, named in {report.whole_list}"
    for other in report.others[:_NAMED]:
        yield f"passed over: {other}"
    more = report.passed_over - _NAMED
    if more > 0:
        yield f"passed over: {more:,} more, named in {report.whole_list}"


def _summary(report: Report) -> str:
    parts = [f"{report.articles_read:,} articles read"]
    if report.articles_reused:
        parts[0] += f" ({report.articles_reused:,} unchanged)"
    parts.append(f"{report.articles_failed:,} not read")
    if report.passed_over:
        parts.append(f"{report.passed_over:,} passed over")
    if report.repeated:
        parts.append(f"{report.repeated:,} there once more")
    if report.removed:
        parts.append(f"{report.removed:,} left out by hand")
    if report.undated:
        parts.append(f"{report.undated:,} undated")
    if report.read_in_part:
        parts.append(f"{report.read_in_part:,} read in part")
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
        self._shown = self._on_screen = tell("\r\x1b[K" + line[: width - 1])

    def tell(self, problem: Problem) -> None:
        self.clear()
        tell(f"{problem}\n")

    def clear(self) -> None:
        if self._on_screen:
            tell("\r\x1b[K")
            self._on_screen = False
