"""The table as a file: what is written is read again, and new rows take the place of old ones."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evenhand.calibration import Row, merged, read_rows, to_csv, to_json
from evenhand.foundations import EvenhandError

ROW = Row(
    family="single",
    measure="rate, per 1,000",
    size="region",
    pattern="even",
    condition="as recorded",
    kind="coverage",
    nominal=0.95,
    figure=0.9512,
    error=0.0012,
    lowest=None,
    abstained=0.25,
    draws=4000,
    verdict="holds",
    in_goal=True,
    code="0123456789ab",
)
EMPTY = replace(ROW, measure="gap", nominal=None, figure=None, error=None, in_goal=False, verdict="")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(to_csv([ROW, EMPTY]), encoding="utf-8")
    assert read_rows(file) == [ROW, EMPTY]
    told = json.loads(to_json([EMPTY]))[0]
    assert (told["figure"], told["draws"], told["in_goal"]) == (None, 4000, False)


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(EvenhandError, match=r"other\.csv is not a table that calibrate wrote"):
        read_rows(file)


def test_new_rows_take_the_place_of_those_of_their_scenario() -> None:
    later = replace(ROW, family="compared", measure="ratio")
    other = replace(ROW, pattern="rare")
    gone = replace(ROW, family="no longer tried")
    new = replace(ROW, measure="proportion", figure=0.94)
    order = ("single", "compared")
    assert merged([later, ROW, other, gone], [new], order) == [other, new, later]
    assert merged([], [new], order) == [new]
