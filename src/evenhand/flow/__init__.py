"""The one entrance: from files to a release. The command line, a notebook and the service call this."""

from collections.abc import Iterable
from pathlib import Path

from evenhand.flow.choose import choose_programme, default_as_at, with_areas
from evenhand.flow.run import ledger_entry, run, translated
from evenhand.records import Inputs
from evenhand.records import read as read_files
from evenhand.vocabulary import Vocabulary, load_vocabulary

__all__ = ["choose_programme", "default_as_at", "ledger_entry", "read", "run", "translated", "with_areas"]


def read(
    paths: Iterable[Path | str] | Path | str,
    *,
    population: Iterable[Path | str] | Path | str = (),
    profile: str | None = None,
    vocabulary: Vocabulary | None = None,
    secret: bytes | None = None,
) -> Inputs:
    """Return everything that stands in the files or folders `paths`, and in the `population` files.

    For a notebook: with the vocabulary that comes with Evenhand unless another is given. With `secret` people are
    joined over agencies. Raises UnreadableFile where a file cannot be used, with what would mend it.
    """
    return read_files(
        _several(paths),
        vocabulary=vocabulary or load_vocabulary(),
        profile=profile,
        population=_several(population),
        secret=secret,
    )


def _several(paths: Iterable[Path | str] | Path | str) -> list[Path | str]:
    return [paths] if isinstance(paths, str | Path) else list(paths)
