"""``places changes``: what people changed in a dataset."""

from __future__ import annotations

import argparse
import getpass
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from places.cli.options import NO_JOURNAL_BESIDE, AddParser, add_journal, dataset_named, natural_number
from places.cli.printing import OUTPUT_CLOSED, READ, SOME_NOT_READ, fail, print_table, warn

if TYPE_CHECKING:
    from places.journal import Journal

_NO_JOURNAL: Final = "there is no journal, nothing was changed yet"


def add(add_parser: AddParser) -> None:
    """Describe the command."""
    command = add_parser(
        "changes",
        help="list what people changed, undo it, exchange it as a table",
        description="List what people changed in a dataset, or the decisions that hold as a table of "
        "corrections; undo a change; take over a table of corrections; keep or move the whole journal.",
        epilog="Exit status: 0 all went well; 1 some rows of a table hold nowhere, the rest was taken over; "
        "2 nothing was done.",
    )
    command.add_argument("dataset", metavar="DATASET", type=dataset_named)
    add_journal(command, "DATASET")
    command.add_argument(
        "--format",
        choices=("text", "jsonl", "csv"),
        default="text",
        help="text: a line for each change; jsonl: all of each; csv: the decisions that hold, as a table of "
        "corrections (default: text)",
    )
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--undo",
        metavar="NUMBER",
        type=natural_number,
        help="undo this change; if it is an undo, what it undid holds again",
    )
    what.add_argument(
        "--import",
        dest="table",
        metavar="FILE",
        type=Path,
        help="say what a table of corrections says",
    )
    what.add_argument(
        "--save",
        dest="saved",
        metavar="FILE",
        type=Path,
        help="write the whole journal, with the texts of articles that were added, as lines of JSON",
    )
    what.add_argument(
        "--restore",
        dest="lines",
        metavar="FILE",
        type=Path,
        help="fill an empty journal with such lines",
    )
    what.add_argument(
        "--copy-to",
        dest="other",
        metavar="URL",
        help="copy the whole journal into another one that is empty: a file, or "
        "postgresql://USER@HOST/DATABASE",
    )
    command.add_argument(
        "--who", metavar="NAME", help="in whose name something is changed (default: the user's)"
    )
    command.set_defaults(run=_changes)


def _changes(arguments: argparse.Namespace) -> int:
    from places.dataset import DatasetError
    from places.dataset.mirror import local
    from places.journal import Journal, JournalError
    from places.journal.location import journal_file

    if sys.stdout is None:
        return fail(OUTPUT_CLOSED)
    try:
        if isinstance(arguments.dataset, str):  # in a bucket
            if not arguments.journal:
                return fail(f"{arguments.dataset}: {NO_JOURNAL_BESIDE}")
            arguments.dataset = local(arguments.dataset)
        journal = Journal(arguments.journal or journal_file(arguments.dataset))
        who = arguments.who or getpass.getuser()
        if arguments.undo:
            journal.undo(who, [arguments.undo])
            return _revise(arguments.dataset, journal)
        if arguments.table:
            return _import(arguments.table, arguments.dataset, journal, who)
        if arguments.saved:
            return _save(journal, arguments.saved)
        if arguments.lines:
            return _restore(journal, arguments.lines, arguments.dataset)
        if arguments.other is not None:
            return _copy(journal, arguments.other)
        return _list(journal, arguments.format)
    except (JournalError, DatasetError) as error:
        return fail(error)
    except OSError as error:
        return fail(f"{error.filename}: {error.strerror}" if error.filename else error)


def _save(journal: Journal, file: Path) -> int:
    from places.journal.whole import lines_of

    if not journal.identity():
        return fail(f"{journal.name}: {_NO_JOURNAL}")
    if os.path.lexists(file):
        return fail(f"{file}: is there already; name another file")
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("x", encoding="ascii") as saved:
            saved.writelines(f"{line}\n" for line in lines_of(journal))
        part.replace(file)
    except OSError as error:
        return fail(f"{file}: cannot be written ({error.strerror})")
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return READ


def _restore(journal: Journal, file: Path, dataset: Path) -> int:
    from places.journal.whole import restore

    with file.open("rb") as lines:
        print(f"{restore(journal, lines):,} changes taken over", file=sys.stderr)
    return _revise(dataset, journal)


def _copy(journal: Journal, to: str) -> int:
    from places.journal import Journal
    from places.journal.whole import lines_of, restore

    if not to.strip():
        return fail("--copy-to: names no journal; write a file, or postgresql://USER@HOST/DATABASE")
    if not journal.identity():
        return fail(f"{journal.name}: {_NO_JOURNAL}")
    other = Journal(to)
    print(f"{restore(other, lines_of(journal)):,} changes copied into {other.name}", file=sys.stderr)
    return READ


def _list(journal: Journal, form: str) -> int:
    from places.journal import line_of, tell
    from places.journal.exchange import write_decisions

    changes = journal.changes()
    if form == "csv":
        write_decisions(journal.standing(), sys.stdout)
    elif form == "jsonl":
        for change in changes:
            print(line_of(change))
    elif not changes:
        warn(f"{journal.name}: nothing was changed")
    else:
        undone = journal.standing().undone
        rows = [
            (
                str(change.number),
                f"{change.when:%Y-%m-%d %H:%M}",
                change.who,
                ("undone: " if change.number in undone else "") + tell(change.said),
            )
            for change in changes
        ]
        print_table([("", "when (UTC)", "who", "what"), *rows])
    return READ


def _revise(dataset: Path, journal: Journal) -> int:
    from places.building import revise

    if (dataset / "dataset.json").exists():
        revised = revise(dataset, journal)
        print(f"{revised.articles:,} articles set right in {revised.seconds:.1f} s", file=sys.stderr)
    return READ


def _import(file: Path, dataset: Path, journal: Journal, who: str) -> int:
    from places.building.impact import where_it_holds
    from places.building.revising import Known, open_base
    from places.corrections import read_corrections
    from places.journal.exchange import said_by

    standing = journal.standing()
    with open_base(dataset) as base:
        table, problems = read_corrections(file, Known(base, None))
        said, senseless = said_by(table, standing, base.named(), file.name)
        holding = where_it_holds(base, standing, table)
    problems += [*senseless, *holding.problems()]
    for problem in problems:
        print(problem, file=sys.stderr)
    for held in holding.held():
        print(held, file=sys.stderr)
    if not said:
        return fail(f"{file}: says nothing that is not said already")
    journal.append(who, said)
    print(f"{len(said):,} changes made", file=sys.stderr)
    _revise(dataset, journal)
    return SOME_NOT_READ if problems else READ
