"""Who may look, and who may edit."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from argon2 import PasswordHasher
from streamlit.testing.v1 import AppTest

from places.views import access
from places.views.limits import Limit
from places.views.settings import Settings

ROOT = Path(__file__).parents[2]
ROUTER = Path(__file__).with_name("router.py")
PASSWORD = "korrekt Pferd Batterie"
HASH = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
ACCOUNTS = f'[places.accounts]\n"Anna" = "{HASH}"\n'

Opened = Callable[[str], AppTest]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Open the dashboard with what stands in its secrets."""
    file = tmp_path / "secrets.toml"

    def run(secrets: str) -> AppTest:
        file.write_text(secrets, encoding="utf-8")
        monkeypatch.setattr(st, "secrets", type(st.secrets)())
        return AppTest.from_file(str(ROUTER), default_timeout=60).run()

    monkeypatch.setattr(type(st.context), "ip_address", property(lambda _: None))
    before = st.get_option("secrets.files")
    st.config.set_option("secrets.files", [str(file)])
    yield run
    st.config.set_option("secrets.files", before)


def from_afar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "is_for_whoever_runs_it", lambda: False)


def sign_in(app: AppTest, name: str, password: str) -> AppTest:
    app.text_input[0].set_value(name)
    app.text_input[1].set_value(password)
    return next(button for button in app.button if button.label == "Sign in").click().run()


def shows_the_map(app: AppTest) -> bool:
    assert not app.exception
    return any("264 mentions" in each.value or " mentions" in each.value for each in app.markdown)


def test_without_sign_in_a_browser_on_the_servers_own_machine_may_edit_and_others_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = Settings(Path())
    monkeypatch.setattr(access, "is_for_whoever_runs_it", lambda: True)
    here = access.visitor(told)
    assert here.may_edit
    assert here.name
    from_afar(monkeypatch)
    assert access.visitor(told) == access.Visitor("", may_see=True, may_edit=False)
    assert access.admit(told) is None


def test_nobody_from_elsewhere_sees_a_private_map_without_a_way_to_sign_in(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_afar(monkeypatch)
    app = opened("[places]\nprivate = true\n")
    assert not shows_the_map(app)
    assert "private" in app.info[0].value


def test_an_editor_signs_in_by_name_and_out_again(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    from_afar(monkeypatch)
    app = opened(f"[places]\nprivate = true\n{ACCOUNTS}")
    assert not shows_the_map(app)
    assert not shows_the_map(sign_in(app, "Anna", "geraten und verloren"))
    assert app.error[0].value == "Name and password do not fit."
    assert shows_the_map(sign_in(app, "Anna", PASSWORD))
    assert not shows_the_map(app.button(key="sign_out").click().run())


def test_passwords_can_be_tried_a_few_times_only(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_TRIES", Limit(3, 60))
    app = opened(f"[places]\nprivate = true\n{ACCOUNTS}")
    for _ in range(3):
        sign_in(app, "Anna", "geraten und verloren")
    sign_in(app, "Anna", PASSWORD)
    assert "Too many attempts" in app.error[0].value
    assert not shows_the_map(app)


def test_who_is_taken_out_of_the_settings_is_out_at_the_next_step(opened: Opened) -> None:
    app = sign_in(opened(f"[places]\n{ACCOUNTS}"), "Anna", PASSWORD)
    session = app.session_state["_signed_in"]
    assert session == "Anna"
    told = Settings(Path(), private=True, accounts={"Berta": HASH})
    assert access.visitor(told) == access.Visitor("", may_see=False, may_edit=False)


def test_a_password_fits_its_own_name_alone() -> None:
    accounts = {"Anna": HASH}
    assert access.fits(accounts, "Anna", PASSWORD)
    assert not access.fits(accounts, "Anna", "anders")
    assert not access.fits(accounts, "Berta", PASSWORD)
    assert not access.fits({"Anna": "$argon2id$broken"}, "Anna", PASSWORD)


def test_an_address_belongs_to_a_domain_only_if_it_ends_with_it() -> None:
    names = ("anna@example.org", "@example.net")
    assert access.is_among("anna@example.org", names)
    assert access.is_among("berta@example.net", names)
    assert not access.is_among("berta@example.org", names)
    assert not access.is_among("berta@evil-example.net", names)
    assert not access.is_among("berta@example.net.evil.org", names)


def test_a_limit_counts_for_each_by_themselves_and_ends_after_a_while() -> None:
    limit = Limit(most=2, seconds=10)
    assert [limit.allows("a", now) for now in (0, 1, 2)] == [True, True, False]
    assert limit.allows("b", 2)
    assert [limit.allows("a", now) for now in (10.5, 10.6, 11.5)] == [True, False, True]


@pytest.mark.skipif(sys.platform != "linux", reason="a password is typed into a terminal of its own")
def test_the_command_prints_a_line_that_lets_its_name_in() -> None:
    import pty
    import tomllib

    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "places", "password", "Änne"],
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=slave,
        start_new_session=True,
    )
    with open(master, "r+b", buffering=0) as terminal:  # noqa: PTH123 - a number, not a path
        for prompt in (b"Password: ", b"Once more: "):
            said = b""
            while not said.endswith(prompt):  # what is typed before it is asked for does not count
                said += terminal.read(1)
            terminal.write(f"{PASSWORD}\n".encode())
        line = process.communicate(timeout=60)[0].decode()
    assert access.fits(tomllib.loads(line), "Änne", PASSWORD)
    assert PASSWORD not in line
