"""Reading files with the vocabulary that comes with Evenhand: the first of the three lines of a notebook."""

from collections.abc import Iterable
from pathlib import Path

from evenhand.records import Inputs
from evenhand.records import read as read_files
from evenhand.vocabulary import load_vocabulary


def read(
    paths: Iterable[Path | str] | Path | str,
    *,
    population: Iterable[Path | str] | Path | str = (),
    profile: str | None = None,
) -> Inputs:
    """Return everything that stands in the files or folders `paths`, and in the `population` files.

    Raises UnreadableFile where a file cannot be used, with what would mend it.
    """
    return read_files(_several(paths), vocabulary=load_vocabulary(), profile=profile, population=_several(population))


def _several(paths: Iterable[Path | str] | Path | str) -> list[Path | str]:
    return [paths] if isinstance(paths, str | Path) else list(paths)
