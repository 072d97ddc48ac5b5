"""The log-rank test: do people of several groups leave at the same pace?"""

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from evenhand.measures.estimate import Array
from evenhand.measures.survival.by_time import ByTime


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRank:
    """The test over all groups, and of each group against one other.

    `left` and `expected` (groups): how many left, and would have at the pace of all. `chi_square`, `degrees`, `p`: of
    all groups together; NaN and 0 degrees where there is nothing to compare. `p_against` (groups): of each group and
    the reference alone, NaN of the reference itself.
    """

    groups: tuple[str, ...]
    left: Array
    expected: Array
    chi_square: float
    degrees: int
    p: float
    reference: str
    p_against: Array


def log_rank(by_time: ByTime, *, way: str | None = None, reference: str | None = None) -> LogRank:
    """Return the log-rank test of `by_time`, of all who leave or of those who leave by one `way`.

    The reference is the first group unless named. With one way the others are taken for lost from sight: it compares
    the paces of that way among those still there, not the shares that end so. Source: Mantel 1966; Peto and Peto 1972,
    doi:10.2307/2344317.
    """
    left = by_time.leaving if way is None else by_time.events[by_time.ways.index(way)]
    place = by_time.groups.index(reference) if reference is not None else 0
    seen, expected, variance = _sums(left, by_time.at_risk)
    chi_square, degrees = _statistic(seen - expected, variance)
    return LogRank(
        groups=by_time.groups,
        left=seen,
        expected=expected,
        chi_square=chi_square,
        degrees=degrees,
        p=_p(chi_square, degrees),
        reference=by_time.groups[place],
        p_against=_against(left, by_time.at_risk, place),
    )


def _sums(left: Array, at_risk: Array) -> tuple[Array, Array, Array]:
    """How many left and would have (groups), and the covariance of their difference (groups, groups)."""
    risk, gone = at_risk.sum(axis=0), left.sum(axis=0)
    part = at_risk / np.maximum(risk, 1)
    weight = gone * (risk - gone) / np.maximum(risk - 1, 1)
    scaled = part * weight
    variance = np.diag(scaled.sum(axis=1)) - scaled @ part.T
    return left.sum(axis=1), (part * gone).sum(axis=1), variance


def _statistic(gap: Array, variance: Array) -> tuple[float, int]:
    """The chi-square of the gaps and its degrees of freedom: one less than the groups that could differ."""
    told = np.diag(variance) > 0
    if told.sum() < 2:
        return float("nan"), 0
    inside = variance[np.ix_(told, told)]
    return float(gap[told] @ np.linalg.pinv(inside, hermitian=True) @ gap[told]), int(told.sum()) - 1


def _p(chi_square: float, degrees: int) -> float:
    return float(chdtrc(degrees, chi_square)) if degrees else float("nan")


def _against(left: Array, at_risk: Array, place: int) -> Array:
    """The p-value of each group and the one at `place` alone."""
    risk, gone = at_risk + at_risk[place], left + left[place]
    part = at_risk / np.maximum(risk, 1)
    gap = (left - part * gone).sum(axis=1)
    variance = (part * (1 - part) * gone * (risk - gone) / np.maximum(risk - 1, 1)).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = chdtrc(1, gap**2 / variance)
    return np.where((np.arange(len(left)) == place) | (variance <= 0), np.nan, found)
