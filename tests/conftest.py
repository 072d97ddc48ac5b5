"""What every test may ask for, and what none may do."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.made_once import Demonstration, make_demonstration
from tools.browser import BrowserMissing, find_chromium, launch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# How hard properties are tried: few examples at each change, many at night, with
# HYPOTHESIS_PROFILE=overnight make test
settings.register_profile("change", max_examples=20, deadline=None, derandomize=True)
settings.register_profile("overnight", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "change"))


class NetworkUsed(RuntimeError):
    """A test tried to reach another machine."""


def stays_here(family: int, address: object) -> bool:
    """Return whether an address is on this machine: a Unix socket, or loopback."""
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    host = str(address[0]) if isinstance(address, tuple) else str(address)
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test leave this machine; a browser talks to its driver on loopback, and that stays allowed."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: object) -> None:
        if not stays_here(self.family, address):
            raise NetworkUsed(f"connect to {address}")
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: object) -> int:
        if not stays_here(self.family, address):
            raise NetworkUsed(f"connect to {address}")
        return connect_ex(self, address)

    def guarded_look_up(host: str | bytes | None, *args: object, **kwargs: object) -> list:
        name = host.decode() if isinstance(host, bytes) else host or ""
        if not stays_here(socket.AF_INET, (name,)):
            raise NetworkUsed(f"look up {name}")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Return what the command `demo` made and said: look, and change nothing."""
    return make_demonstration(tmp_path_factory)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the path of the machine's Chromium. Without one the test fails: it is never skipped."""
    try:
        return find_chromium()
    except BrowserMissing as missing:
        pytest.fail(str(missing))


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator["Browser"]:
    """Return one running Chromium for all browser tests; each test opens a page of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture(scope="session")
def _tab(browser: "Browser") -> Iterator["Page"]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def opened(_tab: "Page") -> Iterator["Page"]:
    """Return an empty page, a thousand pixels wide, for files on disk; a new one would take a second of every test."""
    _tab.set_viewport_size({"width": 1000, "height": 800})
    yield _tab
    _tab.emulate_media(media="null")
    _tab.goto("about:blank")
