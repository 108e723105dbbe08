"""Write a dataset anew, part after part, where something else holds now; the rest stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from places.building.base import Base
from places.building.current import Current
from places.building.indexing import renewed
from places.building.revision import Parse, Revision, revision_of
from places.building.said import Said
from places.dataset import SCHEMAS_OF_ORIGINALS, place_table
from places.dataset.manifest import SEARCH
from places.dataset.parts import PartsWriter
from places.dataset.writing import write_originals
from places.fulltext.index import COLUMNS
from places.model import Place


@dataclass(frozen=True)
class Rewritten:
    """A dataset as it is to be.

    Attributes
    ----------
    tables : mapping of str to sequence of Path
        Its files, the old ones among them.
    counts : mapping of str to int
        For the manifest.
    touched, parsed : int
        Articles that were settled again, and of them those that were parsed again.
    """

    tables: Mapping[str, Sequence[Path]]
    counts: Mapping[str, int]
    touched: int
    parsed: int


class _Sum:
    """What is known of all parts together."""

    def __init__(self) -> None:
        self.articles = self.mentions = self.undated = self.touched = self.parsed = 0
        self.named: set[str] = set()
        self.found: dict[str, Place] = {}
        self.by_hand: dict[str, Place] = {}
        self.originals: list[tuple[pa.Table, pa.Table]] = []
        self.other_texts = False

    def add(self, current: Current, revision: Revision) -> None:
        self.articles += len(revision.ids)
        self.mentions += sum(revision.mention_counts)
        self.undated += revision.undated
        self.touched += revision.touched
        self.parsed += revision.parsed
        self.named |= revision.named
        self.found |= revision.found
        self.by_hand |= revision.by_hand
        self.originals.append((revision.original_articles, revision.original_mentions))
        if revision.articles is not None and not self.other_texts:
            before = current.articles
            self.other_texts = any(
                not before.column(name).equals(revision.articles.column(name)) for name in COLUMNS
            )


def rewrite(
    folder: Path,
    base: Base,
    *,
    old: Said | None,
    new: Said,
    texts: Callable[[Collection[str]], Mapping[str, str]],
    parse: Parse,
) -> Rewritten:
    """Write what is another one than before.

    Parameters
    ----------
    folder : Path
        Where new files are to be.
    base : Base
    old : Said or None
        What the dataset tells; None where that is not known.
    new : Said
    texts : callable
        Returns texts of articles that were added, by their digests.
    parse : callable
        For articles that were added, or that the geoparser sees otherwise now.
    """
    added = {*new.standing.added, *(old.standing.added if old is not None else ())}
    told = _Sum()
    parts = PartsWriter(folder)
    try:
        for current in base.stretches(added):
            revision = revision_of(current, old, new, texts, parse)
            told.add(current, revision)
            _hand_over(parts, current, revision)
        parts.close()
    finally:
        parts.give_up()
    tables: dict[str, Sequence[Path]] = dict(parts.files)
    places = _places(base, told, new)
    tables["places"] = [folder / "places.parquet"]
    pq.write_table(places, folder / "places.parquet", compression="zstd")
    tables |= {name: [file] for name, file in _originals(base, told, folder).items()}
    if told.other_texts:
        index = renewed(base.files.get(SEARCH), parts.files["articles"], folder / f"{SEARCH}.sqlite")
        tables |= {SEARCH: [index]} if index else {}
    counts = {
        "articles": told.articles,
        "places": places.num_rows,
        "mentions": told.mentions,
        "undated": told.undated,
    }
    return Rewritten(tables, counts, told.touched, told.parsed)


def _hand_over(parts: PartsWriter, current: Current, revision: Revision) -> None:
    """Hand over what became of a stretch: files where they are as they were, else rows."""
    files = list(zip(current.files("articles"), current.files("mentions"), strict=True))
    if revision.mentions is None:
        for number, (articles, mentions) in zip(current.numbers, files, strict=True):
            is_last = current.is_last and number == current.numbers[-1]
            parts.take(current.base.ids[number], articles, mentions, is_last=is_last)
        return
    rows = current.articles if revision.articles is None else revision.articles
    if revision.articles is None and len(files) == 1:
        rows = files[0][0]
    parts.take(revision.ids, rows, revision.mentions, is_last=current.is_last)


def _places(base: Base, told: _Sum, new: Said) -> pa.Table:
    """Return the places that mentions name, with what is said of them."""
    named, coming = told.named, told.found | told.by_hand
    old = base.places
    marks = new.marks()
    were_marked = pc.or_(pc.is_valid(old.column("by_hand")), pc.is_valid(old.column("checked")))
    known = set(old.column("id").to_pylist())
    anew = named & {*coming, *marks, *(named - known), *old.column("id").filter(were_marked).to_pylist()}
    kept = old.filter(pc.is_in(old.column("id"), pa.array(sorted(named - anew), pa.string())))
    made = [coming.get(place_id) or base.place(place_id) for place_id in anew]
    return pa.concat_tables([kept, place_table(made, marks)]).sort_by("id").combine_chunks()


def _originals(base: Base, told: _Sum, folder: Path) -> dict[str, Path]:
    """Write what was read and found where somebody changed it, if there is any."""
    articles, mentions = (
        pa.concat_tables([SCHEMAS_OF_ORIGINALS[name].empty_table(), *tables])
        for name, tables in zip(
            ("original_articles", "original_mentions"), zip(*told.originals, strict=True), strict=True
        )
    )
    if not articles.num_rows and not mentions.num_rows:
        return {}
    named = mentions.column("place_id").unique().to_pylist()
    places = place_table([told.found.get(place_id) or base.place(place_id) for place_id in named])
    return write_originals(folder, articles, mentions, places)
