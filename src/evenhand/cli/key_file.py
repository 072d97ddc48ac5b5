"""The secret key of the cell key method: in a file that is named, or one that is made once for this user."""

import os
import secrets
from pathlib import Path

_BYTES = 32
_NAME = "cell-key"


def key_for(path: Path | None) -> tuple[bytes, str]:
    """Return the key and a sentence on where it is; raise EvenhandError where the named file can't be read."""
    if path is not None:
        return _read(path), f"Key: {path.name}."
    own = _folder() / _NAME
    if own.exists():
        return _read(own), f"Key: {own}."
    own.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    opened = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(f"{secrets.token_hex(_BYTES)}\n")
    said = (
        f"A new key was made and put in {own}, which you alone can read. Keep it, and show it to nobody: with it every "
        "change can be undone, and without it the same cell gets another figure."
    )
    return _read(own), said


def _folder() -> Path:
    named = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(named) if named else Path.home() / ".config") / "evenhand"


def _read(path: Path) -> bytes:
    from evenhand.foundations import UnreadableFile

    try:
        return path.read_bytes().strip()
    except OSError as error:
        raise UnreadableFile(
            f"The key {path.name} cannot be read ({error.strerror}).",
            mend="Check its name and who may read it.",
        ) from error
