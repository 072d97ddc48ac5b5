"""Tables of counts and of residents: what their words stand for, and which of them can't be worked with."""

from pathlib import Path

import pytest

from evenhand.foundations import EvenhandError
from evenhand.records import read
from evenhand.records.stage_words import stages_meant
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import faults, only_file, read_lines, write

COUNTS = "area,period,characteristic,code_list,group,stage,state,count"
PEOPLE = "area,characteristic,group,count,source"


def counted(folder: Path, *rows: str) -> list[dict]:
    inputs = read_lines(folder, COUNTS, *rows)
    assert faults(inputs) == []
    return inputs.records["count"].to_pylist()


def test_the_smallest_table(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, "period,stage,count", "2023/24,Started treatment,12")
    assert inputs.records["count"].to_pylist() == [
        {
            "area": "here",
            "period": "2023-04-01/2024-03-31",
            "characteristic": "everyone",
            "code_list": "",
            "edition": "",
            "group": "everyone",
            "stage": "arrest-to-treatment/started",
            "state": "reached",
            "count": 12,
            "lower": 12,
            "upper": 12,
        }
    ]


@pytest.mark.parametrize("words", ["started", "Started treatment", "STARTED", "arrest-to-treatment/started"])
def test_ways_to_name_a_stage(tmp_path: Path, words: str) -> None:
    assert counted(tmp_path, f",2024,,,,{words},,1")[0]["stage"] == "arrest-to-treatment/started"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["in_need", "started"], "arrest-to-treatment"),
        (["searched"], "stop-and-search"),
        (["in_treatment", "waits"], "treatment-published"),
        (["stayed_well", "started"], None),
        (["with_need", "engaged"], "prison-continuity"),
        (["ndtms-treatment/started"], "ndtms-treatment"),
    ],
)
def test_a_file_is_of_the_programme_that_knows_most_of_its_words(words: list[str], meant: str | None) -> None:
    found = stages_meant(words, load_vocabulary())
    assert {stage.partition("/")[0] for stage in found.values()} == ({meant} if meant else set())


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("", "reached"),
        ("at_risk", "at_risk"),
        ("At risk", "at_risk"),
        ("moved away", "moved"),
        ("in_prison", "in_prison"),
        ("in prison now", "in_prison"),
    ],
)
def test_states_of_a_stage(tmp_path: Path, words: str, state: str) -> None:
    assert counted(tmp_path, f",2024,,,,started,{words},1")[0]["state"] == state


def test_code_list_is_found_by_its_groups(tmp_path: Path) -> None:
    rows = counted(tmp_path, ",2024,sex,,Women,tested,,4", ",2024,Sex,,male,tested,,5")
    assert [(row["code_list"], row["edition"], row["group"]) for row in rows] == [
        ("sex", "2021", "FEMALE"),
        ("sex", "2021", "MALE"),
    ]


def test_newest_list_that_has_every_group_is_taken(tmp_path: Path) -> None:
    (row,) = counted(tmp_path, ",2024,ethnicity,,Indian,tested,,4")
    assert (row["code_list"], row["edition"]) == ("ethnicity-19+1", "2021")


def test_broad_groups_are_found_in_the_broad_list(tmp_path: Path) -> None:
    rows = counted(tmp_path, ",2024,ethnicity,,White,tested,,4", ",2024,ethnicity,,Black,tested,,5")
    assert [(row["characteristic"], row["code_list"], row["group"]) for row in rows] == [
        ("ethnicity_broad", "ethnicity-5", "WHITE"),
        ("ethnicity_broad", "ethnicity-5", "BLACK"),
    ]


def test_code_list_that_is_named_is_used(tmp_path: Path) -> None:
    (row,) = counted(tmp_path, ",2024,ethnic group,ethnicity-18+1:2011,Indian,tested,,4")
    assert (row["characteristic"], row["code_list"], row["edition"]) == (
        "ethnicity",
        "ethnicity-18+1",
        "2011",
    )


def test_groups_of_no_list_are_kept_with_a_warning(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, COUNTS, ",2024,sex,,Women,tested,,4", ",2024,sex,,Gentlefolk,tested,,5")
    rows = inputs.records["count"].to_pylist()
    assert [(row["code_list"], row["edition"], row["group"]) for row in rows] == [
        ("local", "", "Women"),
        ("local", "", "Gentlefolk"),
    ]
    (warning,) = only_file(inputs).warnings
    assert "Of 2, 1 don't stand in the nearest list, sex:2021" in warning


def test_characteristic_of_ones_own(tmp_path: Path) -> None:
    rows = counted(tmp_path, ",2024,Home Town,,Not known,tested,,4", ",2024,home town,,Ludlow,tested,,5")
    assert [(row["characteristic"], row["group"]) for row in rows] == [
        ("home_town", "not_known"),
        ("home_town", "Ludlow"),
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",2024,,,,tested,,~5", "count"),
        (",2024,,,,tested,,>5", "count"),
        (",2024,,,,tested,,[c]", "count"),
        (",2024,,,,tested,,*", "count"),
        (",2024,,,,tested,,-", "count"),
        (",2024,,,,tested,,-3", "count"),
        (",2024,,,,tested,,4.5", "count"),
        (",2024,,,,tested,,many", "count"),
        (",2024,,,,tested,,", "count"),
        (",someday,,,,tested,,4", "period"),
        (",,,,,tested,,4", "period"),
        (",2024,,,,teased,,4", "stage"),
        (",2024,,,,tested,prison,4", "state"),
        (",2024,,,Women,tested,,4", "characteristic"),
        (",2024,sex,,,tested,,4", "group"),
        (",2024,sex,sex:2021,Gentlefolk,tested,,4", "group"),
        (",2024,sex,sex:1066,Women,tested,,4", "code_list"),
        (",2024,sex,ethnicity-5:2011,White,tested,,4", "code_list"),
    ],
)
def test_counts_that_cannot_be_used(tmp_path: Path, row: str, column: str) -> None:
    assert faults(read_lines(tmp_path, COUNTS, row)) == [(2, column)]


@pytest.mark.parametrize("words", ["1200", "1,200", "1200.0", "+1200", " 1200 "])
def test_ways_to_write_a_count(tmp_path: Path, words: str) -> None:
    assert counted(tmp_path, f',2024,,,,tested,,"{words}"')[0]["count"] == 1200


BOUNDED = "period,stage,count,lower,upper,rounded_to"


@pytest.mark.parametrize(
    ("cells", "count", "lower", "upper"),
    [
        ("12,,,", 12, 12, 12),
        ("<5,,,", None, 0, 4),
        ("< 5,,,", None, 0, 4),
        ("≤5,,,", None, 0, 5),
        ("fewer than 10,,,", None, 0, 9),
        ("<5,1,4,", None, 1, 4),
        ("*,1,4,", None, 1, 4),
        (",0,7,", None, 0, 7),
        ("35,,,5", 35, 33, 37),
        ("0,,,5", 0, 0, 2),
        ("40,,,10", 40, 35, 45),
        ("100,98,103,", 100, 98, 103),
    ],
)
def test_counts_rounded_or_hidden_are_ranges(
    tmp_path: Path, cells: str, count: int | None, lower: int, upper: int
) -> None:
    inputs = read_lines(tmp_path, BOUNDED, f"2024,tested,{cells}")
    assert faults(inputs) == []
    (row,) = inputs.records["count"].to_pylist()
    assert (row["count"], row["lower"], row["upper"]) == (count, lower, upper)


@pytest.mark.parametrize("cells", ["12,13,14,", "12,10,11,", "*,1,,", "*,5,4,", ",,,", "12,,,0", "*,,,5"])
def test_ranges_that_do_not_hold(tmp_path: Path, cells: str) -> None:
    assert faults(read_lines(tmp_path, BOUNDED, f"2024,tested,{cells}")) != []


def test_hidden_residents_are_a_range(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, PEOPLE, "E1,sex,Women,<5,Register", "E1,sex,Men,450,Register")
    rows = inputs.records["population"].to_pylist()
    assert [(row["count"], row["lower"], row["upper"]) for row in rows] == [(None, 0, 4), (450, 450, 450)]


@pytest.mark.parametrize(("step", "number", "warned"), [(5, 30, True), (10, 30, True), (5, 29, False)])
def test_table_that_looks_rounded_is_told(tmp_path: Path, step: int, number: int, warned: bool) -> None:
    rows = [f",2024,home,,Town {one},tested,,{step * (2 * one + 1)}" for one in range(number)]
    warnings = only_file(read_lines(tmp_path, COUNTS, *rows)).warnings
    told = [one for one in warnings if f"multiples of {step}," in one]
    assert bool(told) == warned
    if warned:
        assert f"add a column 'rounded_to' with {step}" in told[0]


def test_table_with_one_count_that_is_not_a_multiple_is_exact(tmp_path: Path) -> None:
    rows = [f",2024,home,,Town {one},tested,,{5 * one}" for one in range(40)]
    warnings = only_file(read_lines(tmp_path, COUNTS, *rows, ",2024,,,,tested,,3901")).warnings
    assert not any("multiples" in one for one in warnings)


def test_one_cell_in_two_formats_is_counted_once(tmp_path: Path) -> None:
    viewit = "ReportingPeriod_Data,Area_Data,DrugGroup_Data,Gender_Data,AgeGroup_Data,Num_InTreatment_AllInTx"
    first = write(tmp_path, "a.csv", viewit, "2019/20,England,TOTAL,TOTAL,TOTAL,268251")
    stage = "treatment-published/in_treatment"
    second = write(tmp_path, "b.csv", COUNTS, f"E92000001,2019/20,,,,{stage},,268251")
    (row,) = read([first, second], vocabulary=load_vocabulary()).records["count"].to_pylist()
    assert row["count"] == 268251
    third = write(tmp_path, "c.csv", COUNTS, f"E92000001,2019/20,,,,{stage},,268252")
    with pytest.raises(EvenhandError, match="stand in two files and differ"):
        read([first, third], vocabulary=load_vocabulary())


def test_same_count_twice_is_a_duplicate(tmp_path: Path) -> None:
    account = only_file(
        read_lines(tmp_path, COUNTS, ",2024,sex,,Women,tested,,4", ",2024-01/2024-12,sex,,F,Tested,,4")
    )
    assert (account.accepted, account.duplicates, account.rejected) == (1, 1, 0)


def test_different_counts_of_one_cell_are_both_rejected(tmp_path: Path) -> None:
    rows = [",2024,sex,,Women,tested,,4", ",2024,,,,tested,,9", ",2024,sex,,F,tested,,5"]
    inputs = read_lines(tmp_path, COUNTS, *rows)
    assert faults(inputs) == [(2, "count"), (4, "count")]
    assert "given twice with different counts" in inputs.rejected.column("rule")[0].as_py()


def test_one_cell_in_two_files(tmp_path: Path) -> None:
    first = write(tmp_path, "a.csv", COUNTS, ",2024,,,,tested,,4", ",2024,,,,positive,,3")
    second = write(tmp_path, "b.csv", COUNTS, ",2024,,,,tested,,4", ",2024,,,,positive,,2")
    inputs = read([first, second], vocabulary=load_vocabulary())
    assert [(f.accepted, f.duplicates, f.rejected) for f in inputs.files] == [(1, 0, 1), (0, 1, 1)]


def test_residents(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, PEOPLE, "E1,,,900,Register", "E1,sex,Women,450,Register", "E1,sex,Men,450,")
    assert [tuple(row.values()) for row in inputs.records["population"].to_pylist()] == [
        ("E1", "everyone", "", "", "everyone", 900, "Register", 900, 900),
        ("E1", "sex", "sex", "2021", "FEMALE", 450, "Register", 450, 450),
        ("E1", "sex", "sex", "2021", "MALE", 450, "", 450, 450),
    ]


def test_population_files_are_read_as_nothing_else(tmp_path: Path) -> None:
    path = write(tmp_path, "people.csv", PEOPLE + ",stage,period", "E1,,,900,Register,tested,2024")
    vocabulary = load_vocabulary()
    assert read([path], vocabulary=vocabulary).files[0].profile == "native-counts"
    assert read([], population=[path], vocabulary=vocabulary).files[0].profile == "native-population"


def test_areas(tmp_path: Path) -> None:
    heading = "code,name,level,within,intensive_from"
    rows = ["X1,Ourtown,Local authority,E23000008,2004-04-01", "X2,Here,partnership,,", "X3,There,hamlet,,"]
    inputs = read_lines(tmp_path, heading, *rows, "X2,Elsewhere,partnership,,")
    assert [row["code"] for row in inputs.records["area"].to_pylist()] == ["X1"]
    assert faults(inputs) == [(3, ""), (4, "level"), (5, "")]
    assert inputs.latest_date() is None
