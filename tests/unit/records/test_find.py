"""What is read from a folder, and what is passed over with the reason."""

import os
from pathlib import Path

from evenhand.records.find import find_files
from tests.unit.records.files import write


def test_files_of_every_kind_that_is_read_are_found(tmp_path: Path) -> None:
    names = ["a.csv", "b.TSV", "c.xlsx", "d.xlsm", "e.ods", "f.xls", "g.parquet"]
    for name in [*names, "note.txt", "~$c.xlsx", ".hidden.csv"]:
        write(tmp_path, name, "x")
    found, skipped = find_files([tmp_path])
    assert [one.file for one in found] == names
    assert dict(skipped) == {
        "note.txt": "Not a file of a kind that is read (.csv, .tsv, .xlsx, .xlsm, .ods, .xls, .parquet).",
        "~$c.xlsx": "Left by a spreadsheet program that has the file open.",
    }


def test_links_and_pipes_are_passed_over_with_the_reason(tmp_path: Path) -> None:
    write(tmp_path, "a.csv", "x")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    (tmp_path / "lost.csv").symlink_to(tmp_path / "nothing.csv")
    (tmp_path / "other.csv").symlink_to(tmp_path / "a.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    found, skipped = find_files([tmp_path])
    assert [one.file for one in found] == ["a.csv", "other.csv"]
    assert [file for file, _ in skipped] == ["again", "loop.csv", "lost.csv", "pipe.csv"]
    assert "a pipe" in dict(skipped)["pipe.csv"]
    assert "leads nowhere or to itself" in dict(skipped)["loop.csv"]


def test_a_file_that_is_named_may_end_as_it_likes(tmp_path: Path) -> None:
    (found,) = find_files([write(tmp_path, "extract.txt", "x")])[0]
    assert (found.file, found.named) == ("extract.txt", True)


def test_a_name_shows_nothing_that_a_terminal_would_act_on(tmp_path: Path) -> None:
    (found,) = find_files([write(tmp_path, "a\x1b[2J\n.csv", "x")])[0]
    assert found.file == "a?[2J?.csv"
