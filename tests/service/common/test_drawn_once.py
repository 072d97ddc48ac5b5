"""What web processes tell each other of what they drew: found by the others, bounded, and never in anybody's way."""

from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

import pytest

from evenhand_service.common.drawn_once import DrawnOnce

KEY = ("piece", UUID(int=7), "cy", None, True)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[DrawnOnce]:
    made = DrawnOnce(most=10_000_000)
    made.begin(tmp_path / "pieces.sqlite")
    yield made
    made.end()


def test_without_a_file_nothing_is_held() -> None:
    alone = DrawnOnce(most=1_000)
    alone.keep(KEY, "drawn")
    assert alone.held(KEY) is None


def _draw_elsewhere(shared: DrawnOnce) -> None:
    shared.keep(KEY, "<p>gŵyl</p>")


def test_what_another_process_drew_is_found(shared: DrawnOnce) -> None:
    assert shared.held(KEY) is None
    other = get_context("fork").Process(target=_draw_elsewhere, args=(shared,))
    other.start()
    other.join()
    assert other.exitcode == 0
    assert shared.held(KEY) == "<p>gŵyl</p>"
    assert shared.held((*KEY[:-1], False)) is None, "a key that differs in one part is another"


def test_the_file_is_for_this_account_alone(shared: DrawnOnce) -> None:
    assert shared.file is not None
    assert shared.file.stat().st_mode & 0o077 == 0


def test_at_the_limit_the_older_half_goes(tmp_path: Path) -> None:
    small = DrawnOnce(most=400_000)
    small.begin(tmp_path / "pieces.sqlite")
    for number in range(200):
        small.keep((number,), "x" * 10_000)
    held = [number for number in range(200) if small.held((number,))]
    assert held[-1] == 199
    assert 10 <= len(held) <= 40
    assert held == list(range(held[0], 200))
    small.end()


def test_a_file_that_went_or_was_spoilt_is_in_nobodys_way(shared: DrawnOnce) -> None:
    shared.keep(KEY, "drawn")
    assert shared.file is not None
    file = shared.file
    shared.end()
    for one in file.parent.glob("pieces.sqlite*"):
        one.unlink()
    file.write_bytes(b"not a database at all, but something else")
    shared.file = file
    assert shared.held(KEY) is None
    shared.keep(KEY, "drawn again")
    assert shared.held(KEY) is None
