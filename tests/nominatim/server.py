"""Run a real Nominatim over `extract.osm`, for the tests that are marked ``nominatim``.

``server.py start`` installs what is missing, imports the extract and leaves the server
running; ``server.py stop`` ends it. Needs Debian or Ubuntu, root for the packages, and
their own Python for ICU and SQLite's extensions. The first start takes about a minute, a
later one on an unchanged extract a few seconds. The last line of a start is the variable to
set for the tests: ``PLACES_NOMINATIM=127.0.0.1:8088``.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

HERE = Path(__file__).resolve().parent
EXTRACT = HERE / "extract.osm"
REQUIREMENTS = HERE / "requirements.txt"

SYSTEM_PYTHON = "/usr/bin/python3"
SYSTEM_PACKAGES = (
    "libsqlite3-mod-spatialite",  # the finished database is SQLite
    "osm2pgsql",
    "postgresql-postgis",  # the import needs PostgreSQL, the server does not
    "postgresql-postgis-scripts",
    "python3-icu",  # built from source it would take minutes
    "python3-venv",
)


class Installation:
    """A folder with everything that one Nominatim needs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.venv = folder / "venv"
        self.project = folder / "project"
        self.cluster = folder / "cluster"
        self.database = folder / "places.sqlite"
        self.stamp = folder / "built-from"
        self.pid = folder / "server.pid"

    @property
    def nominatim(self) -> Path:
        return self.venv / "bin" / "nominatim"

    def run(self, name: str, *command: str | Path, **variables: str) -> None:
        """Run one step with its output in a file of its own; on failure show the end of it."""
        log = self.folder / f"{name}.log"
        began = time.monotonic()
        with log.open("wb") as output:
            done = subprocess.run(
                [str(part) for part in command],
                cwd=self.project,
                env={**os.environ, **variables},
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if done.returncode:
            end = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            sys.exit(f"{end}\nnominatim: {name} failed, see {log}")
        say(f"nominatim: {name} {time.monotonic() - began:.0f} s")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 (a program that takes a minute tells what it does)


def source_hash() -> str:
    parts = [EXTRACT.read_bytes(), REQUIREMENTS.read_bytes(), Path(__file__).read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install(here: Installation) -> None:
    variables = {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ("apt-get", "-q", "-o", "DPkg::Lock::Timeout=300")
    here.run("package-lists", *apt, "update", **variables)
    here.run(
        "packages",
        *apt,
        *("install", "-y", "--no-install-recommends", "--no-upgrade"),
        *SYSTEM_PACKAGES,
        **variables,
    )
    here.run("venv", SYSTEM_PYTHON, "-m", "venv", "--clear", "--system-site-packages", here.venv)
    here.run("pip", here.venv / "bin" / "pip", "install", "-q", "-r", REQUIREMENTS)


@contextmanager
def postgres(here: Installation) -> Iterator[str]:
    """Run a PostgreSQL of our own, reached by a socket in its folder only; yield that folder."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    as_postgres = ("runuser", "-u", "postgres", "--")
    settings = f"-k {here.cluster} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    control = (*as_postgres, programs / "pg_ctl", "-D", here.cluster)
    here.run("empty-cluster", "rm", "-rf", here.cluster)
    here.run("cluster", "install", "-d", "-o", "postgres", "-m", "700", here.cluster)
    here.run(
        "initdb",
        *(*as_postgres, programs / "initdb", "-D", here.cluster),
        *("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
    )
    here.run("postgres", *control, "-w", "-l", here.cluster / "log", "-o", settings, "start")
    try:
        # The import hands the finished tables to the role of a web server.
        here.run("role", programs / "createuser", "-h", here.cluster, "-U", "postgres", "www-data")
        yield str(here.cluster)
    finally:
        here.run("postgres-stop", *control, "-m", "immediate", "stop")


def build(here: Installation) -> None:
    """Import the extract and turn the result into one SQLite file."""
    here.database.unlink(missing_ok=True)
    with postgres(here) as socket:
        dsn = f"pgsql:host={socket};user=postgres;dbname=nominatim"
        files = ("--osm-file", EXTRACT)
        here.run(
            "import",
            *(here.nominatim, "import", *files, "--offline", "--no-updates", "-j", "2"),
            NOMINATIM_DATABASE_DSN=dsn,
        )
        here.run(
            "convert",
            *(here.nominatim, "convert", "--with-search", "-o", here.database),
            NOMINATIM_DATABASE_DSN=dsn,
        )


def answers(address: str) -> bool:
    try:
        with urlopen(f"http://{address}/status", timeout=2) as reply:
            return bool(reply.status == 200)
    except (URLError, OSError):
        return False


def start(here: Installation, address: str) -> None:
    if answers(address):
        say(f"nominatim: already there\nPLACES_NOMINATIM={address}")
        return
    here.project.mkdir(parents=True, exist_ok=True)
    here.folder.chmod(0o755)  # the user postgres reads in it
    wanted = source_hash()
    if not here.database.exists() or not here.stamp.exists() or here.stamp.read_text() != wanted:
        if os.geteuid() != 0:
            sys.exit("nominatim: the first start installs packages and needs root")
        here.stamp.unlink(missing_ok=True)
        install(here)
        build(here)
        here.stamp.write_text(wanted)
    with (here.folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [str(here.nominatim), "serve", "--server", address],
            cwd=here.project,
            env={**os.environ, "NOMINATIM_DATABASE_DSN": f"sqlite:dbname={here.database}"},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    here.pid.write_text(str(server.pid))
    deadline = time.monotonic() + 60
    while not answers(address):
        if server.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"nominatim: the server does not answer, see {here.folder / 'server.log'}")
        time.sleep(0.2)
    say(f"PLACES_NOMINATIM={address}")


def stop(here: Installation) -> None:
    try:
        os.killpg(int(here.pid.read_text()), signal.SIGTERM)
    except (FileNotFoundError, ProcessLookupError):
        return
    here.pid.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=("start", "stop"))
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "places-nominatim")
    parser.add_argument("--address", default="127.0.0.1:8088")
    given = parser.parse_args()
    here = Installation(given.folder.resolve())
    if given.action == "start":
        start(here, given.address)
    else:
        stop(here)


if __name__ == "__main__":
    main()
