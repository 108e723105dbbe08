"""Where what people said holds, and what of it holds nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from places.building.said import JOURNAL
from places.building.settling import Read
from places.corrections import Correction, Corrections
from places.reading import Problem
from places.reading.problem import quoted


@dataclass(frozen=True, slots=True)
class Held:
    """What held of the rows of a table, or of the decisions of the journal.

    Attributes
    ----------
    name : str
        Of the table.
    rows, nowhere : int
        How many there are, and how many of them hold nowhere.
    mentions, articles : int
        Where they hold.
    """

    name: str
    rows: int
    nowhere: int
    mentions: int
    articles: int

    def __str__(self) -> str:
        """Write one line."""
        if not self.mentions:
            return f"{self.name}: none of {self.rows:,} rows holds anywhere"
        where = f"at {_number(self.mentions, 'spot')} in {_number(self.articles, 'article')}"
        line = f"{self.name}: {self.rows - self.nowhere:,} of {self.rows:,} rows hold, {where}"
        return f"{line}; {self.nowhere:,} nowhere" if self.nowhere else line


class Holding:
    """Counts where corrections hold while a build goes on."""

    def __init__(self, corrections: Corrections) -> None:
        self._rows = list(corrections.rows())
        self._spots: dict[int, int] = dict.fromkeys(map(id, self._rows), 0)
        self._articles: dict[str, set[str]] = {}
        self._mentions: dict[str, int] = {}
        named = [row.article for row in self._rows if row.article]
        self._lacking = set(named)
        self._names = {PurePosixPath(article).name for article in named}
        self._paths: dict[str, str] = {}

    def note(self, reads: Sequence[Read], held: Sequence[tuple[Correction, str]]) -> None:
        """Take note of some articles and of what held in them."""
        if self._lacking:
            for read in reads:
                self._lacking.discard(read.article.id)
                self._lacking.discard(read.article.path)
                name = PurePosixPath(read.article.path).name
                if name in self._names:
                    self._paths.setdefault(name, read.article.path)
        for correction, article_id in held:
            if id(correction) in self._spots:
                table = _table(correction)
                self._spots[id(correction)] += 1
                self._mentions[table] = self._mentions.get(table, 0) + 1
                self._articles.setdefault(table, set()).add(article_id)

    def held(self) -> tuple[Held, ...]:
        """Return how much held, of the table and of the journal."""
        tables: dict[str, list[Correction]] = {}
        for row in self._rows:
            tables.setdefault(_table(row), []).append(row)
        return tuple(
            Held(
                table,
                len(rows),
                sum(not self._spots[id(row)] for row in rows),
                self._mentions.get(table, 0),
                len(self._articles.get(table, ())),
            )
            for table, rows in tables.items()
        )

    def problems(self) -> Iterator[Problem]:
        """Say of each row that holds nowhere why."""
        for row in self._rows:
            if not self._spots[id(row)]:
                where = f"change {row.by.number}: " if row.by.number is not None else ""
                yield Problem(_table(row), row.row, f"{where}{self._why(row)}", kept=True)

    def _why(self, row: Correction) -> str:
        if row.article in self._lacking:
            path = self._paths.get(PurePosixPath(row.article).name)
            advice = f"; write {quoted(path)}" if path else ""
            return f"there is no article {quoted(row.article)}{advice}"
        if row.start is not None:
            return f"{quoted(row.name)} does not stand at {row.start} of {quoted(row.article)}"
        where = (
            f" in {quoted(row.article)}"
            if row.article
            else f" in an article of {quoted(row.source)}"
            if row.source
            else ""
        )
        return f"{quoted(row.name)} stands nowhere{where}, or only within longer names or where more is said"


def _table(correction: Correction) -> str:
    return JOURNAL if correction.by.number is not None else correction.by.who


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
