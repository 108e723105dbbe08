"""Text of others in what Streamlit reads as Markdown."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = re.compile(
    r"[\\`*_\[\]<>|~$]"  # wherever it stands
    r"|:(?=\S)"  # a directive, a name of a picture, an address
    r"|(?<=\bwww)\."
    r"|(?m:(?<=^)[#+=-])|(?m:(?<=^\d)[.)])|(?m:(?<=^\d\d)[.)])|(?m:(?<=^\d\d\d)[.)])|(?m:(?<=^\d{4})[.)])"
)
"""What Markdown would read as a mark, and nothing else: an accessible name holds the escapes."""


def plain(text: str) -> str:
    """Keep Streamlit from reading Markdown in a text."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", text.strip())
