"""Tables whose columns are known by where words stand alone: text and PDF pages without lines between cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evenhand.planning.reading.header import is_header
from evenhand.planning.rows import Where
from evenhand.planning.rows.reference import is_reference

WIDE = 1.9
"""Times its height that a line has to itself where each is a row."""
NEAR = 3.0
"""Points by which the beginning of a cell may stand beside its column's."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words that stand together on a line, from one place to another across the page."""

    left: float
    right: float
    text: str
    where: Where
    top: float | None = None
    """How far down the page it stands; None where lines are counted, and nothing is known of the space between."""
    height: float = 0.0


Row = list[tuple[int, str, Where]]


def columns_of(lines: Iterable[list[Chunk] | None], numbers: float | None = None) -> list[Row]:
    """Return the rows of a table that begins with a line of headings; nothing where the first line is none.

    One list for each line taken, empty for an empty line; of a row over several lines, the first has its cells. A chunk
    belongs to the column under whose heading it begins; one that begins left of it but reaches under it belongs there too.
    `numbers` is where numbers without a heading began in the table before, for headings whose rows are on the next page.
    """
    given = iter(lines)
    first = next(given, None)
    if not first or len(first) < 3 or not is_header([one.text for one in first]):
        return []
    body = list(given)
    edges = _edges(first, body, numbers)
    rows, taken = [[(_column(one, edges), one.text, one.where) for one in first]], _taken(body, edges)
    rows += [_cells(line, edges) for line in taken]
    return _joined(_trimmed(rows), _gaps([first, *taken]), _height(taken))


def edges_of(lines: Iterable[list[Chunk] | None], numbers: float | None = None) -> tuple[float, ...]:
    """Return where the columns begin of a table whose first line is one of headings."""
    first, *body = lines
    return tuple(_edges(first or [], body, numbers))


def continued(lines: Sequence[list[Chunk] | None], edges: Sequence[float]) -> list[Row]:
    """Return the rows with which a table goes on at the top of a page; nothing where the first line is no part of it."""
    first = lines[0] if lines else None
    if not first or len(edges) < 2:
        return []
    begins = [any(abs(one.left - edge) <= NEAR for edge in edges) for one in first]
    alone = len(first) == 1 and (first[0].left < edges[1] - NEAR or first[0].right > _next(first[0], edges))
    if alone or not all(begins):
        return []
    taken = _taken(list(lines), list(edges))
    return _joined(
        _trimmed([_cells(line, list(edges)) for line in taken]),
        _gaps(taken),
        _height(taken),
    )


def _next(chunk: Chunk, edges: Sequence[float]) -> float:
    """Where the column behind a chunk begins."""
    return next((edge for edge in edges if edge > chunk.left + NEAR), float("inf"))


def _edges(first: list[Chunk], body: Sequence[list[Chunk] | None], numbers: float | None) -> list[float]:
    """Where columns begin: at the headings, and left of them at the numbers, which have none most often."""
    edges = [one.left for one in first]
    before = [line[0] for line in body if line and len(line) > 1 and line[0].right < edges[0]]
    left = [one.left for one in before if is_reference(one.text)]
    # At the end of a page a heading's own further lines may stand below it, and no row.
    if not left and len(body) <= 3 and numbers is not None and numbers < edges[0] - NEAR:
        left = [numbers]
    return [min(left), *edges] if left else edges


def _taken(body: Sequence[list[Chunk] | None], edges: list[float]) -> list[list[Chunk] | None]:
    """The lines that belong to a table: up to a second empty one, or a sentence right across."""
    taken: list[list[Chunk] | None] = []
    empty = 0
    for line in body:
        if line is None:
            empty += 1
            if empty > 1:
                break
        elif len(line) == 1 and line[0].right > edges[1] and line[0].left < edges[1] and len(edges) > 1:
            break
        else:
            empty = 0
        taken.append(line)
    return taken


def _cells(line: list[Chunk] | None, edges: list[float]) -> Row:
    return [(_column(one, edges), one.text, one.where) for one in line or ()]


def _trimmed(rows: list[Row]) -> list[Row]:
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _gaps(lines: Sequence[list[Chunk] | None]) -> list[float | None]:
    """How far below the one above each line stands; None for the first, and where it is not known."""
    tops = [line[0].top if line else None for line in lines]
    return [
        None,
        *(other - one if one is not None and other is not None else None for one, other in pairwise(tops)),
    ]


def _height(lines: Sequence[list[Chunk] | None]) -> float:
    return max((line[0].height for line in lines if line), default=0.0)


def _tight(gaps: Sequence[float | None], height: float) -> float:
    """The largest gap between two lines of one row; 0 where rows stand no further apart than lines, or it is not known."""
    known = sorted(one for one in gaps if one is not None)
    if not known:
        return 0.0
    if known[0] > WIDE * height:
        return height  # every line has space above it: each is a row
    line = known[len(known) // 10]
    wide = [one for one in known if one > 1.18 * line]
    return 1.09 * line if 0.05 * len(known) <= len(wide) < len(known) and len(known) > 2 else 0.0


def _column(chunk: Chunk, edges: list[float]) -> int:
    """The column under whose heading a chunk begins; a little to the left still counts."""
    return max((place for place, left in enumerate(edges) if chunk.left >= left - 2), default=0)


def _joined(rows: list[Row], gaps: Sequence[float | None], height: float) -> list[Row]:
    """Lines without a first cell, or as close to the one above as lines of one row, go on with it; each stays, emptied."""
    found: list[Row] = []
    open_row: Row | None = None
    tight = _tight(gaps[1:], height)
    for place, row in enumerate(rows):
        gap = gaps[place] if place < len(gaps) else None
        numbered = any(column == 0 and is_reference(text) for column, text, _ in row)
        if gap is not None and tight:
            goes_on = gap <= tight and not numbered
        else:
            far = gap is not None and gap > WIDE * height
            goes_on = bool(row) and min(cell[0] for cell in row) > 0 and not far
        if row and open_row is not None and goes_on:
            _add(open_row, row)
            found.append([])
            continue
        mine = _merged(row)
        found.append(mine)
        if row:
            open_row = mine
    return found


def _merged(row: Row) -> Row:
    mine: Row = []
    _add(mine, row)
    return mine


def _add(mine: Row, row: Row) -> None:
    for column, text, where in row:
        for place, (other, said, first) in enumerate(mine):
            if other == column:
                mine[place] = (column, f"{said}\n{text}", first)
                break
        else:
            mine.append((column, text, where))
