"""How precisely a count can be estimated where the same people are counted by many routes: least squares."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array, diags_array, eye_array
from scipy.sparse.linalg import splu

from evenhand.disclosure.cell_key.maximum_entropy import Number
from evenhand.disclosure.linked import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Averaged:
    """The estimate of each cell that all sums together give, and its standard deviation; one entry a cell."""

    estimate: Number
    deviation: Number


def averaged(published: Published, variance: float | Number, *, values: Number | None = None) -> Averaged:
    """Return what weighted least squares over all sums makes of published counts with independent changes.

    `variance`: of the change to a cell, one number or one a cell (0: shown as it is). A hidden cell has the variance
    of an even chance over its bounds. `values`: what is shown, by default the middle of the bounds. Sums that hold
    exactly are used, inequalities not. Source: the generalised least-squares estimator under linear constraints.
    """
    linked = published.linked()
    most = np.where(np.isfinite(published.most), published.most, published.least + _NO_LIMIT)
    shown = (published.least + most) / 2 if values is None else values.astype(np.float64)
    spread = np.broadcast_to(np.asarray(variance, np.float64), shown.shape)
    spread = np.where(published.hidden, (most - published.least) ** 2 / 12, spread)
    exact = (linked.sum_least == linked.sum_most).nonzero()[0]
    sums = csc_array(linked.sums[exact])
    if sums.shape[0] == 0:
        return Averaged(estimate=shown.copy(), deviation=np.sqrt(spread))
    tied = csc_array(sums @ diags_array(spread))
    # Sums that follow from others make the system singular; a trace on the diagonal settles it and moves nothing.
    trace = _TRACE * max(float(spread.max()), 1.0)
    solver = splu(csc_array(tied @ sums.T + trace * eye_array(sums.shape[0])))
    estimate = shown - tied.T @ solver.solve(sums @ shown - linked.sum_least[exact])
    less = np.zeros(len(shown))
    for start in range(0, len(shown), _BLOCK):
        block = tied[:, start : start + _BLOCK].toarray()
        less[start : start + _BLOCK] = (block * solver.solve(block)).sum(axis=0)
    return Averaged(estimate=estimate, deviation=np.sqrt(np.maximum(spread - less, 0)))


_NO_LIMIT = 1e4
"""How far above its lower bound a count without an upper bound is taken to reach."""
_TRACE = 1e-9
_BLOCK = 512
"""Cells whose deviation is found at once: a bound on memory."""
