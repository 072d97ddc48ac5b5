"""Choosing rows of pairs without losing whom they are compared with."""

import numpy as np
from numpy.typing import NDArray

from evenhand.foundations import EVERYONE
from evenhand.measures.pairs import Pairs
from evenhand.vocabulary import UNKNOWNS

Rows = NDArray[np.int64]


def compared_rows(pairs: Pairs) -> Rows:
    """Return the numbers of the rows that are compared with a reference other than themselves."""
    return np.flatnonzero(pairs.is_compared)


def rows_without_reference(pairs: Pairs) -> Rows:
    """Return the numbers of the rows of groups, everyone and not known aside, whose reference is not in the table."""
    divided = (pairs.columns["characteristic"] != EVERYONE) & ~np.isin(pairs.columns["group"], list(UNKNOWNS))
    return np.flatnonzero(divided & (pairs.reference < 0))


def pairs_of(pairs: Pairs, rows: Rows, *, keep_references: bool = False) -> Pairs:
    """Return the given rows, references renumbered; -1 where the reference is not among them.

    With `keep_references` the name of the reference group is kept although its row may be gone ('': there is none).
    """
    place = np.full(len(pairs) + 1, -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    columns = {name: column[rows] for name, column in pairs.columns.items()}
    if keep_references:
        named = pairs.reference[rows]
        columns["reference"] = np.where(named < 0, "", pairs.columns["group"][named])
    return Pairs(
        stage=pairs.stage,
        stage_key=pairs.stage_key,
        columns=columns,
        x=pairs.x.take(rows),
        n=pairs.n.take(rows),
        reference=place[pairs.reference[rows]],
        is_compared=pairs.is_compared[rows],
    )
