"""One spot of an article: what stands there, what it was taken for, and who said what of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from places.dataset import Dataset
from places.dataset.tables import by_hand_of, candidates_of, checked_of, evidence_of
from places.model import ByHand, Candidate, Checked, Evidence, Marks, Place
from places.query.articles import ArticleRow, read_article
from places.query.index import index_of
from places.query.mentions import MentionRow
from places.query.pairs import CONFIDENCE

LONGEST: Final = 200
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Words in an article.

    Attributes
    ----------
    article : ArticleRow
    mention : MentionRow
        With its excerpt; where nothing was found, its `place_id` is empty.
    place : Place or None
        What they were taken for; None where nothing was found.
    candidates : tuple of Candidate
    evidence : tuple of Evidence
    by_hand : ByHand or None
    checked : Checked or None
    """

    article: ArticleRow
    mention: MentionRow
    place: Place | None = None
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    by_hand: ByHand | None = None
    checked: Checked | None = None


def find_spot(dataset: Dataset, article_id: str, start: int, end: int) -> Spot | None:
    """Read what is known of some words of an article.

    Parameters
    ----------
    dataset : Dataset
    article_id : str
    start, end : int
        Character offsets into its text.

    Returns
    -------
    Spot or None
        None where there is no such article, or no such words in it.
    """
    found = read_article(dataset, article_id)
    if found is None:
        return None
    article, text = found
    surface = text[start:end]
    if not (0 <= start < end <= len(text) and end - start <= LONGEST and surface.strip()):
        return None
    rows = dataset.rows(
        f"SELECT m.place_id, {CONFIDENCE}, m.excerpt_start, m.excerpt_end, m.candidates, m.evidence, "
        'm.by_hand, m.checked FROM mentions m WHERE m.article_id = ? AND m.start = ? AND m."end" = ?',
        [article_id, start, end],
        parts=index_of(dataset).parts_of(index_of(dataset).article_ids.positions((article_id,))),
    )
    if not rows:
        from places.excerpts import excerpts
        from places.languages import rules_for

        ((begin, finish),) = excerpts(text, [(start, end)], rules_for(article.language))
        return Spot(article, MentionRow(article_id, start, end, surface, "", 0.0, text[begin:finish], begin))
    place_id, confidence, begin, finish, candidates, evidence, by_hand, checked = rows[0]
    index = index_of(dataset)
    position = index.place_positions.get(place_id)
    return Spot(
        article,
        MentionRow(article_id, start, end, surface, place_id, confidence, text[begin:finish], begin),
        None if position is None else index.places[position],
        candidates_of(candidates),
        evidence_of(evidence),
        by_hand_of(by_hand),
        checked_of(checked),
    )


def marks_of(dataset: Dataset, place_id: str) -> Marks:
    """Tell who made a place and who found it right."""
    rows = dataset.rows("SELECT by_hand, checked FROM places WHERE id = ?", [place_id])
    return Marks(by_hand_of(rows[0][0]), checked_of(rows[0][1])) if rows else Marks()
