"""What people changed, as it stands when a build begins."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from places.building.report import BuildError
from places.building.said import Said, journal_state, said_of
from places.corrections import Corrections, Places, read_corrections
from places.journal import Journal, JournalError, Standing
from places.model import Article
from places.reading import Problem


@dataclass(frozen=True, slots=True)
class Changes:
    """What people changed.

    Attributes
    ----------
    identity : str
        Of the journal.
    standing : Standing
    texts : mapping of str to str
        Those of the articles that were added, by their digests.
    """

    identity: str = ""
    standing: Standing = field(default_factory=Standing)
    texts: Mapping[str, str] = field(default_factory=dict)

    def added(self) -> Iterator[Article]:
        """Go through the articles that were added."""
        for added in self.standing.added.values():
            yield added.said.article(self.texts[added.said.text_digest])

    def state(self) -> dict[str, object]:
        """Say for the manifest how much of which journal is in the dataset."""
        return journal_state(self.identity, self.standing)


def read_changes(journal: Journal | None) -> Changes:
    """Read the journal.

    Raises
    ------
    BuildError
        If it cannot be read.
    """
    if journal is None:
        return Changes()
    try:
        standing = journal.standing()
        texts = journal.texts([added.said.text_digest for added in standing.added.values()])
        return Changes(journal.identity(), standing, texts)
    except JournalError as error:
        raise BuildError(str(error)) from error


def what_is_said(
    table: Path | None, changes: Changes, places: Places | None
) -> tuple[Said, Sequence[Problem]]:
    """Read the table of corrections, and put the journal over it.

    Parameters
    ----------
    table : Path or None
    changes : Changes
    places : Places or None
        The whole gazetteer if not given.
    """
    if table is None and not changes.standing.last:
        return Said(), ()
    if places is None:
        from places.gazetteer import open_gazetteer

        places = open_gazetteer()
    rows, problems = read_corrections(table, places) if table else (Corrections(), [])
    said, lacking = said_of(rows, changes.standing, places)
    return said, [*problems, *lacking]


def copied(table: Path | None, workshop: Path) -> Path | None:
    """Copy the table of corrections, so that what it says still holds when the journal says more."""
    return Path(shutil.copyfile(table, workshop / "corrections.csv")) if table else None
