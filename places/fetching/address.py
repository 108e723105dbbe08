"""Web addresses: which are asked for, and which machines may be reached by them.

A server that fetches what a visitor names can be made to ask machines that the visitor cannot reach:
itself, its neighbours, the service that hands a cloud machine its keys. Only machines on the public
internet are asked, by the ports of the web.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

import idna

IPAddress = IPv4Address | IPv6Address

_LONGEST: Final = 2_000
_PORTS: Final = {"http": 80, "https": 443}
_NUMBER: Final = re.compile(r"0x[0-9a-f]*|[0-9]+", re.IGNORECASE)
_HOST_NAME: Final = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_]([a-z0-9_-]{0,62}))*")

_V6_PUBLIC: Final = IPv6Network("2000::/3")
"""All that IANA has given out as global unicast; what maps or wraps an IPv4 address lies outside or below."""

_NOT_PUBLIC: Final = tuple(
    map(
        IPv4Network,
        (
            "192.0.0.0/24",  # protocol assignments
            "192.88.99.0/24",  # relays to IPv6
            "168.63.129.16/32",  # what a machine in Azure asks about itself
        ),
    )
)
_V6_NOT_PUBLIC: Final = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, among them Teredo, which wraps IPv4
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which wraps IPv4
            "3fff::/20",  # documentation
        ),
    )
)
"""IANA's registries of special addresses for IPv4 and IPv6, where Python does not follow them by itself."""


class FetchError(Exception):
    """Nothing was fetched; the message says in one line why."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A web address in its parts.

    Attributes
    ----------
    scheme : str
        ``http`` or ``https``.
    host : str
        In ASCII and small letters, without a dot at its end; an IPv6 address without its brackets.
    port : int
    target : str
        Path and query in ASCII.
    """

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        """Write the address."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """The host, and the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def leading_to(self, location: str) -> str:
        """Return where a link on it leads, relative or not."""
        return urljoin(str(self), location)


def read_address(text: str) -> WebAddress:
    """Read what somebody typed as a web address, ``https://`` being left out at will.

    Raises
    ------
    FetchError
        If it is none that is asked for.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST or not text.isprintable() or re.search(r"[\s\\]", text):
        raise FetchError("no web address; write one such as https://example.org/news")
    if not re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", text, re.IGNORECASE):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
        user = parts.username is not None or parts.password is not None
    except ValueError:
        raise FetchError("no web address; write one such as https://example.org/news") from None
    if parts.scheme not in _PORTS:
        raise FetchError("only addresses that begin with http:// or https:// are fetched")
    if user:
        raise FetchError("an address with a user name in it is not fetched")
    host = _host(parts.hostname or "")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]|")
    return WebAddress(parts.scheme, host, _PORTS[parts.scheme] if port is None else port, target)


def is_public(address: IPAddress) -> bool:
    """Tell whether an IP address is that of a machine on the public internet.

    Parameters
    ----------
    address : IPv4Address or IPv6Address

    References
    ----------
    IANA IPv4 and IPv6 Special-Purpose Address Registries, https://www.iana.org/assignments/
    """
    if isinstance(address, IPv6Address):
        if address not in _V6_PUBLIC or any(address in network for network in _V6_NOT_PUBLIC):
            return False
    elif any(address in network for network in _NOT_PUBLIC):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _host(host: str) -> str:
    host = host.removesuffix(".")
    if ":" in host:
        return str(_literal(host))
    try:
        host = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise FetchError("no web address; write one such as https://example.org/news") from None
    host = host.lower()
    if not _HOST_NAME.fullmatch(host) or len(host) > 253:
        raise FetchError("no web address; write one such as https://example.org/news")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):  # resolvers know more spellings of a number than people
        return str(_literal(host))
    return host


def _literal(host: str) -> IPAddress:
    try:
        if "%" in host:  # of a link-local address: the name of a network card
            raise ValueError
        return ip_address(host)
    except ValueError:
        raise FetchError("no web address; write one such as https://example.org/news") from None
