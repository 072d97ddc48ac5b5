"""Pictures (PNG): what a file holds besides the picture itself."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from evenhand.attack.carriers.figure import Figure, Thing
from evenhand.attack.carriers.numbers import figures_of

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_OF_THE_PICTURE = frozenset(
    ("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", "hIST")
)


def picture_figures(path: Path, name: str) -> Iterator[Figure | Thing]:
    """Yield the figures in text, EXIF and other chunks of a PNG, and whatever follows its end; pixels are not read."""
    data = path.read_bytes()
    if not data.startswith(_SIGNATURE):
        yield Thing(where=name, words="a picture that is no PNG; it was not read", told=False)
        return
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kind = data[at + 4 : at + 8].decode("latin-1")
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind not in _OF_THE_PICTURE:
            yield from figures_of(_text(kind, body), f"{name} chunk {kind}", visible=False, count=True)
        if kind == "IEND":
            break
    if data[at:]:
        yield Thing(where=f"{name} after its end", words="something is hidden behind the picture")


def _text(kind: str, body: bytes) -> str:
    """The text of a chunk, its own compression undone."""
    key, _, rest = body.partition(b"\0")
    if kind == "zTXt":
        return f"{key.decode('latin-1')} {_plain(rest[1:])}"
    if kind == "iTXt" and len(rest) > 2:
        squeezed, rest = rest[0], rest[2:]
        text = rest.split(b"\0", 2)[-1]
        return f"{key.decode('latin-1')} {_plain(text) if squeezed else text.decode('utf-8', 'replace')}"
    return body.replace(b"\0", b" ").decode("utf-8", "replace")


def _plain(body: bytes) -> str:
    try:
        return zlib.decompress(body).decode("utf-8", "replace")
    except zlib.error:
        return ""
