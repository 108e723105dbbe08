"""`places build` that is ended before it is done."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from places.cli import main
from places.dataset import open_dataset

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc and uses a terminal of its own"),
]

ARTICLES = 24_000
SENTENCES = (
    "Das Schiff fährt heute von Lindau nach Bregenz, weil der Wind sich am Bodensee gelegt hat. "
    "In Konstanz und in Friedrichshafen warten die Gäste auf den Zug nach Ulm, Stuttgart und Berlin. "
    "Die Regierung in Moskau bestreitet das, aus Pjöngjang kam am Montag keine Antwort. "
)


def write_articles(file: Path, number: int) -> Path:
    """Write a table of articles that differ, each full of names."""
    text = SENTENCES * 16
    with file.open("w", encoding="utf-8") as stream:
        stream.write("id,language,text\n")
        stream.writelines(f'{at},de,"{text}Und {at} Möwen."\n' for at in range(number))
    return file


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that keep two workers busy for much longer than any test watches them, on any machine."""
    return write_articles(tmp_path_factory.mktemp("source") / "a.csv", ARTICLES)


class Terminal:
    """A build in a terminal of its own."""

    def __init__(self, source: Path, dataset: Path, *, before: str = "") -> None:
        self.master, slave = os.openpty()
        name = os.ttyname(slave)
        # A session's leader that opens a terminal has it as its own, with what it sends on keys.
        command = (
            f"exec <>{name} >{name} 2>&1; {before}"
            f'exec "{sys.executable}" -m places build "{source}" -o "{dataset}" --workers 2'
        )
        # Whoever runs the tests in the background has them ignore what a terminal sends.
        heard = ["env", "--default-signal=INT,HUP"]
        self.process = subprocess.Popen([*heard, "sh", "-c", command], start_new_session=True)
        os.close(slave)

    def processes(self) -> list[int]:
        """List the live processes of the session."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    fields = (entry / "stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
                except OSError:
                    continue
                if int(fields[3]) == self.process.pid and fields[0] != "Z":
                    found.append(int(entry.name))
        return found

    def wait_for_work(self, workshops: Path) -> None:
        """Wait until the workers are there and have been given something to do."""
        until = time.monotonic() + 120  # the index of the gazetteer may have to be made
        while time.monotonic() < until and self.process.poll() is None:
            if len(self.processes()) >= 4 and any(workshops.glob(".d.*.building/versions.json")):
                time.sleep(1.5)
                return
            time.sleep(0.02)
        raise AssertionError(f"no work is done: {self.said()}")

    def wait_for_parsed(self, workshops: Path) -> None:
        """Wait until something that was parsed is kept for the next build."""
        until = time.monotonic() + 120
        while time.monotonic() < until and self.process.poll() is None:
            if any(workshops.glob(".d.*.building/parsed-*")):
                return
            time.sleep(0.01)
        raise AssertionError(f"nothing is kept: {self.said()}")

    def wait_for_the_end(self) -> None:
        """Wait for what ends just after the program: workers, Python's account of shared things."""
        until = time.monotonic() + 10
        while self.processes() and time.monotonic() < until:
            time.sleep(0.05)

    def said(self) -> str:
        """Read what was printed."""
        heard = b""
        os.set_blocking(self.master, False)
        with suppress(OSError):  # there is no more
            while data := os.read(self.master, 1 << 16):
                heard += data
        return heard.decode()

    def close(self) -> None:
        for process in self.processes():
            os.kill(process, signal.SIGKILL)
        self.process.wait()
        with suppress(OSError):  # a test may have closed it
            os.close(self.master)


@pytest.fixture
def terminal(source: Path, tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(source, tmp_path / "d")
    try:
        terminal.wait_for_work(tmp_path)
        yield terminal
    finally:
        terminal.close()


ENDINGS: dict[str, tuple[Callable[[Terminal], object], int]] = {
    "terminate": (lambda terminal: terminal.process.terminate(), 143),
    "terminate all of its processes": (lambda terminal: os.killpg(terminal.process.pid, signal.SIGTERM), 143),
    "interrupt on the keyboard": (lambda terminal: os.write(terminal.master, b"\x03"), 130),
    "impatient interrupts": (lambda terminal: os.write(terminal.master, b"\x03\x03\x03"), 130),
    "close the terminal": (lambda terminal: os.close(terminal.master), 129),
}


@pytest.mark.parametrize("how", ENDINGS)
def test_a_build_that_is_ended_leaves_no_process_no_complaint_and_no_half_dataset(
    terminal: Terminal, tmp_path: Path, how: str
) -> None:
    end, status = ENDINGS[how]
    began = time.monotonic()
    end(terminal)
    assert terminal.process.wait(60) == status
    assert time.monotonic() - began < 30  # the work that was ahead takes a minute
    terminal.wait_for_the_end()
    assert terminal.processes() == []
    if how != "close the terminal":
        said = terminal.said()
        for complaint in ("Traceback", "resource_tracker", "semaphore", "Exception"):
            assert complaint not in said
        assert said.strip().rpartition("places: ")[2] in ("interrupted", "ended from outside")
    assert not (tmp_path / "d").exists()
    left = [entry for entry in tmp_path.iterdir() if entry.name.startswith(".d.")]
    assert len(left) <= 1
    assert not left or any(left[0].glob("parsed-*")), "what stays is of use to the next build"


def test_a_build_that_is_not_to_hear_of_its_terminal_goes_on_when_that_is_closed(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "a.csv", 1_500)
    terminal = Terminal(source, tmp_path / "d", before="trap '' HUP; ")  # as nohup does
    try:
        until = time.monotonic() + 120
        while "articles" not in terminal.said() and time.monotonic() < until:
            time.sleep(0.05)
        os.close(terminal.master)
        assert terminal.process.wait(120) == 0
    finally:
        terminal.close()
    with open_dataset(tmp_path / "d") as dataset:
        assert dataset.manifest["counts"]["articles"] == 1_500


def test_a_build_that_is_killed_leaves_no_process_and_the_next_one_goes_on(
    terminal: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.wait_for_parsed(tmp_path)
    os.kill(terminal.process.pid, signal.SIGKILL)
    terminal.process.wait(20)
    terminal.wait_for_the_end()
    assert terminal.processes() == []
    assert not (tmp_path / "d").exists()
    # The next build has the first of those articles alone: all of them would take it a minute.
    first = write_articles(tmp_path / "first.csv", 400)
    assert main(["build", str(first), "-o", str(tmp_path / "d"), "--workers", "1"]) == 0
    unchanged = re.search(r"(\d+) unchanged\)", capsys.readouterr().err)
    assert unchanged
    assert int(unchanged[1]) >= 100
    with open_dataset(tmp_path / "d") as dataset:
        assert dataset.manifest["counts"]["articles"] == 400
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["d", "first.csv"]
