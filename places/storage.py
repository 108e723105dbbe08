"""Objects in a bucket, by S3's protocol: list, read, fetch, put, remove.

It is the one module that knows where a bucket is and how it is reached. What it needs comes with
pyarrow and is loaded when a bucket is named. Keys and secrets come from where every program of S3 has
them: the environment (``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``, ``AWS_SESSION_TOKEN``),
``AWS_PROFILE`` and ``~/.aws``, or the machine's own role; another server than Amazon's is
``AWS_ENDPOINT_URL``. A request that fails is sent again, later each time, by the AWS SDK that pyarrow
is built with; what fails all the same becomes one line without what the server said.
"""

from __future__ import annotations

import errno
import logging
import os
import random
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pyarrow.fs import S3FileSystem

SCHEME: Final = "s3://"

AT_ONCE: Final = 8
"""Objects that a process reads or writes at once; who wants more meanwhile waits."""

A_SECOND: Final = 100
"""Objects that a process asks for in a second at most; one is up to three requests, and one every 8 MB."""

_ADDRESS: Final = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/+([^\0]*))?")
_ATTEMPTS: Final = 5  # of a request: some five seconds
_TIMES: Final = 4  # that an object is fetched or put before it is given up
_PAUSE: Final = 0.5  # seconds after the first of them
_PIECE: Final = 8_000_000  # bytes a request
_GLOB: Final = re.compile(r"[*?\[]")
_AWS_ERROR: Final = re.compile(r"AWS Error ([A-Z_]+)")
_DENIED: Final = frozenset(
    {
        "ACCESS_DENIED",
        "ACCOUNT_PROBLEM",
        "INVALID_ACCESS_KEY_ID",
        "INVALID_CLIENT_TOKEN_ID",
        "MISSING_AUTHENTICATION_TOKEN",
        "SIGNATURE_DOES_NOT_MATCH",
        "UNRECOGNIZED_CLIENT",
    }
)
_LOG: Final = logging.getLogger(__name__)
_TURNS: Final = threading.BoundedSemaphore(AT_ONCE)


class _Pace:
    """Lets so many through in a second, evenly.

    Parameters
    ----------
    a_second : int
    """

    def __init__(self, a_second: int) -> None:
        self._gap = 1 / a_second
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Come back when it is one's turn."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + self._gap
        time.sleep(turn - now)


_PACE: Final = _Pace(A_SECOND)

Answer = TypeVar("Answer")
What = Literal["address", "bucket", "object", "denied", "network", "failed"]

_LINES: Final[dict[What, str]] = {
    "address": "is no address of a bucket; write s3://BUCKET/PREFIX, and keys and secrets not into it",
    "bucket": "there is no such bucket",
    "object": "is not there",
    "denied": "may not be read or written with these credentials; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and "
    "AWS_SECRET_ACCESS_KEY",
    "network": "its server does not answer; look at the network and at AWS_ENDPOINT_URL",
    "failed": "its server does not do what it is asked",
}


class StorageError(Exception):
    """A bucket cannot be used.

    Parameters
    ----------
    address : str
    what : str
        What is wrong: the address itself, there is no such bucket or object, the credentials, the
        network, or something else.
    told : str
        What the server said, if that helps and is no secret.
    """

    def __init__(self, address: str, what: What, told: str = "") -> None:
        line = f"the server says {told}" if told else _LINES[what]
        super().__init__(f"{_without_secrets(address)}: {line}")
        self.address = _without_secrets(address)
        self.what = what


@dataclass(frozen=True, slots=True)
class Stored:
    """An object in a bucket.

    Attributes
    ----------
    address : str
        ``s3://bucket/key``.
    size : int
        In bytes.
    changed : datetime or None
        When it was put there, as the server says.
    """

    address: str
    size: int
    changed: datetime | None = None

    @property
    def name(self) -> str:
        """What comes after the last slash."""
        return self.address.rpartition("/")[2]


class _Where(NamedTuple):
    """A bucket and a key in it."""

    bucket: str
    key: str


def is_address(text: str) -> bool:
    """Tell whether something names a bucket rather than a file or folder."""
    return text.lower().startswith(SCHEME)


def has_pattern(address: str) -> bool:
    """Tell whether an address names the objects that fit a pattern, with ``*``, ``?`` or ``[…]``."""
    return bool(_GLOB.search(address))


def joined(address: str, name: str) -> str:
    """Name an object under a prefix."""
    return f"{address.rstrip('/')}/{name}"


def listed(address: str, *, deep: bool = True) -> list[Stored]:
    """List the objects under a prefix, or those that fit a pattern, in the order of their names.

    Parameters
    ----------
    address : str
        ``s3://bucket/prefix``, an object itself, or ``s3://bucket/a/*.jsonl.gz``. A star stands for
        slashes as well.
    deep : bool
        False for those right under the prefix alone.

    Returns
    -------
    list of Stored
        Empty where there is nothing.

    Raises
    ------
    StorageError
        If the bucket cannot be read.
    """
    from pyarrow.fs import FileInfo, FileSelector, FileType

    where = _where(address)
    prefix = where.key.rstrip("/")
    pattern = ""
    if has_pattern(prefix):
        pattern = prefix
        prefix = prefix[: _GLOB.search(prefix).start()].rpartition("/")[0]  # type: ignore[union-attr]
    path = f"{where.bucket}/{prefix}".rstrip("/")
    selector = FileSelector(path, recursive=deep or bool(pattern))
    infos: list[FileInfo]
    try:
        infos = _time_and_again(address, lambda store: store.get_file_info(selector))
    except StorageError as error:
        if error.what != "object":
            raise
        if not prefix or pattern:
            return []
        infos = _time_and_again(address, lambda store: store.get_file_info([path]))
    found = [
        Stored(f"{SCHEME}{info.path}", info.size, info.mtime)
        for info in infos
        if info.type == FileType.File and not info.path.endswith("/")
    ]
    if pattern:
        whole = f"{SCHEME}{where.bucket}/{pattern}"
        found = [each for each in found if fnmatchcase(each.address, whole)]
    return sorted(found, key=lambda each: each.address)


def read(address: str, most: int = 100_000_000) -> bytes:
    """Read a small object.

    Parameters
    ----------
    address : str
    most : int
        Bytes beyond which it is none.

    Raises
    ------
    StorageError
        If it is not there or cannot be read.
    """
    where = _where(address)

    def content(store: S3FileSystem) -> bytes:
        with store.open_input_file(f"{where.bucket}/{where.key}") as stream:
            if stream.size() > most:
                raise StorageError(address, "failed", f"that it has {stream.size():,} bytes")
            whole: bytes = stream.read()
            if len(whole) != stream.size():
                raise OSError("cut off")  # as a line that breaks off: once more
        return whole

    return _time_and_again(address, content)


def fetch(stored: Stored, file: Path, *, is_whole: Callable[[Path], bool] | None = None) -> None:
    """Fetch an object into a file, which is there whole or not at all.

    Parameters
    ----------
    stored : Stored
    file : Path
        In a folder that is there.
    is_whole : callable, optional
        Tells whether what arrived is what was put there, beside its length.

    Raises
    ------
    StorageError
        If it is not there, or does not arrive whole.
    OSError
        If the file cannot be written.
    """
    where = _where(stored.address)
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")

    def content(store: S3FileSystem) -> None:
        with store.open_input_file(f"{where.bucket}/{where.key}") as stream, part.open("wb") as arrived:
            for piece in iter(lambda: stream.read(_PIECE), b""):
                arrived.write(piece)
        if part.stat().st_size != stored.size or (is_whole and not is_whole(part)):
            raise OSError("not whole")

    try:
        _time_and_again(stored.address, content, patient=True)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def put(file: Path, address: str) -> None:
    """Put a file into a bucket; what stood there is replaced in one step once all of it has arrived.

    Raises
    ------
    StorageError
        If it cannot be written.
    OSError
        If the file cannot be read.
    """
    where = _where(address)
    path = f"{where.bucket}/{where.key}"
    size = file.stat().st_size

    def content(store: S3FileSystem) -> None:
        with file.open("rb") as stream, store.open_output_stream(path) as to:
            for piece in iter(lambda: stream.read(_PIECE), b""):
                to.write(piece)
        if store.get_file_info([path])[0].size != size:
            raise OSError("not whole")

    _time_and_again(address, content, patient=True)


def remove(address: str) -> None:
    """Remove an object; it need not be there.

    Raises
    ------
    StorageError
        If it may not be removed.
    """
    where = _where(address)

    def gone(store: S3FileSystem) -> None:
        with suppress(FileNotFoundError):
            store.delete_file(f"{where.bucket}/{where.key}")

    _time_and_again(address, gone)


def each(work: Callable[[Stored], None], objects: Iterable[Stored]) -> None:
    """Do something with objects, several at a time; the first error ends it."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="places-bucket") as threads:
        running = [threads.submit(work, stored) for stored in objects]
        try:
            for one in running:
                one.result()
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise


def _time_and_again(address: str, work: Callable[[S3FileSystem], Answer], *, patient: bool = False) -> Answer:
    """Do something until it goes well: the SDK sends requests again, but not what broke off in the middle.

    Who is patient waits for a server that does not answer too: it did when it was asked what there is.
    """
    worth = {"failed", "network"} if patient else {"failed"}
    for time_left in reversed(range(_TIMES)):
        try:
            with _TURNS:
                _PACE.wait()
                return _asked(address, work)
        except StorageError as error:
            if error.what not in worth or not time_left:
                raise
        pause = _PAUSE * 2 ** (_TIMES - 1 - time_left)
        time.sleep(pause * (0.5 + random.random()))  # noqa: S311 - so that not all come back together
    raise AssertionError  # the last time returns or raises


def _asked(address: str, work: Callable[[S3FileSystem], Answer]) -> Answer:
    """Ask the server, and make one line of what goes wrong; errors of the disk here go on as they are."""
    import pyarrow as pa

    where = _where(address)
    try:
        store = _store(where.bucket, _endpoint())
    except FileNotFoundError:
        raise StorageError(f"{SCHEME}{where.bucket}", "bucket") from None
    except (OSError, pa.ArrowException) as error:
        raise _told(address, error) from error
    try:
        return work(store)
    except (OSError, pa.ArrowException) as error:
        if isinstance(error, OSError) and (error.filename or error.errno not in (None, errno.ENOENT)):
            raise
        if isinstance(error, FileNotFoundError):
            raise _absent(address, store) from error
        raise _told(address, error) from error


def _absent(address: str, store: S3FileSystem) -> StorageError:
    """Tell an object that is not there from a bucket that is not."""
    from pyarrow.fs import FileSelector

    where = _where(address)
    try:
        store.get_file_info(FileSelector(f"{where.bucket}/{where.key}".rstrip("/")))
    except FileNotFoundError:
        return StorageError(address, "object")
    except OSError as error:
        return _told(address, error)
    return StorageError(address, "object")


def _told(address: str, error: Exception) -> StorageError:
    found = _AWS_ERROR.search(str(error))
    name = found[1] if found else ""
    if name == "NO_SUCH_BUCKET":
        return StorageError(f"{SCHEME}{_where(address).bucket}", "bucket")
    if name in _DENIED:
        return StorageError(address, "denied")
    _LOG.debug("%s: %s", _without_secrets(address), error)
    if name == "NETWORK_CONNECTION" or "resolve" in str(error):
        return StorageError(address, "network")
    return StorageError(address, "failed", name)


def _where(address: str) -> _Where:
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise StorageError(address, "address")
    return _Where(found[1], (found[2] or "").strip("/") if found[2] else "")


def _without_secrets(address: str) -> str:
    """Leave out what somebody wrote before an @, and what cannot be printed."""
    printable = "".join(letter if letter.isprintable() else "?" for letter in address)
    return re.sub(r"(?<=://)[^/]*@", "…@", printable)


def _endpoint() -> str:
    return os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""


@lru_cache(maxsize=16)
def _store(bucket: str, endpoint: str) -> S3FileSystem:
    from pyarrow.fs import AwsStandardS3RetryStrategy, S3FileSystem, resolve_s3_region

    options: dict[str, str] = {}
    if endpoint:
        told = urlsplit(endpoint)
        options = {"scheme": told.scheme or "https", "endpoint_override": told.netloc or endpoint}
    elif not (os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")):
        options = {"region": resolve_s3_region(bucket)}
    if authorities := os.environ.get("AWS_CA_BUNDLE"):
        options["tls_ca_file_path"] = authorities
    return S3FileSystem(retry_strategy=AwsStandardS3RetryStrategy(max_attempts=_ATTEMPTS), **options)


def last_part(address: str) -> str:
    """Name a prefix by its last part, or the bucket where there is none."""
    return PurePosixPath(address.removeprefix(SCHEME).rstrip("/") or "bucket").name
