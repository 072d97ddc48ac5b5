"""Several denominators side by side: counted ones give the ordinary interval, uncertain ones a wider one that holds."""

import numpy as np
import pytest

from evenhand.measures.intervals import rate, wilson, z_of
from evenhand.measures.unknowns import Denominator, beside, rate_beside, share_beside

Z = z_of(0.95)


def array(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=float)


def test_over_people_who_are_counted_it_is_the_ordinary_interval() -> None:
    x, n = array(0, 4, 50), array(100, 1000, 2000)
    found = rate_beside(x, Denominator.counted("tested", n))
    low, high = rate(x, n, Z)
    assert found.lower == pytest.approx(low)
    assert found.upper == pytest.approx(high)
    shares = share_beside(x, Denominator.counted("tested", n))
    assert shares.lower == pytest.approx(wilson(x, n, Z)[0])
    assert shares.upper == pytest.approx(wilson(x, n, Z)[1])


def test_nobody_has_no_rate() -> None:
    found = rate_beside(array(3), Denominator.counted("census", array(0)))
    assert found.reason[0] == "nobody"
    assert np.isnan(found.value[0])


def test_the_less_is_known_of_a_population_the_wider_the_interval() -> None:
    n = array(1000)
    widths = []
    for spread in (0.0, 0.1, 0.3):
        found = rate_beside(array(40), Denominator.varying("census", n, array(spread)))
        assert found.value[0] == 0.04
        widths.append(float(found.upper[0] - found.lower[0]))
    assert widths == sorted(widths)
    assert len(set(widths)) == 3


@pytest.mark.parametrize(("events", "spread"), [(50, 0.1), (50, 0.3), (500, 0.1)])
def test_intervals_hold_the_truth_in_95_of_100(events: float, spread: float) -> None:
    rng = np.random.default_rng(4)
    x = rng.poisson(events, 4000).astype(float)
    people = 1000 * np.exp(rng.normal(0, np.sqrt(np.log1p(spread**2)), 4000))
    found = rate_beside(x, Denominator.varying("estimate", people, np.full(4000, spread)))
    assert 0.94 < np.mean((found.lower <= events / 1000) & (events / 1000 <= found.upper)) < 0.965


def test_several_stand_side_by_side_in_their_order() -> None:
    ways = [
        Denominator.counted("tested", array(200)),
        Denominator(
            name="residents", people=array(9000), lower=array(8000), upper=array(9900), is_need=False
        ),
    ]
    found = beside(array(20), ways)
    assert list(found) == ["tested", "residents"]
    assert found["tested"].value[0] == 0.1
    assert not ways[1].is_need
