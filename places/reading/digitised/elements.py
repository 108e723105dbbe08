"""XML of other people -> elements and their text, whatever a file declares.

Nothing outside a file is asked for, and no entity is expanded but one that stands for a few letters.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from lxml import etree
from lxml.etree import _Element

from places.reading.encoding import decode_as
from places.reading.problem import UnreadableError
from places.reading.spacing import Gap, SpacedText

_DECLARATION: Final = re.compile(rb"\A\s*<\?xml[^>]*?(?:encoding\s*=\s*[\"']([\w.:-]{1,40})[\"'])?[^>]*\?>")
_NAMED: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]{2,31}\d{0,2});")
_ENTITIES: Final = 300
_LETTERS: Final = 20
"""Characters that an entity may stand for."""


def parsed(data: bytes) -> _Element:
    """Parse a file; one that says its encoding wrongly, or names letters as pages do, too.

    Raises
    ------
    UnreadableError
        If it is no XML.
    """
    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        if "amplification" in str(error) or "entity reference loop" in str(error):
            raise UnreadableError("entities that multiply") from None
        first = error
    said = _DECLARATION.match(data)
    text = decode_as(data, said[1].decode() if said and said[1] else None).lstrip("\ufeff \t\r\n")
    text = _NAMED.sub(lambda found: html.escape(html.unescape(found[0]), quote=False), text)
    try:
        return etree.fromstring(re.sub(r"\A<\?xml[^>]*\?>", "", text).encode(), _parser())
    except etree.XMLSyntaxError:
        line, column = first.position
        raise UnreadableError(f"no XML (line {line:d}, character {column:d})") from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def name_of(element: _Element) -> str:
    """Return the name of an element without its namespace; empty for a comment and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace_of(element: _Element) -> str:
    """Return the namespace of an element; empty where there is none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def found_in(root: _Element, *paths: str) -> Iterator[_Element]:
    """Yield what lies on some paths, the first path first, whatever the namespace.

    Parameters
    ----------
    root : Element
    *paths : str
        ``profileDesc/creation/date``; a ``*`` before a name stands for any depth: ``sourceDesc/*date``.
    """
    for path in paths:
        steps = "".join(
            f"//{{*}}{step.removeprefix('*')}" if step.startswith("*") else f"/{{*}}{step}"
            for step in path.split("/")
        )
        yield from root.iterfind(f".{steps}")


@dataclass(frozen=True, slots=True)
class Rules:
    """How a kind of document is written down as text; elements are named without namespaces.

    Attributes
    ----------
    before, after : mapping of str to Gap
        What stands before and behind an element.
    unread : frozenset of str
        What is no part of the text.
    notes : frozenset of str
        What stands at the end of the text.
    choice : tuple of str
        Of an element ``choice`` the first of these is read.
    """

    before: Mapping[str, Gap]
    after: Mapping[str, Gap]
    unread: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    choice: tuple[str, ...] = ()
    breaks: frozenset[str] = field(default=frozenset(("lb", "pb", "cb")))


PLAIN: Final = Rules({}, {})
"""How a name or a title is written down: on one line."""


def text_of(root: _Element, rules: Rules = PLAIN) -> str:
    """Return the text of an element, its notes at the end."""
    text = SpacedText()
    notes: list[_Element] = []
    letters: Mapping[str, str] | None = None
    waiting = [(root, True)]
    while waiting:  # without recursion: it may be nested as deep as the parser lets it
        element, opening = waiting.pop()
        name = name_of(element)
        if opening and element.tag is etree.Entity:
            letters = _letters_of_entities(root) if letters is None else letters
            text.add(_entity(element, letters))
        elif opening and name in rules.notes and element is not root:
            notes.append(element)
        elif opening and name and name not in rules.unread:
            text.leave(rules.before.get(name, Gap.NONE))
            if name in rules.breaks and element.get("break") == "no":
                text.join()
            elif name in rules.breaks:
                text.leave(Gap.LINE)
            text.add(element.text)
            waiting.append((element, False))
            waiting.extend((child, True) for child in reversed(_children(element, name, rules)))
            continue
        if not opening:
            text.leave(rules.after.get(name, Gap.NONE))
        if element is not root and not _chosen(element):
            text.add(element.tail)
            if name == "w" and not element.tail and _is_word(element.getnext()):
                text.add(" ")
    return "\n\n".join([part for part in (text.whole(), *(text_of(note, rules) for note in notes)) if part])


def _children(element: _Element, name: str, rules: Rules) -> list[_Element]:
    children = list(element)
    if name != "choice":
        return children
    named = {name_of(child): child for child in reversed(children)}
    return next(([named[one]] for one in rules.choice if one in named), children[:1])


def _chosen(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and name_of(parent) == "choice"


def _is_word(element: _Element | None) -> bool:
    return element is not None and name_of(element) == "w" and not element.get("join")


def _letters_of_entities(root: _Element) -> Mapping[str, str]:
    """Return what the entities stand for that a file declares as a few letters."""
    declared = root.getroottree().docinfo.internalDTD
    if declared is None:
        return {}
    return {
        str(entity.name): str(entity.content)
        for entity in islice(declared.iterentities(), _ENTITIES)
        if entity.content and len(entity.content) <= _LETTERS and not set("&%<") & set(entity.content)
    }


def _entity(element: _Element, letters: Mapping[str, str]) -> str:
    named = str(element.text)  # “&uuml;”
    plain = html.unescape(named)
    return letters.get(named.strip("&;"), "" if plain == named else plain)
