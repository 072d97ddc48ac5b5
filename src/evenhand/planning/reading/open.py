"""Opens a document: its bytes, its kind, and the reader for it; or says why it can't be read and what would mend that."""

import importlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from evenhand.planning.reading.decode import decode
from evenhand.planning.reading.delimited import read_delimited
from evenhand.planning.reading.forms import Form, form_of
from evenhand.planning.reading.limits import Limits, in_words, load_limits
from evenhand.planning.reading.place import place
from evenhand.planning.reading.text import read_text
from evenhand.planning.reading.types import Document, PlanRead, Shape, UnreadableDocument
from evenhand.planning.said import said, together

Pages = tuple[int, int]
Reader = Callable[[bytes, str, Limits, Pages | None], Document]

# Each reader brings a package that takes time to load, and may not be there: loaded when a document asks for it.
_READERS = {
    Form.PDF: ("evenhand.planning.reading.pdf", "pdfplumber"),
    Form.DOCX: ("evenhand.planning.reading.word", "python-docx"),
    Form.WORKBOOK: ("evenhand.planning.reading.workbook", "python-calamine"),
}


def read_plan(
    path: Path,
    *,
    written_on: date | None = None,
    pages: Pages | None = None,
    limits: Limits | None = None,
) -> PlanRead:
    """Return the rows of a plan in a file and everything that is in none (F1; for a person to confirm row by row).

    `written_on` is the day of the plan, which dates such as 'this year' need; `pages` the first and last page of a PDF to
    read. Raises UnreadableDocument where no word can be read.
    """
    return place(open_document(path, pages=pages, limits=limits), written_on=written_on)


def open_document(path: Path, *, pages: Pages | None = None, limits: Limits | None = None) -> Document:
    """Return a document in blocks; raise UnreadableDocument with what would mend it where it can't be read."""
    limits = limits or load_limits()
    data = _bytes(path, limits)
    form = form_of(data, path, limits)
    if form in _READERS:
        document = _reader(form, path.name)(data, path.name, limits, pages)
    else:
        text, notes = decode(data, path.name, limits)
        made = read_delimited(text, path.name) if form is Form.CSV else read_text(text, str(form))
        document = replace(made, notes=(*notes, *made.notes))
    return _checked(document, path, limits)


def _bytes(path: Path, limits: Limits) -> bytes:
    if not path.exists():
        raise UnreadableDocument(f"{path.name} does not exist.", mend="Check its name and folder.")
    if not path.is_file():
        raise UnreadableDocument(f"{path.name} is not a file.", mend="Name the file itself.")
    try:
        if path.stat().st_size > limits.file_bytes:
            raise UnreadableDocument(
                said("refusal.large_file", name=path.name, most=in_words(limits.file_bytes)),
                mend=said("mend.own_pages"),
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            f"{path.name} cannot be opened ({error.strerror}).", mend="Check who may read it."
        ) from error


def _reader(form: Form, name: str) -> Reader:
    module, package = _READERS[form]
    try:
        reader: Reader = importlib.import_module(module).read
    except ModuleNotFoundError as error:
        raise UnreadableDocument(
            said("refusal.no_package", name=name, form=str(form), package=package),
            mend=said("mend.install_plan"),
        ) from error
    return reader


def _checked(document: Document, path: Path, limits: Limits) -> Document:
    """A document within the limits, with a note where its name says something else than it is."""
    if not document.blocks:
        mend = together(document.notes) or said("mend.give_plan")
        raise UnreadableDocument(said("refusal.no_text", name=path.name), mend=mend)
    rows = sum(one.shape is Shape.ROW for one in document.blocks)
    if len(document.blocks) > limits.blocks or rows > limits.rows:
        raise UnreadableDocument(
            said(
                "refusal.many_rows",
                name=path.name,
                rows=f"{rows:,}",
                paragraphs=f"{len(document.blocks) - rows:,}",
            ),
            mend=said("mend.own_part"),
        )
    widest = max(len(one.cells) for one in document.blocks)
    if widest > limits.columns:
        raise UnreadableDocument(
            said("refusal.wide_table", name=path.name, columns=f"{widest:,}", most=limits.columns),
            mend=said("mend.own_table"),
        )
    expected = _NAMES.get(path.suffix.lower())
    if expected and document.form not in expected:
        note = said("note.other_form", name=path.name, form=document.form)
        return replace(document, notes=(note, *document.notes))
    return document


_NAMES = {
    ".pdf": ("PDF",),
    ".docx": ("DOCX",),
    ".doc": ("DOCX",),
    ".xlsx": ("workbook",),
    ".xls": ("workbook",),
    ".ods": ("workbook",),
    ".csv": ("CSV",),
    ".tsv": ("CSV",),
    ".md": ("Markdown",),
    ".txt": ("text",),
}
