"""The files to read: those named, and the CSV files of the folders named, in an order that never changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evenhand.foundations import UnreadableFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file: where it is, its name in messages (with no folder of the machine), whether it was named."""

    path: Path
    file: str
    named: bool


def find_files(paths: Iterable[Path | str]) -> tuple[tuple[Found, ...], tuple[tuple[str, str], ...]]:
    """Return the files to read, and those of folders that aren't CSV files, with the reason.

    Raises UnreadableFile where a path doesn't exist, or a folder holds no CSV file.
    """
    found: list[Found] = []
    skipped: list[tuple[str, str]] = []
    for path in map(Path, paths):
        here, others = (
            _in_folder(path) if path.is_dir() else ([Found(path=path, file=path.name, named=True)], [])
        )
        found += here
        skipped += others
    return _told_apart(found), tuple(skipped)


def _in_folder(folder: Path) -> tuple[list[Found], list[tuple[str, str]]]:
    files = [(path, path.relative_to(folder).as_posix()) for path in _walk(folder)]
    csv = [Found(path=path, file=file, named=False) for path, file in files if path.suffix.lower() == ".csv"]
    if not csv:
        raise UnreadableFile(
            f"The folder {folder.name or 'given'} holds no CSV file.",
            mend="Name the folder in which the files are.",
        )
    return csv, [(file, "Not a CSV file.") for path, file in files if path.suffix.lower() != ".csv"]


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its folders by name; hidden ones are the system's own."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
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
