"""The table of places by source as a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from places.language import Language
from places.views.shell import Visit


def show(visit: Visit, say: Language) -> None:
    """Offer the table in every format in which it is written."""
    from places.exporting import FORMATS, TABLE_WRITERS, file_name

    today = datetime.now(UTC).date()
    name = visit.settings.title or visit.settings.source.stem
    with st.container(key="export_by_source", horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(say("This table as a file:"), width="content")
        for form in TABLE_WRITERS:
            st.download_button(
                FORMATS[form].label,
                data=_writer(visit, form),
                file_name=file_name(
                    name, visit.selection, today, FORMATS[form].suffix, what="places by source"
                ),
                mime=FORMATS[form].media_type,
                key=f"export_by_source_{form}",
                on_click="ignore",
            )


def _writer(visit: Visit, form: str) -> Callable[[], bytes]:
    def write() -> bytes:
        from places.exporting import TABLE_WRITERS
        from places.exporting.by_source import table_by_source

        stream = io.BytesIO()
        title = visit.settings.title or ""
        TABLE_WRITERS[form](table_by_source(visit.dataset, visit.selection, visit.say, title=title), stream)
        return stream.getvalue()

    return write
