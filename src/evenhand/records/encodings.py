"""Text in the encodings that spreadsheets write, as UTF-8: told by its first bytes, or by what fits."""

import re

import numpy as np

from evenhand.foundations import UnreadableFile

_SAVE = "Save it as CSV with the encoding UTF-8 (in Excel: Save As, 'CSV UTF-8 (Comma delimited)')."
_UTF_8_MARK, _UTF_16_MARKS, _UTF_32_MARKS = (
    b"\xef\xbb\xbf",
    (b"\xff\xfe", b"\xfe\xff"),
    (b"\xff\xfe\0\0", b"\0\0\xfe\xff"),
)
_LETTER_OF_UTF_8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_BLOCK = 1 << 18
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def as_utf8(data: bytes | bytearray, file: str) -> tuple[bytes | bytearray, tuple[str, ...]]:
    """Return text as UTF-8 without a byte order mark, and sentences on how it was read.

    Reads UTF-8, UTF-16 with its mark, and Windows-1252 where every byte fits and nothing is UTF-8.
    Raises UnreadableFile, with the line, where it is none of these.
    """
    notes: tuple[str, ...] = ()
    if data.startswith(_UTF_32_MARKS):
        raise UnreadableFile(f"{file} is written in UTF-32.", mend=_SAVE)
    if data.startswith(_UTF_16_MARKS):
        data, notes = _from_utf16(data, file), ("Read as UTF-16 ('Unicode text').",)
    elif data.startswith(_UTF_8_MARK):
        data = data[len(_UTF_8_MARK) :]
    _check_text(data, file)
    if data.isascii():
        return data, notes
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _from_windows(data, file, error.start), (
            "Read as Windows-1252 ('ANSI'), because it is not UTF-8: check a name with an accent in it.",
        )
    return data, notes


def _from_utf16(data: bytes | bytearray, file: str) -> bytes:
    try:
        return data.decode("utf-16").encode("utf-8")
    except UnicodeError as error:
        raise UnreadableFile(
            f"{file} begins as UTF-16 ('Unicode text') does, but is not written in it.", mend=_SAVE
        ) from error


def _from_windows(data: bytes | bytearray, file: str, start: int) -> bytes:
    line = data.count(b"\n", 0, start) + 1
    if _LETTER_OF_UTF_8.search(data):
        raise UnreadableFile(
            f"{file} is written partly in UTF-8 and partly in another encoding (first seen on line {line}), as if "
            "two files had been put together.",
            mend="Save each part as CSV with the encoding UTF-8, then put them together.",
        )
    try:
        return data.decode("cp1252").encode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{file} is written neither in UTF-8 nor in Windows-1252 (first seen on line {line}); "
            "it looks like another encoding, or not a text at all.",
            mend=_SAVE,
        ) from error


def _check_text(data: bytes | bytearray, file: str) -> None:
    found = _NO_TEXT.search(data) if _is_odd(data) else None
    if found is None:
        return
    line = data.count(b"\n", 0, found.start()) + 1
    if any(2 * half.count(0) > len(half) for half in (data[:2000:2], data[1:2000:2]) if len(half) > 1):
        raise UnreadableFile(f"{file} looks like UTF-16 without the mark that says so.", mend=_SAVE)
    what = "a NUL byte" if data[found.start()] == 0 else "a character that no text holds"
    raise UnreadableFile(
        f"{file} is not a text file: line {line} holds {what}.",
        mend="It may be a damaged copy or a file of another kind with the ending .csv: ask for it again, or save "
        "its table as CSV.",
    )


def _is_odd(data: bytes | bytearray) -> bool:
    """Whether some byte is one that no text holds: below 9, or from 14 to 31."""
    codes = np.frombuffer(data, dtype=np.uint8)
    for start in range(0, len(codes), _BLOCK):
        part = codes[start : start + _BLOCK]
        # Bytes wrap round below nought, so that each test is one comparison.
        if (part < 9).any() or ((part - np.uint8(14)) < 18).any():
            return True
    return False
