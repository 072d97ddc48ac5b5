"""Where sums narrow a changed count too much, others are hidden until they do not."""

import numpy as np
import pytest

from evenhand.disclosure.cell_key import hide_narrowed, load_perturbation, perturb_cells, possible
from evenhand.disclosure.linked import Demand, LinkedSet, Sum, audit, link
from evenhand.foundations import EvenhandError

TABLE = load_perturbation("change-8")
SUMS = (Sum(dimension="sex", whole="Total", parts=("f", "m")),)
SEX = {"sex": np.array(["f", "m", "Total"])}


def linked(*bounds: tuple[float, float]) -> LinkedSet:
    """The women, the men, and all."""
    least, most = (np.array(one, dtype=np.float64) for one in zip(*bounds, strict=True))
    return link(SEX, least, most, SUMS)


def test_nothing_is_hidden_where_nothing_is_narrowed() -> None:
    assert not hide_narrowed(linked((12, 28), (32, 48), (50, 66)), width=5).any()


def test_the_smallest_count_beside_a_narrowed_one_is_hidden() -> None:
    """Both parts at their most make no more than the whole's least: all three would be known."""
    known = linked((12, 28), (32, 48), (76, 92))
    hidden = hide_narrowed(known, width=5)
    assert hidden.tolist() == [True, True, False]


def test_nothing_helps_where_the_rest_is_shown_as_it_is() -> None:
    with pytest.raises(EvenhandError, match="whatever is hidden beside them"):
        hide_narrowed(linked((12, 28), (32, 32), (50, 50)), width=5)


@pytest.mark.parametrize("seed", range(4))
def test_every_count_of_a_table_stays_wide_enough(seed: int) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.gamma(0.7, 15, (3, 2, 2)))
    for axis in range(3):
        counts = np.concatenate([counts, counts.sum(axis=axis, keepdims=True)], axis=axis)
    names = [np.array([*"abc"[:size], "Total"]) for size in (3, 2, 2)]
    grid = [one.ravel() for one in np.meshgrid(*names, indexing="ij")]
    codes = dict(zip(("area", "age", "sex"), grid, strict=True))
    sums = [
        Sum(dimension=one, whole="Total", parts=tuple("abc"[:size]))
        for one, size in zip(codes, (3, 2, 2), strict=True)
    ]
    shown = perturb_cells(counts.ravel(), codes, key=b"sixteen bytes at least", table=TABLE)
    least, most = (one.astype(np.float64) for one in possible(shown, TABLE))
    known = link(codes, least, most, sums)
    hidden = hide_narrowed(known, width=5)
    assert hidden.tolist() == hide_narrowed(known, width=5, seen=counts.ravel().astype(np.float64)).tolist()
    after = known.bounded(np.where(hidden, 0, least), np.where(hidden, np.inf, most))
    assert audit(after, Demand.wide(np.arange(len(known)), 5)).passed.all()
    assert hidden.mean() < 0.2
