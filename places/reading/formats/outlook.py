"""A mail that Outlook saved (.msg) is one article, and what is attached to it is read as files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from places.reading.encoding import decode
from places.reading.formats.format import Format, InnerFile
from places.reading.formats.mail import name_of
from places.reading.problem import Problem
from places.reading.record import Field, Record


def records(file: Path, name: str) -> Iterator[Record | Problem | InnerFile]:
    """Read a mail."""
    from oxmsg import Message

    from places.reading.markup import text_of

    message = Message.load(str(file))
    text = message.body or ""
    if not text.strip() and (page := message.html_body):
        text = text_of(page if isinstance(page, str) else decode(page).text)
    date = message.sent_date
    author = name_of(message.sender or "")
    found: dict[Field, object] = {"title": message.subject, "author": author, "date": date}
    fields = {field: value for field, value in found.items() if value}
    attachments = list(message.attachments)
    if text.strip():
        yield Record({**fields, "text": text.replace("\r\n", "\n")})
    elif not attachments:
        yield Problem(name, None, "a mail without text")
    given: dict[Field, object] = {"date": date, "date_origin": "estimated"} if date else {}
    for number, attachment in enumerate(attachments, 1):
        inner = " ".join((attachment.file_name or str(number)).replace("/", "_").split())
        data = attachment.file_bytes or b""
        yield InnerFile(inner, partial(io.BytesIO, data), len(data), given)


FORMAT: Final = Format(
    "Outlook mail", (".msg",), 72, records, packages=("oxmsg", "lxml"), size_limit=100_000_000, mail=True
)
