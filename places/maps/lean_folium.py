"""folium, imported without what a map of places has no use for: see `compiled_when_used` and `out_of_sight`.

Whoever needs folium takes it from here, so that no import elsewhere is the first, and the slow one.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from places.maps.templates import compiled_when_used


@contextmanager
def out_of_sight(module: str) -> Iterator[None]:
    """Let this thread find a module not installed, unless it is imported already.

    folium imports pandas where there is one, to understand data frames; that takes longer than all the
    rest of folium. Other threads import the module meanwhile as ever.

    Parameters
    ----------
    module : str
        Its name, with that of its package.
    """
    finder = _Nowhere(module, threading.get_ident())
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


@dataclass(frozen=True)
class _Nowhere(MetaPathFinder):
    """What Python asks where a module is; of one module it says to one thread that there is none."""

    module: str
    thread: int

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - Python's own signature
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if fullname == self.module and threading.get_ident() == self.thread:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


with compiled_when_used(), out_of_sight("pandas"):
    import folium
    import folium.plugins  # streamlit-folium asks for it

__all__ = ["folium", "out_of_sight"]
