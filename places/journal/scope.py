"""For which mentions something is said: one, a name in an article, in a source, everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from places.journal.checking import LONGEST_LINE, LONGEST_NAME, check_id, check_line
from places.reading.problem import quoted


@dataclass(frozen=True, slots=True)
class OneMention:
    """Words at one spot of one article, whether a place was found there or missed.

    Attributes
    ----------
    article_id : str
    start, end : int
        Character offsets into the text of the article.
    surface : str
        The words that stand there. Where other words do, because the article was changed, what was
        said of the spot holds no more.
    """

    article_id: str
    start: int
    end: int
    surface: str

    def __post_init__(self) -> None:
        check_id("id of the article", self.article_id)
        check_line("the words", self.surface, LONGEST_NAME)
        if not 0 <= self.start < self.end or self.end - self.start != len(self.surface):
            raise ValueError(f"{quoted(self.surface)} does not stand from {self.start} to {self.end}")

    @property
    def name(self) -> str:
        """The words."""
        return self.surface


@dataclass(frozen=True, slots=True)
class InArticle:
    """A name wherever it stands in one article, given by its id."""

    name: str
    article_id: str

    def __post_init__(self) -> None:
        check_line("the name", self.name, LONGEST_NAME)
        check_id("id of the article", self.article_id)


@dataclass(frozen=True, slots=True)
class InSource:
    """A name in all articles of one source, such as a paper."""

    name: str
    source: str

    def __post_init__(self) -> None:
        check_line("the name", self.name, LONGEST_NAME)
        check_line("the source", self.source, LONGEST_LINE)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """A name in all articles."""

    name: str

    def __post_init__(self) -> None:
        check_line("the name", self.name, LONGEST_NAME)


Scope = OneMention | InArticle | InSource | Everywhere
"""For which mentions something is said. The narrower goes before the wider."""


def subject_of_scope(scope: Scope) -> tuple[str, ...]:
    """Tell what a decision for a scope is of: of two with one subject, the later one counts."""
    match scope:
        case OneMention():
            return "mention", scope.article_id, str(scope.start), str(scope.end)
        case InArticle():
            return "name in article", scope.name, scope.article_id
        case InSource():
            return "name in source", scope.name, scope.source
        case Everywhere():
            return "name", scope.name
