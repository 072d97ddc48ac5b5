"""Tests reach no other machine; on this one they may talk."""

import socket

import pytest


def test_connecting_elsewhere_fails() -> None:
    with socket.socket() as caller, pytest.raises(RuntimeError, match="connect to"):
        caller.connect(("192.0.2.1", 80))


def test_looking_up_a_name_fails() -> None:
    with pytest.raises(RuntimeError, match=r"look up example\.org"):
        socket.create_connection(("example.org", 80))


def test_connecting_on_this_machine_works() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as caller,
    ):
        assert caller.getpeername() == server.getsockname()


def test_browser_shows_a_page(browser) -> None:
    page = browser.new_page()
    page.set_content("<h1>Evenhand</h1>")
    assert page.inner_text("h1") == "Evenhand"
    page.close()
