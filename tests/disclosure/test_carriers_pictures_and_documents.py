"""A leak in a picture or in a document to print is recovered, with its number and its place."""

import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.disclosure.carriers_planted import (
    added,
    chunk,
    document,
    picture,
    stream,
)
from tests.disclosure.carriers_released import (
    CHART,
    found_in,
)

PICTURES = {
    "a text": (picture(chunk(b"tEXt", b"Comment\0women 23")), 23, "chunk tEXt"),
    "a squeezed text": (
        picture(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"women: 23"))),
        23,
        "chunk zTXt",
    ),
    "a text of another tongue": (picture(chunk(b"iTXt", b"C\0\0\0cy\0\x00menywod 23")), 23, "chunk iTXt"),
    "a squeezed one": (
        picture(chunk(b"iTXt", b"C\0\1\0cy\0\0" + zlib.compress(b"23 o bobl"))),
        23,
        "chunk iTXt",
    ),
    "what a camera writes": (
        picture(chunk(b"eXIf", b"MM\0*\0ImageDescription\0 23 people")),
        23,
        "chunk eXIf",
    ),
    "what follows the end": (picture(after=b"PK\x03\x04"), None, "after its end"),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_leak_in_a_picture_is_recovered(kind: str, copied: Path) -> None:
    data, number, where = PICTURES[kind]
    added(f"{CHART}.png", data)(copied)
    assert [(one.where, one.least) for one in found_in(copied)] == [(f"{CHART}.png {where}", number)]


@pytest.mark.parametrize(
    "data", [picture(), picture(chunk(b"zTXt", b"Comment\0\0broken")), b"no picture, 23 people"]
)
def test_a_picture_without_figures_holds_none(data: bytes, copied: Path) -> None:
    added(f"{CHART}.png", data)(copied)
    assert found_in(copied) == []


DOCUMENTS = {
    "its information": (document(b"<< /Title (Report) /Keywords (women 23) >>"), 23, "report.pdf /Keywords"),
    "a text alternative": (document(b"<< /Alt (1,037 people) >>"), 1037, "report.pdf /Alt"),
    "one in another coding": (
        document(b"<< /ActualText <" + "23 o bobl".encode("utf-16").hex().encode() + b"> >>"),
        23,
        "report.pdf /ActualText",
    ),
    "a comment": (
        document(stream(b"<< /Type /Annot /Contents (really \\0621\\067) >>")),
        217,
        "report.pdf /Contents",
    ),
    "its XMP": (
        document(stream(b"<x:xmpmeta><dc:description>23 people</dc:description></x:xmpmeta>")),
        23,
        "report.pdf XMP",
    ),
    "an attachment": (document(b"<< /Type /EmbeddedFile >>"), None, "report.pdf"),
    "a script": (document(b"<< /S /JavaScript /JS (x) >>"), None, "report.pdf"),
    "a layer": (document(b"<< /Type /OCG >>"), None, "report.pdf"),
    "words that are not drawn": (document(stream(b"BT 3 Tr (exact) Tj ET")), None, "report.pdf"),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_leak_in_a_document_is_recovered(kind: str, copied: Path) -> None:
    data, number, where = DOCUMENTS[kind]
    added("report.pdf", data)(copied)
    assert [(one.where, one.least) for one in found_in(copied)] == [(where, number)]


def test_a_document_that_says_what_the_pages_say_holds_nothing_more(
    copied: Path, also: Callable[..., None]
) -> None:
    also("index.html")
    page = (copied / "index.html").read_text("utf-8")
    said = re.search(r"about \d+ of every 100", page)
    assert said
    added("report.pdf", document(f"<< /Alt (19 of 20; {said[0]} people) /Lang (en) >>".encode()))(copied)
    assert found_in(copied) == []
