"""Whatever a publisher did to a count, the range that is read from it holds the count."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.records.intervals import bounds, whole

COUNTS = st.integers(min_value=0, max_value=10**9)


@pytest.fixture(scope="module")
def db() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def read(
    db: duckdb.DuckDBPyConnection, text: str, rounded_to: int | None, hidden: tuple[int, int] | None
) -> tuple:
    lower, upper = bounds("t", "n", str(rounded_to or "NULL"), hidden)
    row = db.execute(
        f"SELECT {lower}, {upper} FROM (SELECT t, {whole('t')} AS n FROM (SELECT ? AS t))", [text]
    )
    return row.fetchone() or (None, None)


@given(true=COUNTS, step=st.sampled_from([2, 3, 5, 10, 20, 100]), up=st.booleans())
def test_rounded(db: duckdb.DuckDBPyConnection, true: int, step: int, up: bool) -> None:
    half = true % step * 2 == step
    printed = (true // step + (up if half else true % step * 2 > step)) * step
    lower, upper = read(db, f"{printed:,}", step, None)
    assert 0 <= lower <= true <= upper <= lower + 2 * (step // 2)


@given(
    true=st.integers(0, 30),
    limit=st.integers(1, 30),
    style=st.sampled_from(["<{}", "< {}", "≤{}", "fewer than {}"]),
)
def test_hidden_below_a_number(db: duckdb.DuckDBPyConnection, true: int, limit: int, style: str) -> None:
    if true < limit or (style.startswith("≤") and true == limit):
        lower, upper = read(db, style.format(limit), None, None)
        assert lower <= true <= upper


@given(true=COUNTS)
def test_exact(db: duckdb.DuckDBPyConnection, true: int) -> None:
    assert read(db, f"{true:,}", None, None) == (true, true)


@given(least=st.integers(0, 4), most=st.integers(4, 9), sign=st.sampled_from(["*", "c", "[c]", "suppressed"]))
def test_hidden_by_a_sign(db: duckdb.DuckDBPyConnection, least: int, most: int, sign: str) -> None:
    assert read(db, sign, None, (least, most)) == (least, most)
    assert read(db, sign, None, None) == (None, None)
