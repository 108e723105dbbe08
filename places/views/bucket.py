"""A dataset in a bucket: fetched for the first visitor, and looked at again and again from then on."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st

from places.dataset import DatasetError
from places.dataset.mirror import UnreachableError, address_of, fetched, keep_up
from places.language import Language
from places.storage import StorageError, last_part
from places.views.limits import Limit
from places.views.refused import refused, title_of
from places.views.settings import settings

_LOG: Final = logging.getLogger(__name__)
_BEGINNING: Final = threading.Lock()
_AGAIN: Final = Limit(most=1, seconds=60)
"""How often all of a dataset is read through and what is damaged of it fetched anew."""
_EVERY: Final = 10  # seconds


@st.cache_resource(show_spinner=False)
def _followed() -> set[str]:
    return set()


def begin(address: str) -> None:
    """Fetch a dataset, once for all visitors, and begin to look whether another one is put there.

    Raises
    ------
    DatasetError
        If it cannot be fetched.
    """
    with _BEGINNING:
        if address not in _followed():
            fetched(address, whole=False)
            keep_up(address, threading.Event(), whole=False)
            _followed().add(address)


def fetch_all_of(folder: Path) -> None:
    """Fetch what was left for later of a copy, where a folder is one: whoever rewrites it reads all of it.

    Raises
    ------
    DatasetError
        If it cannot be fetched.
    """
    if address := address_of(folder):
        fetched(address)


def follow(address: str, say: Language) -> None:
    """Do so for a visitor; stop the page with one clear line where it cannot be fetched."""
    if address in _followed():
        return
    try:
        with st.spinner(say("Fetching {name}").format(name=last_part(address))):
            begin(address)
    except UnreachableError as error:
        _log(str(error))
        with refused(title_of(settings(), say)):
            st.error(told(error.why, say), icon=":material/cloud_off:")
            _look_again(address)
        st.stop()
    except DatasetError as error:
        _log(str(error))
        with refused(title_of(settings(), say)):
            st.error(str(error), icon=":material/error:")
            _look_again(address)
        st.stop()


def told(error: StorageError, say: Language) -> str:
    """Say in a visitor's language what is wrong with a bucket."""
    address = f"`{error.address}`"
    match error.what:
        case "address":
            line = say("{address} is no address of a bucket: s3://BUCKET/PREFIX")
        case "bucket":
            line = say("There is no bucket {address}.")
        case "object":
            line = say("There is no dataset: {address} is missing. This page comes back by itself.")
        case "denied":
            line = say(
                "{address} may not be read with the credentials of this server. Whoever looks after it sets "
                "AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
            )
        case "network":
            line = say("The server of {address} does not answer. This page comes back by itself.")
        case _:
            line = say("{address} cannot be read at the moment. This page comes back by itself.")
    return line.format(address=address)


def fetch_what_is_damaged(address: str) -> bool:
    """Fetch anew what of the copy is damaged; False where that was tried just now, or does not help."""
    if not _AGAIN.allows(address):
        return False
    try:
        fetched(address, checked=True)
    except DatasetError as error:
        _log(str(error))
        return False
    return True


@st.fragment(run_every=_EVERY)
def _look_again(address: str) -> None:
    with suppress(DatasetError):
        _tried(address)
        st.rerun()


@st.cache_data(ttl=_EVERY - 1, max_entries=8, show_spinner=False)
def _tried(address: str) -> None:
    """Try again, once for all who wait."""
    begin(address)


@lru_cache(maxsize=64)
def _log(line: str) -> None:
    """Write a line into the log; once, not for every visitor."""
    _LOG.error("%s", line)
