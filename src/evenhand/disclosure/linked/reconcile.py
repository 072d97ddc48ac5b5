"""Sums that published figures contradict: the fewest to give up, so that the others hold together."""

import highspy
import numpy as np
from scipy.sparse import csr_array, eye_array, hstack

from evenhand.disclosure.linked.linked_set import LinkedSet, Mask
from evenhand.disclosure.linked.programme import load

_NEAR = 1e-6


def reconcilable(linked: LinkedSet) -> Mask:
    """Return which sums some counts within their bounds fulfil together, all where that is all.

    Where some contradict each other, those that must give least in all are given up: people in several groups make
    groups that do not add up, and nobody can compute with them. The others then hold well within the bounds: sums
    that hold at their very ends alone hold by accident. One linear programme, or two.
    """
    kept = _keeping(linked)
    if kept.all():
        return kept
    inside = np.minimum(_INSIDE, (linked.most - linked.least) / 2)
    return _keeping(linked.bounded(linked.least + inside, linked.most - inside))


def _keeping(linked: LinkedSet) -> Mask:
    """The sums that need give nothing where all together give the least."""
    rows, cells = linked.sums.shape
    if rows == 0:
        return np.ones(0, np.bool_)
    give = eye_array(rows)
    matrix = csr_array(hstack([linked.sums, give, -give]))
    model = load(
        matrix,
        np.concatenate([linked.least, np.zeros(2 * rows)]),
        np.concatenate([linked.most, np.full(2 * rows, np.inf)]),
        linked.sum_least,
        linked.sum_most,
        sense=highspy.ObjSense.kMinimize,
    )
    size = cells + 2 * rows
    cost = np.concatenate([np.zeros(cells), np.ones(2 * rows)])
    model.changeColsCost(size, np.arange(size, dtype=np.int32), cost)
    model.run()
    given = np.asarray(model.getSolution().col_value, dtype=np.float64)[cells:]
    return np.asarray(given[:rows] + given[rows:] <= _NEAR, dtype=np.bool_)


_INSIDE = 1.0
