"""One release in two languages, in which each test of the carriers plants a leak of its own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from evenhand.publish import write_release
from tests.disclosure.carriers_released import FORMATS, FRAME, bring, in_welsh, small
from tests.made_once import made_once


def _write(folder: Path) -> None:
    release = small()
    write_release(release, folder, formats=FORMATS)
    write_release(in_welsh(release), folder / "cy", formats=FORMATS)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "carriers", _write)


@pytest.fixture
def copied(written: Path, tmp_path: Path) -> Path:
    """A folder with the English release's counts and what is made of them; `also` adds what a test is about."""
    (tmp_path / "charts").mkdir()
    bring(tmp_path, *FRAME, written=written)
    return tmp_path


@pytest.fixture
def also(written: Path, copied: Path) -> Callable[..., None]:
    """Copy further files of the release into the folder."""
    return partial(bring, copied, written=written)
