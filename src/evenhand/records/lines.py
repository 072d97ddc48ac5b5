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
    quotes, stray = _quotes(data, bytes_, delimiter)
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


def _breaks(bytes_: NDArray[np.uint8]) -> Positions:
    """Positions of the last character of each line end: LF, CR LF, or a CR alone."""
    newlines = np.flatnonzero(bytes_ == _NEWLINE)
    returns = np.flatnonzero(bytes_ == _RETURN)
    if not len(returns):
        return newlines
    following = bytes_[np.minimum(returns + 1, len(bytes_) - 1)]
    alone = returns[following != _NEWLINE]
    return np.sort(np.concatenate((newlines, alone))) if len(alone) else newlines


def _quotes(data: bytes, bytes_: NDArray[np.uint8], delimiter: str) -> tuple[Positions, Positions]:
    """Positions of the quotation marks that open and close cells, in turn; and of the stray ones."""
    quotes = np.flatnonzero(bytes_ == _QUOTE)
    edge = np.zeros(256, dtype=bool)
    edge[[_QUOTE, _NEWLINE, _RETURN, ord(delimiter)]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    opens_well = (opening == 0) | edge[bytes_[opening - 1]]
    closes_well = (closing == len(data) - 1) | edge[bytes_[np.minimum(closing + 1, len(data) - 1)]]
    if len(opening) == len(closing) and opens_well.all() and closes_well.all():
        return quotes, quotes[:0]
    return _quotes_that_match(data, quotes, delimiter)


def _quotes_that_match(data: bytes, quotes: Positions, delimiter: str) -> tuple[Positions, Positions]:
    """Find the cells that are quoted well where some are not, so that each of those spoils one row only."""
    end = re.escape(delimiter.encode()) + rb"\r\n"
    cell = re.compile(rb'(?<![^%b])"[^"]*(?:""[^"]*)*"(?![^%b])' % (end, end))
    spans = np.array([found.span() for found in cell.finditer(data)], dtype=np.int64).reshape(-1, 2)
    inside = np.searchsorted(spans[:, 0], quotes, side="right") != np.searchsorted(
        spans[:, 1], quotes, side="right"
    )
    spans[:, 1] -= 1
    return spans.reshape(-1), quotes[~inside]


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
