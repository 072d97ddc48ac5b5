"""Keeping chance out: worked by hand, against a search through every set, and what is always kept."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import norm

from evenhand.findings import control
from evenhand.foundations import UnknownName


def widest_by_search(p: np.ndarray, group: np.ndarray, level: float) -> np.ndarray:
    """Every pair of thresholds is tried: the widest set whose two layers a level admits."""
    number, best = len(p), np.zeros(len(p), dtype=bool)
    of_group = {
        one: number * min(value / place for place, value in enumerate(np.sort(p[group == one]), start=1))
        for one in set(group.tolist())
    }
    by_group = np.array([of_group[one] for one in group.tolist()])
    for top, top_group in product(p, by_group):
        chosen = (p <= top) & (by_group <= top_group)
        if chosen.sum() > best.sum():
            groups = set(group[chosen].tolist())
            asked = number * p[chosen].max() / chosen.sum(), by_group[chosen].max() / len(groups)
            best = chosen if max(asked) <= level else best
    return best


def test_two_layers_worked_by_hand() -> None:
    # Simes by comparison: group 0 has min(.01, .02/2) = .01, group 1 has .5; times 3 comparisons: .03 and 1.5.
    adjusted = control.two_layers(np.array([0.01, 0.02, 0.5]), np.array([0, 0, 1]))
    assert adjusted == pytest.approx([0.03, 0.03, 0.75])
    assert control.two_layers(np.zeros(0), np.zeros(0, int)).shape == (0,)


@pytest.mark.parametrize("seed", range(40))
def test_two_layers_admit_what_a_search_through_all_sets_finds(seed: int) -> None:
    random = np.random.default_rng(seed)
    number = int(random.integers(1, 9))
    p, group = random.uniform(0, 1, number) ** 3, random.integers(0, 3, number)
    adjusted = control.two_layers(p, group)
    for level in (0.05, 0.2, 0.5):
        assert ((adjusted <= level) == widest_by_search(p, group, level)).all()


def test_of_one_group_it_is_the_step_up_of_benjamini_and_hochberg() -> None:
    p = np.array([0.01, 0.013, 0.014, 0.19, 0.35, 0.5, 0.63, 0.67, 0.75, 0.81])
    wanted = np.minimum.accumulate((p * 10 / np.arange(1, 11))[::-1])[::-1]
    assert control.two_layers(p, np.zeros(10, int)) == pytest.approx(wanted)


def test_what_bonferroni_would_state_is_stated_wherever_it_stands() -> None:
    random = np.random.default_rng(3)
    for _ in range(30):
        number = int(random.integers(2, 60))
        more, fewer = random.uniform(size=(2, number))
        characteristic = random.integers(0, 3, number)
        group = 10 * characteristic + random.integers(0, 5, number)
        sure = int(random.integers(number))
        fewer[sure] = 0.05 / number / 2 * 0.999
        assert control.hierarchical(more, fewer, characteristic, group)[sure] < 0.05


def test_more_that_differ_in_a_group_help_each_other() -> None:
    fewer = np.array([0.0004, 0.0009, 0.0012, 0.0018, *[0.9] * 16])
    more = np.ones(20)
    zeros, groups = np.zeros(20, int), np.repeat(np.arange(5), 4)
    assert (control.holm(2 * fewer)[:4] < 0.05).sum() == 3
    assert (control.hierarchical(more, fewer, zeros, groups)[:4] < 0.05).all()


def test_one_comparison_alone_is_not_adjusted() -> None:
    alone = np.zeros(1, int)
    assert control.hierarchical(np.array([0.9]), np.array([0.01]), alone, alone) == pytest.approx([0.02])


def test_the_method_is_chosen_by_name() -> None:
    more, fewer, zeros = np.array([0.01, 1.0]), np.array([1.0, 0.03]), np.zeros(2, int)
    assert control.controlled("holm", more, fewer, zeros, zeros) == pytest.approx([0.04, 0.06])
    assert control.controlled("hierarchical", more, fewer, zeros, zeros) == pytest.approx([0.04, 0.12])
    with pytest.raises(UnknownName, match="no way to keep chance out"):
        control.controlled("hope", more, fewer, zeros, zeros)


@pytest.mark.slow
@pytest.mark.parametrize(("share_true", "gap"), [(0.0, 0.0), (0.2, 3.0), (0.6, 4.0)])
def test_false_ones_keep_to_the_level_where_groups_share_a_reference(share_true: float, gap: float) -> None:
    """500 made-up reports: three characteristics of the same people, groups that share a reference, four stages."""
    random, sizes, reports = np.random.default_rng(24), (12, 4, 1), 500
    characteristic = np.repeat(np.arange(3), [4 * size for size in sizes])
    group = np.repeat(np.arange(sum(sizes)), 4)
    stage = np.tile(np.arange(4), sum(sizes))
    false_shares, false_groups, any_false = [], [], 0
    for _ in range(reports):
        reference, own = random.standard_normal((3, 4)), random.standard_normal(len(group))
        differs = np.isin(group, np.flatnonzero(random.uniform(size=sum(sizes)) < share_true)) & (stage < 2)
        z = np.sqrt(0.7) * own + np.sqrt(0.3) * reference[characteristic, stage] - gap * differs
        stated = control.hierarchical(norm.sf(z), norm.cdf(z), characteristic, group) < 0.05
        false = stated & ~(differs & (z < 0))
        named = set(group[stated].tolist())
        false_shares.append(false.sum() / max(stated.sum(), 1))
        false_groups.append(len(named - set(group[differs].tolist())) / max(len(named), 1))
        any_false += bool(false.any())
    slack = 2 * (0.05 * 0.95 / reports) ** 0.5
    assert np.mean(false_shares) <= 0.05 + slack
    assert np.mean(false_groups) <= 0.05 + slack
    if not share_true:
        assert any_false / reports <= 0.05 + slack
