"""What holds of every funnel and every chart, whatever the counts."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.measures.funnels import funnel
from evenhand.measures.process import p_chart, p_prime_chart, run_chart, u_prime_chart, xmr_chart

FEW = settings(max_examples=15, deadline=None)


@st.composite
def counted(draw: st.DrawFn, least: int, most: int) -> tuple[np.ndarray, np.ndarray]:
    n = draw(st.lists(st.integers(0, 500), min_size=least, max_size=most))
    x = [draw(st.integers(0, one)) for one in n]
    return np.array(x, float), np.array(n, float)


@FEW
@given(counted(1, 14), st.sampled_from(["proportion", "rate", "ratio"]))
def test_limits_hold_the_target_and_each_other(counts: tuple[np.ndarray, np.ndarray], kind: str) -> None:
    x, n = counts
    made = funnel(x, n, kind=kind)
    there = n > 0
    lower, upper = made.lower[:, there], made.upper[:, there]
    assert (lower[1] <= lower[0] + 1e-9).all()
    assert (upper[1] >= upper[0] - 1e-9).all()
    assert (lower >= 0).all()
    if kind == "proportion":
        assert (upper <= 1).all()
    beyond = (made.value > made.upper + 1e-9).astype(int) - (made.value < made.lower - 1e-9)
    assert (np.abs(beyond[:, there]) <= np.abs(made.outside[:, there])).all()


@FEW
@given(counted(2, 14))
def test_the_order_of_areas_does_not_matter(counts: tuple[np.ndarray, np.ndarray]) -> None:
    x, n = counts
    one, turned = funnel(x, n, kind="proportion"), funnel(x[::-1], n[::-1], kind="proportion")
    np.testing.assert_allclose(one.lower, turned.lower[:, ::-1], atol=1e-9)
    np.testing.assert_allclose(one.q_value, turned.q_value[::-1], atol=1e-9)


@FEW
@given(counted(1, 30), st.integers(0, 29))
def test_a_chart_knows_its_parts_by_themselves(counts: tuple[np.ndarray, np.ndarray], cut: int) -> None:
    x, n = counts
    segments = (np.arange(len(x)) >= cut).astype(int)
    for chart in (p_chart, p_prime_chart, u_prime_chart):
        whole = chart(x, n, segments=segments)
        for part in np.unique(segments):
            here = segments == part
            alone = chart(x[here], n[here])
            np.testing.assert_allclose(whole.upper[here], alone.upper, atol=1e-9)
            assert (whole.signals.anywhere[here] == alone.signals.anywhere).all()
            assert (whole.reason[here] == alone.reason).all()


@FEW
@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=40))
def test_turning_a_series_round_turns_its_signals_round(values: list[float]) -> None:
    value = np.round(np.array(values), 3)
    for chart in (xmr_chart, run_chart):
        one, other = chart(value), chart(-value)
        assert (one.signals.outside == -other.signals.outside).all()
        assert (one.signals.near_limit == -other.signals.near_limit).all()
        assert (one.runs.longest == other.runs.longest).all()
        assert (one.runs.crossings == other.runs.crossings).all()
