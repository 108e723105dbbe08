"""Who a visitor is, and what is theirs to do: look, or edit as well.

Nobody needs to sign in for a map that everybody may see. Where no sign-in is set up, a browser on the
server's own machine may edit, others only look. Where it is, by a provider (OpenID Connect) or by names
with hashed passwords, who is named in the settings may edit; and a private map shows nothing to anybody
who has not signed in.
"""

from __future__ import annotations

import getpass
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

import streamlit as st

from places.language import Language
from places.views import staying
from places.views.limits import Limit
from places.views.refused import refused
from places.views.settings import Settings, is_for_whoever_runs_it, is_read_only

_NAME: Final = "_signed_in"
_TRIES: Final = Limit(most=5, seconds=60)
"""Passwords that may be tried for one name from one address."""
_CHANGES: Final = Limit(most=120, seconds=60)
"""Changes of one visitor: twice as many as the quickest hand makes."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at the page.

    Attributes
    ----------
    name : str
        What the journal calls them; empty for somebody who has not signed in.
    may_see, may_edit : bool
        Whether the map is for them to see, and to change.
    is_barred : bool
        Whether they might change it, were there a place to keep changes.
    """

    name: str = ""
    may_see: bool = True
    may_edit: bool = False
    is_barred: bool = False


def visitor(told: Settings) -> Visitor:
    """Tell who visits. Asked anew for every change: what a page remembers of it is not believed.

    Parameters
    ----------
    told : Settings
    """
    who = _known_visitor(told)
    return replace(who, may_edit=False, is_barred=who.may_edit) if is_read_only(told) else who


def _known_visitor(told: Settings) -> Visitor:
    match way_in(told):
        case "provider":
            return _of_provider(told)
        case "accounts":
            name = st.session_state.get(_NAME)
            if name is None:  # nobody has signed in or out on this page
                name = staying.name_kept(told)
            known = name if name in told.accounts else ""
            return Visitor(known, may_see=bool(known) or not told.private, may_edit=bool(known))
        case _:
            here = is_for_whoever_runs_it()
            return Visitor(_own_name() if here else "", may_see=here or not told.private, may_edit=here)


def way_in(told: Settings) -> Literal["provider", "accounts", "none"]:
    """Tell by what a visitor signs in, if that is set up."""
    if told.has_provider:
        return "provider"
    return "accounts" if told.accounts else "none"


def admit(told: Settings) -> Visitor | None:
    """Let a change through: return who makes it, or None where that is not for them, or is too quick."""
    who = visitor(told)
    return who if who.may_edit and _CHANGES.allows(who.name) else None


def guard(told: Settings, title: str, say: Language) -> None:
    """Show a private map to nobody who has not signed in: their page ends here."""
    if way_in(told) == "accounts":
        staying.show()
    who = visitor(told)
    if who.may_see:
        return
    with refused(title, width=420):
        if who.name:
            st.info(
                say("This map is not open to {name}.").format(name=f"`{who.name}`"), icon=":material/lock:"
            )
        else:
            st.info(say("This map is private. Sign in to see it."), icon=":material/lock:")
        _sign_out(told, say) if who.name else _ways_in(told, say)
    st.stop()


def show(told: Settings, say: Language) -> None:
    """Show how to sign in or out, where that is set up."""
    if way_in(told) == "none":
        return
    who = visitor(told)
    with st.popover(who.name or say("Sign in"), icon=":material/person:", key="access"):
        _sign_out(told, say) if who.name else _ways_in(told, say)


def _ways_in(told: Settings, say: Language) -> None:
    if way_in(told) == "provider":
        st.button(say("Sign in"), on_click=st.login, type="primary", key="sign_in")
    elif way_in(told) == "accounts":
        _form(told, say)


def _sign_out(told: Settings, say: Language) -> None:
    def leave() -> None:
        if way_in(told) == "provider":
            st.logout()
        else:
            st.session_state[_NAME] = ""  # whatever the browser has kept
            staying.let_go(told)

    st.button(say("Sign out"), on_click=leave, key="sign_out")


def _form(told: Settings, say: Language) -> None:
    with st.form("sign_in_form", border=False):
        name = st.text_input(say("Name"), autocomplete="username")
        password = st.text_input(say("Password"), type="password", autocomplete="current-password")
        sent = st.form_submit_button(say("Sign in"), type="primary")
    if not sent:
        return
    if not _TRIES.allows(f"{name} from {st.context.ip_address}"):
        st.error(say("Too many attempts. Wait a minute and try again."))
    elif fits(told.accounts, name, password):
        st.session_state[_NAME] = name
        staying.keep(name, told)
        st.rerun()
    else:
        st.error(say("Name and password do not fit."))


def fits(accounts: Mapping[str, str], name: str, password: str) -> bool:
    """Tell whether a password is the one of a name, in the same time for names that there are not.

    Parameters
    ----------
    accounts : mapping of str to str
        Argon2 hashes by name, as ``places password`` makes them.
    name, password : str
        What somebody typed.
    """
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    hasher = PasswordHasher()
    known = accounts.get(name)
    try:
        hasher.verify(known or next(iter(accounts.values()), ""), password)
    except (InvalidHashError, VerificationError):
        return False
    return known is not None


def has_what_accounts_need() -> bool:
    """Tell whether passwords can be checked here."""
    return importlib.util.find_spec("argon2") is not None


def _of_provider(told: Settings) -> Visitor:
    user = st.user
    if not user.is_logged_in:
        return Visitor(may_see=not told.private)
    address = str(user.get("email") or "").casefold()
    if not address or user.get("email_verified") is False:  # anybody may claim to be anybody
        return Visitor(str(user.get("name") or "?"), may_see=not told.private)
    edits = address in told.editors
    sees = not told.private or edits or not told.readers or is_among(address, told.readers)
    return Visitor(address, sees, edits)


def is_among(address: str, names: tuple[str, ...]) -> bool:
    """Tell whether an address is one of some, or of one of the domains among them ("@example.org")."""
    return address in names or f"@{address.rpartition('@')[2]}" in names


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a machine where this user has no name
        return "?"
