"""The contents of a file: what kind it is, told from its first bytes, and its bytes; or what is wrong with it."""

import hashlib
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from evenhand.foundations import UnreadableFile
from evenhand.records.encodings import as_utf8
from evenhand.records.limits import Limits, load_limits, size

_BLOCK = 1 << 20
_GIVE = "Give a CSV file, a workbook (XLSX or ODS) or a Parquet file."


class Form(StrEnum):
    """What kind of file it is."""

    TEXT = "text"
    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old workbook"
    PARQUET = "Parquet file"


_MAGIC = ((b"PK\x03\x04", Form.WORKBOOK), (b"\xd0\xcf\x11\xe0", Form.OLD_WORKBOOK), (b"PAR1", Form.PARQUET))
_NO_TABLE = (
    (b"%PDF", "a PDF", "Ask its sender for the table behind it, as CSV or a workbook."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"PK\x05\x06", "an empty archive", _GIVE),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file", "Unpack it first."),
    (b"\x89PNG", "a picture", _GIVE),
    (b"\xff\xd8\xff", "a picture", _GIVE),
    (b"GIF8", "a picture", _GIVE),
    (b"II*\0", "a picture", _GIVE),
    (b"MM\0*", "a picture", _GIVE),
    (b"RIFF", "a picture, film or sound", _GIVE),
    (b"{\\rtf", "a text document", _GIVE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The bytes of one file: of a text as UTF-8 without a byte order mark, of others as they stand.

    `sha256` is of the file as it stands; `notes` are sentences on how it was read.
    """

    file: str
    data: bytes | bytearray
    sha256: str
    form: Form = Form.TEXT
    notes: tuple[str, ...] = ()


def load(path: Path, file: str, limits: Limits | None = None) -> Contents:
    """Return what stands in a file; `file` is its name in messages.

    Raises UnreadableFile where it is missing, no file, empty, too large, or of a kind that holds no table.
    """
    try:
        data, sha256 = _bytes(path, file, limits or load_limits())
    except FileNotFoundError as error:
        raise UnreadableFile(f"{file} does not exist.", mend="Check its name and folder.") from error
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be opened ({error.strerror}).", mend=_why(path)) from error
    form = _form(data)
    if form is not Form.TEXT:
        return Contents(file=file, data=data, sha256=sha256, form=form)
    _check_kind(data, file)
    text, notes = as_utf8(data, file)
    if not (text[:_BLOCK].strip() or text.strip()):
        raise UnreadableFile(
            f"{file} is empty.", mend="Give a file with a line of headings and at least one row."
        )
    return Contents(file=file, data=text, sha256=sha256, notes=notes)


def _bytes(path: Path, file: str, limits: Limits) -> tuple[bytes | bytearray, str]:
    """Return the bytes of a file and their SHA-256; gives up as soon as it can't be a table."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe, a device or the like, not a file"
        raise UnreadableFile(f"{file} is {what}.", mend="Name the file itself.")
    data, digest = bytearray(status.st_size), hashlib.sha256()
    block, end, last = min(_BLOCK, limits.line_bytes), 0, -1
    with path.open("rb", buffering=0) as opened, memoryview(data) as view:
        while end < len(data) and (got := opened.readinto(view[end : end + block])):
            digest.update(view[end : end + got])
            if end == 0:
                form = _form(data)
                _check_size(status.st_size, form, file, limits)
            if form is Form.TEXT:
                _check_kind(data, file)
                last = max(last, data.rfind(b"\n", end, end + got), data.rfind(b"\r", end, end + got))
                if end + got - last > limits.line_bytes + block:
                    raise _long_line(file, data.count(b"\n", 0, last + 1) + 1, limits)
            end += got
    return data[:end] if end < len(data) else data, digest.hexdigest()


def _long_line(file: str, line: int, limits: Limits) -> UnreadableFile:
    return UnreadableFile(
        f"Line {line} of {file} is longer than {size(limits.line_bytes)}, so it is no row of a table.",
        mend="Save the table again as CSV, with each row on a line of its own.",
    )


def _form(data: bytes | bytearray) -> Form:
    return next((form for magic, form in _MAGIC if data.startswith(magic)), Form.TEXT)


def _check_kind(data: bytes | bytearray, file: str) -> None:
    for magic, what, mend in _NO_TABLE:
        if data.startswith(magic):
            raise UnreadableFile(f"{file} is {what}, whatever its name says.", mend=mend)


def _check_size(length: int, form: Form, file: str, limits: Limits) -> None:
    most = {Form.TEXT: limits.file_bytes, Form.OLD_WORKBOOK: limits.old_bytes}.get(form, limits.packed_bytes)
    if length > most:
        raise UnreadableFile(
            f"{file} is larger than {size(most)}, the most for a {form}.",
            mend="Split it, for example by year."
            if form is Form.TEXT
            else "Save its table as CSV, and split that if need be.",
        )


def _why(path: Path) -> str:
    if path.is_symlink():
        return "It is a link that leads to itself or nowhere: name the file that it stands for."
    return "Check who may read it."
