"""Why a file, or something in it, is not read: in one line, with what to do."""

from __future__ import annotations

from importlib.metadata import entry_points
from importlib.util import find_spec

from places.reading.folder import SourceFile
from places.reading.formats import Format
from places.reading.problem import UnreadableError, printable, reason_of


def refusal(source: SourceFile) -> str | None:
    """Tell why a file is not even tried; None where it is."""
    form = source.format
    if form.size_limit is not None:
        try:
            size = source.file.stat().st_size
        except OSError as error:
            return why(error, form.label)
        if size > form.size_limit:
            limit = f"{form.size_limit / 1e6:,.0f}"
            return (
                f"{size / 1e6:,.0f} MB, and one file of this kind ({form.label}) may have {limit}; split it"
            )
    return missing(form.label) if lacks_packages(form) else None


def lacks_packages(form: Format) -> bool:
    """Tell whether something is not installed that a format needs."""
    return any(find_spec(package) is None for package in form.packages)


def missing(label: str) -> str:
    """Say which command brings what a format needs."""
    commands = entry_points(group="console_scripts", name="places")
    own = next((command.dist.name for command in commands if command.dist), "places")
    return f"{label} files are read once this is done: pip install '{own}[files]'"


def why(error: Exception, label: str) -> str:
    """Say in one line why something was not read, without the name of the file: the line has it already."""
    if isinstance(error, UnreadableError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read ({reason_of(error)})"
    if isinstance(error, ModuleNotFoundError):
        return missing(label)
    if isinstance(error, MemoryError):
        return "needs more memory than there is; split it"
    if isinstance(error, RecursionError):
        return "nested too deep"
    said = printable(" ".join(str(error).split()))[:200]
    return f"no {label} that can be read ({said or type(error).__name__})"
