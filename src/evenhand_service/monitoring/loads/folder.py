"""A watched folder: files that another system puts there are taken in, and moved to `taken` or `refused` with a note."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads.enums import LoadSource
from evenhand_service.monitoring.loads.operations import FileRefused, receive_file, too_large
from evenhand_service.monitoring.loads.settings import load_settings

TAKEN, REFUSED = "taken", "refused"
_NOTE = ".why.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A folder, and whose files of which area stand in it; they are taken in somebody's name."""

    folder: Path
    organisation: Any
    area: Any
    by: Any


def take_in(watched: Watched, *, now: datetime, still_for_seconds: float) -> tuple[int, int]:
    """Take in every file that has not changed for a while; return how many were taken and how many refused.

    A file is moved after its load is kept. Where that was cut short, the same file is found again, and told to be
    one that was given before.
    """
    taken = refused = 0
    for path in sorted(one for one in watched.folder.iterdir() if _is_ready(one, now, still_for_seconds)):
        why = _receive(watched, path, now)
        _move(path, watched.folder / (REFUSED if why else TAKEN), why)
        taken, refused = taken + (not why), refused + bool(why)
    return taken, refused


def _is_ready(path: Path, now: datetime, still_for_seconds: float) -> bool:
    """Whether it is a file of its own, not hidden, and nobody is writing it any more."""
    if path.is_symlink() or not path.is_file() or path.name.startswith((".", "~$")):
        return False
    return now.timestamp() - path.stat().st_mtime >= still_for_seconds


def _receive(watched: Watched, path: Path, now: datetime) -> str:
    """Take one file in; return why not, '' where it was taken."""
    if path.stat().st_size > load_settings().file_bytes:
        return too_large()
    try:
        with acting_as(watched.by.pk):
            receive_file(
                content=path.read_bytes(),
                given_name=path.name,
                area=watched.area,
                organisation=watched.organisation,
                by=watched.by,
                now=now,
                source=LoadSource.FOLDER,
            )
    except FileRefused as error:
        return f"{error.what} {error.mend}".strip()
    return ""


def _move(path: Path, folder: Path, why: str) -> None:
    """Move a file out of the way under its own name, numbered where that is taken, with a note of why beside it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / path.name
    if target.exists():
        target = folder / f"{uuid4().hex[:8]}-{path.name}"
    path.rename(target)
    if why:
        (folder / f"{target.name}{_NOTE}").write_text(f"{why}\n", "utf-8")
