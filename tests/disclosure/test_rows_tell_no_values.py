"""What a check of rows says names columns and numbers of rows, never anything that stands in them."""

import pyarrow as pa
import pytest

from evenhand.disclosure.rows import check_rows, load_row_policy, share_rows
from evenhand.foundations import NotProtected

POLICY = load_row_policy()
PLANTED = {
    "sex": ["Xqfemale"] * 3 + ["Xqmale"] * 9,
    "ethnicity": ["Xqgroup"] * 11 + ["Xqrare"],
    "drug_group": ["Xqopiate"] * 12,
    "surname": [f"Xqname{one}" for one in range(12)],
    "start_date": [f"1777-01-{one + 1:02}" for one in range(12)],
    "area": ["ZZ9 9ZZ"] * 12,
    "employment": ["Xqlong " * 12] * 12,
}
SECRETS = ("Xq", "1777", "ZZ9", "person-")
PEOPLE = pa.array([f"person-{one}" for one in range(12)])


def test_neither_sentences_nor_the_result_hold_a_value() -> None:
    check = check_rows(pa.table(PLANTED), policy=POLICY, people=PEOPLE)
    told = "\n".join(check.told()) + repr(check)
    assert not check.passed
    assert check.refused
    assert check.mends
    assert [one for one in SECRETS if one in told] == []


def test_the_refusal_holds_none_either() -> None:
    with pytest.raises(NotProtected) as refused:
        share_rows(pa.table(PLANTED), policy=POLICY, people=PEOPLE)
    assert [one for one in SECRETS if one in f"{refused.value} {refused.value!r}"] == []
