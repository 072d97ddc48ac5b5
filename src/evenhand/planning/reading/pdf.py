"""Reads PDF: tables by their lines, or by where words stand; text around them in lines, larger or bold ones as headings."""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from evenhand.planning.reading.aligned import Chunk, columns_of
from evenhand.planning.reading.archives import check_pdf
from evenhand.planning.reading.limits import Limits
from evenhand.planning.reading.text import begins_anew
from evenhand.planning.reading.types import Block, Cell, Document, Shape, UnreadableDocument
from evenhand.planning.rows import Where

Line = list[dict[str, Any]]
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
_MARGIN = 0.085  # of a page's height: where running headers and footers stand
_LARGER, _GAP, _APART = (
    1.12,
    1.7,
    1.1,
)  # of a line's height: a heading, a new paragraph, words in another column


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
    pictures, table = [], 0
    for page in opened.pages[first - 1 : last]:
        found, table = _page(page, table)
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


def _page(page: Any, table: int) -> tuple[list[Block], int]:
    """The blocks of a page from top to bottom."""
    tables = [one for one in page.find_tables() if len(one.rows) > 1 or len(one.rows[0].cells) > 2]
    boxes = [one.bbox for one in tables]
    words = page.extract_words(extra_attrs=["fontname", "size"], keep_blank_chars=False)
    outside = [one for one in words if not any(_inside(one, box) for box in boxes)]
    placed: list[tuple[float, list[Block]]] = []
    for one in tables:
        table += 1
        placed.append((one.bbox[1], list(_table(one, table, page))))
    lines = _lines(outside)
    height = float(page.height)
    body = Counter(round(float(word["size"]), 1) for word in words).most_common(1)
    size = body[0][0] if body else 10.0
    place = 0
    while place < len(lines):
        chunked = (
            _chunks(line, page.page_number, number)
            for number, line in enumerate(lines[place:], start=place + 1)
        )
        aligned = columns_of(chunked) if not boxes else []
        if aligned:
            table += 1
            rows = [
                Block(Shape.ROW, tuple(Cell(text, where, column) for column, text, where in row), table=table)
                for row in aligned
                if row
            ]
            placed.append((lines[place][0]["top"], rows))
            place += len(aligned)
            continue
        block, after = _paragraph(lines, place, page.page_number, size, height, boxes)
        placed.append((lines[place][0]["top"], [block]))
        place = after
    return [block for _, found in sorted(placed, key=lambda one: one[0]) for block in found], table


def _inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _table(found: Any, number: int, page: Any) -> Iterator[Block]:
    """The rows of a ruled table; a cell that is missing is merged with the one beside or above it."""
    texts = found.extract()
    lefts = sorted({round(cell[0]) for row in found.rows for cell in row.cells if cell})
    for line, (row, said) in enumerate(zip(found.rows, texts, strict=True), start=1):
        cells: list[Cell] = []
        for column, (box, text) in enumerate(zip(row.cells, said, strict=True)):
            if box is None:
                beside = cells[-1] if cells else None
                if beside is None or column >= beside.column + beside.span:
                    cells.append(Cell("", Where(page=page.page_number, line=line), column, from_above=True))
                continue
            span = sum(1 for left in lefts if box[0] - 1 <= left < box[2] - 1) or 1
            where = Where(page=page.page_number, cell=f"table {number}, row {line}, column {column + 1}")
            cells.append(Cell((text or "").replace("\u00ad", "").strip(), where, column, span))
        if any(one.text for one in cells):
            yield Block(Shape.ROW, tuple(cells), table=number)


def _lines(words: Sequence[dict[str, Any]]) -> list[Line]:
    """Words that stand on one line, from left to right."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda one: (round(one["top"]), one["x0"])):
        if lines and abs(lines[-1][0]["top"] - word["top"]) < 0.5 * (word["bottom"] - word["top"]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one["x0"]) for line in lines]


def _chunks(line: Line, page: int, number: int) -> list[Chunk]:
    """The words of a line, together where no more than a space is between them."""
    where = Where(page=page, line=number)
    found = [Chunk(line[0]["x0"], line[0]["x1"], line[0]["text"], where)]
    for one, other in pairwise(line):
        if other["x0"] - one["x1"] > _APART * (other["bottom"] - other["top"]) * 0.7:
            found.append(Chunk(other["x0"], other["x1"], other["text"], where))
        else:
            found[-1] = Chunk(found[-1].left, other["x1"], f"{found[-1].text} {other['text']}", where)
    return found


def _paragraph(
    lines: Sequence[Line], place: int, page: int, size: float, height: float, boxes: Sequence[Any]
) -> tuple[Block, int]:
    """A heading, a line in the margin of the page, or a paragraph: lines without a gap between them."""
    line = lines[place]
    where = Where(page=page, line=place + 1)
    if _in_margin(line, height):
        return Block(Shape.ASIDE, (Cell(_said(line), where),), why="margin"), place + 1
    if _is_heading(line, size):
        said, after = [_said(line)], place + 1
        while (
            after < len(lines)
            and _is_heading(lines[after], size)
            and _follows(lines[after - 1], lines[after], boxes)
        ):
            if abs(lines[after][0]["size"] - line[0]["size"]) > 0.2:
                break
            said.append(_said(lines[after]))
            after += 1
        return Block(Shape.HEADING, (Cell(" ".join(said), where),), level=_level(line, size)), after
    said, after = [_said(line)], place + 1
    while after < len(lines):
        following = lines[after]
        if (
            not _follows(lines[after - 1], following, boxes)
            or _is_heading(following, size)
            or _in_margin(following, height)
        ):
            break
        if begins_anew(_said(following)):
            break
        said.append(_said(following))
        after += 1
    text = "\n".join(said)
    bullet = text[:1] in "•·▪‣◦–-*" and text[1:2] == " "
    shape = Shape.ITEM if bullet or begins_anew(text) else Shape.PARAGRAPH
    return Block(shape, (Cell(text[2:] if bullet else text, where),)), after


def _follows(one: Line, other: Line, boxes: Sequence[Any]) -> bool:
    """Whether a line stands right below another, with no table between."""
    height = one[0]["bottom"] - one[0]["top"]
    if any(one[0]["top"] < box[1] < other[0]["top"] for box in boxes):
        return False
    return bool(other[0]["top"] - one[0]["top"] < _GAP * height)


def _in_margin(line: Line, height: float) -> bool:
    return bool(line[0]["bottom"] < _MARGIN * height or line[0]["top"] > (1 - _MARGIN) * height)


def _is_heading(line: Line, size: float) -> bool:
    text = _said(line)
    if len(text) > 200 or not any(one.isalpha() for one in text):
        return False
    if line[0]["size"] > _LARGER * size:
        return True
    return all("bold" in str(word["fontname"]).lower() for word in line) and not text.endswith((".", ";"))


def _level(line: Line, size: float) -> int:
    """The level of a heading by its size: the larger, the higher; bold alone is below all."""
    ratio = line[0]["size"] / size
    return next((level for level, least in ((1, 1.7), (2, 1.35), (3, 1.2), (4, _LARGER)) if ratio > least), 7)


def _said(line: Line) -> str:
    return " ".join(str(word["text"]) for word in line)


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
