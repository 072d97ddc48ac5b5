"""Rejected rows go out with their reasons, are corrected, and come back."""

import csv
from pathlib import Path

from evenhand.records import read, write_rejects
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import CONTACTS, POLICE, POLICE_NAME, TESTS, read_lines, search, write
from tests.unit.records.workbook_files import xlsx

OURS = ["evenhand_line", "evenhand_column", "evenhand_rule", "evenhand_mend"]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_reasons_stand_before_the_row_as_it_was(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, f"note,{CONTACTS}", "a,p1,2024-04-02,no_need", '" b, c ",p2,soon,maybe')
    (path,) = write_rejects(inputs, tmp_path / "rejected")
    assert path == tmp_path / "rejected" / "made-up.csv"
    (row,) = rows(path)
    assert list(row) == [*OURS, "note", *CONTACTS.split(",")]
    assert row["evenhand_line"] == "3"
    assert row["evenhand_column"] == "contact_date; outcome"
    assert row["evenhand_rule"].startswith(
        "'contact_date' is not a date that can be understood. 'outcome' holds a word"
    )
    assert (row["note"], row["contact_date"]) == (" b, c ", "soon")


def test_row_that_cannot_be_taken_apart_keeps_its_text(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, CONTACTS, "p1,soon,no_need", "p2,2024-04-02")
    first, second = rows(write_rejects(inputs, tmp_path / "rejected")[0])
    assert (first["person_id"], first["evenhand_text"]) == ("p1", "")
    assert (second["person_id"], second["evenhand_text"]) == ("", "p2,2024-04-02")


def test_corrected_rows_are_read_again(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, POLICE, search(), search(Outcome="Arest"), name=POLICE_NAME)
    (path,) = write_rejects(inputs, tmp_path / "rejected")
    path.write_text(path.read_text(encoding="utf-8").replace("Arest", "Arrest"), encoding="utf-8")
    again = read([path], vocabulary=load_vocabulary())
    assert again.records["search"].column("outcome").to_pylist() == ["arrest"]


def test_row_that_is_rejected_again_has_the_new_reasons_only(tmp_path: Path) -> None:
    first = write_rejects(read_lines(tmp_path, CONTACTS, "p1,soon,no_need"), tmp_path / "one")
    again = write_rejects(read(first, vocabulary=load_vocabulary()), tmp_path / "two")
    assert first[0].read_text(encoding="utf-8") == again[0].read_text(encoding="utf-8")


def test_one_file_for_all(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "a.csv", f"{CONTACTS},,", "p1,soon,no_need,1,2"),
        write(tmp_path, "b.csv", "code,name,level", "X,There,hamlet"),
    ]
    inputs = read(paths, vocabulary=load_vocabulary())
    (path,) = write_rejects(inputs, tmp_path / "new" / "rejected.csv")
    first, second = rows(path)
    assert (first["evenhand_file"], first["person_id"], first["code"], first[" (2)"]) == (
        "a.csv",
        "p1",
        "",
        "2",
    )
    assert (second["evenhand_file"], second["person_id"], second["code"]) == ("b.csv", "", "X")


def test_one_file_is_written_under_the_name_asked_for(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, CONTACTS, "p1,soon,no_need")
    (path,) = write_rejects(inputs, tmp_path / "rejected.csv")
    assert list(rows(path)[0]) == [*OURS, *CONTACTS.split(",")]


def test_nothing_rejected_writes_nothing(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, CONTACTS, "p1,2024-04-02,no_need")
    assert write_rejects(inputs, tmp_path / "rejected") == ()
    assert write_rejects(inputs, tmp_path / "rejected.csv") == ()
    assert [path.name for path in tmp_path.iterdir()] == ["made-up.csv"]


def test_a_cell_that_a_spreadsheet_would_calculate_is_harmless_and_comes_back(tmp_path: Path) -> None:
    cells = ["=1+1", "'=2", "+44", "-x", "@a", "-5", "'quoted'"]
    rows_ = [f"{cell},soon,no_need" for cell in cells]
    inputs = read_lines(tmp_path, f"=note,{CONTACTS}", *[f"x,{row}" for row in rows_])
    (path,) = write_rejects(inputs, tmp_path / "rejected")
    written = rows(path)
    assert "'=note" in written[0]
    harmless = ["'=1+1", "'=2", "+44", "'-x", "'@a", "-5", "'quoted'"]
    assert [row["person_id"] for row in written] == harmless
    path.write_text(path.read_text("utf-8").replace('"soon"', '"2024-01-02"'), "utf-8")
    again = read([path], vocabulary=load_vocabulary()).records["contact"].column("person_id").to_pylist()
    assert again == inputs.rejected_rows["made-up.csv"].column("person_id").to_pylist()
    assert again == ["=1+1", "=2", "+44", "-x", "@a", "-5", "'quoted'"]


def test_rejected_rows_of_two_workbooks_of_one_name(tmp_path: Path) -> None:
    paths = []
    for folder in "ab":
        (tmp_path / folder).mkdir()
        sheet = [CONTACTS.split(","), [f"p{folder}", "soon", "no_need"]]
        paths.append(xlsx(tmp_path / folder / "made-up.xlsx", {"Data": sheet, "More": sheet}))
    inputs = read(paths, vocabulary=load_vocabulary())
    written = write_rejects(inputs, tmp_path / "rejected")
    assert [path.relative_to(tmp_path / "rejected").as_posix() for path in written] == [
        "a/made-up.xlsx.csv",
        "b/made-up.xlsx.csv",
    ]
    again = read(written, vocabulary=load_vocabulary())
    assert [one.rejected for one in again.files] == [1, 1]


def test_repeated_headings_are_rejected_with_that_reason_only(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, CONTACTS, "p1,2024-04-02,no_need", CONTACTS, "p2,2024-04-02,no_need")
    assert inputs.rejected.select(["line", "rule"]).to_pylist() == [
        {"line": 3, "rule": "This row repeats the headings, as if two files had been put together."}
    ]
    assert inputs.records["contact"].num_rows == 2
    (row,) = rows(write_rejects(inputs, tmp_path / "rejected")[0])
    assert row["person_id"] == "person_id"


def test_repeated_headings_are_no_value_of_a_column_that_nobody_filled(tmp_path: Path) -> None:
    heading = f"{TESTS},religion"
    inputs = read_lines(tmp_path, heading, "p1,2024-04-02,X-TOWN,North,negative,30,Indian,F,", heading)
    assert "religion" not in inputs.records["test"].schema.names
