"""Wrong links: the true share is found again, bounds hold it, and impossible chances are refused."""

import numpy as np
import pytest

from evenhand.measures.unknowns import (
    LinkQuality,
    UnusableLinkQuality,
    linked_difference_bounds,
    linked_ratio_bounds,
    true_share_bounds,
    true_share_interval,
)


def quality(missed: tuple[float, float], false: tuple[float, float]) -> LinkQuality:
    return LinkQuality(
        missed=(np.array([missed[0]]), np.array([missed[1]])),
        false=(np.array([false[0]]), np.array([false[1]])),
    )


def test_the_share_seen_leads_back_to_the_true_one() -> None:
    true, missed, false = 0.4, 0.1, 0.02
    seen = np.array([true * (1 - missed) + (1 - true) * false])
    low, high = true_share_bounds(seen, quality((missed, missed), (false, false)))
    assert (low[0], high[0]) == (pytest.approx(true), pytest.approx(true))


def test_bounds_are_the_extremes_over_all_chances() -> None:
    seen = np.array([0.3])
    low, high = true_share_bounds(seen, quality((0.02, 0.15), (0.0, 0.05)))
    each = [(0.3 - f) / (1 - m - f) for m in np.linspace(0.02, 0.15, 9) for f in np.linspace(0, 0.05, 9)]
    assert low[0] == pytest.approx(min(each))
    assert high[0] == pytest.approx(max(each))


def test_bounds_stay_shares() -> None:
    low, high = true_share_bounds(np.array([0.01, 0.99]), quality((0.0, 0.2), (0.0, 0.1)))
    assert low[0] == 0
    assert high[1] == 1


def test_groups_whose_links_are_missed_to_different_degrees() -> None:
    own, base = quality((0.2, 0.3), (0.0, 0.0)), quality((0.0, 0.0), (0.0, 0.0))
    low, high = linked_difference_bounds(np.array([0.4]), own, np.array([0.5]), base)
    assert (low[0], high[0]) == (pytest.approx(0), pytest.approx(0.4 / 0.7 - 0.5))
    low, high = linked_ratio_bounds(np.array([0.4]), own, np.array([0.5]), base)
    assert (low[0], high[0]) == (pytest.approx(1), pytest.approx(0.8 / 0.7))


def test_the_interval_is_wider_than_the_bounds() -> None:
    wrong = quality((0.05, 0.1), (0.0, 0.02))
    low, high = true_share_interval(np.array([30.0]), np.array([100.0]), wrong)
    inner = true_share_bounds(np.array([0.3]), wrong)
    assert low[0] < inner[0][0] < inner[1][0] < high[0]


@pytest.mark.parametrize("chances", [((0.2, 0.1), (0, 0)), ((-0.1, 0.1), (0, 0)), ((0.3, 0.6), (0, 0.5))])
def test_impossible_chances_are_refused(chances: tuple[tuple[float, float], tuple[float, float]]) -> None:
    with pytest.raises(UnusableLinkQuality):
        quality(*chances)
