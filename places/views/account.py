"""What became of every file, on a page: lines with a number, each of which opens its list."""

from __future__ import annotations

from typing import Final

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.query import AccountLine, Became, account_of, files_read
from places.views.elements import Action, Node, element

_LENGTH: Final = 100
_SHOWN: Final = "_account_shown"
_READ: Final = "read"


def account(dataset: Dataset, say: Language) -> list[Node]:
    """Tell of every file that the dataset was built from what became of it."""
    return [_read(dataset, say), *(_not_read(dataset, became, say) for became in _ORDER)]


def act(action: Action) -> bool:
    """Show more of a list if that is what a click asks for; tell whether it is."""
    name, of = action
    kind, _, shown = of.partition(":")
    if name != "more" or kind not in (_READ, *_ORDER):
        return False
    st.session_state[_SHOWN] = (kind, int(shown))
    return True


def open_not_read() -> None:
    """Have the list of what was not read open when the account is shown next."""
    st.session_state[_SHOWN] = ("not read", _LENGTH + 1)


_ORDER: Final[tuple[Became, ...]] = (
    "not read",
    "read in part",
    "repeated",
    "passed over",
    "not meant",
)


def _headline(became: Became, total: int, say: Language) -> str:
    match became:
        case "not read":
            return say.plural(
                "{n} file, or row of one, was not read", "{n} files, or rows of them, were not read", total
            )
        case "read in part":
            return say.plural(
                "{n} note on what was read in part", "{n} notes on what was read in part", total
            )
        case "passed over":
            return say.plural("{n} file was passed over", "{n} files were passed over", total)
        case "repeated":
            return say.plural(
                "{n} article is there once more and counts once",
                "{n} articles are there once more and count once",
                total,
            )
        case "not meant":
            return say.plural(
                "{n} is hidden or none of the articles", "{n} are hidden or none of the articles", total
            )


def _read(dataset: Dataset, say: Language) -> Node:
    total, files = files_read(dataset, _shown(_READ))
    lines: list[Node] = [
        element(
            "li", element("span", path, css="path"), f" · {say.plural('{n} article', '{n} articles', count)}"
        )
        for path, count in files
    ]
    headline = say.plural("{n} file was read", "{n} files were read", total)
    return _details(_READ, headline, lines, total, say)


def _not_read(dataset: Dataset, became: Became, say: Language) -> Node:
    found = account_of(dataset, became, _shown(became))
    if not found.total:
        return ""
    lines: list[Node] = [element("li", *_line(line, say)) for line in found.lines]
    unlisted = found.total - found.listed
    if unlisted > 0 and len(found.lines) == found.listed:
        lines.append(element("li", say.plural("{n} more is not listed", "{n} more are not listed", unlisted)))
    return _details(became, _headline(became, found.total, say), lines, found.listed, say)


def _line(line: AccountLine, say: Language) -> list[Node]:
    where = line.path
    if line.row is not None:
        where = say("{path}, row {row}").format(path=line.path, row=line.row)
    return [element("span", where, css="path"), f": {say.reason(line.reason)}"]


def _details(kind: str, headline: str, lines: list[Node], listed: int, say: Language) -> Node:
    shown = _shown(kind)
    more: list[Node] = []
    if listed > shown:
        label = say.plural("Show {n} more", "Show {n} more", min(listed - shown, 10 * _LENGTH))
        more = [element("button", label, css="quiet", action=("more", f"{kind}:{shown + 10 * _LENGTH}"))]
    content = (element("summary", headline), element("ul", *lines, tabindex="0"), *more)
    if shown > _LENGTH:
        return element("details", *content, css="account", open="")
    return element("details", *content, css="account")


def _shown(kind: str) -> int:
    of, shown = st.session_state.get(_SHOWN, ("", _LENGTH))
    return int(shown) if of == kind else _LENGTH
