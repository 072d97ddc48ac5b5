"""The files to read: those named, and the CSV files of the folders named, in an order that never changes."""

from collections.abc import Iterable, Iterator
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
    taken: set[str] = set()
    for path in map(Path, paths):
        here, others = (
            _in_folder(path) if path.is_dir() else ([Found(path=path, file=path.name, named=True)], [])
        )
        found += [_with_own_name(one, taken) for one in here]
        skipped += others
    return tuple(found), tuple(skipped)


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


def _with_own_name(one: Found, taken: set[str]) -> Found:
    file, turn = one.file, 1
    while file in taken:
        turn += 1
        file = f"{one.file} ({turn})"
    taken.add(file)
    return Found(path=one.path, file=file, named=one.named)
