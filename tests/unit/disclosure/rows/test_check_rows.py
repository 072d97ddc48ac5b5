"""Rows for a partner: nobody named, nobody alone, nothing told of all alike; and what would mend it."""

import dataclasses
import math
from importlib import resources
from pathlib import Path

import pyarrow as pa
import pytest

from evenhand.disclosure.rows import RowPolicy, check_rows, load_row_policy, row_policy_names
from evenhand.foundations import UnknownName, UnreadableFile, VocabularyError

POLICY = load_row_policy()


def rows(**columns: list[object]) -> pa.Table:
    return pa.table(columns)


def test_five_alike_of_whom_two_differ_pass() -> None:
    check = check_rows(rows(sex=["f"] * 5, drug_group=["opiate"] * 4 + ["alcohol"]), policy=POLICY)
    assert check.passed
    assert check.told() == []
    assert (check.alike.classes, check.alike.fewest) == (1, 5)


def test_four_alike_do_not() -> None:
    check = check_rows(rows(sex=["f"] * 4 + ["m"] * 6), policy=POLICY)
    assert not check.passed
    assert (check.alike.failing_classes, check.alike.failing_rows) == (1, 4)
    assert check.told()[0] == "4 rows of 10 can be told by sex: fewer than 5 people share them."


def test_a_value_not_known_is_one_of_its_own() -> None:
    check = check_rows(rows(sex=["f"] * 5 + [None] * 4 + ["NA"] * 5), policy=POLICY)
    assert (check.alike.classes, check.alike.failing_rows) == (3, 4)


def test_somebody_with_several_rows_counts_once() -> None:
    table = rows(sex=["f"] * 6, drug_group=["opiate", "alcohol"] * 3)
    assert check_rows(table, policy=POLICY).passed
    by_person = check_rows(table, policy=POLICY, people=pa.array(["a", "a", "b", "c", "d", "d"]))
    assert (by_person.alike.fewest, by_person.alike.failing_rows) == (4, 6)


def test_what_all_alike_share_is_told() -> None:
    table = rows(
        sex=["f"] * 5 + ["m"] * 5, drug_group=["opiate"] * 5 + ["opiate", "alcohol"] * 2 + ["opiate"]
    )
    check = check_rows(table, policy=POLICY)
    (found,) = check.diversity
    assert (found.failing_classes, found.failing_rows) == (1, 5)
    assert check.told()[0] == (
        "5 rows of 10 tell 'drug_group' of everybody alike: fewer than 2 values among them."
    )
    assert found.entropy == 1
    assert found.distance == pytest.approx(0.2)


def test_not_known_does_not_differ_from_what_is_known() -> None:
    half = check_rows(rows(sex=["f"] * 6, drug_group=["opiate"] * 3 + ["not_known"] * 3), policy=POLICY)
    none = check_rows(rows(sex=["f"] * 6, drug_group=["not_known", "", None] * 2), policy=POLICY)
    assert half.diversity[0].failing_rows == 6
    assert none.passed


def test_how_even_the_values_are() -> None:
    check = check_rows(rows(drug_group=["a"] * 6 + ["b"] * 3 + ["c"] * 3), policy=POLICY)
    assert check.diversity[0].entropy == pytest.approx(math.exp(1.5 * math.log(2)))
    assert check.diversity[0].distance == 0


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("Surname", "x", "its heading is that of a name"),
        ("Date of Birth", "x", "a date of birth"),
        ("CLIENTID", "x", "a number of a person"),
        ("place", "ZZ9 9ZZ", "it holds a full postcode"),
        ("number", "999 999 9999", "it holds a number like an NHS number"),
        ("said", "x" * 61, "long texts"),
    ],
)
def test_what_names_people_is_refused(column: str, value: str, why: str) -> None:
    check = check_rows(pa.table({"sex": ["f"] * 6, column: [value] * 6}), policy=POLICY)
    assert not check.passed
    assert [one.column for one in check.refused] == [column]
    assert why in str(check.refused[0])
    assert value not in "".join(check.told())
    assert check.alike.failing_rows == 0


def test_values_that_all_differ_are_refused_whatever_their_heading() -> None:
    check = check_rows(rows(code=[f"k{one}" for one in range(20)], sex=["f"] * 20), policy=POLICY)
    assert check.told() == [
        "'code' may not be in it: nearly all its values differ, so that each tells a person."
    ]


def test_a_column_that_the_policy_does_not_name_is_refused() -> None:
    """It might be sensitive: among those alike in it and all else, nothing of it would differ."""
    check = check_rows(rows(sex=["f"] * 5, hiv=["yes"] * 5), policy=POLICY)
    assert check.told() == [
        "'hiv' may not be in it: the policy rows-5 does not say whether it is sensitive or what others may know."
    ]


def test_how_a_heading_is_written_makes_no_difference() -> None:
    check = check_rows(pa.table({"Sex": ["f"] * 5, "Drug-Group": ["opiate"] * 5}), policy=POLICY)
    assert (check.known, [one.column for one in check.diversity]) == (("Sex",), ["Drug-Group"])
    assert not check.passed


def test_what_would_mend_it() -> None:
    day = ["2024-03-01", "2024-04-01", "2024-05-01", "2024-03-02", "2024-03-03"] * 2
    check = check_rows(rows(sex=["f"] * 5 + ["m"] * 5, start_date=day, age=[30, 31] * 5), policy=POLICY)
    assert not check.passed
    (way,) = check.mends
    assert [str(step) for step in way] == ["'start_date' by year", "'age' in tens"]
    assert check.told()[-1] == "It would do to have 'start_date' by year and 'age' in tens."


def test_a_step_that_is_not_needed_in_the_end_is_taken_back() -> None:
    """Leaving sex out helps most at first; once age and area are out, it can stay."""
    table = rows(
        sex=list("ffffmmfffmmfmfffmfffffff"),
        age=[25, 31, 47, 25, 25, 47, 47, 47, 25, 31, 47, 31, 47, 31, 31, 25, 47, 20, 31, 31, 47, 31, 25, 25],
        area=list("abcaaaaaabababbabaaaabaa"),
    )
    (way,) = check_rows(table, policy=POLICY).mends
    assert [str(step) for step in way] == ["'age' left out", "'area' left out"]


def test_each_way_that_does_alone_is_said() -> None:
    area = ["a"] * 10 + ["b"] * 3 + ["c"] * 4
    check = check_rows(rows(area=area, sex=["f"] * 17), policy=POLICY)
    assert [[str(step) for step in way] for way in check.mends] == [
        ["'area' with rare values put together"],
        ["'area' left out"],
    ]
    numbers = check_rows(rows(age=[30] * 5 + [31] * 3, name=["x"] * 8), policy=POLICY)
    assert numbers.told()[-1].startswith("Besides, it would do to have 'age' in tens; or 'age' left out")


def test_a_sensitive_column_can_be_left_out() -> None:
    check = check_rows(rows(sex=["f"] * 6, drug_group=["opiate"] * 6), policy=POLICY)
    assert [[str(step) for step in way] for way in check.mends] == [["'drug_group' left out"]]


def test_too_few_people_for_any_way() -> None:
    check = check_rows(rows(sex=["f"] * 3), policy=POLICY)
    assert check.mends == ()
    assert "can be told by sex" in check.told()[0]
    alone = check_rows(rows(drug_group=["a", "b"]), policy=POLICY)
    assert "can be told by being in it at all" in alone.told()[0]


def test_rows_in_another_order_are_checked_alike() -> None:
    table = rows(sex=["f"] * 4 + ["m"] * 6, drug_group=["a", "b"] * 5, age=[20, 30] * 5)
    backwards = table.take(pa.array(range(9, -1, -1)))
    assert check_rows(backwards, policy=POLICY) == check_rows(table, policy=POLICY)


def test_no_rows_at_all() -> None:
    assert check_rows(rows(sex=pa.array([], pa.string())), policy=POLICY).passed  # type: ignore[arg-type]


def test_policies() -> None:
    assert row_policy_names() == ("rows-5",)
    assert (POLICY.alike, POLICY.diverse) == (5, 2)
    with pytest.raises(UnknownName, match=r"Known: rows-5; or give a \.toml file"):
        load_row_policy("rows-6")


def test_a_policy_of_one_s_own(tmp_path: Path) -> None:
    text = (resources.files("evenhand.disclosure.rows") / "policies" / "rows-5.toml").read_text("utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(text.replace('"rows-5"', '"mine"').replace('"sex",', '"sex", "tenure",'), "utf-8")
    policy = load_row_policy(str(path))
    assert check_rows(rows(tenure=["own"] * 5), policy=policy).passed
    path.write_text("alike = 5\n", "utf-8")
    with pytest.raises(VocabularyError, match=r"mine\.toml lacks or misspells"):
        load_row_policy(str(path))
    with pytest.raises(UnreadableFile, match=r"none\.toml cannot be read"):
        load_row_policy(str(tmp_path / "none.toml"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"alike": 1}, "2 or more"), ({"quasi_identifiers": ("Drug group",)}, "druggroup cannot be both")],
)
def test_a_policy_that_cannot_be(changed: dict[str, object], said: str) -> None:
    with pytest.raises(VocabularyError, match=said):
        dataclasses.replace(POLICY, **changed)  # type: ignore[arg-type]


def test_the_policy_is_a_policy() -> None:
    assert isinstance(POLICY, RowPolicy)
    assert POLICY.source
    assert POLICY.words
