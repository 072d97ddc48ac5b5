"""Two files beside each other: shares of each group in both, from protected counts, and nobody joined."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from evenhand.cli import main
from evenhand.flow import read
from evenhand.flow.compare import compare
from evenhand.foundations import EvenhandError

TESTED = [("BLACK_CARIBBEAN", 70), ("WHITE_BRITISH", 930)]
TREATED = [("BLACK_CARIBBEAN", 10), ("WHITE_BRITISH", 490)]


def files(folder: Path) -> list[Path]:
    """Write tests and treatments of people who share no identifier."""
    tests, treatments = (
        ["person_id,test_date,area,result,sex,ethnicity"],
        ["person_id,referral_date,start_date,end_date,end_reason,area,ethnicity"],
    )
    for group, number in TESTED:
        tests += [f"T-{group}-{n},2024-05-01,E06000047,opiates,not_stated,{group}" for n in range(number)]
    for group, number in TREATED:
        treatments += [f"C-{group}-{n},2024-06-01,,,,E06000047,{group}" for n in range(number)]
    for name, lines in (("tests.csv", tests), ("treatments.csv", treatments)):
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    return [folder / "tests.csv", folder / "treatments.csv"]


def test_seven_in_a_hundred_tested_are_two_in_a_hundred_treated(tmp_path: Path) -> None:
    rows = {row["group"]: row for row in compare(read(files(tmp_path)), second="treatment")}
    row = rows["BLACK_CARIBBEAN"]
    assert (row["first_share"], row["second_share"]) == (pytest.approx(0.07), pytest.approx(0.02))
    assert row["lower"] <= 0.02 - 0.07 <= row["upper"] < 0
    assert (row["area_name"], row["group_label"]) == ("County Durham", "Black Caribbean")


def test_the_command_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *map(str, files(tmp_path)), "--second", "treatment"]) == 0
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert {row["group"] for row in rows if row["characteristic"] == "ethnicity"} == {
        "BLACK_CARIBBEAN",
        "WHITE_BRITISH",
    }
    assert "T-BLACK" not in str(rows)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvenhandError, match="there are no contact records"):
        compare(read(files(tmp_path)))


def test_files_without_a_shared_group_are_told_apart(tmp_path: Path) -> None:
    tests, treatments = files(tmp_path)
    bare = "\n".join(line.rpartition(",")[0] for line in treatments.read_text("utf-8").splitlines())
    treatments.write_text(bare + "\n", "utf-8")
    with pytest.raises(EvenhandError, match="No group stands in both"):
        compare(read([tests, treatments]), second="treatment")
