"""XML elements in the order in which they are written, for the formats that are XML."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl


class Elements:
    """Writes elements, attributes and texts escaped; the stream is left open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._xml = XMLGenerator(stream, "utf-8", short_empty_elements=True)
        self._xml.startDocument()

    @contextmanager
    def element(self, tag: str, **attributes: str) -> Iterator[None]:
        """Write an element around what is written within."""
        self._xml.startElement(tag, AttributesImpl(attributes))
        yield
        self._xml.endElement(tag)

    def empty(self, tag: str, **attributes: str) -> None:
        """Write an element that holds nothing."""
        with self.element(tag, **attributes):
            pass

    def text(self, tag: str, content: object, **attributes: str) -> None:
        """Write an element that holds a text."""
        with self.element(tag, **attributes):
            self._xml.characters(str(content))

    def line(self) -> None:
        """Begin a new line, for whoever looks into the file."""
        self._xml.ignorableWhitespace("\n")

    def close(self) -> None:
        """End the document."""
        self._xml.endDocument()
