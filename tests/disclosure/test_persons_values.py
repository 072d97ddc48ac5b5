"""What belongs to a person is planted in files with faults, and looked for in everything that comes out."""

import csv
import logging
from pathlib import Path

import pytest

from evenhand.cli import main
from tests.disclosure.readable import readable
from tests.integration.files import CONTACTS, TESTS, TREATMENTS, outputs, write

PERSON, TEXT, AGE, WORD = "QZ77731", "lives above the bakery", "107", "heroine-addict"
PLANTED = (PERSON, TEXT, AGE, WORD)


def planted(folder: Path) -> Path:
    """Write records with planted values in rows that have faults, and beside them in good rows."""
    good = [f"P{n:04},2024-04-{n % 28 + 1:02},A,,opiates,{20 + n % 40},WHITE_BRITISH,MALE" for n in range(60)]
    bad = [
        f"{PERSON},2024-04-01,A,,{WORD},40,WHITE_BRITISH,MALE",
        f"{PERSON},2024-04-31,A,,opiates,40,WHITE_BRITISH,MALE",
        f"{PERSON},2024-04-01,A,,opiates,40,{TEXT},MALE",
        f"{PERSON},2024-04-01,A,,opiates,{TEXT},WHITE_BRITISH,MALE",
        f"{PERSON},2024-04-01,A,,opiates,40,WHITE_BRITISH,MALE,{TEXT}",
        f'{PERSON},2024-04-01,A,"{TEXT},opiates,40,WHITE_BRITISH,MALE',
    ]
    write(folder / "tests.csv", TESTS, *good, f"{PERSON},2024-04-09,A,,cocaine,{AGE},not_stated,FEMALE", *bad)
    contacts = [f"P{n:04},2024-05-01,need_found" for n in range(40)]
    write(
        folder / "contacts.csv",
        CONTACTS,
        *contacts,
        f"{PERSON},2024-05-01,{WORD}",
        f"{PERSON},{TEXT},no_need",
    )
    treatments = [f"P{n:04},2024-05-02,2024-05-03,," for n in range(30)]
    write(folder / "treatments.csv", TREATMENTS, *treatments, f"{PERSON},2024-05-02,2024-05-01,,{WORD}")
    return folder


def found_in(text: str) -> list[str]:
    return [one for one in PLANTED if one in text]


def test_no_report_holds_a_value_of_a_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for form in ([], ["--json"]):
        assert main(["report", str(planted(tmp_path / "in")), "--out", str(tmp_path / "out"), *form]) == 0
        out, err = capsys.readouterr()
        assert found_in(out + err + caplog.text) == []
    for name, data in outputs(tmp_path / "out").items():
        assert (name, found_in(readable(name, data))) == (name, [])


@pytest.mark.parametrize("name", ["tests", "contacts", "treatments"])
def test_no_check_says_a_value_of_a_person(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    path = planted(tmp_path / "in") / f"{name}.csv"
    rejects = tmp_path / "rejects.csv"
    for form in ([], ["--json"], ["--rejects", str(rejects)]):
        assert main(["check", str(path), *form]) == 1
        out, err = capsys.readouterr()
        assert found_in(out + err + caplog.text) == []
    with rejects.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ours = " ".join(str(row[f"evenhand_{one}"]) for one in ("column", "rule", "mend"))
            assert found_in(ours) == []


def test_a_file_without_headings_does_not_show_its_first_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "tests.csv", f"{PERSON},2024-04-01,A,,{WORD},{AGE},{TEXT},MALE")
    for command in ("report", "check"):
        more = ["--out", str(tmp_path / "out")] if command == "report" else []
        assert main([command, str(path), *more]) == 2
        out, err = capsys.readouterr()
        assert found_in(out + err) == []


def test_small_counts_are_in_no_file_of_a_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each small count stands where it would be seen: as the value of its cell, or the numerator of a measure."""
    head = "area,period,characteristic,group,stage,state,count"
    rows = [
        f"A,2024,sex,{sex},{stage},{state},{number}"
        for sex, size in (("MALE", 60), ("FEMALE", 40))
        for stage, state, number in (
            ("tested", "", size),
            ("positive", "", size - 7),
            ("positive", "negative", 4),
            ("positive", "not_known", 3),
            ("assessed", "", 3),
        )
    ]
    path = write(tmp_path / "in" / "counts.csv", head, *rows)
    assert main(["report", str(path), "--out", str(tmp_path / "out")]) == 0
    for name in ("counts.csv", "measures.csv"):
        with (tmp_path / "out" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                shown = row.get("value") or row.get("numerator")
                assert not shown or int(shown) % 5 == 0, row
