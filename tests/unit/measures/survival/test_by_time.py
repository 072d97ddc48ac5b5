"""Counting people by time: who is at risk, who left and how, and what cannot be counted."""

import numpy as np
import pytest

from evenhand.measures.survival import EVENT, UnusableTimes, counts_by_time


def test_who_left_and_who_was_there_by_group() -> None:
    found = counts_by_time(
        [3, 3, 5, 2, 5], ["finished", "", "stopped", "stopped", "finished"], ["a", "a", "a", "b", "b"]
    )
    assert found.groups == ("a", "b")
    assert found.ways == ("finished", "stopped")
    assert found.times.tolist() == [2, 3, 5]
    assert found.at_risk.tolist() == [[3, 3, 1], [2, 1, 1]]
    assert found.events.tolist() == [[[0, 1, 0], [0, 0, 1]], [[0, 0, 1], [1, 0, 0]]]
    assert found.leaving.tolist() == [[0, 1, 1], [1, 0, 1]]
    assert found.people.tolist() == [3, 2]


def test_who_came_later_is_at_risk_from_then_on() -> None:
    found = counts_by_time([4, 6, 8], [1, 1, 0], entered=[0, 4, 5])
    assert found.at_risk.tolist() == [[1, 2, 1]]


@pytest.mark.parametrize(
    "event", [[1, 0, 1], [True, False, True], ["1", "0", "1"], ["yes", "Censored", "event"], [1.0, 0.0, 1.0]]
)
def test_an_event_without_a_name(event: list[object]) -> None:
    found = counts_by_time([1, 2, 3], event)
    assert found.ways == (EVENT,)
    assert found.events.tolist() == [[[1, 0, 1]]]


def test_ways_keep_the_order_that_is_asked_for_and_may_be_empty() -> None:
    found = counts_by_time([1, 2], ["stopped", ""], ways=("finished", "stopped"))
    assert found.ways == ("finished", "stopped")
    assert found.events.tolist() == [[[0, 0]], [[1, 0]]]


def test_nobody_is_a_group_of_nobody() -> None:
    found = counts_by_time([], [])
    assert found.people.tolist() == [0]
    assert found.events.shape == (1, 1, 0)


@pytest.mark.parametrize(
    ("time", "event", "more", "said"),
    [
        ([1, -2], [1, 0], {}, "below 0"),
        ([1, np.nan], [1, 0], {}, "time is missing"),
        ([1, 2], [1, np.nan], {}, "event is missing"),
        ([1, 2], [1], {}, "same length"),
        ([1, 2], ["finished", "finnished"], {"ways": ("finished",)}, "none of the ways"),
        ([2, 2], [1, 1], {"entered": [1, 2]}, "came under observation"),
        (list(range(20)), [f"way {n}" for n in range(20)], {}, "more than 12 ways"),
    ],
)
def test_what_cannot_be_counted_is_said(
    time: list[float], event: list[object], more: dict[str, object], said: str
) -> None:
    with pytest.raises(UnusableTimes, match=said) as error:
        counts_by_time(time, event, **more)  # type: ignore[arg-type]
    assert error.value.mend
    assert "finnished" not in str(error.value)
