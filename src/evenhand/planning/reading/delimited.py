"""Reads CSV and TSV: every line a row, its cells divided by the sign that the file uses."""

import csv
import io

from evenhand.planning.reading.text import clean
from evenhand.planning.reading.types import Block, Cell, Document, Shape, UnreadableDocument
from evenhand.planning.rows import Where
from evenhand.planning.said import said

_SIGNS = ",;\t|"


def read_delimited(text: str, name: str) -> Document:
    """Return a delimited text as rows of one table."""
    sign = max(_SIGNS, key=lambda one: sum(line.count(one) for line in text.splitlines()[:20]))
    reader = csv.reader(io.StringIO(text), delimiter=sign)
    blocks = []
    try:
        for row in reader:
            where = [Where(line=reader.line_num, cell=letters_of(place)) for place in range(len(row))]
            cells = tuple(
                Cell(clean(one), at, place) for place, (one, at) in enumerate(zip(row, where, strict=True))
            )
            if any(one.text for one in cells):
                blocks.append(Block(Shape.ROW, cells, table=1))
    except csv.Error as error:
        raise UnreadableDocument(
            said("refusal.damaged_csv", name=name, line=reader.line_num, error=str(error)),
            mend=said("mend.save_csv"),
        ) from error
    return Document(form="CSV", blocks=tuple(blocks))


def letters_of(column: int) -> str:
    """Return the letters by which a spreadsheet names a column: A, B, ... AA."""
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said
