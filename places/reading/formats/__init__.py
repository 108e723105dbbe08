"""Every format in which articles are read: one module each, found because it lies here.

A module says what it is in a constant ``FORMAT``; see `places.reading.formats.format`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from places.reading.formats.format import Format, InnerFile

__all__ = ["Format", "InnerFile", "format_of", "formats"]


@cache
def formats() -> tuple[Format, ...]:
    """Return every format, most used first."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return tuple(sorted(found, key=lambda one: (one.order, one.label)))


def format_of(name: str) -> Format | None:
    """Tell the format of a file by the end of its name, the longest that fits: ``.tar.gz`` before ``.gz``."""
    lower = name.lower()
    fitting = [suffix for suffix in _by_suffix() if lower.endswith(suffix) and len(lower) > len(suffix)]
    return _by_suffix()[max(fitting, key=len)] if fitting else None


@cache
def _by_suffix() -> dict[str, Format]:
    return {suffix: one for one in formats() for suffix in one.suffixes}
