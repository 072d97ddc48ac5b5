"""How counts scatter by chance, and by chance and more: the mid-distribution of a count, exactly, for whole arrays.

The mid-distribution of a count is the probability of fewer and half the probability of as many. Half of its steps lie
on either side, so that limits made of it let as many points out above as below (Lancaster 1961,
doi:10.1080/01621459.1961.10482105).
"""

from collections.abc import Callable

import numpy as np
from scipy.special import bdtr, betainc, gammaln, pdtr

from evenhand.measures.estimate import Array, Mask

Law = Callable[[Array], Array]
"""The mid-distribution at whole counts; the array has the shape of the counts' law."""

_CHUNK = 4_000_000
"""Numbers held at once while beta-binomial distributions are summed: 32 MB."""


def binomial(n: Array, share: Array) -> Law:
    """Return the law of n people each counted with probability `share`."""

    def up_to(count: Array) -> Array:
        sure = np.clip(np.floor(count), 0, np.maximum(n, 1))
        found = bdtr(sure, np.maximum(n, 1).astype(np.int64), share)
        return np.asarray(np.where(count < 0, 0.0, np.where(count >= n, 1.0, found)))

    return _middle(up_to)


def poisson(mean: Array) -> Law:
    """Return the law of events of which `mean` are expected."""

    def up_to(count: Array) -> Array:
        return np.asarray(np.where(count < 0, 0.0, pdtr(np.maximum(count, 0), mean)))

    return _middle(up_to)


def negative_binomial(mean: Array, spread: Array) -> Law:
    """Return the law of events whose expected number itself varies: variance mean (1 + spread mean); 0: Poisson."""
    plain = spread <= 0
    size = 1 / np.where(plain, 1.0, spread)
    inside = size / (size + mean)
    chance = poisson(mean)

    def up_to(count: Array) -> Array:
        found = betainc(size, np.maximum(count, 0) + 1, inside)
        return np.asarray(np.where(count < 0, 0.0, found))

    mixed = _middle(up_to)
    return lambda count: np.asarray(np.where(plain, chance(count), mixed(count)))


def beta_binomial(n: Array, share: Array, spread: Array, *, most: int) -> Law:
    """Return the law of n people whose probability itself varies: variance n p (1 - p) (1 + (n - 1) spread).

    Summed exactly over the counts on the rarer side, up to `most` of them; where more would be needed a beta
    distribution of the same mean and variance stands for it. A spread of 0 is the binomial.
    """
    plain = (spread <= 0) | (n <= 1)
    chance = binomial(n, share)
    if plain.all():
        return chance
    turned = share > 0.5
    rare = np.where(turned, 1 - share, share)
    deviation = np.sqrt(n * rare * (1 - rare) * (1 + (n - 1) * spread))
    columns = np.minimum(n, np.ceil(n * rare + 12 * deviation + 20))
    summed = ~plain & (columns <= most)
    table = _sums(n, rare, spread, np.where(summed, columns, 0))
    smooth = _beta(n, rare, spread)

    def middle(count: Array) -> Array:
        counted = np.where(turned, n - count, count)
        place = np.clip(counted, 0, np.maximum(columns, 0)).astype(np.int64)
        exact = np.where(counted < 0, 0.0, table(place))
        found = np.where(summed, exact, smooth(counted))
        found = np.where(turned, 1 - found, found)
        return np.asarray(np.where(plain, chance(count), found))

    return middle


def _middle(up_to: Law) -> Law:
    return lambda count: np.asarray((up_to(count) + up_to(count - 1)) / 2)


def _beta(n: Array, share: Array, spread: Array) -> Law:
    size = n / (1 + (n - 1) * spread) - 1
    a, b = np.maximum(size * share, 1e-9), np.maximum(size * (1 - share), 1e-9)
    return lambda count: np.asarray(betainc(a, b, np.clip(count / np.maximum(n, 1), 0, 1)))


def _sums(n: Array, share: Array, spread: Array, columns: Array) -> Callable[[np.ndarray], Array]:
    """The mid-distribution of beta-binomials at each whole count up to `columns`, looked up by place."""
    flat = [one.ravel() for one in np.broadcast_arrays(n, share, spread, columns)]
    width = int(flat[3].max(initial=0)) + 1
    wanted: Mask = flat[3] > 0
    table = np.zeros((len(flat[0]) if wanted.any() else 1, width))
    rows = np.flatnonzero(wanted)
    step = max(_CHUNK // width, 1)
    for start in range(0, len(rows), step):
        some = rows[start : start + step]
        table[some] = _middles(flat[0][some, None], flat[1][some, None], flat[2][some, None], width)

    def at(place: np.ndarray) -> Array:
        row = np.arange(place.size) if wanted.any() else np.zeros(place.size, np.int64)
        return np.asarray(table[row, np.minimum(place.ravel(), width - 1)].reshape(place.shape))

    return at


def _middles(n: Array, share: Array, spread: Array, width: int) -> Array:
    """Mid-distributions of beta-binomials at the counts 0 to width - 1. Source: Skellam 1948."""
    count = np.arange(width, dtype=np.float64)
    a, b = share * (1 / spread - 1), (1 - share) * (1 / spread - 1)
    inside = np.minimum(count, n)
    logs = (
        gammaln(n + 1) - gammaln(inside + 1) - gammaln(n - inside + 1)
        + gammaln(inside + a) + gammaln(n - inside + b) - gammaln(n + a + b)
        + gammaln(a + b) - gammaln(a) - gammaln(b)
    )  # fmt: skip
    mass = np.where(count <= n, np.exp(logs), 0.0)
    return np.asarray(np.minimum(np.cumsum(mass, axis=1) - mass / 2, 1.0))
