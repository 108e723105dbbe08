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

_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
"""In a mailbox a line that begins with ``From`` begins a mail, so those of a text are quoted."""


def records(file: Path, name: str) -> Iterator[Record | Problem | InnerFile]:
    """Read a mailbox, mail by mail."""
    box = mailbox.mbox(file, create=False)
    limit = mail.FORMAT.size_limit or 0
    try:
        row = 0
        for row, key in enumerate(box.iterkeys(), 1):
            stream = box.get_file(key)
            stream.seek(0, io.SEEK_END)
            if stream.tell() > limit:
                yield Problem(name, row, f"a mail of more than {limit / 1e6:.0f} MB")
                continue
            stream.seek(0)
            whole = _QUOTED_FROM.sub(rb"\1", stream.read())
            try:
                yield from mail.mail(message_from_bytes(whole, policy=policy.default), name, row)
            except (ValueError, LookupError, AttributeError, TypeError) as error:
                said = " ".join(str(error).split())[:100]
                yield Problem(name, row, f"no mail that can be read ({said})")
        if not row:
            raise UnreadableError("no mail in it")
    finally:
        box.close()


FORMAT: Final = Format("mailbox", (".mbox", ".mbx"), 71, records, full=True)
