from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from places.journal import Journal


class Cluster:
    """A PostgreSQL server of its own, in a folder, heard on a socket in that folder alone."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._programs = programs
        self._databases = 0
        # PostgreSQL does not run as root.
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
        self._run("initdb", "-D", folder / "data", "-U", "tests", "-A", "trust", "-N")

    def start(self) -> None:
        settings = f"-k {self._folder} -c listen_addresses= -c unix_socket_permissions=0777"
        self._run(
            "pg_ctl", "-D", self._folder / "data", "-l", self._folder / "log", "-w", "-o", settings, "start"
        )

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._folder / "data", "-w", "-m", "immediate", "stop")

    def new_database(self) -> str:
        self._databases += 1
        name = f"journal_{self._databases}"
        self._run("createdb", "-h", self._folder, "-U", "tests", name)
        return f"postgresql://tests@/{name}?host={self._folder}"

    def _run(self, program: str, *arguments: str | Path) -> None:
        # No pipes: the server would hold them.
        with (self._folder.parent / f"{self._folder.name}.log").open("ab") as log:
            command = [str(self._programs / program), *map(str, arguments)]
            subprocess.run(
                command,
                check=True,
                cwd=self._folder,
                user=self._user,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found and (Path(found).resolve().parent / "pg_ctl").exists():
        return Path(found).resolve().parent
    # Debian keeps them out of the way.
    return max((each.parent for each in Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")), default=None)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    pytest.importorskip("psycopg", reason="psycopg is missing: pip install '.[postgres]'")
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is missing: apt-get install postgresql")
    # A socket's path is short, and another user has to reach it.
    folder = Path(tempfile.mkdtemp(prefix="places-pg-"))
    folder.chmod(0o755)
    try:
        running = Cluster(folder, programs)
        running.start()
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_name(f"{folder.name}.log").unlink(missing_ok=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if request.param == "sqlite":
        return tmp_path / "changes.sqlite"
    running: Cluster = request.getfixturevalue("cluster")
    return running.new_database()


@pytest.fixture
def journal(where: Path | str) -> Iterator[Journal]:
    opened = Journal(where)
    yield opened
    opened.close()
