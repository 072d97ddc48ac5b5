"""No primary count is recovered by an attacker of stated knowledge; order and repetition change nothing.

The attackers here share nothing with those of the library: one lists every whole-number table that fits, the other uses
another solver.
"""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from evenhand.disclosure.linked import Sum, link
from evenhand.disclosure.suppress import (
    CannotProtect,
    Effort,
    Problem,
    below_threshold,
    certify,
    suppress,
    suppress_in_order,
)
from tests.unit.disclosure.suppress.problems import POLICY, problem_of, with_margins

TINY = replace(POLICY, threshold=3, above=2, width=2, insider=2)
"""Small enough that every table can be listed."""
KNOWN_PRIMARY, INSIDER = 1, 2
WHOLE, SPLIT = Effort(), Effort(block=10)
LEAST_HIDDEN = st.sampled_from([0, 1])
"""What is known of every hidden count: 0 where zeros may be hidden too, 1 where all are shown."""


def asked(inner: np.ndarray, least_hidden: int, **other: object) -> Problem:
    """The problem of a table with its margins, where zeros may be hidden or not."""
    problem = problem_of(inner, **other)  # type: ignore[arg-type]
    if least_hidden:
        return problem
    return replace(problem, shown=np.zeros(len(problem), bool), least_hidden=0.0)


def tables(rows: int, columns: int, most: int) -> st.SearchStrategy[np.ndarray]:
    cells = st.lists(st.integers(0, most), min_size=rows * columns, max_size=rows * columns)
    return cells.map(lambda values: np.array(values).reshape(rows, columns))


def listed(problem: Problem, hidden: np.ndarray, inner: np.ndarray) -> np.ndarray:
    """Every whole-number table that fits what is shown, with counts up to a limit."""
    least = int(problem.least_hidden)
    limit = int(problem.counts[inner].max()) + 3
    choices = [range(least, limit + 1) if hidden[cell] else (int(problem.counts[cell]),) for cell in inner]
    drawn = np.array(list(itertools.product(*choices)), dtype=float)
    rows, columns = drawn.shape[0], int(np.sqrt(len(inner)))
    full = drawn.reshape(rows, columns, columns)
    full = np.concatenate([full.sum(axis=1, keepdims=True), full], axis=1)
    full = np.concatenate([full.sum(axis=2, keepdims=True), full], axis=2).reshape(rows, -1)
    fits = (full[:, ~hidden] == problem.counts[~hidden]).all(axis=1) & (full[:, hidden] >= least).all(axis=1)
    return full[fits]


@settings(deadline=None)
@given(tables(2, 2, 5), LEAST_HIDDEN)
def test_no_count_is_recovered_by_listing_every_table(inner: np.ndarray, least_hidden: int) -> None:
    problem = asked(inner, least_hidden, policy=TINY)
    try:
        hidden = suppress(problem, TINY).hidden
    except CannotProtect:
        return
    possible = listed(problem, hidden, np.array([4, 5, 7, 8]))
    small, true = np.flatnonzero(problem.primary), problem.counts
    assert (possible[:, small].max(axis=0, initial=0) > true[small]).all()
    knows = possible[
        ((possible < TINY.threshold) | ~problem.primary).all(axis=1)
        & ((possible >= 1) | ~problem.primary).all(axis=1)
        & ((possible >= TINY.threshold) | (possible == 0) | problem.primary | ~hidden).all(axis=1)
    ]
    assert all(len(np.unique(knows[:, cell])) > 1 for cell in small)
    for insider in small[true[small] <= TINY.insider]:
        his = possible[possible[:, insider] == true[insider]]
        assert all(len(np.unique(his[:, cell])) > 1 for cell in small if cell != insider)


@settings(deadline=None, max_examples=12)
@given(tables(3, 4, 14), LEAST_HIDDEN)
def test_another_solver_finds_no_narrow_interval(inner: np.ndarray, least_hidden: int) -> None:
    problem = asked(inner, least_hidden)
    try:
        found = suppress(problem, POLICY)
    except CannotProtect:
        return
    bounds = [
        (problem.least_hidden, None) if hidden else (count, count)
        for hidden, count in zip(found.hidden, problem.counts, strict=True)
    ]
    for cell in np.flatnonzero(problem.primary):
        weights = np.zeros(len(problem))
        weights[cell] = 1
        ends = [
            linprog(sign * weights, A_eq=problem.sums, b_eq=problem.sum_most, bounds=bounds)
            for sign in (1, -1)
        ]
        assert ends[0].fun <= 1 + 1e-6
        assert ends[1].status == 3 or -ends[1].fun >= problem.counts[cell] + POLICY.above - 1e-6
    assert certify(problem, found.hidden, POLICY).passed


@settings(deadline=None, max_examples=8)
@given(tables(3, 3, 12), st.randoms(use_true_random=False), LEAST_HIDDEN)
def test_order_and_repetition_change_nothing(inner: np.ndarray, mixer: object, least_hidden: int) -> None:
    codes, counts, _ = with_margins(inner)
    problem = asked(inner, least_hidden)
    try:
        found = suppress_in_order(problem, codes, POLICY)
    except CannotProtect:
        return
    order = np.array(mixer.sample(range(len(counts)), len(counts)))  # type: ignore[attr-defined]
    mixed = suppress_in_order(
        asked(inner, least_hidden, order=order),
        {name: values[order] for name, values in codes.items()},
        POLICY,
    )
    assert (mixed.hidden == found.hidden[order]).all()
    again = suppress_in_order(replace(problem, hidden=found.hidden & ~problem.primary), codes, POLICY)
    assert (again.hidden == found.hidden).all()


@settings(deadline=None, max_examples=8)
@given(st.lists(st.integers(0, 15), min_size=12, max_size=12), LEAST_HIDDEN, st.sampled_from([WHOLE, SPLIT]))
def test_a_hierarchy_is_protected_whole(values: list[int], least_hidden: int, effort: Effort) -> None:
    """Four areas in two regions, by three groups: solved at once, and block by block."""
    inner = np.array(values, dtype=float).reshape(4, 3)
    regions = np.vstack([inner[:2].sum(axis=0), inner[2:].sum(axis=0)])
    rows = np.vstack([inner, regions, inner.sum(axis=0)])
    counts = np.hstack([rows, rows.sum(axis=1, keepdims=True)]).ravel()
    areas, groups = ["a", "b", "c", "d", "R", "S", "Total"], ["x", "y", "z", "Total"]
    codes = {"area": np.repeat(areas, 4), "group": np.tile(groups, 7)}
    sums = [
        Sum(dimension="area", whole="R", parts=("a", "b")),
        Sum(dimension="area", whole="S", parts=("c", "d")),
        Sum(dimension="area", whole="Total", parts=("R", "S")),
        Sum(dimension="group", whole="Total", parts=("x", "y", "z")),
    ]
    linked = link(codes, counts, counts, sums)
    problem = Problem(
        counts=counts,
        sums=linked.sums,
        sum_least=linked.sum_least,
        sum_most=linked.sum_most,
        primary=below_threshold(counts, POLICY),
        shown=(counts == 0) & (least_hidden > 0),
        hidden=np.zeros(28, bool),
        cost=np.maximum(counts, 1),
        least_hidden=float(least_hidden),
    )
    try:
        found = suppress(problem, POLICY, effort=effort)
    except CannotProtect:
        return
    assert certify(problem, found.hidden, POLICY).passed
    assert found.lower_bound <= found.cost + 1e-6


def test_a_pattern_that_only_looks_safe_is_found_out() -> None:
    problem = problem_of(np.array([[1, 5, 9], [5, 5, 9], [9, 9, 9]]))
    square = problem.primary.copy()
    square[[6, 9, 10]] = True
    reader, knows, _ = certify(problem, square, POLICY).attackers
    assert (reader.passed, knows.passed) == (False, False)
    assert reader.failing == pytest.approx([5])
