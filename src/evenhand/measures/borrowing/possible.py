"""Borrowed figures over every count that the protection allows.

Arrays have the shape (tables, groups): what is known of `x` of `n`, and where nobody stands n is 0.
"""

from collections.abc import Iterator
from functools import partial

import numpy as np

from evenhand.measures.borrowing.constants import BorrowingRules, load_borrowing
from evenhand.measures.borrowing.peers import peers_of
from evenhand.measures.borrowing.shrunken import BetaBinomial, GammaPoisson, limits_given
from evenhand.measures.estimate import Array, Estimate, estimate
from evenhand.measures.pairs import Known
from evenhand.measures.widen import high_corner, low_corner

Counts = tuple[Array, Array]


def shrunken_range(
    x: Known, n: Known, *, level: float, is_rate: bool = False, rules: BorrowingRules | None = None
) -> Estimate:
    """Return each group's figure drawn to its peers, with an interval for the counts that the protection allows.

    Given its peers a group's limits rise with its own count, so its own ends are taken exactly. What the peers are is
    learnt five times: from the middle of what is possible, from all low, all high, as far apart as is possible, and as
    near together; the interval spans all, and a tenth more on each side where any count is in doubt, since peers between
    these five may reach a little further (measured). The figure is that of the middle.
    """
    rules = rules or load_borrowing()
    family = GammaPoisson() if is_rate else BetaBinomial()
    limits = partial(limits_given, level=level, is_rate=is_rate)
    middle = (x.point if is_rate else np.minimum(x.point, n.point), n.point)
    low, high = low_corner(x, n), high_corner(x, n, within=not is_rate)
    # All of many are further from their peers than all of few.
    turn = n.lower if is_rate else np.clip(x.upper, n.lower, n.upper)
    most = x.upper if is_rate else np.minimum(x.upper, turn), turn
    value, lower, upper = limits(peers_of(*middle, family, rules), middle)
    for seen in (middle, *_scenes(middle, low, high)):
        peers = peers_of(*seen, family, rules)
        lower = np.fmin(lower, limits(peers, low)[1])
        upper = np.fmax(upper, np.fmax(limits(peers, high)[2], limits(peers, most)[2]))
    doubt = (x.upper > x.lower) | (n.upper > n.lower)
    more = np.where(doubt.any(axis=1), rules.doubt_margin, 0.0)[:, None]
    lower = np.maximum(lower - more * (value - lower), 0)
    upper = upper + more * (upper - value) if is_rate else np.minimum(upper + more * (upper - value), 1)
    nobody = n.upper <= 0
    few = np.broadcast_to(((~nobody).sum(axis=1) < rules.least_peers)[:, None], nobody.shape)
    found = estimate(value, lower, upper).without(nobody, "nobody", value=True)
    return found.without(few, "too_few_peers")


def _scenes(middle: Counts, low: Counts, high: Counts) -> Iterator[Counts]:
    """Tables that say different things of the peers: all low, all high, far apart, near together."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = middle[0] / middle[1]
        above = share > middle[0].sum(axis=1, keepdims=True) / middle[1].sum(axis=1, keepdims=True)
    yield low
    yield high
    for up in (above, ~above):
        yield np.where(up, high[0], low[0]), np.where(up, high[1], low[1])
