"""What kind of document a file is, told from its bytes and never from its name; and what to do about one that is none."""

import io
import re
import zipfile
from enum import StrEnum
from pathlib import Path

from evenhand.planning.reading.archives import names_in
from evenhand.planning.reading.limits import Limits
from evenhand.planning.reading.types import UnreadableDocument
from evenhand.planning.said import said


class Form(StrEnum):
    """The kinds of document that are read."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    CSV = "CSV"
    PDF = "PDF"
    DOCX = "DOCX"
    WORKBOOK = "workbook"


_NO_DOCUMENT = (
    *(
        (magic, "picture", "ask_or_type")
        for magic in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
    ),
    (b"{\\rtf", "rich_text", "save_docx"),
    *((magic, "compressed", "unpack") for magic in (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!")),
    (b"PK\x05\x06", "empty_archive", "give_form"),
    (b"PAR1", "parquet", "give_form"),
)
"""How files that are no document begin, each with the codes of what it is and of what mends it."""
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def form_of(data: bytes, path: Path, limits: Limits) -> Form:
    """Return what kind of document it is; raise UnreadableDocument where it is none, or has a password."""
    name = path.name
    if not data.strip():
        raise UnreadableDocument(said("refusal.empty", name=name), mend=said("mend.give_plan"))
    if b"%PDF-" in data[:1024]:
        return Form.PDF
    if data.startswith(_OLD):
        return _old(data, name)
    if data.startswith(b"PK\x03\x04"):
        return _archive(data, name, limits)
    for magic, what, mend in _NO_DOCUMENT:
        if data.startswith(magic):
            raise UnreadableDocument(said(f"refusal.{what}", name=name), mend=said(f"mend.{mend}"))
    if re.match(rb"\s*(?:<!doctype html|<html)", data[:200], re.IGNORECASE):
        raise UnreadableDocument(said("refusal.web_page", name=name), mend=said("mend.save_page"))
    if path.suffix.lower() in (".csv", ".tsv"):
        return Form.CSV
    return Form.MARKDOWN if path.suffix.lower() in (".md", ".markdown") else Form.TEXT


def _old(data: bytes, name: str) -> Form:
    """An old Office file, or a new one that a password locks: both stand in the same kind of container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableDocument(said("refusal.locked", name=name), mend=said("mend.open_without_password"))
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return Form.WORKBOOK
    raise UnreadableDocument(said("refusal.old", name=name), mend=said("mend.save_docx"))


def _archive(data: bytes, name: str, limits: Limits) -> Form:
    try:
        names = names_in(data, name, limits)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise UnreadableDocument(
            said("refusal.damaged_archive", name=name), mend=said("mend.save_again")
        ) from error
    if "word/document.xml" in names or any(re.match(r"word/document\d*\.xml$", one) for one in names):
        return Form.DOCX
    if any(one.startswith("xl/") for one in names):
        return Form.WORKBOOK
    if "content.xml" in names:
        kind = _kind_of_open_document(data)
        if "spreadsheet" in kind:
            return Form.WORKBOOK
        raise UnreadableDocument(
            said("refusal.open_document", name=name, kind=kind), mend=said("mend.save_docx_or_pdf")
        )
    raise UnreadableDocument(said("refusal.no_document", name=name), mend=said("mend.give_form"))


def _kind_of_open_document(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        try:
            named = opened.read("mimetype").decode("ascii", "replace")
        except KeyError:
            return "file"
    return named.rpartition(".")[2].strip()
