"""Where a server's drawn pieces lie: a folder of its own, and away with those of servers that were killed."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp

_PREFIX, _LOCK = "evenhand-web-", "serving"


def own_place(parent: Path | None = None) -> Path:
    """Make a folder that is this server's while any of its processes lives, and remove those of dead servers."""
    within = parent or Path(gettempdir())
    _remove_dead(within)
    place = Path(mkdtemp(prefix=_PREFIX, dir=within))
    # A number, which nothing closes but the end of the last process. The lock gets its name once it is held: a folder
    # under whose lock nobody stands is then a dead server's, and never one that is just being made.
    held = os.open(place / "making", os.O_CREAT | os.O_RDWR | os.O_EXCL, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    (place / "making").rename(place / _LOCK)
    return place


def _remove_dead(within: Path) -> None:
    for place in within.glob(f"{_PREFIX}*"):
        # Somebody else's, and what leads elsewhere, are left alone; so is what goes while it is looked at.
        with suppress(OSError):
            if not place.is_symlink() and place.stat().st_uid == os.getuid() and _is_dead(place):
                rmtree(place, ignore_errors=True)


def _is_dead(place: Path) -> bool:
    """Whether no process holds the lock; the kernel lets go of it however a process ends."""
    lock = os.open(place / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True
