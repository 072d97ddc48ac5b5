"""Where a gap arises: the difference at the end of the service steps, divided among the steps; parts add up."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from math import factorial

import numpy as np
import pyarrow as pa

from evenhand.foundations import PEOPLE_COLUMNS
from evenhand.measures.intervals import Array, Interval, wilson
from evenhand.measures.pairs import Pairs
from evenhand.measures.rows import rows_of
from evenhand.measures.rules import MeasureRules
from evenhand.measures.states import Words, comparison_states
from evenhand.measures.subset import compared_rows, pairs_of
from evenhand.measures.types import Measure, State
from evenhand.measures.widen import widen_one


def waterfall(chain: Sequence[Pairs], *, denominator: str, rules: MeasureRules) -> Iterator[pa.Table]:
    """Yield for each compared group the part of each step in the gap at the end, and the whole gap.

    Following 100 people of the group and 100 of its reference through the steps of `chain` alone. A step's
    part is its mean effect over all orders in which the steps could be put right (Shapley), so that parts
    add to the whole. Units: shares of 1. Source: Shapley 1953; interval of the whole by MOVER (Zou and Donner
    2008, doi:10.1002/sim.3095) from Wilson's limits of each step.
    """
    if len(chain) < 2:
        return
    chain = _aligned(chain)
    first = chain[0]
    rows = compared_rows(first)
    base = first.reference[rows]
    shares = [_share(one) for one in chain]
    own, other = np.array([s[rows] for s in shares]), np.array([s[base] for s in shares])
    states = _worst([comparison_states(one, least=rules.least_people, least_events=0)[rows] for one in chain])
    nothing = np.full(len(rows), np.nan)
    for one, part in zip(chain, shapley(own, other), strict=True):
        mine = pairs_of(one, rows, keep_references=True)
        parts = np.where(states == State.OK, State.NO_INTERVAL, states).astype(np.str_)
        yield rows_of(
            mine,
            Measure.WATERFALL_PART,
            "share_difference",
            denominator,
            estimate=part,
            lower=nothing,
            upper=nothing,
            states=parts,
        )
    limits = [widen_one(partial(_wilson, rules.z), one.x, one.n, within=True) for one in chain]
    lower, upper = _mover(
        own, other, [_rows(one, rows) for one in limits], [_rows(one, base) for one in limits]
    )
    states = np.where((states == State.OK) & np.isnan(lower + upper), State.TOO_FEW, states).astype(np.str_)
    whole = own.prod(axis=0) - other.prod(axis=0)
    last = pairs_of(chain[-1], rows, keep_references=True)
    yield rows_of(
        last,
        Measure.WATERFALL_TOTAL,
        "share_difference",
        denominator,
        estimate=whole,
        lower=lower,
        upper=upper,
        states=states,
    )


def shapley(own: Array, other: Array) -> Array:
    """Return each step's part, shape (steps, groups), of prod(own) - prod(other) over steps; exact, zeros included."""
    steps = len(own)
    parts = np.zeros_like(own)
    for step in range(steps):
        others = [one for one in range(steps) if one != step]
        for size in range(steps):
            weight = factorial(size) * factorial(steps - size - 1) / factorial(steps)
            for chosen in combinations(others, size):
                kept = [own[one] if one in chosen else other[one] for one in others]
                parts[step] += weight * np.prod(kept, axis=0) * (own[step] - other[step])
    return parts


def _aligned(chain: Sequence[Pairs]) -> list[Pairs]:
    """Keep, in one order, the people whose every step is in the table."""
    keys = [_keys(one) for one in chain]
    shared = sorted(set(keys[0]).intersection(*keys[1:]))
    places = [{key: row for row, key in enumerate(one)} for one in keys]
    return [
        pairs_of(one, np.array([place[key] for key in shared], dtype=np.int64))
        for one, place in zip(chain, places, strict=True)
    ]


def _keys(pairs: Pairs) -> list[str]:
    return ["\x1f".join(one) for one in zip(*(pairs.columns[name] for name in PEOPLE_COLUMNS), strict=True)]


def _share(pairs: Pairs) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.minimum(pairs.x.point / pairs.n.point, 1)


def _worst(states: list[Words]) -> Words:
    order = [State.WITHHELD, State.NO_ONE, State.NO_REFERENCE, State.TOO_FEW, State.BELOW_THRESHOLD]
    found = [np.any([one == state for one in states], axis=0) for state in order]
    worst = np.select(found, order, default=str(State.OK))
    return np.where(worst == State.BELOW_THRESHOLD, State.OK, worst).astype(np.str_)


def _rows(interval: Interval, rows: np.ndarray) -> Interval:
    return interval[0][rows], interval[1][rows]


def _mover(own: Array, other: Array, own_limits: list[Interval], other_limits: list[Interval]) -> Interval:
    """The interval of the difference of two products from the limits of their factors."""
    low1, high1 = _product_limits(own, own_limits)
    low2, high2 = _product_limits(other, other_limits)
    first, second = own.prod(axis=0), other.prod(axis=0)
    gap = first - second
    return (
        gap - np.sqrt((first - low1) ** 2 + (high2 - second) ** 2),
        gap + np.sqrt((high1 - first) ** 2 + (second - low2) ** 2),
    )


def _product_limits(shares: Array, limits: list[Interval]) -> Interval:
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(shares)
        below = np.sqrt(sum((log - np.log(low)) ** 2 for log, (low, _) in zip(logs, limits, strict=True)))
        above = np.sqrt(sum((np.log(high) - log) ** 2 for log, (_, high) in zip(logs, limits, strict=True)))
        total = logs.sum(axis=0)
        return np.exp(total - below), np.minimum(np.exp(total + above), 1)


def _wilson(z: float, x: Array, n: Array) -> Interval:
    return wilson(x, n, z)
