"""How surely a group differs from its reference: exact probabilities by chance, one for each direction."""

import numpy as np
from scipy.special import betainc, gammaln

from evenhand.measures.intervals import Array
from evenhand.measures.pairs import Pairs
from evenhand.measures.widen import high_corner, low_corner

_LEAST_PART = 1e-13
"""A further term below this part of the sum changes no digit that is shown."""


def surest_chances(pairs: Pairs) -> tuple[Array, Array]:
    """Return how probable a gap towards more, and one towards fewer, would be by chance, at its largest.

    Exact and one-sided, of the counts nearest to no difference among all that the protection allows; 1 where some of
    those counts show no gap that way; NaN where nothing is compared. Shares: Fisher 1922, doi:10.2307/2340521
    (hypergeometric); rates: Przyborowski and Wilenski 1940, doi:10.1093/biomet/31.3-4.313 (binomial, given the sum).
    """
    within = pairs.stage.measure != "rate"
    x, n = pairs.x.take(pairs.reference), pairs.n.take(pairs.reference)
    chance = chance_of_more if within else chance_of_more_events
    more = chance(*low_corner(pairs.x, pairs.n), *high_corner(x, n, within=within))
    fewer = chance(*low_corner(x, n), *high_corner(pairs.x, pairs.n, within=within))
    return tuple(np.where(pairs.is_compared, one, np.nan) for one in (more, fewer))  # type: ignore[return-value]


def chance_of_more(x1: Array, n1: Array, x2: Array, n2: Array) -> Array:
    """Return the probability of x1 or more of n1, given all x1 + x2 of n1 + n2, where the shares are equal.

    1 where x1/n1 is not above x2/n2, and where there is nobody. Arrays of one shape. Source: Fisher's exact test.
    """
    above = (n1 > 0) & (n2 > 0) & (x1 * n2 > x2 * n1)
    x1, n1, x2, n2 = (
        np.where(above, one, fill) for one, fill in ((x1, 1.0), (n1, 1.0), (x2, 0.0), (n2, 1.0))
    )
    total, people = x1 + x2, n1 + n2
    term = np.exp(_ways(n1, x1) + _ways(n2, x2) - _ways(people, total))
    found, k = term.copy(), x1.copy()
    while np.any(term > _LEAST_PART * found):
        # Each term from the one before; above the mean they fall, so that few are needed.
        term = term * (n1 - k) * (total - k) / ((k + 1) * (n2 - total + k + 1))
        found, k = found + term, k + 1
    return np.where(above, np.minimum(found, 1), 1.0)


def chance_of_more_events(x1: Array, n1: Array, x2: Array, n2: Array) -> Array:
    """Return the probability of x1 or more events of all x1 + x2, where the rates x1/n1 and x2/n2 are equal.

    1 where x1/n1 is not above x2/n2, and where there is nobody. Arrays of one shape.
    """
    above = (n1 > 0) & (n2 > 0) & (x1 * n2 > x2 * n1)
    x1, x2 = np.where(above, x1, 1.0), np.where(above, x2, 0.0)
    share = np.where(above, n1, 1.0) / np.where(above, n1 + n2, 2.0)
    return np.where(above, betainc(x1, x2 + 1, share), 1.0)


def _ways(n: Array, k: Array) -> Array:
    """The logarithm of the number of ways to choose k of n."""
    ways: Array = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return ways
