"""What always holds of findings: true for every count that the protection allows; an error rate that is kept."""

import re
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evenhand.findings import Finding, candidates, control
from evenhand.foundations import CountTable
from evenhand.measures import family_of, load_rules
from evenhand.vocabulary import Polarity, Programme
from tests.unit.measures.counted import found, groups, programme, visits, words

PLAN, RATE = programme(), visits()
few = settings(max_examples=max(10, settings().max_examples // 2))


@given(st.lists(st.floats(0, 1), max_size=30))
def test_holm_is_never_below_the_raw_probability_and_keeps_their_order(raw: list[float]) -> None:
    p = np.array(raw)
    adjusted = control.holm(p)
    assert ((adjusted >= p) & (adjusted <= 1)).all()
    assert (np.diff(adjusted[np.argsort(p, kind="stable")]) >= 0).all()
    assert (adjusted <= np.minimum(1, p * len(p)) + 1e-15).all() or len(p) == 0 or (adjusted.max() <= 1)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_holm_does_not_see_the_order_given(raw: list[float], random) -> None:
    places = list(range(len(raw)))
    random.shuffle(places)
    p = np.array(raw)
    assert control.holm(p[places]) == pytest.approx(control.holm(p)[places])


compared = st.tuples(st.floats(0, 1), st.integers(0, 2), st.integers(0, 3))


@given(st.lists(compared, min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_control_in_layers_is_never_below_the_raw_probability_and_sees_no_order(
    given_rows: list[tuple[float, int, int]], random
) -> None:
    p, characteristic, group = (np.array(one) for one in zip(*given_rows, strict=True))
    more, group = 1 - p, 4 * characteristic + group
    adjusted = control.hierarchical(more, p, characteristic, group)
    raw = np.minimum(1, 2 * np.minimum(more, p))
    assert ((adjusted >= raw - 1e-12) & (adjusted <= 1)).all()
    assert (adjusted <= np.minimum(1, raw * len(p)) + 1e-12).all()
    places = list(range(len(p)))
    random.shuffle(places)
    again = control.hierarchical(more[places], p[places], characteristic[places], group[places])
    assert again == pytest.approx(adjusted[places])


def every_finding(counts: CountTable, plan: Programme) -> list[Finding]:
    findings = found(counts, plan)
    return [*findings.headlines, *findings.further]


def allowed(counts: CountTable, cell_id: str) -> tuple[int, int]:
    (row,) = [row for row in counts.to_rows() if row["cell_id"] == cell_id]
    return row["lower"], row["upper"]


def ranges(sentence: str) -> list[tuple[float, float]]:
    """The ranges said of the two groups: '(35 to 47)' or 'between 0 and 5'."""
    text = re.sub(r"\([^)]*times\)", "", sentence).replace("fewer than 1", "0").replace(",", "")
    found_ranges = re.findall(r"\(([\d.]+) to ([\d.]+)\)|between ([\d.]+) and ([\d.]+)", text)
    return [tuple(float(one) for one in match if one) for match in found_ranges]  # type: ignore[misc]


@few
@given(st.integers(0, 300), st.integers(0, 60), st.sampled_from(list(Polarity)))
def test_a_sentence_of_shares_is_true_for_every_count_allowed(
    base: int, own: int, polarity: Polarity
) -> None:
    plan = programme(polarity=polarity)
    counts = groups(plan, {"A": (300, base), "B": (60, own)}, policy="open-5")
    made = every_finding(counts, plan)
    assume(made)
    (one,) = made
    sides = []
    for cell in one.cell_ids:
        x, n = allowed(counts, cell), allowed(counts, cell.replace("state=reached", "state=at_risk"))
        sides.append([(a, b) for a in range(x[0], x[1] + 1) for b in range(n[0], n[1] + 1) if a <= b])
    for (x1, n1), (x2, n2) in product(*sides):
        gap = x1 / n1 - x2 / n2
        assert gap * one.estimate > 0
        assert one.lower <= gap <= one.upper
        assert one.people[0] <= abs(gap) * n1 <= one.people[1]
    for side, (low, high) in zip(sides, ranges(one.sentence), strict=True):
        assert all(low - 0.5 <= 100 * x / n <= high + 0.5 for x, n in side)


@few
@given(st.integers(0, 200), st.integers(0, 200))
def test_a_sentence_of_rates_is_true_for_every_count_allowed(base: int, own: int) -> None:
    counts = groups(RATE, {"A": (20_000, base), "B": (5000, own)}, policy="open-5")
    made = every_finding(counts, RATE)
    assume(made)
    (one,) = made
    first, second = (range(low, high + 1) for low, high in (allowed(counts, cell) for cell in one.cell_ids))
    said_more = "more often" in one.sentence or "as often as people" in one.lead
    for x1, x2 in product(first, second):
        gap = x1 / 5 - x2 / 20
        assert gap * one.estimate > 0
        assert said_more == (gap > 0)
        assert one.people[0] <= abs(gap) * 5 <= one.people[1]
        if one.ratio_lower is not None and one.ratio_upper is not None:
            assert one.ratio_lower <= (x1 / 5) / (x2 / 20) <= one.ratio_upper
    own_range, base_range = ranges(one.sentence)
    assert all(own_range[0] - 0.5 <= x / 5 <= own_range[1] + 0.5 for x in first)
    assert all(base_range[0] - 0.5 <= x / 20 <= base_range[1] + 0.5 for x in second)


@few
@given(st.integers(0, 300), st.integers(0, 60))
def test_what_protected_counts_say_exact_counts_say_too(base: int, own: int) -> None:
    counts = {"A": (300, base), "B": (60, own)}
    said = every_finding(groups(PLAN, counts, policy="open-5"), PLAN)
    assume(said)
    exact = every_finding(groups(PLAN, counts), PLAN)
    assert [(one.group, one.standing) for one in exact] == [(one.group, one.standing) for one in said]


@pytest.mark.slow
def test_where_no_group_differs_few_reports_say_that_one_does() -> None:
    """300 made-up reports of five groups with one true share: at most the stated error rate, and chance above it."""
    random = np.random.default_rng(20061)
    alarms, known = 0, words()
    for _ in range(300):
        sizes = {"A": 900, "B": 300, "C": 120, "D": 60, "E": 25}
        counts = {group: (n, int(random.binomial(n, 0.3))) for group, n in sizes.items()}
        family = family_of(groups(PLAN, counts), programme=PLAN, vocabulary=known, rules=load_rules())
        alarms += bool(candidates.test_all(family).held)
    assert alarms <= 300 * 0.05 + 2 * (300 * 0.05 * 0.95) ** 0.5
