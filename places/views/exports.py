"""The export menu: what is shown, as a file for another tool."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.selection import Selection
from places.views import pictures

if TYPE_CHECKING:
    from places.exporting import Format


def show(dataset: Dataset, selection: Selection, title: str, say: Language) -> None:
    """Show the menu; what it holds is made when it is opened, a file when it is asked for."""
    with st.popover(say("Export"), key="export", on_change="rerun") as menu:
        if not menu.open:
            return
        from places.exporting import FORMATS

        st.caption(say("Exactly what is shown, for other tools."))
        for each in FORMATS.values():
            st.download_button(
                each.label,
                data=_writer(each, dataset, selection, title, say),
                file_name=f"places{each.suffix}",
                mime=each.media_type,
                key=f"export_{each.name}",
                on_click="ignore",
                help=_extent(each.excerpts, say),
                width="stretch",
            )

        pictures.show(dataset, selection, title, say)


def _extent(excerpts: int | None, say: Language) -> str:
    if excerpts is None:
        return say("With every excerpt")
    return say.plural("With one excerpt of each place", "With up to {n} excerpts of each place", excerpts)


def _writer(
    chosen: Format, dataset: Dataset, selection: Selection, title: str, say: Language
) -> Callable[[], bytes]:
    from places.exporting import from_dataset

    def write() -> bytes:
        stream = io.BytesIO()
        chosen.write(from_dataset(dataset, selection, say, title=title), stream)
        return stream.getvalue()

    return write
