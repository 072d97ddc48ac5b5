"""Folders of drawn pieces: a killed server's goes at the next start, a living one's stays."""

import os
import signal
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from evenhand_service.common.drawn_place import own_place


def _serve(parent: Path, told: Connection) -> None:
    told.send(str(own_place(parent)))
    signal.pause()


def test_what_a_killed_server_left_goes_and_what_a_living_one_has_stays(tmp_path: Path) -> None:
    forked = get_context("fork")
    hears, told = forked.Pipe()
    server = forked.Process(target=_serve, args=(tmp_path, told))
    server.start()
    assert hears.poll(10)
    left = Path(hears.recv())
    (left / "pieces.sqlite").touch()
    mine = own_place(tmp_path)
    assert left.exists(), "its server lives"
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    server.join()
    own_place(tmp_path)
    assert not left.exists()
    assert mine.exists(), "this process lives"


def test_folders_without_a_lock_and_links_are_left_alone(tmp_path: Path) -> None:
    being_made = tmp_path / "evenhand-web-being-made"
    being_made.mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "serving").touch()
    (tmp_path / "evenhand-web-link").symlink_to(elsewhere)
    own_place(tmp_path)
    assert being_made.exists()
    assert (elsewhere / "serving").exists()
