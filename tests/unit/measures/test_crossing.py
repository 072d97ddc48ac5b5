"""Many roots at once, each in its own bracket."""

import numpy as np

from evenhand.measures.crossing import crossing


def _line(value: np.ndarray, top: np.ndarray) -> np.ndarray:
    return top - value


def test_finds_where_each_passes_the_level() -> None:
    top = np.array([1.0, 2.0, 3.0])
    found = crossing(_line, (top,), np.full(3, -10.0), np.full(3, 10.0), 0.5)
    assert np.allclose(found, top - 0.5, atol=1e-12)


def test_an_end_stands_where_the_level_is_passed_beyond_it() -> None:
    top = np.array([-20.0, 20.0])
    found = crossing(_line, (top,), np.full(2, -10.0), np.full(2, 10.0), 0.0)
    assert found.tolist() == [-10.0, 10.0]


def test_an_infinite_statistic_is_beyond_the_level() -> None:
    def step(value: np.ndarray, top: np.ndarray) -> np.ndarray:
        return np.where(value < top, np.inf, -np.inf)

    found = crossing(step, (np.array([0.25]),), np.array([0.0]), np.array([1.0]), 1.96)
    assert np.allclose(found, 0.25)


def test_what_is_not_known_stays_so() -> None:
    found = crossing(_line, (np.array([np.nan, 1.0]),), np.zeros(2), np.full(2, 5.0), 0.0)
    assert np.isnan(found[0])
    assert np.isclose(found[1], 1.0)
