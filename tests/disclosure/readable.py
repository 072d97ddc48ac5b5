"""What can be read out of any file of a release, as text: also what no reader shows, such as a picture's metadata."""

import re
import shutil
import subprocess
from io import BytesIO
from zipfile import ZipFile

from tests.unit.publish.pdf_reader import pieces
from tests.unit.publish.png_reader import chunks


def readable(name: str, data: bytes) -> str:
    """Return the text in a file, by the kind that its name says."""
    kind = name.rpartition(".")[2]
    return {"ods": _spreadsheet, "pdf": _pdf, "png": _picture}.get(kind, bytes.decode)(data)


def _spreadsheet(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as file:
        return "\n".join(file.read(one).decode() for one in file.namelist()) + file.comment.decode()


def _pdf(data: bytes) -> str:
    """The text on the pages (by poppler, where there is one), and every text in the file's own objects."""
    program = shutil.which("pdftotext")
    shown = ""
    if program:
        done = subprocess.run([program, "-raw", "-", "-"], input=data, capture_output=True, check=True)
        shown = done.stdout.decode()
    held = pieces(data)
    metadata = b"\n".join(re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", held, re.DOTALL)).decode()
    named = re.findall(
        rb"/(?:Alt|Title|Subject|Author|Contents|ActualText) ?\(((?:\\.|[^\\)])*)\)", held, re.DOTALL
    )
    return "\n".join([shown, metadata, *map(_literal, named)])


def _literal(text: bytes) -> str:
    """A literal string of a PDF file, its escapes undone."""
    escapes = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
    plain = re.sub(
        rb"\\([0-7]{1,3}|.)",
        lambda found: escapes.get(
            found[1], bytes([int(found[1], 8) & 255]) if found[1].isdigit() else found[1]
        ),
        text,
        flags=re.DOTALL,
    )
    return plain.decode("utf-16") if plain.startswith((b"\xfe\xff", b"\xff\xfe")) else plain.decode("latin-1")


def _picture(data: bytes) -> str:
    """A picture's chunks besides the picture itself; there should be none."""
    return "\n".join(
        f"{name} {body!r}" for name, body in chunks(data) if name not in ("IHDR", "IDAT", "IEND")
    )
