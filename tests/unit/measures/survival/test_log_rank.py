"""The log-rank test: by hand, against permutations, and where there is nothing to compare."""

import numpy as np
import pytest

from evenhand.measures.survival import counts_by_time, log_rank


def test_two_groups_by_hand() -> None:
    # At 1 one of a leaves among 2 + 2, at 2 one of b among 1 + 2, at 3 one of b among 1 + 1 (the other of a is still there).
    found = log_rank(counts_by_time([1, 3, 2, 3], [1, 0, 1, 1], ["a", "a", "b", "b"]))
    expected = 1 / 2 + 1 / 3 + 1 / 2
    variance = 1 / 4 + 2 / 9 + 1 / 4
    assert found.left.tolist() == [1, 2]
    assert found.expected[0] == pytest.approx(expected)
    assert found.chi_square == pytest.approx((1 - expected) ** 2 / variance)
    assert found.degrees == 1
    assert found.p_against[1] == pytest.approx(found.p)
    assert np.isnan(found.p_against[0])


def test_the_chance_agrees_with_permutations() -> None:
    draws = np.random.default_rng(4)
    time, event = draws.integers(1, 60, 90), draws.random(90) < 0.7
    group = np.array(["a"] * 30 + ["b"] * 60)
    time[:30] += 6
    seen = log_rank(counts_by_time(time, event, group)).chi_square
    others = [log_rank(counts_by_time(time, event, draws.permutation(group))).chi_square for _ in range(400)]
    share = np.mean([one >= seen for one in others])
    assert log_rank(counts_by_time(time, event, group)).p == pytest.approx(share, abs=0.05)


def test_the_reference_is_the_one_that_is_named() -> None:
    by_time = counts_by_time(range(1, 13), [1] * 12, ["a", "b", "c"] * 4)
    found = log_rank(by_time, reference="b")
    assert found.reference == "b"
    assert np.isnan(found.p_against).tolist() == [False, True, False]
    assert log_rank(by_time).p_against[1] == pytest.approx(found.p_against[0])


def test_one_group_has_nothing_to_compare_with() -> None:
    found = log_rank(counts_by_time([1, 2], [1, 1]))
    assert found.degrees == 0
    assert np.isnan(found.p)
