"""Estimates of need, and the files of treatment trials: ranges, years, days from day zero, reasons."""

from datetime import date
from pathlib import Path

from evenhand.records import read
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import faults, only_file, read_lines, write

UNMET = "Indicator ID,Area Code,Area Name,Sex,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator"
DEPENDENT = (
    "PHE_Centre,Local_Authority,Area_Code_GSS,Alcohol_dependent,Alcohol_lower_CI,Alcohol_upper_CI,Year"
)
VISITS = "who,visit,what,is_no_note,is_left_study,is_in_jail,is_other,when"
PEOPLE = "who,age,is_hispanic,race,job,is_living_stable,education,marital,is_male"


def test_range_of_a_number_follows_from_that_of_its_share(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, UNMET, "93517,E1,Ourtown,Persons,2018/19,50,40,60,1000.333,2000.667")
    (row,) = inputs.records["estimate"].to_pylist()
    # 1,000.334 are in treatment; of those who need it 40 to 60 in 100 are not.
    assert (row["count"], row["lower"], row["upper"]) == (2001, 1667, 2501)
    assert (row["period"], row["drug_group"]) == ("2018-04-01/2019-03-31", "OPIATE_OR_CRACK")


def test_estimates_of_women_alone_are_refused(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, UNMET, "93532,E1,Ourtown,Female,2018/19,50,40,60,1000,2000")
    assert faults(inputs) == [(2, "Sex")]


def test_estimate_without_a_range_and_none_at_all(tmp_path: Path) -> None:
    rows = [
        "NA,Ourtown,E1,234,NA,NA,2012",
        "East,Ourtown,E1,300,250,400,2017/18",
        "East,Ourtown,E1,NA,NA,NA,2013",
    ]
    inputs = read_lines(tmp_path, DEPENDENT, *rows)
    found = [
        (r["period"], r["count"], r["lower"], r["upper"]) for r in inputs.records["estimate"].to_pylist()
    ]
    assert found == [("2012-01-01/2012-12-31", 234, None, None), ("2017-04-01/2018-03-31", 300, 250, 400)]
    assert faults(inputs) == [(4, "Alcohol_dependent")]
    assert "Estimates without a range: 1." in only_file(inputs).warnings[0]


def test_estimate_outside_its_range(tmp_path: Path) -> None:
    assert faults(read_lines(tmp_path, DEPENDENT, "East,Ourtown,E1,300,350,400,2017/18")) == [(2, "count")]


def test_visits_have_days_and_reasons(tmp_path: Path) -> None:
    rows = [
        "8,WK1,visit,,,,,7.0",
        "8,WK2,no visit,,,1,,",
        "8,WK3,no visit,,1,1,,",
        "8,WK4,MISSING,1,,,,",
        "8,WK5,visit,,,,,-3",
    ]
    path = write(tmp_path, "ctn27_visit.csv", VISITS, *rows)
    visits = read([path], vocabulary=load_vocabulary()).records["visit"].to_pylist()
    assert [(one["kept"], one["reason"], one["visit_date"]) for one in visits] == [
        ("yes", None, date(2000, 1, 8)),
        ("no", "prison", None),
        ("no", "prison", None),
        ("not_known", "not_stated", None),
        ("yes", None, date(1999, 12, 29)),
    ]
    assert {one["study"] for one in visits} == {"CTN-0027"}


def test_day_that_is_none(tmp_path: Path) -> None:
    path = write(tmp_path, "ctn27_visit.csv", VISITS, "8,WK1,visit,,,,,soon")
    assert faults(read([path], vocabulary=load_vocabulary())) == [(2, "when")]


def test_people_of_a_trial(tmp_path: Path) -> None:
    rows = ["8,44.0,No,White,,,,,Yes", "9,,Yes,Refused/missing,,,,,No"]
    path = write(tmp_path, "ctn51_demographics.csv", PEOPLE, *rows)
    people = read([path], vocabulary=load_vocabulary()).records["participant"].to_pylist()
    assert [(p["area"], p["joined_date"], p["ethnicity"], p["sex"], p["age"]) for p in people] == [
        ("CTN-0051", date(2000, 1, 1), "WHITE", "MALE", 44),
        ("CTN-0051", date(2000, 1, 1), "not_known", "FEMALE", None),
    ]


def test_doses_are_treatment_of_a_day(tmp_path: Path) -> None:
    path = write(tmp_path, "ctn51_treatment.csv", "who,amount,when", "8,16.0,0.0", "8,16.0,1.0")
    rows = read([path], vocabulary=load_vocabulary()).records["treatment"].to_pylist()
    assert [(one["start_date"], one["end_date"]) for one in rows] == [
        (date(2000, 1, 1), date(2000, 1, 1)),
        (date(2000, 1, 2), date(2000, 1, 2)),
    ]


def test_somebody_put_to_an_arm_a_second_time_has_two_rows(tmp_path: Path) -> None:
    rows = ["8,Outpatient BUP,1,19.0", "8,Outpatient BUP,2,30.0", "9,Inpatient BUP,0,5.0"]
    inputs = read(
        [write(tmp_path, "ctn27_randomization.csv", "who,treatment,which,when", *rows)],
        vocabulary=load_vocabulary(),
    )
    made = inputs.records["allocation"].to_pylist()
    assert [(one["number"], one["allocated_date"]) for one in made] == [
        (1, date(2000, 1, 20)),
        (2, date(2000, 1, 31)),
    ]
    assert faults(inputs) == [(4, "which")]
