"""How precisely a count can be estimated where the same people are counted by many routes: least squares."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.linalg.lapack import dpstrf
from scipy.sparse import csc_array, diags_array, eye_array
from scipy.sparse.linalg import splu

from evenhand.disclosure.cell_key.maximum_entropy import Number, Whole
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
    sums, wanted = csc_array(linked.sums[exact]), linked.sum_least[exact]
    rows = _independent(sums, spread)
    if len(rows) == 0:
        return Averaged(estimate=shown.copy(), deviation=np.sqrt(spread))
    sums, wanted = csc_array(sums[rows]), wanted[rows]
    tied = csc_array(sums @ diags_array(spread))
    solve = _solver(csc_array(tied @ sums.T))
    estimate = shown - tied.T @ solve(sums @ shown - wanted)
    less = np.zeros(len(shown))
    for start in range(0, len(shown), _BLOCK):
        block = tied[:, start : start + _BLOCK].toarray()
        less[start : start + _BLOCK] = (block * solve(block)).sum(axis=0)
    return Averaged(estimate=estimate, deviation=np.sqrt(np.maximum(spread - less, 0)))


def _solver(squares: csc_array) -> Callable[[Number], Number]:
    """Return what solves a system of these coefficients, which are symmetric."""
    if squares.shape[0] <= _MANY_SUMS:
        return partial(cho_solve, cho_factor(squares.toarray(), lower=True))
    # A trace on the diagonal settles the system where sums that follow from others are left in it, and moves nothing.
    trace = _TRACE * max(float(abs(squares).max()), 1.0)
    solved: Callable[[Number], Number] = splu(csc_array(squares + trace * eye_array(squares.shape[0]))).solve
    return solved


def _independent(sums: csc_array, spread: Number) -> Whole:
    """The rows of which all others follow, and none that holds known cells alone: all of them where there are many.

    Found by a Cholesky decomposition with pivots, which stops at the rank.
    """
    if not 0 < sums.shape[0] <= _MANY_SUMS:
        return np.arange(sums.shape[0])
    squares = (sums @ diags_array(spread) @ sums.T).toarray()
    _, pivots, rank, _ = dpstrf(squares, tol=_TRACE * max(float(squares.max()), _TRACE), lower=1)
    return np.sort(pivots[:rank].astype(np.int64) - 1)


_NO_LIMIT = 1e4
"""How far above its lower bound a count without an upper bound is taken to reach."""
_TRACE = 1e-9
_BLOCK = 512
"""Cells whose deviation is found at once: a bound on memory."""
_MANY_SUMS = 6000
"""How many sums may be held against each other to find those that follow from others."""
