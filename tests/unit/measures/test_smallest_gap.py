"""The smallest gap that would have been seen: never nonsense, never where a comparison is not trusted."""

import numpy as np
import pytest

from evenhand.measures.exact_test import chance_of_more, chance_of_more_events
from evenhand.vocabulary import Polarity
from tests.unit.measures.counted import groups, measured, one_row, programme, visits

PLAN = programme()


def gap(counts: dict, plan=PLAN, group: str = "B", **more) -> tuple[float | None, str]:
    row = one_row(measured(groups(plan, counts, **more), plan), "smallest_gap", group)
    assert row["lower"] is None
    assert row["upper"] is None
    return row["estimate"], row["state"]


def power(share: float, size: float, own: int, base: int) -> float:
    """How often the exact test sees a gap of that size towards fewer, at the level of one comparison."""
    random = np.random.default_rng(1)
    x1 = random.binomial(own, share - size, 4000).astype(float)
    x2 = random.binomial(base, share, 4000).astype(float)
    n1, n2 = np.full(4000, float(own)), np.full(4000, float(base))
    return float((chance_of_more(x2, n2, x1, n1) <= 0.025).mean())


@pytest.mark.parametrize(
    ("share", "own", "base"), [(0.6, 400, 2000), (0.3, 60, 1000), (0.9, 40, 1000), (0.5, 300, 300)]
)
def test_a_gap_of_that_size_is_seen_eight_times_in_ten(share: float, own: int, base: int) -> None:
    size, state = gap({"A": (base, round(base * share)), "B": (own, round(own * share))})
    assert state == "no_interval"
    assert 0.77 <= power(share, size, own, base) <= 0.88


@pytest.mark.parametrize("sign", [1, -1])
def test_a_rate_of_that_size_is_seen_eight_times_in_ten_at_least(sign: int) -> None:
    polarity = Polarity.ADVERSE if sign > 0 else Polarity.FAVOURABLE
    size, _ = gap({"A": (50_000, 500), "B": (5000, 50)}, visits(polarity=polarity))
    random = np.random.default_rng(2)
    own, base = random.poisson(50 + sign * 5 * size, 4000), random.poisson(500, 4000)
    sides = [(own, 5000.0), (base, 50_000.0)][::sign]
    (x1, n1), (x2, n2) = ((x.astype(float), np.full(4000, n)) for x, n in sides)
    assert 0.77 <= (chance_of_more_events(x1, n1, x2, n2) <= 0.025).mean() <= 0.88


def test_more_people_make_it_smaller() -> None:
    sizes = [gap({"A": (2000, 1200), "B": (people, people // 2)})[0] for people in (50, 100, 200, 800)]
    assert sizes == sorted(sizes, reverse=True)


def test_what_the_group_itself_did_changes_nothing() -> None:
    assert gap({"A": (2000, 1200), "B": (400, 10)}) == gap({"A": (2000, 1200), "B": (400, 390)})


def test_more_comparisons_make_it_wider() -> None:
    alone, _ = gap({"A": (2000, 1200), "B": (400, 240)})
    among, _ = gap({"A": (2000, 1200), "B": (400, 240), "C": (400, 240), "D": (400, 240)})
    assert among > alone


def test_rounding_makes_it_wider() -> None:
    counts = {"A": (2000, 1200), "B": (400, 240)}
    assert gap(counts, policy="open-5")[0] > gap(counts)[0]


def test_rounded_events_among_residents_make_it_wider_although_residents_are_exact() -> None:
    counts = {"A": (10000, 60), "B": (10000, 60)}
    exact, rounded = gap(counts, visits())[0], gap(counts, visits(), policy="open-5")[0]
    assert rounded > exact + 2 * 1000 * 2 / 10000 * 0.99


@pytest.mark.parametrize("policy", [None, "open-5"])
def test_of_too_few_people_none_is_given(policy: str | None) -> None:
    size, state = gap({"A": (2000, 1800), "B": (3, 2)}, policy=policy)
    assert size is None
    assert state in ("too_few", "withheld")


def test_of_nobody_none_is_given() -> None:
    assert gap({"A": (2000, 1800), "B": (0, 0)}) == (None, "no_one")
    assert gap({"A": (0, 0), "B": (2000, 1800)}) == (None, "no_one")


def test_a_withheld_reference_gives_none() -> None:
    assert gap({"A": (10, 10), "B": (300, 150)}, policy="open-5") == (None, "withheld")


def test_where_nobody_of_the_reference_got_there_it_is_towards_more_and_not_nought() -> None:
    size, state = gap({"A": (300, 0), "B": (300, 0)})
    assert state == "no_interval"
    assert 0 < size < 0.1


def test_where_everybody_of_the_reference_met_harm_it_is_towards_fewer() -> None:
    plan = programme(polarity=Polarity.ADVERSE)
    size, state = gap({"A": (300, 300), "B": (300, 300)}, plan)
    assert state == "no_interval"
    assert 0 < size < 0.1


def test_where_no_gap_however_wide_would_be_seen_none_is_given() -> None:
    assert gap({"A": (12, 6), "B": (12, 6), "C": (12, 6), "D": (12, 6)}) == (None, "too_few")


def test_it_never_leaves_the_room_there_is() -> None:
    for share in (0.02, 0.1, 0.5, 0.9, 0.98):
        size, _ = gap({"A": (1000, round(1000 * share)), "B": (300, 30)})
        assert 0 < size <= max(share, 1 - share)
