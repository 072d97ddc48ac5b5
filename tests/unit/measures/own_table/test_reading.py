"""Reading somebody's own table: headings, numbers, dates, rows that are no group; every fault says what would mend it."""

import pytest

from evenhand.measures.own_table import Kind, UnusableOwnTable, has_columns, read_columns, table_of
from evenhand.measures.own_table.dates import dates_of
from evenhand.measures.own_table.numbers import numbers

GOOD = {"group": ["White", "Asian"], "numerator": ["210", "45"], "denominator": ["420", "120"]}


def fault(columns: dict[str, list[str]], kind: str = "groups", **options: object) -> str:
    with pytest.raises(UnusableOwnTable) as told:
        read_columns(columns, kind, **options)
    return str(told.value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12),
        ("1,250", 1250),
        ("1 250", 1250),
        ("1\u00a0250", 1250),
        ("12.0", 12),
        (" 7 ", 7),
        ("1e3", 1000),
    ],
)
def test_numbers_as_people_write_them(cell: str, value: float) -> None:
    assert numbers([cell], [2], "numerator", whole=True).tolist() == [value]


@pytest.mark.parametrize(
    ("cell", "said", "mend"),
    [
        ("<5", "hidden", "Ask for the count"),
        ("*", "hidden", "add the group to another"),
        ("[c]", "hidden", "leave its row out"),
        ("12%", "a percentage", "12% of 250 people are 30"),
        ("12 of 30", "two numbers", "a column each"),
        ("12/30", "two numbers", "a column each"),
        ("-3", "negative", "0 or more"),
        ("", "blank", "Write 0"),
        ("n/a", "blank", "Write 0"),
        ("#REF!", "error of the spreadsheet", "Correct the formula"),
        ("twelve", "not a number", "1250 or 1,250"),
        ("nan", "blank", "leave the row out"),
        ("inf", "not a number", "number alone"),
        ("1,25", "a decimal comma", "a point: 12.5"),
        ("2.5", "not a whole number", "Counts are whole"),
    ],
)
def test_cells_that_are_no_count_are_told_with_their_line(cell: str, said: str, mend: str) -> None:
    told = fault(GOOD | {"numerator": ["210", cell]}, lines=[2, 3])
    assert "'numerator' " in told
    assert said in told
    assert "in line 3." in told
    assert mend in told


def test_many_faults_are_counted() -> None:
    columns = {
        "group": [f"g{one}" for one in range(9)],
        "numerator": ["<5"] * 7 + ["x%", "1"],
        "denominator": ["9"] * 9,
    }
    told = fault(columns)
    assert "lines 1, 2, 3, 4, 5 and 2 more" in told
    assert "1 more cell of the column is no number either." in told
    assert "2 more cells of the column are no numbers either." in fault(
        columns | {"numerator": ["<5"] * 6 + ["x%", "y", "1"]}
    )


@pytest.mark.parametrize(
    ("column", "mend"),
    [
        ("denominator", "Write how many people there are."),
        ("population", "Write how many residents the group has."),
        ("order", "1 for the least advantaged"),
    ],
)
def test_a_blank_that_is_no_count_of_events_has_advice_of_its_own(column: str, mend: str) -> None:
    told = fault({**GOOD, "population": ["900", "80"], "order": ["1", "2"], column: ["3", "-"]}, lines=[2, 3])
    assert f"'{column}' is blank in line 3." in told
    assert mend in told
    assert "Write 0" not in told


def test_values_may_be_below_nothing_and_counts_not() -> None:
    table = read_columns({"date": ["2024-01", "2024-02"], "value": ["-3.5", "−2"]}, "series")
    assert table.numbers["value"].tolist() == [-3.5, -2]


def test_values_may_be_in_per_cent() -> None:
    table = read_columns({"date": ["2024-01", "2024-02"], "value": ["12.5%", " 13 %"]}, "series")
    assert table.numbers["value"].tolist() == [12.5, 13]
    assert "'value' is in per cent." in table.notes
    assert "is a percentage" in fault({"date": ["2024-01", "2024-02"], "value": ["12.5%", "13"]}, "series")


@pytest.mark.parametrize(
    "headings",
    [("Ethnicity", "Completed", "Clients"), ("Sub-group", "Count", "N"), ("group", "events", "Total")],
)
def test_other_words_for_columns_are_taken_and_told(headings: tuple[str, str, str]) -> None:
    table = read_columns(dict(zip(headings, GOOD.values(), strict=True)), "groups")
    assert table.labels == ("White", "Asian")
    assert table.numbers["denominator"].tolist() == [420, 120]
    assert sum("is taken as the" in note for note in table.notes) >= 2


def test_the_column_of_words_that_is_left_is_the_group() -> None:
    columns = {"Wohin": ["a", "b"], "numerator": ["1", "2"], "denominator": ["30", "40"]}
    table = read_columns(columns, "groups")
    assert table.labels == ("a", "b")
    assert "The column 'Wohin' is taken as the group." in table.notes


def test_the_name_itself_wins_over_another_word() -> None:
    table = read_columns(GOOD | {"count": ["1", "1"]}, "groups")
    assert table.numbers["numerator"].tolist() == [210, 45]
    assert "Not used: 'count'." in table.notes


def test_two_columns_that_could_be_one_are_asked_about() -> None:
    columns = {"group": ["a"], "count": ["1"], "events": ["1"], "denominator": ["9"]}
    assert "'count' and 'events' could be the numerator. Call the one" in fault(columns)
    assert "could all be the numerator" in fault(columns | {"cases": ["1"]})


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            {"group": ["a"], "numerater": ["1"], "denominator": ["9"]},
            "If 'numerater' is meant, call it 'numerator'.",
        ),
        ({"group": ["a"], "numerator": ["1"]}, "no column 'denominator' (how many people there are)"),
        ({"group": ["a"], "numerator": ["1"], "population": ["9"]}, "If 'population' holds the people"),
        (
            {"subgroup": ["a"], "estimate": ["12.5"], "se": ["1"]},
            "numerator is the estimate times the denominator",
        ),
        ({"": ["a"]}, "It has no headings."),
    ],
)
def test_a_missing_column_is_named_with_what_was_found(columns: dict[str, list[str]], said: str) -> None:
    assert said in fault(columns)


def test_a_table_without_rows_is_told() -> None:
    assert "The table has no rows." in fault({"group": [], "numerator": [], "denominator": []})


def test_areas_need_people_or_events_expected() -> None:
    assert "no column 'denominator'" in fault({"area": ["A"], "numerator": ["3"]}, "areas")
    table = read_columns({"area": ["A"], "numerator": ["3"], "expected": ["2.5"]}, "areas")
    assert table.numbers["expected"].tolist() == [2.5]


def test_a_group_twice_is_told_however_it_is_written() -> None:
    told = fault(GOOD | {"group": ["White ", "white"]}, lines=[2, 7])
    assert "'White' stands in 'group' 2 times, in lines 2, 7." in told


def test_a_blank_group_is_told() -> None:
    assert "'group' is blank in line 2." in fault(GOOD | {"group": ["White", " "]})
    many = {"group": ["a", *[""] * 7], "numerator": ["1"] * 8, "denominator": ["9"] * 8}
    assert "in lines 2, 3, 4, 5, 6 and 2 more." in fault(many)


def test_a_total_is_left_out_and_told() -> None:
    columns = {name: [*cells] for name, cells in GOOD.items()}
    for name, cell in (("group", "Total"), ("numerator", "255"), ("denominator", "540")):
        columns[name].append(cell)
    table = read_columns(columns, "groups", lines=[2, 3, 4])
    assert table.labels == ("White", "Asian")
    assert table.read == 3
    assert "Left out: 'Total' (line 4), the sum of the others." in table.notes
    columns["numerator"][2] = "300"
    assert "not the sum of the others: please look" in " ".join(read_columns(columns, "groups").notes)


def test_one_row_called_all_is_a_group() -> None:
    table = read_columns({"group": ["All"], "numerator": ["3"], "denominator": ["9"]}, "groups")
    assert table.labels == ("All",)


def test_people_of_no_known_group_may_lack_what_is_of_groups() -> None:
    columns = {
        "group": ["A", "Not stated"],
        "numerator": ["3", "1"],
        "denominator": ["9", "4"],
        "order": ["1", ""],
        "population": ["900", ""],
    }
    table = read_columns(columns, "groups")
    assert table.unknown.tolist() == [False, True]
    assert "'order' is blank" in fault(columns | {"order": ["", "2"]})


def test_events_of_nobody_are_told() -> None:
    assert "its denominator is 0" in fault(GOOD | {"denominator": ["420", "0"]})
    assert "All denominators are 0." in fault(GOOD | {"numerator": ["0", "0"], "denominator": ["0", "0"]})


def test_columns_of_a_notebook_are_read_alike() -> None:
    table = table_of(
        Kind.GROUPS, {"group": ["A", "B"], "numerator": [1, 2.0], "denominator": [10, 20], "order": None}
    )
    assert table.numbers["numerator"].tolist() == [1, 2]
    with pytest.raises(UnusableOwnTable, match="differ in length"):
        table_of("groups", {"group": ["A"], "numerator": [1, 2], "denominator": [10, 20]})
    with pytest.raises(UnusableOwnTable, match="blank"):
        table_of("groups", {"group": ["A"], "numerator": [None], "denominator": [10]})


@pytest.mark.parametrize(
    "cells",
    [
        ["2024-01", "2024-02"],
        ["Jan-24", "Feb-24"],
        ["January 2024", "February 2024"],
        ["01/01/2024", "01/02/2024"],
        ["2023/24", "2024/25"],
        ["2024-Q1", "2024-Q2"],
        ["2024", "2025"],
        ["2024-01-01T00:00:00", "2024-02-01 00:00"],
    ],
)
def test_dates_as_people_write_them_are_put_in_order(cells: list[str]) -> None:
    days = dates_of(cells)
    assert days is not None
    assert days == sorted(days)
    table = read_columns({"date": cells[::-1], "value": ["2", "1"]}, "series")
    assert table.labels == tuple(cells)
    assert table.numbers["value"].tolist() == [1, 2]
    assert "The rows were put in the order of their dates." in table.notes


@pytest.mark.parametrize(
    "cells",
    [
        ("Q2 2024", "Q1 2024"),
        ("Week 2", "Week 1"),
        ("w/c 8 Jan", "w/c 1 Jan"),
        ("Sept 2024", "Aug 2024"),
        ("2", "1"),
        ("2024-02", "then"),
    ],
)
def test_periods_that_are_no_dates_leave_the_rows_as_they_stand(cells: tuple[str, str]) -> None:
    table = read_columns({"date": [*cells], "value": ["2", "1"]}, "series")
    assert table.labels == cells
    assert "Not all dates could be read" in table.notes[0]


@pytest.mark.parametrize("cells", [["13/13/2024", "14/14/2024"], ["second", "first"], ["Mayfair", "Quarry"]])
def test_a_column_without_one_date_is_refused(cells: list[str]) -> None:
    told = fault({"month": cells, "value": ["2", "1"]}, "series")
    assert f"Not one date can be read in 'month' ('{cells[0]}', '{cells[1]}')" in told
    assert "Write 2024-03" in told


def test_a_table_of_groups_is_no_series() -> None:
    groups = {"group": list("ABCDE"), "numerator": ["30"] * 5, "denominator": ["100"] * 5}
    told = fault(groups, "series")
    assert "Not one date can be read in 'group' ('A', 'B', 'C' and 2 more)" in told
    assert "--kind groups" in told


def test_one_date_twice_is_told() -> None:
    assert "Two rows are of one date" in fault({"date": ["2024-01", "Jan-24"], "value": ["2", "1"]}, "series")


def test_headings_of_a_sheet_are_known() -> None:
    assert has_columns(["Ethnicity", "Count", "N"], "groups")
    assert not has_columns(["Report of 2024", ""], "groups")
    assert has_columns(["Month", "y"], "series")
    assert not has_columns(["Month", "n"], "series")
