"""Classes of rows against pycanon 1.3.6 (Apache 2.0): the same fewest alike, evenness and distance from the whole.

Origin of the numbers: pycanon.anonymity's k_anonymity, entropy_l_diversity (rounded down there) and t_closeness, run once
on the table below. None of its values is not known.
"""

import numpy as np
import pyarrow as pa
import pytest

from evenhand.disclosure.rows import check_rows, load_row_policy

ROW = np.arange(400)
TABLE = pa.table(
    {
        "sex": np.where(ROW % 3 == 0, "f", "m"),
        "area": [f"a{one}" for one in ROW * ROW % 7],
        "age": (ROW // 5 % 4) * 10 + 20,
        "drug_group": [f"d{one}" for one in (ROW * ROW * 3 + ROW // 7) % 5],
    }
)


@pytest.mark.parametrize(
    ("known", "alike", "entropy", "distance"),
    [(("sex", "area", "age"), 5, 2, 0.4071052631578947), (("sex", "area"), 20, 2, 0.3807894736842105)],
)
def test_as_pycanon_finds_it(known: tuple[str, ...], alike: int, entropy: int, distance: float) -> None:
    check = check_rows(TABLE.select([*known, "drug_group"]), policy=load_row_policy(), mends=False)
    assert check.alike.fewest == alike
    assert int(check.diversity[0].entropy) == entropy
    assert check.diversity[0].distance == pytest.approx(distance, abs=1e-12)
