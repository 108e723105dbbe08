"""The way of articles through a build: read, in part known already, parsed, written.

Articles are read one after another, parsed in chunks (here or in an executor's workers, a few
chunks in flight) and written in the order in which they were read, so that memory does not grow
with the source and the result does not hang on who parsed what.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from typing import Final

import pyarrow as pa

from places.building import readings
from places.building.account import Account
from places.building.checkpoints import Checkpoints
from places.building.holding import Holding
from places.building.homes import Homes, is_settled
from places.building.parsing import Parsed, parse_articles
from places.building.report import Progress
from places.building.reuse import Earlier, earlier_tables, text_hash_of
from places.building.said import JOURNAL, Said
from places.building.settling import Read, settle
from places.building.workers import in_order
from places.dataset import SCHEMAS, DatasetWriter
from places.geoparsing.parser import Parser
from places.model import Article, Place
from places.reading import (
    Found,
    Problem,
    ReadingEach,
    Repeats,
    is_document,
    may_hold_documents,
    read_files,
)

_CHUNK_ARTICLES: Final = 256  # fewer have tables made whose making costs more than their rows
_CHUNK_TEXT: Final = 600_000
IN_FLIGHT: Final = 2 * (os.cpu_count() or 2) + 2
_WORTH_WORKERS: Final = 8_000_000  # bytes to be parsed; each worker reads the gazetteer first
_WORTH_READING: Final = 4_000_000  # bytes of documents to be read


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Articles on their way: what is known of them already, and what is still being parsed.

    `articles` are as they are said to be, `read` as they were read; `position` is that of the first.
    """

    read: Sequence[Article]
    position: int
    articles: Sequence[Article]
    hashes: Sequence[bytes]
    known: Mapping[int, pa.Table]
    parsed: Future[Parsed] | None
    progress: Progress


class Pipeline:
    """The work of one build.

    Attributes
    ----------
    reused : int
        Articles that had been parsed before.
    at : int
        Articles that were read so far.
    holding : Holding
        Where what people said holds.
    executor : concurrent.futures.Executor or None
        What parses, once there is so much of it that it is not done here.
    """

    def __init__(
        self,
        *,
        found: Found,
        account: Account,
        said: Said,
        added: Iterable[Article],
        homes: Homes,
        writer: DatasetWriter,
        geoparser: Parser | None,
        open_geoparser: Callable[[], Parser],
        versions: Mapping[str, str] | None,
        executor: Executor | None,
        in_flight: int,
        start_workers: Callable[[], Executor | None],
        progress: Callable[[Progress], None] | None,
        report_problem: Callable[[Problem], None] | None,
    ) -> None:
        self._found = found
        self._account = account
        self._said = said
        self._added = added
        self.at = 0
        self._read_ids: set[str] = set()
        self._homes = homes
        self._writer = writer
        self._geoparser = geoparser
        self._open_geoparser = open_geoparser
        self.executor = executor
        self._in_flight = in_flight
        self._start_workers = start_workers
        self._read = self._new = 0  # characters
        self._progress = progress
        self._report_problem = report_problem
        self._readings: readings.Readings | None = None
        self._held = ExitStack()
        self._earlier = Earlier(earlier_tables(writer.folder, versions, self._held) if versions else ())
        self._held.callback(self._earlier.close)
        self._checkpoints = Checkpoints(writer.workshop.folder, versions) if versions else None
        self._waiting: deque[_Chunk] = deque()
        self.reused = 0
        self.holding = Holding(said.corrections)
        writer.marks.update(said.marks())

    def work(self) -> None:
        """Read, parse and write every article."""
        with self._held:
            for problem in self._found.problems:
                self._note(problem)
            for articles, position in self._chunks():
                self._begin(articles, position)
                while len(self._waiting) > (self._in_flight if self.executor else 0):
                    self._finish(self._waiting.popleft())
            while self._waiting:
                self._finish(self._waiting.popleft())
            for problem in self.holding.problems():
                self._note(problem)

    def keep(self) -> None:
        """Leave what was parsed to the next build."""
        if self._checkpoints is not None:
            with suppress(OSError, pa.ArrowException):
                self._checkpoints.write()
            if self._checkpoints.kept:
                self._writer.keep_for_next()

    def _note(self, problem: Problem) -> None:
        if problem.path != JOURNAL:  # the account is of the files of the source
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

        read = read_files(
            self._found.files,
            passed_over=self._account.pass_over,
            each=self._each_document(),
            repeats=Repeats(self._said.names),
        )
        for article in read:
            if isinstance(article, Problem):
                self._note(article)
                continue
            if article.path != current:
                current, in_file = article.path, 0
                self._account.read(article)
            if article.id in self._said.standing.added:
                self._read_ids.add(article.id)
            articles.append(article)
            text += len(article.text)
            in_file += len(article.text)
            if len(articles) >= _CHUNK_ARTICLES or text >= _CHUNK_TEXT:
                yield articles, position()
                articles, text = [], 0
        if self._readings:
            self._readings.forget_others()
        for name in self._account.silent():
            self._note(Problem(name, None, "nothing to read in it"))
        for article in self._added:
            if article.id in self._read_ids:
                reason = f"{article.id}: was added by hand too, and what is in the files counts"
                self._note(Problem(JOURNAL, None, reason, kept=True))
            else:
                articles.append(article)
            if len(articles) >= _CHUNK_ARTICLES:
                yield articles, Progress(total, total, current, self._writer.counts["articles"])
                articles = []
        yield articles, Progress(total, total, current, self._writer.counts["articles"])

    def _each_document(self) -> ReadingEach | None:
        """Tell how documents are read: by workers where those gain more than they cost, and each once."""
        documents = (file.size for file in self._found.files if is_document(file) or may_hold_documents(file))
        is_worth = sum(documents) > _WORTH_READING
        if self.executor is None and is_worth:
            self.executor = self._start_workers()
        each: ReadingEach | None = None
        if self.executor:
            each = partial(in_order, self.executor, self._in_flight)
        if is_worth:
            self._readings = readings.Readings(self._writer.folder)
            self._held.callback(self._readings.close)
            each = partial(self._readings.each, each or map)
        else:
            readings.forget(self._writer.folder)
        return each

    def _begin(self, read: Sequence[Article], position: Progress) -> None:
        articles = [self._said.edited(article) for article in read]
        homes = [None if article.home else self._homes.get(article.source or "") for article in articles]
        hashes = list(map(text_hash_of, articles, homes))
        known = {}
        for at, known_by in enumerate(hashes):
            mentions = self._earlier.mentions(known_by)
            if mentions is None and homes[at]:
                mentions = self._settled(articles[at])
            if mentions is not None:
                known[at] = mentions
        new = [
            (article, home)
            for at, (article, home) in enumerate(zip(articles, homes, strict=True))
            if at not in known
        ]
        self._read += sum(len(article.text) for article in articles)
        self._new += sum(len(article.text) for article, _ in new)
        parsed = None
        if new:
            self.executor = self.executor or self._workers_if_worth(position)
        if new and self.executor:
            parsed = self.executor.submit(parse_articles, self._geoparser, new)
        elif new:
            self._geoparser = self._geoparser or self._open_geoparser()
            parsed = Future()
            parsed.set_result(parse_articles(self._geoparser, new))
        self._waiting.append(_Chunk(read, self.at, articles, hashes, known, parsed, position))
        self.at += len(read)

    def _settled(self, article: Article) -> pa.Table | None:
        """Return what was found in an article without the home of its paper, if that leaves nothing open."""
        mentions = self._earlier.mentions(text_hash_of(article, None))
        return mentions if mentions is not None and is_settled(mentions) else None

    def _workers_if_worth(self, position: Progress) -> Executor | None:
        """Start workers if so much seems to be ahead that they gain more than they cost."""
        ahead = (position.total - position.done) * self._new / max(self._read, 1)
        return self._start_workers() if ahead > _WORTH_WORKERS else None

    def _finish(self, chunk: _Chunk) -> None:
        parsed = chunk.parsed.result() if chunk.parsed else Parsed((), SCHEMAS["mentions"].empty_table(), ())
        hashes: list[bytes | None] = list(chunk.hashes)
        new = [at for at in range(len(chunk.articles)) if at not in chunk.known]
        for at_new, problem in parsed.lacking.items():
            hashes[new[at_new]] = None
            self._note(problem)
        counts = [0] * len(chunk.articles)
        for at, count in zip(new, parsed.counts, strict=True):
            counts[at] = count
        for at, mentions in chunk.known.items():
            counts[at] = mentions.num_rows
        table = parsed.mentions
        if chunk.known:
            self.reused += len(chunk.known)
            table = _in_order(chunk, counts, parsed)
        self._write(chunk, hashes, counts, table, {place.id: place for place in parsed.places})
        if self._checkpoints is not None and new:
            self._checkpoints.add([hashes[at] for at in new], parsed.counts, parsed.mentions, parsed.places)
        if self._progress:
            self._progress(replace(chunk.progress, articles=self._writer.counts["articles"]))

    def _write(
        self,
        chunk: _Chunk,
        hashes: Sequence[bytes | None],
        counts: Sequence[int],
        found: pa.Table,
        places: Mapping[str, Place],
    ) -> None:
        """Apply what people said, and hand over what comes out."""
        reads = [
            Read(read, article, self._said.is_removed(article), chunk.position + at, text_hash, count)
            for at, (read, article, text_hash, count) in enumerate(
                zip(chunk.read, chunk.articles, hashes, counts, strict=True)
            )
        ]

        settled = settle(reads, found, self._said)

        def places_of(mentions: pa.Table, set_by_hand: Mapping[str, Place]) -> list[Place]:
            return [
                set_by_hand.get(place_id) or places.get(place_id) or self._earlier.place(place_id)
                for place_id in mentions.column("place_id").unique().to_pylist()
            ]

        self.holding.note(reads, settled.held)
        self._writer.add(
            settled.articles,
            settled.mentions,
            places_of(settled.mentions, settled.set_by_hand),
            text_hashes=settled.text_hashes,
            mention_counts=settled.mention_counts,
        )
        self._writer.add_originals(
            settled.original_articles, settled.original_mentions, places_of(settled.original_mentions, {})
        )


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
