"""What whoever hosts the dashboard can set: in `.streamlit/secrets.toml`, or on the command line.

`.streamlit/secrets.toml.example` shows every setting, ``docs/hosting.md`` says what each does. One that
makes no sense is set aside with a line for whoever runs the dashboard. No line holds a value: it may be
a secret.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from places import sample
from places.dataset.mirror import mirror_folder
from places.language import Language, language
from places.model import MapView
from places.storage import is_address

OSM_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
OSM_CREDIT = "© OpenStreetMap contributors"

NAMES: Final = (
    "title",
    "dataset",
    "tiles_url",
    "tiles_credit",
    "satellite_url",
    "satellite_credit",
    "view",
    "private",
    "editors",
    "readers",
    "accounts",
    "cookie_secret",
    "fetch",
    "journal",
    "trial",
    "trial_articles",
    "trial_megabytes",
    "trial_visitors",
    "memory_megabytes",
)
"""The settings under ``[places]``."""

_TEXTS: Final = (
    "title",
    "dataset",
    "tiles_url",
    "tiles_credit",
    "satellite_url",
    "satellite_credit",
    "journal",
    "cookie_secret",
)

_NUMBERS: Final = {"trial_articles": 50, "trial_megabytes": 10, "trial_visitors": 20}
"""Whole numbers from 1 on, and what counts where they are not set."""
_MOST: Final = 10_000
_MOST_MEMORY: Final = 100_000_000  # MB

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_PASSED_ON: Final = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-Ip",
)
"""Headers that a server sets which hands requests on."""

_LOG: Final = logging.getLogger(__name__)
_VIEW_LIMITS: Final = ((-90.0, 90.0), (-180.0, 180.0), (0.0, 20.0))


class Wrong(NamedTuple):
    """A setting that was set aside.

    Attributes
    ----------
    what : str
        What is wrong: the file cannot be read; ``[places]`` is no table; there is no such setting; it
        must be a text; a view of the map; true or false; a list of addresses; a table of names and
        hashes; a whole number.
    name : str
        Of the setting; of an unreadable file, the reason.
    """

    what: Literal[
        "unreadable",
        "table",
        "unknown",
        "text",
        "view",
        "switch",
        "allowed",
        "addresses",
        "accounts",
        "number",
    ]
    name: str = ""

    def told(self, say: Language) -> str:
        """Say it in one line."""
        match self.what:
            case "unreadable":
                line = say("The settings cannot be read, none of them counts: {name}")
            case "table":
                line = say("Settings: [places] must be a table; none of them counts")
            case "unknown":
                line = say("Settings: there is no {name}; there are {names}")
            case "text":
                line = say("Settings: {name} must be a text in quotes; it does not count")
            case "view":
                line = say(
                    "Settings: {name} must be three numbers, latitude, longitude and zoom; it does not count"
                )
            case "switch":
                line = say("Settings: {name} must be true or false; it counts as true")
            case "allowed":
                line = say("Settings: {name} must be true or false; it counts as false")
            case "addresses":
                line = say("Settings: {name} must be a list of addresses in quotes; it counts as empty")
            case "accounts":
                line = say("Settings: {name} must be a table of names and hashes (places password)")
            case "number":
                line = say("Settings: {name} must be a whole number from 1 on; it does not count")
        return line.format(name=" ".join(self.name.split()), names=", ".join(NAMES))


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a hosted dashboard.

    Attributes
    ----------
    source : Path
        The dataset, or the folder of articles to build one from.
    title : str or None
        What stands above the page; None gives the page's own title.
    tiles_url, tiles_credit : str
        The provider of base-map tiles, in Leaflet's form; an empty URL switches tiles off.
    satellite_url, satellite_credit : str
        The same of photographs of the earth.
    view : MapView or None
        Where the map looks at first; None lets it fit what it shows.
    private : bool
        Whether nobody sees anything before they have signed in.
    editors, readers : tuple of str
        Addresses of mails, in small letters, of those who may edit, and of those to whom a private map
        is open besides: everybody who can sign in where there are none. One may be a domain
        ("@example.org").
    accounts : mapping of str to str
        Argon2 hashes of passwords by name, for those without a provider; all of them may edit.
    cookie_secret : str
        What signs the cookie by which a browser keeps who signed in by name; empty for no cookie.
    fetch : bool
        Whether the server fetches web addresses for editors who are not at its own machine.
    has_provider : bool
        Whether visitors sign in with a provider (``[auth]``, which Streamlit reads).
    journal : str
        Where changes are kept, a file or the address of a PostgreSQL database; empty for where they are
        kept by themselves.
    trial : bool
        Whether visitors may try the dashboard with their own texts, which they alone see.
    trial_articles, trial_megabytes : int
        How much each may bring.
    trial_visitors : int
        How many may do so at a time.
    memory_megabytes : int or None
        What the server may take of the memory; None for what the machine or its container has.
    wrong : tuple of Wrong
        What was set aside.
    address : str
        ``s3://bucket/prefix`` where the dataset is in a bucket, and `source` the copy of it here; else empty.
    """

    source: Path
    title: str | None = None
    tiles_url: str = ""
    tiles_credit: str = ""
    satellite_url: str = ""
    satellite_credit: str = ""
    view: MapView | None = None
    private: bool = False
    editors: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    accounts: Mapping[str, str] = field(default_factory=dict)
    cookie_secret: str = ""
    fetch: bool = False
    has_provider: bool = False
    journal: str = ""
    trial: bool = False
    trial_articles: int = _NUMBERS["trial_articles"]
    trial_megabytes: int = _NUMBERS["trial_megabytes"]
    trial_visitors: int = _NUMBERS["trial_visitors"]
    memory_megabytes: int | None = None
    wrong: tuple[Wrong, ...] = ()
    address: str = ""


def settings() -> Settings:
    """Read the settings; the command line counts more than the file."""
    unreadable: list[Wrong] = []
    has_provider = False
    try:
        told = st.secrets.get("places", {})
        has_provider = "auth" in st.secrets
    except StreamlitSecretNotFoundError as error:
        told = {}
        if any(Path(file).exists() for file in st.get_option("secrets.files")):
            unreadable.append(Wrong("unreadable", str(error)))
    except (OSError, ValueError) as error:  # not permitted; no UTF-8
        told = {}
        unreadable.append(Wrong("unreadable", f"secrets.toml ({error})"))
    read = replace(read_settings(told, sys.argv[1:], unreadable), has_provider=has_provider)
    for wrong in read.wrong:
        _log(wrong)
    return read


def read_settings(told: object, arguments: Sequence[str] = (), wrong: Sequence[Wrong] = ()) -> Settings:
    """Make settings of what stands under ``[places]``, whatever that is.

    Parameters
    ----------
    told : object
        A table by rights.
    arguments : sequence of str
        Those of the command line; the first one may be the source.
    wrong : sequence of Wrong
        What is wrong already.
    """
    aside = list(wrong)
    if not isinstance(told, Mapping):
        aside.append(Wrong("table"))
        told = {}
    aside += [Wrong("unknown", str(name)) for name in told if name not in NAMES]
    texts: dict[str, str] = {}
    for name in _TEXTS:
        value = told.get(name, "")
        if isinstance(value, str) and "\0" not in value:
            texts[name] = value
        else:
            aside.append(Wrong("text", name))
    view = _view(told["view"]) if "view" in told else None
    if "view" in told and view is None:
        aside.append(Wrong("view", "view"))
    # Rather shut by mistake than open: where the file cannot be read, nobody knows what it would have said.
    private = told.get("private", any(one.what in ("unreadable", "table") for one in aside))
    if not isinstance(private, bool):
        aside.append(Wrong("switch", "private"))
        private = True
    addresses: dict[str, tuple[str, ...]] = {}
    for name in ("editors", "readers"):
        listed = _addresses(told.get(name, ()))
        if listed is None:
            aside.append(Wrong("addresses", name))
        addresses[name] = listed or ()
    accounts = _accounts(told.get("accounts", {}))
    if accounts is None:
        aside.append(Wrong("accounts", "accounts"))
    allowed = {name: told.get(name, False) for name in ("fetch", "trial")}
    aside += [Wrong("allowed", name) for name, value in allowed.items() if not isinstance(value, bool)]
    numbers = {name: _number(told.get(name, default)) for name, default in _NUMBERS.items()}
    aside += [Wrong("number", name) for name, value in numbers.items() if value is None]
    memory = _number(told.get("memory_megabytes", 1), _MOST_MEMORY)
    if memory is None:
        aside.append(Wrong("number", "memory_megabytes"))
    source = _source(texts.get("dataset", ""), arguments)
    return Settings(
        source=mirror_folder(source) if isinstance(source, str) else source,
        address=source if isinstance(source, str) else "",
        title=texts.get("title") or None,
        tiles_url=texts.get("tiles_url", ""),
        tiles_credit=texts.get("tiles_credit", ""),
        satellite_url=texts.get("satellite_url", ""),
        satellite_credit=texts.get("satellite_credit", ""),
        view=view,
        private=private,
        editors=addresses["editors"],
        readers=addresses["readers"],
        accounts=accounts or {},
        cookie_secret=texts.get("cookie_secret", ""),
        fetch=allowed["fetch"] is True,
        trial=allowed["trial"] is True,
        trial_articles=numbers["trial_articles"] or _NUMBERS["trial_articles"],
        trial_megabytes=numbers["trial_megabytes"] or _NUMBERS["trial_megabytes"],
        trial_visitors=numbers["trial_visitors"] or _NUMBERS["trial_visitors"],
        memory_megabytes=memory if "memory_megabytes" in told else None,
        journal=texts.get("journal") or os.environ.get("PLACES_JOURNAL", ""),
        wrong=tuple(aside),
    )


def is_read_only(told: Settings) -> bool:
    """Tell whether nobody can change anything: a dataset in a bucket has no place for a journal."""
    return bool(told.address) and not told.journal


def is_for_whoever_runs_it() -> bool:
    """Tell whether a visitor's browser runs on the server's own machine.

    Neither another server on that machine may stand between them, which most tell by a header, nor may
    the page have come from anywhere else, which the browser itself tells.
    """
    headers = st.context.headers
    if st.context.ip_address is not None or any(headers.get(name) for name in _PASSED_ON):
        return False
    origin = headers.get("Origin")
    return origin is None or urlsplit(origin).hostname in _LOOPBACK


def may_fetch(told: Settings) -> bool:
    """Tell whether the server fetches web addresses: for whoever runs it, or where a setting allows it."""
    return told.fetch or is_for_whoever_runs_it()


@lru_cache(maxsize=64)
def _log(wrong: Wrong) -> None:
    """Write a line into the log; once, not for every visitor."""
    _LOG.warning("%s", wrong.told(language("en")))


def _view(value: Any) -> MapView | None:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != len(_VIEW_LIMITS):
        return None
    for number, (least, most) in zip(value, _VIEW_LIMITS, strict=True):
        if isinstance(number, bool) or not isinstance(number, int | float):
            return None
        if not (isfinite(number) and least <= number <= most):
            return None
    return MapView(*map(float, value))


def _number(value: Any, most: int = _MOST) -> int | None:
    is_one = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most
    return value if is_one else None


def _addresses(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return None
    if not all(isinstance(one, str) and "@" in one for one in value):
        return None
    return tuple(one.strip().casefold() for one in value)


def _accounts(value: Any) -> dict[str, str] | None:
    if not isinstance(value, Mapping):
        return None
    if not all(
        name and isinstance(known, str) and known.startswith("$argon2") for name, known in value.items()
    ):
        return None
    return {str(name): str(known) for name, known in value.items()}


def _source(dataset: str, arguments: Sequence[str]) -> Path | str:
    for told in (*arguments[:1], dataset):
        if told and not told.startswith("-"):
            if is_address(told):
                return told
            return _home(Path(told))
    return sample.DATASET if sample.DATASET.exists() else sample.ARTICLES


def _home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:  # there is no home of that name
        return path
