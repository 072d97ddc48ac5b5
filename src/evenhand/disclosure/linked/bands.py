"""Bands of several publications that cut across each other, and the smallest pieces that make them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from evenhand.disclosure.linked.cell_space import CellSpace
from evenhand.disclosure.linked.link import Sum
from evenhand.disclosure.linked.linked_set import Mask, Whole
from evenhand.disclosure.linked.published import Published
from evenhand.disclosure.linked.ranges import bands_among, sums_of_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """How bands of different publications add up; `pieces`: for each dimension the codes that none of them has."""

    sums: tuple[Sum, ...] = ()
    pieces: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def cells(self, space: CellSpace, keys: Sequence[Whole]) -> Whole:
        """Return the numbers of these bands' cells, beside all other codes with which two publications have some."""
        found = [np.zeros(0, np.int64), *keys]
        for dimension in dict.fromkeys(one.dimension for one in self.sums):
            mine = {
                code for one in self.sums if one.dimension == dimension for code in (one.whole, *one.parts)
            }
            lines = [
                np.unique(space.at_first(one[space.has(one, dimension, mine)], dimension)) for one in keys
            ]
            line, times = np.unique(np.concatenate(lines), return_counts=True)
            steps = space.steps(dimension, mine)
            found.append((line[times > 1][:, np.newaxis] + steps[np.newaxis]).ravel())
        return np.unique(np.concatenate(found))

    def are_pieces(self, space: CellSpace, cells: Whole) -> Mask:
        """Return which of these cells are of a band that no publication has."""
        found = np.zeros(len(cells), dtype=np.bool_)
        for dimension, codes in self.pieces:
            found |= space.has(cells, dimension, set(codes))
        return found


def bands_between(publications: Sequence[Published]) -> Bands:
    """Return how bands of different publications make each other; nothing where each tells that by itself.

    Stretches of time, and dimensions in which one person may have several codes, are left out: there, subtracting
    tells no count of people.
    """
    if len(publications) < 2:
        return Bands()
    held: dict[str, list[set[str]]] = defaultdict(list)
    for one in publications:
        for name, values in one.codes.items():
            held[name].append(set(pa.array(values).unique().to_pylist()))
    overlapping = {one.dimension for each in publications for one in each.sums if one.overlapping}
    stated = {(one.dimension, one.whole, frozenset(one.parts)) for each in publications for one in each.sums}
    sums: list[Sum] = []
    pieces = []
    for name, codes in held.items():
        if name in overlapping or all(one == codes[0] for one in codes):
            continue
        found, unpublished = sums_of_codes(name, bands_among(set[str]().union(*codes)))
        new = [one for one in found if (name, one.whole, frozenset(one.parts)) not in stated]
        new = [one for one in new if not any({one.whole, *one.parts} <= mine for mine in codes)]
        used = {part for one in new for part in one.parts}
        sums += new
        if rest := tuple(one for one in unpublished if one in used):
            pieces.append((name, rest))
    return Bands(sums=tuple(sums), pieces=tuple(pieces))
