"""A curve of time is shown where every step rests on enough people, coarser where it must be, or not at all."""

from types import SimpleNamespace

import numpy as np
import pytest

from evenhand.disclosure.record_level import ResultRefused, check_curve, load_record_policy
from evenhand.foundations import NotProtected
from evenhand.foundations.checked_result import CheckedResult

POLICY = load_record_policy()


def curve(*rows: tuple[float, int, int]) -> CheckedResult:
    """Time, at risk, left at it."""
    times, at_risk, events = (np.array(one) for one in zip(*rows, strict=True))
    return check_curve(times.astype(float), at_risk, {"left": events}, policy=POLICY)


def shown(result: CheckedResult) -> list[tuple[float, ...]]:
    return list(zip(*(one.to_pylist() for one in result.values.columns), strict=True))


def test_steps_of_enough_people_are_shown_at_the_end_of_their_week() -> None:
    result = curve((3, 100, 10), (12, 80, 20))
    assert shown(result) == [(0, 1), (7, 0.9), (14, 0.68)]
    assert (result.kind, len(result.notes)) == ("curve", 1)
    assert result.protection.policy == "record-5"


def test_steps_of_fewer_wait_for_later_ones() -> None:
    result = curve((3, 100, 3), (10, 97, 4), (17, 93, 6))
    assert shown(result) == [(0, 1), (14, 0.93), (21, 0.87)]
    assert "put together with later ones" in result.notes[1]


def test_the_days_of_one_week_are_one_step() -> None:
    assert shown(curve((1, 100, 2), (2, 98, 2), (7, 96, 2), (8, 94, 5))) == [(0, 1), (7, 0.94), (14, 0.89)]


def test_the_tail_with_too_few_left_is_cut() -> None:
    result = curve((5, 20, 8), (12, 12, 8), (19, 4, 4))
    assert shown(result) == [(0, 1), (7, 0.6)]
    assert result.notes[-1].startswith("Not shown after 7:")


def test_that_everybody_left_is_not_shown() -> None:
    with pytest.raises(ResultRefused, match="No step of the curve"):
        curve((5, 20, 20))


def test_a_last_step_of_too_few_is_not_shown() -> None:
    result = curve((5, 100, 10), (30, 60, 2))
    assert shown(result) == [(0, 1), (7, 0.9)]
    assert result.notes[-1].startswith("Not shown after 7:")


def test_several_ways_to_leave() -> None:
    """Aalen and Johansen by hand: 10 and 5 of 100 in the first week, then 0 and 16 of 80."""
    result = check_curve(
        np.array([4.0, 11.0, 12.0]),
        np.array([100, 80, 64]),
        {"finished": np.array([10, 0, 3]), "dropped out": np.array([5, 16, 0])},
        policy=POLICY,
    )
    assert result.values.schema.names == ["time", "staying", "finished", "dropped out"]
    # The second week is not shown: three finished in it.
    assert shown(result) == [(0, 1, 0, 0), (7, 0.85, 0.1, 0.05)]
    without = check_curve(
        np.array([4.0, 11.0]),
        np.array([100, 80]),
        {"finished": np.array([10, 0]), "dropped out": np.array([5, 16])},
        policy=POLICY,
    )
    assert shown(without)[-1] == (14, 0.68, 0.1, 0.22)


def test_a_small_group_has_no_curve() -> None:
    with pytest.raises(ResultRefused, match="fewer than 20 people"):
        curve((5, 19, 6))
    with pytest.raises(ResultRefused, match="fewer than 20 people"):
        check_curve(np.zeros(0), np.zeros(0, int), {"left": np.zeros(0, int)}, policy=POLICY)


@pytest.mark.parametrize(
    "rows",
    [
        [(5, 100, 6), (5, 94, 6)],
        [(0, 100, 6)],
        [(5, 100, 6), (6, 95, 6)],
        [(5, 100, 101)],
        [(5, 100, -1)],
    ],
)
def test_numbers_that_cannot_be(rows: list[tuple[float, int, int]]) -> None:
    with pytest.raises(ValueError, match="Times rise"):
        curve(*rows)
    with pytest.raises(ValueError, match="Times rise"):
        check_curve(np.array([5.0]), np.array([100]), {}, policy=POLICY)


def test_a_checked_result_cannot_be_made_without_the_check() -> None:
    result = curve((3, 100, 10))
    values = result.values.slice(0)
    for sealed in (None, result._seal, SimpleNamespace(values=values)):
        with pytest.raises(NotProtected, match="disclosure stage alone"):
            CheckedResult(
                kind="curve",
                values=values,
                notes=(),
                protection=result.protection,
                _seal=sealed,  # type: ignore[arg-type]
            )
