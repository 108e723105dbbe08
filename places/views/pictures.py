"""The map as a picture: a small choice of format and size in the export menu."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.query import count
from places.selection import Selection

_LONGEST_TITLE: Final = 200


def show(dataset: Dataset, selection: Selection, title: str, say: Language, *, name: str) -> None:
    """Show the choice; the picture is drawn when it is asked for.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    title : str
        What the picture is called unless the visitor says otherwise.
    say : Language
    name : str
        What the file is named after.
    """
    from places.exporting import file_name
    from places.pictures import FORMATS, can_draw, install_command

    st.caption(say("The map as a picture, for print and for the screen."))
    if not can_draw():
        st.caption(say("Pictures are drawn once this is done: {command}").format(command=install_command()))
        return
    kept = selection.beside
    if not (count(dataset, selection).places or (kept and count(dataset, kept).places)):
        st.caption(say("There is nothing to draw: no place is shown."))
        return
    sizes = {
        "A4": say("A4, landscape"),
        "A4-portrait": say("A4, portrait"),
        "screen": say("Screen, 16:9"),
    }
    chosen_title = st.text_input(
        say("Title"), placeholder=title, max_chars=_LONGEST_TITLE, key="picture_title"
    )
    paper = st.selectbox(say("Size"), list(sizes), format_func=sizes.__getitem__, key="picture_paper")
    today = datetime.now(UTC).date()
    with st.container(horizontal=True, gap="small"):
        for file_format, media_type in FORMATS.items():
            st.download_button(
                file_format.upper(),
                data=_drawer(dataset, selection, chosen_title.strip() or title, say, (file_format, paper)),
                file_name=file_name(name, selection, today, f".{file_format}", what="map"),
                mime=media_type,
                key=f"picture_{file_format}",
                on_click="ignore",
                width="stretch",
            )


def _drawer(
    dataset: Dataset, selection: Selection, title: str, say: Language, form: tuple[str, str]
) -> Callable[[], bytes]:
    from places.exporting import extract_shown
    from places.pictures import write

    def draw() -> bytes:
        file_format, paper = form
        stream = io.BytesIO()
        write(
            extract_shown(dataset, selection, say, title=title),
            stream,
            file_format=file_format,
            paper=paper,
            chosen=selection.place,
            view=selection.view,
        )
        return stream.getvalue()

    return draw
