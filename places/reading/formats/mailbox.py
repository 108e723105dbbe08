"""A mailbox (mbox) holds many mails."""

from __future__ import annotations

import io
import mailbox
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Final

from places.reading.formats import mail
from places.reading.formats.format import Format, InnerFile
from places.reading.problem import Problem, UnreadableError
from places.reading.record import Record

_BEGIN: Final = re.compile(rb"From .{0,200}\d\d:\d\d")
_HEADER: Final = re.compile(rb"[!-9;-~]{1,76}:\s")
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
"""In a mailbox a line that begins with ``From`` begins a mail, so those of a text are quoted."""


def records(file: Path, name: str) -> Iterator[Record | Problem | InnerFile]:
    """Read a mailbox, mail by mail."""
    box = mailbox.mbox(file, create=False)
    limit = mail.FORMAT.size_limit or 0
    try:
        row = 0
        for row, whole in enumerate(_mails(box, limit), 1):
            if whole is None:
                yield Problem(name, row, f"a mail of more than {limit / 1e6:.0f} MB")
                continue
            try:
                yield from mail.mail(message_from_bytes(whole, policy=policy.default), name, row)
            except (ValueError, LookupError, AttributeError, TypeError) as error:
                said = " ".join(str(error).split())[:100]
                yield Problem(name, row, f"no mail that can be read ({said})")
        if not row:
            raise UnreadableError("no mail in it")
    finally:
        box.close()


def _mails(box: mailbox.mbox, limit: int) -> Iterator[bytes | None]:
    """Give each mail, None for one that is too long; what only begins like a mail belongs to the last one."""
    whole: bytes | None = None
    too_long = begun = False
    for key in box.iterkeys():
        stream = box.get_file(key, from_=True)
        first, second = stream.readline(), stream.readline()
        begins = not begun or bool(_BEGIN.match(first) or _HEADER.match(second))
        if begins and begun:
            yield None if too_long or whole is None else _QUOTED_FROM.sub(rb"\1", whole)
        stream.seek(0, io.SEEK_END)
        size = stream.tell() + (0 if begins else len(whole or b""))
        too_long = size > limit or (too_long and not begins)
        stream.seek(len(first) if begins else 0)
        text = b"" if too_long else stream.read()
        whole = text if begins else (whole or b"") + b"\n" + text
        begun = True
    if begun:
        yield None if too_long or whole is None else _QUOTED_FROM.sub(rb"\1", whole)


FORMAT: Final = Format("mailbox", (".mbox", ".mbx"), 71, records, full=True)
