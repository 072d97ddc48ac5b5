"""Small problems of suppression: tables with all their margins."""

import itertools

import numpy as np

from evenhand.disclosure.linked import Sum, link
from evenhand.disclosure.policy import Policy, load_policy
from evenhand.disclosure.suppress import Problem, below_threshold

POLICY = load_policy("suppress-5")


def with_margins(inner: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray, list[Sum]]:
    """Return codes, counts and sums of a table and all its margins; a dimension is called d0, d1..."""
    full = inner.astype(float)
    for axis in range(inner.ndim):
        full = np.concatenate([full.sum(axis=axis, keepdims=True), full], axis=axis)
    names = [["Total", *(f"c{code:02d}" for code in range(size))] for size in inner.shape]
    cells = list(itertools.product(*names))
    codes = {f"d{axis}": np.array([cell[axis] for cell in cells]) for axis in range(inner.ndim)}
    sums = [
        Sum(dimension=f"d{axis}", whole="Total", parts=tuple(names[axis][1:])) for axis in range(inner.ndim)
    ]
    return codes, full.ravel(), sums


def problem_of(
    inner: np.ndarray, *, policy: Policy = POLICY, order: np.ndarray | None = None, **other: np.ndarray
) -> Problem:
    """Return the problem of a table with all its margins; hiding a count costs as many as it counts."""
    codes, counts, sums = with_margins(inner)
    order = np.arange(len(counts)) if order is None else order
    counts = counts[order]
    linked = link({name: values[order] for name, values in codes.items()}, counts, counts, sums)
    columns = {
        "primary": below_threshold(counts, policy),
        "shown": counts == 0,
        "hidden": np.zeros(len(counts), bool),
        "cost": np.maximum(counts, 1.0),
    }
    return Problem(
        counts=counts,
        sums=linked.sums,
        sum_least=linked.sum_least,
        sum_most=linked.sum_most,
        **(columns | other),
    )


def poisson(shape: tuple[int, ...], mean: float, seed: int = 0) -> np.ndarray:
    """Return a table of counts drawn with this mean."""
    return np.random.default_rng(seed).poisson(mean, shape)
