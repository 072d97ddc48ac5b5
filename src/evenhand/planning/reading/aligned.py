"""Tables whose columns are known by where words stand alone: text and PDF pages without lines between cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from evenhand.planning.reading.header import is_header
from evenhand.planning.rows import Where
from evenhand.planning.rows.reference import is_reference


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words that stand together on a line, from one place to another across the page."""

    left: float
    right: float
    text: str
    where: Where


def columns_of(lines: Iterable[list[Chunk] | None]) -> list[list[tuple[int, str, Where]]]:
    """Return the rows of a table that begins with a line of headings; nothing where the first line is none.

    One list for each line taken, empty for an empty line; of a row over several lines, the first has its cells. A chunk
    belongs to the column under whose heading it begins; one that begins left of it but reaches under it belongs there too.
    """
    given = iter(lines)
    first = next(given, None)
    if not first or len(first) < 3 or not is_header([one.text for one in first]):
        return []
    body = list(given)
    edges = [one.left for one in first]
    before = [line[0] for line in body if line and len(line) > 1 and line[0].right < edges[0]]
    left = [one.left for one in before if is_reference(one.text)]
    if left:
        edges = [min(left), *edges]  # a column of numbers has no heading, most often
    rows = [[(_column(one, edges), one.text, one.where) for one in first]]
    empty = 0
    for line in body:
        if line is None:
            empty += 1
            if empty > 1:
                break
            rows.append([])
            continue
        if len(line) == 1 and line[0].right > edges[1] and line[0].left < edges[1] and len(edges) > 1:
            break  # a sentence right across: the table is over
        empty = 0
        rows.append([(_column(one, edges), one.text, one.where) for one in line])
    while rows and not rows[-1]:
        rows.pop()
    return _joined(rows)


def _column(chunk: Chunk, edges: list[float]) -> int:
    """The column under whose heading a chunk begins; a little to the left still counts."""
    return max((place for place, left in enumerate(edges) if chunk.left >= left - 2), default=0)


def _joined(rows: list[list[tuple[int, str, Where]]]) -> list[list[tuple[int, str, Where]]]:
    """Lines without a first cell go on with the row above them; each stays in the list, emptied."""
    found: list[list[tuple[int, str, Where]]] = []
    open_row: list[tuple[int, str, Where]] | None = None
    for row in rows:
        if row and open_row is not None and min(cell[0] for cell in row) > 0 and found:
            _add(open_row, row)
            found.append([])
            continue
        mine = _merged(row)
        found.append(mine)
        if row:
            open_row = mine
    return found


def _merged(row: list[tuple[int, str, Where]]) -> list[tuple[int, str, Where]]:
    mine: list[tuple[int, str, Where]] = []
    _add(mine, row)
    return mine


def _add(mine: list[tuple[int, str, Where]], row: list[tuple[int, str, Where]]) -> None:
    for column, text, where in row:
        for place, (other, said, first) in enumerate(mine):
            if other == column:
                mine[place] = (column, f"{said}\n{text}", first)
                break
        else:
            mine.append((column, text, where))
