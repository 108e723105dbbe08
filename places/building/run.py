"""A folder of articles -> a dataset.

Articles are read one after another, parsed in chunks (here or in an executor's workers, a few
chunks in flight) and written in the order in which they were read, so that memory does not grow
with the source and the result does not hang on who parsed what.

Where the articles of a paper move is known only once they are parsed. If that tells where papers are
at home, what was left open in their articles is parsed once more.

What was parsed before is not parsed again: an article is recognised by its text, language, title and
paper in the dataset that is replaced, and in what builds that did not come to their end left behind.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from places.building.account import Account
from places.building.checkpoints import Checkpoints
from places.building.homes import Homes, is_settled, known_homes, learn_homes
from places.building.parsing import Parsed, WithOnline, own_geoparser, parse_articles, versions_of
from places.building.report import BuildError, Progress, Report
from places.building.reuse import Earlier, earlier_tables
from places.building.workers import worker_processes
from places.corrections import Correction, Corrections, read_corrections
from places.dataset import SCHEMAS, DatasetError, DatasetWriter
from places.geoparsing.parser import Home, Parser
from places.model import Article
from places.reading import Found, Problem, find, printable, read_files, reason_of

if TYPE_CHECKING:
    from places.geocoding import OnlineGeocoder

_CHUNK_ARTICLES: Final = 256  # fewer have tables made whose making costs more than their rows
_CHUNK_TEXT: Final = 600_000
_IN_FLIGHT: Final = 2 * (os.cpu_count() or 2) + 2
_WORTH_WORKERS: Final = 8_000_000  # bytes to be parsed; each worker reads the gazetteer first
_NAMED: Final = 3  # files that the line names which says that there is nothing to read


def build(
    source: Path,
    output: Path,
    *,
    geoparser: Parser | None = None,
    versions: Mapping[str, str] | None = None,
    online: OnlineGeocoder | None = None,
    corrections: Path | None = None,
    executor: Executor | None = None,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
    report_problem: Callable[[Problem], None] | None = None,
) -> Report:
    """Read articles, find their places and write a dataset.

    Parameters
    ----------
    source : Path
        A file or folder of articles; see `places.reading`.
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
    executor : concurrent.futures.Executor, optional
        Where to parse. The caller shuts it down.
    workers : int
        If there is no executor, and more than one: start so many processes that parse, as soon as
        there is enough to parse for them to gain what they cost. A program that calls this with
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
    again = partial(
        _build,
        source,
        output,
        geoparser=geoparser,
        versions=versions,
        online=online,
        corrections=corrections,
        executor=executor,
        workers=workers,
        progress=progress,
    )
    homes, report = again(homes=None, report_problem=report_problem)
    learned = learn_homes(output, homes) if homes is not None else {}
    if homes is None or learned == homes:
        return report
    _, whole = again(homes=learned, report_problem=None)
    return replace(whole, articles_reused=report.articles_reused, seconds=report.seconds + whole.seconds)


def _build(
    source: Path,
    output: Path,
    *,
    geoparser: Parser | None,
    versions: Mapping[str, str] | None,
    online: OnlineGeocoder | None,
    corrections: Path | None,
    executor: Executor | None,
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
        found = find(source)
        rows, problems = _read_corrections(corrections or found.corrections)
        writer = DatasetWriter(output)
    except OSError as error:
        raise BuildError(
            f"{printable(str(error.filename or source))}: cannot be read ({reason_of(error)})"
        ) from error
    except DatasetError as error:
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
                "online": "Places found online: OpenStreetMap contributors (ODbL)",
            }
        if homes is None and versions:
            homes = known_homes(output, versions)
        account = at_end.enter_context(Account(found, writer.workshop.folder / "account.jsonl"))
        run = _Run(
            found=replace(found, problems=(*found.problems, *problems)),
            account=account,
            corrections=rows,
            homes=homes or {},
            writer=writer,
            geoparser=geoparser,
            open_geoparser=open_geoparser,
            versions=versions,
            executor=executor,
            start_workers=lambda: at_end.enter_context(worker_processes(workers)) if workers > 1 else None,
            progress=progress,
            report_problem=report_problem,
        )
        try:
            run.work()
            if not writer.counts["articles"]:
                raise BuildError(f"{source}: no article could be read; nothing was written{_named(account)}")
            account.close()
            whole_list = writer.commit(
                {
                    "source": printable(source.resolve().name),
                    "credits": dict(credit_lines),
                    **({"homes": homes} if homes else {}),
                    **account.manifest(),
                },
                {"versions": _kept_versions(versions or {}, online)},
                account=account.file,
            )
        except BrokenExecutor as error:
            run.keep()
            raise BuildError("a worker ended before its work; try fewer workers") from error
        except (OSError, pa.ArrowException) as error:
            run.keep()
            raise BuildError(f"{output}: cannot be written ({printable(str(error))})") from error
        except DatasetError as error:
            raise BuildError(str(error)) from error
        except BuildError:
            raise
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
        problems=tuple(account.problems),
        others=tuple(account.others),
        whole_list=whole_list,
        places=writer.counts["places"],
        mentions=writer.counts["mentions"],
        seconds=time.monotonic() - started,
    )


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


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Articles on their way: what is known of them already, and what is still being parsed."""

    articles: Sequence[Article]
    hashes: Sequence[bytes]
    known: Mapping[int, pa.Table]
    parsed: Future[Parsed] | None
    progress: Progress


class _Run:
    """The work of one build."""

    def __init__(
        self,
        *,
        found: Found,
        account: Account,
        corrections: Corrections,
        homes: Homes,
        writer: DatasetWriter,
        geoparser: Parser | None,
        open_geoparser: Callable[[], Parser],
        versions: Mapping[str, str] | None,
        executor: Executor | None,
        start_workers: Callable[[], Executor | None],
        progress: Callable[[Progress], None] | None,
        report_problem: Callable[[Problem], None] | None,
    ) -> None:
        self._found = found
        self._account = account
        self._corrections = corrections
        self._homes = homes
        self._writer = writer
        self._geoparser = geoparser
        self._open_geoparser = open_geoparser
        self._executor = executor
        self._start_workers = start_workers
        self._read = self._new = 0  # characters
        self._progress = progress
        self._report_problem = report_problem
        self._held = ExitStack()
        self._earlier = Earlier(earlier_tables(writer.folder, versions, self._held) if versions else ())
        self._held.callback(self._earlier.close)
        self._checkpoints = Checkpoints(writer.workshop.folder, versions) if versions else None
        self._waiting: deque[_Chunk] = deque()
        self.reused = 0

    def work(self) -> None:
        """Read, parse and write every article."""
        with self._held:
            for problem in self._found.problems:
                self._note(problem)
            for articles, position in self._chunks():
                self._begin(articles, position)
                while len(self._waiting) > (_IN_FLIGHT if self._executor else 0):
                    self._finish(self._waiting.popleft())
            while self._waiting:
                self._finish(self._waiting.popleft())

    def keep(self) -> None:
        """Leave what was parsed to the next build."""
        if self._checkpoints is not None:
            with suppress(OSError, pa.ArrowException):
                self._checkpoints.write()
            if self._checkpoints.kept:
                self._writer.keep_for_next()

    def _note(self, problem: Problem) -> None:
        self._account.note(problem)
        if self._report_problem:
            self._report_problem(problem)

    def _chunks(self) -> Iterator[tuple[list[Article], Progress]]:
        """Read the articles, a few at a time, with how far the source has been read."""
        total = sum(source.size for source in self._found.files)
        begins = accumulate((source.size for source in self._found.files), initial=0)
        place_in_source = {
            source.name: (begin, source.size)
            for source, begin in zip(self._found.files, begins, strict=False)
        }
        articles: list[Article] = []
        text, current, in_file = 0, "", 0

        def position() -> Progress:
            name = current  # of a file in an archive, the archive is what stands in the folder
            while name not in place_in_source and "/" in name:
                name = name.rpartition("/")[0]
            begin, size = place_in_source.get(name, (0, 0))
            return Progress(begin + min(in_file, size), total, current, self._writer.counts["articles"])

        for article in read_files(self._found.files, passed_over=self._account.pass_over):
            if isinstance(article, Problem):
                self._note(article)
                continue
            if article.path != current:
                current, in_file = article.path, 0
                self._account.read(article)
            articles.append(article)
            text += len(article.text)
            in_file += len(article.text)
            if len(articles) >= _CHUNK_ARTICLES or text >= _CHUNK_TEXT:
                yield articles, position()
                articles, text = [], 0
        for name in self._account.silent():
            self._note(Problem(name, None, "nothing to read in it"))
        yield articles, Progress(total, total, current, self._writer.counts["articles"])

    def _begin(self, articles: Sequence[Article], position: Progress) -> None:
        corrections = [self._corrections.of(article) for article in articles]
        homes = [None if article.home else self._homes.get(article.source or "") for article in articles]
        hashes = list(map(_text_hash, articles, corrections, homes))
        known = {}
        for at, text_hash in enumerate(hashes):
            mentions = self._earlier.mentions(text_hash)
            if mentions is None and homes[at]:
                mentions = self._settled(articles[at], corrections[at])
            if mentions is not None:
                known[at] = mentions
        new = [
            (article, its, home)
            for at, (article, its, home) in enumerate(zip(articles, corrections, homes, strict=True))
            if at not in known
        ]
        self._read += sum(len(article.text) for article in articles)
        self._new += sum(len(article.text) for article, *_ in new)
        parsed = None
        if new:
            self._executor = self._executor or self._workers_if_worth(position)
        if new and self._executor:
            parsed = self._executor.submit(parse_articles, self._geoparser, new)
        elif new:
            self._geoparser = self._geoparser or self._open_geoparser()
            parsed = Future()
            parsed.set_result(parse_articles(self._geoparser, new))
        self._waiting.append(_Chunk(articles, hashes, known, parsed, position))

    def _settled(self, article: Article, corrections: Sequence[Correction]) -> pa.Table | None:
        """Return what was found in an article without the home of its paper, if that leaves nothing open."""
        mentions = self._earlier.mentions(_text_hash(article, corrections, None))
        return mentions if mentions is not None and is_settled(mentions) else None

    def _workers_if_worth(self, position: Progress) -> Executor | None:
        """Start workers if so much seems to be ahead that they gain more than they cost."""
        ahead = (position.total - position.done) * self._new / max(self._read, 1)
        return self._start_workers() if ahead > _WORTH_WORKERS else None

    def _finish(self, chunk: _Chunk) -> None:
        parsed = chunk.parsed.result() if chunk.parsed else Parsed((), SCHEMAS["mentions"].empty_table(), ())
        hashes: list[bytes | None] = list(chunk.hashes)
        new = [at for at in range(len(chunk.articles)) if at not in chunk.known]
        for at_new, reason in parsed.failures.items():
            article = chunk.articles[new[at_new]]
            hashes[new[at_new]] = None
            self._note(
                Problem(article.path, None, f"{article.id}: its places were not found ({reason})", kept=True)
            )
        counts = [0] * len(chunk.articles)
        for at, count in zip(new, parsed.counts, strict=True):
            counts[at] = count
        for at, mentions in chunk.known.items():
            counts[at] = mentions.num_rows
        places = list(parsed.places)
        table = parsed.mentions
        if chunk.known:
            self.reused += len(chunk.known)
            table = _in_order(chunk, counts, parsed)
            known = pa.chunked_array(
                [piece for mentions in chunk.known.values() for piece in mentions.column("place_id").chunks],
                pa.string(),
            )
            places.extend(
                self._earlier.place(place_id)
                for place_id in known.unique().to_pylist()
                if place_id not in self._writer.places
            )
        self._writer.add(chunk.articles, table, places, text_hashes=hashes, mention_counts=counts)
        if self._checkpoints is not None and new:
            self._checkpoints.add([hashes[at] for at in new], parsed.counts, parsed.mentions, parsed.places)
        if self._progress:
            self._progress(replace(chunk.progress, articles=self._writer.counts["articles"]))


def _in_order(chunk: _Chunk, counts: Sequence[int], parsed: Parsed) -> pa.Table:
    """Put the mentions known before between those parsed now, with the ids that the articles have now."""
    pieces, begin = [], 0
    for at, count in enumerate(counts):
        if at in chunk.known:
            pieces.append(chunk.known[at])
        else:
            pieces.append(parsed.mentions.slice(begin, count))
            begin += count
    table = pa.concat_tables(pieces)
    ids = [article.id for article, count in zip(chunk.articles, counts, strict=True) for _ in range(count)]
    return table.set_column(0, SCHEMAS["mentions"].field("article_id"), pa.array(ids, pa.string()))


def _read_corrections(table: Path | None) -> tuple[Corrections, Sequence[Problem]]:
    if table is None:
        return Corrections({}, {}), ()
    from places.gazetteer import open_gazetteer

    return read_corrections(table, open_gazetteer())


def _text_hash(article: Article, corrections: Sequence[Correction], home: Home | None) -> bytes:
    """Identify what the geoparser sees of an article, and what somebody said of its names."""
    seen = f"{article.language}\0{article.title}\0{article.source or ''}\0{article.text}"
    if home or article.home:
        seen += f"\0{home or article.home}"
    for row in corrections:
        seen += f"\0{row.name}\0{row.place.id if row.place else ''}"
    return blake2b(seen.encode("utf-8"), digest_size=16).digest()
