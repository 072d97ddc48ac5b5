"""Counts known between two bounds: sums hold every true sum, and protection never narrows what came in."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from evenhand.cube import build_count_table, count_aggregates
from evenhand.disclosure import load_policy, policy_names
from evenhand.disclosure.rounding import round_counts
from evenhand.foundations import EVERYONE
from evenhand.records import RECORD_SCHEMAS
from evenhand.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
BY_ROUNDING = [name for name in policy_names() if load_policy(name).kind == "rounding"]
PROGRAMME = VOCABULARY.programme("arrest-to-treatment")
GROUPS = ("WHITE_BRITISH", "WHITE_IRISH", "ASIAN_INDIAN", "not_stated")


@st.composite
def published(draw: st.DrawFn) -> tuple[int, int | None, int, int]:
    """Draw a true count with what its publisher told of it: figure (None: hidden), least, most."""
    true = draw(st.integers(0, 120))
    how = draw(st.sampled_from(["exact", "nearest 5", "under 5 hidden"]))
    if how == "exact":
        return true, true, true, true
    if how == "under 5 hidden" and true < 5:
        return true, None, 0, 4
    middle = 5 * ((true + 2) // 5)
    return true, middle, max(middle - 2, 0), middle + 2


@given(st.lists(published(), min_size=len(GROUPS), max_size=len(GROUPS)))
def test_parts_sum_to_a_whole_that_holds_the_true_sum(
    given_counts: list[tuple[int, int | None, int, int]],
) -> None:
    rows = [
        {
            "area": "A", "period": "2024-01-01/2024-12-31", "characteristic": "ethnicity",
            "code_list": "ethnicity-18+1", "edition": "2011", "group": group,
            "stage": "arrest-to-treatment/tested", "state": "reached",
            "count": count, "lower": lower, "upper": upper,
        }
        for group, (_, count, lower, upper) in zip(GROUPS, given_counts, strict=True)
    ]  # fmt: skip
    part = count_aggregates(
        counts=pa.Table.from_pylist(rows, schema=RECORD_SCHEMAS["count"]), programme=PROGRAMME
    )
    table = build_count_table([part], programme=PROGRAMME, code_lists=VOCABULARY.code_lists).to_rows()
    true = {group: one[0] for group, one in zip(GROUPS, given_counts, strict=True)}
    sums = {EVERYONE: sum(true.values()), "WHITE": true["WHITE_BRITISH"] + true["WHITE_IRISH"]} | true
    for row in table:
        assert row["lower"] <= sums.get(row["group"], row["lower"]) <= row["upper"]
        assert row["value"] is None or row["lower"] <= row["value"] <= row["upper"]
        assert (row["status"] == "exact") == (row["lower"] == row["upper"])
    fine = [row for row in table if row["characteristic"] == "ethnicity"]
    (whole,) = (row for row in table if row["characteristic"] == EVERYONE)
    assert (whole["lower"], whole["upper"]) == tuple(
        sum(r[name] for r in fine) for name in ("lower", "upper")
    )


@given(st.lists(published(), min_size=1, max_size=8), st.sampled_from(BY_ROUNDING), st.booleans())
def test_what_is_shown_holds_all_that_came_in(
    counts: list[tuple[int, int | None, int, int]], policy: str, exempt: bool
) -> None:
    point = np.array([np.nan if one[1] is None else one[1] for one in counts], dtype=np.float64)
    lower, upper = (np.array([one[place] for one in counts]) for place in (2, 3))
    rules = load_policy(policy)
    shown = round_counts(point, lower, upper, np.full(len(counts), exempt), rules)
    assert np.all(shown.lower <= lower)
    assert np.all(upper <= shown.upper)
    for value, low, high, hidden in zip(shown.value, shown.lower, shown.upper, shown.hidden, strict=True):
        assert hidden or low <= value <= high
        assert hidden or exempt or value >= rules.threshold
    again = round_counts(
        np.where(shown.hidden, np.nan, shown.value.astype(float)), shown.lower, shown.upper,
        np.full(len(counts), exempt), rules,
    )  # fmt: skip
    assert np.array_equal(again.lower, shown.lower)
    assert np.array_equal(again.upper, shown.upper)
