"""folium's templates, compiled when a map is first drawn with them."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from jinja2 import Environment, Template


@contextmanager
def compiled_when_used() -> Iterator[None]:
    """Let the templates that are made meanwhile be compiled when they are first used.

    folium makes more than eighty as it is imported, and compiling them takes longer than all the rest of
    the import; a map is drawn with a few of them.

    Examples
    --------
    >>> with compiled_when_used():
    ...     import folium
    """
    from_string = Environment.from_string

    def later(
        self: Environment,
        source: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 (the name that Jinja gives it)
        template_class: type[Template] | None = None,
    ) -> Template:
        later_class = _later(template_class or self.template_class)  # type: ignore[arg-type] # has a hash
        template: Template = object.__new__(later_class)
        template.__dict__["compile"] = partial(from_string, self, source, globals, template_class)
        return template

    Environment.from_string = later  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        Environment.from_string = from_string  # type: ignore[method-assign]


@cache
def _later(template_class: type[Template]) -> type[Template]:
    """Return a class of templates that are empty until something is asked of them."""

    def __getattr__(self: Template, name: str) -> Any:  # noqa: N807 (called for what is not there)
        if "compile" not in self.__dict__:
            raise AttributeError(name)
        compiled = self.__dict__["compile"]()
        self.__dict__.update(compiled.__dict__)
        return getattr(compiled, name)

    return type(template_class.__name__, (template_class,), {"__getattr__": __getattr__})
