"""A mail is one article, and what is attached to it is read as files."""

from __future__ import annotations

import io
import mimetypes
import re
from collections.abc import Iterator
from email import message_from_binary_file, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr
from functools import partial
from pathlib import Path
from typing import Final

from places.reading.encoding import decode, decode_as
from places.reading.formats.format import Format, InnerFile
from places.reading.problem import Problem
from places.reading.record import Field, Record

_RAW_BYTES: Final = re.compile("[\udc80-\udcff]")


def records(file: Path, name: str) -> Iterator[Record | Problem | InnerFile]:
    """Read a mail."""
    with file.open("rb") as stream:
        message = message_from_binary_file(stream, policy=policy.default)
    yield from mail(message, name, None)


def mail(message: Message, name: str, row: int | None) -> Iterator[Record | Problem | InnerFile]:
    """Read one mail: its text, then its attachments.

    Parameters
    ----------
    message : email.message.Message
        Parsed with `email.policy.default`.
    name : str
        The file that it is in.
    row : int or None
        Its number among the mails of a file.
    """
    assert isinstance(message, EmailMessage)
    date = _header(message, "date")
    found: dict[Field, object] = {
        "title": _header(message, "subject"),
        "author": name_of(_header(message, "from")),
        "date": date,
    }
    fields = {field: value for field, value in found.items() if value}
    body, text = _body(message)
    attachments = [part for part in _parts(message) if part is not body and _is_attached(part)]
    if text.strip():
        yield Record({**fields, "text": text}, row, {} if date else _received(message))
    elif not attachments:
        yield Problem(name, row, "a mail without text")
    given: dict[Field, object] = {"date": date, "date_origin": "estimated"} if date else {}
    for number, part in enumerate(attachments, 1):
        data = _bytes(part)
        inner = part.get_filename() or f"{number}{mimetypes.guess_extension(part.get_content_type()) or ''}"
        if part.get_content_type() == "message/rfc822" and not inner.lower().endswith(".eml"):
            inner += ".eml"
        inner = " ".join(inner.replace("/", "_").split())
        yield InnerFile(
            inner if row is None else f"{row}/{inner}", partial(io.BytesIO, data), len(data), given
        )


def _body(message: EmailMessage) -> tuple[Message | None, str]:
    """Find the text of a mail: plain, else in HTML; and what else stands in it between its pictures."""
    body, text = None, ""
    for kind in ("plain", "html"):
        found = message.get_body(preferencelist=(kind,))
        if found is not None and (text := _text(found)).strip():
            body = found
            break
    if body is None:
        body = message.get_body(preferencelist=("plain", "html"))
    others = (
        _text(part)
        for part in _parts(message, into_choices=False)
        if part is not body
        and part.get_content_type() in ("text/plain", "text/html")
        and not _is_attached(part)
    )
    return body, "\n".join([text, *(other for other in others if other.strip() and other != text)])


def _received(message: EmailMessage) -> dict[Field, object]:
    """Tell when a mail without a date arrived, which the last one that passed it on wrote down."""
    date = _header(message, "received").rpartition(";")[2].strip()
    return {"date": date, "date_origin": "estimated"} if date else {}


def name_of(sender: str) -> str:
    """Return the name of a sender, the address where there is none."""
    name, address = parseaddr(sender)
    return name or address or sender


def _header(message: EmailMessage, name: str) -> str:
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if _RAW_BYTES.search(raw):  # letters that nobody encoded
        return " ".join(decode(raw.encode("utf-8", "surrogateescape")).text.split())
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        # The parser of headers trips over what is no header at all.
        return next(
            (" ".join(str(value).split()) for key, value in message.raw_items() if key.lower() == name), ""
        )


def _text(part: Message) -> str:
    text = decode_as(_bytes(part), part.get_content_charset())
    if part.get_content_type() == "text/html":
        from places.reading.markup import text_of

        return text_of(text)
    text = text.replace("\r\n", "\n")
    return _unwrapped(text, part) if part.get_param("format") == "flowed" else text


def _unwrapped(text: str, part: Message) -> str:
    """Join the lines that a program wrapped: they end with a space (RFC 3676, 4.2)."""
    space = "" if part.get_param("delsp") == "yes" else " "
    return re.sub(r"(?m)(?<!^--) \n(?![>\n])", space, text)


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    inner = part.get_payload()
    return inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""


def _parts(message: Message, *, into_choices: bool = True) -> Iterator[Message]:
    """Go through the parts of a mail, but not into a mail that is attached to it.

    Parameters
    ----------
    message : email.message.Message
    into_choices : bool
        Whether to go into parts that say the same in several ways, or a page and its pictures.
    """
    waiting = [message]
    while waiting:
        part = waiting.pop()
        yield part
        kind = part.get_content_type()
        is_choice = kind in ("multipart/alternative", "multipart/related")
        goes_in = kind.startswith("multipart/") and (into_choices or not is_choice)
        inner = part.get_payload() if goes_in else None
        if isinstance(inner, list):
            waiting.extend(one for one in reversed(inner) if isinstance(one, Message))


def _is_attached(part: Message) -> bool:
    if part.get_content_type() == "message/rfc822":
        return True
    return not part.is_multipart() and (
        part.get_content_disposition() == "attachment" or bool(part.get_filename())
    )


FORMAT: Final = Format("mail", (".eml",), 70, records, size_limit=100_000_000, mail=True)
