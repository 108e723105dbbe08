"""What is said where there is no room for the temporary files of an export."""

from __future__ import annotations

import errno
import tempfile


def no_room(error: Exception) -> tuple[int, str]:
    """Give the number of an error of the system, and in words what went wrong in which folder."""
    number = error.errno if isinstance(error, OSError) and error.errno else errno.ENOSPC
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return number, f"{said}, in {tempfile.gettempdir()}"
