"""Which earlier releases a new one overlaps: those with cells that are the same, or parts or wholes of each other."""

from collections.abc import Sequence

import pyarrow as pa

from evenhand.disclosure.linked import Published, Sum
from evenhand.disclosure.linked.cell_space import TOTAL


def overlapping(new: Published, earlier: Sequence[Published]) -> tuple[int, ...]:
    """Return the places of the earlier releases that share something with `new` in every dimension.

    Codes share something where they are the same, or where sums of either release lead from one to the other.
    """
    return tuple(place for place, one in enumerate(earlier) if _overlap(new, one))


def _overlap(one: Published, other: Published) -> bool:
    sums = (*one.sums, *other.sums)
    return all(
        _reached(_held(one, dimension), dimension, sums) & _held(other, dimension)
        for dimension in {*one.codes, *other.codes}
    )


def _held(one: Published, dimension: str) -> set[str]:
    if dimension not in one.codes:
        return {TOTAL}
    return set(pa.array(one.codes[dimension]).unique().to_pylist())


def _reached(codes: set[str], dimension: str, sums: Sequence[Sum]) -> set[str]:
    """The codes, and all that stand with them in a sum of this dimension, again and again."""
    groups = [{one.whole, *one.parts} for one in sums if one.dimension == dimension]
    reached, before = set(codes), -1
    while len(reached) > before:
        before = len(reached)
        reached = reached.union(*(group for group in groups if group & reached))
    return reached
