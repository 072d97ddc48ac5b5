"""An extract is written of rows that have passed, and of nothing else."""

from pathlib import Path

import pyarrow as pa
import pytest

from evenhand.disclosure.rows import SharedRows, check_rows, load_row_policy, share_rows, write_shared_rows
from evenhand.foundations import NotProtected

POLICY = load_row_policy()
GOOD = pa.table({"sex": ["m", "f"] * 6, "drug_group": ["opiate", "opiate", "=alcohol", "alcohol"] * 3})


def test_rows_that_pass_are_written_in_an_order_that_tells_nothing(tmp_path: Path) -> None:
    shared = share_rows(GOOD, policy=POLICY)
    other = share_rows(GOOD.take(pa.array(range(11, -1, -1))), policy=POLICY)
    path = write_shared_rows(shared, tmp_path / "rows.csv")
    lines = path.read_text("utf-8").splitlines()
    assert lines[:3] == ["sex,drug_group", '"f","alcohol"', '"f","alcohol"']
    assert '"m","\'=alcohol"' in lines
    assert len(lines) == 13
    assert shared.rows.equals(other.rows)


def test_rows_that_fail_are_refused_with_what_would_mend_it() -> None:
    with pytest.raises(NotProtected, match="may not be shared under the policy rows-5") as refused:
        share_rows(GOOD.slice(0, 6), policy=POLICY)
    assert "It would do to have" in refused.value.mend


def test_shared_rows_cannot_be_made_without_the_check() -> None:
    check = check_rows(GOOD, policy=POLICY)
    shared = share_rows(GOOD, policy=POLICY)
    with pytest.raises(NotProtected, match="by the check alone"):
        SharedRows(rows=GOOD, check=check)
    with pytest.raises(NotProtected, match="by the check alone"):
        SharedRows(rows=GOOD, check=check, _seal=shared._seal)
