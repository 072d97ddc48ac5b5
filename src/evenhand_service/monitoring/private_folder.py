"""A folder for files that hold people: ours alone, and gone whatever happens, a killed process included."""

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_LOCK = ".held"
_OWN = 0o700


class FolderNotOurs(Exception):
    """The place for private folders is open to others, or belongs to somebody else."""


def work_folder() -> Path:
    """Return the place in which private folders are made; raises FolderNotOurs where others could look into it."""
    named = getattr(settings, "WORK_FOLDER", None) or os.environ.get("XDG_RUNTIME_DIR")
    folder = Path(named or tempfile.gettempdir()) / f"evenhand-work-{os.geteuid()}"
    folder.mkdir(mode=_OWN, parents=True, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise FolderNotOurs(f"{folder} belongs to somebody else. Name another place in WORK_FOLDER.")
    folder.chmod(_OWN)
    return folder


@contextmanager
def private_folder() -> Iterator[Path]:
    """Make a folder that only this account may open, and remove it with all that is in it.

    It is held by a lock that ends with the process: `remove_abandoned` removes what a killed one left.
    """
    folder = Path(tempfile.mkdtemp(dir=work_folder()))
    held = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        inside = folder / "files"
        inside.mkdir(mode=_OWN)
        yield inside
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def remove_abandoned() -> int:
    """Remove the folders whose process is dead, and return how many there were."""
    return sum(_remove_if_abandoned(one) for one in work_folder().iterdir() if one.is_dir())


def _remove_if_abandoned(folder: Path) -> bool:
    try:
        held = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False  # being made or removed just now
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        shutil.rmtree(folder, ignore_errors=True)
        return True
    finally:
        os.close(held)
