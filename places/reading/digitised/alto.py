"""ALTO: the words that were recognised on a page, with their places.

Each page is an article: which article of a newspaper goes on where is not said in it.

References
----------
ALTO 4.4, https://www.loc.gov/standards/alto/; the older schemas of the same elements have no namespace,
or one of CCS.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from places.reading.digitised.elements import found_in, name_of, namespace_of
from places.reading.record import Record

_NAMESPACES: Final = ("http://www.loc.gov/standards/alto/", "http://schema.ccs-gmbh.com/")


def is_alto(root: _Element) -> bool:
    """Tell an ALTO document by its root."""
    namespace = namespace_of(root)
    return name_of(root).casefold() == "alto" and (not namespace or namespace.startswith(_NAMESPACES))


def records(root: _Element) -> Iterator[Record]:
    """Read the blocks of the pages in their order, a line a line; what stands in the margins is left out."""
    texts = [text for page in found_in(root, "Layout/Page") if (text := _text(root, page))]
    yield Record({"text": "\n\n".join(texts)})


def _text(root: _Element, page: _Element) -> str:
    blocks = list(found_in(page, "PrintSpace/*TextBlock")) or list(found_in(page, "*TextBlock"))
    order = {
        str(one.get("REF")): number for number, one in enumerate(found_in(root, "ReadingOrder/*ElementRef"))
    }
    if order and all(block.get("ID") in order for block in blocks):
        blocks.sort(key=lambda block: order[str(block.get("ID"))])
    return "\n\n".join(text for block in blocks if (text := _of_block(block)))


def _of_block(block: _Element) -> str:
    lines = (_of_line(line) for line in found_in(block, "TextLine"))
    return "\n".join(line for line in lines if line)


def _of_line(line: _Element) -> str:
    """Write a line; a word that is divided at its end stands whole there, and not in the next one."""
    words: list[str] = []
    whole = False
    for piece in line:
        name, content = name_of(piece), str(piece.get("CONTENT", ""))
        if name == "String":
            divided, word = piece.get("SUBS_TYPE"), piece.get("SUBS_CONTENT")
            whole = divided == "HypPart1" and bool(word)
            if divided == "HypPart2" and word:
                continue
            words.append(str(word) if whole else content)
        elif name == "HYP" and words and not whole:
            words[-1] += content or "-"
    return " ".join(" ".join(words).split())
