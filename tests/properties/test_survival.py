"""Whatever the times: curves fall from 1, all ways and those still there make 1, and the order of people means nothing."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.measures.survival import (
    counts_by_time,
    cumulative_incidence,
    kaplan_meier,
    log_rank,
    restricted_mean,
)

PEOPLE = st.lists(
    st.tuples(
        st.integers(0, 30), st.sampled_from(["", "finished", "stopped", "died"]), st.sampled_from("ab")
    ),
    min_size=1,
    max_size=80,
)


@given(PEOPLE, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_curves_hold_together(people: list[tuple[int, str, str]], chance: object) -> None:
    by_time = counts_by_time(*map(list, zip(*people, strict=True)))
    staying, left = kaplan_meier(by_time), cumulative_incidence(by_time)
    assert (np.diff(staying.value, axis=1) <= 0).all()
    assert (np.diff(left.value, axis=2) >= -1e-15).all()
    np.testing.assert_allclose(staying.value + left.value.sum(axis=0), 1, atol=1e-12)
    for one in (staying, left):
        told = one.reason == ""
        assert (one.lower[told] <= one.value[told] + 1e-12).all()
        assert (one.value[told] <= one.upper[told] + 1e-12).all()
        assert ((one.lower[told] >= 0) & (one.upper[told] <= 1)).all()
    mean = restricted_mean(by_time, 15).value
    assert ((mean >= 0) & (mean <= 15) | np.isnan(mean)).all()
    other = list(people)
    chance.shuffle(other)  # type: ignore[attr-defined]
    again = counts_by_time(*map(list, zip(*other, strict=True)))
    np.testing.assert_array_equal(kaplan_meier(again).value, staying.value)
    np.testing.assert_array_equal(log_rank(again).p_against, log_rank(by_time).p_against)
