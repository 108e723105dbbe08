from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import places
from places import cli
from places.dataset import open_dataset
from places.gazetteer import Gazetteer

TEXT = "Das Schiff fährt heute nicht von Lindau nach Bregenz, weil der Wind zu stark ist."


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch, small_gazetteer: Gazetteer) -> None:
    """Let every command use the small gazetteer."""
    monkeypatch.setattr("places.gazetteer.open_gazetteer", lambda: small_gazetteer)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(f" date 2024-06 {TEXT}", encoding="utf-8")
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    return folder


def feed(monkeypatch: pytest.MonkeyPatch, content: str | bytes) -> None:
    """Put something on standard input, a real pipe."""
    data = content.encode() if isinstance(content, str) else content
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(os.fdopen(reading, "rb")))


# build


def test_build_says_at_the_end_what_it_read(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build", str(articles), "-o", str(tmp_path / "d")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("2 articles read, 0 not read, 1 undated; 2 places, 4 mentions, ")
    assert err.count("\n") == 1
    with open_dataset(tmp_path / "d") as dataset:
        assert dataset.manifest["versions"]["lake-constance"] == "1"
        assert dataset.manifest["credits"] == {"lake-constance": "written for the tests"}


def test_build_names_what_it_did_not_read_and_its_status_is_1(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / "c.txt").write_bytes(b"")
    (articles / "d.csv").write_text("text,date\nNach Lindau,morgen\n", encoding="utf-8")
    assert cli.main(["build", str(articles), "-o", str(tmp_path / "d")]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "c.txt: empty"
    assert lines[1].startswith("d.csv, row 2: no date: “morgen”")
    assert lines[2].startswith("3 articles read, 1 not read, 2 undated")


def test_build_names_a_few_files_that_it_passed_over_and_where_the_others_stand(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(7):
        (articles / f"{number}.png").write_bytes(b"x")
    assert cli.main(["build", str(articles), "-o", str(tmp_path / "d")]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "passed over: 0.png: .png is not read"
    assert lines[-1].startswith("2 articles read, 0 not read, 7 passed over, 1 undated;")
    told, _, where = lines[-2].partition(", named in ")
    assert told == "passed over: 2 more"
    assert '"6.png"' in Path(where).read_text(encoding="utf-8")
    assert cli.main(["build", str(articles), "-o", str(tmp_path / "d"), "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_build_names_what_it_passed_over_where_there_is_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.png").write_bytes(b"x")
    assert cli.main(["build", str(tmp_path), "-o", str(tmp_path / "d")]) == 2
    line = (
        "; passed over: 0.png: .png is not read, 1.png: .png is not read, 2.png: .png is not read and 2 more"
    )
    assert line in capsys.readouterr().err


def test_build_again_reads_but_does_not_parse_what_is_unchanged(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["build", str(articles), "-o", str(tmp_path / "d"), "--quiet"])
    assert capsys.readouterr().err == ""
    cli.main(["build", str(articles), "-o", str(tmp_path / "d")])
    assert capsys.readouterr().err.startswith("2 articles read (2 unchanged)")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nowhere", "-o", "d"], "nowhere: cannot be read (no such file or directory)"),
        (["empty", "-o", "d"], "empty: no article could be read; nothing was written"),
        (["articles", "-o", "articles"], "articles: holds something else than a dataset"),
        (["articles", "-o", "articles/a.txt"], "articles/a.txt: is a file"),
        (["articles", "-o", "articles/a.txt/d"], "articles/a.txt/d: cannot be written"),
    ],
)
def test_a_build_that_writes_nothing_says_why_in_one_line_and_its_status_is_2(
    articles: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    line: str,
) -> None:
    monkeypatch.chdir(articles.parent)
    Path("empty").mkdir()
    assert cli.main(["build", *arguments]) == 2
    err = capsys.readouterr().err
    assert line in err
    assert err.count("\n") == 1
    assert sorted(entry.name for entry in articles.iterdir()) == ["a.txt", "b.txt"]


def test_a_progress_bar_is_drawn_on_a_terminal_and_cleared(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", terminal)
    (articles / "c.txt").write_bytes(b"")
    cli.main(["build", str(articles), "-o", str(tmp_path / "d")])
    assert "100%  2 articles" in terminal.getvalue()
    assert terminal.getvalue().rpartition("\x1b[K")[2].startswith("2 articles read")


# find


def test_find_answers_line_for_line_and_names_broken_lines(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    feed(monkeypatch, json.dumps({"id": 1, "text": TEXT}) + '\nkaputt\n{"id": 3, "text": "Nach Bregenz."}')
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(os.fdopen(os.dup(1), "wb"), encoding="utf-8"))
    assert cli.main(["find"]) == 1
    out, _ = capfdbinary.readouterr()
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, 3]
    assert [mention["surface"] for mention in answers[0]["mentions"]] == ["Lindau", "Bregenz"]
    assert answers[2]["mentions"][0]["place_id"] == "test:bregenz"


def test_find_says_on_stderr_which_line_is_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, '{"text": "a"}\nkaputt\n')
    cli.main(["find"])
    assert capsys.readouterr().err.startswith("places: line 2: no JSON")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_find_reads_one_plain_text_in_any_encoding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    assert cli.main(["find", "--text", "--format", "table", str(tmp_path / "a.txt")]) == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines()] == ["TEXT", "Lindau", "Bregenz"]


def test_find_explains_in_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    cli.main(["find", "--text", "--format", "table", "--explain", str(tmp_path / "a.txt")])
    assert "Lindau (city, DE; 47.55, 9.68)  population +" in capsys.readouterr().out


def test_find_writes_one_json_line_for_a_text_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="utf-8"))
    assert cli.main(["find", "--text", str(tmp_path / "a.txt")]) == 0
    answer = json.loads(written.getvalue())
    assert answer["id"] == "a.txt"
    assert [mention["surface"] for mention in answer["mentions"]] == ["Lindau", "Bregenz"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nowhere.jsonl"], "nowhere.jsonl: cannot be read"),
        (["--language", "elbisch"], "no language: 'elbisch'"),
        (["--format", "table"], "add --text"),
    ],
)
def test_find_says_why_it_reads_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    feed(monkeypatch, "")
    assert cli.main(["find", *arguments]) == 2
    assert line in capsys.readouterr().err


def test_find_does_not_take_a_picture_for_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n")
    assert cli.main(["find", "--text", str(tmp_path / "a.png")]) == 2
    assert "a picture, not text" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--text"], ["--text", "-"]])
def test_find_reads_standard_input_where_no_file_is_named(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Er fuhr nach Bregenz.")))
    assert cli.main(["find", *arguments]) == 0
    assert json.loads(capsysbinary.readouterr().out)["mentions"][0]["surface"] == "Bregenz"


# locate


def test_locate_prints_candidates_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["locate", "Lindau", "--language", "de"]) == 0
    header, row = capsys.readouterr().out.splitlines()
    assert header.split() == ["PLACE", "KIND", "COUNTRY", "LATITUDE", "LONGITUDE", "SCORE", "ID"]
    assert row.startswith("Lindau, Deutschland")
    assert row.endswith("test:lindau")


def test_locate_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["locate", "Bregenz", "--json"]) == 0
    (found,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (found["place_id"], found["latitude"], found["longitude"]) == ("test:bregenz", 47.5, 9.75)


@pytest.mark.parametrize("arguments", [["Atlantis"], ["Lindau", "--country", "AT"]])
def test_locate_says_when_it_finds_nothing(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert cli.main(["locate", *arguments]) == 1
    assert "nothing found" in capsys.readouterr().err


def test_locate_asks_nobody_without_an_address_to_answer_to(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLACES_CONTACT", raising=False)
    assert cli.main(["locate", "Atlantis", "--online"]) == 2
    assert "--contact" in capsys.readouterr().err


# export


def test_export_writes_what_a_selection_shows(articles: Path, tmp_path: Path) -> None:
    cli.main(["build", str(articles), "-o", str(tmp_path / "d"), "--quiet"])
    for query, number in (("", 4), ("undated=0", 2), ("http://localhost:8501/places?undated=0&lang=de", 2)):
        assert cli.main(["export", str(tmp_path / "d"), "-o", str(tmp_path / "a.csv"), "--query", query]) == 0
        rows = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
        assert len(rows) == number + 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nowhere", "-o", "a.csv"], "nowhere: is not there"),
        (["d", "-o", "a.xyz"], "which format?"),
        (["d", "-o", "a.csv", "--query", "from=gestern"], "--query: cannot be read: from"),
        (["d", "-o", "a.csv", "--query", "form=2030"], "--query: no such key: form (known are from, to, "),
        (["d", "-o", "no/such/folder/a.csv"], "cannot be written"),
    ],
)
def test_export_says_why_it_writes_nothing(
    articles: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    line: str,
) -> None:
    monkeypatch.chdir(articles.parent)
    cli.main(["build", "articles", "-o", "d", "--quiet"])
    assert cli.main(["export", *arguments]) == 2
    assert line in capsys.readouterr().err
    assert not list(articles.parent.glob("a.*"))


# the program


@pytest.mark.parametrize("arguments", [[], ["fly"], ["build"], ["build", "x", "-o", "d", "--workers", "0"]])
def test_a_call_that_makes_no_sense_has_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exited:
        cli.main(arguments)
    assert exited.value.code == 2


def test_the_program_tells_its_version_and_loads_nothing_heavy_for_it() -> None:
    code = (
        "import sys\nfrom places.cli import main\n"
        "try: main(['--version'])\nfinally: print(sorted(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.startswith(f"places {places.__version__}\n")
    for heavy in ("pyarrow", "numpy", "duckdb", "babel", "geopy", "streamlit"):
        assert f"'{heavy}'" not in told.stdout


@pytest.mark.slow
def test_an_output_that_nobody_reads_and_an_interrupt_end_without_a_traceback(tmp_path: Path) -> None:
    lines = json.dumps({"text": "x"}) + "\n"
    (tmp_path / "many.jsonl").write_text(lines * 50_000, encoding="utf-8")
    program = (
        "import sys, signal; import places.cli as cli; from places.cli import find\n"
        "class None_:\n    def parse(self, *_, **__): return []\n"
        "find._geoparser = None_\n"
        # Whoever starts the tests in the background may have told their processes not to hear of it.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.exit(cli.main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "find"]
    many = [*command, "--language", "de", str(tmp_path / "many.jsonl")]
    with subprocess.Popen(many, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as unread:
        assert unread.stdout is not None
        assert unread.stderr is not None
        unread.stdout.readline()
        unread.stdout.close()
        assert (unread.stderr.read(), unread.wait(30)) == (b"", 141)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as interrupted:
        assert interrupted.stdin is not None
        assert interrupted.stdout is not None
        assert interrupted.stderr is not None
        interrupted.stdin.write(b'{"id": 1, "text": "x"}\n')
        interrupted.stdin.flush()
        assert json.loads(interrupted.stdout.readline()) == {"id": 1, "mentions": []}
        interrupted.send_signal(signal.SIGINT)
        # One that comes just before Python begins to wait for a line is only looked at after that line.
        with suppress(subprocess.TimeoutExpired):
            interrupted.wait(10)
        interrupted.send_signal(signal.SIGINT)
        assert (interrupted.stderr.read(), interrupted.wait(30)) == (b"\nplaces: interrupted\n", 130)
