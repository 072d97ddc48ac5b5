"""When periods end, and how many are over by a day."""

from datetime import date

import pytest

from evenhand.planning.effects import promise
from evenhand.planning.effects.due import first_period, last_day, periods_over
from tests.planning.effects.made import start


@pytest.mark.parametrize(
    ("baseline", "starts", "per_year", "first"),
    [
        ("2024", date(2025, 1, 1), 4, date(2025, 1, 1)),
        ("2024", date(2025, 1, 2), 4, date(2025, 4, 1)),
        ("2024", date(2024, 11, 5), 4, date(2025, 1, 1)),
        ("2023/24", date(2025, 2, 1), 1, date(2025, 4, 1)),
        ("2023/24", date(2025, 2, 1), 12, date(2025, 2, 1)),
        ("2025-01-15/2025-02-14", date(2025, 3, 1), 12, date(2025, 3, 15)),
    ],
)
def test_the_first_whole_period_after_a_start(
    baseline: str, starts: date, per_year: int, first: date
) -> None:
    assert first_period(baseline, starts, per_year) == first


def test_periods_that_are_over_by_a_day() -> None:
    first = date(2025, 4, 1)
    assert periods_over(first, date(2025, 6, 29), 4) == 0
    assert periods_over(first, date(2025, 6, 30), 4) == 1
    assert periods_over(first, date(2028, 3, 31), 4) == 12
    assert periods_over(first, date(2028, 3, 30), 1) == 2
    assert all(periods_over(first, last_day(first, k, 12), 12) == k for k in range(1, 40))


def test_a_promise_is_followed_to_the_end_of_a_period() -> None:
    made = promise(start(), 0.60, 150, starts=date(2025, 2, 10), due=date(2026, 12, 31))
    assert made.in_time == 7
    assert made.until == date(2026, 12, 31)
