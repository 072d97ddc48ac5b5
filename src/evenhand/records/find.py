"""The files to read: those named, and those in the folders named, in an order that never changes."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evenhand.foundations import UnreadableFile

ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".xls", ".parquet")
"""How the names of files end that are read from a folder; a file that is named itself may end as it likes."""
_LISTED = ", ".join(ENDINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file: where it is, its name in messages (with no folder of the machine), whether it was named."""

    path: Path
    file: str
    named: bool


def find_files(paths: Iterable[Path | str]) -> tuple[tuple[Found, ...], tuple[tuple[str, str], ...]]:
    """Return the files to read, and what else lies in the folders, with the reason why it isn't read.

    Raises UnreadableFile where a folder holds no file that can be read.
    """
    found: list[Found] = []
    skipped: list[tuple[str, str]] = []
    for path in map(Path, paths):
        here, others = (
            _in_folder(path) if path.is_dir() else ([Found(path=path, file=shown(path.name), named=True)], [])
        )
        found += here
        skipped += others
    return _told_apart(found), tuple(skipped)


def shown(name: str) -> str:
    """Return the name of a file without what a terminal would act on or no file name may hold."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def _in_folder(folder: Path) -> tuple[list[Found], list[tuple[str, str]]]:
    wanted: list[Found] = []
    skipped: list[tuple[str, str]] = []
    for path in _walk(folder):
        file = shown(path.relative_to(folder).as_posix())
        reason = _not_read(path)
        if reason:
            skipped.append((file, reason))
        else:
            wanted.append(Found(path=path, file=file, named=False))
    if not wanted:
        raise UnreadableFile(
            f"The folder {shown(folder.name) or 'given'} holds no CSV file, workbook or Parquet file.",
            mend="Name the folder in which the files are.",
        )
    return wanted, skipped


def _not_read(path: Path) -> str:
    if not path.is_file():
        return (
            "A link that leads nowhere or to itself, or to a folder."
            if path.is_symlink()
            else "Not a file: a pipe, a device or the like."
        )
    if path.name.startswith("~$"):
        return "Left by a spreadsheet program that has the file open."
    return "" if path.suffix.lower() in ENDINGS else f"Not a file of a kind that is read ({_LISTED})."


def _walk(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder and its folders by name; hidden files are the system's own. Links to folders
    aren't followed, since they may lead back."""
    paths = [
        Path(here) / name
        for here, folders, files in os.walk(folder)
        for name in (*files, *(one for one in folders if (Path(here) / one).is_symlink()))
    ]
    visible = [
        path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    yield from sorted(visible, key=lambda path: path.relative_to(folder).as_posix())


def _told_apart(found: Sequence[Found]) -> tuple[Found, ...]:
    """Give files of one name as many of their folders as tell them apart; a file given twice has a number."""
    together: dict[str, list[Path]] = {}
    for one in found:
        together.setdefault(one.file, []).append(one.path.absolute())
    taken: set[str] = set()
    named = []
    for one in found:
        name = file = _with_folders(one, together[one.file])
        turn = 1
        while file in taken:
            turn += 1
            file = f"{name} ({turn})"
        taken.add(file)
        named.append(Found(path=one.path, file=file, named=one.named))
    return tuple(named)


def _with_folders(one: Found, alike: Sequence[Path]) -> str:
    path, others = one.path.absolute(), {other for other in alike if other != one.path.absolute()}
    least = len(Path(one.file).parts)
    for parts in range(least, len(path.parts)):
        if all(other.parts[-parts:] != path.parts[-parts:] for other in others):
            return Path(*path.parts[-parts:]).as_posix() if others else one.file
    return one.file
