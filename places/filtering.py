"""Texts in, mentions out: the geoparser as a filter of JSON lines."""

from __future__ import annotations

import json
import os
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, BinaryIO, Final, NamedTuple

import orjson

from places.geoparsing.parser import Document, Parser, parse_each
from places.model import Candidate, Evidence, Mention
from places.reading import printable
from places.reading.encoding import encodable
from places.reading.languages import detect

LINE_LIMIT: Final = 60_000_000
"""The longest line that is read, in bytes."""

_READ: Final = 1 << 18

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
        Whether each mention tells what spoke for its being a place and against it, and lists its
        candidates with what spoke for and against each of them.
    """

    def __init__(self, geoparser: Parser, *, language: str | None = None, explain: bool = False) -> None:
        self._geoparser = geoparser
        self._language = language
        self._explain = explain

    def answer(self, line: bytes) -> Answer:
        """Answer one document; see `answers`."""
        return self.answers([line])[0]

    def answers(self, lines: Iterable[bytes | None]) -> list[Answer]:
        """Answer documents, in order.

        Parameters
        ----------
        lines : iterable of bytes or None
            ``{"id": …, "text": …, "language"?: …, "title"?: …, "source"?: …}``
            as JSON in UTF-8; None for a line that was too long to be read. Many at a time are
            answered quicker than one by one.

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
        try:
            document = _DECODER.decode(line.removeprefix(BOM_UTF8).decode("utf-8"))
        except UnicodeDecodeError:
            return failure("no UTF-8")
        except ValueError as error:
            return failure(f"no JSON ({error})" if line.strip() else "an empty line")
        except RecursionError as error:
            return failure(str(error))
        if not isinstance(document, dict):
            return failure("no JSON object")
        name = document.get("id")
        try:
            return _Question(name, self._document(document))
        except Exception as error:  # whatever it is, the lines after this one are to be answered
            return failure(_reason(error), name)

    def _document(self, document: Mapping[str, Any]) -> Document:
        text, language, title = document.get("text"), document.get("language"), document.get("title")
        if not isinstance(text, str):
            raise TypeError("no text" if text is None else "the text is no string")
        text = encodable(text)
        if not isinstance(language, str) or not language:
            language = self._language or detect(text)
        source = document.get("source")
        source = source.get("name") if isinstance(source, dict) else source
        return Document(
            text, language, title if isinstance(title, str) else "", source if isinstance(source, str) else ""
        )

    def _answer(self, name: object, mentions: Sequence[Mention] | Exception) -> Answer:
        if isinstance(mentions, Exception):
            return failure(_reason(mentions), name)
        written = [self._write(mention) for mention in mentions]
        try:
            return orjson.dumps({"id": name, "mentions": written}, option=orjson.OPT_APPEND_NEWLINE), None
        except TypeError:  # an id with half a surrogate pair, or an integer of more than 64 bits
            answer = {"id": name, "mentions": orjson.loads(orjson.dumps(written))}
            return json.dumps(answer).encode("ascii") + b"\n", None

    def _write(self, mention: Mention) -> dict[str, object]:
        place = mention.place
        written: dict[str, object] = {
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "place_id": place.id,
            "name": place.name,
            "kind": place.kind,
            "latitude": float(place.latitude),
            "longitude": float(place.longitude),
            "country_codes": place.country_codes,
            "confidence": round(mention.confidence, 4),
        }
        if self._explain:
            written["evidence"] = _explained(mention.evidence)
            written["candidates"] = [explained_candidate(candidate) for candidate in mention.candidates]
        return written


def _finite(number: str) -> float:
    if isfinite(value := float(number)):
        return value
    raise ValueError(f"{number[:20]} is too large a number")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


_DECODER: Final = json.JSONDecoder(parse_float=_finite, parse_constant=_no_number)
"""Reads JSON alone: what it lets in can be written again."""


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
        "evidence": _explained(candidate.evidence),
    }


def _explained(evidence: Iterable[Evidence]) -> list[dict[str, object]]:
    return [{"reason": part.reason, "weight": round(float(part.weight), 4)} for part in evidence]


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
