"""Cells as numbers: each code of a dimension is a digit, so that cells are found and moved without a loop."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from evenhand.disclosure.linked.linked_set import Whole
from evenhand.disclosure.tables.types import Text, UnusableTable

_MOST = 2**62


class Grid:
    """All cells that the codes of the dimensions could make, each with a number that depends on nothing else."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self.names: dict[str, NDArray[np.str_]] = {
            one: np.unique(np.asarray(list(codes), dtype=np.str_)) for one, codes in sorted(names.items())
        }
        self.stride: dict[str, int] = {}
        size = 1
        for name, codes in self.names.items():
            self.stride[name] = size
            size *= len(codes)
        if size >= _MOST:
            raise UnusableTable(
                "The tables have too many columns and codes to be held together.",
                mend="See whether a column is no dimension (--other), or protect fewer tables at a time.",
            )

    def __contains__(self, place: tuple[str, str]) -> bool:
        dimension, code = place
        return dimension in self.names and self._find(dimension, code) is not None

    def _find(self, dimension: str, code: str) -> int | None:
        names = self.names[dimension]
        at = int(np.searchsorted(names, code))
        return at if at < len(names) and names[at] == code else None

    def numbers(self, codes: Mapping[str, Text], rows: int, total: str) -> Whole:
        """Return the number of each cell; a dimension that is not among `codes` is at the total."""
        made = np.zeros(rows, np.int64)
        for name, stride in self.stride.items():
            if name in codes:
                made += stride * np.searchsorted(self.names[name], codes[name])
            else:
                made += stride * self.digit_of(name, total)
        return made

    def digit_of(self, dimension: str, code: str) -> int:
        """Return the digit of a code; raise KeyError if there is no such code."""
        found = self._find(dimension, code)
        if found is None:
            raise KeyError(code)
        return found

    def digits(self, cells: Whole, dimension: str) -> Whole:
        """Return the digit that each cell has in a dimension."""
        return np.asarray(cells // self.stride[dimension] % len(self.names[dimension]), np.int64)

    def moved(self, cells: Whole, dimension: str, from_code: str, to_code: str) -> Whole:
        """Return the cells that have another code in one dimension."""
        step = self.digit_of(dimension, to_code) - self.digit_of(dimension, from_code)
        return np.asarray(cells + step * self.stride[dimension], np.int64)

    def with_code(self, cells: Whole, dimension: str, code: str) -> Whole:
        """Return those of the cells that have this code; none where no cell could have it."""
        if (dimension, code) not in self:
            return cells[:0]
        mine = self.digits(cells, dimension) == self.digit_of(dimension, code)
        return np.asarray(cells[mine], np.int64)

    def codes(self, cells: Whole) -> dict[str, Text]:
        """Return for each dimension one code a cell."""
        return {name: self.names[name][self.digits(cells, name)] for name in self.names}

    def words(self, cell: int, total: str) -> str:
        """Return how a cell is called in a message: the codes that are not the total."""
        said = [
            f"{name}={codes[0]}" for name, codes in self.codes(np.array([cell])).items() if codes[0] != total
        ]
        return ", ".join(said) or "the total of all"


def find(cells: Whole, among: Whole) -> Whole:
    """Return the place of each cell among others, which are in order; -1 where it is not there."""
    if len(among) == 0:
        return np.full(cells.shape, -1, np.int64)
    place = np.minimum(np.searchsorted(among, cells), len(among) - 1)
    return np.where(among[place] == cells, place, -1)
