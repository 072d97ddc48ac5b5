"""Whatever a ledger admits, an attacker who computes by other means recovers nothing of it."""

from itertools import combinations, product

import numpy as np
from hypothesis import event, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from evenhand.disclosure import load_policy
from evenhand.disclosure.ledger import Ledger, LedgerEntry, WouldDisclose, audit_release
from evenhand.disclosure.linked import Published, Sum

OPEN, SUPPRESS = load_policy("open-5"), load_policy("suppress-5")
AREAS, SEXES = ("A", "B", "Total"), ("F", "M", "Total")
CODES = {
    "area": np.array([area for area, _ in product(AREAS, SEXES)]),
    "sex": np.array([sex for _, sex in product(AREAS, SEXES)]),
}
SUMS = (
    Sum(dimension="area", whole="Total", parts=("A", "B")),
    Sum(dimension="sex", whole="Total", parts=("F", "M")),
)
MAKES = np.array(
    [
        [area in (one, "Total") and sex in (two, "Total") for one, two in product("AB", "FM")]
        for area, sex in product(AREAS, SEXES)
    ],
    dtype=float,
)
"""Which of the four inner counts make each cell."""
Shown = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]


def rounded(counts: NDArray[np.float64]) -> Shown:
    middle = 5 * np.floor((counts + 2) / 5)
    small = counts < 5
    least, most = np.where(small, 0, np.maximum(middle - 2, 5)), np.where(small, 4, middle + 2)
    width = np.where(small, float(OPEN.width), float(OPEN.width_rounded))
    return least, most, np.ones(len(counts), bool), width


def with_small_hidden(counts: NDArray[np.float64], also: NDArray[np.bool_]) -> Shown:
    hidden = ((counts < 5) | also) & (counts > 0)
    return (
        np.where(hidden, 1.0, counts),
        np.where(hidden, np.inf, counts),
        hidden,
        np.where(hidden, 5.0, 0.0),
    )


@st.composite
def sequences(draw: st.DrawFn) -> tuple[bool, list[Published], list[NDArray[np.float64]]]:
    """Draw releases of a growing population: all rounded, or all with counts hidden; and the true counts."""
    by_rounding = draw(st.booleans())
    inner = np.array(draw(st.lists(st.integers(0, 40), min_size=4, max_size=4)), dtype=float)
    releases, truth = [], []
    for number in range(draw(st.integers(1, 3))):
        if number:
            step = st.one_of(st.just(0), st.integers(5, 30), st.integers(0, 4))
            inner = inner + np.array(draw(st.lists(step, min_size=4, max_size=4)))
        counts = MAKES @ inner
        also = np.array(draw(st.lists(st.booleans(), min_size=9, max_size=9)))
        least, most, hidden, width = rounded(counts) if by_rounding else with_small_hidden(counts, also)
        releases.append(
            Published(
                name=f"release {number}",
                as_at=f"2024-0{number + 1}-01",
                codes=CODES,
                least=least,
                most=most,
                hidden=hidden,
                width=width,
                sums=SUMS,
            )
        )
        truth.append(counts)
    return by_rounding, releases, truth


def derived(releases: list[Published], wanted: NDArray[np.float64], *, grows: bool) -> tuple[int, int]:
    """What an attacker derives of a sum of the inner counts of all moments: the least and the most it can be."""
    size = 4 * len(releases)
    rows, bounds = [], []
    for number, one in enumerate(releases):
        place = np.zeros((9, size))
        place[:, 4 * number : 4 * number + 4] = MAKES
        finite = np.isfinite(one.most)
        rows += [place[finite], -place]
        bounds += [one.most[finite], -one.least]
    if grows:
        for number in range(len(releases) - 1):
            step = np.zeros((4, size))
            step[:, 4 * number : 4 * number + 4] = np.eye(4)
            step[:, 4 * number + 4 : 4 * number + 8] = -np.eye(4)
            rows.append(step)
            bounds.append(np.zeros(4))
    found = []
    for sign in (1, -1):
        answer = linprog(
            sign * wanted, A_ub=np.concatenate(rows), b_ub=np.concatenate(bounds), bounds=(0, 500)
        )
        assert answer.status == 0
        found.append(sign * answer.fun)
    return int(np.ceil(found[0] - 1e-6)), int(np.floor(found[1] + 1e-6))


def cell_at(number: int, cell: int, moments: int) -> NDArray[np.float64]:
    wanted = np.zeros(4 * moments)
    wanted[4 * number : 4 * number + 4] = MAKES[cell]
    return wanted


@given(sequences())
@settings(max_examples=12, deadline=None)
def test_of_what_a_ledger_admits_no_count_and_no_small_change_is_recovered(
    drawn: tuple[bool, list[Published], list[NDArray[np.float64]]],
) -> None:
    by_rounding, releases, truth = drawn
    policy = OPEN if by_rounding else SUPPRESS
    ledger, admitted, counts = Ledger(), [], []
    for one, true in zip(releases, truth, strict=True):
        try:
            ledger = ledger.admit(LedgerEntry.of_release(one, run_id=one.name, policy=policy))
        except WouldDisclose:
            event("refused")
            continue
        admitted.append(one)
        counts.append(true)
    event(f"{len(admitted)} admitted by {policy.kind}")
    moments = len(admitted)
    for grows in (False, True):
        for number, one in enumerate(admitted):
            for cell in np.flatnonzero(one.hidden).tolist():
                least, most = derived(admitted, cell_at(number, cell, moments), grows=grows)
                assert least <= counts[number][cell] <= most
                assert most - least >= one.width[cell]
        for since, to in combinations(range(moments), 2):
            for cell in range(9):
                change = cell_at(to, cell, moments) - cell_at(since, cell, moments)
                least, most = derived(admitted, change, grows=grows)
                assert least != most or not 1 <= abs(least) <= 4


@given(
    st.lists(st.integers(1, 9), min_size=6, max_size=6),
    st.sets(st.integers(0, 2)),
    st.sets(st.integers(0, 2)),
)
@settings(max_examples=15, deadline=None)
def test_nor_by_one_who_writes_down_all_tables_that_fit(
    drawn: list[int], first: set[int], second: set[int]
) -> None:
    """Three areas and their total at two dates, all whole numbers tried."""
    before, after = np.array(drawn[:3]), np.array(drawn[:3]) + np.array(drawn[3:])
    sums = (Sum(dimension="area", whole="Total", parts=("A", "B", "C")),)
    ledger, lists = Ledger(), []
    for number, (counts, also) in enumerate(((before, first), (after, second))):
        hidden = (counts < 5) | np.isin(np.arange(3), list(also))
        one = Published(
            name=f"release {number}",
            as_at=f"2024-0{number + 1}-01",
            codes={"area": np.array(["A", "B", "C", "Total"])},
            least=np.append(np.where(hidden, 1.0, counts), counts.sum()),
            most=np.append(np.where(hidden, np.inf, counts), counts.sum()),
            hidden=np.append(hidden, False),
            width=np.append(np.where(hidden, 5.0, 0.0), 0.0),
            sums=sums,
        )
        try:
            ledger = ledger.admit(LedgerEntry.of_release(one, run_id=one.name, policy=SUPPRESS))
        except WouldDisclose:
            return
        ways = [
            range(1, int(counts.sum())) if hides else [count]
            for hides, count in zip(hidden, counts, strict=True)
        ]
        lists.append(np.array([way for way in product(*ways) if sum(way) == counts.sum()]))
        assert all(len({*lists[-1][:, cell]}) > 5 for cell in np.flatnonzero(hidden))
    event("both admitted")
    changes = lists[1][None, :, :] - lists[0][:, None, :]
    fits = (changes >= 0).all(axis=2)
    for cell in range(3):
        for possible in (changes[:, :, cell].ravel(), changes[:, :, cell][fits]):
            assert len({*possible.tolist()}) > 1 or not 1 <= abs(possible[0]) <= 4
        for number, axis in ((0, 1), (1, 0)):
            possible = lists[number][fits.any(axis=axis), cell]
            assert len({*possible.tolist()}) in (1, *range(6, 200))
            assert (len({*possible.tolist()}) == 1) == (len({*lists[number][:, cell].tolist()}) == 1)


@given(st.integers(10, 60), st.integers(1, 4), st.integers(5, 40))
@settings(max_examples=4, deadline=None)
def test_a_sequence_made_to_clash_is_refused_and_the_clashing_release_named(
    count: int, few: int, many: int
) -> None:
    def exact(name: str, as_at: str, women: int) -> Published:
        counts = MAKES @ np.array([women, 30.0, 50.0, 70.0])
        least, most, hidden, width = with_small_hidden(counts, counts < 0)
        return Published(
            name=name, as_at=as_at, codes=CODES, least=least, most=most, hidden=hidden, width=width, sums=SUMS
        )

    ledger = Ledger()
    for one in (exact("first", "2024-01-01", count), exact("second", "2024-02-01", count + many)):
        ledger = ledger.admit(LedgerEntry.of_release(one, run_id=one.name, policy=SUPPRESS))
    third = exact("third", "2024-03-01", count + many + few)
    verdict = audit_release(third, ledger, policy=SUPPRESS)
    assert not verdict.passed
    assert verdict.clashes[0].tables in {("third", "second"), ("third", "first")}
    assert ("third", "second") in {clash.tables for clash in verdict.clashes}
    assert {"area": "A", "sex": "F"} in verdict.clashes[-1].cells
    passes = [mend.words for mend in verdict.mends if mend.passes]
    assert any("Round it" in words for words in passes)
