"""The beta-binomial summed over its counts, many distributions at once."""

from collections.abc import Callable

import numpy as np
from scipy.special import betaln

from evenhand.measures.estimate import Array

_CHUNK = 4_000_000
"""Numbers held at once while distributions are summed: 32 MB."""


def summed(n: Array, share: Array, spread: Array, columns: Array) -> Callable[[Array], Array]:
    """Return the mid-distribution of each beta-binomial, given at whole counts up to its number of `columns`.

    Vectors of one length. Beyond its columns a distribution is taken to be at its end. Source: Skellam 1948,
    doi:10.1111/j.2517-6161.1948.tb00014.x.
    """
    width = int(columns.max(initial=0)) + 1
    table = np.empty((len(n), width))
    step = max(_CHUNK // width, 1)
    for start in range(0, len(n), step):
        some = slice(start, start + step)
        table[some] = _middles(n[some, None], share[some, None], spread[some, None], width)
    row = np.arange(len(n))

    def middle(count: Array) -> Array:
        place = np.clip(count, 0, np.minimum(columns, width - 1)).astype(np.int64)
        return np.asarray(np.where(count < 0, 0.0, table[row, place]))

    return middle


def _middles(n: Array, share: Array, spread: Array, width: int) -> Array:
    """Mid-distributions at the counts 0 to width - 1: each probability from the one before it."""
    a, b = share * (1 / spread - 1), (1 - share) * (1 / spread - 1)
    count = np.arange(width - 1, dtype=np.float64)
    left = np.maximum(n - count, 0)
    with np.errstate(divide="ignore"):
        steps = np.log(left * (count + a) / ((count + 1) * np.maximum(left - 1 + b, 1e-300)))
    logs = np.concatenate([betaln(a, n + b) - betaln(a, b), steps], axis=1)
    mass = np.exp(np.cumsum(logs, axis=1))
    return np.asarray(np.minimum(np.cumsum(mass, axis=1) - mass / 2, 1.0))
