"""The export menu: what is shown, as a file for another tool."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.selection import Selection

_LABELS: Final = {
    "geojson": "GeoJSON",
    "csv": "CSV",
    "kml": "KML",
    "lpf": "Linked Places (JSON-LD)",
    "html": "HTML",
}


def show(dataset: Dataset, selection: Selection, title: str, say: Language) -> None:
    """Show the menu; what it holds is made when it is opened, a file when it is asked for."""
    with st.popover(say("Export"), key="export", on_change="rerun") as menu:
        if not menu.open:
            return
        from places.exporting import FORMATS

        st.caption(say("Exactly what is shown, for other tools."))
        for name, each in FORMATS.items():
            st.download_button(
                _LABELS.get(name, name),
                data=_writer(name, dataset, selection, title, say),
                file_name=f"places{each.suffix}",
                mime=each.media_type,
                key=f"export_{name}",
                on_click="ignore",
                width="stretch",
            )


def _writer(
    name: str, dataset: Dataset, selection: Selection, title: str, say: Language
) -> Callable[[], bytes]:
    from places.exporting import FORMATS, from_dataset

    def write() -> bytes:
        stream = io.BytesIO()
        FORMATS[name].write(from_dataset(dataset, selection, say, title=title), stream)
        return stream.getvalue()

    return write
