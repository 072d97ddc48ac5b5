"""How many areas limits let out where none differs, or where all differ alike: small simulations with fixed seeds."""

import numpy as np
import pytest

from evenhand.measures.funnels import Funnel, funnel


def simulated(
    kind: str, spread: float, areas: int, sizes: tuple[int, int], share: float, **given: object
) -> Funnel:
    rng = np.random.default_rng(20)
    n = rng.integers(*sizes, (2000 // areas, areas)).astype(float)
    if kind == "proportion":
        each = share if spread == 0 else rng.beta(share / spread, (1 - share) / spread, n.shape)
        return funnel(rng.binomial(n.astype(int), each), n, kind=kind, **given)
    more = 1.0 if spread == 0 else rng.gamma(1 / spread, spread, n.shape)
    return funnel(rng.poisson(n * share * more), n if kind == "rate" else n * share, kind=kind, **given)


@pytest.mark.parametrize("kind", ["proportion", "rate", "ratio"])
@pytest.mark.parametrize(("areas", "spread"), [(20, 0.0), (20, 0.05), (100, 0.0), (100, 0.05)])
def test_about_the_stated_share_lies_within(kind: str, areas: int, spread: float) -> None:
    made = simulated(kind, spread, areas, (30, 420), 0.3)
    out = (made.outside != 0).mean(axis=(1, 2))
    assert 0.02 < out[0] < 0.065
    assert out[1] < 0.01


def test_the_published_sum_lets_out_far_more_where_areas_differ() -> None:
    made = simulated("proportion", 0.05, 100, (30, 420), 0.3, adjustment="additive")
    assert (made.outside[0] != 0).mean() > 0.08


def test_areas_named_with_many_in_view_are_named_falsely_at_the_stated_rate() -> None:
    made = simulated("proportion", 0.0, 40, (30, 420), 0.3)
    assert (made.q_value < 0.05).any(axis=1).mean() < 0.08
