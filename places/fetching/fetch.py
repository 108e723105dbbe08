"""Fetch what lies at a web address: from redirect to redirect, each of them checked, within limits."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from typing import Final
from urllib.robotparser import RobotFileParser

import httpcore2

import places
from places.fetching.address import FetchError, IPAddress, WebAddress, is_public, read_address
from places.fetching.connection import CheckedBackend, Deadline, resolve

AGENT: Final = "places-dashboard"
"""What robots.txt may call us."""

_HEADERS: Final = (
    ("User-Agent", f"{AGENT}/{places.__version__}"),
    ("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"),
    ("Accept-Encoding", "gzip, identity"),
)
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_ROBOTS_SIZE: Final = 500_000
_UNPACKED: Final = {"gzip", "x-gzip", "deflate"}


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be fetched, and how long and how large it may be.

    Attributes
    ----------
    seconds : float
        For all of it, redirects and robots.txt too.
    size : int
        In bytes, unpacked.
    redirects : int
        Followed one after another.
    ports : collection of int
    is_allowed : callable
        Which addresses may be reached. Only tests allow others than public ones: no setting does.
    own_machine : bool
        Whether a connection may have this machine at both ends; only in tests.
    resolve : callable
        A host and a port -> its addresses.
    ssl_context : ssl.SSLContext, optional
        The system's certificates if it is not given.
    """

    seconds: float = 20.0
    size: int = 20_000_000
    redirects: int = 5
    ports: Collection[int] = (80, 443, 8080, 8443)
    is_allowed: Callable[[IPAddress], bool] = is_public
    own_machine: bool = False
    resolve: Callable[[str, int], Sequence[IPAddress]] = resolve
    ssl_context: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lay at a web address.

    Attributes
    ----------
    url : str
        Where it lay, after all redirects.
    content_type : str
        As ``text/html``; empty where the server does not say.
    charset : str or None
        As the server says.
    body : bytes
    """

    url: str
    content_type: str
    charset: str | None
    body: bytes


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


_Robots = dict[str, RobotFileParser | None]


def fetch(url: str, rules: Rules | None = None) -> Fetched:
    """Fetch what lies at a web address.

    Parameters
    ----------
    url : str
        As somebody typed it.
    rules : Rules, optional

    Raises
    ------
    FetchError
        If it is not to be fetched, or cannot be; one clear line.
    """
    rules = rules or Rules()
    deadline = Deadline(rules.seconds)
    backend = CheckedBackend(
        rules.is_allowed, rules.resolve, own_machine=rules.own_machine, deadline=deadline
    )
    with (
        _errors(),
        httpcore2.ConnectionPool(
            ssl_context=rules.ssl_context, network_backend=backend, keepalive_expiry=5.0
        ) as pool,
    ):
        return _Visit(pool, rules).follow(read_address(url))


@dataclass(frozen=True)
class _Visit:
    """One fetching, with the robots.txt files that it met."""

    pool: httpcore2.ConnectionPool
    rules: Rules
    robots: _Robots = field(default_factory=dict)

    def follow(self, address: WebAddress) -> Fetched:
        """Fetch an address, wherever it is redirected to, and as far as its robots.txt allows."""
        for _ in range(self.rules.redirects + 1):
            self._require_allowed(address)
            answer = self._ask(address, self.rules.size)
            if answer.status not in _REDIRECTS:
                return _fetched(address, answer)
            address = read_address(address.leading_to(answer.headers.get("location", "")))
        raise FetchError(f"redirected more than {self.rules.redirects} times")

    def _require_allowed(self, address: WebAddress) -> None:
        origin = f"{address.scheme}://{address.authority}"
        if origin not in self.robots:
            self.robots[origin] = self._read_robots(WebAddress(*_parts(address), "/robots.txt"))
        robots = self.robots[origin]
        if robots is None or not robots.can_fetch(AGENT, str(address)):
            raise FetchError("its robots.txt does not allow it; it is not fetched")

    def _read_robots(self, address: WebAddress) -> RobotFileParser | None:
        """Read a robots.txt; None where the server fails, which is a no (RFC 9309, 2.3.1)."""
        for _ in range(self.rules.redirects + 1):
            answer = self._ask(address, _ROBOTS_SIZE, cut=True)
            if answer.status not in _REDIRECTS:
                break
            address = read_address(address.leading_to(answer.headers.get("location", "")))
        if answer.status >= 500 or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            return None
        robots = RobotFileParser()
        robots.parse(answer.body.decode("utf-8-sig", "replace").splitlines() if answer.status == 200 else [])
        return robots

    def _ask(self, address: WebAddress, size: int, *, cut: bool = False) -> _Answer:
        if address.port not in self.rules.ports:
            raise FetchError(f"port {address.port} is not one of the web; it is not fetched")
        asked = httpcore2.URL(
            scheme=address.scheme, host=address.host, port=address.port, target=address.target
        )
        headers = [("Host", address.authority), *_HEADERS]
        with self.pool.stream("GET", asked, headers=headers) as response:
            named = {
                name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers
            }
            if response.status != HTTPStatus.OK:
                return _Answer(response.status, named)
            return _Answer(200, named, _body(response, named, size, cut=cut))


def _parts(address: WebAddress) -> tuple[str, str, int]:
    return address.scheme, address.host, address.port


def _body(response: httpcore2.Response, headers: Mapping[str, str], size: int, *, cut: bool) -> bytes:
    """Read and unpack what a server sends, up to a size; beyond that it is cut or refused."""
    body = bytearray()
    for piece in _unpacked(response.iter_stream(), headers.get("content-encoding", ""), size):
        body += piece
        if len(body) > size:
            if cut:
                break
            raise FetchError(f"larger than {size / 1e6:g} MB; it is not fetched")
    return bytes(body[:size])


def _unpacked(pieces: Iterator[bytes], encoding: str, size: int) -> Iterator[bytes]:
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in _UNPACKED:
        raise FetchError("the server packs what it sends in a way that nobody asked for")
    unpacker = zlib.decompressobj(wbits=47)  # what gzip and zlib wrote
    for piece in pieces:
        yield unpacker.decompress(piece, size + 1)


def _fetched(address: WebAddress, answer: _Answer) -> Fetched:
    match answer.status:
        case 200:
            said = Message()
            said["content-type"] = answer.headers.get("content-type", "")
            kind = said.get_content_type() if "/" in answer.headers.get("content-type", "") else ""
            return Fetched(str(address), kind, said.get_content_charset(), answer.body)
        case 401 | 402 | 403:
            raise FetchError("the server shows it only to those who may see it")
        case 404 | 410:
            raise FetchError("there is no page at this address")
        case status:
            raise FetchError(f"the server answers {status} instead of a page")


@contextmanager
def _errors() -> Iterator[None]:
    """Say what can go wrong on the way in one line."""
    try:
        yield
    except httpcore2.TimeoutException:
        raise FetchError("the server does not answer") from None
    except ssl.SSLError:
        raise FetchError("its certificate is not valid, or it speaks no TLS") from None
    except httpcore2.ConnectError as error:
        if isinstance(error.__cause__ or error.__context__, ssl.SSLError):
            raise FetchError("its certificate is not valid, or it speaks no TLS") from None
        raise FetchError("the server cannot be reached") from None
    except httpcore2.NetworkError:
        raise FetchError("the connection broke off") from None
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, zlib.error, UnicodeError):
        raise FetchError("what the server sends makes no sense") from None
