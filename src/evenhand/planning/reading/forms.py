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


GIVE = "Give it as text, Markdown, DOCX, PDF, XLSX, ODS or CSV."
_NO_DOCUMENT = (
    (b"\x89PNG", "a picture", "Ask for the document behind it, or type the table."),
    (b"\xff\xd8\xff", "a picture", "Ask for the document behind it, or type the table."),
    (b"GIF8", "a picture", "Ask for the document behind it, or type the table."),
    (b"II*\0", "a picture", "Ask for the document behind it, or type the table."),
    (b"MM\0*", "a picture", "Ask for the document behind it, or type the table."),
    (b"{\\rtf", "a rich text document", "Open it and save it as DOCX."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file", "Unpack it first."),
    (b"Rar!", "a compressed file", "Unpack it first."),
    (b"PK\x05\x06", "an empty archive", GIVE),
    (b"PAR1", "a Parquet file", GIVE),
)
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
            if what == "a picture":
                raise UnreadableDocument(said("refusal.picture", name=name), mend=said("mend.ask_or_type"))
            raise UnreadableDocument(f"{name} is {what}, whatever its name says.", mend=mend)
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
            f"{name} is an OpenDocument {kind}.", mend="Open it and save it as DOCX or PDF."
        )
    raise UnreadableDocument(f"{name} is an archive that holds no document.", mend=GIVE)


def _kind_of_open_document(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        try:
            said = opened.read("mimetype").decode("ascii", "replace")
        except KeyError:
            return "file"
    return said.rpartition(".")[2].strip()
