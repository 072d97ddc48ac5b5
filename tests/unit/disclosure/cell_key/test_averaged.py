"""Averaging over every sum that holds a cell: as precise as least squares by the books, and no more."""

import sys

import numpy as np
import pytest

from evenhand.disclosure.cell_key import averaged
from evenhand.disclosure.linked import Published, Sum


def square(shown: list[float], hidden: list[bool] | None = None) -> Published:
    """Two groups by two areas with all their totals: nine cells, each shown within 5."""
    middle = np.array(shown, dtype=np.float64)
    codes = [np.array(one) for one in zip(*[(a, b) for a in "abT" for b in "xyT"], strict=True)]
    sums = tuple(
        Sum(dimension=one, whole="T", parts=parts)
        for one, parts in (("area", ("a", "b")), ("group", ("x", "y")))
    )
    return Published(
        name="a table", as_at="", codes=dict(zip(("area", "group"), codes, strict=True)), least=middle - 5,
        most=middle + 5, hidden=np.array(hidden or [False] * 9), width=np.full(9, 5.0), sums=sums,
    )  # fmt: skip


SHOWN = [12.0, 30, 41, 8, 22, 33, 21, 50, 76]


def by_the_books(shown: list[float], variance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weighted regression on the four inner cells, of which every other is a sum."""
    inner = np.array(
        [[1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 1, 1], [1, 0, 1, 0],
         [0, 1, 0, 1], [1, 1, 1, 1]]
    )  # fmt: skip
    precise = inner / variance[:, np.newaxis]
    spread = np.linalg.inv(inner.T @ precise)
    return inner @ spread @ (precise.T @ np.array(shown)), np.sqrt(np.diag(inner @ spread @ inner.T))


@pytest.mark.parametrize("variance", [np.full(9, 4.0), np.array([4.0, 4, 4, 6, 4, 4, 4, 2, 1])])
@pytest.mark.parametrize("many", [6000, 1])
def test_as_regression_finds_it(variance: np.ndarray, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the sums that follow from others left out, or (of very many) left in."""
    monkeypatch.setattr(sys.modules["evenhand.disclosure.cell_key.averaged"], "_MANY_SUMS", many)
    found = averaged(square(SHOWN), variance)
    estimate, deviation = by_the_books(SHOWN, variance)
    assert found.estimate == pytest.approx(estimate, abs=1e-6)
    assert found.deviation == pytest.approx(deviation, abs=1e-6)


def test_sums_make_it_more_precise_and_none_leave_it() -> None:
    found = averaged(square(SHOWN), 4.0)
    assert found.deviation.max() < 2
    assert found.deviation[0] == pytest.approx(4 / 3)
    alone = averaged(
        Published(
            name="", as_at="", codes={"area": np.array(["a"])}, least=np.array([5.0]), most=np.array([np.inf]),
            hidden=np.array([False]), width=np.zeros(1), sums=(),
        ),
        4.0, values=np.array([9.0]),
    )  # fmt: skip
    assert (alone.estimate[0], alone.deviation[0]) == (9, 2)


def test_a_hidden_cell_is_what_the_others_leave() -> None:
    found = averaged(
        square(SHOWN, [True] + [False] * 8), 0.0, values=np.array([0.0, 30, 42, 8, 22, 30, 20, 52, 72])
    )
    assert found.estimate[0] == pytest.approx(12, abs=1e-3)
    assert found.deviation[0] == pytest.approx(0, abs=1e-3)


def test_what_is_shown_as_it_is_stays() -> None:
    whole = [12.0, 30, 42, 8, 22, 30, 20, 52, 72]
    found = averaged(square(whole), 0.0)
    assert found.estimate.tolist() == whole
    assert found.deviation.tolist() == [0.0] * 9
