"""Documents (PDF): information, XMP, text alternatives, comments, attachments, words drawn invisibly.

The words on the pages are drawn in fonts of their own and are not read: they are those of the HTML pages. A file's
earlier versions (incremental updates) are read like all else, since every object of the file is looked at.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from evenhand.attack.carriers.figure import Figure, Thing
from evenhand.attack.carriers.numbers import figures_of

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_LITERAL = rb"\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)"
_NAMED = re.compile(
    rb"/(Alt|ActualText|Title|Subject|Author|Keywords|Producer|Creator|Contents|T|TU|V|RC|E|Lang|UF|F)\s*"
    rb"(?:" + _LITERAL + rb"|<([0-9A-Fa-f\s]*)>)",
    re.DOTALL,
)
_SPOKEN = frozenset(("Alt", "ActualText", "Title", "E", "T", "Producer"))
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_EMBEDDED = re.compile(rb"/EmbeddedFiles?\b|/Filespec\b")
_ACTIVE = re.compile(rb"/JavaScript\b|/JS\s*[(<]")
_LAYERS = re.compile(rb"/OCGs?\b")
_UNSEEN_TEXT = re.compile(rb"(?<![\d.])3\s+Tr\b")


def document_figures(path: Path, name: str, seen: frozenset[float]) -> Iterator[Figure | Thing]:
    """Yield what a PDF says beside its pages; `seen`: the numbers on the pages, as the HTML has them."""
    data = path.read_bytes()
    streams = [_plain(found[1]) for found in _STREAM.finditer(data)]
    held = b"\n".join([_STREAM.sub(b"", data), *streams])
    for pattern, words in (
        (_EMBEDDED, "a file is attached to the document"),
        (_ACTIVE, "the document holds a script"),
        (_LAYERS, "the document has layers that can be shown and hidden"),
    ):
        if pattern.search(held):
            yield Thing(where=name, words=words)
    if any(_UNSEEN_TEXT.search(one) for one in streams):
        yield Thing(where=name, words="words are drawn so that nobody sees them")
    for found in _XMP.findall(held):
        text = re.sub(r"<[^>]*>", " ", found.decode("utf-8", "replace"))
        yield from figures_of(text, f"{name} XMP", visible=False, beside=seen)
    for key, literal, coded in _NAMED.findall(held):
        kind = key.decode()
        text = _hexed(coded) if coded else _literal(literal)
        if kind in ("Producer", "Creator", "Lang", "F") and len(text) > 60:
            continue
        yield from figures_of(text, f"{name} /{kind}", visible=False, beside=seen, count=kind not in _SPOKEN)


def _plain(body: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(body)
    except zlib.error:
        return body


def _literal(text: bytes) -> str:
    """A literal string, its escapes undone."""
    plain = re.sub(
        rb"\\([0-7]{1,3}|\r?\n|.)",
        lambda found: (
            bytes([int(found[1], 8) & 255]) if found[1].isdigit() else _ESCAPES.get(found[1], found[1])
        ),
        text,
        flags=re.DOTALL,
    )
    return _decoded(plain)


_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b""}


def _hexed(text: bytes) -> str:
    digits = re.sub(rb"\s", b"", text)
    return _decoded(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))


def _decoded(plain: bytes) -> str:
    if plain.startswith((b"\xfe\xff", b"\xff\xfe")):
        return plain.decode("utf-16", "replace")
    return plain.decode("latin-1")
