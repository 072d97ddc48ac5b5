"""Whatever the counts truly are within what protection leaves, the published interval holds their figure."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.measures.inequality import Groups, summaries
from evenhand.measures.inequality.possible import Ranges, edge_tables

NAMES = ("bgsd", "cov", "theil", "mdm_unweighted", "mdr_weighted", "mdb_weighted", "paf")
CELL = st.tuples(st.integers(35, 300), st.floats(0, 1), st.integers(0, 4), st.integers(0, 4))


@settings(max_examples=12, deadline=None)
@given(st.lists(CELL, min_size=2, max_size=6), st.integers(0, 2**32 - 1))
def test_the_interval_over_the_edge_holds_every_possible_figure(
    cells: list[tuple[int, float, int, int]], seed: int
) -> None:
    n = np.array([[cell[0] for cell in cells]], float)
    x = np.round(n * [[cell[1] for cell in cells]])
    fewer, more = (np.array([[cell[place] for cell in cells]], float) for place in (2, 3))
    fewest, most = n - fewer, n + more
    least, greatest = np.maximum(x - 2, 0), np.minimum(x + 2, fewest)
    least = np.minimum(least, greatest)
    ranges = Ranges(
        low=least / most, middle=np.clip(x / n, least / most, greatest / fewest), high=greatest / fewest,
        fewest=fewest, people=n, most=most,
    )  # fmt: skip
    drawn = np.random.default_rng(seed)
    people = drawn.integers(fewest.astype(int), most.astype(int) + 1, (40, len(cells))).astype(float)
    events = drawn.integers(least.astype(int), greatest.astype(int) + 1, (40, len(cells))).astype(float)
    reference = np.zeros(1, np.int64)
    edge = edge_tables(ranges, reference)
    shared = {"reference": 0, "favourable": True}
    at_edge = Groups.of(
        np.concatenate([share * m for share, m in edge]), np.concatenate([m for _, m in edge]), **shared
    )
    published = summaries(at_edge, only=NAMES)
    possible = summaries(Groups.of(events, people, **shared), only=NAMES)
    for name in NAMES:
        if np.all(published[name].reason == ""):
            value = possible[name].value
            value = value[np.isfinite(value)]
            assert np.all(value >= published[name].lower.min() - 1e-9), name
            assert np.all(value <= published[name].upper.max() + 1e-9), name
