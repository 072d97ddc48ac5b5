"""Intervals hold the truth as often as they say, near no difference too; corrected figures are right on average."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest

from evenhand.measures.estimate import Estimate
from evenhand.measures.inequality import SUMMARIES, Groups, summaries

DRAWS = 400
SIZES = np.array([30, 36, 42, 50, 60, 70, 90, 420])
ORDERED = ("sii", "rii", "aci", "rci")
ALIKE, APART = np.full(8, 0.27), np.linspace(0.12, 0.40, 8)[[3, 0, 6, 1, 7, 4, 2, 5]]
WIDER = {"mdb_weighted": 100.0, "mdb_unweighted": 98.5, "par": 100.0, "paf": 100.0, "mld": 99.0}
"""Where more than the level is known to be held: see docs/explanation/inequality.md."""


def drawn(p: np.ndarray, *, order: bool) -> tuple[Groups, Groups]:
    """Tables drawn from true shares, and the table of the true shares themselves."""
    x = np.random.default_rng(20).binomial(SIZES, p, (DRAWS, 8))
    shared = {"order": np.arange(8) if order else None, "reference": 7, "favourable": True}
    much = SIZES * 1e9
    return Groups.of(x, np.broadcast_to(SIZES, x.shape), **shared), Groups.of(p * much, much, **shared)


@cache
def measured(apart: bool, order: bool) -> tuple[Mapping[str, Estimate], Mapping[str, Estimate]]:
    """All that fits the order, of the tables drawn and of the truth."""
    tables, truth = drawn(APART if apart else ALIKE, order=order)
    names = [name for name in SUMMARIES if name.startswith(ORDERED) == order]
    return summaries(tables, only=names), summaries(truth, only=names)


@pytest.mark.parametrize("apart", [False, True], ids=["alike", "apart"])
@pytest.mark.parametrize("order", [False, True], ids=["unordered", "ordered"])
def test_nineteen_of_twenty_intervals_hold_the_truth(apart: bool, order: bool) -> None:
    made, true = measured(apart, order)
    for name, one in made.items():
        value, given = true[name.removesuffix("_corrected")].value[0], one.reason == ""
        slack = 1e-7 * (1 + abs(value))
        held = (one.lower[given] <= value + slack) & (one.upper[given] >= value - slack)
        most = WIDER.get(name.removesuffix("_corrected"), 98.0)
        assert given.mean() > 0.97, name
        assert 91.5 < 100 * held.mean() <= most, name


@pytest.mark.parametrize(
    ("sizes", "usual", "other", "place", "favourable"),
    [
        ([7800, 4000, 3000, 2500, 1500, 1000, 1200, 2000], 0.3, 0.55, 7, False),
        ([420, 120, 80, 60, 48, 40, 32, 30], 0.3, 0.55, 7, False),
        ([7800, 4000, 3000, 2500, 1500, 1000, 1200, 2000], 0.3, 0.55, 0, False),
        ([1000, 1500, 2000, 3000, 4000, 6000, 8000, 10000], 0.3, 0.15, 7, True),
    ],
    ids=["thousands", "tens", "the reference", "the largest, groups of the best tied"],
)
def test_one_of_many_groups_that_differs_is_held_too(
    sizes: list[int], usual: float, other: float, place: int, favourable: bool
) -> None:
    p = np.where(np.arange(8) == place, other, usual)
    x = np.random.default_rng(5).binomial(sizes, p, (DRAWS, 8))
    shared = {"reference": 0, "favourable": favourable}
    names = [f"{one}_{kind}" for one in ("idis", "mdm", "mdr", "mdb") for kind in ("unweighted", "weighted")]
    names += ["par", "paf", "bgsd"]
    made = summaries(Groups.of(x, np.broadcast_to(sizes, x.shape), **shared), only=names)
    much = np.array(sizes) * 1e9
    true = summaries(Groups.of(p * much, much, **shared), only=names)
    for name, one in made.items():
        held = (one.lower <= true[name].value[0]) & (one.upper >= true[name].value[0])
        assert 91.5 < 100 * held.mean() <= 99.5, name


EQUAL = [[10, 12, 40], [0, 0, 0], [100, 120, 400], [20, 24, 0]], [[100, 120, 400]] * 3 + [[100, 120, 0]]
NO_EVENTS = ("cov", "mld", "theil", "idis_unweighted", "idis_weighted", "paf")


@pytest.mark.parametrize("favourable", [False, True])
def test_groups_seen_alike_may_differ_and_nothing_is_less_than_nothing(favourable: bool) -> None:
    made = summaries(Groups.of(*EQUAL, reference=0, favourable=favourable))
    for name, one in made.items():
        if one.reason[0] == "no_order":
            continue
        seen = one.reason == ""
        assert seen[[0, 2, 3]].all(), name
        assert seen[1] == (name.removesuffix("_corrected") not in NO_EVENTS), name
        ends = np.sort(np.abs([one.lower[seen], one.upper[seen]]), axis=0)
        assert np.all(ends[0] == 0), name
        assert np.all(ends[1] > 1e-8), name
        if name != "bgv_corrected":
            assert np.all(one.value[seen] == 0), name
        assert not np.any(np.signbit(np.where(one.value == 0, one.value, 1.0))), name
    by_root, by_distance = made["bgsd"], made["mdm_weighted"]
    assert np.all(by_root.upper > by_distance.upper * 0.9)


def test_an_interval_holds_its_figure_and_corrected_ones_share_it() -> None:
    made, _ = measured(True, False)
    for name, one in made.items():
        given = one.reason == ""
        if name != "bgv_corrected":
            assert np.all(one.lower[given] <= one.value[given] + 1e-12), name
            assert np.all(one.value[given] <= one.upper[given] + 1e-12), name
    assert np.all(made["bgv_corrected"].upper <= made["bgv"].upper + 1e-12)


def test_chance_makes_figures_larger_and_the_corrected_ones_are_right_on_average() -> None:
    made, true = measured(True, False)
    for name in (one for one in made if one.endswith("_corrected")):
        crude = name.removesuffix("_corrected")
        value = true[crude].value[0]
        corrected, raw = (np.nanmean(made[one].value) / value for one in (name, crude))
        assert 0.85 < corrected < 1.12, name
        assert raw > corrected, name


def test_more_confidence_is_wider() -> None:
    some = drawn(APART, order=True)[0].take(np.arange(20))
    names = ("bgsd", "mld", "mdm_weighted", "mdr_weighted", "mdb_weighted", "par", "sii", "rii", "rci")
    wide, narrow = (summaries(some, level=level, only=names) for level in (0.99, 0.8))
    for name in names:
        assert np.nanmean(wide[name].upper - wide[name].lower) > np.nanmean(
            narrow[name].upper - narrow[name].lower
        ), name


def test_none_and_all_of_everybody_have_an_upper_end_that_is_small() -> None:
    none = np.zeros((1, 8))
    for x in (none, none + SIZES):
        made = summaries(Groups.of(x, np.broadcast_to(SIZES, x.shape)), only=["bgsd", "mdm_weighted"])
        for one in made.values():
            assert one.lower[0] < 1e-9
            assert 0 < one.upper[0] < 0.05
