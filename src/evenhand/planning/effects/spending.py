"""How strict each of several looks at growing data must be, so that all together raise a false alarm as rarely as stated.

The statistic of a growing mean against a fixed start has independent increments in its information, so the chance of
crossing is found by one integral a look. Source: Lan and DeMets 1983, doi:10.1093/biomet/70.3.659; Armitage, McPherson and
Rowe 1969, doi:10.2307/2343787; intervals that hold at every look: Jennison and Turnbull,
Controlled Clinical Trials 1984, pages 33 to 45.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

Array = NDArray[np.float64]
_POINTS, _MOST_POINTS, _FINE = 121, 801, 4
# Against 1,201 to 6,401 points, 24 to a step's deviation: off by 0.0001 at most.
_WIDEST = 8.0
_LEAST_STEP = 1e-4


def spent(fraction: float, alpha: float, spending: str) -> float:
    """Return how much of `alpha` may be spent by the time a share `fraction` of the information is there."""
    fraction = min(max(fraction, 0.0), 1.0)
    if fraction == 0:
        return 0.0
    if spending == "pocock":
        return float(alpha * np.log(1 + (np.e - 1) * fraction))
    # Both sides have their own function, so that each spends half.
    return float(4 * ndtr(ndtri(alpha / 4) / np.sqrt(fraction)))


def critical_values(
    fractions: Sequence[float], *, level: float, spending: str = "obrien_fleming"
) -> tuple[float, ...]:
    """Return for each look by how many standard errors a change must be away from nothing.

    `fractions` are the shares of the planned information at the looks, each above the one before; the interval of
    that many standard errors holds the truth at all looks together in `level` of cases.
    """
    return _critical(tuple(round(float(one), 9) for one in fractions), level, spending)


@lru_cache(maxsize=4096)
def _critical(fractions: tuple[float, ...], level: float, spending: str) -> tuple[float, ...]:
    found: list[float] = []
    nodes, density = np.zeros(1), np.ones(1)  # the score statistic of those not stopped; a point at the start
    before, used = 0.0, 0.0
    for fraction in fractions:
        step = fraction - before
        allowed = spent(fraction, 1 - level, spending)
        if step < _LEAST_STEP:  # no new information: the look before stands
            found.append(found[-1] if found else _WIDEST)
            continue
        limit = _limit(nodes, density, step, max(allowed - used, 0.0)) / np.sqrt(fraction)
        limit = min(limit, _WIDEST)
        found.append(float(limit))
        end = limit * np.sqrt(fraction)
        nodes, density = _next(nodes, density, step, end)
        before, used = fraction, max(used, allowed)
    return tuple(found)


def _limit(nodes: Array, density: Array, step: float, chance: float) -> float:
    """The end beyond which, on both sides, the statistic goes with that chance."""
    widest = float(_WIDEST * np.sqrt(step) + np.abs(nodes).max())

    def over(end: float) -> float:
        return _beyond(nodes, density, step, end) - chance

    if over(widest) >= 0:
        return widest
    return float(brentq(over, 0.0, widest, xtol=1e-10)) if over(0.0) > 0 else 0.0


def _beyond(nodes: Array, density: Array, step: float, end: float) -> float:
    root = np.sqrt(step)
    return float(np.sum(density * (ndtr((nodes - end) / root) + ndtr((-end - nodes) / root))))


def _next(nodes: Array, density: Array, step: float, end: float) -> tuple[Array, Array]:
    """The weights of the statistic between -end and end at the next look (Simpson's rule)."""
    fine = int(_FINE * end / np.sqrt(step)) // 2 * 2 + 1
    points = np.linspace(-end, end, min(max(fine, _POINTS), _MOST_POINTS))
    weight = np.full(len(points), 2.0)
    weight[1::2] = 4.0
    weight[[0, -1]] = 1.0
    weight *= (points[1] - points[0]) / 3
    apart = (points[:, None] - nodes[None, :]) / np.sqrt(step)
    kernel = np.exp(-apart * apart / 2) / np.sqrt(2 * np.pi * step)
    return points, weight * (kernel @ density)
