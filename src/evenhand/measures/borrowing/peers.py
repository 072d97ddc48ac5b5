"""What all groups together say of how far they differ: weights over the possible means and spreads of their peers.

Arrays have the shape (tables, groups); a place that holds no group has n = 0. Inside, a third and a fourth axis in the
middle run over spreads and means: (tables, spreads, means, groups).
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.polynomial.legendre import leggauss

from evenhand.measures.borrowing.constants import BorrowingRules
from evenhand.measures.estimate import Array


class Family(Protocol):
    """A law of counts whose chance, given the peers, can be written down (beta-binomial, gamma-Poisson)."""

    def centre(self, x: Array, n: Array, size: Array) -> tuple[Array, Array]:
        """Return the peers' mean on the scale of its link, and its standard error, for each size."""

    def mean(self, linked: Array) -> Array:
        """Return the mean that belongs to a value on the scale of the link."""

    def log_chance(self, x: Array, n: Array, mean: Array, size: Array) -> Array:
        """Return the log of the chance of each count, up to what does not depend on the peers."""

    def log_prior(self, linked: Array) -> Array:
        """Return the log of the weight of a mean before any count is seen, on the scale of the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """Possible peers of each table and the weight of each: arrays of the shape (tables, spreads, means).

    `size` is the number of people that the peers are worth: a group of so many is drawn half way to `mean`.
    """

    mean: Array
    size: Array
    weight: Array


def peers_of(x: Array, n: Array, family: Family, rules: BorrowingRules) -> Peers:
    """Return the possible peers of the groups of each table, weighted by the chance of the counts.

    Before any count is seen, the part B by which a group of typical size is drawn to its peers has the weight 1/B:
    uniform shrinkage (Christiansen and Morris 1997, doi:10.1080/01621459.1997.10474026), moved towards drawing less,
    since with the uniform one 91 of 100 intervals held the truth where groups are few. Integrated as in Deely and
    Lindley 1981, doi:10.1080/01621459.1981.10477731.
    """
    nodes, masses = hermegauss(rules.mean_nodes)
    size, log_step = _sizes(x, n, family, rules)
    centre, error = family.centre(x[:, None, None], n[:, None, None], size[..., None])
    linked = centre + error * nodes
    mean = family.mean(linked)
    log_weight = _log_chance(x, n, family, mean, size) + log_step[..., None] + _log_prior(n, size)
    log_weight += family.log_prior(linked) + np.log(error) + np.log(masses) + nodes * nodes / 2
    weight = np.exp(log_weight - log_weight.max(axis=(1, 2), keepdims=True))
    weight /= weight.sum(axis=(1, 2), keepdims=True)
    return Peers(mean=mean, size=np.broadcast_to(size, mean.shape), weight=weight)


def _sizes(x: Array, n: Array, family: Family, rules: BorrowingRules) -> tuple[Array, Array]:
    """Sizes that the peers may be worth, where their weight lies, and the log of the step of each (on the log scale).

    A coarse look over all sizes finds the part that matters; the quadrature is laid over that.
    """
    typical = typical_size(n)[:, None]
    spaced = np.linspace(0, 1, rules.coarse_steps)
    low, high = np.log(rules.least_worth), np.log(rules.most_worth * typical)
    coarse = np.exp(low + (high - low) * spaced)[..., None]
    centre, _ = family.centre(x[:, None, None], n[:, None, None], coarse[..., None])
    there = _log_chance(x, n, family, family.mean(centre), coarse) + _log_prior(n, coarse)
    there = there[..., 0] - there[..., 0].max(axis=1, keepdims=True)
    matters = there > rules.matters
    step = (high - low) / (rules.coarse_steps - 1)
    first = low + step * np.maximum(np.argmax(matters, axis=1)[:, None] - 1, 0)
    last = high - step * np.maximum(np.argmax(matters[:, ::-1], axis=1)[:, None] - 1, 0)
    points, steps = leggauss(rules.shrinkage_nodes)
    logs = (first + last) / 2 + (last - first) / 2 * points
    return np.exp(logs)[..., None], np.log(steps * (last - first) / 2)


def _log_prior(n: Array, size: Array) -> Array:
    """The log of the weight of a size before any count is seen, per step on the log scale."""
    return np.asarray(-np.log1p(size / typical_size(n)[:, None, None]))


def _log_chance(x: Array, n: Array, family: Family, mean: Array, size: Array) -> Array:
    found = family.log_chance(x[:, None, None], n[:, None, None], mean[..., None], size[..., None])
    return np.asarray(np.where(n[:, None, None] > 0, found, 0.0).sum(axis=-1))


def typical_size(n: Array) -> Array:
    """Return the harmonic mean of the sizes of each table's groups; 1 where there is no group."""
    held = (n > 0).sum(axis=1)
    turned = np.where(n > 0, 1 / np.where(n > 0, n, 1), 0.0).sum(axis=1)
    return np.asarray(np.where(held > 0, held / np.where(held > 0, turned, 1), 1.0))


def mixed(peers: Peers, first: Array, second: Array) -> tuple[Array, Array]:
    """Return mean and variance over all possible peers, of the mean and variance given each (tables, groups)."""
    weight = peers.weight[..., None]
    mean = (weight * first).sum(axis=(1, 2))
    return mean, (weight * (second + (first - mean[:, None, None]) ** 2)).sum(axis=(1, 2))
