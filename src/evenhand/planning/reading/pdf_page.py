"""The blocks of one page of a PDF: ruled tables, tables known by where words stand, and the text around them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evenhand.planning.reading.aligned import Row, columns_of, continued, edges_of
from evenhand.planning.reading.pdf_lines import Line, chunks_of, in_margin, lines_of, paragraph_of
from evenhand.planning.reading.types import Block, Cell, Shape
from evenhand.planning.rows import Where


@dataclass
class Pages:
    """What is known from page to page: how many tables there were, and the columns of one that may go on."""

    table: int = 0
    edges: tuple[float, ...] = ()
    """Where the columns of a table without lines begin that reached the end of the page before."""

    numbers: float | None = None
    """Where the numbers of actions began in the table before."""

    def blocks(self, page: Any) -> list[Block]:
        """Return the blocks of a page from top to bottom."""
        tables = [one for one in page.find_tables() if len(one.rows) > 1 or len(one.rows[0].cells) > 2]
        boxes = [one.bbox for one in tables]
        words = page.extract_words(extra_attrs=["fontname", "size"], keep_blank_chars=False)
        outside = [one for one in words if not any(_inside(one, box) for box in boxes)]
        placed: list[tuple[float, list[Block]]] = []
        for one in tables:
            self.table += 1
            placed.append((one.bbox[1], list(_ruled(one, self.table, page))))
        if boxes:
            self.edges = ()
        body = Counter(round(float(word["size"]), 1) for word in words).most_common(1)
        size = body[0][0] if body else 10.0
        placed += self._around(lines_of(outside), page, size, boxes)
        return [block for _, found in sorted(placed, key=lambda one: one[0]) for block in found]

    def _around(
        self, lines: list[Line], page: Any, size: float, boxes: list[Any]
    ) -> Iterator[tuple[float, list[Block]]]:
        """The text around ruled tables; without any, tables are looked for by where words stand."""
        height, place = float(page.height), 0
        while place < len(lines):
            aligned = self._aligned(lines, place, page) if not boxes else []
            if aligned:
                self.table += 1
                yield lines[place][0]["top"], list(_by_edges(aligned, self.table, len(self.edges)))
                place += len(aligned)
                continue
            if not in_margin(lines[place], height):
                self.edges = ()
            block, after = paragraph_of(lines, place, page.page_number, size, height, boxes)
            yield lines[place][0]["top"], [block]
            place = after

    def _aligned(self, lines: list[Line], place: int, page: Any) -> list[Row]:
        """The rows of a table without lines that begins here, or goes on from the page before."""
        height = float(page.height)
        if in_margin(lines[place], height):
            return []
        chunked = []
        for number, line in enumerate(lines[place:], start=place + 1):
            if in_margin(line, height):
                break
            chunked.append(chunks_of(line, page.page_number, number))
        found = columns_of(chunked, self.numbers)
        if found:
            self.edges = edges_of(chunked, self.numbers)
            self.numbers = self.edges[0]
        elif self.edges:
            found = continued(chunked, self.edges)
        return found


def _inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _ruled(found: Any, number: int, page: Any) -> Iterator[Block]:
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


def _by_edges(rows: list[Row], number: int, width: int) -> Iterator[Block]:
    """Rows of a table without lines, each with as many cells as it has columns: those on another page have no headings."""
    for row in rows:
        if not row:
            continue
        filled = {column for column, _, _ in row}
        empty = [Cell("", row[0][2], column) for column in range(width) if column not in filled]
        cells = [*(Cell(text, where, column) for column, text, where in row), *empty]
        yield Block(Shape.ROW, tuple(sorted(cells, key=lambda one: one.column)), table=number)
