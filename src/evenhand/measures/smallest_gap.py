"""The smallest gap that could have been seen: what an area of this size can tell, before anything is told."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from evenhand.measures.intervals import Array, z_of
from evenhand.measures.least_seen import least_seen
from evenhand.measures.pairs import Known, Pairs
from evenhand.measures.rows import rows_of
from evenhand.measures.rules import MeasureRules
from evenhand.measures.score import Mask
from evenhand.measures.states import comparison_states, least_people
from evenhand.measures.subset import compared_rows, pairs_of
from evenhand.measures.types import Measure, State
from evenhand.vocabulary import Polarity

_STEPS = 60


def smallest_gaps(pairs: Pairs, *, denominator: str, rules: MeasureRules, made: int) -> pa.Table:
    """Return for each compared group the smallest gap to its reference seen with the power of the rules.

    The test is at the level that is left to one of `made` comparisons: whatever passes it is stated under every
    method of control (Holm's, or by characteristic and group), whatever else differs. What rounding may hide is added,
    and half a person for the exact test.
    The gap is towards fewer where the stage is favourable, towards more where it is adverse; where none that
    way would be seen (the reference has too few itself), the other way. Units as the difference. Null where not
    even the widest gap would be seen, or where a comparison would not be trusted. The wider of two
    reckonings: the normal approximation with its correction for continuity (Fleiss 1981 3), in which both groups vary;
    and the exact test's critical count with the reference as it is, which is surer for few people and rare events.
    """
    rows = compared_rows(pairs)
    own = pairs_of(pairs, rows, keep_references=True)
    base = _Side(x=pairs.x.take(pairs.reference[rows]), n=pairs.n.take(pairs.reference[rows]))
    is_rate = pairs.stage.measure == "rate"
    alpha, beta = z_of(1 - rules.test_level / max(made, 1)), z_of(2 * rules.power - 1)
    worse = 1.0 if pairs.stage.polarity == Polarity.ADVERSE else -1.0
    gaps = []
    for sign in (worse, -worse):
        side = _Side(x=own.x, n=own.n)
        seen = _is_seen(side, base, alpha, beta, sign=sign, is_rate=is_rate)
        widest = _widest(base, own.n, sign=sign, is_rate=is_rate)
        exact = least_seen(
            *(own.n.point, base.x.point, base.n.point),
            level=rules.test_level / max(made, 1) / 2,
            power=rules.power,
            sign=sign,
            is_rate=is_rate,
        )
        exact = exact + side.rounding(base.share + sign * exact) + base.rounding(base.share)
        gap = np.maximum(_first_seen(seen, widest), exact)
        gaps.append(np.where(gap <= widest, gap, np.nan))
    gap = np.where(np.isnan(gaps[0]), gaps[1], gaps[0])
    per = pairs.stage.per if is_rate else 1
    states = comparison_states(pairs, least=least_people(pairs, rules), least_events=0)[rows]
    trusted = np.isin(states, (State.OK, State.BELOW_THRESHOLD))
    gap = np.where(trusted, gap, np.nan)
    states = np.where(trusted, np.where(np.isnan(gap), State.TOO_FEW, State.NO_INTERVAL), states).astype(
        np.str_
    )
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


def unseen(pairs: Pairs, *, rules: MeasureRules, made: int) -> Mask:
    """Return which rows are compared and too small: too few people, or not even the widest gap would be seen."""
    found = np.zeros(len(pairs), dtype=np.bool_)
    gaps = smallest_gaps(pairs, denominator="", rules=rules, made=made)
    found[compared_rows(pairs)] = gaps.column("estimate").is_null().to_numpy()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """The counts of a group or of its reference."""

    x: Known
    n: Known

    @property
    def share(self) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            return self.x.point / self.n.point

    def rounding(self, share: Array) -> Array:
        """By how much what rounding hides may move a share (or rate) of that size."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return (_half(self.x) + _half(self.n) * share) / self.n.point


def _half(known: Known) -> Array:
    return (known.upper - known.lower) / 2


def _widest(base: _Side, own: Known, *, sign: float, is_rate: bool) -> Array:
    """The widest gap there can be; for a rate, which has no end upwards, one that is wide beyond doubt."""
    if sign < 0:
        return base.share
    return 10 * base.share + 100 / np.maximum(own.point, 1) if is_rate else 1 - base.share


def _is_seen(
    own_side: _Side, base_side: _Side, alpha: float, beta: float, *, sign: float, is_rate: bool
) -> Callable[[Array], Mask]:
    """Return the test whether a gap of a given size would be seen."""
    base, size1, size2 = base_side.share, own_side.n.point, base_side.n.point

    def seen(gap: Array) -> Mask:
        own = base + sign * gap
        with np.errstate(divide="ignore", invalid="ignore"):
            pooled = (own * size1 + base * size2) / (size1 + size2)
            spread = (pooled, own, base) if is_rate else tuple(p * (1 - p) for p in (pooled, own, base))
            chance = alpha * np.sqrt(np.maximum(spread[0], 0) * (1 / size1 + 1 / size2))
            luck = beta * np.sqrt(np.maximum(spread[1], 0) / size1 + np.maximum(spread[2], 0) / size2)
            rounding = own_side.rounding(own) + base_side.rounding(base)
            whole = (
                1 / size1 + 1 / size2
            ) / 2  # counts are whole: the exact test asks for half a person more
            found: Mask = (gap > 0) & (gap >= chance + luck + rounding + whole)
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
