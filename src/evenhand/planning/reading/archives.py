"""Archives (DOCX, XLSX, ODS) and packed parts of PDF files, unpacked only as far as the limits go."""

import io
import re
import zipfile
import zlib

from evenhand.planning.reading.limits import Limits, in_words
from evenhand.planning.reading.types import UnreadableDocument
from evenhand.planning.said import said

_BLOCK = 1 << 16


def names_in(data: bytes, name: str, limits: Limits) -> set[str]:
    """Return the names of an archive's parts, once everything in it has been unpacked within the limits.

    What the archive claims of its sizes is not believed: each part is unpacked and counted.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        parts = opened.infolist()
        if len(parts) > limits.parts:
            raise UnreadableDocument(
                said("refusal.many_parts", name=name, parts=f"{len(parts):,}"),
                mend=said("mend.without_rest"),
            )
        if any(one.flag_bits & 1 for one in parts):
            raise UnreadableDocument(said("refusal.locked", name=name), mend=said("mend.without_password"))
        total = 0
        for one in parts:
            with opened.open(name=one, mode="r") as stream:
                while block := stream.read(_BLOCK):
                    total += len(block)
                    if total > limits.unpacked_bytes:
                        raise _too_large(name, limits)
        return {one.filename for one in parts}


_STREAM = re.compile(rb"stream\r?\n")


def check_pdf(data: bytes, name: str, limits: Limits) -> None:
    """Raise UnreadableDocument where the packed parts of a PDF unpack to more than the limit."""
    total = 0
    for match in _STREAM.finditer(data):
        unpacking = zlib.decompressobj()
        try:
            total += len(
                unpacking.decompress(data[match.end() :][: 1 << 24], limits.unpacked_bytes + 1 - total)
            )
        except zlib.error:
            continue  # packed in another way, or not at all: it is no larger than the file
        if total > limits.unpacked_bytes:
            raise _too_large(name, limits)


def _too_large(name: str, limits: Limits) -> UnreadableDocument:
    return UnreadableDocument(
        said("refusal.unpacks", name=name, most=in_words(limits.unpacked_bytes)),
        mend=said("mend.without_rest"),
    )
