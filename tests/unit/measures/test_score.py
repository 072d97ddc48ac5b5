"""Score intervals and tests of two groups: values worked out elsewhere, edges, mirrors."""

import numpy as np
import pytest

from evenhand.measures import score
from evenhand.measures.intervals import z_of

Z = z_of(0.95)
INTERVALS = [
    score.difference_of_proportions,
    score.ratio_of_proportions,
    score.difference_of_rates,
    score.ratio_of_rates,
]


def columns(*numbers: float) -> list[np.ndarray]:
    return [np.array([float(number)]) for number in numbers]


def limits(interval: object, *counts: float, z: float = Z) -> tuple[float, float]:
    low, high = interval(*columns(*counts), z)  # type: ignore[operator]
    return float(low[0]), float(high[0])


@pytest.mark.parametrize("interval", INTERVALS)
@pytest.mark.parametrize("counts", [(0, 0, 5, 10), (5, 10, 0, 0), (0, 0, 0, 0), (3, 0, 5, 10), (5, 10, 3, 0)])
def test_without_people_on_either_side_there_is_no_interval(interval: object, counts: tuple) -> None:
    assert np.isnan(limits(interval, *counts)).all()


@pytest.mark.parametrize("interval", INTERVALS)
def test_one_row_without_people_leaves_the_others_as_they_are(interval: object) -> None:
    x1, n1, x2, n2 = np.array([[5.0, 3.0], [20.0, 0.0], [9.0, 1.0], [30.0, 0.0]])
    low, high = interval(x1, n1, x2, n2, Z)  # type: ignore[operator]
    assert (low[0], high[0]) == pytest.approx(limits(interval, 5, 20, 9, 30))
    assert np.isnan([low[1], high[1]]).all()


def test_a_difference_of_newcombes_example() -> None:
    """56/70 - 48/80: Newcombe 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<873), method 5 gives 0.0528, 0.3382."""
    assert limits(score.difference_of_proportions, 56, 70, 48, 80, z=1.959964) == pytest.approx(
        (0.0528, 0.3382), abs=5e-4
    )


@pytest.mark.parametrize("counts", [(10, 10, 0, 20), (0, 10, 20, 20), (0, 10, 0, 20), (10, 10, 20, 20)])
def test_a_difference_at_the_edge_stays_between_minus_one_and_one(counts: tuple) -> None:
    low, high = limits(score.difference_of_proportions, *counts)
    gap = counts[0] / counts[1] - counts[2] / counts[3]
    assert -1 <= low <= gap <= high <= 1
    assert high - low > 0.1


def test_a_ratio_to_a_reference_without_events_has_no_upper_limit() -> None:
    for interval in (score.ratio_of_proportions, score.ratio_of_rates):
        low, high = limits(interval, 5, 20, 0, 30)
        assert low > 1
        assert high == np.inf


def test_a_ratio_without_events_of_its_own_begins_at_nought() -> None:
    for interval in (score.ratio_of_proportions, score.ratio_of_rates):
        low, high = limits(interval, 0, 20, 9, 30)
        assert low == 0
        assert 0 < high < 2


def test_a_ratio_without_any_event_is_not_known() -> None:
    for interval in (score.ratio_of_proportions, score.ratio_of_rates):
        assert np.isnan(limits(interval, 0, 20, 0, 30)).all()


@pytest.mark.parametrize("interval", INTERVALS)
def test_a_wider_level_gives_a_wider_interval(interval: object) -> None:
    narrow, wide = limits(interval, 7, 40, 12, 50), limits(interval, 7, 40, 12, 50, z=z_of(0.998))
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


@pytest.mark.parametrize("test", [score.z_of_proportions, score.z_of_rates])
def test_the_statistic_is_nought_for_equal_shares_and_has_the_sign_of_the_group(test: object) -> None:
    assert float(test(*columns(5, 20, 10, 40))[0]) == 0  # type: ignore[operator]
    assert float(test(*columns(9, 20, 10, 40))[0]) > 0  # type: ignore[operator]
    assert float(test(*columns(1, 20, 10, 40))[0]) < 0  # type: ignore[operator]


@pytest.mark.parametrize("counts", [(0, 20, 0, 40), (20, 20, 40, 40)])
def test_the_statistic_is_nought_where_nobody_or_everybody_got_there(counts: tuple) -> None:
    assert float(score.z_of_proportions(*columns(*counts))[0]) == 0


def test_the_statistics_of_millions_of_people_are_not_rounded_away() -> None:
    people = 5e7
    z = score.z_of_proportions(*columns(people / 10 + 10_000, people, people / 10, people))
    assert float(z[0]) == pytest.approx(10_000 / np.sqrt(2 * people * 0.1 * 0.9), rel=1e-3)


@pytest.mark.parametrize(
    ("interval", "test"),
    [
        (score.difference_of_proportions, score.z_of_proportions),
        (score.difference_of_rates, score.z_of_rates),
    ],
)
def test_interval_and_test_say_the_same(interval: object, test: object) -> None:
    counts = np.random.default_rng(7).integers(0, 30, (2, 400)).astype(float)
    people = np.random.default_rng(8).integers(30, 60, (2, 400)).astype(float)
    low, high = interval(counts[0], people[0], counts[1], people[1], Z)  # type: ignore[operator]
    z = test(counts[0], people[0], counts[1], people[1])  # type: ignore[operator]
    clear = np.abs(np.abs(z) - Z) > 1e-6
    assert (((low > 0) | (high < 0)) == (np.abs(z) > Z))[clear].all()
