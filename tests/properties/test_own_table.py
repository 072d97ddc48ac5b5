"""What holds of any table of one's own: every row can be read, and no interval misses its figure."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.measures.own_table import Row, measure_areas, measure_groups, measure_people, measure_series

FEW = settings(max_examples=15, deadline=None)
COUNTS = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
TABLES = st.lists(COUNTS, min_size=1, max_size=6).filter(lambda rows: any(n for _, n in rows))
SLACK = 1e-9


def check(rows: list[Row]) -> None:
    for row in rows:
        told = json.loads(json.dumps(row.to_dict(), allow_nan=False))
        assert (told["lower"] is None) == (told["upper"] is None)
        assert (told["state"] == "ok") == (told["lower"] is not None), told
        assert (told["state"] == "not_estimable") == (told["estimate"] is None), told
        assert (told["reason"] is None) == (told["state"] == "ok")


def holds_its_figure(row: Row) -> bool:
    if row.estimate is None or row.lower is None or row.upper is None:
        return True
    return row.lower - SLACK <= row.estimate <= row.upper + SLACK


@FEW
@given(TABLES, st.sampled_from([None, "up", "down"]), st.sampled_from([0.8, 0.95, 0.99]))
def test_of_groups(table: list[tuple[int, int]], favourable: str | None, level: float) -> None:
    x, n = zip(*table, strict=True)
    names = [f"group {place}" for place in range(len(table))]
    rows = measure_groups(names, x, n, order=range(len(x)), favourable=favourable, level=level)
    check(rows)
    assert all(holds_its_figure(row) for row in rows if row.measure in ("proportion", "difference", "ratio"))
    assert {row.group for row in rows if row.measure == "proportion"} == set(names)


@FEW
@given(TABLES)
def test_of_areas(table: list[tuple[int, int]]) -> None:
    x, n = zip(*table, strict=True)
    check(measure_areas([f"area {place}" for place in range(len(table))], x, n))
    check(measure_areas([f"area {place}" for place in range(len(table))], x, expected=[one / 2 for one in n]))


@FEW
@given(TABLES)
def test_of_series(table: list[tuple[int, int]]) -> None:
    x, n = zip(*table, strict=True)
    check(measure_series([f"2024-{month + 1:02d}" for month in range(len(table))], x, n))


@FEW
@given(
    st.lists(
        st.tuples(st.integers(0, 90), st.sampled_from(["", "done", "left"]), st.sampled_from("AB")),
        min_size=1,
        max_size=40,
    )
)
def test_of_people(table: list[tuple[int, str, str]]) -> None:
    rows = measure_people(*zip(*table, strict=True))
    check(rows)
    assert all(holds_its_figure(row) for row in rows)
