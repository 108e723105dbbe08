"""What stands in a file -> articles, with ids that stay the same from build to build."""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from importlib.util import find_spec
from typing import Final, NamedTuple

from places.model import Article
from places.reading.agency_codes import after_codes
from places.reading.datelines import after_date, after_dateline
from places.reading.dates import Stated
from places.reading.dating import origin_of, published_of
from places.reading.encoding import encodable, undoubled
from places.reading.file_names import stem_of
from places.reading.heads import head_of
from places.reading.languages import detect, language_code
from places.reading.problem import Problem, UnreadableError, quoted
from places.reading.record import TEXT_LIMIT, Record
from places.reading.salutations import after_salutation
from places.reading.titles import stated_title, title_of

_SAFE_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_UMLAUTS: Final = str.maketrans(dict(zip("äöüÄÖÜß", ("ae", "oe", "ue", "Ae", "Oe", "Ue", "ss"), strict=True)))

_PAGE: Final = re.compile(
    r"\A\s*<(?:!doctype|html|body|article|section|div|p|h[1-6]|ul|ol|table|figure)\b[^<>]{0,500}>|</(?:p|div|h[1-6])>",
    re.IGNORECASE,
)
_HEAD: Final = 5_000
"""Characters of a text that tell whether it is a piece of a page."""

_MOST_TAGS: Final = 100
_LONGEST_TAG: Final = 200


class Draft(NamedTuple):
    """An article whose id another one may have too.

    Attributes
    ----------
    article : Article
    where : str
        Where it stands: the file and the row.
    row : int or None
        The row alone.
    states_id : bool
        Whether its id is what the source states.
    """

    article: Article
    where: str
    row: int | None = None
    states_id: bool = False


class Articles:
    """Gives each article an id of its own.

    An id is what the source states where that fits into a URL, and else the name of the file,
    the row and six characters made from the path. So it hangs on nothing but where the article
    stands; only if two sources state the same id does the second one get the six characters too.
    """

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def take(self, draft: Draft) -> Article:
        """Make an article of a draft, which keeps its id if no article before has it."""
        wanted = draft.article.id
        if wanted in self._ids:
            wanted = f"{wanted}-{_short_hash(draft.where)}"
        unique, copies = wanted, 1
        while unique in self._ids:
            copies += 1
            unique = f"{wanted}-{copies}"
        self._ids.add(unique)
        return draft.article if unique == draft.article.id else replace(draft.article, id=unique)

    def read(self, record: Record, path: str, *, named: bool = False) -> Iterator[Article | Problem]:
        """Make the article of one record; see `drafts_of`."""
        for item in drafts_of(record, path, named=named):
            yield self.take(item) if isinstance(item, Draft) else item


def drafts_of(record: Record, path: str, *, named: bool = False) -> Iterator[Draft | Problem]:
    """Make the article of one record, after a line for everything that it states wrongly.

    Parameters
    ----------
    record : Record
    path : str
        The file, relative to the folder that is read.
    named : bool
        Whether the name of the file may tell the date of the article.
    """
    row = record.row
    try:
        text = _text(record)
    except UnreadableError as error:
        yield Problem(path, row, str(error))
        return
    head = head_of(text)
    text = text[head.end :]
    if not text or text.isspace():
        yield Problem(path, row, "no text")
        return
    fields = {**head.fields, **record.fields}
    known = {**record.fallback, **fields}
    published: Stated | None = None
    try:
        published = published_of(fields, text, path, named, record.fallback)
        if published and (said := _string(fields.get("date_origin"))):
            published = replace(published, origin=origin_of(said))
    except ValueError as error:
        kept = "taken as stated" if published else "read as undated"
        yield Problem(path, row, f"{error}; {kept}", kept=True)
    if published and "date" not in fields and (begin := after_date(text, published.date)):
        text = text[begin:].lstrip()
    language = None
    if said := _string(fields.get("language")):
        language = language_code(said)
        if language is None:
            yield Problem(
                path, row, f"no language: {quoted(said)} (write de or en); detected instead", kept=True
            )
    stated = _string(known.get("title"))
    name = stem_of(path)
    begin = after_dateline(text)
    letter = after_salutation(text, begin)
    title = stated_title(stated) if stated else ""
    if not title and letter > begin and row is None:
        title = name
    article = Article(
        id=_wanted_id(_string(fields.get("id")), path, row),
        title=title or title_of(text, after_codes(text, letter)) or name,
        text=text,
        language=language or detect(text),
        published=published.date if published else None,
        date_origin=published.origin if published else None,
        source=_string(known.get("source")),
        author=_string(known.get("author")),
        url=_string(known.get("url")),
        path=path,
        section=_string(known.get("section")),
        home=_string(known.get("home")),
        tags=_tags(known.get("tags")),
    )
    yield Draft(article, _where(path, row), row, _string(fields.get("id")) is not None)


def _where(path: str, row: int | None) -> str:
    return path if row is None else f"{path}#{row}"


def _wanted_id(stated: str | None, path: str, row: int | None) -> str:
    if stated and _SAFE_ID.fullmatch(stated):
        return stated
    name = _slug(stated or stem_of(path))
    number = [str(row)] if row is not None and not stated else []
    return "-".join([name, *number, _short_hash(path if stated else _where(path, row))])


def _string(value: object) -> str | None:
    """Read a stated value as one line of text, None where nothing is stated."""
    if isinstance(value, dict):
        value = value.get("name")  # {"source": {"id": null, "name": "Seeblatt"}}
    if value is None:
        return None
    if isinstance(value, list | tuple):
        value = ", ".join(str(part) for part in value if part is not None)
    return undoubled(encodable(" ".join(str(value).split()))) or None


def _tags(value: object) -> tuple[str, ...]:
    """Read tags, each once: a list, or a line with commas or semicolons between them."""
    parts = value if isinstance(value, list | tuple) else re.split("[,;]", _string(value) or "")
    tags = dict.fromkeys(tag for part in parts if (tag := _string(part)) and len(tag) <= _LONGEST_TAG)
    return tuple(tags)[:_MOST_TAGS]


def _text(record: Record) -> str:
    text = record.fields.get("text")
    if isinstance(text, bytes):
        text = text.decode("utf-8", errors="replace")
    if text is None or (isinstance(text, str) and (not text or text.isspace())):
        raise UnreadableError("no text")
    if not isinstance(text, str):
        raise UnreadableError(f"the text is no text: {quoted(text)}")
    if len(text) > TEXT_LIMIT:
        raise UnreadableError(f"more than {TEXT_LIMIT / 1e6:.0f} million characters; split it")
    if record.row is not None and _PAGE.search(text, 0, _HEAD) and find_spec("lxml") is not None:
        from places.reading.markup import text_of

        text = text_of(text)  # what was taken out of a database is often what a page is made of
    return undoubled(encodable(text))


def _slug(name: str) -> str:
    letters = name.translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return (slug[:24].rpartition("-")[0] or slug[:24]) if len(slug) > 24 else slug or "article"


def _short_hash(text: str) -> str:
    digest = blake2b(text.encode("utf-8", "surrogateescape"), digest_size=5).digest()
    return b32encode(digest).decode("ascii").lower()[:6]
