"""Markdown -> text as a person would have typed it: its words and their order, without the marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import unescape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from places.reading.titles import header

_DEEP: Final = re.compile(
    r"^(?:(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){9}|(?: {16,}|\t{8,})(?:[-*+]|\d{1,9}[.)])[ \t])",
    re.MULTILINE,
)
"""Quotes and lists so deep in one another that the parser would leave out what is in them. It goes down to
twenty levels, of which a list takes two; to go deeper takes as many times longer for brackets."""

_NOTE: Final = re.compile(r"^([ \t>]*)\[(?=\^[^\]\s]{1,60}\]:)", re.MULTILINE)
_MARK_OF_NOTE: Final = re.compile(r"^\[\^[^\]\s]{1,60}\]:[ \t]*|\[\^[^\]\s]{1,60}\]", re.MULTILINE)
_KIND_OF_BOX: Final = re.compile(r"\A\[!\w{1,30}\][+-]?[ \t]*")
_LINK_OF_WIKI: Final = re.compile(r"(!?)\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_NAME_OF_PICTURE: Final = re.compile(r"\S+\.(?:png|jpe?g|gif|webp|svg|tiff?)", re.IGNORECASE)

_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNREAD: Final = re.compile(r"\s*<(?:script|style|template)\b", re.IGNORECASE)
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|/summary|/figcaption)\b[^<>]*>", re.IGNORECASE)
_CELL: Final = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")

_LINE, _PARAGRAPH = "\n", "\n\n"


def text_of_markdown(markdown: str) -> str:
    """Return the text of a Markdown file without its front matter.

    Headings and paragraphs stand apart, a line stays a line, rows of tables have tabs between their
    cells. Of links and pictures the words stay, not the addresses; what is struck out does not.
    Where quotes or lists are nested deeper than anybody writes, the file is left as it is.

    References
    ----------
    CommonMark 0.31, with tables and ``~~`` of GitHub, notes (``[^1]``) of pandoc, links of wikis.
    """
    if _DEEP.search(markdown):
        return markdown
    _, begin = header(markdown)  # it is told by the space before it, which Markdown leaves out
    # A note of one word is the definition of a link to CommonMark, and would be left out.
    tokens = _parser().parse(_NOTE.sub(r"\1\\[", markdown[begin:]))
    text = markdown[:begin] + " " * bool(begin) + _Text().of(tokens)
    return text + "\n" * markdown.endswith("\n") if text.strip() else markdown


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


class _Text:
    """Puts a text together from what the parser found, block after block."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._gap = ""
        self._mark = ""
        self._lists = 0
        self._row: list[str] | None = None

    def of(self, tokens: Sequence[Token]) -> str:
        """Return the text."""
        for token in tokens:
            self._take(token)
        return "".join(self._pieces)

    def _take(self, token: Token) -> None:
        match token.type:
            case "inline":
                words = _words(token.children or ())
                if self._row is None:
                    self._add(words)
                else:
                    self._row[-1] = words.replace("\n", " ")
            case "fence" | "code_block":
                self._leave(_PARAGRAPH)
                self._add(token.content.rstrip("\n"))
                self._leave(_PARAGRAPH)
            case "html_block":
                self._leave(_PARAGRAPH)
                self._add(_of_html(token.content))
                self._leave(_PARAGRAPH)
            case "bullet_list_open" | "ordered_list_open":
                self._leave(_LINE if self._lists else _PARAGRAPH)
                self._lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self._lists -= 1
                self._leave(_LINE if self._lists else _PARAGRAPH)
                self._mark = ""
            case "list_item_open":
                self._leave(_LINE)
                mark = token.info + token.markup if token.info else "+" if token.markup == "+" else "-"
                self._mark = f"{'  ' * (self._lists - 1)}{mark} "
            case "tr_open":
                self._row = []
            case "th_open" | "td_open" if self._row is not None:
                self._row.append("")
            case "tr_close" if self._row is not None:
                self._add("\t".join(self._row).rstrip("\t"))
                self._row = None
                self._leave(_LINE)
            case _ if token.block and not token.hidden and token.type not in _WITHIN:
                self._leave(_PARAGRAPH)

    def _leave(self, gap: str) -> None:
        """Leave a gap before the next piece, the widest that was asked for."""
        self._gap = max(self._gap, gap, key=len)

    def _add(self, piece: str) -> None:
        if not piece.strip():
            return
        if self._pieces:
            self._pieces.append(self._gap)
        self._pieces += (self._mark, piece)
        self._gap = self._mark = ""


_WITHIN: Final = frozenset(
    (
        *("list_item_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
        *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
    )
)
"""Blocks that leave no gap of their own."""


def _words(tokens: Sequence[Token]) -> str:
    """Return the words of a line or a paragraph."""
    pieces: list[str] = []
    struck = 0
    for token in tokens:
        if token.type in ("s_open", "s_close"):
            struck += token.nesting
        elif struck:
            continue
        elif token.type in ("softbreak", "hardbreak") or (
            token.type == "html_inline" and _BREAK.fullmatch(token.content)
        ):
            pieces.append("\n")
        elif token.type == "image":
            words = _words(token.children or ())
            pieces.append("" if _NAME_OF_PICTURE.fullmatch(words) else words)
        elif token.type == "text":
            pieces.append(_LINK_OF_WIKI.sub(lambda found: "" if found[1] else found[2], token.content))
        elif token.type != "html_inline":
            pieces.append(token.content)
    return _KIND_OF_BOX.sub("", _MARK_OF_NOTE.sub("", "".join(pieces)).strip(" \t"))


def _of_html(markup: str) -> str:
    """Return what a piece of HTML shows."""
    if _UNREAD.match(markup):
        return ""
    plain = _COMMENT.sub("", markup)
    plain = _TAG.sub("", _CELL.sub("\t", _BREAK.sub("\n", plain.replace("\n", " "))))
    lines = (" ".join(line.split(" ")).strip() for line in unescape(plain).split("\n"))
    return "\n".join(line for line in lines if line)
