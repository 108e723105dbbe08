from __future__ import annotations

from pathlib import Path

import pytest

from places.journal import Journal

from .changing import TEXTS


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("source") / "articles.csv"
    rows = [f'{key},{source},Titel {key},"{text}"\n' for key, (source, text) in TEXTS.items()]
    file.write_text("id,source,title,text\n" + "".join(rows), encoding="utf-8")
    return file


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "changes.sqlite")
