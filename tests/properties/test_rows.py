"""Whatever the rows: the check in the database agrees with counting them one by one."""

from collections import defaultdict

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.disclosure.rows import check_rows, load_row_policy

POLICY = load_row_policy()
ONE = st.tuples(
    st.sampled_from(["f", "m", None]), st.sampled_from([20, 30]), st.sampled_from(["a", "b", "not_known", None]),
    st.integers(0, 12),
)  # fmt: skip


@settings(max_examples=25)
@given(st.lists(ONE, max_size=40))
def test_classes_are_those_counted_one_by_one(rows: list[tuple[str | None, int, str | None, int]]) -> None:
    table = pa.table(
        {
            "sex": pa.array([one[0] for one in rows], pa.string()),
            "age": pa.array([one[1] for one in rows], pa.int64()),
            "drug_group": pa.array([one[2] for one in rows], pa.string()),
        }
    )
    check = check_rows(
        table, policy=POLICY, people=pa.array([one[3] for one in rows], pa.int64()), mends=False
    )
    classes = defaultdict(list)
    for one in rows:
        classes[one[0], one[1]].append(one)
    few = [mine for mine in classes.values() if len({one[3] for one in mine}) < 5]
    same = [mine for mine in classes.values() if len({one[2] for one in mine} - {"not_known", None}) == 1]
    assert check.alike.classes == len(classes)
    assert (check.alike.failing_classes, check.alike.failing_rows) == (len(few), sum(map(len, few)))
    (found,) = check.diversity
    assert (found.failing_classes, found.failing_rows) == (len(same), sum(map(len, same)))
    assert check.passed == (not few and not same)
