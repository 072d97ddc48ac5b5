"""What the commands share in reading: the vocabulary, files with a bar of progress, and where not to write."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evenhand.records import Inputs
    from evenhand.vocabulary import Vocabulary


def vocabulary_for(programme: str | None, folder: Path | None = None) -> "tuple[Vocabulary, str | None]":
    """Return the vocabulary with a user's own files and programme, and the programme's name."""
    from evenhand.vocabulary import load_vocabulary, with_own_files, with_programme_file

    vocabulary = with_own_files(load_vocabulary(), folder) if folder else load_vocabulary()
    if programme and programme.endswith(".toml"):
        return with_programme_file(vocabulary, Path(programme))
    return vocabulary, programme


def read_with_progress(
    paths: Sequence[Path],
    vocabulary: "Vocabulary",
    profile: str | None,
    population: Sequence[Path],
    *,
    secret: Path | None = None,
    as_at: date | None = None,
) -> "Inputs":
    """Return what stands in the files, with a bar of progress where somebody watches."""
    from evenhand.records import read
    from evenhand.records.person_key import read_secret

    key = read_secret(secret) if secret else None
    if not sys.stderr.isatty():
        return read(
            paths, vocabulary=vocabulary, profile=profile, population=population, secret=key, as_at=as_at
        )
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading")

        def show(_file: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        return read(
            paths,
            vocabulary=vocabulary,
            profile=profile,
            population=population,
            secret=key,
            as_at=as_at,
            progress=show,
        )


def keep_apart(out: Path, paths: Sequence[Path]) -> None:
    """Raise EvenhandError if what is written would replace what is read, or be read as data the next time."""
    from evenhand.foundations import EvenhandError

    target = out.resolve()
    for path in paths:
        given = path.resolve()
        if target == given or (given in target.parents if given.is_dir() else target == given.parent):
            raise EvenhandError(
                f"The output {out.name} would lie among the files that are read.",
                mend="Choose another place for it.",
            )
