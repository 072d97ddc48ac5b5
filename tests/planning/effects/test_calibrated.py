"""How often effects are wrong: a fast part of what `python -m benchmarks.effects` measures, with fixed seeds."""

from datetime import date

import numpy as np
import pytest

from benchmarks.effects import Case, placebo, promised, simulate, time_series
from benchmarks.effects import _look as look_of_benchmark
from evenhand.planning.effects import Baseline, Point, Series, judge, promise
from evenhand.planning.effects.possible import Counts
from tests.planning.effects.made import quarters

DRAWS = 3000
pytestmark = pytest.mark.slow


def test_a_figure_that_stands_still_is_said_to_have_moved_as_rarely_as_stated() -> None:
    found = simulate(Case(people=100, looks=6), draws=DRAWS, seed=1)
    assert 0.035 < found.ever < 0.062
    assert found.held_at_all == pytest.approx(1 - found.ever, abs=0.002)


def test_the_lowest_of_many_drifts_back_and_a_shrunken_start_allows_for_it() -> None:
    lowest = {
        start: simulate(
            Case(people=100, looks=4, areas=30, start=start, start_people=100), draws=DRAWS, seed=2
        )
        for start in ("own", "picked", "shrunken")
    }
    assert lowest["own"].ever_up > 0.15
    assert lowest["picked"].ever < 0.03
    assert lowest["shrunken"].ever < 0.075
    assert lowest["shrunken"].ever_up < 0.035


@pytest.mark.parametrize(("people", "rounded"), [(40, 1), (100, 5)])
def test_a_promise_that_comes_true_is_seen_as_often_as_stated(people: int, rounded: int) -> None:
    _, _, found = promised(people, rounded, 0.04, draws=DRAWS, seed=3)
    assert found.last > 0.77
    assert found.held_at_all > 0.94


def test_a_change_of_level_in_a_series_is_held_by_its_range() -> None:
    held, _ = time_series(16, 8, 0.2, draws=250, seed=4)
    assert held > 0.90


def test_an_area_that_changes_as_others_do_is_not_said_to_have_changed() -> None:
    assert placebo(10, 0.05, draws=250, seed=5) < 0.09


def test_the_benchmark_reckons_as_judge_does() -> None:
    """The benchmark runs many areas at once; for a few of them `judge` gives the same range."""
    rng = np.random.default_rng(6)
    base = Baseline(value=0.5, lower=0.44, upper=0.56, kind="shrunken", units="share", period="2024")
    made = promise(base, 0.56, 100, due=date(2026, 12, 31), planned=8)
    x = rng.binomial(100, 0.5, (3, 8)).astype(np.float64)
    n = np.full(x.shape, 100.0)
    counts = Counts(x_low=x, x=x, x_high=x, n_low=n, n=n, n_high=n)
    start = tuple(np.full(3, one) for one in (0.5, 0.44, 0.56))
    for k in (2, 6):
        ends = look_of_benchmark(Case(people=100, looks=8), counts, start, k)
        for row in range(3):
            points = tuple(
                Point(
                    period=one,
                    estimate=v / 100,
                    lower=0.0,
                    upper=1.0,
                    people=(100, 100),
                    reached=(int(v), int(v)),
                )
                for one, v in zip(quarters(2025, k), x[row], strict=False)
            )
            effect = judge(Series(units="share", points=points), made, date(2026, 12, 1))
            assert (effect.lower, effect.upper) == pytest.approx(tuple(ends[:, row]), abs=1.5e-3)
