"""What a PDF file holds, read without the program that wrote it: its objects by their bytes, its words by poppler."""

import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest


def pieces(data: bytes) -> bytes:
    """Return the file with every compressed stream laid open."""
    found = [data]
    for one in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(one[1]))
        except zlib.error:
            continue
    return b"\n".join(found)


def poppler(tool: str, *options: str, data: bytes, folder: Path) -> str:
    """Return what one of poppler's tools says of a file; skip where the machine has none."""
    program = shutil.which(tool)
    if program is None:
        pytest.skip(f"{tool} is not installed (make test installs poppler-utils)")
    path = folder / "report.pdf"
    path.write_bytes(data)
    last = ["-"] if tool == "pdftotext" else []
    done = subprocess.run([program, *options, str(path), *last], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")
