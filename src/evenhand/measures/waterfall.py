"""Where a gap arises: the difference at the end of the service steps, divided among the steps; parts add up."""

from collections.abc import Iterator, Sequence
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
from evenhand.measures.widen import high_corner, low_corner


def waterfall(chain: Sequence[Pairs], *, denominator: str, rules: MeasureRules) -> Iterator[pa.Table]:
    """Yield for each compared group the part of each step in the gap at the end, and the whole gap.

    Following 100 people of the group and 100 of its reference through the steps of `chain` alone. A step's
    part is its mean effect over all orders in which the steps could be put right (Shapley), so that parts
    add to the whole. Units: shares of 1. Source: Shapley 1953; interval of the whole by MOVER (Zou and Donner
    2008, doi:10.1002/sim.3095) from Wilson's limits of each step, at the counts that the protection allows and that
    move it furthest.
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
    lowest, highest = _product(chain, rules.z, highest=False), _product(chain, rules.z, highest=True)
    lower, _ = _mover(_rows(lowest, rows), _rows(highest, base))
    _, upper = _mover(_rows(highest, rows), _rows(lowest, base))
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


_Product = tuple[Array, Array, Array]
"""A product of shares with its lower and its upper limit."""


def _rows(product: _Product, rows: np.ndarray) -> _Product:
    value, low, high = product
    return value[rows], low[rows], high[rows]


def _mover(own: _Product, other: _Product) -> Interval:
    """The interval of the difference of two products from their limits."""
    gap = own[0] - other[0]
    return (
        gap - np.sqrt((own[0] - own[1]) ** 2 + (other[2] - other[0]) ** 2),
        gap + np.sqrt((own[2] - own[0]) ** 2 + (other[0] - other[1]) ** 2),
    )


def _product(chain: Sequence[Pairs], z: float, *, highest: bool) -> _Product:
    """The product of the steps' shares at the least (or greatest) that the protection allows, with its limits."""
    corners = [
        high_corner(one.x, one.n, within=True) if highest else low_corner(one.x, one.n) for one in chain
    ]
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(np.array([x / n for x, n in corners]))
        limits = np.log(np.array([wilson(x, n, z) for x, n in corners]))
        total = logs.sum(axis=0)
        below = np.sqrt(((logs - limits[:, 0]) ** 2).sum(axis=0))
        above = np.sqrt(((limits[:, 1] - logs) ** 2).sum(axis=0))
        value, low, high = np.exp(total), np.exp(total - below), np.minimum(np.exp(total + above), 1)
    return value, np.where(value == 0, 0.0, low), np.where(value == 0, np.nan, high)
