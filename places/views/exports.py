"""The export menu: what is shown, as a file for another tool."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.query import go_through_hits
from places.selection import Selection
from places.views import comparing, hits, pictures

if TYPE_CHECKING:
    from places.exporting import Format


def show(dataset: Dataset, selection: Selection, title: str, say: Language, *, name: str) -> None:
    """Show the menu; what it holds is made when it is opened, a file when it is asked for.

    `title` is what the map is called in a file, `name` what the file is named after.
    """
    with st.popover(say("Export"), key="export", on_change="rerun") as menu:
        if not menu.open:
            return
        from places.exporting import FORMATS, file_name

        if selection.beside:
            comparing.offer_export(dataset, selection, title, say, name=name)
            st.caption(say("B alone, for other tools."))
        else:
            st.caption(say("Exactly what is shown, for other tools."))
        today = datetime.now(UTC).date()
        with st.container(key="export_formats", horizontal=True, gap="small"):
            for each in FORMATS.values():
                st.download_button(
                    each.label,
                    data=_writer(each, dataset, selection, title, say),
                    file_name=file_name(name, selection, today, each.suffix),
                    mime=each.media_type,
                    key=f"export_{each.name}",
                    on_click="ignore",
                    help=_extent(each.excerpts, say),
                    width=150,
                )
        if hits.is_searched(selection):
            _hits(dataset, selection, say, name)
        pictures.show(dataset, selection, title, say, name=name)


def _hits(dataset: Dataset, selection: Selection, say: Language, name: str) -> None:
    """Offer what the search found: its sentences."""
    from places.exporting import file_name

    today = datetime.now(UTC).date()
    for ending, label in (("csv", say("Hits as CSV")), ("jsonl", say("Hits as JSON lines"))):
        st.download_button(
            label,
            data=_hits_writer(ending, dataset, selection),
            file_name=file_name(name, selection, today, f".{ending}", what="hits"),
            mime="text/csv" if ending == "csv" else "application/x-ndjson",
            key=f"export_hits_{ending}",
            on_click="ignore",
            help=say("Every sentence with the words of the search, the best article first"),
            width="stretch",
        )


def _hits_writer(ending: str, dataset: Dataset, selection: Selection) -> Callable[[], bytes]:
    def write() -> bytes:
        from places.exporting.hits import WRITERS

        stream = io.BytesIO()
        WRITERS[ending](go_through_hits(dataset, selection), stream)
        return stream.getvalue()

    return write


def _extent(excerpts: int | None, say: Language) -> str:
    if excerpts == 0:
        return say("Places and how often they are named together")
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
