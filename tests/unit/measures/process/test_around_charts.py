"""What stands beside a chart: stretches, rebasing, targets, the calendar, and what is never an outcome."""

from datetime import date

import numpy as np
import pytest

from evenhand.foundations import EvenhandError, Period
from evenhand.measures.process import (
    MarkKind,
    Rebase,
    Surge,
    assurance,
    calendar_marks,
    check_outcome,
    days_of,
    p_chart,
    per_usual_period,
    segment_numbers,
)
from evenhand.vocabulary import Polarity
from tests.unit.measures import counted

MONTHS = [Period.parse(f"{year}-{month:02d}") for year in (2023, 2024) for month in range(1, 13)]


def test_a_break_starts_a_stretch_and_so_does_rebasing_with_a_reason() -> None:
    moved = Rebase(day=date(2024, 1, 1), reason="a second suite opened")
    numbers = segment_numbers(MONTHS, breaks=[date(2023, 7, 1)], rebase=[moved])
    assert numbers.tolist() == [0] * 6 + [1] * 6 + [2] * 12


def test_a_period_that_holds_a_break_is_a_stretch_of_its_own() -> None:
    numbers = segment_numbers(MONTHS[:6], breaks=[date(2023, 3, 15)])
    assert numbers.tolist() == [0, 0, 1, 2, 2, 2]


def test_nothing_is_rebased_without_a_reason() -> None:
    with pytest.raises(EvenhandError, match="without a reason"):
        Rebase(day=date(2024, 1, 1), reason=" ")


def target_chart() -> tuple[np.ndarray, np.ndarray]:
    year = np.array([20.0, 22, 19, 21, 20, 18, 22, 21, 19, 20, 21, 20])
    x = np.concatenate([year, year + 40])
    return x, np.full(24, 100.0)


@pytest.mark.parametrize(
    ("polarity", "target", "said"),
    [
        (Polarity.FAVOURABLE, 0.3, "reached"),
        (Polarity.FAVOURABLE, 0.9, "missed"),
        (Polarity.FAVOURABLE, 0.6, "varies"),
        (Polarity.ADVERSE, 0.3, "missed"),
        (Polarity.ADVERSE, 0.9, "reached"),
        (Polarity.NONE, 0.3, "limits_above_target"),
        (Polarity.NONE, 0.9, "limits_below_target"),
    ],
)
def test_a_target_is_held_against_the_latest_stretch_alone(
    polarity: Polarity, target: float, said: str
) -> None:
    made = p_chart(*target_chart(), segments=[0] * 12 + [1] * 12)
    assert assurance(made, target, polarity=polarity) == said


def test_without_limits_nothing_is_said_of_a_target() -> None:
    x, n = target_chart()
    assert assurance(p_chart(x[:5], n[:5]), 0.3, polarity=Polarity.FAVOURABLE) == "unknown"
    both = p_chart(np.stack([x, x]), np.stack([n, n]), segments=[0] * 12 + [1] * 12)
    assert assurance(both, [0.3, 0.9], polarity=Polarity.FAVOURABLE).tolist() == ["reached", "missed"]


def test_the_calendar_is_marked() -> None:
    surge = Surge(first=date(2023, 5, 10), last=date(2023, 6, 2), reason="an operation")
    marks = calendar_marks([*MONTHS[:8], *MONTHS[10:]], surges=[surge])
    found = [(one.kind, one.period.first.isoformat()[:7]) for one in marks]
    assert found == [
        (MarkKind.YEAR_END, "2023-03"),
        (MarkKind.SURGE, "2023-05"),
        (MarkKind.SURGE, "2023-06"),
        (MarkKind.CLOSURE, "2023-09"),
        (MarkKind.YEAR_END, "2024-03"),
    ]
    assert marks[3].period.days == 61
    assert calendar_marks([Period.parse("2023/24")]) == ()


@pytest.mark.parametrize(("first", "reason"), [(date(2024, 1, 2), "why"), (date(2024, 1, 1), "")])
def test_a_surge_has_days_and_a_reason(first: date, reason: str) -> None:
    with pytest.raises(EvenhandError, match="A surge"):
        Surge(first=first, last=date(2024, 1, 1), reason=reason)


def test_counts_are_made_comparable_over_months_of_unequal_length() -> None:
    days = days_of(MONTHS)
    assert days[:2].tolist() == [31, 28]
    assert per_usual_period(2 * days, MONTHS) == pytest.approx(np.full(24, 2 * days.mean()))


def test_how_many_are_tested_is_never_an_outcome() -> None:
    start, step = counted.programme().stages
    check_outcome(step)
    with pytest.raises(EvenhandError, match="never an outcome"):
        check_outcome(start)
