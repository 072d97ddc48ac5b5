"""The files of a release as they are downloaded: written by the library once, kept byte for byte."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from evenhand.publish import Release, write_release

FORMATS = ("ods", "pdf", "csvw")
"""Charts alone are made from what is kept of them when somebody asks."""
_LEFT_OUT = frozenset({"run.json"})
"""For the partnership's own records: exact numbers of rows. Pages are the service's own."""
_MEDIA = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".pdf": "application/pdf",
}


class Bundle(list[tuple[str, str, bytes]]):
    """Files by name with their media type; `unwritten` says what could not be made."""

    unwritten: tuple[str, ...] = ()


def bundle_of(release: Release, *, licence: str = "", formats: Sequence[str] = FORMATS) -> Bundle:
    """Return the tables, the spreadsheet and the report of a release in its language."""
    with TemporaryDirectory(prefix="evenhand-") as folder:
        written = write_release(release, Path(folder), formats=formats, licence=licence)
        made = Bundle(_read(written))
        made.unwritten = written.unwritten
    return made


def _read(paths: Sequence[Path]) -> Iterator[tuple[str, str, bytes]]:
    for path in sorted(paths, key=lambda one: one.name):
        if path.suffix in _MEDIA and path.name not in _LEFT_OUT:
            yield path.name, _MEDIA[path.suffix], path.read_bytes()
