"""The rows of a CSV file: on which line each begins, how many cells it has, and whether its quotes match.

A row may span several lines where a cell holds a line break, so the number of a row doesn't say on which line
it stands. That is worked out here from the positions of quotation marks and line breaks.
"""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Positions = NDArray[np.int64]

_QUOTE, _NEWLINE, _RETURN = 34, 10, 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The rows of a file in order: `text` as it stands (with its line end), `line` the first line of it
    (from 1), `cells` the number of cells, `quoted_well` whether its quotation marks match, `blank` whether
    nothing stands in any cell."""

    text: pa.Array
    line: Positions
    cells: Positions
    quoted_well: NDArray[np.bool_]
    blank: NDArray[np.bool_]


def split_lines(data: bytes, delimiter: str) -> Lines:
    """Return the rows of `data` (UTF-8, no byte order mark); line ends may be those of any system."""
    bytes_ = np.frombuffer(data, dtype=np.uint8)
    breaks = _breaks(bytes_)
    quotes, stray = _quotes(data, bytes_, delimiter, breaks)
    row_ends = breaks[_outside(breaks, quotes)] + 1
    if not len(row_ends) or row_ends[-1] < len(data):
        row_ends = np.append(row_ends, len(data))
    starts = np.concatenate(([0], row_ends[:-1])).astype(np.int64)
    marks = np.flatnonzero(bytes_ == ord(delimiter))
    marks = marks[_outside(marks, quotes)]
    text = _texts(data, np.concatenate(([0], row_ends)))
    return Lines(
        text=text,
        line=np.searchsorted(breaks, starts) + 1,
        cells=np.searchsorted(marks, row_ends) - np.searchsorted(marks, starts) + 1,
        quoted_well=np.searchsorted(stray, row_ends) == np.searchsorted(stray, starts),
        blank=_blank(text, delimiter),
    )


def well_quoted(data: bytes | bytearray, delimiter: str) -> bool:
    """Whether every quotation mark stands at the edge of a cell, in turn opening and closing one."""
    bytes_ = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(bytes_ == _QUOTE)
    opens = np.arange(len(quotes)) % 2 == 0
    return len(quotes) % 2 == 0 and bool(_fits(bytes_, quotes, delimiter, opens).all())


def _breaks(bytes_: NDArray[np.uint8]) -> Positions:
    """Positions of the last character of each line end: LF, CR LF, or a CR alone."""
    newlines = np.flatnonzero(bytes_ == _NEWLINE)
    returns = np.flatnonzero(bytes_ == _RETURN)
    if not len(returns):
        return newlines
    following = bytes_[np.minimum(returns + 1, len(bytes_) - 1)]
    alone = returns[following != _NEWLINE]
    return np.sort(np.concatenate((newlines, alone))) if len(alone) else newlines


def _quotes(
    data: bytes, bytes_: NDArray[np.uint8], delimiter: str, breaks: Positions
) -> tuple[Positions, Positions]:
    """Positions of the quotation marks that open and close cells, in turn; and of the stray ones."""
    quotes = np.flatnonzero(bytes_ == _QUOTE)
    if len(quotes) % 2 == 0 and _fits(bytes_, quotes, delimiter, np.arange(len(quotes)) % 2 == 0).all():
        return quotes, quotes[:0]
    return _quotes_that_match(data, bytes_, delimiter, quotes, breaks)


def _fits(
    bytes_: NDArray[np.uint8], quotes: Positions, delimiter: str, opens: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Whether each mark stands at the edge of a cell: after one if it opens a cell, before one if it closes it."""
    edge = np.zeros(256, dtype=bool)
    edge[[_QUOTE, _NEWLINE, _RETURN, ord(delimiter)]] = True
    last = len(bytes_) - 1
    after = (quotes == 0) | edge[bytes_[quotes - 1]]
    before = (quotes == last) | edge[bytes_[np.minimum(quotes + 1, last)]]
    fits: NDArray[np.bool_] = np.where(opens, after, before)
    return fits


def _quotes_that_match(
    data: bytes, bytes_: NDArray[np.uint8], delimiter: str, quotes: Positions, breaks: Positions
) -> tuple[Positions, Positions]:
    """Find the cells that are quoted well where some are not, so that each of those spoils one row only.

    A line that is a whole row by itself stays one; between such lines, a cell ends where a mark fits.
    """
    ends = np.append(breaks + 1, len(data))
    starts = np.concatenate(([0], ends[:-1]))
    whole = _whole_lines(bytes_, delimiter, quotes, starts, ends)
    between = np.flatnonzero(np.diff(np.concatenate(([True], whole, [True])).astype(np.int8)))
    end = re.escape(delimiter.encode()) + rb"\r\n"
    cell = re.compile(rb'(?<![^%b])"[^"]*(?:""[^"]*)*"(?![^%b])' % (end, end))
    spans = [
        found.span()
        for first, last in between.reshape(-1, 2)
        for found in cell.finditer(data, starts[first], ends[last - 1])
    ]
    bounds = np.array(spans, dtype=np.int64).reshape(-1, 2)
    in_whole = whole[np.searchsorted(ends, quotes, side="right")]
    opened = np.searchsorted(bounds[:, 0], quotes, side="right")
    inside = opened != np.searchsorted(bounds[:, 1], quotes, side="right")
    bounds[:, 1] -= 1
    return np.sort(np.concatenate((bounds.reshape(-1), quotes[in_whole]))), quotes[~inside & ~in_whole]


def _whole_lines(
    bytes_: NDArray[np.uint8], delimiter: str, quotes: Positions, starts: Positions, ends: Positions
) -> NDArray[np.bool_]:
    """Whether each line is well quoted by itself and has as many cells as the first."""
    line = np.searchsorted(ends, quotes, side="right")
    first = np.searchsorted(quotes, starts)
    number = np.searchsorted(quotes, ends) - first
    wrong = line[~_fits(bytes_, quotes, delimiter, (np.arange(len(quotes)) - first[line]) % 2 == 0)]
    marks = np.flatnonzero(bytes_ == ord(delimiter))
    at = np.searchsorted(ends, marks, side="right")
    marks = marks[(np.searchsorted(quotes, marks) - first[at]) % 2 == 0]
    cells = np.searchsorted(marks, ends) - np.searchsorted(marks, starts)
    whole: NDArray[np.bool_] = (number % 2 == 0) & (cells == cells[0])
    whole[wrong] = False
    return whole


def _outside(positions: Positions, quotes: Positions) -> NDArray[np.bool_]:
    outside: NDArray[np.bool_] = np.searchsorted(quotes, positions) % 2 == 0
    return outside


def _texts(data: bytes, bounds: Positions) -> pa.Array:
    offsets = pa.py_buffer(bounds.astype(np.int64).tobytes())
    return pa.Array.from_buffers(pa.large_string(), len(bounds) - 1, [None, offsets, pa.py_buffer(data)])


def _blank(text: pa.Array, delimiter: str) -> NDArray[np.bool_]:
    lengths = pc.binary_length(pc.ascii_trim(text, characters=f'{delimiter}" \t\r\n'))
    blank: NDArray[np.bool_] = lengths.to_numpy() == 0
    return blank
