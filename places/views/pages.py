"""The pages of the dashboard: one list, from which navigation, links and addresses come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import places
from places.language import Language

_FOLDER: Final = Path(places.__file__).parents[1] / "pages"


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes
    ----------
    name : str
        Of its file, and in its address.
    title : callable
        What the links to it say, in a language.
    own : tuple of str
        URL parameters that say what is open on it, beside those of a selection.
    for_editors : bool
        Whether only those see it who may edit.
    for_trial : bool
        Whether it is there only where visitors may bring their own texts.
    """

    name: str
    title: Callable[[Language], str]
    own: tuple[str, ...] = ()
    for_editors: bool = False
    for_trial: bool = False

    @property
    def file(self) -> str:
        """Its file; the path is whole, so that a page may also be started by itself."""
        return str(_FOLDER / f"{self.name}.py")

    @property
    def is_first(self) -> bool:
        """Whether it is the one that an address without a page leads to."""
        return self is PAGES[0]

    @property
    def address(self) -> str:
        """Where it is, seen from the other pages."""
        return "./" if self.is_first else self.name


MAP: Final = Page("map", lambda say: say("Map"))
ARTICLES: Final = Page("articles", lambda say: say("Articles"), own=("article", "at", "sort"))
PLACES: Final = Page("places", lambda say: say("Places"), own=("list", "by", "group", "named"))
METHOD: Final = Page("method", lambda say: say("Method"))
ADD: Final = Page("add", lambda say: say("Add"), for_editors=True)
REVIEW: Final = Page("review", lambda say: say("Review"), for_editors=True)
TRY: Final = Page("try", lambda say: say("Try"), for_trial=True)

PAGES: Final = (MAP, ARTICLES, PLACES, METHOD, ADD, REVIEW, TRY)
"""In the order of the navigation; the first one is shown where the address names none."""


def page_named(name: str) -> Page:
    """Find a page by its name."""
    return next(page for page in PAGES if page.name == name)


def page_at(address: str) -> Page:
    """Find a page by what stands in its address behind that of the dashboard; empty for the first one."""
    return next(page for page in PAGES if address == ("" if page.is_first else page.name))


def pages_for(*, may_edit: bool, may_try: bool = False) -> list[Page]:
    """List the pages that a visitor sees."""
    return [page for page in PAGES if (may_edit or not page.for_editors) and (may_try or not page.for_trial)]
