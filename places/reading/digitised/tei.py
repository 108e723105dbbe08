"""TEI: a transcribed text, or a corpus of them, each with a header that says what it is.

References
----------
TEI P5: Guidelines for Electronic Text Encoding and Interchange, 2 (the header), 3 (elements in all
documents), 13 (dates); https://tei-c.org/release/doc/tei-p5-doc/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element

from places.reading.dates import read_stated
from places.reading.digitised.elements import Rules, found_in, name_of, namespace_of, text_of
from places.reading.languages import language_code
from places.reading.problem import Problem
from places.reading.record import Field, Record
from places.reading.spacing import Gap

ROOTS: Final = frozenset(("TEI", "teiCorpus", "TEI.2", "teiCorpus.2"))
_NAMESPACES: Final = frozenset(("http://www.tei-c.org/ns/1.0", ""))
_TEXTS: Final = frozenset(("TEI", "TEI.2"))
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_PARAGRAPHS: Final = (
    *(
        "ab",
        "argument",
        "back",
        "body",
        "castItem",
        "castList",
        "closer",
        "div",
        "div0",
        "div1",
        "div2",
        "div3",
    ),
    *(
        "div4",
        "div5",
        "docImprint",
        "docTitle",
        "epigraph",
        "figure",
        "floatingText",
        "front",
        "group",
        "head",
    ),
    *("lg", "list", "note", "opener", "p", "postscript", "sp", "table", "text", "titlePage", "trailer"),
)
_LINES: Final = (
    *("addrLine", "byline", "dateline", "docAuthor", "docDate", "item", "l", "salute", "signed", "speaker"),
    *("stage", "titlePart"),
)
_RULES: Final = Rules(
    before={
        **dict.fromkeys(_PARAGRAPHS, Gap.PARAGRAPH),
        **dict.fromkeys(_LINES, Gap.LINE),
        "row": Gap.ROW,
    },
    after={
        **dict.fromkeys(_PARAGRAPHS, Gap.PARAGRAPH),
        **dict.fromkeys(_LINES, Gap.LINE),
        "row": Gap.LINE,
        "cell": Gap.CELL,
    },
    unread=frozenset(
        (
            *("teiHeader", "facsimile", "sourceDoc", "standOff", "fw", "del", "surplus", "gap", "rdg", "am"),
            *("figDesc", "index", "milestone"),
        )
    ),
    notes=frozenset(("note",)),
    choice=("corr", "reg", "expan"),
)
_DATES: Final = (
    "profileDesc/creation/date",
    "fileDesc/sourceDesc/*origDate",
    "fileDesc/sourceDesc/*imprint/date",
    "fileDesc/sourceDesc/*bibl/date",
    "fileDesc/sourceDesc/*publicationStmt/date",
    "fileDesc/sourceDesc/*date",
)
"""Where the date of a text stands; that of the file it is in stands in ``fileDesc/publicationStmt``."""

_DATES_IN_TEXT: Final = ("text/*docDate", "text/*opener/*date", "text/*dateline/*date", "text/*closer/*date")


@dataclass(frozen=True, slots=True)
class _Said:
    """A date as it stands in attributes or as text; `last` is empty where it is one."""

    first: str
    last: str = ""
    estimated: bool = False


def is_tei(root: _Element) -> bool:
    """Tell a TEI document by its root."""
    return name_of(root) in ROOTS and namespace_of(root) in _NAMESPACES


def records(root: _Element, name: str) -> Iterator[Record | Problem]:
    """Read a text, or each text of a corpus."""
    if name_of(root) in _TEXTS:
        yield _record(root, None)
        return
    texts = [element for element in root.iter() if name_of(element) in _TEXTS]
    for row, element in enumerate(texts, 1):
        if element.find("{*}text") is None:
            yield Problem(name, row, "no text")
        else:
            yield _record(element, row)


def _record(root: _Element, row: int | None) -> Record:
    header = root.find("{*}teiHeader")
    text = root.find("{*}text")
    fields: dict[Field, object] = {"text": "" if text is None else text_of(text, _RULES)}
    if header is None:
        return Record(fields, row)
    sent = next(
        (
            one
            for one in found_in(header, "profileDesc/correspDesc/correspAction")
            if one.get("type") == "sent"
        ),
        None,
    )
    said: dict[Field, object] = {
        "title": _title(header),
        "author": _author(header, sent),
        "source": _first(
            one
            for one in found_in(header, "fileDesc/sourceDesc/*title", "fileDesc/*title")
            if one.get("level") == "j"
        ),
        "url": next(
            (
                url
                for one in found_in(header, "fileDesc/publicationStmt/*idno")
                if (url := text_of(one)).startswith("http")
            ),
            None,
        ),
        "language": _language(root, header, text),
        "tags": [text_of(one) for one in found_in(header, "profileDesc/textClass/keywords/*term")],
        **_date(root, header, sent),
    }
    return Record({**fields, **{field: value for field, value in said.items() if value}}, row)


def _first(elements: Iterator[_Element]) -> str | None:
    return next((said for one in elements if (said := text_of(one))), None)


def _title(header: _Element) -> str | None:
    titles = [(one, said) for one in found_in(header, "fileDesc/titleStmt/title") if (said := text_of(one))]
    main = [said for one, said in titles if one.get("type") == "main" or one.get("level") == "a"]
    return next(iter(main or [said for _, said in titles]), None)


def _author(header: _Element, sent: _Element | None) -> str | None:
    named = [] if sent is None else list(found_in(sent, "persName", "name", "orgName"))
    named = named or list(found_in(header, "fileDesc/titleStmt/author"))
    names = dict.fromkeys(name for one in named if (name := _name(one)))
    return ", ".join(names) or None


def _name(element: _Element) -> str:
    """Write a name as people say it: ``<surname>Beispiel</surname>, <forename>Anna</forename>``."""
    surname = _first(found_in(element, "*surname"))
    forenames = [text_of(one) for one in found_in(element, "*forename")]
    return " ".join([*forenames, surname]) if surname and forenames else text_of(element)


def _language(root: _Element, header: _Element, text: _Element | None) -> str | None:
    said = [one.get("ident") for one in found_in(header, "profileDesc/langUsage/language")]
    # Of a text in several languages the first thousand characters tell more.
    stated = said if len(said) == 1 else []
    for code in (None if text is None else text.get(_LANGUAGE), *stated, root.get(_LANGUAGE)):
        if code and (language := language_code(code)):
            return language
    return None


def _date(root: _Element, header: _Element, sent: _Element | None) -> dict[Field, object]:
    """Find the first date that can be read: of the letter, of the text, of its source, in its first lines."""
    letters = [] if sent is None else list(found_in(sent, "date"))
    for element in (*letters, *found_in(header, *_DATES), *found_in(root, *_DATES_IN_TEXT)):
        for said in _said(element):
            try:
                estimated = said.estimated or read_stated(said.first).origin == "estimated"
                if said.last:
                    read_stated(said.last)
            except ValueError:
                continue
            found: dict[Field, object] = {"date": said.first}
            if said.last:
                found = {"published_first": said.first, "published_last": said.last, "date": said.first}
            return {**found, "date_origin": "estimated"} if estimated else found
    return {}


def _said(element: _Element) -> Iterator[_Said]:
    estimated = element.get("cert", "high") != "high" or element.get("precision", "high") != "high"

    def stated(name: str) -> str:
        return str(element.get(name) or element.get(f"{name}-iso") or "")

    if when := stated("when"):
        yield _Said(when, estimated=estimated)
    for first, last, about in (("from", "to", False), ("notBefore", "notAfter", True)):
        ends = [end for end in (stated(first), stated(last)) if end]
        if ends:
            yield _Said(ends[0], ends[1] if len(ends) == 2 else "", estimated or about or len(ends) == 1)
    if text := text_of(element):
        yield _Said(text, estimated=estimated)
