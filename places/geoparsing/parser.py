"""What a build and a filter ask of a geoparser."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol, runtime_checkable

from places.model import Mention


class Home(NamedTuple):
    """Where a paper may be at home.

    Attributes
    ----------
    latitude, longitude : float
        WGS 84, degrees.
    share : float
        Belief in it, 0 to 1.
    namesake : int
        Number of the form in the lexicon that names this spot in the name of the paper; -1 if none does.
    """

    latitude: float
    longitude: float
    share: float = 1.0
    namesake: int = -1


class Document(NamedTuple):
    """What a geoparser sees of an article.

    Attributes
    ----------
    text : str
        Offsets count its characters.
    language : str or None
        ISO 639-1.
    title : str
        No mention lies in it.
    source : str
        The name of the paper, which may say where it is at home.
    home : Home or None
        Where it is, if that is known.
    """

    text: str
    language: str | None = None
    title: str = ""
    source: str = ""
    home: Home | None = None


class Parser(Protocol):
    """Finds the places that a text names."""

    def parse(
        self, text: str, language: str | None = None, title: str = "", *, explain: bool = True
    ) -> Sequence[Mention]:
        """Return the mentions of a text in order, with their candidates if they are to be explained."""


@runtime_checkable
class BatchParser(Parser, Protocol):
    """A parser that takes less time for many documents together."""

    def parse_all(
        self, documents: Sequence[Document], *, explain: bool = True
    ) -> Sequence[Sequence[Mention]]:
        """Return the mentions of each document."""


def parse_each(
    parser: Parser, documents: Sequence[Document], **options: bool
) -> Sequence[Sequence[Mention] | Exception]:
    """Parse documents, together where the parser can; one that fails costs none of the others.

    Parameters
    ----------
    parser : Parser
    documents : sequence of Document
    **options
        Handed on to the parser.

    Returns
    -------
    sequence of (sequence of Mention, or Exception)
        What came out for each document.
    """
    if isinstance(parser, BatchParser):
        with suppress(Exception):  # it comes again when that document is parsed alone
            return parser.parse_all(documents, **options)
    return [_parse(parser, document, options) for document in documents]


def _parse(parser: Parser, document: Document, options: dict[str, bool]) -> Sequence[Mention] | Exception:
    try:
        if isinstance(parser, BatchParser):
            return parser.parse_all([document], **options)[0]
        return parser.parse(document.text, document.language, document.title, **options)
    except Exception as error:  # whatever it is, it belongs to this document alone
        return error
