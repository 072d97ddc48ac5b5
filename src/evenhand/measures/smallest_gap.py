"""The smallest gap that could have been seen: what an area of this size can tell, before anything is told."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from evenhand.measures.intervals import Array, z_of
from evenhand.measures.pairs import Known, Pairs
from evenhand.measures.rows import rows_of
from evenhand.measures.rules import MeasureRules
from evenhand.measures.score import Mask
from evenhand.measures.states import single_states
from evenhand.measures.subset import compared_rows, pairs_of
from evenhand.measures.types import Measure, State
from evenhand.vocabulary import Polarity

_STEPS = 60


def smallest_gaps(pairs: Pairs, *, denominator: str, rules: MeasureRules, made: int) -> pa.Table:
    """Return for each compared group the smallest gap to its reference seen with the power of the rules.

    The test is at the level that is left to one of `made` comparisons, and what rounding may hide is added.
    The gap is towards fewer where the stage is favourable, towards more where it is adverse; units as the
    difference. Null where not even the widest gap would be seen. Source: normal approximation, Fleiss 1981 3.
    """
    rows = compared_rows(pairs)
    own = pairs_of(pairs, rows, keep_references=True)
    base_x, base_n = pairs.x.take(pairs.reference[rows]), pairs.n.take(pairs.reference[rows])
    is_rate = pairs.stage.measure == "rate"
    alpha, beta = z_of(1 - rules.test_level / max(made, 1)), z_of(2 * rules.power - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        base = base_x.point / base_n.point
    upwards = pairs.stage.polarity == Polarity.ADVERSE
    most = np.full_like(base, np.inf) if is_rate else (1 - base if upwards else base)
    limit = np.where(np.isfinite(most), most, 10 * base + 100 / np.maximum(own.n.point, 1))
    shown = _is_seen(base, own.n, base_n, alpha, beta, upwards=upwards, is_rate=is_rate)
    gap = _first_seen(shown, limit)
    per = pairs.stage.per if is_rate else 1
    states = np.where(single_states(own.n, own.n, least=1) == State.OK, State.NO_INTERVAL, State.WITHHELD)
    states = np.where((states == State.NO_INTERVAL) & np.isnan(gap), State.TOO_FEW, states).astype(np.str_)
    units = f"per_{per}" if is_rate else "share_difference"
    nothing = np.full_like(gap, np.nan)
    return rows_of(
        own,
        Measure.SMALLEST_GAP,
        units,
        denominator,
        estimate=per * gap,
        lower=nothing,
        upper=nothing,
        states=states,
    )


def _is_seen(
    base: Array, n1: Known, n2: Known, alpha: float, beta: float, *, upwards: bool, is_rate: bool
) -> Callable[[Array], Mask]:
    """Return the test whether a gap of a given size would be seen."""
    sign = 1.0 if upwards else -1.0
    half1, half2 = (n1.upper - n1.lower) / 2, (n2.upper - n2.lower) / 2
    size1, size2 = n1.point, n2.point

    def seen(gap: Array) -> Mask:
        own = base + sign * gap
        with np.errstate(divide="ignore", invalid="ignore"):
            pooled = (own * size1 + base * size2) / (size1 + size2)
            spread = (pooled, own, base) if is_rate else tuple(p * (1 - p) for p in (pooled, own, base))
            chance = alpha * np.sqrt(np.maximum(spread[0], 0) * (1 / size1 + 1 / size2))
            luck = beta * np.sqrt(np.maximum(spread[1], 0) / size1 + np.maximum(spread[2], 0) / size2)
            rounding = half1 * (1 + own) / size1 + half2 * (1 + base) / size2
            found: Mask = gap >= chance + luck + rounding
        return found

    return seen


def _first_seen(seen: Callable[[Array], Mask], limit: Array) -> Array:
    """Bisect for the smallest gap that is seen; NaN where even `limit` is not."""
    low, high = np.zeros_like(limit), limit.copy()
    for _ in range(_STEPS):
        middle = (low + high) / 2
        is_seen = seen(middle)
        low, high = np.where(is_seen, low, middle), np.where(is_seen, middle, high)
    return np.where(seen(limit), high, np.nan)
