"""How counts scatter by chance, and by chance and more: the mid-distribution of a count, exactly, for whole arrays.

The mid-distribution of a count is the probability of fewer and half the probability of as many. Half of its steps lie
on either side, so that limits made of it let as many points out above as below (Lancaster 1961,
doi:10.1080/01621459.1961.10482105).
"""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.special import bdtr, betainc, gammaln, pdtr, xlogy

from evenhand.measures.estimate import Array, Mask
from evenhand.measures.funnels.summed import summed

Law = Callable[[Array], Array]
"""The mid-distribution at whole counts; the array has the shape of the counts' law."""


def binomial(n: Array, share: Array) -> Law:
    """Return the law of n people each counted with probability `share`."""
    people = np.maximum(n, 1)
    ways = gammaln(people + 1)

    def middle(count: Array) -> Array:
        k = np.clip(count, 0, people)
        logs = (
            ways - gammaln(k + 1) - gammaln(people - k + 1) + xlogy(k, share) + xlogy(people - k, 1 - share)
        )
        found = bdtr(k, people.astype(np.int64), share) - np.exp(logs) / 2
        return np.asarray(np.where(count < 0, 0.0, np.where(count > n, 1.0, found)))

    return middle


def poisson(mean: Array) -> Law:
    """Return the law of events of which `mean` are expected."""

    def middle(count: Array) -> Array:
        k = np.maximum(count, 0)
        found = pdtr(k, mean) - np.exp(xlogy(k, mean) - mean - gammaln(k + 1)) / 2
        return np.asarray(np.where(count < 0, 0.0, found))

    return middle


def negative_binomial(mean: Array, spread: Array) -> Law:
    """Return the law of events whose expected number itself varies: variance mean (1 + spread mean); 0: Poisson."""
    mixed = spread > 0
    size = 1 / spread[mixed]
    inside = size / (size + mean[mixed])

    def middle(count: Array) -> Array:
        k = np.maximum(count, 0)
        logs = (
            gammaln(k + size) - gammaln(size) - gammaln(k + 1) + size * np.log(inside) + xlogy(k, 1 - inside)
        )
        found = betainc(size, k + 1, inside) - np.exp(logs) / 2
        return np.asarray(np.where(count < 0, 0.0, found))

    return _each_by_its_own([(~mixed, poisson(mean[~mixed])), (mixed, middle)])


def beta_binomial(n: Array, share: Array, spread: Array, *, most: int) -> Law:
    """Return the law of n people whose probability itself varies: variance n p (1 - p) (1 + (n - 1) spread).

    Summed exactly over the counts on the rarer side, up to `most` of them; where more would be needed a beta
    distribution of the same mean and variance stands for it. A spread of 0 is the binomial.
    """
    plain = (spread <= 0) | (n <= 1)
    turned = share > 0.5
    rare = np.where(turned, 1 - share, share)
    deviation = np.sqrt(n * rare * (1 - rare) * (1 + (n - 1) * spread))
    columns = np.minimum(n, np.ceil(n * rare + 12 * deviation + 20))
    short = ~plain & (columns <= most)
    smooth = ~plain & ~short
    laws = _each_by_its_own(
        [
            (plain, binomial(n[plain], rare[plain])),
            (short, summed(n[short], rare[short], spread[short], columns[short])),
            (smooth, _beta(n[smooth], rare[smooth], spread[smooth])),
        ]
    )

    def middle(count: Array) -> Array:
        found = laws(np.where(turned, n - count, count))
        return np.asarray(np.where(turned, 1 - found, found))

    return middle


def _each_by_its_own(cases: Sequence[tuple[Mask, Law]]) -> Law:
    """The law of counts of several kinds: each law is asked for its own counts alone."""

    def middle(count: Array) -> Array:
        found = np.empty(count.shape)
        for where, law in cases:
            if where.any():
                found[where] = law(count[where])
        return found

    return middle


def _beta(n: Array, share: Array, spread: Array) -> Law:
    size = n / (1 + (n - 1) * spread) - 1
    a, b = np.maximum(size * share, 1e-9), np.maximum(size * (1 - share), 1e-9)
    return lambda count: np.asarray(betainc(a, b, np.clip(count / np.maximum(n, 1), 0, 1)))
