"""From cells with codes to the sums between them: parts that make a whole, along every dimension."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from evenhand.disclosure.linked.linked_set import LinkedSet, Mask, Number, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """In a dimension, the code `whole` is the sum of the codes `parts`.

    `overlapping`: one person may be in several parts, so that these make at least the whole, and none more than it.
    `complete`: there are no other parts; without it they make at most the whole. `absent_is_none`: a part that is not
    among the cells holds nobody; else it may hold anybody, and the parts that are there make at most the whole.
    `exceeds`: parts hold people beside the whole, so that all of them make at least the whole.
    """

    dimension: str
    whole: str
    parts: tuple[str, ...]
    overlapping: bool = False
    complete: bool = True
    absent_is_none: bool = False
    exceeds: bool = False


def link(
    codes: Mapping[str, NDArray[np.str_]], least: Number, most: Number, sums: Iterable[Sum]
) -> LinkedSet:
    """Return the cells tied by every one of `sums` that they make.

    `codes`: for each dimension one code a cell; no two cells have all codes the same. A sum of which no part is
    among the cells ties nothing. Raises ValueError if two cells are the same.
    """
    index = _Index(codes)
    rows = [row for one in sums for row in _rows(index, one)]
    least, most = np.asarray(least, np.float64), np.asarray(most, np.float64)
    if not rows:
        return LinkedSet.untied(least, most)
    wholes, lengths = (np.concatenate([getattr(one, name) for one in rows]) for name in ("whole", "length"))
    parts = np.concatenate([one.parts for one in rows])
    at = np.arange(len(wholes))
    matrix = csr_array(
        (
            np.concatenate([np.full(len(at), -1.0), np.ones(len(parts))]),
            (np.concatenate([at, np.repeat(at, lengths)]), np.concatenate([wholes, parts])),
        ),
        shape=(len(at), len(least)),
    )
    low, high = (np.concatenate([getattr(one, name) for one in rows]) for name in ("least", "most"))
    return LinkedSet(least=least, most=most, sums=matrix, sum_least=low, sum_most=high)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Equations: for each its whole and how many parts; the parts of all, one after the other; its bounds."""

    whole: Whole
    length: Whole
    parts: Whole
    least: Number
    most: Number


class _Index:
    """Finds cells by their codes: each cell has one number, in which a code of a dimension is one digit."""

    def __init__(self, codes: Mapping[str, NDArray[np.str_]]) -> None:
        self.digits: dict[str, Whole] = {}
        self.names: dict[str, dict[str, int]] = {}
        self.stride: dict[str, int] = {}
        stride = 1
        for dimension, values in codes.items():
            names, digits = np.unique(values, return_inverse=True)
            self.names[dimension] = {str(name): place for place, name in enumerate(names)}
            self.digits[dimension] = digits.astype(np.int64)
            self.stride[dimension] = stride
            stride *= max(len(names), 1)
        if stride >= 2**62:
            raise ValueError("Too many dimensions and codes to number the cells.")
        self.number = sum(
            (digits * self.stride[one] for one, digits in self.digits.items()), np.zeros(1, np.int64)
        )
        self.order = np.argsort(self.number, kind="stable")
        self.ranked = self.number[self.order]
        if (np.diff(self.ranked) == 0).any():
            raise ValueError("Two cells have all their codes the same.")

    def beside(self, cells: Whole, dimension: str, from_code: int, to_code: int) -> Whole:
        """Return for each cell the one that differs in this code alone; -1 where there is none."""
        wanted = self.number[cells] + (to_code - from_code) * self.stride[dimension]
        place = np.minimum(np.searchsorted(self.ranked, wanted), len(self.ranked) - 1)
        return np.where(self.ranked[place] == wanted, self.order[place], -1)


def _rows(index: _Index, one: Sum) -> Iterable[_Rows]:
    names = index.names.get(one.dimension, {})
    if one.whole not in names:
        return
    whole = names[one.whole]
    cells = np.flatnonzero(index.digits[one.dimension] == whole)
    parts = np.stack(
        [
            index.beside(cells, one.dimension, whole, names[part])
            if part in names
            else np.full(len(cells), -1)
            for part in one.parts
        ],
        axis=1,
    )
    there = parts >= 0
    some = there.any(axis=1)
    cells, parts, there = cells[some], parts[some], there[some]
    if len(cells) == 0:
        return
    complete = (there.all(axis=1) | one.absent_is_none) & one.complete
    nothing = np.zeros(len(cells))
    if one.exceeds:
        yield from _at_least(cells[complete], parts[complete], there[complete])
    elif not one.overlapping:
        yield _Rows(cells, there.sum(axis=1), parts[there], np.where(complete, 0.0, -np.inf), nothing)
    else:
        yield from _at_least(cells[complete], parts[complete], there[complete])
        yield from _none_more(cells, parts, there)


def _at_least(cells: Whole, parts: Whole, there: Mask) -> Iterator[_Rows]:
    if len(cells):
        nothing = np.zeros(len(cells))
        yield _Rows(cells, there.sum(axis=1), parts[there], nothing, nothing + np.inf)


def _none_more(cells: Whole, parts: Whole, there: Mask) -> Iterator[_Rows]:
    """Each part is at most the whole."""
    owner = np.repeat(cells, there.sum(axis=1))
    single = np.ones(len(owner), np.int64)
    yield _Rows(owner, single, parts[there], np.full(len(owner), -np.inf), np.zeros(len(owner)))
