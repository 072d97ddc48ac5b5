"""Figures against plain loops, and every reason for which one is missing."""

from math import log, sqrt

import numpy as np
import pytest

from evenhand.measures.inequality import SUMMARIES, Groups, UnfitGroups, summaries

X, N = [6, 20, 33, 90], [40, 60, 75, 200]
PEOPLE = [3.0, 1.0, 2.0, 4.0]


def plain(x: list[float], n: list[float], people: list[float], *, favourable: bool) -> dict[str, float]:
    """The measures written out one group at a time; the last group is the reference."""
    shares = [one / all_ for one, all_ in zip(x, n, strict=True)]
    w = [one / sum(people) for one in people]
    mean = sum(a * b for a, b in zip(w, shares, strict=True))
    best = max(shares) if favourable else min(shares)
    both = list(zip(w, shares, n, strict=True))
    variance = sum(a * (p - mean) ** 2 for a, p, _ in both)
    found = {
        "bgv": variance,
        "bgv_corrected": variance - sum(a * (1 - a) * p * (1 - p) / (m - 1) for a, p, m in both),
        "bgsd": sqrt(variance),
        "cov": 100 * sqrt(variance) / mean,
        "mld": 1000 * sum(-a * log(p / mean) for a, p, _ in both),
        "theil": 1000 * sum(a * p / mean * log(p / mean) for a, p, _ in both),
        "par": best - mean,
        "paf": 100 * (best - mean) / mean,
    }
    for name, base, by in (
        ("idis", mean, 100 / mean),
        ("mdm", mean, 1),
        ("mdr", shares[-1], 1),
        ("mdb", best, 1),
    ):
        found[f"{name}_unweighted"] = by * sum(abs(p - base) for p in shares) / len(shares)
        found[f"{name}_weighted"] = by * sum(a * abs(p - base) for a, p, _ in both)
    below, ranks = 0.0, []
    for a in w:
        ranks.append(below + a / 2)
        below += a
    covariance = sum(a * (r - 0.5) * p for (a, p, _), r in zip(both, ranks, strict=True))
    slope = covariance / sum(a * (r - 0.5) ** 2 for a, r in zip(w, ranks, strict=True))
    found |= {"sii": slope, "rii": (mean + slope / 2) / (mean - slope / 2)}
    found |= {"aci": 2 * covariance, "rci": 2 * covariance / mean, "rci_erreygers": 8 * covariance}
    return found | {"rci_wagstaff": 2 * covariance / mean / (1 - mean)}


@pytest.mark.parametrize("favourable", [True, False])
@pytest.mark.parametrize("people", [None, PEOPLE])
def test_figures_are_those_of_plain_loops(people: list[float] | None, favourable: bool) -> None:
    shared = {"population": people, "reference": 3, "favourable": favourable}
    unordered = summaries(Groups.of(X, N, **shared))
    ordered = summaries(Groups.of(X, N, order=[1, 2, 3, 4], **shared))
    for name, value in plain(X, N, people or N, favourable=favourable).items():
        made = ordered if name.startswith(("sii", "rii", "aci", "rci")) else unordered
        assert made[name].value[0] == pytest.approx(value, rel=1e-9), name


def test_a_place_without_people_adds_nothing() -> None:
    padded = Groups.of([[6, 0, 20, 33, 90]], [[40, 0, 60, 75, 200]], order=[1, 9, 2, 3, 4], favourable=True)
    bare = Groups.of(X, N, order=[1, 2, 3, 4], favourable=True)
    one, other = summaries(padded), summaries(bare)
    for name in SUMMARIES:
        for part in ("value", "lower", "upper"):
            assert getattr(one[name], part) == pytest.approx(getattr(other[name], part), nan_ok=True), name


def test_with_an_order_the_last_group_stands_for_the_best_and_a_wrong_sign_is_nothing() -> None:
    shares = [60, 55, 30], [100, 100, 100]
    made = summaries(Groups.of(*shares, order=[1, 2, 3], favourable=True), only=["par", "paf"])
    assert made["par"].value[0] == made["paf"].value[0] == made["par"].lower[0] == 0
    adverse = summaries(Groups.of(*shares, order=[1, 2, 3], favourable=False), only=["par", "paf"])
    assert adverse["par"].value[0] == pytest.approx(0.3 - 145 / 300)
    assert adverse["paf"].lower[0] < adverse["paf"].value[0] < adverse["paf"].upper[0] < 0
    nobody = summaries(Groups.of([0, 0], [90, 90], order=[1, 2], favourable=True), only=["par", "paf"])
    assert nobody["par"].value[0] == 0
    assert nobody["paf"].reason[0] == "no_events"


def test_groups_of_one_order_share_a_rank() -> None:
    apart = Groups.of([10, 30, 60], [100, 100, 100], order=[1, 2, 2])
    together = Groups.of([10, 90], [100, 200], order=[1, 2])
    for name in ("sii", "aci"):
        found = [summaries(one, only=[name])[name].value[0] for one in (apart, together)]
        assert found[0] == pytest.approx(found[1])


@pytest.mark.parametrize(
    ("name", "groups", "reason"),
    [
        ("bgv", Groups.of([0], [0]), "nobody"),
        ("bgv", Groups.of([3, 0], [40, 0]), "one_group"),
        ("bgv", Groups.of([3, 9], [29, 90]), "too_few_people"),
        ("cov", Groups.of([0, 0], [90, 90]), "no_events"),
        ("mld", Groups.of([0, 40], [90, 90]), "zero_share"),
        ("mld", Groups.of([2, 4], [90, 90]), "too_few_expected"),
        ("mdb_weighted", Groups.of(X, N), "no_polarity"),
        ("paf", Groups.of(X, N), "no_polarity"),
        ("mdr_weighted", Groups.of(X, N), "no_reference"),
        ("mdr_weighted", Groups.of(X, N, reference=-1), "no_reference"),
        ("sii", Groups.of(X, N), "no_order"),
        ("sii_logit", Groups.of([0, 0], [90, 90], order=[1, 2]), "no_fit"),
        ("rii", Groups.of([0, 1, 40], [90, 90, 90], order=[1, 2, 3]), "no_limits"),
        ("rci_wagstaff", Groups.of([90, 90], [90, 90], order=[1, 2]), "no_events"),
    ],
)
def test_what_is_missing_says_why(name: str, groups: Groups, reason: str) -> None:
    made = summaries(groups, only=[name])[name]
    assert made.reason[0] == reason
    assert np.isnan(made.lower[0])
    assert np.isnan(made.upper[0])
    given = reason in ("too_few_people", "too_few_expected", "no_limits")
    assert np.isnan(made.value[0]) != given


def test_rates_may_exceed_people_and_have_the_variance_of_counts() -> None:
    counts = [60, 130, 250], [40, 60, 80]
    rates = summaries(Groups.of(*counts, is_rate=True, order=[1, 2, 3], reference=0, favourable=False))
    assert rates["par"].value[0] <= 0
    for_shares = ("sii_logit", "rii_logit", "rci_wagstaff")
    assert {name for name, one in rates.items() if one.reason[0]} == set(for_shares)
    thin = [6, 13, 25], [400, 600, 800]
    few = summaries(Groups.of(*thin, is_rate=True), only=["bgsd"])["bgsd"]
    shares = summaries(Groups.of(*thin), only=["bgsd"])["bgsd"]
    assert few.upper[0] == pytest.approx(shares.upper[0], rel=0.1)


def test_many_tables_are_measured_as_each_alone() -> None:
    drawn = np.random.default_rng(7)
    n = drawn.integers(30, 90, (2100, 3)).astype(float)
    x = drawn.binomial(n.astype(int), 0.3).astype(float)
    whole = summaries(Groups.of(x, n), only=["bgsd"])["bgsd"]
    alone = summaries(Groups.of(x[2099], n[2099]), only=["bgsd"])["bgsd"]
    assert whole.upper[2099] == pytest.approx(alone.upper[0])
    assert len(summaries(Groups.of(np.zeros((0, 3)), np.zeros((0, 3))))["bgv"]) == 0


@pytest.mark.parametrize(
    ("counts", "more"),
    [
        (([1, 2], [3, 4, 5]), {}),
        (([5, 2], [3, 4]), {}),
        (([-1, 2], [3, 4]), {}),
        (([np.nan, 2], [3, 4]), {}),
        (([1, 2], [3, 4]), {"order": [1, 2, 3]}),
        (([1, 2], [3, 4]), {"population": [0, 3]}),
        (([1, 2], [3, 4]), {"reference": 2}),
    ],
)
def test_counts_that_do_not_fit_are_refused(counts: tuple[list[float], list[float]], more: dict) -> None:
    with pytest.raises(UnfitGroups) as error:
        Groups.of(*counts, **more)
    assert error.value.mend


def test_a_name_that_is_no_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="gini"):
        summaries(Groups.of(X, N), only=["gini"])
