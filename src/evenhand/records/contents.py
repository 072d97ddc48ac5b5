"""The contents of a file: text that can be read as a table, or an error that says how to save it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from evenhand.foundations import UnreadableFile

LARGEST = 1024**3
"""The largest file that is read, in bytes (1 GiB)."""

_SAVE = "Save it as CSV with the encoding UTF-8 (in Excel: Save As, 'CSV UTF-8 (Comma delimited)')."
_MAGIC = (
    (b"PK\x03\x04", "a workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old workbook (xls)"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"PAR1", "a Parquet file"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The bytes of one file, without a byte order mark; `sha256` is of the file as it stands."""

    file: str
    data: bytes
    sha256: str


def load(path: Path, file: str) -> Contents:
    """Return what stands in a file; `file` is its name in messages.

    Raises UnreadableFile where it is missing, empty, too large, or not a text.
    """
    data = _bytes(path, file)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(f"{file} is written in UTF-16 ('Unicode text').", mend=_SAVE)
    for magic, words in _MAGIC:
        if data.startswith(magic):
            raise UnreadableFile(f"{file} is {words}, not a CSV file.", mend=_SAVE)
    if b"\0" in data:
        raise UnreadableFile(f"{file} is not a text file.", mend=_SAVE)
    text = data.removeprefix(b"\xef\xbb\xbf")
    if not text.strip():
        raise UnreadableFile(
            f"{file} is empty.", mend="Give a file with a line of headings and at least one row."
        )
    return Contents(file=file, data=text, sha256=hashlib.sha256(data).hexdigest())


def check_utf8(contents: Contents) -> None:
    """Raise UnreadableFile where the text is not UTF-8, with the line and the likely encoding."""
    try:
        contents.data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = contents.data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"{contents.file} is not written in UTF-8 (first seen on line {line}); "
            f"it looks like {_likely(contents.data)}.",
            mend=_SAVE,
        ) from error


def first_line(data: bytes) -> str:
    """Return the first line with something in it, whatever its encoding: enough to see the headings."""
    head = data.lstrip(b"\r\n")[: 1 << 20]
    return head.splitlines()[0].decode("utf-8", errors="replace") if head else ""


def delimiter_of(line: str) -> str:
    """Return what stands between the headings: a comma, or where there is none, a semicolon or tab."""
    return next((mark for mark in (",", ";", "\t") if mark in line), ",")


def _bytes(path: Path, file: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(f"{file} is larger than 1 GiB.", mend="Split it, for example by year.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"{file} does not exist.", mend="Check its name and folder.") from error
    except OSError as error:
        raise UnreadableFile(
            f"{file} cannot be opened ({error.strerror}).", mend="Check who may read it."
        ) from error


def _likely(data: bytes) -> str:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "another encoding, or not a text at all"
    return "Windows-1252 ('ANSI')"
