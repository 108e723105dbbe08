"""HTML -> text as a person reads it: what is set apart on a page stands apart in the text."""

from __future__ import annotations

import re
from enum import IntEnum
from html import unescape
from typing import Final

from lxml import etree, html

_PARAGRAPHS: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"),
    )
)
_LINES: Final = frozenset(("br", "li", "option"))


class _Gap(IntEnum):
    """What stands between two pieces of text; the way into a cell or row holds against a paragraph in it."""

    NONE = 0
    LINE = 1
    PARAGRAPH = 2
    CELL = 3
    ROW = 4


_WRITTEN: Final = {_Gap.LINE: "\n", _Gap.PARAGRAPH: "\n\n", _Gap.CELL: "\t", _Gap.ROW: "\n"}
_BEFORE: Final = {
    **dict.fromkeys(_PARAGRAPHS, _Gap.PARAGRAPH),
    **dict.fromkeys(_LINES, _Gap.LINE),
    "tr": _Gap.ROW,
}
_AFTER: Final = {
    **dict.fromkeys(_PARAGRAPHS, _Gap.PARAGRAPH),
    "tr": _Gap.LINE,
    "td": _Gap.CELL,
    "th": _Gap.CELL,
}
_UNREAD: Final = frozenset(("script", "style", "noscript", "template", "head", "svg", "iframe", "object"))
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_BLOCK_UNREAD: Final = re.compile(
    r"<(head|title|script|style|noscript|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_TAG: Final = re.compile(r"<[^<>]*>")
_XML_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")


def parsed(markup: str) -> html.HtmlElement | None:
    """Parse a page or a piece of one; None where there is nothing in it."""
    markup = _XML_DECLARATION.sub("", markup.replace("\0", "\ufffd"))
    if not markup.strip():
        return None
    try:
        return html.document_fromstring(markup, parser=html.HTMLParser(huge_tree=True))
    except (etree.LxmlError, ValueError):
        return None


def text_of(markup: str) -> str:
    """Return the text of a page or a piece of one."""
    root = parsed(markup)
    text = "" if root is None else text_of_element(root)
    # What is nested deeper than the parser goes comes out empty.
    return text or " ".join(unescape(_TAG.sub(" ", _BLOCK_UNREAD.sub(" ", markup))).split())


def text_of_element(root: html.HtmlElement) -> str:
    """Return the text of an element: blank lines between paragraphs, tabs between cells."""
    text = _Text()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = str(element.tag).lower()
        if event == "start" and (name in _UNREAD or _is_back_link(element)):
            # What is inside is still walked over, so it is emptied; what follows it is kept.
            tail = element.tail
            element.clear()
            element.tail = tail
        elif event == "start":
            text.leave(_BEFORE.get(name, _Gap.NONE))
            text.add(element.text)
        else:
            text.leave(_AFTER.get(name, _Gap.NONE))
            text.add(element.tail)
    return text.whole()


class _Text:
    """Text that is put together piece by piece, with gaps as wide as the widest that was asked for."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._gap = _Gap.NONE
        self._space = False

    def leave(self, gap: _Gap) -> None:
        """Leave a gap before the next piece."""
        ends_cell = gap is _Gap.CELL and self._gap is not _Gap.ROW
        ends_row = gap is _Gap.LINE and self._gap is _Gap.CELL
        self._gap = gap if ends_cell or ends_row else max(self._gap, gap)

    def add(self, piece: str | None) -> None:
        """Add a piece; its white space is one space."""
        if not piece:
            return
        words = _SPACE.sub(" ", piece)
        bare = words.strip(" ")
        if not bare:
            self._space = True
            return
        if self._gap is not _Gap.NONE:
            self._pieces.append(_WRITTEN[self._gap] if self._pieces else "")
        elif (self._space or words[0] == " ") and self._pieces:
            self._pieces.append(" ")
        self._pieces.append(bare)
        self._gap = _Gap.NONE
        self._space = words[-1] == " "

    def whole(self) -> str:
        """Return the text."""
        return "".join(self._pieces)


def _is_back_link(element: html.HtmlElement) -> bool:
    """Tell the mark of a note, and the way back from it, from words of the text."""
    return element.tag == "a" and str(element.get("href", "")).startswith(("#footnote", "#endnote", "#_ftn"))
