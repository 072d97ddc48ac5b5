"""Tables from elsewhere, whatever they hold: rows in any order, protected twice, every row accounted for."""

from contextlib import suppress

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given as draw
from hypothesis import settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from evenhand.disclosure.suppress import CannotProtect
from evenhand.disclosure.tables import Given, Protected, Reading, policy_for, protect_tables
from evenhand.foundations import EvenhandError

POLICIES = ("round", "suppress", "cellkey")
READING = Reading(count="count")
KEY = b"k" * 32

inner = st.tuples(st.integers(2, 4), st.integers(2, 3)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 30), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def table(counts: list[list[int]]) -> Given:
    """A table of areas by sex with all its margins."""
    cells = np.array(counts)
    cells = np.vstack([cells, cells.sum(axis=0)])
    cells = np.hstack([cells, cells.sum(axis=1, keepdims=True)])
    names = [
        [f"{kind}{place}" for place in range(size - 1)] + ["Total"]
        for kind, size in zip("as", cells.shape, strict=True)
    ]
    rows = [
        (names[0][row], names[1][column], str(cells[row, column])) for row, column in np.ndindex(cells.shape)
    ]
    return as_given(rows)


def as_given(rows: list[tuple[str, ...]], names: tuple[str, ...] = ("area", "sex", "count")) -> Given:
    columns = [pa.array(one) for one in zip(*rows, strict=True)]
    return Given(
        name="t.csv",
        cells=pa.Table.from_arrays(columns, names=list(names)),
        lines=np.arange(2, len(rows) + 2),
    )


def rows_of(made: Protected) -> list[tuple[str, ...]]:
    return [tuple(line.split(",")) for line in made.files[0].data.decode().splitlines()[1:]]


def protected(one: Given, policy: str) -> Protected | None:
    """The table protected, or nothing where suppression cannot."""
    try:
        return protect_tables([one], READING, policy_for(policy), key=KEY)
    except CannotProtect:
        return None


@pytest.mark.parametrize("policy", POLICIES)
@settings(max_examples=15, deadline=None)
@draw(counts=inner, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(policy: str, counts: list[list[int]], order: object) -> None:
    one = table(counts)
    rows = list(zip(*(column.to_pylist() for column in one.cells.columns), strict=True))
    order.shuffle(rows)  # type: ignore[attr-defined]
    first, second = protected(one, policy), protected(as_given(rows), policy)
    assert (first is None) == (second is None)
    if first and second:
        assert set(rows_of(first)) == set(rows_of(second))
        assert [row[:2] for row in rows_of(second)] == [row[:2] for row in rows]


@pytest.mark.parametrize("policy", ["round", "suppress"])
@settings(max_examples=15, deadline=None)
@draw(counts=inner)
def test_protecting_twice_changes_nothing(policy: str, counts: list[list[int]]) -> None:
    first = protected(table(counts), policy)
    if first is None:
        return
    again = as_given(rows_of(first), ("area", "sex", "count", "status"))
    assert protect_tables([again], READING, policy_for(policy)).files[0].data == first.files[0].data


@pytest.mark.parametrize("policy", POLICIES)
@settings(max_examples=15, deadline=None)
@draw(counts=inner)
def test_every_row_is_published_or_suppressed(policy: str, counts: list[list[int]]) -> None:
    one = table(counts)
    made = protected(one, policy)
    if made is None:
        return
    file = made.files[0]
    assert file.published + file.suppressed == file.rows == one.cells.num_rows == len(rows_of(made))
    assert sum(row[3] == "published" for row in rows_of(made)) == file.published
    assert all((row[2] == "") == (row[3] == "suppressed") for row in rows_of(made))
    assert all(attacker["passed"] for attacker in made.certificate["attackers"])


@settings(max_examples=10, deadline=None)
@draw(counts=inner)
def test_no_small_count_is_narrowed_says_another_solver(counts: list[list[int]]) -> None:
    made = protected(table(counts), "suppress")
    if made is None:
        return
    rows = rows_of(made)
    place = {row[:2]: number for number, row in enumerate(rows)}
    truth = [int(one) for one in table(counts).cells.column("count").to_pylist()]
    bounds = [(0, None) if row[3] == "suppressed" else (int(row[2]), int(row[2])) for row in rows]
    ties = []
    for side in (0, 1):
        parts = sorted({row[side] for row in rows} - {"Total"})
        for row in rows:
            if row[side] == "Total":
                tie = np.zeros(len(rows))
                tie[place[row[:2]]] = -1
                tie[[place[(part, row[1]) if side == 0 else (row[0], part)] for part in parts]] = 1
                ties.append(tie)
    for number, count in enumerate(truth):
        if 0 < count < 5:
            assert rows[number][3] == "suppressed"
            aim = np.zeros(len(rows))
            aim[number] = 1
            low, high = (
                linprog(way * aim, A_eq=np.array(ties), b_eq=np.zeros(len(ties)), bounds=bounds)
                for way in (1, -1)
            )
            assert high.status == 3 or -high.fun - low.fun >= 5 - 1e-6


@settings(max_examples=40, deadline=None)
@draw(text=st.lists(st.lists(st.text(max_size=4), min_size=3, max_size=3), min_size=1, max_size=5))
def test_any_table_is_protected_or_refused_in_words(text: list[list[str]]) -> None:
    for policy in POLICIES:
        with suppress(EvenhandError):
            made = protect_tables(
                [as_given([tuple(row) for row in text])], READING, policy_for(policy), key=KEY
            )
            assert made.files[0].rows == len(text)
