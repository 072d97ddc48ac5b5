"""Leaks planted into a release as it was written, one of each kind: each takes the folder and changes one file."""

import csv
import json
import re
import struct
import zlib
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

Plant = Callable[[Path], None]


def swapped(name: str, old: str, new: str) -> Plant:
    """Return a plant that puts `new` in place of the first `old` in a file."""

    def plant(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text, (name, old)
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return plant


def row_changed(name: str, change: Callable[[dict[str, str]], None], **where: str) -> Plant:
    """Return a plant that changes the first row of a CSV file that has the given cells."""

    def plant(folder: Path) -> None:
        path = folder / name
        rows = list(csv.DictReader(StringIO(path.read_text("utf-8"))))
        found = next(row for row in rows if all(row[key] == value for key, value in where.items()))
        change(found)
        text = StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(text.getvalue(), "utf-8")

    return plant


def json_changed(name: str, change: Callable[[dict], None]) -> Plant:
    """Return a plant that changes a JSON file."""

    def plant(folder: Path) -> None:
        data = json.loads((folder / name).read_text("utf-8"))
        change(data)
        (folder / name).write_text(json.dumps(data), "utf-8")

    return plant


def added(name: str, data: str | bytes) -> Plant:
    """Return a plant that adds a file."""

    def plant(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)

    return plant


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def picture(*more: bytes, after: bytes = b"") -> bytes:
    """Return a PNG of one white pixel, with further chunks."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\xff"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + body + chunk(b"IEND", b"") + after


def document(*objects: bytes) -> bytes:
    """Return a PDF file of the given objects: enough for a reader that looks at every object."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def stream(body: bytes) -> bytes:
    """Return a compressed stream of a PDF file."""
    squeezed = zlib.compress(body)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(squeezed), squeezed)


def workbook(change: Callable[[str], str], *, part: str = "content.xml") -> Plant:
    """Return a plant that changes one part of the spreadsheet."""

    def plant(folder: Path) -> None:
        parts = _parts(folder)
        before = parts[part].decode()
        parts[part] = change(before).encode()
        assert parts[part].decode() != before
        _write(folder, parts)

    return plant


def workbook_with(*, extra: str = "", comment: bytes = b"") -> Plant:
    """Return a plant that adds a part to the spreadsheet, or a comment to its archive."""

    def plant(folder: Path) -> None:
        parts = _parts(folder)
        if extra:
            parts[extra] = b"1"
        _write(folder, parts, comment)

    return plant


def _parts(folder: Path) -> dict[str, bytes]:
    with ZipFile(folder / "tables.ods") as file:
        return {name: file.read(name) for name in file.namelist()}


def _write(folder: Path, parts: dict[str, bytes], comment: bytes = b"") -> None:
    with ZipFile(folder / "tables.ods", "w", ZIP_DEFLATED) as file:
        file.comment = comment
        for name, data in parts.items():
            file.writestr(name, data)


def row_of_cells(words: str, *, at: str = "", cell: str = "") -> str:
    """Return a row of a sheet with one number in it."""
    return (
        f'<table:table-row {at}><table:table-cell {cell} office:value-type="float" office:value="1037">'
        f"<text:p>{words}</text:p></table:table-cell></table:table-row>"
    )


def at_end_of_sheet(row: str, content: str) -> str:
    """Return the sheets with a row at the end of the last one."""
    head, end, rest = content.rpartition("</table:table>")
    return f"{head}{row}{end}{rest}"


def moved_circle(text: str, by: float) -> str:
    """Return a drawing with its first circle moved to the right."""
    return re.sub(r'cx="([\d.]+)"', lambda found: f'cx="{float(found[1]) + by:g}"', text, count=1)
