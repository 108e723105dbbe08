"""Connections that lead to the very addresses that were checked, and end in time."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import Any, Final

import httpcore2

from places.fetching.address import FetchError, IPAddress

_RESOLVING: Final = ThreadPoolExecutor(4, thread_name_prefix="places-resolve")
"""A resolver knows no limit of time; whoever waits for it does."""


def resolve(host: str, port: int) -> Sequence[IPAddress]:
    """Ask the system for the addresses of a host.

    Raises
    ------
    OSError
        If there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(str(where[0]).partition("%")[0]) for *_, where in found))


class Deadline:
    """The moment by which all has to be done.

    Parameters
    ----------
    seconds : float
        From now.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Return how many seconds are left, or fewer.

        Raises
        ------
        FetchError
            If none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(f"the server took longer than {self._seconds:g} seconds")
        return left if at_most is None else min(left, at_most)


class CheckedBackend(httpcore2.NetworkBackend):
    """Resolves a host once, checks what comes out, and connects to that.

    Parameters
    ----------
    is_allowed : callable
        Which addresses may be reached; all those of a host have to be.
    resolve : callable
        A host and a port -> its addresses.
    own_machine : bool
        Whether this machine may be reached by its public address.
    deadline : Deadline
    """

    def __init__(
        self,
        is_allowed: Callable[[IPAddress], bool],
        resolve: Callable[[str, int], Sequence[IPAddress]],
        *,
        own_machine: bool,
        deadline: Deadline,
    ) -> None:
        self._is_allowed = is_allowed
        self._resolve = resolve
        self._own_machine = own_machine
        self._deadline = deadline
        self._network = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to a host, if it is one that may be reached."""
        addresses = self._addresses(host, port)
        if not addresses or not all(map(self._is_allowed, addresses)):
            raise FetchError("the address leads to no machine on the public internet; it is not fetched")
        last: httpcore2.NetworkError | httpcore2.TimeoutException | None = None
        for address in addresses:
            try:
                stream = self._network.connect_tcp(
                    str(address),
                    port,
                    self._deadline.left(timeout),
                    local_address,
                    socket_options or (),
                )
            except (httpcore2.NetworkError, httpcore2.TimeoutException) as error:
                last = error
                continue
            if not self._own_machine and _is_own(stream):
                stream.close()
                raise FetchError("the address leads to no machine on the public internet; it is not fetched")
            return _InTime(stream, self._deadline)
        assert last is not None
        raise last

    def _addresses(self, host: str, port: int) -> Sequence[IPAddress]:
        try:
            return _RESOLVING.submit(self._resolve, host, port).result(timeout=self._deadline.left())
        except TimeoutError:
            self._deadline.left()
            raise FetchError("there is no such host") from None
        except (OSError, UnicodeError, ValueError):
            raise FetchError("there is no such host") from None


class _InTime(httpcore2.NetworkStream):
    """A connection of which nothing waits for longer than there is time left."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _InTime(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _is_own(stream: httpcore2.NetworkStream) -> bool:
    """Tell whether a connection has this machine at both ends."""
    ours, theirs = stream.get_extra_info("client_addr"), stream.get_extra_info("server_addr")
    return bool(ours[0] == theirs[0])
