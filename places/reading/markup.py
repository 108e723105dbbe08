"""HTML -> text as a person reads it: what is set apart on a page stands apart in the text."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from lxml import etree, html

from places.reading.spacing import Gap, SpacedText

_PARAGRAPHS: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"),
    )
)
_LINES: Final = frozenset(("br", "li", "option"))


_BEFORE: Final = {
    **dict.fromkeys(_PARAGRAPHS, Gap.PARAGRAPH),
    **dict.fromkeys(_LINES, Gap.LINE),
    "tr": Gap.ROW,
}
_AFTER: Final = {
    **dict.fromkeys(_PARAGRAPHS, Gap.PARAGRAPH),
    "tr": Gap.LINE,
    "td": Gap.CELL,
    "th": Gap.CELL,
}
_UNREAD: Final = frozenset(("script", "style", "noscript", "template", "head", "svg", "iframe", "object"))
_BLOCK_UNREAD: Final = re.compile(
    r"<(?P<end>/?)(?P<name>head|title|script|style|noscript|template)\b", re.IGNORECASE
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
    return text or " ".join(unescape(_TAG.sub(" ", _without_unread(markup))).split())


def _without_unread(markup: str) -> str:
    """Leave out what a page does not show, as far as it is closed again."""
    pieces: list[str] = []
    begin, unread = 0, ""
    for found in _BLOCK_UNREAD.finditer(markup):
        name = found["name"].lower()
        if not unread and not found["end"]:
            pieces.append(markup[begin : found.start()])
            begin, unread = found.start(), name
        elif found["end"] and name == unread:
            begin, unread = found.start(), ""
    return " ".join([*pieces, markup[begin:]])


def text_of_element(root: html.HtmlElement) -> str:
    """Return the text of an element: blank lines between paragraphs, tabs between cells."""
    text = SpacedText()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = str(element.tag).lower()
        if event == "start" and (name in _UNREAD or _is_back_link(element)):
            # What is inside is still walked over, so it is emptied; what follows it is kept.
            tail = element.tail
            element.clear()
            element.tail = tail
        elif event == "start":
            text.leave(_BEFORE.get(name, Gap.NONE))
            text.add(element.text)
        else:
            text.leave(_AFTER.get(name, Gap.NONE))
            text.add(element.tail)
    return text.whole()


def _is_back_link(element: html.HtmlElement) -> bool:
    """Tell the mark of a note, and the way back from it, from words of the text."""
    return element.tag == "a" and str(element.get("href", "")).startswith(("#footnote", "#endnote", "#_ftn"))
