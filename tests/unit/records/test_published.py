"""Wide published tables: which cells are counted, and what is passed over, a gap, or a range."""

from pathlib import Path

import pytest

from evenhand.records import Inputs, read
from evenhand.records.from_name import said_by_name
from evenhand.records.profile_files import profile_named
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import faults, only_file, read_lines, write

GROUPS = ("White", "Mixed", "Asian", "Black", "Other")
VIEWIT = (
    "ReportingPeriod_Data,Area_Data,DrugGroup_Data,Gender_Data,AgeGroup_Data,Num_InTreatment_AllInTx,"
    + ",".join(f"Eth_{one}_AllInTx" for one in GROUPS)
)
FORCE = (
    "Police Force,Type of force,Tactic,White,Black (or Black British),Asian (or Asian British),Chinese,Mixed,Other,"
    "Don't know,Not reported,Number of times tactic reported"
)
AGES = (
    "Police Force,Type of force,Tactic,Under 11 years,11 - 17 years,18 - 34 years,35 - 49 years,50 - 64 years,"
    "65 and over,Not reported,Number of times tactic reported"
)


def row(
    cells: str, *, year: str = "2019/20", drug: str = "Total", sex: str = "Total", age: str = "Total"
) -> str:
    return f"{year},England,{drug},{sex},{age},{cells}"


def counts(inputs: Inputs) -> dict[tuple[str, str], tuple[int | None, int, int]]:
    return {
        (one["characteristic"], one["group"]): (one["count"], one["lower"], one["upper"])
        for one in inputs.records["count"].to_pylist()
    }


def national(*cells: str) -> str:
    return row("100,70,4,9,7,3") if not cells else row(cells[0])


def test_who_is_in_no_group_is_not_known(tmp_path: Path) -> None:
    found = counts(read_lines(tmp_path, VIEWIT, national()))
    assert found["everyone", "everyone"] == (100, 100, 100)
    assert found["ethnicity_broad", "BLACK"] == (7, 7, 7)
    assert found["ethnicity_broad", "not_known"] == (7, 7, 7)


def test_capitals_make_no_difference(tmp_path: Path) -> None:
    lines = [
        row("100,,,,,", drug="OPIATES"),
        row("9,,,,,", drug="ALCOHOL & NON-OPIATES", sex="TOTAL", age="TOTAL"),
    ]
    found = counts(read_lines(tmp_path, VIEWIT, *lines))
    assert found == {
        ("substance_group", "OPIATE"): (100, 100, 100),
        ("substance_group", "NON_OPIATE_ALCOHOL"): (9, 9, 9),
    }


def test_rows_of_crossed_groups_are_passed_over_and_told(tmp_path: Path) -> None:
    inputs = read_lines(
        tmp_path, VIEWIT, national(), row("60,50,1,1,1,1", sex="M"), row("9,9,0,0,0,0", sex="M", age="50+")
    )
    account = only_file(inputs)
    assert (account.read, account.accepted) == (3, 3)
    assert account.warnings[0].startswith("1 row of crossed groups")
    found = counts(inputs)
    assert found["sex", "MALE"] == (60, 60, 60)
    assert ("age_band", "50_PLUS") not in found
    assert found["ethnicity_broad", "WHITE"] == (70, 70, 70)


def test_blank_is_a_gap_and_no_nought(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, VIEWIT, row("100,,,,,"))
    assert counts(inputs) == {("everyone", "everyone"): (100, 100, 100)}
    assert "gaps, not noughts" in only_file(inputs).warnings[0]


def test_groups_that_add_to_more_than_their_total_are_told(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, VIEWIT, row("100,70,4,9,17,3"))
    assert ("ethnicity_broad", "not_known") not in counts(inputs)
    assert "add to more people than their total" in only_file(inputs).warnings[0]


def test_breakdown_that_lacks_a_heading_is_not_read_and_told(tmp_path: Path) -> None:
    heading, line = VIEWIT.replace("Eth_Black", "Eth_Purple"), national()
    inputs = read_lines(tmp_path, heading, line)
    assert set(counts(inputs)) == {("everyone", "everyone")}
    assert only_file(inputs).warnings == (
        "1 of 11 headings are of other breakdowns and are not read.",
        "A breakdown is not read: 1 of its 5 headings are missing.",
    )


def test_all_in_a_block_have_reached_a_step_of_their_own(tmp_path: Path) -> None:
    waits = [
        f"Waiting times - {one} - All in treatment"
        for one in ("Under 3 Weeks", "Between 3 and 6 Weeks", "Over 6 Weeks")
    ]
    heading = ",".join(["Reporting period,Area,Sex,Age group,Substance category,All in treatment", *waits])
    inputs = read_lines(tmp_path, heading, "2019/20,England,Total,Total,Total,100,60,30,20")
    found = {(r["stage"].split("/")[1], r["state"]): r["count"] for r in inputs.records["count"].to_pylist()}
    assert found["waits", "reached"] == 110
    assert found["waited_3_weeks", "reached"] == 60
    assert found["waited_3_weeks", "over_six_weeks"] == 20


def test_rounded_table_is_read_as_ranges(tmp_path: Path) -> None:
    years = [f"{1990 + n}/{(91 + n) % 100:02}" for n in range(8)]
    inputs = read_lines(tmp_path, VIEWIT, *(row("100,70,5,10,5,0", year=year) for year in years))
    found = counts(inputs)
    assert found["everyone", "everyone"] == (100, 98, 102)
    assert found["ethnicity_broad", "OTHER"] == (0, 0, 2)
    assert found["ethnicity_broad", "not_known"] == (10, 0, 20)
    assert "multiples of 5" in only_file(inputs).warnings[0]


@pytest.mark.parametrize(("cell", "expected"), [("<5", (None, 0, 4)), ("*", (None, 0, 4))])
def test_hidden_cells_are_ranges(tmp_path: Path, cell: str, expected: tuple) -> None:
    found = counts(read_lines(tmp_path, VIEWIT, row(f"100,70,{cell},9,7,3")))
    assert found["ethnicity_broad", "MIXED"] == expected
    assert found["ethnicity_broad", "not_known"][1:] == (7, 11)


@pytest.mark.parametrize("cell", ["many", "-3", "4.5", "~5"])
def test_cells_that_are_no_counts(tmp_path: Path, cell: str) -> None:
    inputs = read_lines(tmp_path, VIEWIT, row(f"100,70,{cell},9,7,3"), row("90,70,4,9,7,0", year="2020/21"))
    assert faults(inputs) == [(2, "Eth_Mixed_AllInTx")]
    assert inputs.records["count"].column("period").unique().to_pylist() == ["2020-04-01/2021-03-31"]


def test_the_same_row_twice(tmp_path: Path) -> None:
    same = only_file(read_lines(tmp_path, VIEWIT, national(), national()))
    assert (same.accepted, same.duplicates, same.rejected) == (1, 1, 0)
    other = only_file(read_lines(tmp_path, VIEWIT, national(), row("101,70,4,9,7,3")))
    assert (other.accepted, other.duplicates, other.rejected) == (0, 0, 2)


def test_year_that_cannot_be_understood(tmp_path: Path) -> None:
    assert faults(read_lines(tmp_path, VIEWIT, row("1,1,0,0,0,0", year="2019/21"))) == [(2, "period")]


def test_noughts_of_years_without_the_breakdown_are_gaps(tmp_path: Path) -> None:
    heading = "Reporting period,Area,Sex,Age group,Substance category,All in treatment,Interventions - Pharmacological - Any"
    lines = ["2011/12,England,Total,Total,Total,300,0", "2012/13,England,Total,Total,Total,300,160"]
    inputs = read_lines(tmp_path, heading, *lines)
    years = [
        r["period"] for r in inputs.records["count"].to_pylist() if r["stage"].endswith("/pharmacological")
    ]
    assert years == ["2012-04-01/2013-03-31"]
    assert any("not collected" in one for one in only_file(inputs).warnings)


def force_file(folder: Path, name: str, heading: str, *rows: str) -> Path:
    return write(folder, name, heading, *rows)


def test_totals_among_rows_are_steps_of_their_own(tmp_path: Path) -> None:
    rows = [
        'Kent,Restraint,*Total Restraint,30.0,5.0,1.0,0.0,1.0,1.0,1.0,1.0,40.0',
        'Kent,Restraint,"Handcuffing, of which",20.0,4.0,1.0,0.0,1.0,1.0,1.0,1.0,29.0',
        "Kent,Restraint,Not stated handcuffing,1.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0",
        "Total England and Wales,Restraint,*Total Restraint,30.0,5.0,1.0,0.0,1.0,1.0,1.0,1.0,40.0",
    ]  # fmt: skip
    path = force_file(tmp_path, "by-ethnicity-2018-19.csv", FORCE, *rows)
    inputs = read([path], vocabulary=load_vocabulary())
    found = [
        (one["stage"], one["count"])
        for one in inputs.records["count"].to_pylist()
        if one["group"] == "everyone"
    ]
    assert found == [("use-of-force/restraint", 40), ("use-of-force/handcuffing", 29)]
    assert set(inputs.records["count"].column("area").to_pylist()) == {"E23000032"}
    assert set(inputs.records["count"].column("period").to_pylist()) == {"2018-04-01/2019-03-31"}
    seen = {
        one["group"]: one["count"]
        for one in inputs.records["count"].to_pylist()
        if one["stage"].endswith("restraint")
    }
    assert (seen["not_known"], seen["not_stated"]) == (1, 1)
    assert inputs.files[0].warnings == ("2 rows of sums over other rows, or of something else, passed over.",)


def test_the_same_totals_in_tables_of_other_breakdowns_count_once(tmp_path: Path) -> None:
    first = force_file(
        tmp_path, "ethnicity-2018-19.csv", FORCE, "Kent,Firearms,*Total Firearms,3,1,0,0,0,0,0,0,4"
    )
    second = force_file(tmp_path, "age-2018-19.csv", AGES, "Kent,Firearms,*Total Firearms,0,1,2,1,0,0,0,4")
    inputs = read([first, second], vocabulary=load_vocabulary())
    rows = inputs.records["count"].to_pylist()
    assert [one["count"] for one in rows if one["group"] == "everyone"] == [4]
    assert {one["characteristic"] for one in rows} == {"everyone", "ethnicity_officer", "age_band_officer"}


def test_totals_that_differ_between_tables_are_refused(tmp_path: Path) -> None:
    first = force_file(
        tmp_path, "ethnicity-2018-19.csv", FORCE, "Kent,Firearms,*Total Firearms,3,1,0,0,0,0,0,0,4"
    )
    second = force_file(tmp_path, "age-2018-19.csv", AGES, "Kent,Firearms,*Total Firearms,0,1,2,2,0,0,0,5")
    inputs = read([first, second], vocabulary=load_vocabulary())
    assert [one.rejected for one in inputs.files] == [1, 1]


def test_year_in_the_name_is_needed(tmp_path: Path) -> None:
    path = force_file(tmp_path, "ethnicity.csv", FORCE, "Kent,Firearms,*Total Firearms,3,1,0,0,0,0,0,0,4")
    inputs = read([path], vocabulary=load_vocabulary())
    assert faults(inputs) == [(2, "period")]
    assert "name does" in inputs.rejected.column("mend")[0].as_py()


@pytest.mark.parametrize(
    ("profile", "file", "said"),
    [
        ("use-of-force", "folder-2001-02/by-age-2018-19.csv", {"period": "2018/19"}),
        ("use-of-force", "ages.csv", {"period": None}),
        ("trial-visits", "ctn27_visit.csv", {"study": "CTN-0027"}),
        ("trial-visits", "CTN-0051_visit.csv", {"study": "CTN-0051"}),
    ],
)
def test_what_a_files_name_says(profile: str, file: str, said: dict[str, str | None]) -> None:
    assert said_by_name(profile_named(profile), file) == said


def test_stages_of_published_tables_are_those_of_programmes() -> None:
    vocabulary = load_vocabulary()
    for name in ("viewit-ethnicity", "viewit-local", "viewit-national", "use-of-force"):
        profile = profile_named(name)
        stages = {(one["stage"], "" if "code_list" in one else state)
                  for one in profile.wide["block"] if "stage" in one for state in one["cells"].values()}  # fmt: skip
        stages |= {(stage, "reached") for one in profile.wide["block"] for stage in one.get("sum_as", ())}
        stages |= {
            (key, "")
            for c in profile.columns
            if c.target == "stage"
            for key in c.values.values()
            if "/" in key
        }
        for key, state in stages:
            programme, stage = key.split("/")
            exits = [one.state for one in vocabulary.programme(programme).stage(stage).exits]
            assert state in ("", "reached", *exits)


def test_residents_of_a_wide_table(tmp_path: Path) -> None:
    heading = "ltla21_code,total_population,total_females,total_males,younger_females"
    inputs = read_lines(tmp_path, heading, "E1,100.0,52.0,48.0,9.0", "E2,50.0,25.0,25.0,5.0")
    rows = [
        (r["area"], r["group"], r["count"], r["source"]) for r in inputs.records["population"].to_pylist()
    ]
    assert rows == [
        ("E1", "everyone", 100, "Census 2021"),
        ("E1", "FEMALE", 52, "Census 2021"),
        ("E1", "MALE", 48, "Census 2021"),
        ("E2", "everyone", 50, "Census 2021"),
        ("E2", "FEMALE", 25, "Census 2021"),
        ("E2", "MALE", 25, "Census 2021"),
    ]
    assert only_file(inputs).warnings == ("1 of 5 headings are of other breakdowns and are not read.",)
