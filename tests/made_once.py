"""What takes long to make and is changed by no test: made once in a run of the tests, by the worker that needs it first."""

import contextlib
import fcntl
import io
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeVar

import pytest

Made = TypeVar("Made")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that all workers of this run share; the others wait while the first fills it."""
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, done = shared / f"once-{name}", shared / f"once-{name}.done"
    with (shared / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


class Shared:
    """What workers hand to each other as objects; outside of a run of the tests each makes its own."""

    factory: ClassVar[pytest.TempPathFactory | None] = None

    @classmethod
    def object(cls, name: str, make: Callable[[], Made]) -> Made:
        """Return what `make` gives: the first worker that asks makes it, the others read what it wrote."""
        if cls.factory is None:
            return make()
        folder = made_once(cls.factory, name, lambda at: _put(at / "object", make()))
        made: Made = pickle.loads((folder / "object").read_bytes())
        return made


def _put(path: Path, made: object) -> None:
    path.write_bytes(pickle.dumps(made))


@dataclass(frozen=True)
class Demonstration:
    """What `make demo` left behind: the folder with its pages, and what the command answered and said."""

    folder: Path
    code: int
    said: str


def make_demonstration(factory: pytest.TempPathFactory) -> Demonstration:
    """Return the demonstration, as the command makes it."""
    folder = made_once(factory, "demonstration", _demonstrate)
    code, _, said = (folder / "said.txt").read_text("utf-8").partition("\n")
    return Demonstration(folder / "demo", int(code), said)


def _demonstrate(folder: Path) -> None:
    from evenhand.cli import main

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = main(["demo", "--out", str(folder / "demo")])
    (folder / "said.txt").write_text(f"{code}\n{said.getvalue()}", "utf-8")
