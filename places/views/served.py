"""Files that a browser fetches once and keeps: named by what is in them, handed out by Streamlit."""

from __future__ import annotations

import atexit
import hashlib
import tempfile
import threading
from functools import cache, lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from streamlit.components.v1 import declare_component

_ONE_AT_A_TIME: Final = threading.Lock()
"""Of visitors who come at once, one makes the folder and writes a file; the others wait for it."""


def served(text: str, name: str) -> str:
    """Hand out a text as a file.

    Parameters
    ----------
    text : str
    name : str
        Of the file. In the address it stands in a folder whose name changes with the content.

    Returns
    -------
    str
        The address, relative to the frame of a component, wherever the app is mounted.
    """
    hand_out()
    with _ONE_AT_A_TIME:
        return f"../{__name__}.files/{_written(text, name)}"


def served_script(script: Traversable) -> str:
    """Hand out the script of a component of the page, and write the one that fetches it.

    A component's script travels with every change of what the component shows. This one is a few words.

    Parameters
    ----------
    script : Traversable
        A module of JavaScript with a default export.

    Returns
    -------
    str
        A module with the same default export. The page calls `hand_out` in every run.
    """
    address = f"component/{__name__}.files/{_written(script.read_text(encoding='utf-8'), script.name)}"
    return (
        f'const script = await import(new URL("{address}", document.baseURI).href);\n'
        "export default script.default;\n"
    )


def hand_out() -> None:
    """Tell the server of the folder of what is handed out."""
    # Streamlit serves a component's folder under the name of the module that declares it, and every
    # server has to hear of it.
    with _ONE_AT_A_TIME:
        declare_component("files", path=_folder())


def served_folder(folder: Path, name: str) -> str:
    """Hand out the files of a folder that stays as it is.

    Parameters
    ----------
    folder : Path
    name : str
        Unlike those of other folders: letters and underscores.

    Returns
    -------
    str
        The address of the folder, relative to the frame of a component. What an address asks for after a
        question mark is not looked at: a digest there tells browsers when to fetch a file anew.
    """
    with _ONE_AT_A_TIME:
        declare_component(name, path=folder)
        return f"../{__name__}.{name}"


@cache
def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="places-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


@lru_cache(maxsize=32)
def _written(text: str, name: str) -> str:
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()[:16]
    file = _folder() / digest / name
    file.parent.mkdir(exist_ok=True)
    if not file.exists():  # a browser may be reading it
        file.write_bytes(content)
    return f"{digest}/{name}"
