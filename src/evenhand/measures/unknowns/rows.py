"""The worst and the best case over people of unknown group, in the rows of a report."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.foundations import EVERYONE, KEPT_BACK, PEOPLE_COLUMNS
from evenhand.measures.estimate import Array, Mask
from evenhand.measures.pairs import Pairs
from evenhand.measures.rows import WITH_INTERVAL, rows_of
from evenhand.measures.rules import MeasureRules
from evenhand.measures.states import comparison_states, least_people, single_states
from evenhand.measures.subset import compared_rows, pairs_of
from evenhand.measures.types import Measure, State
from evenhand.measures.unknowns.bounds import (
    Bounds,
    Unknown,
    difference_bounds,
    proportion_bounds,
    rate_bounds,
    ratio_bounds,
)
from evenhand.measures.unknowns.with_chance import proportion_with_chance
from evenhand.measures.widen import high_corner, low_corner
from evenhand.vocabulary import UNKNOWNS


def bounds_over_unknowns(pairs: Pairs, *, denominator: str, rules: MeasureRules) -> Iterator[pa.Table]:
    """Yield, of every compared group where somebody's group is unknown, the difference and ratio in worst and best case.

    The estimate is the crude figure of those who are known; `lower` and `upper` hold it for every group that the people
    of unknown group may be of, and for every count that the protection allows. There is no chance in them. Where a
    count of unknown people is withheld so is the row. Source: Horowitz and Manski 1995, doi:10.2307/2951627.
    """
    if not pairs.stage.makes_a_gap:
        return
    rows = compared_rows(pairs)
    unknown, withheld = _unknown(pairs)
    rows = rows[(unknown.with_it + unknown.without)[rows] > 0]
    is_rate = pairs.stage.measure == "rate"
    per = pairs.stage.per if is_rate else 1
    own, base = (_side(pairs, chosen, unknown, is_rate=is_rate) for chosen in (rows, pairs.reference[rows]))
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = pairs.x.point / pairs.n.point
    shares = shares if is_rate else np.minimum(shares, 1)
    mine, other = shares[rows], shares[pairs.reference[rows]]
    crude = {"difference": per * (mine - other), "ratio": _over(mine, other)}
    low, high = difference_bounds(own, base)
    found = {"difference": (per * low, per * high), "ratio": ratio_bounds(own, base)}
    for name, measure, least_events in (
        ("difference", Measure.DIFFERENCE_BOUNDS, 0),
        ("ratio", Measure.RATIO_BOUNDS, rules.least_events),
    ):
        states = comparison_states(pairs, least=least_people(pairs, rules), least_events=least_events)[rows]
        states = np.where(withheld[rows], State.WITHHELD, states)
        lower, upper = found[name]
        endless = ~(np.isfinite(lower) & np.isfinite(upper) & np.isfinite(crude[name]))
        states = np.where(np.isin(states, WITH_INTERVAL) & endless, State.TOO_FEW, states).astype(np.str_)
        difference_units = f"per_{per}" if is_rate else "share_difference"
        yield rows_of(
            pairs_of(pairs, rows, keep_references=True), measure,
            difference_units if name == "difference" else "ratio", denominator,
            estimate=crude[name], lower=lower, upper=upper, states=states,
        )  # fmt: skip


def bounds_of_each(pairs: Pairs, *, denominator: str, rules: MeasureRules) -> Iterator[pa.Table]:
    """Yield the share (or rate) of every group in worst and best case, where somebody's group is unknown.

    As `bounds_over_unknowns`, with chance added to shares (Imbens and Manski); a rate has the two cases alone. Of people
    whose number is withheld there are as many as its published bounds allow.
    """
    divided = (pairs.columns["characteristic"] != EVERYONE) & ~np.isin(pairs.columns["group"], list(UNKNOWNS))
    unknown, _ = _unknown(pairs)
    rows = np.flatnonzero(divided & (unknown.with_it + unknown.without > 0))
    is_rate = pairs.stage.measure == "rate"
    mine, per = pairs_of(pairs, rows, keep_references=True), pairs.stage.per if is_rate else 1
    taken = Unknown(with_it=unknown.with_it[rows], without=unknown.without[rows])
    limits = rate_bounds if is_rate else proportion_with_chance
    low, high = low_corner(mine.x, mine.n), high_corner(mine.x, mine.n, within=not is_rate)
    lower, upper = limits(*low, taken)[0], limits(*high, taken)[1]
    estimate = _over(mine.x.point, mine.n.point)
    states = single_states(mine.x, mine.n, least=1 if is_rate else rules.least_people)
    endless = ~(np.isfinite(lower) & np.isfinite(upper))
    states = np.where(endless & np.isin(states, WITH_INTERVAL), State.TOO_FEW, states)
    yield rows_of(
        mine, Measure.RATE_BOUNDS if is_rate else Measure.PROPORTION_BOUNDS,
        f"per_{per}" if is_rate else "share", denominator,
        estimate=per * (estimate if is_rate else np.minimum(estimate, 1)), lower=per * lower, upper=per * upper,
        states=states.astype(np.str_),
    )  # fmt: skip


def _side(pairs: Pairs, rows: NDArray[np.int64], unknown: Unknown, *, is_rate: bool) -> Bounds:
    """The least and the greatest share (or rate) of the rows, over counts and unknown people."""
    x, n = pairs.x.take(rows), pairs.n.take(rows)
    taken = Unknown(with_it=unknown.with_it[rows], without=unknown.without[rows])
    bounds = rate_bounds if is_rate else proportion_bounds
    low, high = low_corner(x, n), high_corner(x, n, within=not is_rate)
    return bounds(*low, taken)[0], bounds(*high, taken)[1]


def _unknown(pairs: Pairs) -> tuple[Unknown, Mask]:
    """At most so many people of unknown group beside each row, with and without the outcome; and whether any is withheld.

    All reasons of being unknown together. Those with it and those without are each at their most, which may be a few
    more together than there are: rows hold all the more.
    """
    names = [name for name in PEOPLE_COLUMNS if name != "group"]
    joined = ["\x1f".join(one) for one in zip(*(pairs.columns[name] for name in names), strict=True)]
    _, code = np.unique(np.array(joined, dtype=np.str_), return_inverse=True)
    is_unknown = np.isin(pairs.columns["group"], list(UNKNOWNS))

    def total(column: Array) -> Array:
        weights = np.where(is_unknown, column, 0.0)
        sums = np.bincount(code, weights=weights, minlength=code.max(initial=-1) + 1)
        return np.asarray(sums[code], dtype=np.float64)

    kept = np.isin(pairs.x.status, KEPT_BACK) | np.isin(pairs.n.status, KEPT_BACK)
    is_rate = pairs.stage.measure == "rate"
    without = np.zeros(len(pairs)) if is_rate else np.maximum(pairs.n.upper - pairs.x.lower, 0)
    return (
        Unknown(with_it=total(pairs.x.upper), without=total(without)),
        np.asarray(total(kept.astype(np.float64)) > 0),
    )


def _over(top: Array, bottom: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(top / bottom)
