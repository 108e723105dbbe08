"""A folder of articles -> a dataset.

Where the articles of a paper move is known only once they are parsed. If that tells where papers are
at home, what was left open in their articles is parsed once more.

What was parsed before is not parsed again: an article is recognised by its text, language, title and
paper in the dataset that is replaced, and in what builds that did not come to their end left behind.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from places.building.account import Account
from places.building.changes import Changes, copied, read_changes, what_is_said
from places.building.homes import Homes, known_homes, learn_homes
from places.building.indexing import index_for
from places.building.order import copies_last
from places.building.parsing import WithOnline, own_geoparser, versions_of
from places.building.pipeline import IN_FLIGHT, Pipeline
from places.building.report import BuildError, Progress, Report
from places.building.workers import worker_processes
from places.corrections import Places
from places.dataset import DatasetError, DatasetWriter
from places.geoparsing.parser import Parser
from places.journal import Journal
from places.reading import Problem, find_all, name_of, printable, reason_of
from places.storage import StorageError

if TYPE_CHECKING:
    from places.geocoding import OnlineGeocoder

ONLINE_CREDIT: Final = "Places found online: OpenStreetMap contributors (ODbL)"
_NAMED: Final = 3  # files that the line names which says that there is nothing to read


def build(
    source: Path | str | Sequence[Path | str],
    output: Path,
    *,
    geoparser: Parser | None = None,
    versions: Mapping[str, str] | None = None,
    online: OnlineGeocoder | None = None,
    corrections: Path | None = None,
    journal: Journal | None = None,
    places: Places | None = None,
    executor: Executor | None = None,
    in_flight: int = IN_FLIGHT,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
    report_problem: Callable[[Problem], None] | None = None,
) -> Report:
    """Read articles, find their places and write a dataset.

    Parameters
    ----------
    source : Path, str, or sequence of them
        A file or folder of articles, see `places.reading`, or ``s3://bucket/prefix``.
    output : Path
        The folder of the dataset. Another dataset there is replaced in one step at the end;
        anything else there is an error.
    geoparser : Parser, optional
        The project's own over the whole gazetteer if not given. With processes that parse it has
        to be picklable; if it is not given, each process opens its own.
    versions : mapping of str to str, optional
        What `geoparser` and its gazetteer are; articles parsed with the same are not parsed again.
        If a geoparser is given without it, all articles are parsed.
    online : OnlineGeocoder, optional
        Asked for names that the gazetteer lacks; not together with an executor or workers, because
        one server answers one question a second however many ask.
    corrections : Path, optional
        What a person says of some names; see `places.corrections`. If it is not given, the
        ``corrections.csv`` in the folder of the articles, if there is one.
    journal : Journal, optional
        What people changed since; see `places.journal`. It goes before the table.
    places : Places, optional
        Where the places are that the table and the journal name; the whole gazetteer if not given.
    executor : concurrent.futures.Executor, optional
        Where to read documents, parse, and find the stems of the index. The caller shuts it down.
    in_flight : int
        Pieces of such work that are given to it at once.
    workers : int
        If there is no executor, and more than one: start so many processes that do this, as soon as
        there is enough of it for them to gain what they cost. A program that calls this with
        more than one has its ``if __name__ == "__main__"``, as with all such processes.
    progress : callable, optional
        Called after every chunk of articles.
    report_problem : callable, optional
        Called for every problem as it is met.

    Raises
    ------
    BuildError
        If no article could be read, or nothing can be written.
    ValueError
        If `online` is given together with `executor` or `workers`.
    """
    if online is not None and (executor is not None or workers > 1):
        raise ValueError("online lookups and parallel parsing do not go together")
    changes = read_changes(journal)
    again = partial(
        _build,
        [source] if isinstance(source, Path | str) else source,
        output,
        geoparser=geoparser,
        versions=versions,
        online=online,
        corrections=corrections,
        changes=changes,
        places=places,
        executor=executor,
        in_flight=in_flight,
        workers=workers,
        progress=progress,
    )
    homes, report = again(homes=None, report_problem=report_problem)
    added = changes.standing.added
    learned = learn_homes(output, homes, added) if homes is not None else {}
    if homes is None or learned == homes:
        return report
    _, whole = again(homes=learned, report_problem=None)
    return replace(whole, articles_reused=report.articles_reused, seconds=report.seconds + whole.seconds)


def _build(
    sources: Sequence[Path | str],
    output: Path,
    *,
    geoparser: Parser | None,
    versions: Mapping[str, str] | None,
    online: OnlineGeocoder | None,
    corrections: Path | None,
    changes: Changes,
    places: Places | None,
    executor: Executor | None,
    in_flight: int,
    workers: int,
    progress: Callable[[Progress], None] | None,
    report_problem: Callable[[Problem], None] | None,
    homes: Homes | None,
) -> tuple[Homes | None, Report]:
    """Build once, with the homes of the dataset that is replaced if no others are given.

    Returns
    -------
    tuple of (Homes or None, Report)
        None if what was parsed is not recognised, so that to build again is to parse all again.
    """
    started = time.monotonic()
    credit_lines: Mapping[str, str] = {}
    try:
        found = find_all(sources)
        found = replace(found, files=copies_last(found.files, output))
        table = corrections or found.corrections
        said, problems = what_is_said(table, changes, places)
        writer = DatasetWriter(output)
    except OSError as error:
        raise BuildError(
            f"{printable(str(error.filename or sources[0]))}: cannot be read ({reason_of(error)})"
        ) from error
    except (DatasetError, StorageError) as error:
        raise BuildError(str(error)) from error
    open_geoparser: Callable[[], Parser] = own_geoparser
    with writer, ExitStack() as at_end:
        if geoparser is None:
            from places.gazetteer import open_gazetteer

            gazetteer = open_gazetteer()
            versions, credit_lines = versions_of(gazetteer), gazetteer.credits
            open_geoparser = partial(own_geoparser, gazetteer)
        if online is not None:
            geoparser = WithOnline(geoparser or open_geoparser(), online)
            versions = versions and {**versions, "online": online.domain}
            credit_lines = {
                **credit_lines,
                "online": ONLINE_CREDIT,
            }
        if homes is None and versions:
            homes = known_homes(output, versions)
        account = at_end.enter_context(Account(found, writer.workshop.folder / "account.jsonl"))
        run = Pipeline(
            found=replace(found, problems=(*found.problems, *problems)),
            account=account,
            said=said,
            added=changes.added(),
            homes=homes or {},
            writer=writer,
            geoparser=geoparser,
            open_geoparser=open_geoparser,
            versions=versions,
            executor=executor,
            in_flight=in_flight,
            start_workers=lambda: at_end.enter_context(worker_processes(workers)) if workers > 1 else None,
            progress=progress,
            report_problem=report_problem,
        )
        try:
            run.work()
            if not writer.counts["articles"]:
                raise BuildError(
                    f"{_all(sources)}: no article could be read; nothing was written{_named(account)}"
                )
            account.close()
            whole_list = writer.commit(
                {
                    "source": ", ".join(map(name_of, sources)),
                    "credits": dict(credit_lines),
                    **({"homes": homes} if homes else {}),
                    **account.manifest(),
                    **({"corrections": printable(table.name)} if table else {}),
                    **changes.state(),
                },
                {"versions": _kept_versions(versions or {}, online)},
                account=account.file,
                corrections=copied(table, writer.workshop.folder),
                index=index_for(output, run.executor, in_flight),
            )
        except BrokenExecutor as error:
            run.keep()
            raise BuildError("a worker ended before its work; try fewer workers") from error
        except (OSError, pa.ArrowException) as error:
            run.keep()
            raise BuildError(f"{output}: cannot be written ({printable(str(error))})") from error
        except StorageError as error:
            run.keep()
            raise BuildError(str(error)) from error
        except DatasetError as error:
            raise BuildError(str(error)) from error
        except BaseException:
            run.keep()
            raise
    return homes, Report(
        articles_read=writer.counts["articles"],
        articles_failed=account.not_read,
        articles_reused=run.reused,
        undated=writer.counts["undated"],
        files_read=account.files_read,
        read_in_part=account.read_in_part,
        passed_over=account.passed_over,
        not_meant=account.not_meant,
        repeated=account.repeated,
        problems=tuple(account.problems),
        others=tuple(account.others),
        repeats=tuple(account.repeats),
        whole_list=whole_list,
        places=writer.counts["places"],
        mentions=writer.counts["mentions"],
        seconds=time.monotonic() - started,
        held=run.holding.held(),
        removed=run.at - writer.counts["articles"],
    )


def _all(sources: Sequence[Path | str]) -> str:
    return ", ".join(map(str, sources))


def _named(account: Account) -> str:
    """Name what was passed over where nothing else is said: it may be all that there is."""
    if account.problems or not account.others:
        return ""
    more = account.passed_over - _NAMED
    and_more = f" and {more:,} more" if more > 0 else ""
    return f"; passed over: {', '.join(map(str, account.others[:_NAMED]))}{and_more}"


def _kept_versions(versions: Mapping[str, str], online: OnlineGeocoder | None) -> dict[str, str]:
    """Leave the server out if it stopped answering, so that the next build asks again."""
    given_up = online is not None and online.given_up
    return {name: version for name, version in versions.items() if not (given_up and name == "online")}
