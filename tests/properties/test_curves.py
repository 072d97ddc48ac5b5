"""Whatever the times: between two steps that are shown, nobody left a way that fewer than five people left."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from evenhand.disclosure.record_level import ResultRefused, check_curve, load_record_policy

POLICY = load_record_policy()


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 2)), min_size=20, max_size=120),
    st.booleans(),
)
def test_each_step_rests_on_enough_people(people: list[tuple[int, int]], several: bool) -> None:
    """People leave on a day by way 1 or 2 (0: out of sight)."""
    day, way = (np.array(one) for one in zip(*people, strict=True))
    way = way if several else np.minimum(way, 1)
    times = np.unique(day[way > 0])
    at_risk = (day[np.newaxis, :] >= times[:, np.newaxis]).sum(axis=1)
    left = {
        f"way {one}": ((day == times[:, np.newaxis]) & (way == one)).sum(axis=1)
        for one in (1, 2)[: 1 + several]
    }
    try:
        result = check_curve(times.astype(float), at_risk, left, policy=POLICY)
    except ResultRefused:
        return
    shown = result.values.column("time").to_pylist()
    assert all(one % POLICY.every == 0 for one in shown)
    for before, until in pairwise(shown):
        for one in left.values():
            new = one[(times > before) & (times <= until)].sum()
            assert new == 0 or new >= POLICY.threshold
    place = np.searchsorted(times, shown[-1], side="right") - 1
    assert at_risk[place] - sum(one[place] for one in left.values()) >= POLICY.threshold
    assert (np.diff(result.values.column("staying").to_numpy()) <= 0).all()
