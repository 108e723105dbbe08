"""Text of others in what Streamlit reads as Markdown."""

from __future__ import annotations

from typing import Final

_MARKS: Final = r"\`*_{}[]()<>#+-.!|~$:"


def plain(text: str) -> str:
    """Keep Streamlit from reading Markdown in a text."""
    return "".join(f"\\{letter}" if letter in _MARKS else letter for letter in text)
