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
from evenhand.planning.said import said

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
                said("refusal.locked", name=name), mend=said("mend.print_without_password")
            ) from error
        raise UnreadableDocument(
            said("refusal.damaged_pdf", name=name), mend=said("mend.save_pdf")
        ) from error


def _asks_password(error: BaseException) -> bool:
    reasons = (error, error.__cause__, error.__context__, *error.args)
    return any(isinstance(one, PDFPasswordIncorrect) or "Password" in repr(one) for one in reasons)


def _read(opened: Any, name: str, limits: Limits, pages: tuple[int, int] | None) -> Document:
    total = len(opened.pages)
    first, last = pages or (1, total)
    if first > total:
        raise UnreadableDocument(
            said("refusal.pages", name=name, pages=f"{total:,}"), mend=said("mend.pages_up_to", pages=total)
        )
    last = min(last, total)
    if last - first + 1 > limits.pages:
        raise UnreadableDocument(
            said("refusal.many_pages", name=name, pages=f"{last - first + 1:,}", most=limits.pages),
            mend=said("mend.say_pages", most=limits.pages),
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
            said("refusal.scan", name=name, pages=f"{len(pictures):,}"), mend=said("mend.ocr")
        )
    notes = _notes(pictures, pages, total)
    return Document(form="PDF", blocks=tuple(_without_furniture(blocks)), notes=notes, pages=total)


def _notes(pictures: Sequence[int], pages: tuple[int, int] | None, total: int) -> tuple[str, ...]:
    notes = []
    if pages:
        notes.append(said("note.pages_read", first=pages[0], last=min(pages[1], total), total=total))
    if pictures:
        notes.append(said("note.picture_pages", pages=", ".join(map(str, pictures[:12]))))
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
