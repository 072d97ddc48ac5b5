"""Reads PDF: tables by their lines, or by where words stand; text around them in lines, larger or bold ones as headings."""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from evenhand.planning.reading.archives import check_pdf
from evenhand.planning.reading.limits import Limits
from evenhand.planning.reading.pdf_page import Pages
from evenhand.planning.reading.types import Block, Document, Shape, UnreadableDocument

_FAULTS = (
    PDFException,
    PSException,
    PdfminerException,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    RecursionError,
)


def read(data: bytes, name: str, limits: Limits, pages: tuple[int, int] | None = None) -> Document:
    """Return a PDF in blocks; `pages` are the first and last to read."""
    check_pdf(data, name, limits)
    try:
        with pdfplumber.open(io.BytesIO(data)) as opened:
            return _read(opened, name, limits, pages)
    except UnreadableDocument:
        raise
    except _FAULTS as error:
        if _asks_password(error):
            raise UnreadableDocument(
                f"{name} is locked with a password.",
                mend="Open it with the password, print it to a new PDF, and give that.",
            ) from error
        raise UnreadableDocument(
            f"{name} is damaged: its pages can't be read.",
            mend="Save it again as PDF, or ask its sender for it anew.",
        ) from error


def _asks_password(error: BaseException) -> bool:
    reasons = (error, error.__cause__, error.__context__, *error.args)
    return any(isinstance(one, PDFPasswordIncorrect) or "Password" in repr(one) for one in reasons)


def _read(opened: Any, name: str, limits: Limits, pages: tuple[int, int] | None) -> Document:
    total = len(opened.pages)
    first, last = pages or (1, total)
    if first > total:
        raise UnreadableDocument(f"{name} has {total:,} pages.", mend=f"Give pages up to {total}.")
    last = min(last, total)
    if last - first + 1 > limits.pages:
        raise UnreadableDocument(
            f"{name} has {last - first + 1:,} pages, more than the {limits.pages} that are read at once.",
            mend=f"Say which pages hold the plan's table, at most {limits.pages}: --pages 40-52.",
        )
    blocks: list[Block] = []
    pictures, reader = [], Pages()
    for page in opened.pages[first - 1 : last]:
        found = reader.blocks(page)
        if not any(one.text.strip() for one in found) and page.images:
            pictures.append(page.page_number)
        blocks += found
        page.close()
    if pictures and not blocks:
        raise UnreadableDocument(
            f"{name} is a scan: {len(pictures):,} of its pages hold a picture and no text.",
            mend="Ask for the document it was printed from, or run it through text recognition (OCR) and check the result.",
        )
    notes = _notes(pictures, pages, total)
    return Document(form="PDF", blocks=tuple(_without_furniture(blocks)), notes=notes, pages=total)


def _notes(pictures: Sequence[int], pages: tuple[int, int] | None, total: int) -> tuple[str, ...]:
    notes = []
    if pages:
        notes.append(f"Pages {pages[0]} to {min(pages[1], total)} of {total} were read.")
    if pictures:
        said = ", ".join(map(str, pictures[:12]))
        notes.append(f"Page {said}: a picture without text. If it shows a table, its rows are not read.")
    return tuple(notes)


def _without_furniture(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines in the margins that come again on other pages, or are page numbers, are no part of the text; others are."""
    often = Counter(_alike(one.text) for one in blocks if one.why == "margin")
    for one in blocks:
        if one.why != "margin":
            yield one
        elif often[_alike(one.text)] > 1 or not any(sign.isalpha() for sign in one.text):
            yield Block(
                Shape.ASIDE,
                one.cells,
                why="It stands on several pages or is a page's number: a header or footer.",
            )
        else:
            yield Block(Shape.PARAGRAPH, one.cells)


def _alike(text: str) -> str:
    return "".join("9" if one.isdigit() else one for one in text.lower() if not one.isspace())
