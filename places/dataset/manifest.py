"""The manifest of a dataset: which files it consists of, and what is known of them.

``dataset.json`` names one Parquet file a table, or several where the table stands in parts. Their names
come from what they hold, so that no two datasets in one folder share a name unless they share the table.
Whatever the manifest does not name is no part of the dataset. When and with which rules it was built
stands in ``build-….json``, a file of its own that nothing but the next build needs: the rest depends on
the articles alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from places.dataset.holding import claim
from places.dataset.schema import IN_PARTS, ORIGINALS, TABLES

DIVIDED: Final = 4
"""The version of the form that is written where tables stand in parts."""

FORMAT: Final = 3
"""The version of the form that is written where none does."""

WITHOUT_HANDS: Final = 2
"""An older form that is read too: it does not tell what people changed, and articles have no tags."""

WITHOUT_EVIDENCE: Final = 1
"""A still older one: three files with fixed names, no sections, no evidence of mentions."""

MANIFEST: Final = "dataset.json"

ACCOUNT: Final = "account"
"""What the manifest calls the list of what became of the files of the source, where there is one."""

CORRECTIONS: Final = "corrections"
"""What it calls the table of corrections that came with the articles, where there is one."""

PAIRS: Final = "pairs"
"""What it calls the table of how often which article names which place, where there is one."""

OFFSETS: Final = "offsets"
"""What it calls the table of where in its text each mention stands, where there is one."""

SEARCH: Final = "search"
"""What it calls the index of the words of the articles, where there is one; see `places.fulltext`."""

_OWN: Final = re.compile(
    rf"(?:{'|'.join((*TABLES, *ORIGINALS, PAIRS))})-[0-9a-f]{{16}}\.parquet|build-[0-9a-f]{{16}}\.json"
    rf"|(?:{PAIRS}|{OFFSETS})-[0-9a-f]{{16}}\.arrow|{SEARCH}-[0-9a-f]{{16}}\.sqlite|{ACCOUNT}-[0-9a-f]{{16}}\.jsonl|{CORRECTIONS}-[0-9a-f]{{16}}\.csv"
)
"""The names of files that a dataset consists of, or once did."""


UNREADABLE: Final = "its tables cannot be read"
"""What is said of a dataset whose files are as they were written, and can not be read all the same."""


class DatasetError(Exception):
    """There is no dataset to be read, or none to be written; the message is one clear line."""


class OtherFormError(DatasetError):
    """There is a dataset, but of a form that this places does not read."""


class DamagedDatasetError(DatasetError):
    """There is a dataset, but what it consists of is cut, overwritten or missing.

    Parameters
    ----------
    folder : Path
    what : str
        What is wrong with it.
    """

    def __init__(self, folder: Path, what: str) -> None:
        super().__init__(f"{folder}: is damaged ({what}); build it again, or put its files back")
        self.folder = folder


def is_own(name: str) -> bool:
    """Tell whether a file is called as a dataset calls its files."""
    return bool(_OWN.fullmatch(name))


def content_name(table: str, file: Path, ending: str = "parquet") -> str:
    """Name a table's file by what it holds, such as ``places-0123456789abcdef.parquet``."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "blake2b").hexdigest()
    return f"{table}-{digest[:16]}.{ending}"


def named_right(name: str, file: Path) -> bool:
    """Tell whether a file holds what a name says that it holds."""
    table, _, rest = name.rpartition("-")
    return table == "build" or content_name(table, file, rest.partition(".")[2]) == name


def names_of(files: Mapping[str, Any], table: str) -> list[str]:
    """Return the names of the files of a table, part after part, by what a manifest says."""
    named = files[table]
    return list(named) if isinstance(named, list) else [str(named)]


def all_names(files: Mapping[str, Any]) -> list[str]:
    """Return the names of all files that a manifest names."""
    return [name for table in files for name in names_of(files, table)]


def build_name(files: Mapping[str, Any]) -> str:
    """Name the file that tells how such files were built."""
    joined = "\n".join(name for table in TABLES for name in names_of(files, table))
    return f"build-{hashlib.blake2b(joined.encode()).hexdigest()[:16]}.json"


def read_manifest(folder: Path) -> tuple[dict[str, Any], os.stat_result]:
    """Read the manifest of a dataset, and the entry that it had in its folder.

    Returns
    -------
    dict
        With the names of the files in `files`, whatever the form, and with what is told of the build.
    os.stat_result

    Raises
    ------
    DatasetError
        If it is damaged, or of another form than is read.
    OSError
        If it cannot be read.
    """
    with (folder / MANIFEST).open("rb") as stream:
        about = os.fstat(stream.fileno())
        try:
            manifest = json.load(stream)
        except (ValueError, RecursionError) as error:
            raise DamagedDatasetError(folder, f"{MANIFEST} is damaged: {error}") from None
    version = manifest.get("format") if isinstance(manifest, dict) else None
    if version == WITHOUT_EVIDENCE:
        return {**manifest, "files": {table: f"{table}.parquet" for table in TABLES}}, about
    if version not in {DIVIDED, FORMAT, WITHOUT_HANDS}:
        advice = "update places" if isinstance(version, int) and version > DIVIDED else "build again"
        raise OtherFormError(f"{folder}: format {version}, and this places reads format {FORMAT}; {advice}")
    files = manifest.get("files")
    if not isinstance(files, dict) or not _names_its_files(files):
        raise DamagedDatasetError(folder, f"{MANIFEST} does not name its files")
    with suppress(OSError, ValueError, RecursionError):
        build = json.loads((folder / build_name(files)).read_bytes())
        if isinstance(build, dict):
            return {**build, **manifest}, about
    return manifest, about


def _names_its_files(files: Mapping[str, object]) -> bool:
    for table in (*TABLES, *_beside(files)):
        named = files.get(table)
        names = named if isinstance(named, list) and table in IN_PARTS else [named]
        if not names or not all(isinstance(name, str) and _OWN.fullmatch(name) for name in names):
            return False
    return len({len(names_of(files, table)) for table in IN_PARTS}) == 1


def _beside(files: Mapping[str, object]) -> list[str]:
    """Return the tables that a dataset need not have, of those that a manifest names."""
    return [table for table in (*ORIGINALS, PAIRS, OFFSETS, SEARCH) if table in files]


def is_without_manifest(folder: Path) -> bool:
    """Tell whether tables of a dataset stand in a folder that has no manifest to say which ones count."""
    try:
        names = {entry.name for entry in folder.iterdir()}
    except OSError:
        return False
    tables = {table for table in TABLES for name in names if re.fullmatch(_table_name(table), name)}
    return MANIFEST not in names and tables == set(TABLES)


def _table_name(table: str) -> str:
    return rf"{table}(?:-[0-9a-f]{{16}})?\.parquet"


def what_is_damaged(folder: Path, files: Mapping[str, Any]) -> str:
    """Say which files of a dataset are not what their names say; it reads them all.

    Parameters
    ----------
    folder : Path
    files : mapping
        The names of its files, by table.
    """
    known = (*TABLES, *ORIGINALS, PAIRS, OFFSETS, SEARCH)
    wrong = [
        name
        for table in files
        if table in known
        for name in names_of(files, table)
        if not _is_whole(folder / name, table)
    ]
    return f"not as it was written: {', '.join(sorted(wrong))}" if wrong else UNREADABLE


def check_index(folder: Path, files: Mapping[str, Any]) -> None:
    """Read all of the index of the words of a dataset, where it has one.

    Raises
    ------
    DamagedDatasetError
        If it is not as it was written.
    """
    if SEARCH in files and not _is_whole(folder / files[SEARCH], SEARCH):
        raise DamagedDatasetError(folder, what_is_damaged(folder, files))


def _is_whole(file: Path, table: str) -> bool:
    try:
        ending = file.suffix.removeprefix(".")
        return file.name in {f"{table}.parquet", content_name(table, file, ending)}
    except OSError:
        return False


def account_file(folder: Path, manifest: Mapping[str, Any]) -> Path | None:
    """Find the list of what became of the files of the source, by the manifest of a dataset.

    Returns
    -------
    Path or None
        None where the manifest names none. The file need not be there: it is none of the tables.
    """
    files = manifest.get("files")
    name = files.get(ACCOUNT) if isinstance(files, Mapping) else None
    return folder / name if isinstance(name, str) and _OWN.fullmatch(name) else None


def table_files(folder: Path) -> dict[str, list[Path]]:
    """Find the Parquet files of a dataset, for other tools than this one.

    They may be deleted as soon as another build takes their place.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    dict of str to list of Path
        By table, part after part.

    Raises
    ------
    DatasetError
        If it is damaged, or of another form than is read.
    OSError
        If there is none.
    """
    return files_of_tables(folder, read_manifest(folder)[0])


def files_of_tables(folder: Path, manifest: Mapping[str, Any]) -> dict[str, list[Path]]:
    """Find the files of the tables that a manifest names, part after part."""
    files = manifest["files"]
    return {table: [folder / name for name in names_of(files, table)] for table in TABLES}


def files_beside(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Path]:
    """Find what else a manifest names beside the tables and the account, such as the pairs and the index.

    Parameters
    ----------
    folder : Path
    manifest : mapping
        Of `read_manifest`.
    """
    files = manifest["files"]
    return {
        name: folder / files[name]
        for name in (*ORIGINALS, PAIRS, OFFSETS, CORRECTIONS, SEARCH)
        if isinstance(files.get(name), str) and _OWN.fullmatch(files[name])
    }


def check_target(folder: Path, name: Path) -> None:
    """Refuse to write a dataset over something else.

    Parameters
    ----------
    folder, name : Path
        Where it is to be, and how to call that in a message.

    Raises
    ------
    DatasetError
    """
    try:
        str(folder).encode()
    except UnicodeEncodeError:  # what writes the tables takes names as text
        shown = str(name).encode(errors="backslashreplace").decode()
        raise DatasetError(f"{shown}: is no text in UTF-8; name another folder") from None
    if not folder.exists():
        return
    if not folder.is_dir():
        raise DatasetError(f"{name}: is a file; a dataset is a folder, name another one")
    if not _is_ours(folder):
        raise DatasetError(f"{name}: holds something else than a dataset; name a new or empty folder")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise DatasetError(f"{name}: cannot be written (permission denied)")


def _is_ours(folder: Path) -> bool:
    """Tell whether a dataset is there, or nothing, or nothing but what a build left that broke off."""
    with suppress(OSError, ValueError, RecursionError):
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if isinstance(manifest, dict) and isinstance(manifest.get("format"), int):
            return True
    names = [entry.name for entry in folder.iterdir() if not entry.name.endswith(".building")]
    own = [name for name in names if _OWN.fullmatch(name)]
    return len(own) + (MANIFEST in names and bool(own)) == len(names)


def clear_up(folder: Path) -> None:
    """Delete the files of datasets in a folder that its manifest does not name and nobody reads.

    Not those of a build that is about to name them: it holds them.
    """
    for file in _own_files(folder):
        if not _is_named(file):
            with claim(file) as free, suppress(OSError):
                # Between the look and the claim a build may have found that it needs the file.
                if free and not _is_named(file):
                    file.unlink()


def _own_files(folder: Path) -> Iterable[Path]:
    old_form = [folder / f"{table}.parquet" for table in TABLES]
    if all(file.is_file() for file in old_form):
        yield from old_form
    with suppress(OSError):
        yield from [entry for entry in folder.iterdir() if _OWN.fullmatch(entry.name)]


def _is_named(file: Path) -> bool:
    try:
        files = read_manifest(file.parent)[0]["files"]
    except FileNotFoundError:
        return False
    except (OSError, DatasetError):
        return True  # whatever it says, it may name the file
    return file.name in {*all_names(files), build_name(files)}


def fingerprint(folder: Path) -> str:
    """Tell one build of a dataset from another by looking at the manifest's entry alone.

    Returns
    -------
    str
        Empty where there is no dataset.
    """
    try:
        return fingerprint_of((folder / MANIFEST).stat())
    except OSError:
        return ""


def fingerprint_of(about: os.stat_result) -> str:
    """Make the fingerprint of a manifest from its entry."""
    return f"{about.st_ino:x}-{about.st_mtime_ns:x}-{about.st_size:x}"
