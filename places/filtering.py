"""Texts in, mentions out: the geoparser as a filter of JSON lines."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, BinaryIO, Final, NamedTuple

from places import collector
from places.geoparsing.parser import Document, Parser, parse_each
from places.model import Candidate, Mention, Place
from places.reading import printable
from places.reading.encoding import encodable
from places.reading.languages import detect

LINE_LIMIT: Final = 60_000_000
"""The longest line that is read, in bytes."""

_READ: Final = 1 << 18
_PLACES_HELD: Final = 50_000
_string = json.encoder.encode_basestring  # what json.dumps does to strings, without the rest of it


Answer = tuple[bytes, str | None]
"""A line and, if the document could not be read, why."""


class _Question(NamedTuple):
    """What a line asks."""

    name: object
    document: Document


class Filter:
    """Answers documents, one line for one line.

    Parameters
    ----------
    geoparser : Parser
    language : str or None
        Of texts that do not state one; None has it detected.
    explain : bool
        Whether each mention lists its candidates with what spoke for and against them.
    """

    def __init__(self, geoparser: Parser, *, language: str | None = None, explain: bool = False) -> None:
        self._geoparser = geoparser
        self._language = language
        self._explain = explain
        self._written: dict[str, str] = {}

    def answer(self, line: bytes) -> Answer:
        """Answer one document; see `answers`."""
        return self.answers([line])[0]

    @collector.held()
    def answers(self, lines: Iterable[bytes | None]) -> list[Answer]:
        """Answer documents, in order.

        Parameters
        ----------
        lines : iterable of bytes or None
            ``{"id": …, "text": …, "language"?: …, "title"?: …}`` as JSON in UTF-8; None for a line
            that was too long to be read. Many at a time are answered quicker than one by one.

        Returns
        -------
        list of (bytes, str or None)
            ``{"id": …, "mentions": […]}`` and a line end. What cannot be read is answered too,
            with no mentions and an ``error``; the same error comes beside it.
        """
        read = [self._read(line) for line in lines]
        documents = [one.document for one in read if isinstance(one, _Question)]
        parsed = iter(parse_each(self._geoparser, documents, explain=self._explain))
        return [self._answer(one.name, next(parsed)) if isinstance(one, _Question) else one for one in read]

    def _read(self, line: bytes | None) -> _Question | Answer:
        """Read a document; what cannot be read is answered at once."""
        if line is None:
            return failure(f"a line of more than {LINE_LIMIT / 1e6:.0f} MB")
        name: object = None
        try:
            document = json.loads(line)
            if not isinstance(document, dict):
                raise TypeError("no JSON object")
            name = document.get("id")
            return _Question(name, self._document(document))
        except UnicodeDecodeError:
            return failure("no UTF-8")
        except json.JSONDecodeError as error:
            return failure(f"no JSON ({error})" if line.strip() else "an empty line")
        except Exception as error:  # whatever it is, the lines after this one are to be answered
            return failure(_reason(error), name)

    def _document(self, document: Mapping[str, Any]) -> Document:
        text, language, title = document.get("text"), document.get("language"), document.get("title")
        if not isinstance(text, str):
            raise TypeError("no text" if text is None else "the text is no string")
        text = encodable(text)
        if not isinstance(language, str) or not language:
            language = self._language or detect(text)
        return Document(text, language, title if isinstance(title, str) else "")

    def _answer(self, name: object, mentions: Sequence[Mention] | Exception) -> Answer:
        if isinstance(mentions, Exception):
            return failure(_reason(mentions), name)
        name = _string(name) if isinstance(name, str) else json.dumps(name, ensure_ascii=False)
        whole = f'{{"id": {name}, "mentions": [{", ".join(map(self._write, mentions))}]}}\n'
        try:
            return whole.encode("utf-8"), None
        except UnicodeEncodeError:  # half a surrogate pair, which JSON can write and UTF-8 cannot
            return json.dumps(json.loads(whole)).encode("ascii") + b"\n", None

    def _write(self, mention: Mention) -> str:
        start, end, surface, place, confidence, *_ = mention
        of_place = self._written.get(place.id)
        if of_place is None:
            of_place = _of_place(place)
            if len(self._written) >= _PLACES_HELD:
                self._written.clear()
            self._written[place.id] = of_place
        candidates = ""
        if self._explain:
            explained = [explained_candidate(candidate) for candidate in mention.candidates]
            candidates = f', "candidates": {json.dumps(explained, ensure_ascii=False)}'
        return (
            f'{{"start": {start}, "end": {end}, "surface": {_string(surface)}, '
            f'{of_place}, "confidence": {_rounded(confidence)}{candidates}}}'
        )


def explained_candidate(candidate: Candidate) -> dict[str, object]:
    """Write a candidate with what spoke for (positive) and against it (negative)."""
    return {
        "place_id": candidate.place_id,
        "score": round(float(candidate.score), 4),
        "name": candidate.name,
        "kind": candidate.kind,
        "latitude": float(candidate.latitude),
        "longitude": float(candidate.longitude),
        "country_codes": list(candidate.country_codes),
        "evidence": [
            {"reason": part.reason, "weight": round(float(part.weight), 4)} for part in candidate.evidence
        ],
    }


def _reason(error: Exception) -> str:
    if isinstance(error, TypeError | RecursionError):
        return str(error)
    return f"{type(error).__name__}: {error}"


def failure(error: str, name: object = None) -> tuple[bytes, str]:
    """Answer a document that cannot be read; the error comes back as one printable line."""
    reason = printable(error[:300])
    answer: dict[str, object] = {"id": name, "mentions": [], "error": reason}
    return json.dumps(answer).encode("ascii") + b"\n", reason


def whole_lines(stream: BinaryIO) -> Iterator[list[bytes | None]]:
    """Yield the lines that have come so far, as soon as they are there.

    Whoever writes a line and waits for its answer gets it; whoever writes megabytes gets them
    answered in one go.

    Yields
    ------
    list of (bytes or None)
        Lines without their ends; None for one that is longer than `LINE_LIMIT`.
    """
    number = stream.fileno()
    begun: list[bytes] = []
    size = 0
    while data := os.read(number, _READ):
        head, end, rest = data.rpartition(b"\n")
        size += len(data)
        if not end:
            # A line that is too long is counted but not kept.
            begun = [*begun, data] if size <= LINE_LIMIT else []
            continue
        first, more, others = head.partition(b"\n")
        lines: list[bytes | None] = [b"".join([*begun, first]) if size - len(data) <= LINE_LIMIT else None]
        if more:
            lines.extend(others.split(b"\n"))
        begun, size = [rest], len(rest)
        yield lines
    if size:
        yield [b"".join(begun) if size <= LINE_LIMIT else None]


@lru_cache(maxsize=4096)
def _rounded(confidence: float) -> float:
    """Round to four digits; a name of which the context tells nothing has the same every time."""
    return round(confidence, 4)


def _of_place(place: Place) -> str:
    fields = {
        "place_id": place.id,
        "name": place.name,
        "kind": place.kind,
        "latitude": float(place.latitude),
        "longitude": float(place.longitude),
        "country_codes": list(place.country_codes),
    }
    return json.dumps(fields, ensure_ascii=False)[1:-1]
