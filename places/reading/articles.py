"""What stands in a file -> articles, with ids that stay the same from build to build."""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Final

from places.model import Article, DateOrigin, PartialDate
from places.reading.dates import read_date
from places.reading.encoding import encodable
from places.reading.languages import detect, language_code
from places.reading.problem import Problem, quoted
from places.reading.record import TEXT_LIMIT, Record
from places.reading.titles import header, stated_title, title_of

_SAFE_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_ORIGINS: Final[dict[str, DateOrigin]] = {
    "stated": "stated",
    "estimated": "estimated",
    "geschätzt": "estimated",
    "angegeben": "stated",
}
_UMLAUTS: Final = str.maketrans(dict(zip("äöüÄÖÜß", ("ae", "oe", "ue", "Ae", "Oe", "Ue", "ss"), strict=True)))


class Articles:
    """Makes articles of records, each with an id of its own.

    An id is what the source states where that fits into a URL, and else the name of the file,
    the row and six characters made from the path. So it hangs on nothing but where the article
    stands; only if two sources state the same id does the second one get the six characters too.
    """

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def read(self, record: Record, path: str) -> Iterator[Article | Problem]:
        """Make the article of one record, after a line for everything that it states wrongly.

        Parameters
        ----------
        record : Record
        path : str
            The file, relative to the folder that is read.
        """
        fields = record.fields
        row = record.row
        text = fields.get("text")
        if isinstance(text, bytes):
            text = text.decode("utf-8", errors="replace")
        if text is None or (isinstance(text, str) and (not text or text.isspace())):
            yield Problem(path, row, "no text")
            return
        if not isinstance(text, str):
            yield Problem(path, row, f"the text is no text: {quoted(text)}")
            return
        if len(text) > TEXT_LIMIT:
            yield Problem(path, row, f"more than {TEXT_LIMIT / 1e6:.0f} million characters; split it")
            return
        text = encodable(text)
        in_text, start = header(text)
        published: PartialDate | None = None
        try:
            published = _published(fields.get("published_first"), fields.get("published_last"))
            if published is None and (stated := fields.get("date", in_text)) is not None:
                published = read_date(stated)
        except ValueError as error:
            yield Problem(path, row, f"{error}; read as undated", kept=True)
        origin: DateOrigin | None = "stated" if published else None
        if published and (said := _string(fields.get("date_origin"))):
            origin = _ORIGINS.get(said.casefold())
            if origin is None:
                origin = "stated"
                reason = f"the date_origin is “stated” or “estimated”, not {quoted(said)}; taken as stated"
                yield Problem(path, row, reason, kept=True)
        language = None
        if said := _string(fields.get("language")):
            language = language_code(said)
            if language is None:
                yield Problem(
                    path, row, f"no language: {quoted(said)} (write de or en); detected instead", kept=True
                )
        stated = _string(fields.get("title"))
        title = (stated and stated_title(stated)) or title_of(text, start)
        yield Article(
            id=self._id(_string(fields.get("id")), path, row),
            title=title or PurePosixPath(path).stem,
            text=text,
            language=language or detect(text[start:] if start else text),
            published=published,
            date_origin=origin,
            source=_string(fields.get("source")),
            author=_string(fields.get("author")),
            url=_string(fields.get("url")),
            path=path,
        )

    def _id(self, stated: str | None, path: str, row: int | None) -> str:
        where = path if row is None else f"{path}#{row}"
        if stated and _SAFE_ID.fullmatch(stated):
            wanted = stated
        else:
            name = _slug(stated or PurePosixPath(path).stem)
            number = [str(row)] if row is not None and not stated else []
            wanted = "-".join([name, *number, _short_hash(where if stated else path)])
        if wanted in self._ids:
            wanted = f"{wanted}-{_short_hash(where)}"
        unique, copies = wanted, 1
        while unique in self._ids:
            copies += 1
            unique = f"{wanted}-{copies}"
        self._ids.add(unique)
        return unique


def _string(value: object) -> str | None:
    """Read a stated value as one line of text, None where nothing is stated."""
    if value is None or isinstance(value, dict):
        return None
    if isinstance(value, list | tuple):
        value = ", ".join(str(part) for part in value if part is not None)
    return encodable(" ".join(str(value).split())) or None


def _published(first: object, last: object) -> PartialDate | None:
    if first is None or last is None:
        return None
    days = [value if isinstance(value, date) else read_date(value).first for value in (first, last)]
    return PartialDate(days[0], days[1])


def _slug(name: str) -> str:
    letters = name.translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return (slug[:24].rpartition("-")[0] or slug[:24]) if len(slug) > 24 else slug or "article"


def _short_hash(text: str) -> str:
    digest = blake2b(text.encode("utf-8", "surrogateescape"), digest_size=5).digest()
    return b32encode(digest).decode("ascii").lower()[:6]
