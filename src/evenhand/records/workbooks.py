"""Whether a workbook is safe to open: what its archive unpacks to, and how large its sheets are.

The library that reads workbooks holds a sheet from its first used cell to its last, so two cells far apart in a
file of a few hundred bytes can take all memory. Everything here is looked at as it is unpacked, a part at a time.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from evenhand.foundations import UnreadableFile
from evenhand.records.contents import Contents
from evenhand.records.limits import Limits, size

_AGAIN = "Open it in a spreadsheet program and save it again as XLSX, or save the table as CSV."
_BLOCK = 1 << 20
_LONGEST_ROW = 4 * _BLOCK
_LOCAL_HEADER = 30
_OPEN_DOCUMENT = "content.xml"
_SAID = rb"""\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*')"""
_CELL = re.compile(
    rb"""<(?:\w+:)?c(?:%b)*?\s+r\s*=\s*["']([A-Za-z]{1,8})(\d{1,12})["'](?:%b)*\s*>""" % (_SAID, _SAID)
)
_ROW = re.compile(rb"""<(?:\w+:)?row(?:%b)*?\s+r\s*=\s*["'](\d{1,12})["'](?:%b)*\s*>""" % (_SAID, _SAID))
_NAMED = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,8})(\d{1,12})["']""")
"""The names of all cells and rows, and perhaps of more: never fewer."""
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_NO_RESULT = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


@dataclass(slots=True)
class Found:
    """What was seen in a workbook: formulas without a saved result, and cells merged downwards.

    `merged` is known of OpenDocument only: for each sheet (row, column, rows), from 0.
    """

    open_document: bool = False
    no_result: int = 0
    merged: list[list[tuple[int, int, int]]] = field(default_factory=list)


def check_workbook(contents: Contents, limits: Limits) -> Found:
    """Return what a workbook holds besides its cells. Raises UnreadableFile where it isn't one, or is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(contents.data)) as archive:
            return _check(archive, contents, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        NotImplementedError,
        ValueError,
        OSError,
    ) as error:
        raise UnreadableFile(
            f"{contents.file} begins as a workbook does, but it is damaged or incomplete.", mend=_AGAIN
        ) from error


def _check(archive: zipfile.ZipFile, contents: Contents, limits: Limits) -> Found:
    file, parts = contents.file, archive.infolist()
    names = {one.filename for one in parts}
    if any(one.flag_bits & 1 for one in parts) or "EncryptedPackage" in names:
        raise UnreadableFile(f"{file} is protected by a password.", mend="Save it without one, or as CSV.")
    if "xl/workbook.bin" in names:
        raise UnreadableFile(f"{file} is a binary workbook (XLSB).", mend="Save it as XLSX.")
    open_document = _OPEN_DOCUMENT in names and "mimetype" in names
    if not open_document and "xl/workbook.xml" not in names:
        raise UnreadableFile(
            f"{file} is an archive or a document of another kind, not a workbook.",
            mend="Unpack it, or save the table in it as XLSX, ODS or CSV.",
        )
    if len(parts) > limits.parts or len(names) != len(parts):
        raise UnreadableFile(f"{file} is not put together as workbooks are.", mend=_AGAIN)
    if sum(one.file_size for one in parts) > limits.unpacked_bytes:
        raise _too_large(file, limits)
    found = Found(open_document=open_document)
    left = limits.unpacked_bytes
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")) or part.filename == "mimetype":
            left -= _look(contents, part, found, limits, left)
    return found


def _look(contents: Contents, part: zipfile.ZipInfo, found: Found, limits: Limits, left: int) -> int:
    """Look through one part as it is unpacked and return its size."""
    watch = _Ods(found, contents.file, limits) if part.filename == _OPEN_DOCUMENT else None
    box = None if found.open_document else _Box(contents.file, part.filename, limits)
    length, tail = 0, b""
    for block in _unpacked(contents.data, part):
        length += len(block)
        if length > left or length > part.file_size:
            raise _too_large(contents.file, limits)
        seen = tail + block
        if length == len(block) and seen[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise UnreadableFile(f"{contents.file} is written in an encoding that is not read.", mend=_AGAIN)
        if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
            raise UnreadableFile(
                f"{contents.file} holds definitions that a workbook has no use for, as files made to do harm do.",
                mend="Ask where it comes from; do not open it. Ask for the table as CSV.",
            )
        if watch:
            watch.parser.Parse(block, False)
        tail = box.look(seen) if box else seen[-16:]
    if length != part.file_size:
        raise zipfile.BadZipFile(part.filename)
    if watch:
        watch.parser.Parse(b"", True)
    if box:
        found.no_result += box.no_result
    return length


def _unpacked(data: bytes | bytearray, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what a part unpacks to, whatever size it says that it has."""
    start = part.header_offset + _LOCAL_HEADER
    head = bytes(data[part.header_offset : start])
    start += int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    packed = memoryview(data)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _BLOCK]) for at in range(0, len(packed), _BLOCK))
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError(part.filename)
    engine, rest = zlib.decompressobj(-15), bytes(packed)
    while not engine.eof:
        block = engine.decompress(rest, _BLOCK)
        rest = engine.unconsumed_tail
        if block:
            yield block
        elif not rest and not engine.eof:
            raise zlib.error("incomplete")


class _Box:
    """The last used row and column of a sheet (XLSX), from the names of its cells."""

    def __init__(self, file: str, part: str, limits: Limits) -> None:
        self._file, self._limits, self._sheet = file, limits, part.startswith("xl/worksheets/")
        self.no_result = self._row = self._column = self._unplaced = 0

    def look(self, seen: bytes) -> bytes:
        """Look through some text and return what of its end is to be looked at again with the next."""
        end = seen.rfind(b"</row") if self._sheet else -1
        end = end if end > 0 else max(seen.rfind(b"<"), 0)
        if len(seen) - end > _LONGEST_ROW:
            end = max(seen.rfind(b"<"), 0)
            if len(seen) - end > _BLOCK:
                raise zipfile.BadZipFile("a tag without end")
        part = seen[:end]
        named = _NAMED.findall(part)
        row, column = _last(named)
        if max(self._row, row) * max(self._column, column) > self._limits.cells:
            # Cells that are only coloured are named too; they don't count, so look at those with something in them.
            row, column = _last([*_CELL.findall(part), *((b"", one) for one in _ROW.findall(part))])
        self._row, self._column = max(self._row, row), max(self._column, column)
        placed = sum(1 for letters, _ in named if letters)
        if self._sheet and len(_ANY_CELL.findall(part)) > placed:  # some don't say where they stand
            most = max(len(_ANY_CELL.findall(one)) for one in part.split(b"</row"))
            self._unplaced = max(self._unplaced, most)
        self.no_result += len(_NO_RESULT.findall(part)) if self._sheet else 0
        width = self._column + self._unplaced
        if self._row * width > self._limits.cells:
            raise _too_wide(self._file, self._row, width, self._limits)
        return seen[end:]


def _last(named: Sequence[tuple[bytes, bytes]]) -> tuple[int, int]:
    """Return the last row and column of cells by name; of rows the letters are empty."""
    columns = {letters.upper() for letters, _ in named}
    return max((int(row) for row in {row for _, row in named}), default=0), max(
        map(_number, columns), default=0
    )


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _Ods:
    """The size of each sheet of an OpenDocument workbook, where a cell or row may stand for many."""

    def __init__(self, found: Found, file: str, limits: Limits) -> None:
        self._found, self._file, self._limits = found, file, limits
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._row = self._width = self._at = self._used = self._repeat = self._merges = 0
        self._last = 0
        self._cell: tuple[int, int] | None = None
        self._filled = False

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            times = _times(said, "table:number-columns-repeated")
            self._cell = (self._at, times)
            self._filled = "office:value-type" in said or "table:formula" in said
            down = _times(said, "table:number-rows-spanned")
            if down > 1:
                self._merge(down)
            self._at += times
        elif tag == "text:p" and self._cell is not None:
            self._filled = True
        elif tag == "table:table-row":
            self._at, self._used = 0, 0
            self._repeat = _times(said, "table:number-rows-repeated")
        elif tag == "table:table":
            self._row = self._width = self._last = 0
            self._found.merged.append([])

    def _end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            if self._filled and self._cell is not None:
                self._used = sum(self._cell)
            self._cell = None
        elif tag == "table:table-row":
            self._row += self._repeat
            if self._used:
                self._width, self._last = max(self._width, self._used), self._row
            if self._last * self._width > self._limits.cells or self._at > self._limits.cells:
                raise _too_wide(self._file, self._last, self._width, self._limits)

    def _merge(self, down: int) -> None:
        self._merges += 1
        if self._found.merged and self._merges <= self._limits.merged:
            self._found.merged[-1].append((self._row, self._at, down))


def _times(said: dict[str, str], name: str) -> int:
    text = said.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 10**12


def _too_large(file: str, limits: Limits) -> UnreadableFile:
    return UnreadableFile(
        f"{file} unpacks to more than {size(limits.unpacked_bytes)}, far more than a table of records.",
        mend="If it is what it should be, save the table as CSV; if you don't know it, don't open it.",
    )


def _too_wide(file: str, rows: int, columns: int, limits: Limits) -> UnreadableFile:
    return UnreadableFile(
        f"A sheet of {file} reaches down to row {rows:,} and across {columns:,} columns; "
        f"{limits.cells:,} cells are the most.",
        mend="Delete what stands far below or right of the table, or save the table as CSV.",
    )
