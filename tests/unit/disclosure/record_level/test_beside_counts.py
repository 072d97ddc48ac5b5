"""Curves beside counts: coarse enough, put together under their seal, and what both together would tell."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.disclosure.record_level import (
    ResultRefused,
    Sum,
    check_curve,
    check_mean,
    check_model,
    coarsen,
    load_record_policy,
    narrowed,
    put_together,
    shares_worth_enough,
    tells,
)
from evenhand.foundations import NotProtected
from evenhand.foundations.checked_result import CheckedResult

POLICY = load_record_policy()


def two_ways() -> CheckedResult:
    times, at_risk = np.array([7.0, 14.0, 21.0]), np.array([100, 87, 70])
    left = {"finished": np.array([0, 6, 11]), "left": np.array([13, 11, 8])}
    return check_curve(times, at_risk, left, policy=POLICY)


def test_steps_are_worth_five_people_or_there_are_none() -> None:
    assert shares_worth_enough(500, POLICY) == (0.01, 0.02, 0.04, 0.05, 0.1)
    assert shares_worth_enough(100, POLICY) == (0.05, 0.1)
    assert shares_worth_enough(49, POLICY) == ()


def test_ways_are_rounded_and_those_still_there_are_the_rest() -> None:
    found = coarsen(two_ways(), 0.05, np.array([1, 1, 0.97, 0.81]), POLICY).values.to_pydict()
    assert found["left"] == [0, 0.15, 0.25, 0.3]
    assert found["finished"] == [0, 0, 0.05, 0.15]
    assert found["staying"] == [1, 0.85, 0.7, 0.55]
    assert found["seen"] == [1, 1, 0.9, 0.8]
    assert set(found["rounded_to"]) == {0.05}


def test_one_way_is_rounded_by_those_still_there_and_times_without_a_change_are_left_out() -> None:
    curve = check_curve(
        np.array([7.0, 14.0, 21.0]), np.array([200, 190, 185]), {"left": np.array([10, 5, 40])}, policy=POLICY
    )
    found = coarsen(curve, 0.1, np.ones(4), POLICY)
    assert found.values.column("time").to_pylist() == [0, 7, 21]
    assert found.values.column("staying").to_pylist() == [1, 0.9, 0.7]
    assert "worth 5 people" in found.notes[1]


@given(st.lists(st.integers(0, 9), min_size=3, max_size=12), st.sampled_from(POLICY.shares))
@settings(max_examples=40)
def test_whatever_leaves_shares_only_fall_and_make_one(left: list[int], share: float) -> None:
    times = 7.0 * np.arange(1, len(left) + 1)
    gone = np.cumsum([0, *left])[:-1]
    ways = {"finished": np.array(left) // 2, "left": np.array(left) - np.array(left) // 2}
    try:
        curve = check_curve(times, 200 - gone, ways, policy=POLICY)
    except ResultRefused:
        return
    found = coarsen(curve, share, np.ones(curve.values.num_rows), POLICY).values.to_pydict()
    assert (np.diff(found["staying"]) <= 1e-9).all()
    total = np.sum([found[name] for name in ("staying", "finished", "left")], axis=0)
    np.testing.assert_allclose(total, 1, atol=1e-9)


def test_a_mean_rests_on_people_who_left_and_people_who_stayed() -> None:
    row = pa.table({"until": [84], "mean": [61.42], "lower": [-0.2], "upper": [np.nan]})
    found = check_mean(row, people=60, left=20, stayed=40, policy=POLICY)
    assert found.values.to_pylist() == [{"until": 84, "mean": 61.0, "lower": 0.0, "upper": None}]
    assert (found.kind, found.protection.policy) == ("mean", "record-5")
    for people, left, stayed in ((19, 9, 10), (60, 4, 56), (60, 56, 4)):
        with pytest.raises(ResultRefused):
            check_mean(row, people=people, left=left, stayed=stayed, policy=POLICY)


def test_parts_are_put_together_with_the_words_of_whom_they_are() -> None:
    first = coarsen(two_ways(), 0.05, np.ones(4), POLICY)
    second = check_curve(np.array([7.0]), np.array([50]), {"left": np.array([9])}, policy=POLICY)
    both = put_together([({"group": "a"}, first), ({"group": "b"}, second)])
    assert both.values.column("group").to_pylist() == ["a"] * 4 + ["b"] * 2
    assert both.values.column("finished").to_pylist()[-1] is None
    assert len(both.notes) == len(set(both.notes))


def test_parts_of_different_kinds_are_not_and_none_is_none() -> None:
    model = check_model(
        pa.table({"age": [0.5]}), people=90, parameters=2, patterns=9, least_cell=9, policy=POLICY
    )
    with pytest.raises(NotProtected, match="different kinds"):
        put_together([({}, two_ways()), ({}, model)])
    with pytest.raises(ValueError, match="nothing to put together"):
        put_together([])


KNOWN = {"stopped": (8.0, 12.0), "prison": (1.0, 4.0)}


def test_a_sum_narrows_what_it_is_made_of() -> None:
    found = narrowed(KNOWN, [Sum(of=("stopped", "prison"), lower=16, upper=17)])
    assert found == {"stopped": (12, 12), "prison": (4, 4)}


def test_a_sum_that_narrows_a_hidden_count_tells_and_one_that_does_not_does_not() -> None:
    of = ("stopped", "prison")
    wide, close = Sum(of=of, lower=9, upper=16), Sum(of=of, lower=14, upper=16)
    assert not tells(KNOWN, ["prison"], [], [wide], policy=POLICY)
    assert tells(KNOWN, ["prison"], [], [close], policy=POLICY)
    assert not tells(KNOWN, ["prison"], [close], [close], policy=POLICY)
    assert not tells(KNOWN, [], [], [close], policy=POLICY)
    assert tells(KNOWN, [], [], [Sum(of=of, lower=40, upper=50)], policy=POLICY)


def test_a_wide_hidden_count_may_be_narrowed_so_long_as_five_numbers_are_possible() -> None:
    known = {"stopped": (8.0, 12.0), "withheld": (0.0, 30.0)}
    of = ("stopped", "withheld")
    assert not tells(known, ["withheld"], [], [Sum(of=of, lower=18, upper=22)], policy=POLICY)
    assert tells(known, ["withheld"], [], [Sum(of=("withheld",), lower=18, upper=21)], policy=POLICY)
