"""Proportions and rates of small groups, drawn towards their peers as far as chance asks (empirical Bayes).

Arrays have the shape (tables, groups); `x` of `n` people (or events among `n` residents); n = 0: no group.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, expit, gammaincinv, gammaln, logit

from evenhand.measures.borrowing.constants import BorrowingRules, load_borrowing
from evenhand.measures.borrowing.peers import Peers, mixed, peers_of
from evenhand.measures.estimate import Array, Estimate, estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunken:
    """Figures drawn towards the peers, how much of each is the group's own (0 to 1), and the mean of the peers."""

    figures: Estimate
    own_part: Array
    peers_mean: Array


class BetaBinomial:
    """Shares that differ between groups as a beta distribution does. Source: Griffiths 1973, doi:10.2307/2529131."""

    def centre(self, x: Array, n: Array, size: Array) -> tuple[Array, Array]:
        weight = _held(n * (size + 1) / (size + n), n)
        total = weight.sum(axis=-1)
        top = (weight * _ratio(x, n)).sum(axis=-1) + 0.5
        share = top / (total + 1)
        return logit(share), 1 / np.sqrt((total + 1) * share * (1 - share))

    def mean(self, linked: Array) -> Array:
        return np.asarray(expit(linked))

    def log_chance(self, x: Array, n: Array, mean: Array, size: Array) -> Array:
        a, b = mean * size, (1 - mean) * size
        there = gammaln(a + x) - gammaln(a) + gammaln(b + n - x) - gammaln(b)
        return np.asarray(there - gammaln(size + n) + gammaln(size))

    def log_prior(self, linked: Array) -> Array:
        """A mean that is equally likely to be anything from 0 to 1."""
        return np.asarray(np.log(expit(linked)) + np.log(expit(-linked)))


class GammaPoisson:
    """Rates that differ between groups as a gamma distribution does. Source: Clayton and Kaldor 1987."""

    def centre(self, x: Array, n: Array, size: Array) -> tuple[Array, Array]:
        weight = _held(n * size / (size + n), n)
        total = weight.sum(axis=-1)
        events = (weight * _ratio(x, n)).sum(axis=-1) + 0.5
        return np.log(events / np.where(total > 0, total, 1)), 1 / np.sqrt(events)

    def mean(self, linked: Array) -> Array:
        return np.asarray(np.exp(linked))

    def log_chance(self, x: Array, n: Array, mean: Array, size: Array) -> Array:
        a = mean * size
        there = gammaln(a + x) - gammaln(a) - x * np.log(size + n)
        return np.asarray(there + a * (np.log(size) - np.log(size + n)))

    def log_prior(self, linked: Array) -> Array:
        """A mean whose square root is equally likely to be anything (half way between flat and log-flat)."""
        return linked / 2


def shrunken_proportions(
    x: Array, n: Array, *, level: float = 0.95, rules: BorrowingRules | None = None
) -> Shrunken:
    """Return each group's share drawn towards the other groups of its table, of 1, with its interval.

    The interval allows for not knowing the peers' mean and spread: it is that of the beta distribution with the mean
    and variance over all possible peers (Morris 1983, doi:10.1080/01621459.1983.10477920). It is made to hold the
    truth in 95 of 100 groups, not in 95 of 100 draws of each group. Tables with fewer than `least_peers` groups have
    no interval.
    """
    rules = rules or load_borrowing()
    peers = peers_of(x, n, BetaBinomial(), rules)
    mean, low, high = limits_given(peers, (x, n), level=level)
    return _shrunken(peers, n, mean, low, high, rules)


def shrunken_rates(
    x: Array, n: Array, *, level: float = 0.95, rules: BorrowingRules | None = None
) -> Shrunken:
    """Return each group's events per one of `n` drawn towards the other groups of its table, with its interval.

    As shrunken_proportions, for counts of events (Poisson, gamma).
    """
    rules = rules or load_borrowing()
    peers = peers_of(x, n, GammaPoisson(), rules)
    mean, low, high = limits_given(peers, (x, n), level=level, is_rate=True)
    return _shrunken(peers, n, mean, low, high, rules)


def limits_given(
    peers: Peers, counts: tuple[Array, Array], *, level: float, is_rate: bool = False
) -> tuple[Array, Array, Array]:
    """Return the mean and the limits of each group's figure (tables, groups), given its possible peers."""
    tails = (1 - level) / 2, (1 + level) / 2
    mean, variance = mixed(peers, *(_of_rates if is_rate else _of_proportions)(peers, *counts))
    variance = np.maximum(variance, 1e-300)
    if is_rate:
        shape = mean * mean / variance
        low, high = (gammaincinv(shape, tail) * mean / shape for tail in tails)
    else:
        worth = np.maximum(mean * (1 - mean) / variance - 1, 1e-9)
        low, high = (betaincinv(mean * worth, (1 - mean) * worth, tail) for tail in tails)
    return mean, low, high


def _of_proportions(peers: Peers, x: Array, n: Array) -> tuple[Array, Array]:
    mean, size = peers.mean[..., None], peers.size[..., None]
    share = (mean * size + x[:, None, None]) / (size + n[:, None, None])
    return share, share * (1 - share) / (size + n[:, None, None] + 1)


def _of_rates(peers: Peers, x: Array, n: Array) -> tuple[Array, Array]:
    mean, size = peers.mean[..., None], peers.size[..., None]
    rate = (mean * size + x[:, None, None]) / (size + n[:, None, None])
    return rate, rate / (size + n[:, None, None])


def _shrunken(
    peers: Peers, n: Array, mean: Array, low: Array, high: Array, rules: BorrowingRules
) -> Shrunken:
    nobody = n <= 0
    few = np.broadcast_to(((n > 0).sum(axis=1) < rules.least_peers)[:, None], n.shape)
    figures = estimate(mean, low, high).without(nobody, "nobody", value=True).without(few, "too_few_peers")
    size = peers.size[..., None]
    own = (peers.weight[..., None] * n[:, None, None] / (size + n[:, None, None])).sum(axis=(1, 2))
    return Shrunken(
        figures=figures,
        own_part=np.where(nobody, np.nan, own),
        peers_mean=(peers.weight * peers.mean).sum(axis=(1, 2)),
    )


def _ratio(x: Array, n: Array) -> Array:
    return np.where(n > 0, x / np.where(n > 0, n, 1), 0.0)


def _held(weight: Array, n: Array) -> Array:
    return np.where(n > 0, weight, 0.0)
